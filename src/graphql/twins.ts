import type { Context } from '../context.ts';
import { overloaded } from '../errors.ts';
import { callerOf } from './caller.ts';

/** By caller: how many requests wait for their twins, and the bytes of their bodies. */
const waiting = new Map<string, { claims: number; bytes: number }>();
/** By caller and key: settles when all twins so far are over. */
const pending = new Map<string, Promise<void>>();

/**
 * Runs `work` when every earlier request of this process with the same caller and `Idempotency-Key` is over. Twins in
 * other processes find each other in the database (`claimIdempotencyKey`).
 * @throws SERVICE_UNAVAILABLE when too many requests of the caller wait for their twins already
 */
export async function afterTwins<T>(context: Context, work: () => Promise<T>): Promise<T> {
  const { claims, apiKeyHash, idempotencyKey } = context.request;
  if (!context.writes || idempotencyKey === undefined || !(claims ?? apiKeyHash)) return work();
  const name = `${callerOf(context.request)} ${idempotencyKey}`;
  const before = pending.get(name);
  const leave = before && wait(context);
  const { promise: over, resolve } = Promise.withResolvers<void>();
  pending.set(name, over);
  try {
    await before;
    leave?.();
    return await work();
  } finally {
    resolve();
    if (pending.get(name) === over) pending.delete(name);
  }
}

/** Counts a request as waiting, until what it returns is called. */
function wait({ request, services }: Context): () => void {
  const caller = callerOf(request);
  const bytes = request.bodyBytes ?? 0;
  const most = services.config.database.queue;
  const others = waiting.get(caller) ?? { claims: 0, bytes: 0 };
  if (others.claims >= most.claims || (others.claims > 0 && others.bytes + bytes > most.bytes))
    throw overloaded(1);
  others.claims++;
  others.bytes += bytes;
  waiting.set(caller, others);
  return () => {
    others.claims--;
    others.bytes -= bytes;
    if (others.claims === 0) waiting.delete(caller);
  };
}

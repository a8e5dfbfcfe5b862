import type { Context } from '../core/context.ts';
import { overloaded } from '../errors.ts';
import { callerOf } from '../core/caller.ts';

/** By caller: the number of requests that wait for earlier duplicates, and the bytes of their bodies. */
const waiting = new Map<string, { claims: number; bytes: number }>();
/** By caller and key: resolves when all duplicates so far have ended. */
const pending = new Map<string, Promise<void>>();

/**
 * Runs `work` after every earlier request of this process with the same caller and `Idempotency-Key` has ended.
 * `claimIdempotencyKey` serializes duplicates in different processes.
 * @throws SERVICE_UNAVAILABLE when too many requests of the caller are waiting already
 */
export async function afterDuplicates<T>(context: Context, work: () => Promise<T>): Promise<T> {
  const { claims, apiKeyHash, idempotencyKey } = context.request;
  if (!context.isMutation || idempotencyKey === undefined || !(claims ?? apiKeyHash)) return work();
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

/** Counts a request as waiting. Returns a function that ends this. */
function wait({ request, services }: Context): () => void {
  const caller = callerOf(request);
  const bytes = request.bodyBytes ?? 0;
  const max = services.config.database.queue;
  const others = waiting.get(caller) ?? { claims: 0, bytes: 0 };
  if (others.claims >= max.claims || (others.claims > 0 && others.bytes + bytes > max.bytes))
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

import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { badUserInput } from '../../errors.ts';
import type { UsageReceipt } from '../../generated/graphql.ts';
import { contentHash } from './event-hash.ts';
import type { recordUsageInput } from './input.ts';
import { findContentHashes, type HashedEvent, holdForRecording, insertUsageEvents } from './queries.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { measureEvents } from './measured-as.ts';

const recording = new WeakSet<Context>();

/**
 * Records each event whose id is new, and returns the outcome of each in their order.
 * @throws {UserErrors} INVALID for undeclared meters, if they are refused; REQUIRED for missing properties
 * @throws BAD_USER_INPUT for a second batch in one operation: two operations could deadlock, each holding its first
 * batch's rows
 */
export async function recordUsage(
  context: Context,
  { events }: z.output<ReturnType<typeof recordUsageInput>>,
): Promise<UsageReceipt[]> {
  if (recording.has(context)) throw badUserInput('Use `recordUsage` once in an operation, with all events.');
  recording.add(context);
  const { tenant } = context;
  const hashed = events.map((event) => ({ ...event, hash: contentHash(event) }));
  const codes = [...new Set(events.map(({ meter }) => meter))];
  for (;;) {
    const rules = await holdForRecording(tenant, codes);
    const sent: HashedEvent[] = measureEvents(hashed, rules);
    const firsts = new Map(sent.toReversed().map((event) => [event.eventId, event]));
    const now = new Date().toISOString();
    const accepted = await insertUsageEvents(tenant, [...firsts.values()], now, rules.meters.size);
    // A meter was declared while this waited for the lock. None can be declared now.
    if (accepted) return await receiptsOf(tenant, sent, firsts, new Set(accepted));
  }
}

async function receiptsOf(
  tenant: TenantDb,
  sent: HashedEvent[],
  firsts: Map<string, HashedEvent>,
  accepted: Set<string>,
): Promise<UsageReceipt[]> {
  const known = [...firsts.keys()].filter((eventId) => !accepted.has(eventId));
  const hashes = known.length > 0 ? await findContentHashes(tenant, known) : new Map<string, Buffer>();
  return sent.map((event) => {
    const { eventId, hash } = event;
    const first = firsts.get(eventId)!;
    if (event === first && accepted.has(eventId)) return { eventId, status: 'ACCEPTED' };
    const recorded = hashes.get(eventId) ?? first.hash;
    return { eventId, status: recorded.equals(hash) ? 'DUPLICATE' : 'CONFLICT' };
  });
}

import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { badUserInput } from '../../errors.ts';
import type { UsageReceipt } from '../../generated/graphql.ts';
import { contentHash } from './event-hash.ts';
import type { recordUsageInput } from './input.ts';
import { findContentHashes, type HashedEvent, holdMonthsOpen, insertUsageEvents } from './queries.ts';

const recording = new WeakSet<Context>();

/**
 * Records each event whose id is new, and returns the outcome of each in their order.
 * @throws BAD_USER_INPUT for a second batch in one operation: two operations could deadlock, each holding its first
 * batch's rows
 */
export async function recordUsage(
  context: Context,
  { events }: z.output<ReturnType<typeof recordUsageInput>>,
): Promise<UsageReceipt[]> {
  if (recording.has(context)) throw badUserInput('Use `recordUsage` once in an operation, with all events.');
  recording.add(context);
  const { tenant, db, scope } = context;
  const sent = events.map((event): HashedEvent => ({ ...event, hash: contentHash(event) }));
  const firsts = new Map(sent.toReversed().map((event) => [event.eventId, event]));
  await holdMonthsOpen(db, [scope.id]);
  const now = new Date().toISOString();
  const accepted = new Set(await insertUsageEvents(tenant, [...firsts.values()], now));
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

import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { badUserInput } from '../../errors.ts';
import type { UsageReceipt } from '../../generated/graphql.ts';
import { contentHash } from './content.ts';
import type { recordUsageInput } from './input.ts';
import { findContentHashes, type HashedEvent, holdMonthsOpen, insertUsageEvents } from './queries.ts';

const recording = new WeakSet<Context>();

/**
 * Records each event whose id is new, and tells of each what became of it, in their order.
 * @throws BAD_USER_INPUT for a second batch in one operation: each would wait for events of other operations while it
 * holds the first batch's, and two such operations for each other
 */
export async function recordUsage(
  context: Context,
  { events }: z.output<ReturnType<typeof recordUsageInput>>,
): Promise<UsageReceipt[]> {
  if (recording.has(context)) throw badUserInput('Use `recordUsage` once in an operation, with all events.');
  recording.add(context);
  const { db, scope } = context;
  const sent = events.map((event): HashedEvent => ({ ...event, hash: contentHash(event) }));
  const firsts = new Map(sent.toReversed().map((event) => [event.eventId, event]));
  await holdMonthsOpen(db, [scope.id]);
  const now = new Date().toISOString();
  const accepted = new Set(await insertUsageEvents(db, scope, [...firsts.values()], now));
  const known = [...firsts.keys()].filter((eventId) => !accepted.has(eventId));
  const hashes = known.length > 0 ? await findContentHashes(db, scope, known) : new Map<string, Buffer>();
  return sent.map((event) => {
    const { eventId, hash } = event;
    const first = firsts.get(eventId)!;
    if (event === first && accepted.has(eventId)) return { eventId, status: 'ACCEPTED' };
    const recorded = hashes.get(eventId) ?? first.hash;
    return { eventId, status: recorded.equals(hash) ? 'DUPLICATE' : 'CONFLICT' };
  });
}

import { randomInt } from 'node:crypto';
import type { UsageEventInput } from '../../src/generated/graphql.ts';
import type { MeterKind } from '../../src/generated/enums.ts';
import { month } from '../support/usage.ts';
import { accepted } from './task-writers.ts';
import type { Act, Writer } from './writers.ts';

const RECORD = `mutation ($events: [UsageEventInput!]!) { recordUsage(input: { events: $events }) {
  receipts { eventId status } userErrors { code field } } }`;
const VOID = `mutation ($eventId: String!) { voidUsageEvent(input: { eventId: $eventId, reason: "Sent by mistake" }) {
  usageEvent { eventId } userErrors { code field } } }`;

/** The meters of a run, with their kinds. */
export type Meters = Map<string, MeterKind>;

const DAY = 86_400_000;
/** Of these days every instant is accepted, and the end of the month before is among them. */
const LATE_DAYS = 33;

/** Records usage of now and of up to a month ago, sends some of it again, and voids some. */
export function writesUsage(writer: Writer, meters: Meters): Act {
  const { organization, promises, text, key } = writer;
  const { caller, ledger } = organization;
  const codes = [...meters.keys()];
  const taken = new Set<number>();
  const recent: UsageEventInput[] = [];
  /** An instant that no other event has, so that the last one is known. */
  const instant = () => {
    const earliest = Date.parse(`${month(-1)}-01T00:00:00Z`);
    const back = randomInt(10) < 7 ? randomInt(60_000) : randomInt(LATE_DAYS * DAY);
    let at = Math.max(earliest, Date.now() - back);
    while (taken.has(at)) at++;
    taken.add(at);
    return at;
  };
  const make = (): UsageEventInput => ({
    eventId: text(),
    meter: codes[randomInt(codes.length)]!,
    quantity: 1 + randomInt(2_000),
    occurredAt: new Date(instant()).toISOString(),
    properties: { user: `user-${randomInt(200)}` },
  });
  const record = async () => {
    const fresh = Array.from({ length: 1 + randomInt(20) }, make);
    const again = recent.filter(() => randomInt(4) === 0);
    const events = [...fresh, ...again];
    // Its receipts make it repeatable without a key, too.
    const sender = randomInt(2) === 0 ? caller.once(key()) : caller;
    const { data, attempts } = await sender.attempt(RECORD, { events });
    if (!accepted(writer, data.recordUsage)) return;
    for (const [index, { eventId, status }] of data.recordUsage.receipts.entries()) {
      const isFresh = index < fresh.length;
      const allowed = isFresh ? (attempts > 1 ? ['ACCEPTED', 'DUPLICATE'] : ['ACCEPTED']) : ['DUPLICATE'];
      promises.check('an event has the receipt of its first or a later arrival', allowed.includes(status), {
        eventId,
        status,
        isFresh,
        attempts,
      });
    }
    for (const { eventId, meter, quantity, occurredAt, properties } of fresh)
      ledger.usage.set(eventId, {
        meter,
        quantity: Number(quantity),
        at: Date.parse(String(occurredAt)),
        user: String((properties as { user: string }).user),
        isVoided: false,
      });
    recent.splice(0, recent.length, ...fresh);
  };
  const voidOne = async () => {
    const [eventId] = [...ledger.usage].findLast(([, { isVoided }]) => !isVoided) ?? [];
    if (!eventId) return;
    const { voidUsageEvent } = await caller.once(key()).ask(VOID, { eventId });
    if (accepted(writer, voidUsageEvent)) ledger.usage.get(eventId)!.isVoided = true;
  };
  return () => (randomInt(15) === 0 ? voidOne() : record());
}

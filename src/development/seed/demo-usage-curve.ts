import type { UsageEventContent } from '../../modules/usage/input.ts';
import { DAY, HOUR, iso, isWeekend, startOfDay } from './demo-time.ts';
import type { Random } from './random.ts';

/** A usage event, as its sender sent it. `eventId` names the day and the number of the event. */
export type DemoEvent = UsageEventContent & { at: number; occurredAt: string };

export const METERS = {
  processed: 'events.processed',
  storage: 'storage.gigabyte_hours',
  active: 'users.active',
};

const DAYS = 90;
const EVENTS_PER_DAY = 10;
const WEEKEND_EVENTS = 3;
const customers = ['northwind', 'contoso', 'umbrella', 'initech', 'globex'];
const regions = ['eu', 'eu', 'us'];

/**
 * Returns the usage of the 90 days before `now`, oldest first: it grows, varies by day, and is less on weekends. With the
 * share 1, at least one month's `events.processed` exceed the million that the plan PRO includes.
 */
export function usageEvents(random: Random, now: number, since: number, share: number): DemoEvent[] {
  const first = Math.max(startOfDay(now) - (DAYS - 1) * DAY, startOfDay(since) + DAY);
  const events: DemoEvent[] = [];
  for (let day = first; day <= now; day += DAY) {
    const grown = 1 - (now - day) / (DAYS * DAY);
    events.push(...eventsOfDay(random, day, grown, share));
  }
  return events.filter(({ at }) => at < now);
}

function eventsOfDay({ fraction, pick }: Random, day: number, grown: number, share: number): DemoEvent[] {
  const name = iso(day).slice(0, 10);
  const quantity = (full: number) => Math.max(1, Math.round(full * share * (0.85 + 0.3 * fraction())));
  const number = isWeekend(day) ? WEEKEND_EVENTS : EVENTS_PER_DAY;
  const at = (hour: number) => Math.round(day + hour * HOUR);
  const events = Array.from({ length: number }, (_, index): DemoEvent => {
    const time = at(8 + (10 * (index + fraction())) / number);
    return {
      eventId: `batch-${name}-${index + 1}`,
      meter: METERS.processed,
      quantity: quantity(4000 + 2500 * grown),
      subject: pick(customers),
      properties: { region: pick(regions) },
      at: time,
      occurredAt: iso(time),
    };
  });
  const visits = Array.from({ length: isWeekend(day) ? 1 : 4 }, (_, index): DemoEvent => {
    const time = at(9 + (8 * (index + fraction())) / 4);
    return {
      eventId: `visit-${name}-${index + 1}`,
      meter: METERS.active,
      quantity: 1,
      subject: null,
      properties: { user: `u-${1 + Math.floor(fraction() * (6 + 18 * grown))}`, region: pick(regions) },
      at: time,
      occurredAt: iso(time),
    };
  });
  const stored = at(18 + fraction());
  const storage: DemoEvent = {
    eventId: `storage-${name}`,
    meter: METERS.storage,
    quantity: quantity(1500 + 700 * grown),
    subject: null,
    properties: null,
    at: stored,
    occurredAt: iso(stored),
  };
  return [...events, ...visits, storage].toSorted((one, other) => one.at - other.at);
}

import type { Random } from './random.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** When people work, in hours UTC. */
const WORKDAY = { start: 8, hours: 10 };
/** How often work that would fall on a weekend is done on another day instead. */
const FREE_WEEKENDS = 0.9;
const MAX_TRIES = 4;

export const iso = (time: number): string => new Date(time).toISOString();

export const isWeekend = (time: number): boolean => [0, 6].includes(new Date(time).getUTCDay());

/** The first instant of the day (UTC). */
export const startOfDay = (time: number): number => Math.floor(time / DAY) * DAY;

/** Returns an instant between the two, rarely on a weekend, and during working hours if these are between them. */
export function workTime({ fraction }: Random, from: number, to: number): number {
  const draw = () => Math.round(from + fraction() * (to - from));
  let time = draw();
  for (let tries = 1; tries < MAX_TRIES && isWeekend(time) && fraction() < FREE_WEEKENDS; tries++)
    time = draw();
  const hour = WORKDAY.start + fraction() * WORKDAY.hours;
  const working = startOfDay(time) + Math.round(hour * HOUR);
  return working >= from && working <= to ? working : time;
}

export const timestamps = (created: number, updated = created) => ({
  created_at: iso(created),
  updated_at: iso(updated),
});

/** Returns ids of version 7, as PostgreSQL would have made them at an instant. The same each time. */
export function createIds({ fraction }: Random): (time: number) => string {
  const word = () => Math.floor(fraction() * 0x10000);
  const hex = (value: number, length: number) => value.toString(16).padStart(length, '0');
  return (time) => {
    const instant = hex(Math.floor(time), 12);
    const [first, second] = [0x7000 | (word() & 0xfff), 0x8000 | (word() & 0x3fff)];
    const rest = hex(word(), 4) + hex(word(), 4) + hex(word(), 4);
    return `${instant.slice(0, 8)}-${instant.slice(8)}-${hex(first, 4)}-${hex(second, 4)}-${rest}`;
  };
}

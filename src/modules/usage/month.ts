import { badUserInput } from '../../errors.ts';

/** Returns the first day of a month such as `2026-01`. @throws BAD_USER_INPUT for anything else */
export function firstDay(month: string): string {
  if (!/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(month))
    throw badUserInput('A month must have its year, for example "2026-01".');
  return `${month}-01`;
}

/** Returns the month of a day: `2026-01` for `2026-01-31`. */
export const monthOf = (day: string) => day.slice(0, 7);

/** Returns the first day of the month (UTC) that contains the instant. */
export const currentMonth = (now: Date) => `${now.toISOString().slice(0, 7)}-01`;

/** Returns the start of the month and of the next one. */
export function monthBounds(month: string): { from: string; to: string } {
  const from = new Date(month);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  return { from: from.toISOString(), to: to.toISOString() };
}

import { z } from 'zod';
import type { Config } from '../../config.ts';
import { badUserInput } from '../../errors.ts';
import { concerning, fault, isStorable, items, text } from '../../graphql/input.ts';

const MOST_EVENTS = 1000;
const MOST_PROPERTIES = 20;
const MOST_PROPERTY_BYTES = 2000;
const OLDEST_DAYS = 35;
const AHEAD_MINUTES = 5;

/** Counted by the server itself. */
export const REQUESTS_METER = 'api.requests';

const meterPattern = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const meterName = text({ min: 1, max: 100, trim: true }).superRefine((value, context) => {
  if (!meterPattern.test(value))
    context.addIssue(
      fault('INVALID', 'must have only letters, digits, "_", "-" and single dots between them'),
    );
});

const meter = meterName.superRefine((value, context) => {
  if (value === REQUESTS_METER)
    context.addIssue(fault('INVALID', 'must not be a meter of the server itself'));
});

/** What the scalar gives as a bigint is too large. */
const quantity = z.union([z.number(), z.bigint()]).transform((value, context) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  context.addIssue(fault('INVALID', `must be from 0 to ${Number.MAX_SAFE_INTEGER}`));
  return z.NEVER;
});

const occurredAt = z
  .string()
  .superRefine((value, context) => {
    const age = Date.now() - Date.parse(value);
    if (age < -AHEAD_MINUTES * 60_000)
      context.addIssue(fault('INVALID', `must not be more than ${AHEAD_MINUTES} minutes ahead`));
    else if (age > OLDEST_DAYS * 86_400_000)
      context.addIssue(fault('INVALID', `must not be more than ${OLDEST_DAYS} days ago`));
  })
  .nullish();

const isProperty = (value: unknown) =>
  (typeof value === 'string' && isStorable(value)) ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value));

const properties = z
  .record(z.string(), z.unknown())
  .superRefine((value, context) => {
    const entries = Object.entries(value);
    if (entries.length > MOST_PROPERTIES)
      context.addIssue(fault('TOO_LONG', `must have at most ${MOST_PROPERTIES} entries`));
    else if (!entries.every(([name, each]) => isStorable(name) && isProperty(each)))
      context.addIssue(fault('INVALID', 'must have texts, numbers and booleans alone'));
    else if (Buffer.byteLength(JSON.stringify(value)) > MOST_PROPERTY_BYTES)
      context.addIssue(fault('TOO_LONG', `must have at most ${MOST_PROPERTY_BYTES} bytes as JSON`));
  })
  .nullish();

const eventId = text({ min: 1, max: 200, trim: true });

const event = z.object({
  eventId,
  meter,
  quantity,
  occurredAt,
  subject: text({ max: 200, trim: true }).nullish(),
  properties,
});

/** An event within its meter's ceiling. */
const eventWithin = ({ meters, others }: Config['usageQuantityLimits']) =>
  event.superRefine(
    ({ meter, quantity }, context) => {
      const most = meters.get(meter) ?? others;
      if (quantity <= most) return;
      const above = fault('INVALID', `must be at most ${most} for the meter ${meter}`);
      context.addIssue({ ...above, path: ['quantity'] });
    },
    concerning('meter', 'quantity'),
  );

export const recordUsageInput = ({ usageQuantityLimits }: Config) =>
  z.object({ events: items(eventWithin(usageQuantityLimits), MOST_EVENTS) });

export const voidUsageEventInput = z.object({
  eventId,
  reason: text({ min: 1, max: 500 }),
});

export type UsageEventContent = z.output<typeof event>;

/** The name of a meter to read, in its kept form. @throws BAD_USER_INPUT for what is no name */
export function meterToRead(name: string): string {
  const checked = meterName.safeParse(name);
  if (checked.success) return checked.data;
  throw badUserInput('`meter` is not the name of a meter.');
}

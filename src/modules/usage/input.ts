import { z } from 'zod';
import type { Config } from '../../config.ts';
import { badUserInput } from '../../errors.ts';
import { concerning, fault, items, reason, text } from '../../graphql/input.ts';
import { isStorable } from '../../util/storable-text.ts';
import { meterName, recordedMeterName } from '../meter/meter-name.ts';

const MAX_EVENTS = 1000;
const MAX_PROPERTIES = 20;
const MAX_PROPERTY_BYTES = 2000;
const OLDEST_DAYS = 35;
const AHEAD_MINUTES = 5;

/** A quantity that the scalar returns as a bigint is too large. */
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
    if (entries.length > MAX_PROPERTIES)
      context.addIssue(fault('TOO_LONG', `must have at most ${MAX_PROPERTIES} entries`));
    else if (!entries.every(([name, each]) => isStorable(name) && isProperty(each)))
      context.addIssue(fault('INVALID', 'must contain only texts, numbers and booleans'));
    else if (Buffer.byteLength(JSON.stringify(value)) > MAX_PROPERTY_BYTES)
      context.addIssue(fault('TOO_LONG', `must have at most ${MAX_PROPERTY_BYTES} bytes as JSON`));
  })
  .nullish();

const eventId = text({ min: 1, max: 200, trim: true });

const event = z.object({
  eventId,
  meter: recordedMeterName,
  quantity,
  occurredAt,
  subject: text({ max: 200, trim: true }).nullish(),
  properties,
});

/** An event whose quantity is within its meter's limit. */
const eventWithin = ({ meters, others }: Config['usageQuantityLimits']) =>
  event.superRefine(
    ({ meter, quantity }, context) => {
      const max = meters.get(meter) ?? others;
      if (quantity <= max) return;
      const message = `must be at most ${max} for the meter ${meter}`;
      context.addIssue(fault('INVALID', message, 'quantity'));
    },
    concerning('meter', 'quantity'),
  );

export const recordUsageInput = ({ usageQuantityLimits }: Config) =>
  z.object({ events: items(eventWithin(usageQuantityLimits), MAX_EVENTS) });

export const voidUsageEventInput = z.object({
  eventId,
  reason,
});

export type UsageEventContent = z.output<typeof event>;

/** Returns the stored form of a meter's name. @throws BAD_USER_INPUT for an invalid name */
export function meterToRead(name: string): string {
  const checked = meterName.safeParse(name);
  if (checked.success) return checked.data;
  throw badUserInput('`meter` is not a valid name of a meter.');
}

import { createHash } from 'node:crypto';
import type { UsageEventContent } from './input.ts';

/**
 * The SHA-256 of what the sender said, in one form: an event that is sent again is known by it. An `occurredAt` that
 * was left out is part of it as that, not as the time at which the event came.
 */
export function contentHash({ meter, quantity, occurredAt, subject, properties }: UsageEventContent): Buffer {
  const sorted = Object.entries(properties ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const content = [meter, quantity, occurredAt ? instant(occurredAt) : null, subject || null, sorted];
  return createHash('sha256').update(JSON.stringify(content)).digest();
}

/** `09:30:00Z`, `09:30:00.0Z` and `09:30:00.00Z` are one instant. */
const instant = (text: string) => text.replace(/\.0+Z$/, 'Z').replace(/(\.\d*[1-9])0+Z$/, '$1Z');

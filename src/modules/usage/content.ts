import { createHash } from 'node:crypto';
import type { UsageEventContent } from './input.ts';

/**
 * The SHA-256 of what the sender said, in one form: an event that is sent again is known by it. An `occurredAt` that
 * was left out is part of it as that, not as the time at which the event came.
 */
export function contentHash({ meter, quantity, occurredAt, subject, properties }: UsageEventContent): Buffer {
  const sorted = Object.entries(properties ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const content = [meter, quantity, occurredAt ?? null, subject || null, sorted];
  return createHash('sha256').update(JSON.stringify(content)).digest();
}

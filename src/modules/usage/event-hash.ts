import { createHash } from 'node:crypto';
import { sortedEntries } from '../../util/sorted-entries.ts';
import type { UsageEventContent } from './input.ts';

/**
 * Returns the SHA-256 of an event's canonical content, which identifies an event that is sent again. A missing
 * `occurredAt` is hashed as missing, not as the time of receipt.
 */
export function contentHash({ meter, quantity, occurredAt, subject, properties }: UsageEventContent): Buffer {
  const content = [meter, quantity, occurredAt ?? null, subject || null, sortedEntries(properties ?? {})];
  return createHash('sha256').update(JSON.stringify(content)).digest();
}

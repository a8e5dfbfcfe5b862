import { type DocumentNode, print, visit } from 'graphql';
import { createHash } from 'node:crypto';

const known = new WeakMap<DocumentNode, string>();

/**
 * Names in the log an operation that has no name: the same for all that differ in written values alone.
 *
 * Security: who reads the log could try passwords until the hash of an operation that holds one is met.
 * Values are left out before it is hashed.
 */
export function operationHash(document: DocumentNode): string {
  const kept = known.get(document);
  if (kept) return kept;
  const hash = createHash('sha256')
    .update(print(withoutValues(document)))
    .digest('hex');
  known.set(document, hash);
  return hash;
}

const withoutValues = (document: DocumentNode): DocumentNode =>
  visit(document, {
    StringValue: (node) => ({ ...node, value: '', block: false }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
  });

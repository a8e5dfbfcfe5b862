import { type DocumentNode, print, visit } from 'graphql';
import { createHash } from 'node:crypto';

const known = new WeakMap<DocumentNode, string>();

/**
 * Returns a hash that identifies an operation without a name in the log. Operations that differ only in their literals
 * have the same hash.
 *
 * Security: an operation can contain a password, and a reader of the log could test guesses against its hash. Literals
 * are removed before the operation is hashed.
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

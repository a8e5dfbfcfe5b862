import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** Characters of all texts. A document takes about a hundred times as many bytes. */
const MAX_CHARACTERS = 300_000;

/** The documents of the operations that Apollo Server has parsed and found valid, by their texts. */
export class KnownOperations {
  readonly #documents = new LRUCache<string, DocumentNode>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_document, text) => text.length,
  });

  remember(text: string, document: DocumentNode): void {
    if (text.length > 0 && !this.#documents.has(text)) this.#documents.set(text, document);
  }

  find(text: string): DocumentNode | undefined {
    return this.#documents.get(text);
  }
}

import { LRUCache } from 'lru-cache';
import type { JsonText } from '../response-text.ts';

/** Bytes of all kept responses. */
const MAX_BYTES = 64_000_000;
/** JavaScript uses two bytes for each character of a string, or one if it has only Latin ones. */
const BYTES_PER_CHARACTER = 2;
/** Bytes of an entry without its texts and its body. */
const OVERHEAD = 300;

export interface KeptResponse {
  /** The caller's access and the version of the organization's rows with which the response was computed. */
  state: string;
  /** Undefined if only the state is kept, to find out whether it lasts. */
  data: JsonText | undefined;
  /** Whether the response was still valid when the last request looked for it. */
  isRepeated: boolean;
  /** The ETag of the response, once a client has asked for it. */
  etag?: string;
}

declare module '../../core/services.ts' {
  interface Services {
    validatedResponses: ValidatedResponses;
  }
}

/** The kept responses of this process: one for each caller, organization and operation with its variables. */
export class ValidatedResponses {
  readonly #kept = new LRUCache<string, KeptResponse>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ state, data }, key) =>
      (key.length + state.length) * BYTES_PER_CHARACTER + (data?.body.length ?? 0) + OVERHEAD,
  });

  get bytes(): number {
    return this.#kept.calculatedSize;
  }

  find(key: string): KeptResponse | undefined {
    return this.#kept.get(key);
  }

  keep(key: string, response: KeptResponse): void {
    response.data?.own();
    this.#kept.set(key, response);
  }
}

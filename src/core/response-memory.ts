import type { GraphQLError } from 'graphql';
import { rateLimited, responseTooLarge, unavailable } from '../errors.ts';

export interface ResponseLimits {
  /** Bytes of one response. */
  response: number;
  /** Bytes of all unfinished responses of one caller. */
  caller: number;
  /** Bytes of all unfinished responses of the process. */
  process: number;
}

/** Rows contain more columns than the response shows, so their bytes may exceed the response's limit by this factor. */
const ROWS_PER_RESPONSE = 2;
/** Smaller responses are not counted against the caller and the process, so that light requests are always served. */
const UNCOUNTED_BYTES = 65_536;

/**
 * Counts the bytes of unfinished responses: rows as they arrive from PostgreSQL, and bodies until their clients have
 * received them.
 *
 * Security: a caller who requests many large responses at once, or does not read them, could exhaust the memory of the
 * process. Each caller has a limit. When the process has reached its own limit, it rejects callers that hold more than
 * an equal part of it.
 */
export class ResponseMemory {
  readonly limits: ResponseLimits;
  readonly #held = new Map<string, number>();
  #total = 0;

  constructor(limits: ResponseLimits) {
    this.limits = limits;
  }

  /** Bytes of all unfinished responses. */
  get total(): number {
    return this.#total;
  }

  /** @throws RATE_LIMITED while unfinished responses take the caller's whole limit */
  requireRoom(caller: string): void {
    if ((this.#held.get(caller) ?? 0) >= this.limits.caller) throw tooManyAtOnce();
  }

  open(caller: string): ResponseShare {
    return new ResponseShare(this, caller);
  }

  /** Adds bytes to the caller's count; a negative number gives bytes back. Returns an error if a limit is exceeded. */
  add(caller: string, bytes: number): GraphQLError | undefined {
    const held = (this.#held.get(caller) ?? 0) + bytes;
    this.#total += bytes;
    if (held > 0) this.#held.set(caller, held);
    else this.#held.delete(caller);
    if (held > this.limits.caller) return tooManyAtOnce();
    const isFull = this.#total > this.limits.process;
    return isFull && held > this.limits.process / this.#held.size ? unavailable() : undefined;
  }
}

const tooManyAtOnce = () =>
  rateLimited(
    1,
    'Your concurrent responses are too large in total. Send fewer requests at once, or request less.',
  );

/** The bytes of one response, until it is released. */
export class ResponseShare {
  readonly #memory: ResponseMemory;
  readonly #caller: string;
  #bytes = 0;
  #counted = 0;
  #longest = 0;
  #refusal: GraphQLError | undefined;

  constructor(memory: ResponseMemory, caller: string) {
    this.#memory = memory;
    this.#caller = caller;
  }

  /** Bytes of the longest row that arrived. */
  get longest(): number {
    return this.#longest;
  }

  /** Counts a row that has arrived. Returns an error if a limit is exceeded: the operation must then read no more rows. */
  take(bytes: number): GraphQLError | undefined {
    this.#bytes += bytes;
    if (bytes > this.#longest) this.#longest = bytes;
    if (this.#bytes - this.#counted < UNCOUNTED_BYTES) return this.#refusal;
    const { response } = this.#memory.limits;
    const refused = this.#count();
    this.#refusal ??= this.#bytes > response * ROWS_PER_RESPONSE ? responseTooLarge(response) : refused;
    return this.#refusal;
  }

  /** Counts bytes that are in memory already, without checking a limit. */
  hold(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes >= UNCOUNTED_BYTES) this.#count();
  }

  release(): void {
    if (this.#counted > 0) this.#memory.add(this.#caller, -this.#counted);
    this.#bytes = this.#counted = 0;
    this.#refusal = undefined;
  }

  #count(): GraphQLError | undefined {
    const more = this.#bytes - this.#counted;
    this.#counted = this.#bytes;
    return this.#memory.add(this.#caller, more);
  }
}

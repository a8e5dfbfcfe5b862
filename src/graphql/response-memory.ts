import type { GraphQLError } from 'graphql';
import { rateLimited, responseTooLarge, unavailable } from '../errors.ts';

export interface ResponseLimits {
  /** Bytes of one response. */
  response: number;
  /** Bytes of all responses that one caller has under way. */
  caller: number;
  /** Bytes of all responses that the process has under way. */
  process: number;
}

/** Rows hold more than is asked of them: what arrives for a response may be so many times its limit. */
const ROWS_PER_RESPONSE = 2;
/** What a response takes before it is counted for its caller and the process: light requests are always served. */
const UNCOUNTED_BYTES = 65_536;

/**
 * Counts the bytes of responses under way: rows as they arrive from PostgreSQL, and bodies until their clients have
 * taken them.
 *
 * Security: a caller who asks for many large responses at once, or does not read them, could fill the memory of the
 * process. Each caller has a share; when the process is full, those who hold more than an equal part are refused.
 */
export class ResponseMemory {
  readonly limits: ResponseLimits;
  readonly #held = new Map<string, number>();
  #total = 0;

  constructor(limits: ResponseLimits) {
    this.limits = limits;
  }

  /** Bytes of all responses under way. */
  get total(): number {
    return this.#total;
  }

  /** @throws RATE_LIMITED while earlier responses take the caller's whole share */
  requireRoom(caller: string): void {
    if ((this.#held.get(caller) ?? 0) >= this.limits.caller) throw tooManyAtOnce();
  }

  /** Begins a response. */
  open(caller: string): ResponseShare {
    return new ResponseShare(this, caller);
  }

  /** Adds to what the caller holds; answers why more is refused. A negative number gives bytes back. */
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

const tooManyAtOnce = () => rateLimited(1, 'Your responses under way are too large together.');

/** What one response takes of the memory, until it is released. */
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

  /** Takes a row that has arrived; answers why no more may. */
  take(bytes: number): GraphQLError | undefined {
    this.#bytes += bytes;
    if (bytes > this.#longest) this.#longest = bytes;
    if (this.#bytes - this.#counted < UNCOUNTED_BYTES) return this.#refusal;
    const { response } = this.#memory.limits;
    const refused = this.#count();
    this.#refusal ??= this.#bytes > response * ROWS_PER_RESPONSE ? responseTooLarge(response) : refused;
    return this.#refusal;
  }

  /** Counts bytes that are there already, whether or not there is room. */
  hold(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes >= UNCOUNTED_BYTES) this.#count();
  }

  release(): void {
    if (this.#counted > 0) this.#memory.add(this.#caller, -this.#counted);
    this.#bytes = this.#counted = 0;
  }

  #count(): GraphQLError | undefined {
    const more = this.#bytes - this.#counted;
    this.#counted = this.#bytes;
    return this.#memory.add(this.#caller, more);
  }
}

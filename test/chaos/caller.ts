import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Body, someAddress } from '../support/client.ts';
import type { Data, Given, Present } from '../support/operations.ts';
import type { Promises } from './promises.ts';

/** What the clients of a run did, in all. */
export class Traffic {
  requests = 0;
  acknowledged = 0;
  retried = 0;
  /** The longest time that a request took from its first attempt to its response, in milliseconds. */
  slowest = 0;
  /** The causes of retries, with their numbers. */
  readonly causes = new Map<string, number>();
}

/** Nothing takes so long, whatever is killed. */
const PATIENCE_MS = 120_000;
/** A client gives an attempt up after 2 to 8 seconds, and a server works on it nevertheless. */
const attemptTimeout = () => 2_000 + randomInt(6_000);

/** A request names at most so many positions of the primary. */
const TOKENS = 10;

/** A client like that of a phone: it repeats a request, at any of the servers, until it gets a response. */
export class Caller {
  readonly #servers: readonly string[];
  readonly #headers: Record<string, string>;
  readonly #traffic: Traffic;
  readonly #promises: Promises;
  /** The last ones that it has received. */
  readonly #tokens: string[];

  constructor(
    servers: readonly string[],
    headers: Record<string, string>,
    traffic: Traffic,
    promises: Promises,
    tokens: string[] = [],
  ) {
    this.#servers = servers;
    this.#headers = headers;
    this.#traffic = traffic;
    this.#promises = promises;
    this.#tokens = tokens;
  }

  /** The same caller, all of whose attempts carry this `Idempotency-Key`. */
  once(key: string): Caller {
    const headers = { ...this.#headers, 'idempotency-key': key };
    return new Caller(this.#servers, headers, this.#traffic, this.#promises, this.#tokens);
  }

  /** Returns the data, which can have user errors, and the number of attempts. */
  async attempt<Text extends string>(
    query: Text,
    ...[variables]: Given<Text>
  ): Promise<{ data: Present<Data<Text>>; attempts: number }> {
    const begun = Date.now();
    for (let attempts = 1; ; attempts++) {
      this.#traffic.requests++;
      const outcome = await this.#send(query, variables);
      if ('data' in outcome) {
        this.#traffic.acknowledged++;
        this.#traffic.slowest = Math.max(this.#traffic.slowest, Date.now() - begun);
        return { data: outcome.data as Present<Data<Text>>, attempts };
      }
      this.#traffic.retried++;
      this.#traffic.causes.set(outcome.cause, (this.#traffic.causes.get(outcome.cause) ?? 0) + 1);
      if (Date.now() - begun > PATIENCE_MS) {
        this.#promises.broke('every request is answered in the end', { query, variables, ...outcome });
        throw new Error(`no response to ${query}: ${outcome.cause}`);
      }
      await sleep(50 + randomInt(Math.min(2_000, 250 * attempts)));
    }
  }

  async ask<Text extends string>(query: Text, ...variables: Given<Text>): Promise<Present<Data<Text>>> {
    return (await this.attempt(query, ...variables)).data;
  }

  async #send(query: string, variables: unknown): Promise<{ data: unknown } | { cause: string }> {
    const server = this.#servers[randomInt(this.#servers.length)]!;
    // Nothing may be out of date without the tokens either.
    const tokens = this.#tokens.length > 0 &&
      randomInt(2) === 0 && { 'x-read-token': this.#tokens.join(',') };
    let response: Response;
    let body: Body;
    try {
      response = await fetch(`${server}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': someAddress(),
          ...this.#headers,
          ...tokens,
        },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(attemptTimeout()),
      });
      body = (await response.json()) as Body;
    } catch (error) {
      const { name, cause } = error as Error;
      return {
        cause: name === 'TimeoutError' ? 'no response' : ((cause as { code?: string })?.code ?? name),
      };
    }
    this.#keep(response.headers.get('x-read-token'));
    if (body.data && !body.errors) return { data: body.data };
    const codes = (body.errors ?? []).map(({ extensions }) =>
      [extensions['code'], extensions['reason']].filter(Boolean).join(' '),
    );
    const cause = codes.join(', ') || `HTTP ${response.status}`;
    // Everything else would stop a client that repeats.
    this.#promises.check(
      'a failure of a part is SERVICE_UNAVAILABLE to clients',
      codes.length > 0 && codes.every((code) => /^(SERVICE_UNAVAILABLE|RATE_LIMITED)\b/.test(code)),
      { status: response.status, query, body },
    );
    return { cause };
  }

  #keep(token: string | null): void {
    if (token) this.#tokens.push(token);
    if (this.#tokens.length > TOKENS) this.#tokens.shift();
  }
}

import { type ClientRequest, request } from 'node:http';
import { type ClientOptions, now, waitOf } from './orders.ts';

/** A client of an event stream, which has one subscription. */
export class LoadedStream {
  readonly #options: ClientOptions;
  #request: ClientRequest | undefined;
  #closed = false;
  #retries = 0;
  /** What the server told, in milliseconds. */
  #retryAfter: number | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  open(): void {
    const { server, token, documents, report } = this.#options;
    let acknowledged = false;
    const stream = request(`${server.url}/graphql/stream`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
    this.#request = stream;
    stream.on('response', (response) => {
      acknowledged = response.statusCode === 200;
      if (acknowledged) {
        report.acknowledged++;
        this.#retries = 0;
      } else this.#retryAfter = Number(response.headers['retry-after'] ?? 1) * 1000;
      response.setEncoding('utf8').on('data', (text: string) => {
        for (const [, retry] of text.matchAll(/^retry: (\d+)$/gm)) this.#retryAfter = Number(retry);
        if (text.includes('"errors"')) report.refused++;
        else for (const _event of text.matchAll(/^event: next$/gm)) report.heardAt.push(now());
      });
      response.on('error', () => undefined);
    });
    stream.on('error', () => undefined);
    stream.on('close', () => {
      if (acknowledged) report.acknowledged--;
      else report.failedAttempts++;
      report.closes['stream'] = (report.closes['stream'] ?? 0) + 1;
      if (!this.#closed) setTimeout(() => this.open(), waitOf(this.#retryAfter, this.#retries++));
      this.#retryAfter = undefined;
    });
    stream.end(JSON.stringify({ query: documents[0] }));
  }

  /** A stream subscribes when it is opened. */
  subscribe(): void {}

  close(): void {
    this.#closed = true;
    this.#request?.destroy();
  }
}

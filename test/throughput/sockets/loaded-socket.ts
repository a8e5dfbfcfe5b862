import { WebSocket } from 'ws';
import { type ClientOptions, now, waitOf } from './orders.ts';

const KEEP_ALIVE_MS = 15_000;

/** A client of graphql-transport-ws. */
export class LoadedSocket {
  readonly #options: ClientOptions;
  #socket: WebSocket | undefined;
  #subscribes = false;
  #closed = false;
  #retries = 0;
  /** What the server told, in milliseconds. */
  #retryAfter: number | undefined;
  #beat: NodeJS.Timeout | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  open(): void {
    const { server, token, report } = this.#options;
    const socket = new WebSocket(`${server.url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    let acknowledged = false;
    this.#socket = socket;
    const send = (message: unknown) => socket.send(JSON.stringify(message));
    socket.on('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    socket.on('message', (data) => {
      const { type, payload } = JSON.parse(String(data));
      if (type === 'next') report.heardAt.push(now());
      if (type === 'error') report.refused++;
      if (type !== 'connection_ack') return;
      acknowledged = true;
      report.acknowledged++;
      this.#retries = 0;
      this.#retryAfter = payload.retryAfterMs;
      this.#beat = setInterval(() => send({ type: 'ping' }), KEEP_ALIVE_MS);
      if (this.#subscribes) this.#start();
    });
    socket.on('error', () => undefined);
    socket.on('close', (code, reason) => {
      clearInterval(this.#beat);
      if (acknowledged) report.acknowledged--;
      else report.failedAttempts++;
      report.closes[code] = (report.closes[code] ?? 0) + 1;
      const told = /Retry after (\d+) ms/.exec(String(reason));
      if (told) this.#retryAfter = Number(told[1]);
      if (!this.#closed) setTimeout(() => this.open(), waitOf(this.#retryAfter, this.#retries++));
      this.#retryAfter = undefined;
    });
  }

  subscribe(): void {
    this.#subscribes = true;
    this.#start();
  }

  #start(): void {
    const { documents } = this.#options;
    for (const [id, query] of documents.entries())
      this.#socket!.send(JSON.stringify({ type: 'subscribe', id: String(id), payload: { query } }));
  }

  close(): void {
    this.#closed = true;
    this.#socket?.close();
  }
}

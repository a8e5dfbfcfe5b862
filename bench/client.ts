import { connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

export interface Reply {
  status: number;
  text: string;
  retryAfter: string | undefined;
}

/** A connection is not used any more this long before the server closes it. A request that meets this would fail. */
const CLOSING_MARGIN_MS = 1_000;

/**
 * Sends requests to a server, as many at the same time as there are calls. It is a minimal HTTP client, because it shares the
 * processors with what it measures: undici's takes about as long for a request as the server for a kept response, and longer
 * the more connections there are.
 */
export class Client {
  readonly #name: string;
  readonly #port: number;
  readonly #connections = new Set<Connection>();
  readonly #free: Connection[] = [];

  constructor(name: string, port: number) {
    this.#name = name;
    this.#port = port;
  }

  /** @throws for any other status than 200 */
  async send(body: string, headers: Record<string, string>): Promise<string> {
    const { status, text } = await this.ask(body, headers);
    if (status !== 200) throw new Error(`${this.#name} responded with ${status}: ${text}`);
    return text;
  }

  async ask(body: string, headers: Record<string, string>): Promise<Reply> {
    const connection = this.#take();
    const reply = await connection.request(body, headers);
    if (connection.isOpen) this.#free.push(connection);
    return reply;
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }

  #take(): Connection {
    for (let connection; (connection = this.#free.pop());) {
      if (connection.isFresh) return connection;
      connection.close();
    }
    const connection = new Connection(this.#port, () => this.#connections.delete(connection));
    this.#connections.add(connection);
    return connection;
  }
}

/** A connection, which sends one request at a time. */
class Connection {
  readonly #socket: Socket;
  #response: PromiseWithResolvers<Reply> | undefined;
  #received: Buffer[] = [];
  /** The number of bytes of the whole response, when its head has arrived. */
  #expected = Infinity;
  #size = 0;
  /** When the server may close the idle connection. */
  #closes = Infinity;

  constructor(port: number, onClosed: () => void) {
    this.#socket = connect(port, '127.0.0.1').setNoDelay();
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#socket.on('error', (error) => this.#response?.reject(error));
    this.#socket.on('close', () => {
      this.#response?.reject(new Error('The server closed the connection instead of responding.'));
      onClosed();
    });
  }

  get isOpen(): boolean {
    return !this.#socket.destroyed && this.#socket.readable;
  }

  get isFresh(): boolean {
    return this.isOpen && performance.now() < this.#closes - CLOSING_MARGIN_MS;
  }

  request(body: string, headers: Record<string, string>): Promise<Reply> {
    let head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    this.#response = Promise.withResolvers();
    this.#socket.write(`${head}\r\n${body}`);
    return this.#response.promise;
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#expected && this.#expected !== Infinity) return;
    const response = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
    const end = response.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = response.toString('latin1', 0, end + 2);
    const length = /\r\ncontent-length: *(\d+)\r\n/i.exec(head)?.[1];
    if (length === undefined) {
      this.#response?.reject(new Error(`The response has no Content-Length: ${head}`));
      this.close();
      return;
    }
    const start = end + 4;
    this.#expected = start + Number(length);
    if (this.#size < this.#expected) return;
    const timeout = /\r\nkeep-alive: *timeout=(\d+)/i.exec(head)?.[1];
    this.#closes = timeout === undefined ? Infinity : performance.now() + Number(timeout) * 1_000;
    this.#settle({
      status: Number(head.slice(9, 12)),
      text: response.toString('utf8', start),
      retryAfter: /\r\nretry-after: *([^\r]*)\r\n/i.exec(head)?.[1],
    });
  }

  #settle(reply: Reply): void {
    const response = this.#response;
    this.#response = undefined;
    this.#received = [];
    this.#size = 0;
    this.#expected = Infinity;
    response?.resolve(reply);
  }
}

import { Client as Connection } from 'undici';

export interface Reply {
  status: number;
  text: string;
  retryAfter: string | undefined;
}

/**
 * Sends requests to a server, as many at the same time as there are calls. Undici's pool searches all its connections for a
 * free one, so that a request would cost more with a thousand connections than with twenty. This takes the last free one.
 */
export class Client {
  readonly #name: string;
  readonly #address: string;
  readonly #connections: Connection[] = [];
  readonly #free: Connection[] = [];

  constructor(name: string, port: number) {
    this.#name = name;
    this.#address = `http://127.0.0.1:${port}`;
  }

  /** @throws for any other status than 200 */
  async send(body: string, headers: Record<string, string>): Promise<string> {
    const { status, text } = await this.ask(body, headers);
    if (status !== 200) throw new Error(`${this.#name} responded with ${status}: ${text}`);
    return text;
  }

  async ask(body: string, headers: Record<string, string>): Promise<Reply> {
    const connection = this.#free.pop() ?? this.#connect();
    try {
      const response = await connection.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body,
      });
      const retryAfter = response.headers['retry-after'];
      return {
        status: response.statusCode,
        text: await response.body.text(),
        retryAfter: retryAfter === undefined ? undefined : String(retryAfter),
      };
    } finally {
      this.#free.push(connection);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#connections.map((connection) => connection.destroy()));
  }

  #connect(): Connection {
    const connection = new Connection(this.#address);
    this.#connections.push(connection);
    return connection;
  }
}

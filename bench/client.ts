import { Pool } from 'undici';

export interface Reply {
  status: number;
  text: string;
  retryAfter: string | undefined;
}

/** Sends requests to a server over a number of connections. */
export class Client {
  readonly #name: string;
  readonly #pool: Pool;

  constructor(name: string, port: number, connections: number) {
    this.#name = name;
    this.#pool = new Pool(`http://127.0.0.1:${port}`, { connections, pipelining: 1 });
  }

  /** @throws for any other status than 200 */
  async send(body: string, headers: Record<string, string>): Promise<string> {
    const { status, text } = await this.ask(body, headers);
    if (status !== 200) throw new Error(`${this.#name} responded with ${status}: ${text}`);
    return text;
  }

  async ask(body: string, headers: Record<string, string>): Promise<Reply> {
    const response = await this.#pool.request({
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
  }

  close(): Promise<void> {
    return this.#pool.destroy();
  }
}

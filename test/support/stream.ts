import { type Client as SseClient, type ClientOptions, createClient } from 'graphql-sse';
import { afterAll } from 'vitest';
import type { Client } from './client.ts';
import { until } from './mail.ts';

interface StreamedEvent {
  event: string;
  data: {
    data?: Record<string, Record<string, unknown>>;
    errors?: { extensions: Record<string, unknown> }[];
  } | null;
}

const streams = new Set<RawStream>();
const clients = new Set<SseClient>();
afterAll(stopStreams);

/** Ends all streams of this file. */
export function stopStreams(): void {
  for (const stream of streams) stream.stop();
  for (const client of clients) client.dispose();
  streams.clear();
  clients.clear();
}

/** The protocol's own client, as the caller is over HTTP. */
export function connectStream({ url, headers }: Client, options: Partial<ClientOptions> = {}): SseClient {
  const client = createClient({ url: `${url}/graphql/stream`, headers, retryAttempts: 0, ...options });
  clients.add(client);
  return client;
}

/** An event stream as its bytes come. */
export class RawStream {
  readonly response: Response;
  /** All that has been received. */
  text = '';
  /** How the body ended. */
  readonly ended: Promise<'end' | 'broken'>;
  readonly #controller: AbortController;

  private constructor(response: Response, controller: AbortController, reads: boolean) {
    this.response = response;
    this.#controller = controller;
    this.ended = reads ? this.#read() : new Promise(() => undefined);
    streams.add(this);
  }

  /** Sends the request, and reads the body unless it should not. */
  static async open(
    { url, headers }: Client,
    body: unknown,
    more: RequestInit & { search?: string; reads?: boolean } = {},
  ): Promise<RawStream> {
    const controller = new AbortController();
    const { search = '', reads = true, ...init } = more;
    const response = await fetch(`${url}/graphql/stream${search}`, {
      method: 'POST',
      signal: controller.signal,
      ...(init.method !== 'GET' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      ...init,
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...headers,
        ...init.headers,
      },
    });
    return new RawStream(response, controller, reads);
  }

  get status(): number {
    return this.response.status;
  }

  /** The events that were received completely. */
  get events(): StreamedEvent[] {
    return this.text
      .split('\n\n')
      .slice(0, -1)
      .filter((block) => block.startsWith('event: '))
      .map((block) => {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block)!;
        return { event: event!, data: data ? JSON.parse(data) : null };
      });
  }

  /** The names of the events, each with the codes of its errors. */
  get outline(): unknown[] {
    return this.events.map(({ event, data }) =>
      data?.errors ? [event, ...data.errors.map(({ extensions }) => extensions['code'])] : event,
    );
  }

  first(count: number): Promise<StreamedEvent[]> {
    return until(() => (this.events.length >= count ? this.events.slice(0, count) : undefined));
  }

  /** The code and the status of a refusal. */
  async refusal(): Promise<[status: number, code: unknown]> {
    await this.ended;
    return [this.status, JSON.parse(this.text).errors[0].extensions.code];
  }

  stop(): void {
    this.#controller.abort();
  }

  async #read(): Promise<'end' | 'broken'> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body!) this.text += decoder.decode(chunk, { stream: true });
      return 'end';
    } catch {
      return 'broken';
    }
  }
}

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll } from 'vitest';
import { until } from './mail.ts';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders & Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>;
  text: string;
  body: Message;
}

/** The body of a webhook. Its data has the fields of its type, of which those that tests read are named here. */
export interface Message {
  type: string;
  sequence: number;
  organizationId: string;
  actorId: string | null;
  data: Record<string, unknown> & {
    task: { id: string; title: string };
    project: { status: string };
    changedFields: string[];
    percent: number;
  };
}

type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => void;

/** A receiver of webhooks, each path of which keeps what it was sent and answers as it is told to, 204 by default. */
export async function startReceiver(tls?: { key: string; cert: string }) {
  const received: Received[] = [];
  const answers = new Map<string, Answer>();
  const listener = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const path = request.url!;
    received.push({ path, headers: request.headers as Received['headers'], text, body: JSON.parse(text) });
    const answer = answers.get(path);
    if (answer) answer(response, request, received.filter((each) => each.path === path).length);
    else response.writeHead(204).end();
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const at = (path: string) => received.filter((each) => each.path === path);
  return {
    origin: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    at,
    /** What the path was sent, once there are `count` of it. */
    wait: (path: string, count = 1) => until(() => (at(path).length >= count ? at(path) : undefined)),
    answer: (path: string, answer: Answer) => answers.set(path, answer),
  };
}

/** The body, once its signature was found right with this secret. @throws when it is not */
export const verify = (secret: string, { text, headers }: Received): Message =>
  new Webhook(secret).verify(text, headers) as Message;

export function isSignedWith(secret: string, message: Received): boolean {
  try {
    verify(secret, message);
    return true;
  } catch {
    return false;
  }
}

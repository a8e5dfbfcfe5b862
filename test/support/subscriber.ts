import { type Client as WsClient, type ClientOptions, createClient } from 'graphql-ws';
import { sql } from 'kysely';
import { afterAll, expect } from 'vitest';
import { WebSocket } from 'ws';
import type { Config } from '../../src/config.ts';
import { createServer } from '../../src/bootstrap/create-server.ts';
import type { SubscriptionLimits } from '../../src/subscriptions/limits.ts';
import type { Client } from './client.ts';
import { until } from './mail.ts';
import type { Root } from './operations.ts';
import type { TestServer } from './server.ts';

export const webSocketUrl = (url: string) => `${url.replace(/^http/, 'ws')}/graphql`;

/** What a subscription was told. */
export interface Heard<Event = unknown> {
  /** The `data` of each event, without the root field around it. */
  events: Event[];
  /** The codes of the errors that it ended with, or the code that the socket was closed with. */
  ended: Promise<unknown>;
  stop: () => void;
  /** The first so many events, once they are there. */
  first(count: number): Promise<Event[]>;
}

const clients = new Set<WsClient>();
afterAll(async () => {
  await Promise.all([...clients].map((client) => client.dispose()));
});

/** A real client of the protocol, connected as the caller is over HTTP. */
export function connect({ url, headers }: Client, options: Partial<ClientOptions> = {}): WsClient {
  const client = createClient({
    url: webSocketUrl(url),
    webSocketImpl: WebSocket,
    connectionParams: headers,
    retryAttempts: 0,
    ...options,
  });
  clients.add(client);
  return client;
}

/** Subscribes, without waiting until the server hears. */
export function hear<Text extends string>(
  client: WsClient,
  query: Text,
  variables?: Record<string, unknown>,
): Heard<Root<Text>> {
  const events: Root<Text>[] = [];
  const { promise: ended, resolve } = Promise.withResolvers<unknown>();
  const stop = client.subscribe<Record<string, Root<Text>>>(
    { query, ...(variables && { variables }) },
    {
      next: ({ data, errors }) =>
        events.push(errors ? ({ data, errors } as Root<Text>) : Object.values(data!)[0]!),
      complete: () => resolve('complete'),
      error: (error) => resolve(endOf(error)),
    },
  );
  const first = (count: number) => until(() => (events.length >= count ? events.slice(0, count) : undefined));
  return { events, ended, stop, first };
}

/** The codes of GraphQL errors, the code of a closed socket, or the error itself. */
const endOf = (error: unknown): unknown =>
  Array.isArray(error)
    ? error.map((each) => each.extensions?.code)
    : ((error as { code?: unknown }).code ?? error);

/** Subscribes, and waits until the server hears. */
export async function listen<Text extends string>(
  server: Pick<TestServer, 'services'>,
  client: WsClient,
  query: Text,
  variables?: Record<string, unknown>,
): Promise<Heard<Root<Text>>> {
  const before = server.services.events.size;
  const heard = hear(client, query, variables);
  await expect.poll(() => server.services.events.size).toBe(before + 1);
  return heard;
}

/** The same text over and over, but for its number. */
export const repeat = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

export type Bounds = [subscriptions: Partial<SubscriptionLimits>, more?: Partial<Config>];

/** One more server like this one, with other bounds. Answers where it listens. */
export async function serveWithin(
  { services }: TestServer,
  ...[subscriptions, more]: Bounds
): Promise<string> {
  const { config } = services;
  const app = await createServer({ ...services, config: { ...config, ...more } }, subscriptions);
  afterAll(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

export const taskEvents = `subscription ($projectId: ID) {
  taskEvents(projectId: $projectId) { type taskId task { id title status } changedFields } }`;
export const projectEvents = `subscription ($projectId: ID) {
  projectEvents(projectId: $projectId) { type projectId project { name } changedFields } }`;

export const commentEvents = `subscription ($taskId: ID, $projectId: ID) {
  commentEvents(taskId: $taskId, projectId: $projectId) {
    type commentId taskId comment { id body mentions { id } } changedFields } }`;

export const memberEvents = `subscription {
  memberEvents { type membershipId userId membership { id role user { id fullName } } changedFields } }`;
export const invitationEvents = `subscription {
  invitationEvents { type invitationId invitation { id role status } changedFields } }`;
export const labelEvents = 'subscription { labelEvents { type labelId label { id name } changedFields } }';
export const organizationEvents = `subscription {
  organizationEvents { type organization { id name status plan { code } } changedFields } }`;

/** A message of the protocol: `next` has an execution's result as its payload, `error` a list of errors. */
interface RawMessage {
  type: string;
  id?: string;
  payload: {
    data: Record<string, Record<string, unknown>>;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  } & { message: string; extensions: Record<string, unknown> }[];
}

/** A socket that says whatever it is told to. */
export class RawSocket {
  readonly messages: RawMessage[] = [];
  readonly socket: WebSocket;
  readonly closed: Promise<[code: number, reason: string]>;
  /** How the handshake ended: `open`, the HTTP status of its refusal, or `failed` without an answer. */
  readonly opened: Promise<'open' | 'failed' | number>;

  constructor(url: string, headers: Record<string, string> = {}, protocol = 'graphql-transport-ws') {
    this.socket = new WebSocket(url, protocol, { headers });
    this.opened = new Promise((resolve) => {
      this.socket.on('open', () => resolve('open'));
      this.socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode!));
      this.socket.on('error', () => resolve('failed'));
    });
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code, reason) => resolve([code, String(reason)])),
    );
    this.socket.on('message', (data) => this.messages.push(JSON.parse(String(data))));
  }

  /** Connected and acknowledged, as the caller is over HTTP. */
  static async connect({ url, headers }: Client): Promise<RawSocket> {
    const raw = new RawSocket(webSocketUrl(url));
    await raw.opened;
    raw.send({ type: 'connection_init', payload: headers });
    await raw.message('connection_ack');
    return raw;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables?: object): void {
    this.send({ type: 'subscribe', id, payload: { query, variables } });
  }

  /** The first message of a type, for a subscription if it is of one. */
  message(type: string, id?: string): Promise<RawMessage> {
    return until(() => this.messages.find((each) => each.type === type && each.id === id));
  }
}

/** A close reason that tells the client when to come back. */
export const tellsDelay = (reason: string) =>
  expect.stringMatching(new RegExp(`^${reason.replaceAll('.', '\\.')} Retry after \\d+ ms\\.$`));

/** Publishes updates of tasks as a request of the organization would, each for itself. */
export function publish(server: TestServer, organizationId: string, ids: string[], projectId: string) {
  // PostgreSQL tells what is the same but once.
  const changes = ids.map((id, index) => ({
    type: 'UPDATED',
    id,
    projectIds: [projectId],
    changedFields: [`field${index}`],
  }));
  return server.db.transaction().execute(async (db) => {
    await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
    await sql`select app.publish_event('task', jsonb_build_array(each))
      from jsonb_array_elements(${JSON.stringify(changes)}::jsonb) each`.execute(db);
  });
}

import { createHash, randomUUID } from 'node:crypto';
import { type Client, register } from './client.ts';
import type { TestServer } from './server.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

export interface Entry {
  id: string;
  name: string;
  type: string;
  body: string;
}

/** An operation as Apollo's tools put it into a manifest. */
export const entry = (body: string, more: Partial<Entry> = {}): Entry => {
  const [, type = 'query', name = ''] = /(query|mutation|subscription) (\w+)/.exec(body) ?? [];
  return { id: sha256(body), name, type, body, ...more };
};

export const manifestOf = (...operations: unknown[]) => ({
  format: 'apollo-persisted-query-manifest',
  version: 1,
  operations,
});

/** Somebody who administers the platform. */
export async function registerPlatformAdmin(server: TestServer): Promise<Client> {
  const { client, userId } = await register(server.anonymous, 'Paula Platform');
  await server.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute();
  return client;
}

/** A name and version that no other test has. */
export interface Version {
  clientName: string;
  clientVersion: string;
}

export const someVersion = (): Version => ({ clientName: 'web', clientVersion: randomUUID() });

export const headersOf = ({ clientName, clientVersion }: Version): Record<string, string> => ({
  'apollographql-client-name': clientName,
  'apollographql-client-version': clientVersion,
});

export const mutate = (name: string) => `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) {
  ${name}(input: $input) { clientVersion { name version status activatedAt retiredAt } userErrors { code field message } } }`;

/** Registers these operations for a version of its own. */
export async function release(admin: Client, ...bodies: string[]): Promise<Version> {
  const version = someVersion();
  const manifest = manifestOf(...bodies.map((body) => entry(body)));
  await admin.ask(mutate('registerOperations'), { input: { ...version, manifest } });
  await admin.ask(mutate('activateClientVersion'), { input: version });
  return version;
}

/** Sends a body as it is: status, first code, and what is answered. */
export async function postBody(client: Client, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...client.headers, ...headers },
    body: JSON.stringify(body),
  });
  const answer: any = await response.json();
  return {
    status: response.status,
    code: answer.errors?.[0]?.extensions?.code as string | undefined,
    message: answer.errors?.[0]?.message as string | undefined,
    data: answer.data,
    answer,
    headers: response.headers,
  };
}

/** The same by GET. */
export async function getWith(client: Client, parameters: Record<string, unknown>, headers = {}) {
  const texts = Object.entries(parameters).map(([name, value]): [string, string] => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  const response = await fetch(`${client.url}/graphql?${new URLSearchParams(texts)}`, {
    headers: { 'apollo-require-preflight': 'true', ...client.headers, ...headers },
  });
  const answer: any = await response.json();
  return {
    status: response.status,
    code: answer.errors?.[0]?.extensions?.code as string | undefined,
    data: answer.data,
    headers: response.headers,
  };
}

export const persistedQuery = (sha256Hash: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});

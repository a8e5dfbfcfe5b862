import { createHash, randomUUID } from 'node:crypto';
import { type Body, type Client } from './client.ts';

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

const changed =
  'clientVersion { name version status activatedAt retiredAt } userErrors { code field message }';
export const REGISTER_OPERATIONS = `mutation ($input: RegisterOperationsInput!) {
  registerOperations(input: $input) { ${changed} } }` as const;
export const ACTIVATE_VERSION = `mutation ($input: ActivateClientVersionInput!) {
  activateClientVersion(input: $input) { ${changed} } }` as const;
export const RETIRE_VERSION = `mutation ($input: RetireClientVersionInput!) {
  retireClientVersion(input: $input) { ${changed} } }` as const;

/** Registers these operations for a version of its own. */
export async function release(admin: Client, ...bodies: string[]): Promise<Version> {
  const version = someVersion();
  const manifest = manifestOf(...bodies.map((body) => entry(body)));
  await admin.ask(REGISTER_OPERATIONS, { input: { ...version, manifest } });
  await admin.ask(ACTIVATE_VERSION, { input: version });
  return version;
}

/** Sends a body as it is: status, first code, and what is answered. */
export async function postBody(client: Client, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...client.headers, ...headers },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Body;
  const [error] = answer.errors ?? [];
  return {
    status: response.status,
    code: error?.extensions?.['code'] as string | undefined,
    message: error?.message,
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
  const answer = (await response.json()) as Body;
  return {
    status: response.status,
    code: answer.errors?.[0]?.extensions?.['code'] as string | undefined,
    data: answer.data,
    headers: response.headers,
  };
}

export const persistedQuery = (sha256Hash: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash } },
});

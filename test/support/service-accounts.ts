import type { Client } from './client.ts';
import { createKey, type Key } from './departure.ts';

const CREATE = `mutation ($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) {
  membership { id user { id } } userErrors { code field } } }`;

/** Creates a service account, and returns its user id. */
export async function createServiceAccount(
  client: Client,
  responsibleId: string,
  input: object = {},
): Promise<string> {
  const { createServiceAccount: created } = await client.ask(CREATE, {
    input: { name: 'Deployment', responsibleId, ...input },
  });
  return created.membership.user.id;
}

/** Creates a key that belongs to the service account. */
export const createServiceKey = (client: Client, ownerId: string, input: object = {}): Promise<Key> =>
  createKey(client, { ownerId, scopes: ['READ', 'WRITE'], ...input });

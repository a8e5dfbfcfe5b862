import { randomUUID } from 'node:crypto';
import type { Role } from '../../src/generated/enums.ts';
import { createOwner } from '../fixtures/owner.ts';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { type Account, Client, join, password } from './client.ts';
import type { TestServer } from './server.ts';

const CREATE_KEY = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  secret apiKey { id } userErrors { code field } } }`;
const ROLL_KEY = `mutation ($input: RollApiKeyInput!) { rollApiKey(input: $input) {
  secret userErrors { code field } } }`;

export interface Key {
  id: string;
  secret: string;
}

export async function createKey(client: Client, input: object = {}): Promise<Key> {
  const { createApiKey } = await client.ask(CREATE_KEY, { input: { name: 'Robot', ...input } });
  return { id: createApiKey.apiKey.id, secret: createApiKey.secret };
}

export async function rollKey(client: Client, id: string, overlapSeconds = 0): Promise<string> {
  const { rollApiKey } = await client.ask(ROLL_KEY, { input: { id, overlapSeconds } });
  return rollApiKey.secret;
}

export const bearer = (client: Client, secret: string) =>
  new Client(client.url).with({ authorization: `Bearer ${secret}` });

export async function invite(client: Client, role: Role): Promise<string> {
  const { inviteMember } = await client.ask(
    `mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { id } userErrors { code } } }`,
    { input: { email: `${randomUUID()}@polity.test`, role } },
  );
  return inviteMember.invitation.id;
}

/** An owner who stays and acts in their organization on the PRO plan, and a platform administrator. */
export async function createHouse(server: TestServer) {
  return {
    owner: await createOwner(server.anonymous, 'PRO'),
    platform: await createPlatformAdmin(server),
  };
}

export type House = Awaited<ReturnType<typeof createHouse>>;

/** All that somebody can leave behind in an organization. */
export async function settle({ owner }: House, leaver: Account) {
  const made = await createKey(leaver.client, { role: 'MEMBER', scopes: ['READ', 'WRITE'] });
  const administers = await createKey(leaver.client, { role: 'ADMIN' });
  const [rolled, overlapping] = [
    await createKey(owner.client, { role: 'ADMIN' }),
    await createKey(owner.client, { role: 'ADMIN' }),
  ];
  const endpoint = `mutation { createWebhookEndpoint(input: { url: "https://hooks.example.test/x", events: ["*"] }) {
    webhookEndpoint { id } userErrors { code } } }`;
  const secrets = {
    made: made.secret,
    administers: administers.secret,
    rolled: await rollKey(leaver.client, rolled.id),
    overlapping: await rollKey(leaver.client, overlapping.id, 3600),
    replaced: await rollKey(owner.client, overlapping.id, 3600),
  };
  return {
    secrets,
    keys: { made: made.id, administers: administers.id, rolled: rolled.id, overlapping: overlapping.id },
    invitations: [await invite(leaver.client, 'ADMIN'), await invite(leaver.client, 'MEMBER')],
    kept: await invite(owner.client, 'ADMIN'),
    endpointId: (await leaver.client.ask(endpoint)).createWebhookEndpoint.webhookEndpoint.id as string,
  };
}

/** Every way in which a member loses what they may do, but the demotion. */
export const departures: Record<string, (house: House, leaver: Account) => Promise<unknown>> = {
  removeMember: ({ owner }, { userId }) =>
    owner.client.ask('mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }', {
      id: userId,
    }),
  leaveOrganization: (_house, { client }) =>
    client.ask('mutation { leaveOrganization { userErrors { code } } }'),
  ...Object.fromEntries(
    ['suspendUser', 'deactivateUser', 'archiveUser'].map((field) => [
      field,
      ({ platform }: House, { userId }: Account) =>
        platform.client.ask(
          `mutation ($id: ID!) { ${field}(input: { id: $id, reason: "Left" }) { userErrors { code } } }`,
          { id: userId },
        ),
    ]),
  ),
  deleteAccount: (_house, { client }) =>
    client.ask(
      'mutation ($password: String!) { deleteAccount(input: { password: $password }) { userErrors { code } } }',
      { password },
    ),
};

export const demote = ({ owner }: House, { userId }: Account, role: Role) =>
  owner.client.ask(
    `mutation ($input: UpdateMemberRoleInput!) { updateMemberRole(input: $input) { userErrors { code } } }`,
    { input: { userId, role } },
  );

export const joinAs = ({ owner }: House, role: 'OWNER' | 'ADMIN' | 'MEMBER') => join(owner, role);

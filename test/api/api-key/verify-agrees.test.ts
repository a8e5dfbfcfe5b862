import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashSecret, newSecret } from '../../../src/authentication/api-key-secret.ts';
import { permissionOf } from '../../../src/authorization/permission-names.ts';
import type { Permission } from '../../../src/generated/enums.ts';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import { type Client, someAddress } from '../../support/client.ts';
import { bearer, createHouse, joinAs } from '../../support/departure.ts';
import { createServiceAccount } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const nobody = `{ id: "${randomUUID()}" }`;
/** A field of each kind of requirement. A key that may use it finds nothing, or makes a mistake. */
const queries: Partial<Record<Permission, string>> = {
  ORGANIZATION_SEE: 'organization { id }',
  TASK_SEE: 'tasks { totalCount }',
  PROJECT_SEE: 'projects { totalCount }',
  AUDIT_SEE: 'auditEvents { totalCount }',
  INVITATION_SEE: 'invitations { totalCount }',
  API_KEY_SEE: 'apiKeys { totalCount }',
  NOTIFICATION_SEE: 'notifications { totalCount }',
};
const mutations: Partial<Record<Permission, string>> = {
  TASK_WRITE: `deleteTask(input: ${nobody}) { userErrors { code } }`,
  PROJECT_MANAGE: `deleteProject(input: ${nobody}) { userErrors { code } }`,
  INVITATION_MANAGE: `revokeInvitation(input: ${nobody}) { userErrors { code } }`,
  SERVICE_ACCOUNT_MANAGE: `deleteServiceAccount(input: { userId: "${randomUUID()}" }) { userErrors { code } }`,
  API_KEY_MANAGE: `revokeApiKey(input: ${nobody}) { userErrors { code } }`,
  API_KEY_VERIFY: 'verifyKey(input: { key: "k" }) { userErrors { code } }',
  USAGE_RECORD: 'recordUsage(input: { events: [] }) { userErrors { code } }',
  ORGANIZATION_UPDATE: 'updateOrganization(input: { slug: "-" }) { userErrors { code } }',
  BILLING_MANAGE: 'openBillingPortal(input: {}) { userErrors { code } }',
};
const [asked, changed] = [Object.keys(queries), Object.keys(mutations)] as [Permission[], Permission[]];

const refusals = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'ORGANIZATION_SUSPENDED']);

/** Returns the permissions that a request by the key has. */
async function granted(key: Client): Promise<Permission[]> {
  const answers = await Promise.all(
    [queries, mutations].map((fields) => {
      const text = Object.entries(fields).map(([name, field]) => `${name}: ${field}`);
      return key.send(`${fields === queries ? 'query' : 'mutation'} { ${text.join(' ')} }`);
    }),
  );
  const errors = answers.flatMap((answer) => answer.errors ?? []);
  const refused = new Set(
    errors.filter(({ extensions }) => refusals.has(String(extensions['code']))).map(({ path }) => path?.[0]),
  );
  if (errors.some(({ path, extensions }) => !path || extensions['code'] === 'RATE_LIMITED'))
    throw new Error(JSON.stringify(errors));
  return [...asked, ...changed].filter((name) => !refused.has(name));
}

/** Returns the permissions that `verifyKey` says the key has. */
async function verified(client: Client, key: string, ipAddress: string): Promise<Permission[]> {
  const names = [...asked, ...changed];
  const fields = names.map(
    (
      name,
    ) => `${name}: verifyKey(input: { key: "${key}", cost: 0, permission: ${name}, ipAddress: "${ipAddress}" }) {
      verification { valid } userErrors { code } }`,
  );
  const data = await client.ask(`mutation { ${fields.join(' ')} }`);
  return names.filter(
    (name) => (data as Record<string, { verification: { valid: boolean } }>)[name]!.verification.valid,
  );
}

const everyScope = ['READ', 'WRITE', 'USAGE_WRITE', 'CREDITS_WRITE', 'KEYS_VERIFY', 'MEMBERS_WRITE'];
const narrowed: Permission[] = [
  'PROJECT_SEE',
  'TASK_SEE',
  'TASK_WRITE',
  'API_KEY_VERIFY',
  'PROJECT_MANAGE',
  'INVITATION_MANAGE',
];

/** Who owns the key. */
const owners = ['ADMIN', 'MEMBER', 'CUSTOM_ADMIN', 'CUSTOM_MEMBER', 'SERVICE', 'SERVICE_CUSTOM'] as const;
/** Who was shown the secret: the key's creator, or somebody else. */
const witnesses = ['SAME', 'CUSTOM', 'SUSPENDED'] as const;
const networks = [null, ['10.0.0.0/8'], ['198.51.100.0/24', '2001:db8::/32']];

const combinations = owners.flatMap((owner) =>
  ['ADMIN', 'MEMBER'].flatMap((role) =>
    [['READ'], ['READ', 'WRITE'], everyScope].flatMap((scopes) =>
      [null, narrowed].flatMap((permissions) => [
        ...witnesses.map((witness) => ({ owner, role, scopes, permissions, networks: null, witness })),
        ...networks.slice(1).map((network) => ({
          owner,
          role,
          scopes,
          permissions,
          networks: network,
          witness: 'SAME' as const,
        })),
      ]),
    ),
  ),
);

async function createCase() {
  const house = await createHouse(server);
  const { owner } = house;
  const role = (name: string, basedOn: 'ADMIN' | 'MEMBER', permissions: Permission[]) =>
    createRole(owner, permissions, { name, basedOn });
  const officer = await role('Officer', 'ADMIN', [
    'TASK_SEE',
    'TASK_WRITE',
    'PROJECT_SEE',
    'AUDIT_SEE',
    'API_KEY_VERIFY',
    'USAGE_RECORD',
    'INVITATION_MANAGE',
    'NOTIFICATION_SEE',
    'BILLING_MANAGE',
  ]);
  const clerk = await role('Clerk', 'MEMBER', ['PROJECT_SEE', 'TASK_SEE', 'PROJECT_MANAGE']);
  const member = async (name: 'ADMIN' | 'MEMBER', roleId?: string) => {
    const { userId } = await joinAs(house, name);
    if (roleId) await assignRole(owner, userId, roleId);
    return userId;
  };
  const ownerIds = {
    ADMIN: await member('ADMIN'),
    MEMBER: await member('MEMBER'),
    CUSTOM_ADMIN: await member('ADMIN', officer),
    CUSTOM_MEMBER: await member('MEMBER', clerk),
    SERVICE: await createServiceAccount(owner.client, owner.userId, { name: 'One', role: 'ADMIN' }),
    SERVICE_CUSTOM: await createServiceAccount(owner.client, owner.userId, { name: 'Two', roleId: officer }),
  };
  const witnessIds = {
    CUSTOM: await member(
      'ADMIN',
      await role('Watcher', 'ADMIN', ['PROJECT_SEE', 'TASK_SEE', 'AUDIT_SEE', 'API_KEY_VERIFY']),
    ),
    SUSPENDED: await member('ADMIN'),
  };
  await owner.client.ask(
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "R" }) { userErrors { code } } }',
    { id: witnessIds.SUSPENDED },
  );
  return { owner, ownerIds, witnessIds };
}

/** Past the API, which refuses some of them: roles and people change later. */
async function insertKey(
  { owner, ownerIds, witnessIds }: Awaited<ReturnType<typeof createCase>>,
  key: (typeof combinations)[number],
): Promise<string> {
  const secret = newSecret('test');
  const creator = key.owner.startsWith('SERVICE') ? owner.userId : ownerIds[key.owner];
  await server.systemPool.query(
    `with k as (
       insert into api_keys (organization_id, name, prefix, role, scopes, permissions, networks, owner_id, created_by_id)
       values ($1, 'Robot', 'pk_test_x', $2, $3, $4, $5::cidr[], $6, $7) returning organization_id, id)
     insert into api_key_secrets (organization_id, api_key_id, hash, seen_by_id) select organization_id, id, $8, $9 from k`,
    [
      owner.organizationId,
      key.role,
      key.scopes,
      key.permissions && key.permissions.map((name) => permissionOf(name)),
      key.networks,
      ownerIds[key.owner],
      creator,
      hashSecret(secret),
      key.witness === 'SAME' ? creator : witnessIds[key.witness],
    ],
  );
  return secret;
}

async function disagreements(
  wanted: typeof combinations,
  before: (organizationId: string) => Promise<unknown>,
) {
  const created = await createCase();
  const { client, organizationId } = created.owner;
  const secrets = await Promise.all(wanted.map((key) => insertKey(created, key)));
  await before(organizationId);
  const found: unknown[] = [];
  const sets = new Set<string>();
  for (const [index, secret] of secrets.entries()) {
    // Another one each time: fields are limited by address.
    const address = someAddress();
    const expected = await granted(bearer(client, secret).with({ 'x-forwarded-for': address }));
    const actual = await verified(client, secret, address);
    sets.add(expected.join());
    if (expected.join() !== actual.join()) found.push({ ...wanted[index], expected, actual });
  }
  return { found, sets: sets.size };
}

test('verifyKey permits what a request by the key is granted, whoever owns it and was shown it', async () => {
  const { found, sets } = await disagreements(combinations, async () => undefined);
  expect(found).toEqual([]);
  // The combinations differ in what they are granted.
  expect(sets).toBeGreaterThan(15);
});

const some = combinations.filter(({ permissions, networks: limited }) => !permissions && !limited);

test.each([
  [
    'members',
    `update memberships set member_suspended_at = now(), member_suspension_reason = 'R'
    where organization_id = $1 and role <> 'OWNER'`,
  ],
  [
    'accounts',
    `update users set status = 'SUSPENDED' where id in (
    select owner_id from api_keys where organization_id = $1) and kind = 'PERSON'`,
  ],
])(
  'verifyKey permits what a request by the key is granted, if the owners are suspended %s',
  async (_what, text) => {
    const { found } = await disagreements(some, (id) => server.systemPool.query(text, [id]));
    expect(found).toEqual([]);
  },
);

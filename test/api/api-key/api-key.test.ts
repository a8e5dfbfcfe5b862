import { describe, expect, test } from 'vitest';
import { createProject, createTask } from '../../fixtures/work.ts';
import { newSecret } from '../../../src/authentication/api-key-secret.ts';
import { type Client, join } from '../../support/client.ts';
import { createTenant, type Tenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const createApiKey = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) {
  secret apiKey { id prefix role scopes createdBy { id } lastUsedAt } userErrors { code message field } } }`;

async function keyOf(
  owner: Client,
  input: object = {},
): Promise<{ id: string; secret: string; client: Client }> {
  const { createApiKey: created } = await owner.ask(createApiKey, {
    input: { name: 'Robot', scopes: ['READ', 'WRITE'], ...input },
  });
  const client = server.anonymous.with({ authorization: `Bearer ${created.secret}` });
  return { id: created.apiKey.id, secret: created.secret, client };
}

const outcomeOf = (client: Client) => client.codes('{ tasks { nodes { id } } }');

describe('an API key', () => {
  test('acts in its organization without a header, and its secret is returned once', async () => {
    const tenant = await createTenant(server.anonymous);
    const { secret, client, id } = await keyOf(tenant.owner.client);
    expect(secret).toMatch(/^pk_test_[0-9A-Za-z]{49}$/);
    const { tasks, me, organization } = await client.ask(
      '{ tasks { nodes { id } } me { id } organization { id viewerRole } }',
    );
    expect([tasks.nodes, me, organization]).toEqual([
      [{ id: tenant.taskId }],
      null,
      { id: tenant.organizationId, viewerRole: 'MEMBER' },
    ]);
    const listed = await tenant.owner.client.ask(
      '{ apiKeys { nodes { id prefix lastUsedAt createdBy { id } } } }',
    );
    const key = listed.apiKeys.nodes.find((each) => each.id === id);
    expect(key).toMatchObject({ prefix: secret.slice(0, 14), createdBy: { id: tenant.owner.userId } });
    expect(key!.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(listed)).not.toContain(secret);
  });

  test('can do only what its scopes and role permit', async () => {
    const tenant = await createTenant(server.anonymous);
    const reader = await keyOf(tenant.owner.client, { scopes: ['READ'] });
    const writer = await keyOf(tenant.owner.client, { scopes: ['WRITE'] });
    const admin = await keyOf(tenant.owner.client, { role: 'ADMIN' });
    const write = (client: Client) =>
      client.codes(
        `mutation ($id: ID!) { createTask(input: { projectId: $id, title: "T" }) { task { id } userErrors { code } } }`,
        { id: tenant.projectId },
      );
    const administer = (client: Client) =>
      client.codes('mutation { createProject(input: { name: "P" }) { project { id } userErrors { code } } }');
    expect(await Promise.all([outcomeOf(reader.client), write(reader.client)])).toEqual([[], ['FORBIDDEN']]);
    expect(await Promise.all([outcomeOf(writer.client), write(writer.client)])).toEqual([['FORBIDDEN'], []]);
    expect(await administer(writer.client)).toEqual(['FORBIDDEN']);
    expect(await administer(admin.client)).toEqual([]);
    for (const field of [
      'createApiKey(input: { name: "K" }) { secret }',
      'leaveOrganization { deletedId }',
      'updateProfile(input: { bio: "b" }) { user { id } }',
      'createOrganization(input: { name: "O" }) { organization { id } }',
      'changePlan(input: { plan: FREE }) { organization { id } }',
    ])
      expect([field, await admin.client.codes(`mutation { ${field} }`)]).toEqual([field, ['FORBIDDEN']]);
  });

  test('is named in the objects and history entries that it writes', async () => {
    const tenant = await createTenant(server.anonymous);
    const { client, id } = await keyOf(tenant.owner.client, { role: 'ADMIN' });
    const taskId = await createTask(client, tenant.projectId);
    const { task } = await client.ask(
      `query ($id: ID!) { task(id: $id) { createdBy { id } viewerCanUpdate viewerCanDelete } }`,
      { id: taskId },
    );
    expect(task).toEqual({ createdBy: null, viewerCanUpdate: true, viewerCanDelete: true });
    await createProject(client);
    const { auditEvents } = await tenant.owner.client.ask(
      '{ auditEvents(first: 1) { nodes { action actor { id } actorId apiKeyId } } }',
    );
    expect(auditEvents.nodes).toEqual([
      { action: 'project.created', actor: null, actorId: null, apiKeyId: id },
    ]);
    const member = await keyOf(tenant.owner.client);
    expect(
      await member.client.codes(
        'mutation ($id: ID!) { deleteTask(input: { id: $id }) { userErrors { code } } }',
        {
          id: taskId,
        },
      ),
    ).toEqual(['FORBIDDEN']);
  });

  test('is refused in another organization, and with a wrong checksum without a database query', async () => {
    const tenant = await createTenant(server.anonymous);
    const other = await createTenant(server.anonymous);
    const { client, secret } = await keyOf(tenant.owner.client);
    expect(await outcomeOf(client.in(other.organizationId))).toEqual(['FORBIDDEN']);
    expect(await outcomeOf(client.in(tenant.organizationId))).toEqual([]);
    for (const wrong of [
      secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0'),
      'pk_live_short',
      newSecret('test'),
    ])
      expect(await outcomeOf(server.anonymous.with({ authorization: `Bearer ${wrong}` }))).toEqual([
        'UNAUTHENTICATED',
      ]);
  });
});

describe('the management of members', () => {
  const fields: Record<string, (tenant: Tenant) => string> = {
    inviteMember: () => 'inviteMember(input: { email: "someone@polity.test" }) { userErrors { code } }',
    addMember: () => 'addMember(input: { email: "someone@polity.test" }) { userErrors { code } }',
    resendInvitation: ({ invitationId }) =>
      `resendInvitation(input: { id: "${invitationId}" }) { userErrors { code } }`,
    revokeInvitation: ({ invitationId }) =>
      `revokeInvitation(input: { id: "${invitationId}" }) { userErrors { code } }`,
    updateMemberRole: ({ fellow }) =>
      `updateMemberRole(input: { userId: "${fellow.userId}", role: ADMIN }) { userErrors { code } }`,
    setMemberRole: ({ fellow }) =>
      `setMemberRole(input: { email: "${fellow.email}", role: ADMIN }) { userErrors { code } }`,
    suspendMember: ({ fellow }) =>
      `suspendMember(input: { userId: "${fellow.userId}", reason: "Lost" }) { userErrors { code } }`,
    reinstateMember: ({ fellow }) =>
      `reinstateMember(input: { userId: "${fellow.userId}" }) { userErrors { code } }`,
    removeMember: ({ fellow }) =>
      `removeMember(input: { userId: "${fellow.userId}" }) { userErrors { code } }`,
  };

  test.each(Object.entries(fields))('%s needs a key that was made for it', async (_name, field) => {
    const tenant = await createTenant(server.anonymous);
    const usual = await keyOf(tenant.owner.client, {
      role: 'ADMIN',
      scopes: ['READ', 'WRITE', 'USAGE_WRITE'],
    });
    const managing = await keyOf(tenant.owner.client, { role: 'ADMIN', scopes: ['MEMBERS_WRITE'] });
    const humble = await keyOf(tenant.owner.client, { scopes: ['MEMBERS_WRITE'] });
    const outcome = ({ client }: { client: Client }) => client.codes(`mutation { ${field(tenant)} }`);
    expect(await outcome(usual)).toEqual(['FORBIDDEN']);
    expect(await outcome(humble)).toEqual(['FORBIDDEN']);
    expect(await outcome(managing)).not.toContain('FORBIDDEN');
  });

  test('a key with MEMBERS_WRITE can change no owner, grant no OWNER and manage no API keys', async () => {
    const tenant = await createTenant(server.anonymous);
    const { client, id } = await keyOf(tenant.owner.client, {
      role: 'ADMIN',
      scopes: ['READ', 'WRITE', 'MEMBERS_WRITE'],
    });
    const { fellow, owner } = tenant;
    for (const [field, code] of [
      [
        `updateMemberRole(input: { userId: "${fellow.userId}", role: OWNER }) { userErrors { code } }`,
        'FORBIDDEN_ROLE',
      ],
      [
        `setMemberRole(input: { email: "${fellow.email}", role: OWNER }) { userErrors { code } }`,
        'FORBIDDEN_ROLE',
      ],
      [`removeMember(input: { userId: "${owner.userId}" }) { userErrors { code } }`, 'FORBIDDEN_ROLE'],
      [
        'inviteMember(input: { email: "o@polity.test", role: OWNER }) { userErrors { code } }',
        'FORBIDDEN_ROLE',
      ],
      [`transferOwnership(input: { userId: "${fellow.userId}" }) { userErrors { code } }`, 'FORBIDDEN'],
      ['createApiKey(input: { name: "K" }) { userErrors { code } }', 'FORBIDDEN'],
      [`rollApiKey(input: { id: "${id}" }) { userErrors { code } }`, 'FORBIDDEN'],
      [`revokeApiKey(input: { id: "${id}" }) { userErrors { code } }`, 'FORBIDDEN'],
    ] as const)
      expect([field, await client.codes(`mutation { ${field} }`)]).toEqual([field, [code]]);
  });

  test('only an owner can create and roll a key that was made for it', async () => {
    const tenant = await createTenant(server.anonymous);
    const admin = await join(tenant.owner, 'ADMIN');
    const input = { name: 'Robot', role: 'ADMIN', scopes: ['READ', 'MEMBERS_WRITE'] };
    const refused = [{ code: 'FORBIDDEN_ROLE', field: ['scopes'], message: expect.any(String) }];
    expect((await admin.client.send(createApiKey, { input })).data!.createApiKey!.userErrors).toEqual(
      refused,
    );
    const { id } = await keyOf(tenant.owner.client, input);
    const roll = (client: Client) =>
      client.codes('mutation ($id: ID!) { rollApiKey(input: { id: $id }) { userErrors { code } } }', { id });
    expect([await roll(admin.client), await roll(tenant.owner.client)]).toEqual([['FORBIDDEN_ROLE'], []]);
  });
});

describe('an API key ends', () => {
  const endings: Record<
    string,
    (tenant: Tenant, key: { id: string }, creatorId: string) => Promise<unknown>
  > = {
    'when it is revoked': ({ owner }, { id }) =>
      owner.client.ask(`mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }`, {
        id,
      }),
    'when its time has come': (_tenant, { id }) =>
      server.db.updateTable('api_keys').set({ expires_at: '2020-01-01' }).where('id', '=', id).execute(),
    'when its creator is removed': ({ owner }, _key, userId) =>
      owner.client.ask(
        `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
        {
          id: userId,
        },
      ),
    'when its creator is suspended': (_tenant, _key, userId) =>
      server.db.updateTable('users').set({ status: 'SUSPENDED' }).where('id', '=', userId).execute(),
  };
  for (const [name, end] of Object.entries(endings))
    test(name, async () => {
      const tenant = await createTenant(server.anonymous);
      const creator = await join(tenant.owner, 'ADMIN');
      const key = await keyOf(creator.client);
      expect(await outcomeOf(key.client)).toEqual([]);
      await end(tenant, key, creator.userId);
      expect(await outcomeOf(key.client)).toEqual(['UNAUTHENTICATED']);
    });

  test('with a demotion of its creator below its role', async () => {
    const tenant = await createTenant(server.anonymous);
    const creator = await join(tenant.owner, 'ADMIN');
    const { client } = await keyOf(creator.client, { role: 'ADMIN' });
    const lesser = await keyOf(creator.client);
    const administer = () =>
      client.codes('mutation { createProject(input: { name: "P" }) { userErrors { code } } }');
    expect(await administer()).toEqual([]);
    await tenant.owner.client.ask(
      `mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: MEMBER }) { userErrors { code } } }`,
      { id: creator.userId },
    );
    expect(await administer()).toEqual(['UNAUTHENTICATED']);
    expect(await outcomeOf(lesser.client)).toEqual([]);
  });

  test('for its old secret after the overlap of a roll', async () => {
    const tenant = await createTenant(server.anonymous);
    const { id, client } = await keyOf(tenant.owner.client);
    const roll = async (overlapSeconds: number) => {
      const { rollApiKey } = await tenant.owner.client.ask(
        `mutation ($input: RollApiKeyInput!) { rollApiKey(input: $input) { secret userErrors { code } } }`,
        { input: { id, overlapSeconds } },
      );
      return server.anonymous.with({ authorization: `Bearer ${rollApiKey.secret}` });
    };
    const second = await roll(3600);
    expect(await Promise.all([client, second].map(outcomeOf))).toEqual([[], []]);
    const third = await roll(0);
    expect(await Promise.all([client, second, third].map(outcomeOf))).toEqual([
      ['UNAUTHENTICATED'],
      ['UNAUTHENTICATED'],
      [],
    ]);
  });
});

test('the plan limits the number of keys, even with concurrent calls', async () => {
  const tenant = await createTenant(server.anonymous);
  await server.db
    .insertInto('organization_overrides')
    .values({ organization_id: tenant.organizationId, api_key_limit: 3, reason: 'A test' })
    .execute();
  await keyOf(tenant.owner.client);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => tenant.owner.client.codes(createApiKey, { input: { name: 'K' } })),
  );
  expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1);
  expect(answers.flat().filter((code) => code === 'PLAN_LIMIT_REACHED')).toHaveLength(49);
});

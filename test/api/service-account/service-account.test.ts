import { describe, expect, test } from 'vitest';
import { createTask } from '../../fixtures/work.ts';
import { join } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { bearer, createKey } from '../../support/departure.ts';
import { administer } from '../../support/organizations.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const SEEN = `query ($filter: MembershipFilter) { organization { members(filter: $filter) { totalCount nodes {
  kind role responsible { id } user { id kind email fullName bio status } } } } }`;
const works = '{ projects { nodes { id } } }';
const UPDATE = `mutation ($input: UpdateServiceAccountInput!) { updateServiceAccount(input: $input) {
  membership { user { fullName bio } responsible { id } } userErrors { code field } } }`;

const remove = (field: string, id: string) =>
  `mutation { ${field}(input: { userId: "${id}" }) { userErrors { code } } }`;

describe('a service account', () => {
  test('is a member with a kind, a contact and no address', async () => {
    const { owner, fellow, serviceAccountId: earlier } = await createTenant(server.anonymous);
    await owner.client.ask(remove('deleteServiceAccount', earlier));
    const userId = await createServiceAccount(owner.client, fellow.userId, {
      name: 'Importer',
      description: 'Imports orders',
      role: 'ADMIN',
    });
    const listed = await fellow.client.ask(SEEN, { filter: { kind: { eq: 'SERVICE' } } });
    expect(listed.organization.members).toEqual({
      totalCount: 1,
      nodes: [
        {
          kind: 'SERVICE',
          role: 'ADMIN',
          responsible: { id: fellow.userId },
          user: {
            id: userId,
            kind: 'SERVICE',
            email: `${userId}@service.invalid`,
            fullName: 'Importer',
            bio: 'Imports orders',
            status: 'ACTIVE',
          },
        },
      ],
    });
    const people = await fellow.client.ask(SEEN, { filter: { kind: { eq: 'PERSON' } } });
    expect(people.organization.members.nodes.map(({ user }) => user.id).toSorted()).toEqual(
      [owner.userId, fellow.userId].toSorted(),
    );
    const { organization } = await owner.client.ask('{ organization { usage { members { used } } } }');
    // Both people and the invitations, one of which is of a guest.
    expect(organization.usage.members.used).toBe(4);
    const changed = await owner.client.payload(UPDATE, {
      input: { userId, name: 'Exporter', description: null, responsibleId: owner.userId },
    });
    expect(changed.membership).toEqual({
      user: { fullName: 'Exporter', bio: null },
      responsible: { id: owner.userId },
    });
  });

  test('can be assigned, and is unassigned when it is deleted', async () => {
    const { owner, projectId, serviceAccountId: id } = await createTenant(server.anonymous);
    const taskId = await createTask(owner.client, projectId, { assigneeId: id });
    const assignee = async () =>
      (
        await owner.client.ask('query ($id: ID!) { task(id: $id) { assignee { id kind } } }', {
          id: taskId,
        })
      ).task.assignee;
    expect(await assignee()).toEqual({ id, kind: 'SERVICE' });
    await owner.client.ask(remove('deleteServiceAccount', id));
    expect(await assignee()).toBeNull();
    const { rows } = await server.systemPool.query('select from users where id = $1', [id]);
    expect(rows).toEqual([]);
  });

  test('is never an owner, never signs in, is nobody to act as, and contacts are people', async () => {
    const tenant = await createTenant(server.anonymous);
    const { owner, organizationId, serviceAccountId: id } = tenant;
    const codes = (text: string) => owner.client.codes(`mutation { ${text} { userErrors { code } } }`);
    expect(await codes(`updateMemberRole(input: { userId: "${id}", role: OWNER })`)).toEqual(['INVALID']);
    expect(await codes(`setMemberRole(input: { userId: "${id}", role: OWNER })`)).toEqual(['INVALID']);
    expect(await codes(`transferOwnership(input: { userId: "${id}" })`)).toEqual(['INVALID']);
    for (const responsibleId of [id, owner.userId.replace(/^.{8}/, '00000000')])
      expect(
        await codes(`createServiceAccount(input: { name: "N", responsibleId: "${responsibleId}" })`),
      ).toEqual(['NOT_FOUND']);
    expect(await codes(`updateServiceAccount(input: { userId: "${owner.userId}", name: "N" })`)).toEqual([
      'NOT_FOUND',
    ]);
    await expect(
      server.db.updateTable('memberships').set({ role: 'OWNER' }).where('user_id', '=', id).execute(),
    ).rejects.toThrow('memberships_service_check');
    const session = await server.db
      .insertInto('sessions')
      .values({ user_id: id, expires_at: '2099-01-01' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { token } = await server.services.tokens.sign(id, session.id, organizationId);
    expect(await server.anonymous.with({ authorization: `Bearer ${token}` }).codes(works)).toEqual([
      'UNAUTHENTICATED',
    ]);
    const admin = await administer(server, owner);
    for (const field of ['suspendUser', 'deactivateUser', 'archiveUser'])
      expect(
        await admin.codes(
          `mutation { ${field}(input: { id: "${id}", reason: "R" }) { userErrors { code } } }`,
        ),
      ).toEqual(['NOT_FOUND']);
    const { users } = await admin.ask(
      'query ($id: ID!) { users(filter: { id: { eq: $id } }) { totalCount } }',
      {
        id,
      },
    );
    expect(users.totalCount).toBe(0);
  });

  test('is created at most 100 times, by administrators, with at most their role', async () => {
    const { owner, fellow } = await createTenant(server.anonymous);
    const create =
      'mutation ($input: CreateServiceAccountInput!) { createServiceAccount(input: $input) { userErrors { code } } }';
    const input = { name: 'N', responsibleId: owner.userId };
    expect(await fellow.client.codes(create, { input })).toEqual(['FORBIDDEN']);
    await server.systemPool.query(
      `with accounts as (insert into users (kind, full_name, password_hash)
         select 'SERVICE', 'N', '*service*' from generate_series(1, 97) returning id)
       insert into memberships (organization_id, user_id, role) select $1, id, 'MEMBER' from accounts`,
      [owner.organizationId],
    );
    const results = await Promise.all(Array.from({ length: 8 }, () => owner.client.codes(create, { input })));
    expect(results.filter((codes) => codes.length === 0)).toHaveLength(2);
    expect(results.flat()).toEqual(Array.from({ length: 6 }, () => 'LIMIT_REACHED'));
  });
});

describe('a key of a service account', () => {
  test('acts with the role of the account, and outlives the person who made it', async () => {
    const { owner, serviceAccountId: ownerId } = await createTenant(server.anonymous);
    const maker = await join(owner, 'ADMIN');
    const { secret, id } = await createServiceKey(maker.client, ownerId, { role: 'ADMIN' });
    const key = bearer(owner.client, secret);
    const create = 'mutation { createProject(input: { name: "P" }) { userErrors { code } } }';
    expect([await key.codes(works), await key.codes(create)]).toEqual([[], ['FORBIDDEN']]);
    await owner.client.ask(
      'mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: ADMIN }) { userErrors { code } } }',
      { id: ownerId },
    );
    expect(await key.codes(create)).toEqual([]);
    await maker.client.ask(
      'mutation { deleteAccount(input: { password: "correct horse battery" }) { userErrors { code } } }',
    );
    expect(await key.codes(works)).toEqual([]);
    const { apiKeys } = await owner.client.ask(
      'query ($id: ID!) { apiKeys(filter: { ownerId: { eq: $id } }) { nodes { id owner { id kind } createdBy { id } } } }',
      { id: ownerId },
    );
    expect(apiKeys.nodes).toEqual([{ id, owner: { id: ownerId, kind: 'SERVICE' }, createdBy: null }]);
  });

  test.each(['suspendMember', 'removeMember', 'deleteServiceAccount'])(
    'ends with %s at once',
    async (way) => {
      const { owner, serviceAccountId: ownerId } = await createTenant(server.anonymous);
      const key = bearer(owner.client, (await createServiceKey(owner.client, ownerId)).secret);
      expect(await key.codes(works)).toEqual([]);
      const more = way === 'suspendMember' ? ', reason: "R"' : '';
      await owner.client.ask(
        `mutation { ${way}(input: { userId: "${ownerId}"${more} }) { userErrors { code } } }`,
      );
      expect(await key.codes(works)).toEqual(['UNAUTHENTICATED']);
      if (way !== 'suspendMember') return;
      await owner.client.ask(
        `mutation { reinstateMember(input: { userId: "${ownerId}" }) { userErrors { code } } }`,
      );
      expect(await key.codes(works)).toEqual([]);
    },
  );

  test('is made only by somebody who may do all that the account may do', async () => {
    const { owner, fellow, serviceAccountId } = await createTenant(server.anonymous);
    const other = await createTenant(server.anonymous);
    const code = async (ownerId: string) =>
      owner.client.codes(
        'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { userErrors { code } } }',
        { input: { name: 'K', ownerId } },
      );
    expect(await code(serviceAccountId)).toEqual([]);
    expect(await code(fellow.userId)).toEqual(['NOT_FOUND']);
    expect(await code(other.serviceAccountId)).toEqual(['NOT_FOUND']);
  });

  test('of an earlier release belongs to its creator', async () => {
    const { owner } = await createTenant(server.anonymous);
    const { id } = await createKey(owner.client);
    const { rows } = await server.systemPool.query(
      `insert into api_keys (organization_id, name, prefix, role, scopes, created_by_id)
       select organization_id, name, prefix, role, scopes, created_by_id from api_keys where id = $1
       returning owner_id`,
      [id],
    );
    expect(rows).toEqual([{ owner_id: owner.userId }]);
  });
});

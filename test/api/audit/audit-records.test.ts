import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { whileAcquainted } from '../../support/acquaintance.ts';
import { type Account, Client, join, password, register } from '../../support/client.ts';
import { type Data, type Present } from '../../support/operations.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ TRUSTED_PROXIES: '' });
const { anonymous, db } = server;

/** Returns the organization's events, oldest first. */
const eventsOf = (organizationId: string) =>
  db
    .selectFrom('audit_events')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .execute();

/** Returns the events that one operation of `account` causes in the selected organization. */
async function recorded<Text extends string>(
  account: Account,
  mutation: Text,
  variables: Record<string, unknown> = {},
) {
  const before = await eventsOf(account.organizationId);
  const requestId = randomUUID();
  const client = account.client.with({ 'x-request-id': requestId, 'user-agent': 'audit test' });
  const { data } = await client.send(mutation, variables);
  const events = (await eventsOf(account.organizationId)).slice(before.length);
  for (const event of events) {
    expect(event).toMatchObject({
      actor_id: account.userId,
      ip_address: '127.0.0.1',
      user_agent: 'audit test',
      request_id: requestId,
    });
  }
  return {
    data: data as Present<Data<Text>>,
    events: events.map(({ action, target_type, target_id, before, after }) => ({
      action,
      target: [target_type, target_id],
      before,
      after,
    })),
  };
}

const membershipOf = async ({ organizationId }: Account, { userId }: Account) => {
  const { id } = await db
    .selectFrom('memberships')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow();
  return id;
};

const CREATE_PROJECT = `mutation { createProject(input: { name: "Engine", description: "Secret" }) { project { id } userErrors { code } } }`;

describe('the audit log', () => {
  test('begins with the creation of the organization at registration', async () => {
    const requestId = randomUUID();
    const slug = `s-${randomUUID()}`;
    const { register: made } = await anonymous
      .with({ 'x-request-id': requestId, 'user-agent': 'audit test' })
      .ask(
        `mutation ($input: RegisterInput!) { register(input: $input) { user { id } organization { id } userErrors { code } } }`,
        {
          input: {
            email: `${randomUUID()}@polity.test`,
            password,
            fullName: 'Ada',
            organizationName: 'Engines',
            organizationSlug: slug,
          },
        },
      );
    expect(await eventsOf(made.organization.id)).toEqual([
      {
        organization_id: made.organization.id,
        id: expect.any(String),
        actor_id: made.user.id,
        action: 'organization.created',
        target_type: 'Organization',
        target_id: made.organization.id,
        before: null,
        after: { name: 'Engines', slug },
        ip_address: '127.0.0.1',
        user_agent: 'audit test',
        request_id: requestId,
        api_key_id: null,
        impersonator_id: null,
        project_id: null,
        created_at: expect.any(String),
      },
    ]);
  });

  test('begins in the same way for another organization', async () => {
    const ada = await register(anonymous);
    const slug = `s-${randomUUID()}`;
    const { createOrganization } = await ada.client.ask(
      `mutation ($slug: String!) { createOrganization(input: { name: "More", slug: $slug }) { organization { id } userErrors { code } } }`,
      { slug },
    );
    const { id } = createOrganization.organization;
    expect(await eventsOf(id)).toMatchObject([
      {
        actor_id: ada.userId,
        action: 'organization.created',
        target_id: id,
        before: null,
        after: { name: 'More', slug },
        ip_address: '127.0.0.1',
      },
    ]);
    expect(await eventsOf(ada.organizationId)).toHaveLength(1);
  });

  test('records the changed fields of an organization, and nothing without a change', async () => {
    const ada = await register(anonymous, 'Ada');
    const rename = `mutation ($name: String) { updateOrganization(input: { name: $name }) { userErrors { code } } }`;
    const target = ['Organization', ada.organizationId];
    expect((await recorded(ada, rename, { name: 'New' })).events).toEqual([
      {
        action: 'organization.updated',
        target,
        before: { name: "Ada's organization" },
        after: { name: 'New' },
      },
    ]);
    expect((await recorded(ada, rename, { name: 'New' })).events).toEqual([]);
    expect((await recorded(ada, rename)).events).toEqual([]);
    const upgrade = 'mutation { changePlan(input: { plan: PRO }) { userErrors { code } } }';
    expect((await recorded(ada, upgrade)).events).toEqual([
      {
        action: 'organization.plan_changed',
        target,
        before: { plan: 'FREE' },
        after: { plan: 'PRO' },
      },
    ]);
    expect((await recorded(ada, upgrade)).events).toEqual([]);
  });

  test('records added members, changed roles and removed members', async () => {
    const [owner, ada] = [await register(anonymous), await register(anonymous)];
    const { userId } = ada;
    const added = await whileAcquainted(owner, ada, () =>
      recorded(
        owner,
        'mutation ($email: String!) { addMember(input: { email: $email }) { membership { id } userErrors { code } } }',
        { email: ada.email },
      ),
    );
    const target = ['Membership', await membershipOf(owner, ada)];
    expect(added.events).toEqual([
      { action: 'member.added', target, before: null, after: { userId, role: 'MEMBER' } },
    ]);
    const setRole = `mutation ($userId: ID!) { updateMemberRole(input: { userId: $userId, role: ADMIN }) { userErrors { code } } }`;
    expect((await recorded(owner, setRole, { userId })).events).toEqual([
      {
        action: 'member.role_updated',
        target,
        before: { userId, role: 'MEMBER' },
        after: { userId, role: 'ADMIN' },
      },
    ]);
    expect((await recorded(owner, setRole, { userId })).events).toEqual([]);
    const remove = `mutation ($userId: ID!) { removeMember(input: { userId: $userId }) { userErrors { code } } }`;
    expect((await recorded(owner, remove, { userId })).events).toEqual([
      { action: 'member.removed', target, before: { userId, role: 'ADMIN' }, after: null },
    ]);
  });

  test('records the changes of a project with their actor', async () => {
    const owner = await register(anonymous);
    const admin = await join(owner, 'ADMIN');
    const created = await recorded(admin, CREATE_PROJECT);
    const { id } = created.data.createProject.project;
    const target = ['Project', id];
    expect(created.events).toEqual([
      { action: 'project.created', target, before: null, after: { name: 'Engine' } },
    ]);
    const update = `mutation ($id: ID!, $name: String!) { updateProject(input: { id: $id, name: $name, description: null }) { userErrors { code } } }`;
    expect((await recorded(owner, update, { id, name: 'Mill' })).events).toEqual([
      {
        action: 'project.updated',
        target,
        before: { name: 'Engine', description: 'Secret' },
        after: { name: 'Mill', description: null },
      },
    ]);
    const remove = `mutation ($id: ID!) { deleteProject(input: { id: $id }) { userErrors { code } } }`;
    expect((await recorded(admin, remove, { id })).events).toEqual([
      { action: 'project.deleted', target, before: { name: 'Mill' }, after: null },
    ]);
  });

  test('has one event for each change of an operation, in order', async () => {
    const owner = await register(anonymous);
    const { events } = await recorded(
      owner,
      `mutation { a: createProject(input: { name: "A" }) { userErrors { code } }
         b: createProject(input: { name: "B" }) { userErrors { code } } }`,
    );
    expect(events.map((event) => event.after)).toEqual([{ name: 'A' }, { name: 'B' }]);
  });

  test('has no event for a refused call', async () => {
    const owner = await register(anonymous);
    const member = await join(owner, 'MEMBER');
    const variables = { user: owner.userId, email: member.email, none: randomUUID() };
    const mutations = [
      'mutation { updateOrganization(input: { name: "" }) { userErrors { code } } }',
      'mutation ($user: ID!) { updateMemberRole(input: { userId: $user, role: MEMBER }) { userErrors { code } } }',
      'mutation ($user: ID!) { removeMember(input: { userId: $user }) { userErrors { code } } }',
      'mutation ($email: String!) { addMember(input: { email: $email }) { userErrors { code } } }',
      'mutation { createProject(input: { name: "" }) { userErrors { code } } }',
      'mutation ($none: ID!) { updateProject(input: { id: $none, name: "x" }) { userErrors { code } } }',
      'mutation ($none: ID!) { deleteProject(input: { id: $none }) { userErrors { code } } }',
    ];
    for (const mutation of mutations) {
      const names = Object.entries(variables).filter(([name]) => mutation.includes(`$${name}:`));
      const { data, events } = await recorded(owner, mutation, Object.fromEntries(names));
      expect(Object.values(data as Record<string, { userErrors: unknown[] }>)[0]!.userErrors).toHaveLength(1);
      expect(events).toEqual([]);
    }
    const forbidden = await recorded(member, CREATE_PROJECT);
    expect([forbidden.data.createProject, forbidden.events]).toEqual([null, []]);
  });

  test('contains no addresses and no secrets', async () => {
    const owner = await register(new Client(server.url), 'Private Name');
    const member = await join(owner, 'ADMIN');
    const { data } = await recorded(member, CREATE_PROJECT);
    const { id } = data.createProject.project;
    await recorded(
      owner,
      `mutation { updateProject(input: { id: "${id}", name: "Y" }) { userErrors { code } } }`,
    );
    await recorded(
      owner,
      `mutation { removeMember(input: { userId: "${member.userId}" }) { userErrors { code } } }`,
    );
    const events = await eventsOf(owner.organizationId);
    expect(events.map((event) => event.action)).toEqual([
      'organization.created',
      'member.added',
      'project.created',
      'project.updated',
      'member.removed',
    ]);
    const text = JSON.stringify(events);
    const secrets = [owner, member].flatMap((each) => [each.email, each.accessToken, each.refreshToken]);
    for (const secret of [...secrets, password, '$2b$', '@']) expect(text).not.toContain(secret);
  });
});

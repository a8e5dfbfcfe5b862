import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import { add, type Answer, register } from '../support/client.ts';
import { createTenant, outcome, rootFields } from '../support/contract.ts';
import { valueAt } from '../support/operations.ts';
import { startTestServer } from '../support/server.ts';
import { samples, tenantFields } from '../support/access.ts';

const server = await startTestServer();
const ours = await createTenant(server.anonymous);
const theirs = await createTenant(server.anonymous);

/** A member of both organizations, who also has their own. */
const both = await register(server.anonymous, 'Beatrice Both');
for (const { owner } of [ours, theirs]) await add(owner, both);

describe('selecting an organization without being a member', () => {
  const selections = {
    'another tenant': theirs.organizationId,
    'another tenant in upper case': theirs.organizationId.toUpperCase(),
    'one that does not exist': randomUUID(),
    'no id at all': 'not-a-uuid',
  };

  test.each(tenantFields)('%s is NOT_FOUND, whether or not it exists', async (field) => {
    const { operation, variables } = samples[field];
    const sent = (await variables?.(theirs, { client: ours.owner.client })) as Record<string, unknown>;
    for (const [name, selection] of Object.entries(selections)) {
      const { status, body } = await ours.owner.client.in(selection).send(operation, sent);
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          data: { [field.split('.')[1]!]: null },
          errors: [
            {
              message:
                name === 'no id at all'
                  ? 'X-Organization-Id takes the id of an organization, not its slug. `organization(slug:)` returns the id.'
                  : 'No such organization, or you are not a member of it.',
              path: [field.split('.')[1]],
              locations: expect.any(Array),
              extensions: { code: 'NOT_FOUND', status: 404 },
            },
          ],
        },
      });
    }
  });

  test.each(rootFields.filter((field) => field.startsWith('Query.') && !tenantFields.includes(field)))(
    '%s shows nothing of it',
    async (field) => {
      const { operation, variables } = samples[field];
      const sent = (await variables?.(theirs, { client: ours.owner.client })) as Record<string, unknown>;
      const answers = await Promise.all(
        Object.values(selections).map(async (selection) => {
          const { status, body } = await ours.owner.client.in(selection).send(operation, sent);
          return { status, body };
        }),
      );
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      for (const id of [theirs.organizationId, theirs.taskId, theirs.owner.userId])
        expect(JSON.stringify(answers)).not.toContain(id);
    },
  );

  test('the header overrides the organization of the access token', async () => {
    const { organization } = await both.client.in(theirs.organizationId).ask(`{ organization { id } }`);
    expect(organization).toEqual({ id: theirs.organizationId });
    const { organization: own } = await both.client.ask(`{ organization { id } }`);
    expect(own).toEqual({ id: both.organizationId });
  });

  test('a tenant field without a selected organization fails with ORGANIZATION_REQUIRED', async () => {
    const homeless = await register(server.anonymous);
    await server.db.deleteFrom('organizations').where('id', '=', homeless.organizationId).execute();
    const { login } = await server.anonymous.ask(
      `mutation ($email: String!, $password: String!) {
        login(input: { email: $email, password: $password }) { accessToken organization { id } userErrors { code } } }`,
      { email: homeless.email, password: 'correct horse battery' },
    );
    expect(login.organization).toBeNull();
    const client = server.anonymous.with({ authorization: `Bearer ${login.accessToken}` });
    for (const field of tenantFields) {
      const { operation, variables } = samples[field];
      const { errors } = await client.send(operation, (await variables?.(theirs, { client })) as never);
      expect([field, errors?.map((error) => error.extensions)]).toEqual([
        field,
        [{ code: 'BAD_USER_INPUT', status: 400, reason: 'ORGANIZATION_REQUIRED' }],
      ]);
    }
  });
});

describe('a user of two organizations', () => {
  const memberships = 'memberships { organization { id } }';
  const here = { memberships: [{ organization: { id: ours.organizationId } }] };

  test('shows a fellow member of one organization nothing of the other', async () => {
    const taskId = await createTask(both.client.in(ours.organizationId), ours.projectId, {
      assigneeId: both.userId,
    });
    const seen = await ours.fellow.client.ask(
      `query ($user: ID!, $task: ID!) {
        user(id: $user) { ${memberships} }
        node(id: $user) { ... on User { ${memberships} } }
        task(id: $task) { assignee { ${memberships} } createdBy { ${memberships} } }
        organization { members(filter: { userId: { eq: $user } }) { nodes { user { ${memberships} } } } }
      }`,
      { user: both.userId, task: taskId },
    );
    expect(seen).toEqual({
      user: here,
      node: here,
      task: { assignee: here, createdBy: here },
      organization: { members: { nodes: [{ user: here }] } },
    });
  });

  test('sees all own memberships with either selected, but only fellow members of the selected one', async () => {
    const { me, organizations, user, node } = await both.client.in(ours.organizationId).ask(
      `query ($other: ID!) {
        me { memberships { organization { id } role } }
        organizations { nodes { id viewerRole plan { code } } }
        user(id: $other) { id }
        node(id: $other) { id }
      }`,
      { other: theirs.fellow.userId },
    );
    expect(me.memberships).toEqual([
      { organization: { id: both.organizationId }, role: 'OWNER' },
      { organization: { id: ours.organizationId }, role: 'MEMBER' },
      { organization: { id: theirs.organizationId }, role: 'MEMBER' },
    ]);
    expect(organizations.nodes).toEqual([
      { id: both.organizationId, viewerRole: 'OWNER', plan: { code: 'FREE' } },
      { id: theirs.organizationId, viewerRole: 'MEMBER', plan: { code: 'PRO' } },
      { id: ours.organizationId, viewerRole: 'MEMBER', plan: { code: 'PRO' } },
    ]);
    expect([user, node]).toEqual([null, null]);
  });

  test.each([
    'projects { nodes { id } }',
    'projects(first: 5) { nodes { tasks(first: 5) { nodes { id } } } }',
    'members { nodes { id } }',
    'usage { members { used } }',
  ])('cannot read the %s of an organization that is not selected', async (edge) => {
    for (const path of [
      `organizations { nodes { ${edge} } }`,
      `me { memberships { organization { ${edge} } } }`,
      `node(id: "${theirs.organizationId}") { ... on Organization { ${edge} } }`,
    ]) {
      const { data, errors } = await both.client.in(ours.organizationId).send(`{ ${path} }`);
      expect(Object.values(data!)).toEqual([null]);
      expect(errors!.length).toBeGreaterThan(0);
      for (const { extensions } of errors!)
        expect(extensions).toEqual({ code: 'BAD_USER_INPUT', status: 400, reason: 'ORGANIZATION_REQUIRED' });
    }
  });
});

test('an operation that is refused while it runs releases its connection', async () => {
  const client = both.client.in(ours.organizationId);
  const refused = await Promise.all(
    Array.from({ length: 10 }, () =>
      client.send('{ organizations { nodes { usage { members { limit } } } } }'),
    ),
  );
  expect(refused.map(outcome)).toEqual(refused.map(() => 'BAD_USER_INPUT'));
  const { servingPool } = server;
  await expect.poll(() => servingPool.totalCount - servingPool.idleCount).toBe(0);
});

describe('a cursor of another tenant', () => {
  const page = 'nodes { id } pageInfo { startCursor }';
  const lists: [name: string, query: (args: string) => string][] = [
    ['tasks', (args) => `{ list: tasks(${args}) { ${page} } }`],
    ['projects', (args) => `{ list: projects(${args}) { ${page} } }`],
    ['members', (args) => `{ organization { list: members(${args}) { ${page} } } }`],
  ];

  test.each(lists)('shows nothing of that tenant in %s', async (_name, query) => {
    const listOf = ({ data, errors }: Answer) => {
      expect(errors).toBeUndefined();
      return (valueAt(data, 'organization.list') ?? valueAt(data, 'list')) as {
        nodes: { id: string }[];
        pageInfo: { startCursor: string };
      };
    };
    const ask = async ({ owner }: typeof ours, args: string) => listOf(await owner.client.send(query(args)));
    const foreign = (await ask(theirs, 'first: 1')).pageInfo.startCursor;
    const [sort, key] = JSON.parse(Buffer.from(foreign, 'base64url').toString());
    const made = Buffer.from(JSON.stringify([sort, key, randomUUID()])).toString('base64url');
    const all = (await ask(ours, 'first: 100')).nodes;
    for (const direction of ['after', 'before']) {
      const shown = await ask(ours, `${direction}: "${foreign}"`);
      expect(shown).toEqual(await ask(ours, `${direction}: "${made}"`));
      expect(all).toEqual(expect.arrayContaining(shown.nodes));
    }
  });
});

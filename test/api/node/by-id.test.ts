import { randomUUID } from 'node:crypto';
import { decodeJwt } from 'jose';
import { expect, test } from 'vitest';
import { createTask } from '../../fixtures/work.ts';
import { type Client, register } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const ours = await createTenant(server.anonymous);
const theirs = await createTenant(server.anonymous);
const { client } = ours.owner;

const slugOf = async (organizationId: string) =>
  (
    await server.db
      .selectFrom('organizations')
      .select('slug')
      .where('id', '=', organizationId)
      .executeTakeFirstOrThrow()
  ).slug;

test('nodes returns objects in the order of the ids, with null for a missing one', async () => {
  const { nodes } = await client.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', {
    ids: [ours.projectId, theirs.taskId, ours.taskId.toUpperCase(), 'no-id', randomUUID(), ours.projectId],
  });
  expect(nodes).toEqual([
    { __typename: 'Project', id: ours.projectId },
    null,
    { __typename: 'Task', id: ours.taskId },
    null,
    null,
    { __typename: 'Project', id: ours.projectId },
  ]);
});

test('nodes accepts at most 100 ids', async () => {
  const ask = (length: number) =>
    client.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: Array.from({ length }, () => ours.taskId),
    });
  expect((await ask(100)).data!.nodes).toHaveLength(100);
  const { errors } = await ask(101);
  expect(errors).toMatchObject([
    { message: '`ids` takes at most 100 items.', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect((await ask(0)).data!.nodes).toEqual([]);
});

test('organization finds an organization of the viewer by id or slug, selected or not; a foreign one is null', async () => {
  const other = await register(server.anonymous, 'Olga Other');
  const own = await other.client.ask(
    'mutation { createOrganization(input: { name: "Second quay" }) { organization { id slug } userErrors { code } } }',
  );
  const { id, slug } = own.createOrganization.organization;
  const find = async (args: object, as = other.client) =>
    (
      await as.send('query ($id: ID, $slug: String) { organization(id: $id, slug: $slug) { id } }', {
        ...args,
      })
    ).body;
  const found = { data: { organization: { id } } };
  const none = { data: { organization: null } };
  expect(await find({ id })).toMatchObject(found);
  expect(await find({ id: id.toUpperCase() })).toMatchObject(found);
  expect(await find({ slug })).toMatchObject(found);
  expect(await find({})).toMatchObject({ data: { organization: { id: other.organizationId } } });
  const unknown = [
    { id: theirs.organizationId },
    { slug: await slugOf(theirs.organizationId) },
    { id: randomUUID() },
    { id: 'no-id' },
    { slug: 'no-such-slug' },
    { slug: 'No\0Slug' },
  ];
  for (const args of unknown) expect(await find(args)).toEqual(none);
  expect(await find({ slug }, client)).toEqual(none);
  expect(await find({ slug }, other.client.in(randomUUID()))).toMatchObject(found);
  expect((await find({ id, slug })).errors).toMatchObject([
    { message: 'Give `id` or `slug`, not both.', extensions: { code: 'BAD_USER_INPUT' } },
  ]);
  expect((await find({ slug }, server.anonymous)).errors).toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED' } },
  ]);
});

test('a removed member no longer finds the organization', async () => {
  const slug = await slugOf(ours.organizationId);
  const find = async () =>
    (await ours.fellow.client.send('query ($slug: String!) { organization(slug: $slug) { id } }', { slug }))
      .data!.organization;
  expect(await find()).toEqual({ id: ours.organizationId });
  await client.ask(
    'mutation ($id: ID!) { removeMember(input: { userId: $id }) { deletedId userErrors { code } } }',
    { id: ours.fellow.userId },
  );
  expect(await find()).toBeNull();
});

test('an API key finds only its own organization', async () => {
  const { createApiKey } = await client.ask(
    'mutation { createApiKey(input: { name: "Finder" }) { secret userErrors { code } } }',
  );
  const key = server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
  const find = async (id: string) =>
    (await key.send('query ($id: ID!) { organization(id: $id) { id } }', { id })).data!.organization;
  expect(await find(ours.organizationId)).toEqual({ id: ours.organizationId });
  expect(await find(theirs.organizationId)).toBeNull();
  const { errors } = await key.in(await slugOf(ours.organizationId)).send('{ projects { totalCount } }');
  expect(errors![0]!.message).toContain('takes the id of an organization');
});

test('searchTasks returns pages, best first', async () => {
  const titles = ['Buoy', 'Buoy chain', 'Buoy chain and anchor', 'Buoys'];
  for (const title of titles) await createTask(client, ours.projectId, { title });
  const ask = async (args: object) =>
    (
      await client.ask(
        `query ($first: Int, $after: String, $last: Int, $before: String, $offset: Int) {
          searchTasks(query: "buoy", first: $first, after: $after, last: $last, before: $before, offset: $offset) {
            totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
            edges { cursor node { rank task { id title } } } nodes { rank } } }`,
        { ...args },
      )
    ).searchTasks;
  const named = (page: { edges: { node: { task: { title: string } } }[] }) =>
    page.edges.map(({ node }) => node.task.title);
  const all = await ask({});
  expect(named(all).toSorted()).toEqual(titles);
  expect(all.totalCount).toBe(4);
  const ranks = all.nodes.map(({ rank }) => rank);
  expect(ranks).toEqual(ranks.toSorted((a: number, b: number) => b - a));
  const walked: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await ask({ first: 1, after });
    walked.push(...named(page));
    after = page.pageInfo.endCursor;
    more = page.pageInfo.hasNextPage;
  }
  expect(walked).toEqual(named(all));
  expect(named(await ask({ last: 2 }))).toEqual(named(all).slice(2));
  expect(named(await ask({ first: 2, offset: 1 }))).toEqual(named(all).slice(1, 3));
  const { search } = await client.ask('{ search(query: "buoy") { rank task { title } } }');
  expect(search.map(({ task }) => task.title)).toEqual(named(all));
});

test('node finds an open session only for its own user', async () => {
  const [ada, eve] = [await register(server.anonymous), await register(server.anonymous)];
  const ids = [ada, eve].map(({ accessToken }) => String(decodeJwt(accessToken)['sid']));
  const find = (as: Client) =>
    as.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Session { id current } } }', { ids });
  expect((await find(ada.client)).nodes).toEqual([{ id: ids[0], current: true }, null]);
  expect((await find(client)).nodes).toEqual([null, null]);
  const { createApiKey } = await ada.client.ask(
    'mutation { createApiKey(input: { name: "Robot" }) { secret userErrors { code } } }',
  );
  const key = server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
  expect((await find(key)).nodes).toEqual([null, null]);
  await server.db
    .updateTable('sessions')
    .set({ revoked_at: new Date().toISOString() })
    .where('id', '=', ids[1]!)
    .execute();
  const again = await eve.client.send('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
  expect(again.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('node finds an audit event only for administrators of its organization', async () => {
  const { auditEvents } = await client.ask('{ auditEvents(first: 1) { nodes { id action } } }');
  const [event] = auditEvents.nodes;
  const find = (as: Client) =>
    as.ask('query ($id: ID!) { node(id: $id) { ... on AuditEvent { id action } } }', { id: event!.id });
  expect((await find(client)).node).toEqual(event);
  expect((await find(ours.fellow.client)).node).toBeNull();
  expect((await find(theirs.owner.client)).node).toBeNull();
});

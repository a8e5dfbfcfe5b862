import { expect, test } from 'vitest';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createTask } from '../../fixtures/work.ts';
import { join, register } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const admin = await createPlatformAdmin(server);

const list = `query ($filter: OrganizationOverviewFilter, $first: Int, $after: String) {
  allOrganizations(filter: $filter, first: $first, after: $after) { totalCount
    nodes { organizationId status suspendedBy planCode planVersion use { members projects tasks apiRequests } }
    pageInfo { hasNextPage endCursor } } }`;
const bare = '{ allOrganizations { nodes { organizationId } } }';

test('a platform administrator sees plan, use and status of every organization, and nobody else does', async () => {
  const { owner, organizationId, projectId } = await createTenant(server.anonymous);
  await createTask(owner.client, projectId);
  const before = (await admin.client.ask(list, { filter: { organizationId: { eq: organizationId } } }))
    .allOrganizations!;
  expect(before.nodes).toEqual([
    {
      organizationId,
      status: 'ACTIVE',
      suspendedBy: null,
      planCode: expect.any(String),
      planVersion: expect.any(Number),
      use: { members: 2, projects: 1, tasks: 2, apiRequests: 0 },
    },
  ]);
  await join(owner, 'MEMBER');
  await server.systemPool.query(
    `insert into api_request_counts values ($1, date_trunc('month', now() at time zone 'UTC')::date, 7),
      ($1, '2020-01-01', 9)`,
    [organizationId],
  );
  await admin.client
    .in(organizationId)
    .ask('mutation { suspendOrganization(input: { reason: "Unpaid" }) { userErrors { code } } }');
  const filter = { organizationId: { eq: organizationId }, status: { eq: 'SUSPENDED' as const } };
  const [after] = (await admin.client.ask(list, { filter })).allOrganizations!.nodes;
  expect(after).toMatchObject({
    status: 'SUSPENDED',
    suspendedBy: 'PLATFORM',
    use: { members: 3, projects: 1, tasks: 2, apiRequests: 7 },
  });
  for (const client of [owner.client, (await register(server.anonymous)).client])
    expect(await client.codes(bare)).toEqual(['FORBIDDEN']);
  expect(await server.anonymous.codes(bare)).toEqual(['UNAUTHENTICATED']);
});

test('a demoted administrator is refused on the next request', async () => {
  const demoted = await createPlatformAdmin(server);
  await demoted.client.ask(bare);
  await server.db
    .updateTable('users')
    .set({ platform_admin: false })
    .where('id', '=', demoted.userId)
    .execute();
  expect(await demoted.client.codes(bare)).toEqual(['FORBIDDEN']);
});

test('a page of many organizations needs as many statements as one of few, and counts a bounded number of rows', async () => {
  for (let count = 0; count < 3; count++) await register(server.anonymous);
  const statementsOf = async (first: number) =>
    (await requestStatements(() => admin.client.ask(list, { first }))).statements;
  // Frequent queries are executed in another way from the third time on.
  for (let count = 0; count < 4; count++) await statementsOf(1);
  const one = await statementsOf(1);
  const many = await statementsOf(5);
  expect(many).toHaveLength(one.length);
  expect(many.find((sql) => sql.includes('api_request_counts'))).toMatch(/limit 10000/);
  const seen = new Set<string>();
  let after: string | undefined;
  let more = true;
  while (more) {
    const page = (await admin.client.ask(list, { first: 2, after })).allOrganizations!;
    for (const { organizationId } of page.nodes) seen.add(organizationId);
    expect(page.totalCount).toBeGreaterThan(4);
    after = page.pageInfo.endCursor ?? undefined;
    more = page.pageInfo.hasNextPage;
  }
  const { count } = await server.db
    .selectFrom('organizations')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  expect(seen.size).toBe(Number(count));
});

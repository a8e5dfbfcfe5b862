import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { createProject } from '../../fixtures/work.ts';
import { type Client, join } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous } = server;

const EXPORT = `query ($filter: AuditEventFilter, $after: String) {
  auditEventExport(filter: $filter, after: $after) { csv count endCursor hasNextPage } }`;
async function exported(client: Client, variables: Record<string, unknown> = {}) {
  return (await client.ask(EXPORT, variables)).auditEventExport;
}

const titles = [
  'createdAt',
  'action',
  'actorId',
  'apiKeyId',
  'targetType',
  'targetId',
  'before',
  'after',
  'ipAddress',
  'userAgent',
  'requestId',
  'id',
];

/** Parses a text as RFC 4180. @throws when it is malformed */
function records(csv: string): string[][] {
  const field = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y;
  const found: string[][] = [[]];
  while (field.lastIndex < csv.length) {
    const at = field.lastIndex;
    const match = field.exec(csv);
    if (!match) throw new Error(`Not RFC 4180 from ${at}: ${csv.slice(at, at + 80)}`);
    const [, text, end] = match as unknown as [string, string, string];
    found.at(-1)!.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text);
    if (end !== ',') found.push([]);
  }
  return found.slice(0, -1);
}

/** Returns the events of an export, each by the header's names. */
function rowsOf(csv: string): Record<string, string>[] {
  const [head, ...rest] = records(csv);
  expect(head).toEqual(titles);
  return rest.map((record) => Object.fromEntries(titles.map((title, column) => [title, record[column]!])));
}

describe('the export of the audit log', () => {
  test('has every event of the list, oldest first', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await createProject(owner.client, { name: 'Pier' });
    const { csv, count, hasNextPage } = await exported(owner.client);
    const { auditEvents } = (await owner.client.ask(
      `{ auditEvents(orderBy: { field: CREATED_AT }) { nodes { ${titles.join(' ')} } } }`,
    )) as { auditEvents: { nodes: Record<string, unknown>[] } };
    const rows = rowsOf(csv);
    expect([count, hasNextPage]).toEqual([3, false]);
    const text = (value: unknown) =>
      value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    expect(rows).toEqual(
      auditEvents.nodes.map((event: Record<string, unknown>) =>
        Object.fromEntries(titles.map((title) => [title, text(event[title])])),
      ),
    );
    expect(rows.map((row) => row['action'])).toEqual([
      'organization.created',
      'organization.plan_changed',
      'project.created',
    ]);
  });

  test('quotes commas, quotes and line breaks, and contains no formula', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const names = ['=1+1', 'Rope, "tarred"', 'two lines', '@SUM(A1)'];
    for (const [index, name] of names.entries()) {
      const client = owner.client.with({
        'user-agent': ['=cmd|calc', '+1,"2"', '-1', '@x'][index]!,
        'x-request-id': `=${randomUUID()}`,
      });
      await createProject(client, { name });
    }
    const { csv } = await exported(owner.client, { filter: { action: { eq: 'project.created' } } });
    const rows = rowsOf(csv);
    expect(rows.map((row) => JSON.parse(row['after']!).name)).toEqual(names);
    expect(rows.map((row) => row['userAgent'])).toEqual(["'=cmd|calc", `'+1,"2"`, "'-1", "'@x"]);
    for (const value of rows.flatMap((row) => Object.values(row))) expect(value).not.toMatch(/^[=+\-@\t\r]/);
    const reason = 'two\r\nlines, "quoted"';
    await owner.client.ask(
      'mutation ($reason: String!) { suspendOrganization(input: { reason: $reason }) { userErrors { code } } }',
      { reason },
    );
    const suspended = await exported(owner.client, { filter: { action: { eq: 'organization.suspended' } } });
    expect(rowsOf(suspended.csv).map((row) => JSON.parse(row['after']!))).toMatchObject([{ reason }]);
  });

  test('continues after its cursor without duplicates and gaps', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    const first = await exported(owner.client);
    await createProject(owner.client, { name: 'Pier' });
    const second = await exported(owner.client, { after: first.endCursor });
    expect(rowsOf(second.csv).map((row) => row['action'])).toEqual(['project.created']);
    const none = await exported(owner.client, { after: second.endCursor });
    expect(none).toEqual({ csv: `${titles.join(',')}\r\n`, count: 0, endCursor: null, hasNextPage: false });
    expect(await owner.client.codes(EXPORT, { after: 'nonsense' })).toEqual(['BAD_USER_INPUT']);
  });

  test('comes in parts of 10000', async () => {
    const owner = await createOwner(anonymous, 'PRO');
    await sql`insert into audit_events (organization_id, action, target_type)
      select ${owner.organizationId}::uuid, 'buoy.painted', 'Buoy' from generate_series(1, 10001)`.execute(
      server.db,
    );
    const first = await exported(owner.client);
    expect([first.count, first.hasNextPage]).toEqual([10_000, true]);
    const second = await exported(owner.client, { after: first.endCursor });
    expect([second.count, second.hasNextPage]).toEqual([3, false]);
    const ids = [first, second].flatMap(({ csv }) => rowsOf(csv).map((row) => row['id']));
    expect(new Set(ids).size).toBe(10_003);
  });

  test('is for administrators of their own organization, with a plan that includes it', async () => {
    const [owner, free, stranger] = [
      await createOwner(anonymous, 'PRO'),
      await createOwner(anonymous, 'FREE'),
      await createOwner(anonymous, 'PRO'),
    ];
    expect(await (await join(owner, 'MEMBER')).client.codes(EXPORT)).toEqual(['FORBIDDEN']);
    expect(await (await join(owner, 'ADMIN')).client.codes(EXPORT)).toEqual([]);
    const { errors } = await free.client.send(EXPORT);
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', reason: 'FEATURE_NOT_IN_PLAN' } }]);
    expect(await free.client.codes('{ auditEvents { totalCount } }')).toEqual([]);
    expect(await stranger.client.in(owner.organizationId).codes(EXPORT)).toEqual(['NOT_FOUND']);
    expect((await exported(stranger.client)).csv).not.toContain(owner.organizationId);
    await owner.client.ask(
      'mutation { suspendOrganization(input: { reason: "Storm" }) { userErrors { code } } }',
    );
    expect(await owner.client.codes(EXPORT)).toEqual([]);
  });
});

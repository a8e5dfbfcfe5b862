import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { register } from '../../support/client.ts';
import {
  ACTIVATE_VERSION,
  entry,
  headersOf,
  manifestOf,
  postBody,
  REGISTER_OPERATIONS,
  RETIRE_VERSION,
  sha256,
  someVersion,
  type Version,
} from '../../support/persisted.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ PERSISTED_OPERATIONS: 'prefer' });
const { client: admin } = await createPlatformAdmin(server);

const registerVersion = async (version: Version, manifest: unknown) =>
  (await admin.ask(REGISTER_OPERATIONS, { input: { ...version, manifest } })).registerOperations;
const faultsOf = async (manifest: unknown, version = someVersion()) => {
  const { clientVersion, userErrors } = await admin.payload(REGISTER_OPERATIONS, {
    input: { ...version, manifest },
  });
  return { clientVersion, faults: userErrors.map(({ code, field }) => [code, field?.join('.')]), userErrors };
};
const me = entry('query Me { me { id } }');

const listed = async (version: Version) => {
  const { clientVersions } = await admin.ask(
    `query ($version: String!) { clientVersions(filter: { clientVersion: { eq: $version } }) {
      totalCount nodes { name version status operations(orderBy: { field: NAME }) {
        totalCount nodes { documentId name type body cost useCount lastUsedAt createdAt } } } } }`,
    { version: version.clientVersion },
  );
  return clientVersions;
};

describe('a manifest', () => {
  test('is registered with the cost of each operation, and listed', async () => {
    const version = someVersion();
    const tasks = entry('query Tasks($n: Int = 5) { tasks(first: $n) { nodes { id } } }');
    const { clientVersion } = await registerVersion(version, manifestOf(tasks, me));
    expect(clientVersion).toMatchObject({
      name: 'web',
      version: version.clientVersion,
      status: 'PENDING',
      activatedAt: null,
    });
    const operation = { type: 'QUERY', useCount: 0, lastUsedAt: null, createdAt: expect.any(String) };
    expect(await listed(version)).toEqual({
      totalCount: 1,
      nodes: [
        {
          name: 'web',
          version: version.clientVersion,
          status: 'PENDING',
          operations: {
            totalCount: 2,
            nodes: [
              { ...operation, documentId: sha256(me.body), name: 'Me', body: me.body, cost: 1 },
              { ...operation, documentId: tasks.id, name: 'Tasks', body: tasks.body, cost: 6 },
            ],
          },
        },
      ],
    });
  });

  test.each([
    ['a number', 5, [['INVALID', 'manifest']]],
    [
      'another format',
      { ...manifestOf(me), format: 'relay', version: 2 },
      [
        ['INVALID', 'manifest.format'],
        ['INVALID', 'manifest.version'],
      ],
    ],
    ['no operations', manifestOf(), [['INVALID', 'manifest.operations']]],
    [
      'an operation of wrong types',
      manifestOf({ id: 5, name: '', type: 'fragment' }),
      [
        ['INVALID', 'manifest.operations.0.id'],
        ['INVALID', 'manifest.operations.0.name'],
        ['INVALID', 'manifest.operations.0.type'],
        ['INVALID', 'manifest.operations.0.body'],
      ],
    ],
    ['a NUL', manifestOf({ ...me, body: '# \0' }), [['INVALID', 'manifest.operations.0.body']]],
  ])('of %s is refused', async (_, manifest, faults) => {
    expect(await faultsOf(manifest)).toMatchObject({ clientVersion: null, faults });
  });

  test('is refused with all errors of all operations, and nothing is registered', async () => {
    const version = someVersion();
    const deep = `query Deep { me ${'{ memberships { user '.repeat(10)} { id } ${'} }'.repeat(10)} }`;
    const manifest = manifestOf(
      entry('query Typo { mee { id } taskz { id } }'),
      entry('query Broken { me { id }'),
      me,
      { ...me, name: 'Other', type: 'mutation' },
      entry('query Two { me { id } } query Three { me { id } }'),
      entry(deep),
      entry(
        'query Dear { projects(first: 100) { nodes { tasks(first: 100) { nodes { project { id } } } } } }',
      ),
      entry('fragment F on User { id }', { name: 'F' }),
    );
    const { faults, userErrors } = await faultsOf(manifest, version);
    const body = (index: number) => ['INVALID', `manifest.operations.${index}.body`];
    expect(faults).toEqual([
      body(0),
      body(0),
      body(1),
      ['TAKEN', 'manifest.operations.3.id'],
      ['INVALID', 'manifest.operations.3.name'],
      ['INVALID', 'manifest.operations.3.type'],
      body(4),
      // Too deep, and with a cycle.
      body(5),
      body(5),
      body(6),
      body(7),
    ]);
    expect(userErrors[0]!.message).toMatch(/^Typo: Cannot query field "mee"/);
    expect(userErrors[9]!.message).toMatch(/^Dear: The operation costs 20201; at most 15000/);
    expect((await listed(version)).totalCount).toBe(0);
  });

  test('replaces the previous one while its version is pending, and cannot be replaced once it is active', async () => {
    const version = someVersion();
    const other = entry('query Plans { plans { code } }');
    await registerVersion(version, manifestOf(me));
    await registerVersion(version, manifestOf(other));
    expect((await listed(version)).nodes[0]!.operations.nodes.map((each) => each.name)).toEqual(['Plans']);
    await admin.ask(ACTIVATE_VERSION, { input: version });
    expect((await faultsOf(manifestOf(me), version)).faults).toEqual([['TAKEN', 'clientVersion']]);
    expect((await registerVersion(version, manifestOf(other))).clientVersion.status).toBe('ACTIVE');
  });

  test('that is registered many times at once is registered once', async () => {
    const version = someVersion();
    await Promise.all(Array.from({ length: 8 }, () => registerVersion(version, manifestOf(me))));
    const { totalCount, nodes } = await listed(version);
    expect([totalCount, nodes[0]!.operations.totalCount]).toEqual([1, 1]);
  });
});

test('a version becomes active, then retired, and can be activated again', async () => {
  const version = someVersion();
  const change = async (mutation: typeof ACTIVATE_VERSION | typeof RETIRE_VERSION) =>
    (await admin.payload(mutation, { input: version })).clientVersion;
  for (const mutation of [ACTIVATE_VERSION, RETIRE_VERSION])
    expect(await admin.codes(mutation, { input: version })).toEqual(['NOT_FOUND']);
  await registerVersion(version, manifestOf(me));
  const time = expect.any(String);
  const active = await change(ACTIVATE_VERSION);
  expect(active).toMatchObject({ status: 'ACTIVE', activatedAt: time, retiredAt: null });
  expect(await change(ACTIVATE_VERSION)).toEqual(active);
  expect(await change(RETIRE_VERSION)).toMatchObject({ status: 'RETIRED', retiredAt: time });
  expect(await change(ACTIVATE_VERSION)).toMatchObject({ status: 'ACTIVE', retiredAt: null });
  const events = await server.db
    .selectFrom('account_events')
    .select(['action'])
    .where('action', 'like', 'client_version.%')
    .where(sql`details ->> 'clientVersion'`, '=', version.clientVersion)
    .orderBy('created_at')
    .execute();
  const actions = events.map(({ action }) => action.replace('client_version.', ''));
  expect(actions).toEqual(['registered', 'activated', 'retired', 'activated']);
});

test('names that a header cannot contain are refused', async () => {
  const faults = async (clientName: string, clientVersion: string) =>
    (await faultsOf(manifestOf(me), { clientName, clientVersion })).faults;
  expect(await faults(' ', 'x'.repeat(101))).toEqual([
    ['REQUIRED', 'clientName'],
    ['TOO_LONG', 'clientVersion'],
  ]);
  expect(await faults('é', '1\n2')).toEqual([
    ['INVALID', 'clientName'],
    ['INVALID', 'clientVersion'],
  ]);
});

test('only platform administrators can see and change registrations', async () => {
  const { client } = await register(server.anonymous);
  const input = { ...someVersion(), manifest: manifestOf(me) };
  for (const [who, code] of [
    [client, 'FORBIDDEN'],
    [server.anonymous, 'UNAUTHENTICATED'],
  ] as const) {
    expect(await who.codes('{ clientVersions { totalCount } }')).toEqual([code]);
    expect(await who.codes(REGISTER_OPERATIONS, { input })).toEqual([code]);
    for (const mutation of [ACTIVATE_VERSION, RETIRE_VERSION])
      expect(await who.codes(mutation, { input: someVersion() })).toEqual([code]);
  }
});

test('the number of uses and the last use of an operation are updated within seconds', async () => {
  const version = someVersion();
  await registerVersion(version, manifestOf(me));
  await admin.ask(ACTIVATE_VERSION, { input: version });
  const run = () => postBody(server.anonymous, { documentId: me.id }, headersOf(version));
  const answers = await Promise.all(Array.from({ length: 20 }, run));
  for (const { answer } of answers) expect(answer).toEqual({ data: { me: null } });
  await server.services.operations.flush();
  const [operation] = (await listed(version)).nodes[0]!.operations.nodes;
  expect(operation).toMatchObject({ useCount: 20, lastUsedAt: expect.any(String) });
});

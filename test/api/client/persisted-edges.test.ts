import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { type Client } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import {
  ACTIVATE_VERSION,
  entry,
  getWith,
  headersOf,
  manifestOf,
  persistedQuery,
  postBody,
  REGISTER_OPERATIONS,
  release,
  RETIRE_VERSION,
  sha256,
  someVersion,
} from '../../support/persisted.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer({ PERSISTED_OPERATIONS: 'prefer' });
const { anonymous } = server;
const { client: admin } = await createPlatformAdmin(server);
const plans = 'query Plans { plans { code } }';

async function keyOf(owner: Client): Promise<Client> {
  const { createApiKey } = await owner.ask(
    'mutation { createApiKey(input: { name: "K", scopes: [READ, WRITE] }) { secret userErrors { code } } }',
  );
  return anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
}

describe('an id', () => {
  test('may have a prefix with its algorithm in the manifest', async () => {
    const version = someVersion();
    const id = sha256(plans);
    const input = { ...version, manifest: manifestOf(entry(plans, { id: `sha256:${id}` })) };
    await admin.ask(REGISTER_OPERATIONS, { input });
    await admin.ask(ACTIVATE_VERSION, { input: version });
    for (const naming of [{ documentId: `sha256:${id}` }, { documentId: id }, persistedQuery(id)])
      expect((await postBody(anonymous, naming, headersOf(version))).answer).toHaveProperty('data.plans');
    const twice = manifestOf(
      entry(plans, { id: `sha256:${id}` }),
      entry(plans),
      entry(plans, { id: 'sha256:' }),
    );
    const again = { input: { ...someVersion(), manifest: twice } };
    expect(await admin.codes(REGISTER_OPERATIONS, again)).toEqual(['TAKEN', 'INVALID']);
  });

  test('that is a hash, with another query, is a mismatch', async () => {
    const headers = headersOf(await release(admin, plans));
    for (const documentId of [sha256(plans), `sha256:${sha256(plans)}`])
      for (const more of [headers, {}]) {
        const body = { documentId, query: '{ me { id } }' };
        const refusal = { status: 400, code: 'PERSISTED_QUERY_HASH_MISMATCH' };
        expect(await postBody(anonymous, body, more)).toMatchObject(refusal);
        expect(await getWith(anonymous, body, more)).toMatchObject(refusal);
        expect((await postBody(anonymous, { documentId, query: plans }, more)).data).toMatchObject({
          plans: [{}, {}],
        });
      }
  });

  const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '0'];

  test('that is a property of every JavaScript object is unknown', async () => {
    const headers = headersOf(await release(admin, plans));
    for (const id of [...odd, '', 'sha256:', '\0', '\ud800', 'x'.repeat(100_000)])
      for (const naming of [{ documentId: id }, persistedQuery(id)]) {
        const { code, data } = await postBody(anonymous, naming, headers);
        expect([code, data]).toEqual(['PERSISTED_QUERY_NOT_FOUND', undefined]);
      }
  });

  test('of that kind can be registered', async () => {
    const version = someVersion();
    const manifest = manifestOf(...odd.map((id) => entry(plans, { id })));
    await admin.ask(REGISTER_OPERATIONS, { input: { ...version, manifest } });
    await admin.ask(ACTIVATE_VERSION, { input: version });
    for (const documentId of odd)
      expect((await getWith(anonymous, { documentId }, headersOf(version))).data).toMatchObject({
        plans: [{}, {}],
      });
  });
});

test('malformed client names in headers count as no client', async () => {
  const naming = { documentId: sha256(plans) };
  for (const name of ['x'.repeat(5000), '\xff', '__proto__', '["web","1"]'])
    expect(
      await postBody(anonymous, naming, headersOf({ clientName: name, clientVersion: name })),
    ).toMatchObject({ status: 400, code: 'PERSISTED_QUERY_NOT_FOUND' });
});

test('a mutation with an Idempotency-Key is the same request by id, by hash and as text', async () => {
  const { owner, projectId } = await createTenant(anonymous);
  const query = 'mutation Add($input: CreateTaskInput!) { createTask(input: $input) { task { id } } }';
  const headers = { ...headersOf(await release(admin, query)), 'idempotency-key': randomUUID() };
  const variables = { input: { projectId, title: 'Once' } };
  const id = sha256(query);
  const { data } = await postBody(owner.client, { documentId: id, variables }, headers);
  const { 'idempotency-key': key } = headers;
  for (const [body, more] of [
    [{ query, variables }, headers],
    [{ query, variables, operationName: 'Add' }, headers],
    [{ ...persistedQuery(id), variables }, headers],
    [{ ...persistedQuery(id), query, variables }, { 'idempotency-key': key }],
    [
      { ...persistedQuery(id), variables },
      { 'idempotency-key': key, 'x-cost': '1' },
    ],
  ] as const) {
    const again = await postBody(owner.client, body, more);
    expect(again.data).toEqual(data);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.answer.extensions?.cost?.limit).toBe('x-cost' in more ? 7500 : undefined);
  }
});

describe('an API key', () => {
  test('runs registered operations, with the limits of a user', async () => {
    const { owner } = await createTenant(anonymous);
    const key = await keyOf(owner.client);
    const query = 'query Here { organization { id } }';
    const headers = { ...headersOf(await release(admin, query)), 'x-cost': '1' };
    const { answer } = await postBody(key, { documentId: sha256(query) }, headers);
    expect(answer).toEqual({
      data: { organization: { id: owner.organizationId } },
      extensions: { cost: { requested: 1, limit: 15_000 } },
    });
    expect((await postBody(key, { query: '{ organization { id } }' }, headers)).answer).toMatchObject({
      extensions: { cost: { limit: 7500 } },
    });
  });

  test('is not charged for an operation that was refused before its execution', async () => {
    const { owner } = await createTenant(anonymous);
    const key = await keyOf(owner.client);
    const dear = 'query Dear { projects(first: 100) { nodes { tasks(first: 100) { nodes { id } } } } }';
    for (const body of [{ query: dear }, { query: '{ nothing }' }, { documentId: 'nothing' }])
      expect((await postBody(key, body)).status).toBe(400);
    const used = () =>
      server.db
        .selectFrom('api_request_counts')
        .select('used')
        .where('organization_id', '=', owner.organizationId)
        .execute();
    expect(await used()).toEqual([]);
    expect((await postBody(key, { query: '{ organization { id } }' })).status).toBe(200);
    expect((await used()).map(({ used }) => Number(used))).toEqual([1]);
  });

  test('of a platform administrator has no rights of an administrator', async () => {
    const key = await keyOf(admin);
    expect(await key.codes('{ clientVersions { totalCount } }')).toEqual(['FORBIDDEN']);
    expect(await key.codes(RETIRE_VERSION, { input: someVersion() })).toEqual(['FORBIDDEN']);
    const cost = (await postBody(key, { query: '{ plans { code } }' }, { 'x-cost': '1' })).answer.extensions;
    expect(cost).toEqual({ cost: { requested: 10, limit: 7500 } });
  });
});

describe('at the same time', () => {
  const bodies = [0, 1, 2].map((index) => `query Number${index} { plans { code } }`);
  const operationsOf = async ({ clientVersion }: { clientVersion: string }) => {
    const { clientVersions } = await admin.ask(
      `query ($v: String!) { clientVersions(filter: { clientVersion: { eq: $v } }) {
         nodes { status operations { nodes { name } } } } }`,
      { v: clientVersion },
    );
    const { status, operations } = clientVersions.nodes[0]!;
    return { status, names: operations.nodes.map(({ name }) => name).toSorted() };
  };
  const manifestNumber = (index: number) =>
    manifestOf(entry(bodies[index]!), entry(`query Also${index} { plans { name } }`));

  test('several manifests of one version are not mixed', async () => {
    const version = someVersion();
    const put = (index: number) =>
      admin.codes(REGISTER_OPERATIONS, { input: { ...version, manifest: manifestNumber(index) } });
    expect(await Promise.all([0, 1, 2, 0, 1, 2].map(put))).toEqual(Array.from({ length: 6 }, () => []));
    const { names } = await operationsOf(version);
    const [, last] = /Number(\d)/.exec(names.join(' '))!;
    expect(names).toEqual([`Also${last}`, `Number${last}`]);
  });

  test('activation and registration of one version do not mix: the active manifest does not change', async () => {
    for (let round = 0; round < 5; round++) {
      const version = someVersion();
      const put = (index: number) =>
        admin.codes(REGISTER_OPERATIONS, { input: { ...version, manifest: manifestNumber(index) } });
      await put(0);
      const [late, activated] = await Promise.all([
        put(1),
        admin.codes(ACTIVATE_VERSION, { input: version }),
      ]);
      expect(activated).toEqual([]);
      const { status, names } = await operationsOf(version);
      expect([status, names]).toEqual([
        'ACTIVE',
        late.length > 0 ? ['Also0', 'Number0'] : ['Also1', 'Number1'],
      ]);
      if (late.length > 0) expect(late).toEqual(['TAKEN']);
    }
  });

  test('retiring twice retires once', async () => {
    const version = await release(admin, plans);
    const retire = () => admin.ask(RETIRE_VERSION, { input: version });
    const answers = await Promise.all(Array.from({ length: 4 }, retire));
    const times = answers.map(({ retireClientVersion }) => retireClientVersion.clientVersion.retiredAt);
    expect([new Set(times).size, times[0]]).toEqual([1, expect.any(String)]);
  });
});

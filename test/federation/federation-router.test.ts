import { Trace } from '@apollo/usage-reporting-protobuf';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { createTask } from '../fixtures/work.ts';
import { type Body, Client } from '../support/client.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { connect, hear, listen, serveWithin, taskEvents } from '../support/subscriber.ts';

const secret = 'only-the-router-knows-this-secret-of-ours';
const server = await startTestServer({ FEDERATION: 'on', ROUTER_SECRET: secret });
const tenant = await createTenant(server.anonymous);
const { owner, projectId } = tenant;

const asksForTrace = { 'apollo-federation-include-trace': 'ftv1' };
const asRouter = (client: Client, sent = secret) =>
  client.with({ ...asksForTrace, 'router-authorization': sent });

const traceOf = (body: Body): Trace => {
  const { ftv1 } = body.extensions as { ftv1: string };
  return Trace.decode(Buffer.from(ftv1, 'base64'));
};
/** Returns the paths of all fields of a trace with their types. */
const fieldsOf = ({ child }: Trace.INode, path = ''): string[] =>
  (child ?? []).flatMap((node) => {
    const here = `${path}/${node.responseName || node.index}`;
    return [...(node.type ? [`${here} ${node.type}`] : []), ...fieldsOf(node, here)];
  });

describe('a trace', () => {
  const query =
    '{ mine: me { fullName } projects(first: 1) { nodes { name tasks(first: 1) { nodes { title } } } } }';

  test('has the times at which each field was resolved', async () => {
    const { body } = await asRouter(owner.client).send(query);
    const { root, durationNs } = traceOf(body);
    expect(fieldsOf(root!)).toEqual([
      '/mine User',
      '/mine/fullName String!',
      '/projects ProjectConnection',
      '/projects/nodes [Project!]!',
      '/projects/nodes/0/name String!',
      '/projects/nodes/0/tasks TaskConnection!',
      '/projects/nodes/0/tasks/nodes [Task!]!',
      '/projects/nodes/0/tasks/nodes/0/title String!',
    ]);
    const [mine] = root!.child!;
    expect(mine).toMatchObject({ originalFieldName: 'me', parentType: 'Query' });
    expect(Number(mine!.endTime)).toBeGreaterThan(Number(mine!.startTime));
    expect(durationNs).toBeGreaterThanOrEqual(Number(mine!.endTime));
    const plain = await owner.client.send(query);
    expect(body.data).toEqual(plain.body.data);
  });

  test('is returned only to the router', async () => {
    for (const client of [
      owner.client.with(asksForTrace),
      server.anonymous.with(asksForTrace),
      asRouter(owner.client, 'a guess'),
      asRouter(owner.client, `${secret} `.repeat(2)),
      owner.client.with({ 'router-authorization': secret }),
    ])
      expect((await client.send(query)).body.extensions).toBeUndefined();
    const open = await startTestServer({ FEDERATION: 'on' });
    expect(
      (await asRouter(open.anonymous, 'undefined').send('{ plans { code } }')).body.extensions,
    ).toBeUndefined();
  });

  test('has the place of an error without its text', async () => {
    const { body, errors } = await asRouter(owner.client.in(tenant.fellow.userId)).send(
      '{ me { id } projects { totalCount } }',
    );
    expect(errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    const { root } = traceOf(body);
    const failed = root!.child!.filter(({ error }) => error?.length);
    expect(failed.map(({ responseName, error }) => [responseName, error![0]!.message])).toEqual([
      ['projects', '<masked>'],
    ]);
    const refused = await asRouter(owner.client).send('{ nothing }');
    expect(refused.status).toBe(400);
    expect(traceOf(refused.body).root!.error!.map(({ message }) => message)).toEqual(['<masked>']);
  });

  test('belongs to its own operation when several run at the same time', async () => {
    const names = Array.from({ length: 20 }, (_, index) => `task${index}`);
    const traces = await Promise.all(
      names.map(async (name) => {
        const { body } = await asRouter(owner.client).send(
          `mutation { ${name}: createTask(input: { projectId: "${projectId}", title: "${name}" }) { task { title } } }`,
        );
        expect(body.data).toEqual({ [name]: { task: { title: name } } });
        return fieldsOf(traceOf(body).root!);
      }),
    );
    expect(traces).toEqual(
      names.map((name) => [
        `/${name} CreateTaskPayload`,
        `/${name}/task Task`,
        `/${name}/task/title String!`,
      ]),
    );
  });
});

test('without introspection the subgraph serves no SDL but resolves its entities', async () => {
  const url = await serveWithin(server, {}, { introspection: false });
  const client = Object.assign(owner.client.with({}), { url: url.replace(/\/graphql$/, '') });
  const { status, body } = await client.send('{ _service { sdl } }');
  expect([status, body.errors![0]!.extensions.code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  expect(JSON.stringify(body)).not.toContain('Did you mean');
  const representations = [{ __typename: 'Project', id: projectId }];
  const entities =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Project { name } } }';
  expect(await client.ask(entities, { representations })).toEqual({ _entities: [{ name: 'Harbour' }] });
});

test('where registered operations are required, the router may send operations that it planned', async () => {
  const url = await serveWithin(server, {}, { persistedOperations: 'require' });
  const client = Object.assign(owner.client.with({}), { url: url.replace(/\/graphql$/, '') });
  const query = '{ me { id } }';
  expect(await client.codes(query)).toEqual(['PERSISTED_QUERY_REQUIRED']);
  expect(await client.with({ 'router-authorization': 'a guess' }).codes(query)).toEqual([
    'PERSISTED_QUERY_REQUIRED',
  ]);
  expect(await client.with({ 'router-authorization': secret }).ask(query)).toEqual({
    me: { id: owner.userId },
  });
});

test('a router that forwards subscriptions sends its secret and the credentials of its caller when it connects', async () => {
  const url = await serveWithin(server, {}, { persistedOperations: 'require' });
  const passThrough = (routerAuthorization: string) =>
    connect(new Client(url), {
      connectionParams: undefined,
      webSocketImpl: class extends WebSocket {
        constructor(address: string, protocols: string[]) {
          const headers = { ...owner.client.headers, 'router-authorization': routerAuthorization };
          super(address, protocols, { headers });
        }
      },
    });
  const heard = await listen(server, passThrough(secret), taskEvents);
  const taskId = await createTask(owner.client, projectId);
  expect(await heard.first(1)).toEqual([expect.objectContaining({ type: 'CREATED', taskId })]);
  const refused = hear(passThrough('a guess'), taskEvents);
  expect(await refused.ended).toEqual(['PERSISTED_QUERY_REQUIRED']);
});

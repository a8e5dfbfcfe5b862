import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createServer } from '../../src/bootstrap/create-server.ts';
import { createLogger } from '../../src/bootstrap/startup.ts';
import { createProjectOwner } from '../fixtures/owner.ts';
import { createTask } from '../fixtures/work.ts';
import { Client } from '../support/client.ts';
import { programEnvironment } from '../support/environment.ts';
import { newTrace, startOtlpReceiver, tracedTo } from '../support/otlp-receiver.ts';
import { startTestServer } from '../support/server.ts';

const receiver = await startOtlpReceiver();
// A kept response is not planned.
const server = await startTestServer({ ...tracedTo(receiver), VALIDATED_ANSWERS: 'off' });
const owner = await createProjectOwner(server.anonymous);
await createTask(owner.client, owner.projectId);

const BOARD = `query Board { projects(first: 2) { nodes { name tasks(first: 3) { totalCount nodes { title } } } } }`;

test('a request, its operation, root fields and statements are one trace, which continues that of the client', async () => {
  const { traceId, traceparent } = newTrace();
  await owner.client
    .with({ traceparent, 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2.3' })
    .ask(BOARD);
  const spans = await receiver.wait(traceId, 'POST /graphql');
  const named = (name: string) => spans.find((span) => span.name === name)!;
  const request = named('POST /graphql');
  expect(request).toMatchObject({
    kind: 2,
    service: 'polity',
    parentSpanId: traceparent.split('-')[2],
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/graphql',
      'http.response.status_code': 200,
    },
  });
  const operation = named('query Board');
  expect(operation).toMatchObject({
    parentSpanId: request.spanId,
    failed: false,
    attributes: {
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Board',
      'polity.client.name': 'web',
      'polity.client.version': '1.2.3',
      'polity.operation.cost': expect.any(Number),
      'polity.operation.planned': false,
      'polity.operation.validated': false,
    },
  });
  expect(named('field Query projects')).toMatchObject({ parentSpanId: operation.spanId });
  const statements = spans.filter((span) => span.attributes['db.operation.name'] !== undefined);
  const modules = statements.map((span) => span.attributes['polity.module']);
  expect(modules).toEqual(expect.arrayContaining(['core', 'project', 'task']));
});

test('a planned read tells that it is one', async () => {
  const read = `query Names { projects(first: 2) { nodes { name } } }`;
  for (let time = 0; time < 3; time++) await owner.client.ask(read);
  const { traceId, traceparent } = newTrace();
  await owner.client.with({ traceparent }).ask(read);
  const spans = await receiver.wait(traceId, 'POST /graphql');
  expect(spans.find(({ name }) => name === 'query Names')!.attributes).toMatchObject({
    'polity.operation.planned': process.env['PLANNED_READS'] !== 'off',
  });
});

test('a refused operation is a failed span with the code of its error', async () => {
  const { traceId, traceparent } = newTrace();
  await server.anonymous.with({ traceparent }).send('query Mine { projects { nodes { id } } }');
  const spans = await receiver.wait(traceId, 'POST /graphql');
  expect(spans.find(({ name }) => name === 'query Mine')).toMatchObject({
    failed: true,
    attributes: { 'error.type': 'UNAUTHENTICATED' },
  });
});

test('a trace that its client does not record is not recorded, and neither is monitoring', async () => {
  const unrecorded = newTrace(false);
  const monitoring = newTrace();
  const { traceId, traceparent } = newTrace();
  await owner.client.with({ traceparent: unrecorded.traceparent }).ask(BOARD);
  for (const path of ['/health', '/ready', '/metrics'])
    await fetch(`${server.url}${path}`, { headers: { traceparent: monitoring.traceparent } });
  await owner.client.with({ traceparent }).ask(BOARD);
  await receiver.wait(traceId, 'POST /graphql');
  expect([receiver.of(unrecorded.traceId), receiver.of(monitoring.traceId)]).toEqual([[], []]);
});

test.each([
  'nonsense',
  `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
  `00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`,
  `ff-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
])('an invalid traceparent begins a new trace: %s', async (traceparent) => {
  const name = `Begins${Math.random().toString(36).slice(2)}`;
  await owner.client.with({ traceparent }).ask(`query ${name} { me { id } }` as '{ me { id } }');
  await expect.poll(() => receiver.spans.find((span) => span.name === `query ${name}`)).toBeDefined();
  const operation = receiver.spans.find((span) => span.name === `query ${name}`)!;
  expect(traceparent).not.toContain(operation.traceId);
});

test.each([true, false])(
  'the lines of a trace have its ids, each once, if it is recorded: %s',
  async (sampled) => {
    const lines: string[] = [];
    const config = { ...server.services.config, development: false, logLevel: 'info' as const };
    const logger = createLogger(config, { write: (line) => void lines.push(line) });
    const app = await createServer({ ...server.services, config, logger });
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    const { traceId, traceparent } = newTrace(sampled);
    const client = new Client(url, { ...owner.client.headers, traceparent });
    await server.systemPool.query('alter table labels rename to mislaid');
    const { errors } = await client.send('{ labels { nodes { id } } }');
    await server.systemPool.query('alter table mislaid rename to labels');
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    const written = (message: string) => lines.find((line) => line.includes(message));
    await expect.poll(() => written('request completed')).toBeDefined();
    await app.close();
    for (const line of [written('unexpected error'), written('request completed')]) {
      expect(JSON.parse(line!)).toMatchObject({
        trace_id: traceId,
        span_id: expect.stringMatching(/^[\da-f]{16}$/),
      });
      expect(line!.match(/trace_id/g)).toHaveLength(1);
    }
  },
);

test('without an endpoint nothing of the SDK is loaded', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = new Set();
    registerHooks({ resolve(name, context, next) { loaded.add(name); return next(name, context); } });
    const { startTracing } = await import('./src/tracing/start.ts');
    await import('./src/bootstrap/create-services.ts');
    await startTracing(undefined);
    console.log([...loaded].filter((name) => /opentelemetry/.test(name)).join());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    env: programEnvironment,
  });
  expect(stdout.trim()).toBe('@opentelemetry/api');
});

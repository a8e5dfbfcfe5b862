import { expect, test } from 'vitest';
import { createProjectOwner } from '../fixtures/owner.ts';
import { createTask } from '../fixtures/work.ts';
import { newTrace, startOtlpReceiver, tracedTo } from '../support/otlp-receiver.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer } from '../support/server.ts';
import { connect, listen } from '../support/subscriber.ts';
import { createEndpoint, newPath, startWebhookWorker } from '../support/webhooks.ts';

const spans = await startOtlpReceiver();
const server = await startTestServer(tracedTo(spans));
await startWebhookWorker(server);
const receiver = await startReceiver();
const owner = await createProjectOwner(server.anonymous);

test('one trace leads from a request over its commit and a worker to the header of a webhook', async () => {
  const path = newPath();
  await createEndpoint(owner, `${receiver.origin}${path}`, { events: ['task.created'] });
  const { traceId, traceparent } = newTrace();
  const tracestate = 'vendor=1, other@tenant=a b';
  await createTask(owner.client.with({ traceparent, tracestate }), owner.projectId);
  const [sent] = await receiver.wait(path);
  expect(sent!.headers['tracestate']).toBe('vendor=1,other@tenant=a b');
  const [, sentTrace, sentSpan, flags] = String(sent!.headers['traceparent']).split('-');
  expect([sentTrace, flags]).toEqual([traceId, '01']);

  const all = await spans.wait(traceId, 'webhook task.created');
  const named = (name: string) => all.find((span) => span.name === name)!;
  const attempt = named('webhook task.created');
  expect(attempt).toMatchObject({
    spanId: sentSpan,
    kind: 3,
    failed: false,
    parentSpanId: named('job announce').spanId,
    attributes: { 'polity.webhook.attempt': 1, 'http.response.status_code': 204 },
  });
  const operation = all.find(({ attributes }) => attributes['graphql.operation.type'] === 'mutation')!;
  expect(named('job announce')).toMatchObject({
    kind: 5,
    parentSpanId: operation.spanId,
    attributes: { 'polity.job.task': 'announce', 'polity.job.attempt': 1 },
  });
  expect(operation.parentSpanId).toBe(named('POST /graphql').spanId);
  const inField = all.filter(
    ({ parentSpanId }) => parentSpanId === named('field Mutation createTask').spanId,
  );
  expect(inField.map(({ name }) => name)).toContain('INSERT task');
  expect(named('COMMIT database')).toBeDefined();
  const inJob = all.filter(({ parentSpanId }) => parentSpanId === named('job announce').spanId);
  expect(inJob.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['SELECT jobs', 'SELECT webhook', 'WITH webhook']),
  );
});

test('a trace that is not recorded goes on to the webhook too, and is not recorded there', async () => {
  const path = newPath();
  await createEndpoint(owner, `${receiver.origin}${path}`, { events: ['task.created'] });
  const { traceId, traceparent } = newTrace(false);
  await createTask(owner.client.with({ traceparent }), owner.projectId);
  const [sent] = await receiver.wait(path);
  const [, sentTrace, , flags] = String(sent!.headers['traceparent']).split('-');
  expect([sentTrace, flags]).toEqual([traceId, '00']);
  expect(spans.of(traceId)).toEqual([]);
});

test('an invalid tracestate is dropped, and the trace continues without it', async () => {
  const path = newPath();
  await createEndpoint(owner, `${receiver.origin}${path}`, { events: ['task.created'] });
  const { traceId, traceparent } = newTrace();
  await createTask(owner.client.with({ traceparent, tracestate: 'vendor=1,VENDOR=2' }), owner.projectId);
  const [sent] = await receiver.wait(path);
  expect(sent!.headers['traceparent']).toContain(traceId);
  expect(sent!.headers).not.toHaveProperty('tracestate');
});

test('an event of a subscription is in the trace of the write, and its start in that of the client', async () => {
  const started = newTrace();
  const client = connect(owner.client, {
    connectionParams: {
      ...owner.client.headers,
      traceparent: started.traceparent,
      'apollographql-client-name': 'web',
    },
  });
  const heard = await listen(
    server,
    client,
    `subscription Watch($projectId: ID) { taskEvents(projectId: $projectId) { type task { title } } }`,
    { projectId: owner.projectId },
  );
  const written = newTrace();
  await createTask(owner.client.with({ traceparent: written.traceparent }), owner.projectId);
  await heard.first(1);
  const ofStart = await spans.wait(started.traceId, 'subscription Watch');
  expect(ofStart.find(({ name }) => name === 'subscription Watch')!.attributes).toMatchObject({
    'graphql.operation.type': 'subscription',
    'polity.client.name': 'web',
  });
  const ofWrite = await spans.wait(written.traceId, 'event Watch');
  expect(ofWrite.find(({ name }) => name === 'event Watch')).toMatchObject({
    kind: 5,
    attributes: { 'polity.event.change': 'CREATED', 'polity.event.subscriptions': 1 },
  });
  heard.stop();
});

test('a mail is a span of its job, in the trace of the request', async () => {
  const { traceId, traceparent } = newTrace();
  await server.anonymous
    .with({ traceparent })
    .ask(
      `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }`,
      {
        email: owner.email,
      },
    );
  const all = await spans.wait(traceId, 'job send-password-reset-mail');
  const job = all.find(({ name }) => name === 'job send-password-reset-mail')!;
  expect(all).toContainEqual(
    expect.objectContaining({ name: 'mail PASSWORD_RESET', parentSpanId: job.spanId }),
  );
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createProjectOwner } from '../fixtures/owner.ts';
import { createComment, createTask } from '../fixtures/work.ts';
import { register } from '../support/client.ts';
import { until } from '../support/mail.ts';
import { newTrace, startOtlpReceiver, tracedTo } from '../support/otlp-receiver.ts';
import { startReceiver } from '../support/receiver.ts';
import { startTestServer } from '../support/server.ts';
import { connect, listen } from '../support/subscriber.ts';
import { createEndpoint, newPath, startWebhookWorker } from '../support/webhooks.ts';

/** In each value that a caller can send, and in nothing else. */
const CANARY = `canary${randomUUID().replaceAll('-', '')}`;

// Protobuf, the default, has strings as they are, so that the bytes can be searched.
const otlp = await startOtlpReceiver();
const server = await startTestServer({
  ...tracedTo(otlp),
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
});
await startWebhookWorker(server);
const receiver = await startReceiver();

test('no variable, literal, address, secret, header or text of a request is in a span', async () => {
  const owner = await createProjectOwner(server.anonymous);
  const path = newPath();
  await createEndpoint(owner, `${receiver.origin}${path}`, { description: CANARY });
  const client = owner.client.with({
    'user-agent': CANARY,
    'x-request-id': CANARY,
    'idempotency-key': CANARY,
    'apollographql-client-name': `${CANARY}@polity.test`,
    'apollographql-client-version': `1.0 of ${CANARY}`,
    baggage: `user=${CANARY}`,
    tracestate: `vendor=${CANARY}`,
    traceparent: newTrace().traceparent,
    cookie: `session=${CANARY}`,
    referer: `https://${CANARY}.test/`,
  });
  const plain = owner.client;
  const heard = await listen(
    server,
    connect(plain),
    `subscription Watch { taskEvents { type task { title description } } }`,
  );
  // Variables, literals, aliases and texts of writes.
  const taskId = await createTask(plain, owner.projectId, {
    title: CANARY,
    description: `Call ${CANARY}.`,
  });
  await createComment(plain, taskId, { body: `${CANARY} wrote` });
  await client.send(
    `mutation { ${CANARY}: createTask(input: { projectId: "${owner.projectId}", title: "${CANARY}" }) { task { id } } }`,
  );
  // Reads, by resolvers and planned.
  for (let time = 0; time < 4; time++) {
    await client.send(`query Search($filter: TaskFilter) { tasks(filter: $filter) { nodes { title } } }`, {
      filter: { title: { contains: CANARY } },
    });
    await client.send(`{ tasks(search: "${CANARY}") { totalCount nodes { ${CANARY}: title } } }`);
    await client.send(`query Names { tasks { nodes { title description } } }`);
  }
  // Refusals of every kind, whose messages quote what was sent.
  await client.send(`query { node(id: "${CANARY}") { id } }`);
  await client.send(`query ($id: ID!) { task(id: $id) { id } }`, { id: CANARY });
  await client.send(`{ ${CANARY} }`);
  await client.send(`query Bad($first: Int) { tasks(first: $first) { nodes { id } } }`, { first: CANARY });
  await fetch(`${server.url}/graphql?query=${CANARY}`, { headers: { 'apollo-require-preflight': '1' } });
  await fetch(`${server.url}/${CANARY}?token=${CANARY}`);
  await fetch(`${server.url}/graphql`, { method: 'POST', body: CANARY });
  await fetch(`${server.url}/unsubscribe?token=${CANARY}`);
  // Accounts: addresses, passwords and names.
  const email = `${CANARY}@polity.test`;
  await register(server.anonymous, `Ada ${CANARY}`);
  await server.anonymous.send(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken userErrors { message } } }`,
    { input: { email, password: CANARY, fullName: CANARY } },
  );
  await server.anonymous.send(
    `mutation ($email: String!, $password: String!) {
        login(input: { email: $email, password: $password }) { accessToken userErrors { message } } }`,
    { email, password: `${CANARY}!` },
  );
  await server.anonymous.send(
    `mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }`,
    { email: owner.email },
  );
  await server.anonymous.with({ authorization: `Bearer ${CANARY}` }).send('{ me { id } }');
  await heard.first(2);
  await receiver.wait(path, 3);

  // The last request's spans arrive after all others.
  const last = newTrace();
  await plain.with({ traceparent: last.traceparent }).send('query Last { me { id } }');
  await until(() => otlp.bytes().includes('query Last') || undefined);
  await until(() => otlp.bytes().includes('webhook task.created') || undefined);
  await until(() => otlp.bytes().includes('mail PASSWORD_RESET') || undefined);
  const sent = otlp.bytes();
  for (const name of ['query Search', 'mutation', 'event Watch', 'job announce', 'field Query tasks'])
    expect(sent.includes(name), name).toBe(true);
  expect(sent.toString('latin1').match(new RegExp(`.{80}${CANARY}.{20}`, 's'))?.[0]).toBeUndefined();
  for (const secret of [
    owner.email,
    owner.userId,
    owner.organizationId,
    owner.projectId,
    taskId,
    owner.accessToken,
    receiver.origin,
    'select ',
  ])
    expect(sent.includes(secret), secret).toBe(false);
  expect([...otlp.types]).toEqual(['application/x-protobuf']);
});

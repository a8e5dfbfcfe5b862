import { describe, expect, test } from 'vitest';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';
import {
  createEndpoint,
  endpointFields,
  endpointOf,
  sendTest,
  settled,
  startWebhookWorker,
  update,
} from '../../support/webhooks.ts';

const logged: string[] = [];
const server = await startTestServer({}, pino({ level: 'trace' }, { write: (line) => logged.push(line) }));
await startWebhookWorker(server);
const url = 'https://hooks.example.test/polity?key=hidden';

const CREATE = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) {
  webhookEndpoint { id } secret userErrors { code field message } } }`;

const faultsOf = async (client: { send: typeof server.anonymous.send }, input: object) => {
  const { data, errors } = await client.send(CREATE, { input: { url, events: ['*'], ...input } });
  expect(errors).toBeUndefined();
  const { webhookEndpoint, secret, userErrors } = data!.createWebhookEndpoint!;
  if (userErrors.length > 0) expect([webhookEndpoint, secret]).toEqual([null, null]);
  return userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
};

describe('an endpoint', () => {
  test('is created with a secret that is returned only once', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const events = ['task.created', 'task.created', 'member.added'];
    const { secret, ...endpoint } = await createEndpoint(owner, ` ${url} `, {
      events,
      description: ' Bell ',
    });
    expect(endpoint).toEqual({
      id: expect.any(String),
      url,
      description: ' Bell ',
      events: ['task.created', 'member.added'],
      payload: 'FULL',
      disabledAt: null,
      disabledReason: null,
      failingSince: null,
      previousSecretExpiresAt: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      viewerCanManage: true,
    });
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(new Webhook(secret)).toBeDefined();
    const { webhookEndpoints } = await owner.client.ask(
      `{ webhookEndpoints { totalCount nodes { ${endpointFields} } } }`,
    );
    expect(webhookEndpoints).toEqual({ totalCount: 1, nodes: [endpoint] });
  });

  test.each([
    [{ url: ' ' }, ['REQUIRED url']],
    [{ url: `https://a.test/${'x'.repeat(2000)}` }, ['TOO_LONG url']],
    [{ url: 'hooks.example.test' }, ['INVALID url']],
    [{ url: 'ftp://hooks.example.test' }, ['INVALID url']],
    [{ url: 'https://ada:secret@hooks.example.test' }, ['INVALID url']],
    [{ url: 'https://hooks.example.test/#part' }, ['INVALID url']],
    [{ events: [] }, ['REQUIRED events']],
    [{ events: ['*', 'task.created'] }, ['INVALID events']],
    [{ events: ['task.created', 'task.painted', 'webhook.test'] }, ['INVALID events.1', 'INVALID events.2']],
    [{ events: ['__proto__'], description: 'x'.repeat(501) }, ['INVALID events.0', 'TOO_LONG description']],
  ])('is refused with %j', async (input, faults) => {
    const owner = await createProjectOwner(server.anonymous);
    expect(await faultsOf(owner.client, input)).toEqual(faults);
    expect((await owner.client.ask('{ webhookEndpoints { totalCount } }')).webhookEndpoints.totalCount).toBe(
      0,
    );
  });

  test('requires a plan that includes webhooks', async () => {
    const owner = await register(server.anonymous);
    expect(await faultsOf(owner.client, {})).toEqual(['FEATURE_NOT_IN_PLAN undefined']);
  });

  test('is one of at most 20, even with concurrent calls', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const make = (count: number) =>
      Promise.all(Array.from({ length: count }, () => faultsOf(owner.client, {})));
    await make(18);
    const refused = (await make(6)).filter((faults) => faults.length > 0);
    expect(refused.flat()).toEqual(Array<string>(4).fill('PLAN_LIMIT_REACHED undefined'));
    const { webhookEndpoints } = await owner.client.ask('{ webhookEndpoints { totalCount } }');
    expect(webhookEndpoints.totalCount).toBe(20);
  });

  test('can be changed field by field, disabled, enabled and deleted', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const { id, secret: _secret, ...endpoint } = await createEndpoint(owner, url);
    const other = 'https://other.example.test/';
    expect(await update(owner, id, { url: other, payload: 'THIN' })).toEqual({
      ...endpoint,
      id,
      url: other,
      payload: 'THIN',
      updatedAt: expect.any(String),
    });
    const disabled = await update(owner, id, { disabled: true });
    expect(disabled).toMatchObject({ disabledReason: 'MANUAL', disabledAt: expect.any(String) });
    expect(await update(owner, id, { disabled: true })).toEqual(disabled);
    expect(await update(owner, id, { disabled: false })).toMatchObject({
      disabledReason: null,
      disabledAt: null,
    });
    const before = await endpointOf(owner, id);
    expect(await update(owner, id, {})).toEqual(before);
    const { deleteWebhookEndpoint } = await owner.client.ask(
      `mutation ($id: ID!) { deleteWebhookEndpoint(input: { id: $id }) { deletedId userErrors { code } } }`,
      { id },
    );
    expect(deleteWebhookEndpoint.deletedId).toBe(id);
    expect(await endpointOf(owner, id)).toBeNull();
  });

  test('is visible only to administrators, in the list, by id and as an entity', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const { id } = await createEndpoint(owner, url);
    const delivery = await sendTest(owner, id);
    const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
    expect(
      await admin.client.codes('{ webhookEndpoints { nodes { id } } webhookDeliveries { nodes { id } } }'),
    ).toEqual([]);
    expect(
      await member.client.codes('{ webhookEndpoints { nodes { id } } webhookDeliveries { nodes { id } } }'),
    ).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const seen = `query ($endpoint: ID!, $delivery: ID!) {
      endpoint: node(id: $endpoint) { id } delivery: node(id: $delivery) { id }
      _entities(representations: [{ __typename: "WebhookEndpoint", id: $endpoint }]) { ... on WebhookEndpoint { id } } }`;
    const ids = { endpoint: id, delivery: delivery.id };
    expect(await admin.client.ask(seen, ids)).toEqual({
      endpoint: { id },
      delivery: { id: delivery.id },
      _entities: [{ id }],
    });
    expect(await member.client.ask(seen, ids)).toEqual({ endpoint: null, delivery: null, _entities: [null] });
  });
});

describe('a secret', () => {
  test('is only in one response: neither in the database nor in the log nor in a retried response', async () => {
    const owner = await createProjectOwner(server.anonymous);
    const client = owner.client.with({ 'idempotency-key': 'once' });
    const create = () => client.ask(CREATE, { input: { url, events: ['*'] } });
    const { createWebhookEndpoint: first } = await create();
    const { createWebhookEndpoint: again } = await create();
    expect(again).toEqual({ ...first, secret: null });
    const { rotateWebhookSecret: rotated } = await owner.client.ask(
      `mutation ($id: ID!) { rotateWebhookSecret(input: { id: $id }) { secret userErrors { code } } }`,
      { id: first.webhookEndpoint.id },
    );
    expect(rotated.secret).not.toBe(first.secret);
    await sendTest(owner, first.webhookEndpoint.id);
    await settled(owner, first.webhookEndpoint.id);
    expect(logged.length).toBeGreaterThan(10);
    for (const secret of [first.secret, rotated.secret])
      expect(logged.filter((line) => line.includes(secret.slice(6)))).toEqual([]);
    const tables = [
      'webhook_deliveries',
      'webhook_endpoints',
      'idempotency_records',
      'audit_events',
      'graphile_worker._private_jobs',
    ];
    for (const table of tables) {
      const { rows } = await server.systemPool.query(`select t::text as row from ${table} t`);
      for (const secret of [first.secret, rotated.secret]) {
        const bytes = Buffer.from(secret.slice(6), 'base64').toString('hex');
        const found = rows.filter(({ row }) => row.includes(secret.slice(6)) || row.includes(bytes));
        expect([table, found]).toEqual([table, []]);
      }
    }
    const { rows } = await server.systemPool.query(
      `select action, before, after from audit_events where organization_id = $1 and action like 'webhook%' order by id`,
      [owner.organizationId],
    );
    expect(rows).toEqual([
      {
        action: 'webhook_endpoint.created',
        before: null,
        after: { host: 'hooks.example.test', events: ['*'], payload: 'FULL', disabledReason: null },
      },
      { action: 'webhook_endpoint.secret_rotated', before: null, after: { overlapHours: 24 } },
    ]);
  });

  test.each([-1, 169])('does not overlap for %i hours', async (overlapHours) => {
    const owner = await createProjectOwner(server.anonymous);
    const { id } = await createEndpoint(owner, url);
    expect(
      await owner.client.codes(
        `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) { userErrors { code } } }`,
        { input: { id, overlapHours } },
      ),
    ).toEqual(['INVALID']);
  });
});

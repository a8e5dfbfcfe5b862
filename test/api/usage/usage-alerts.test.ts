import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createRequestLimits } from '../../../src/modules/plan/request-minute.ts';
import { recordThresholds } from '../../../src/modules/usage/alerts.ts';
import { createServer } from '../../../src/bootstrap/create-server.ts';
import { plainText } from '../../../src/mail/plain-text.ts';
import { verify } from '../../support/acquaintance.ts';
import { Client, join, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';
import { fold, lastMonth, month, record, usageEvent } from '../../support/usage.ts';

const server = await startTestServer();
const mails = await receiveMails(server);

const alerts = (organizationId: string) =>
  server.db
    .selectFrom('usage_alerts')
    .select(['period', 'what', 'threshold'])
    .where('organization_id', '=', organizationId)
    .orderBy('what')
    .orderBy('threshold')
    .execute();

const noted = (what: string, ...thresholds: number[]) =>
  thresholds.map((threshold) => ({ period: `${month()}-01`, what, threshold }));

/** Waits until all earlier jobs are done. */
const settled = () =>
  until(async () => {
    const { rows } = await server.systemPool.query(
      `select 1 from graphile_worker.jobs where task_identifier in ('announce', 'send-notification-mail')`,
    );
    return rows.length === 0;
  });

test('the owners are notified once of 80 and once of 100 percent of the included quantity', async () => {
  const owner = await verify(await register(server.anonymous, 'Olga Owner'));
  const second = await join(owner, 'OWNER');
  const admin = await join(owner, 'ADMIN');
  const use = async (quantity: number) => {
    await record(owner.client, usageEvent({ quantity }));
    await fold(server.db);
    await settled();
  };
  await use(7999);
  expect(await alerts(owner.organizationId)).toEqual([]);
  await use(1);
  expect(await alerts(owner.organizationId)).toEqual(noted('events.processed', 80));
  await use(1999);
  await use(1);
  await use(5000);
  expect(await alerts(owner.organizationId)).toEqual(noted('events.processed', 80, 100));
  for (const { email } of [owner, second]) {
    expect(mails.to(email, plainText('80 % of events.processed'))).toHaveLength(1);
    const [full, ...others] = mails.to(email, plainText('100 % of events.processed'));
    expect(others).toEqual([]);
    expect(full!.text).toContain(
      plainText(`has used 100 % of events.processed in ${month()}: 10000 of 10000`),
    );
  }
  expect(mails.to(admin.email, 'has used')).toEqual([]);
});

test('when both are reached at once, only the higher one is notified', async () => {
  const owner = await verify(await register(server.anonymous));
  await record(
    owner.client,
    usageEvent({ quantity: 50_000 }),
    usageEvent({ meter: 'unpriced', quantity: 50_000 }),
  );
  await fold(server.db);
  await settled();
  expect(await alerts(owner.organizationId)).toEqual(noted('events.processed', 80, 100));
  expect(mails.to(owner.email, 'has used')).toHaveLength(1);
  expect(mails.to(owner.email, '100 %')).toHaveLength(1);
});

test('usage that is recorded late for an earlier month does not count for the current one', async () => {
  const owner = await verify(await register(server.anonymous));
  await record(owner.client, usageEvent({ quantity: 50_000, occurredAt: lastMonth() }));
  await fold(server.db);
  expect(await alerts(owner.organizationId)).toEqual([]);
});

test('a threshold that many processes detect is recorded once, with a job, and not by a rolled-back transaction', async () => {
  const owner = await verify(await register(server.anonymous));
  const reached = {
    organizationId: owner.organizationId,
    period: `${month()}-01`,
    what: 'api.requests',
    used: '8000',
    limit: '10000',
  };
  const refused = server.db.transaction().execute(async (db) => {
    await recordThresholds(db, [reached]);
    const { rows } = await sql`select max_attempts, flags from graphile_worker.jobs
      where task_identifier = 'announce'`.execute(db);
    expect(rows).toEqual([{ max_attempts: 12, flags: { [owner.organizationId]: true } }]);
    throw new Error('taken back');
  });
  await expect(refused).rejects.toThrow('taken back');
  expect(await alerts(owner.organizationId)).toEqual([]);
  await Promise.all(Array.from({ length: 10 }, () => recordThresholds(server.db, [reached])));
  await settled();
  expect(await alerts(owner.organizationId)).toEqual(noted('api.requests', 80));
  expect(mails.to(owner.email, plainText('80 % of api.requests'))).toHaveLength(1);
  await recordThresholds(server.db, [
    { ...reached, used: '7999', period: `${month(1)}-01` },
    { ...reached, limit: '0', period: `${month(2)}-01` },
  ]);
  expect(await alerts(owner.organizationId)).toEqual(noted('api.requests', 80));
});

test('owners are notified in the app too, according to their preferences', async () => {
  const owner = await verify(await register(server.anonymous));
  const quiet = await join(owner, 'OWNER');
  const admin = await join(owner, 'ADMIN');
  await quiet.client.ask(
    'mutation { updateNotificationPreferences(input: { preferences: [{ kind: USAGE_ALERT, email: false }] }) { userErrors { code } } }',
  );
  await record(owner.client, usageEvent({ quantity: 9_000 }));
  await fold(server.db);
  await settled();
  const told = async ({ client }: typeof owner) =>
    (
      await client.ask(
        '{ notifications(filter: { kind: { eq: USAGE_ALERT } }) { nodes { actor { id } details } } }',
      )
    ).notifications.nodes;
  const details = {
    meter: 'events.processed',
    percent: 80,
    used: 9_000,
    limit: 10_000,
    month: month(),
    resetsAt: `${month(1)}-01T00:00:00Z`,
  };
  expect(await Promise.all([owner, quiet, admin].map(told))).toEqual([
    [{ actor: null, details }],
    [{ actor: null, details }],
    [],
  ]);
  expect(mails.to(owner.email, 'has used')).toHaveLength(1);
  expect(mails.to(quiet.email, 'has used')).toEqual([]);
});

test('a former owner is not notified when the job runs', async () => {
  const owner = await verify(await register(server.anonymous));
  const former = await join(owner, 'OWNER');
  const reached = { period: `${month()}-01`, what: 'api.requests', used: '8', limit: '10' };
  await server.db.transaction().execute(async (db) => {
    await recordThresholds(db, [{ ...reached, organizationId: owner.organizationId }]);
    await db.deleteFrom('memberships').where('user_id', '=', former.userId).execute();
  });
  await settled();
  expect(mails.to(owner.email, 'has used')).toHaveLength(1);
  expect(mails.to(former.email, 'has used')).toEqual([]);
});

/** Creates an API key of an organization with this quota of requests a month. */
async function withQuota(requests: number) {
  const owner = await verify(await register(server.anonymous));
  const limit = (most: number) =>
    server.db
      .insertInto('organization_overrides')
      .values({ organization_id: owner.organizationId, requests_per_month: most, reason: 'A test' })
      .onConflict((conflict) => conflict.column('organization_id').doUpdateSet({ requests_per_month: most }))
      .execute();
  await limit(requests);
  const { createApiKey } = await owner.client.ask(
    'mutation { createApiKey(input: { name: "Robot" }) { secret userErrors { code } } }',
  );
  const robot = server.anonymous.with({ authorization: `Bearer ${createApiKey.secret}` });
  return { owner, limit, use: (client = robot) => client.codes('{ organization { id } }'), robot };
}

test('a quota that is lowered below the usage is detected by the request that it refuses', async () => {
  const { owner, limit, use } = await withQuota(100);
  for (let times = 0; times < 6; times++) expect(await use()).toEqual([]);
  expect(await alerts(owner.organizationId)).toEqual([]);
  await limit(5);
  expect(await use()).toEqual(['QUOTA_EXCEEDED']);
  expect(await alerts(owner.organizationId)).toEqual(noted('api.requests', 80, 100));
  expect(await use()).toEqual(['QUOTA_EXCEEDED']);
  expect(await alerts(owner.organizationId)).toEqual(noted('api.requests', 80, 100));
});

test('a threshold that a process reached but did not record is recorded by the next one', async () => {
  const { owner, use, robot } = await withQuota(10);
  for (let times = 0; times < 8; times++) expect(await use()).toEqual([]);
  expect(await alerts(owner.organizationId)).toEqual(noted('api.requests', 80));
  // Like a process that was killed in between.
  await server.db.deleteFrom('usage_alerts').where('organization_id', '=', owner.organizationId).execute();
  const next = await createServer({
    ...server.services,
    requestLimits: createRequestLimits(server.services),
  });
  afterAll(() => next.close());
  const url = await next.listen({ host: '127.0.0.1', port: 0 });
  expect(await use(new Client(url, robot.headers))).toEqual([]);
  expect(await alerts(owner.organizationId)).toEqual(noted('api.requests', 80));
});

import { sql } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { createOwner } from '../../fixtures/owner.ts';
import { until } from '../../support/mail.ts';
import { paymentOf, startPaymentServer } from '../../support/payments.ts';
import { eventOf, signatureOf, WEBHOOK_SECRET } from '../../support/stripe-events.ts';
import { SUSPEND } from '../../support/organizations.ts';
import { seconds } from '../../support/stripe-objects.ts';
import { SECRET_KEY } from '../../support/stripe-server.ts';

const log: string[] = [];
const payments = await startPaymentServer(pino({ level: 'trace' }, { write: (line) => void log.push(line) }));
const { anonymous, db, stripe, sendEvent, sendSubscription, settle, startCheckout, createSubscriber } =
  payments;

const requestsOf = async ({ organizationId }: { organizationId: string }) =>
  (
    await db
      .selectFrom('payment_customers')
      .select('requested')
      .where('organization_id', '=', organizationId)
      .executeTakeFirstOrThrow()
  ).requested;

describe('an event', () => {
  test('begins the plan when the subscription is in force', async () => {
    const owner = await createOwner(anonymous);
    const subscription = stripe.pay(await startCheckout(owner), 'incomplete');
    expect((await sendSubscription(subscription, 'customer.subscription.created')).status).toBe(200);
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({
      status: 'INCOMPLETE',
      plan: null,
      organizationPlan: 'FREE',
    });
    stripe.change(subscription.id, { status: 'active' });
    await sendSubscription(subscription);
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({
      status: 'ACTIVE',
      plan: { code: 'PRO' },
      seats: 1,
      endsAt: null,
      organizationPlan: 'PRO',
    });
    const { planHistory } = await owner.client.ask('{ planHistory { nodes { plan { code } } } }');
    expect(planHistory.nodes[0]!.plan.code).toBe('PRO');
  });

  test('has no effect besides a look at the present state, whatever it says', async () => {
    const owner = await createSubscriber();
    const { subscription } = owner;
    await sendEvent(
      eventOf('customer.subscription.deleted', { ...subscription, status: 'canceled', metadata: {} }),
    );
    await settle(owner);
    expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  });

  test('counts for a suspended organization, too', async () => {
    const owner = await createSubscriber();
    await owner.client.ask(SUSPEND);
    stripe.change(owner.subscription.id, { status: 'unpaid' });
    await sendSubscription(owner.subscription);
    await until(async () => (await paymentOf(owner)).status === 'UNPAID');
    expect(await paymentOf(owner)).toMatchObject({ plan: null, organizationPlan: 'FREE' });
  });

  test('of an unknown customer, or of none, is accepted and has no effect', async () => {
    for (const object of [{ object: 'customer', id: 'cus_other' }, { object: 'price', id: 'price_1' }, {}])
      expect((await sendEvent(eventOf('some.event', object))).status).toBe(200);
    const { status } = await sendEvent(JSON.stringify({ object: 'event' }));
    expect(status).toBe(200);
  });

  test('is refused if it is forged, altered, old or unsigned', async () => {
    const owner = await createSubscriber();
    const before = await requestsOf(owner);
    const body = eventOf('customer.subscription.updated', owner.subscription);
    const signatures = {
      forged: signatureOf(body, 'whsec_invented'),
      altered: signatureOf(`${body} `),
      old: signatureOf(body, WEBHOOK_SECRET, seconds() - 301),
      empty: '',
      malformed: 't=now,v1=abc',
      'without a time': signatureOf(body).replace(/^t=\d+,/, ''),
      'of another scheme': signatureOf(body).replace('v1=', 'v0='),
    };
    for (const [kind, signature] of Object.entries(signatures)) {
      const response = await sendEvent(body, signature);
      expect([kind, response.status]).toEqual([kind, 400]);
      expect(await response.json()).toMatchObject({
        errors: [{ message: 'The signature is invalid, or too old.', extensions: { code: 'BAD_REQUEST' } }],
      });
    }
    expect(await requestsOf(owner)).toBe(before);
    expect((await sendEvent(body, signatureOf(body, WEBHOOK_SECRET, seconds() - 290))).status).toBe(200);
  });

  test('can be signed with the second secret while the first is new', async () => {
    const body = eventOf('some.event', {});
    expect((await sendEvent(body, signatureOf(body, 'whsec_retired'))).status).toBe(200);
  });

  test('is refused above 512 kB, with another content type, and by GET', async () => {
    const large = JSON.stringify({ padding: 'x'.repeat(512 * 1024) });
    expect((await sendEvent(large)).status).toBe(413);
    const url = `${payments.url}/payments/stripe`;
    expect((await fetch(url, { method: 'POST', body: 'a=b' })).status).toBe(415);
    expect((await fetch(url)).status).toBe(404);
  });
});

test('two events of one customer at once are handled one after the other', async () => {
  const owner = await createOwner(anonymous);
  const subscription = stripe.pay(await startCheckout(owner));
  let running = 0;
  let most = 0;
  const { promise: isWaiting, resolve: go } = Promise.withResolvers<void>();
  stripe.before = async ({ path }) => {
    if (path !== '/subscriptions') return;
    most = Math.max(most, ++running);
    await isWaiting;
    running--;
  };
  await Promise.all([sendSubscription(subscription), sendSubscription(subscription)]);
  await until(async () => {
    const { rows } = await sql`select from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`.execute(db);
    return rows.length > 0;
  });
  go();
  await settle(owner);
  stripe.before = () => Promise.resolve();
  expect(most).toBe(1);
  expect(await paymentOf(owner)).toMatchObject({ status: 'ACTIVE', organizationPlan: 'PRO' });
  const changes = await db
    .selectFrom('audit_events')
    .select('action')
    .where('organization_id', '=', owner.organizationId)
    .where('action', 'in', ['organization.plan_changed', 'payment.subscription_updated'])
    .orderBy('action')
    .execute();
  expect(changes.map(({ action }) => action)).toEqual([
    'organization.plan_changed',
    'payment.subscription_updated',
  ]);
});

test('jobs of payments that wait for a slow provider let other jobs of the queue run first', async () => {
  const owners = await Promise.all(Array.from({ length: 6 }, () => createSubscriber()));
  const { promise: isWaiting, resolve: go } = Promise.withResolvers<void>();
  stripe.before = () => isWaiting;
  for (const { subscription } of owners) await sendSubscription(subscription);
  const waiting = await until(async () => {
    const { rows } = await sql<{ id: string }>`
      select id from graphile_worker.jobs where task_identifier = 'sync-payment' and locked_at is null`.execute(
      db,
    );
    return rows.length >= 2 ? rows : undefined;
  });
  const { rows } = await sql<{ id: string }>`
    select (graphile_worker.add_job('send-mail', '{}', run_at => now() + interval '1 hour')).id`.execute(db);
  const { rows: order } = await sql<{ id: string }>`
    select id from graphile_worker.jobs where id in (${sql.join([rows[0]!.id, ...waiting.map(({ id }) => id)])})
    order by priority, run_at`.execute(db);
  // The queue takes jobs in this order.
  expect(order[0]).toEqual(rows[0]);
  await sql`select graphile_worker.complete_jobs(array[${rows[0]!.id}::bigint])`.execute(db);
  go();
  stripe.before = () => Promise.resolve();
  await Promise.all(owners.map((owner) => settle(owner)));
});

test('a failed call leaves the plan, is tried again, and is logged without secrets', async () => {
  const owner = await createSubscriber();
  stripe.change(owner.subscription.id, { status: 'past_due' });
  let failures = 0;
  stripe.faultOf = ({ path }) => (path === '/subscriptions' && failures++ < 4 ? 'ERROR' : undefined);
  await sendSubscription(owner.subscription);
  await settle(owner);
  stripe.faultOf = () => undefined;
  expect(failures).toBeGreaterThan(4);
  expect(await paymentOf(owner)).toMatchObject({ status: 'PAST_DUE', organizationPlan: 'PRO' });
  const failed = log.filter((line) => line.includes('Stripe: '));
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.join('\n')).toContain('failed for sk_…');
  for (const secret of [SECRET_KEY, WEBHOOK_SECRET]) expect(log.join('\n')).not.toContain(secret);
});

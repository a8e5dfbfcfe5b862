import { pino } from 'pino';
import { expect, test } from 'vitest';
import { expireCredits } from '../../../src/modules/credit/jobs.ts';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { createPlatformAdmin } from '../../fixtures/platform-admin.ts';
import { join, type Account } from '../../support/client.ts';
import { BALANCE, balanceOf, grant, passed, soon, spend } from '../../support/credits.ts';
import { settled as jobsDone } from '../../support/jobs.ts';
import { startReceiver, verify } from '../../support/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import { createEndpoint, newPath, settled, startWebhookWorker } from '../../support/webhooks.ts';

const server = await startTestServer();
await startWebhookWorker(server);
const receiver = await startReceiver();
const { db } = server;

const ALERT = `mutation ($input: SetCreditAlertInput!) { setCreditAlert(input: $input) {
  creditBalance { balance alertThreshold } userErrors { code message field } } }`;
const NOTIFICATIONS = `{ notifications(filter: { kind: { eq: CREDIT_ALERT } }, orderBy: { field: CREATED_AT }) {
  nodes { actor { id } details } } }`;

/** Creates an owner with an endpoint that receives the events of credits. */
async function listen() {
  const owner = await createProjectOwner(server.anonymous);
  const path = newPath();
  const events = ['credits.low', 'credits.exhausted'];
  const { id, secret } = await createEndpoint(owner, receiver.origin + path, { events });
  return {
    owner,
    /** Returns the type and the data of each message, once all jobs and deliveries are done. */
    told: async () => {
      await jobsDone(db, owner.organizationId);
      await settled(owner, id, 0);
      const bodies = receiver.at(path).map((each) => verify(secret, each));
      return bodies
        .toSorted((a, b) => a.sequence - b.sequence)
        .map(({ type, data }) => [type, data['balance'], data['threshold']]);
    },
  };
}

const setAlert = ({ client }: Account, threshold: number | null) =>
  client.ask(ALERT, { input: { threshold } });

test('an alert is sent once each time the balance falls to the threshold, and to 0', async () => {
  const { owner, told } = await listen();
  await grant(db, owner);
  await setAlert(owner, 50);
  await spend(owner.client, 49);
  expect(await told()).toEqual([]);
  await spend(owner.client, 1);
  await spend(owner.client, 1);
  await Promise.all([spend(owner.client, 20), spend(owner.client, 20), spend(owner.client, 10)]);
  const first = [['credits.low', 50, 50]];
  expect(await told()).toEqual(first);
  await spend(owner.client, await balanceOf(owner.client));
  expect(await told()).toEqual([...first, ['credits.exhausted', 0, 50]]);
  await spend(owner.client, 1);
  await grant(db, owner, { amount: 20 });
  await spend(owner.client, 5);
  expect(await told()).toHaveLength(2);
  await grant(db, owner);
  await spend(owner.client, 115);
  expect((await told()).slice(2)).toEqual([
    ['credits.low', 0, 50],
    ['credits.exhausted', 0, 50],
  ]);
});

test('credits that expire or are voided cause alerts, too', async () => {
  const { owner, told } = await listen();
  const admin = await createPlatformAdmin(server);
  await setAlert(owner, 10);
  const expiresAt = soon();
  await grant(db, owner, { amount: 30, expiresAt });
  const { id } = await grant(db, owner, { amount: 5 });
  await passed(db, expiresAt);
  expect(await told()).toEqual([]);
  await expireCredits({ systemDb: db, logger: pino({ level: 'silent' }) });
  await expireCredits({ systemDb: db, logger: pino({ level: 'silent' }) });
  expect(await told()).toEqual([['credits.low', 5, 10]]);
  await admin.client.ask(
    `mutation ($input: VoidCreditGrantInput!) { voidCreditGrant(input: $input) { userErrors { code } } }`,
    { input: { organizationId: owner.organizationId, id, reason: 'A mistake' } },
  );
  expect((await told()).slice(1)).toEqual([['credits.exhausted', 0, 10]]);
});

test('nobody is alerted by a spend that is refused or by the threshold itself', async () => {
  const { owner, told } = await listen();
  await grant(db, owner);
  await setAlert(owner, 200);
  await spend(owner.client, 101);
  await spend(owner.client, 50);
  await setAlert(owner, null);
  await spend(owner.client, 20);
  expect(await told()).toEqual([]);
  expect(await owner.client.ask(BALANCE)).toMatchObject({
    creditBalance: { balance: 30, alertThreshold: null },
  });
});

test('owners and administrators are notified, of two crossings at once only of the last', async () => {
  const { owner, told } = await listen();
  const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
  await grant(db, owner);
  await setAlert(admin, 60);
  await spend(admin.client, 40);
  await told();
  await spend(admin.client, 60);
  await grant(db, owner);
  await spend(admin.client, 100);
  await told();
  const expected = [
    { actor: null, details: { balance: 60, threshold: 60 } },
    { actor: null, details: { balance: 0, threshold: 60 } },
    { actor: null, details: { balance: 0, threshold: 60 } },
  ];
  for (const { client } of [owner, admin])
    expect((await client.ask(NOTIFICATIONS)).notifications.nodes).toEqual(expected);
  expect((await member.client.ask(NOTIFICATIONS)).notifications.nodes).toEqual([]);
});

test('the threshold is set by administrators, is audited, and has limits', async () => {
  const { owner } = await listen();
  const [admin, member] = [await join(owner, 'ADMIN'), await join(owner, 'MEMBER')];
  expect(await member.client.codes(ALERT, { input: { threshold: 5 } })).toEqual(['FORBIDDEN']);
  for (const threshold of [0, -1, '9007199254740992'])
    expect(await owner.client.codes(ALERT, { input: { threshold } })).toEqual(['INVALID']);
  const { setCreditAlert } = await admin.client.ask(ALERT, { input: { threshold: 5 } });
  expect(setCreditAlert.creditBalance).toEqual({ balance: 0, alertThreshold: 5 });
  await setAlert(admin, 5);
  await setAlert(owner, null);
  const { auditEvents } = await owner.client.ask(
    '{ auditEvents(filter: { action: { eq: "credit_alert.set" } }) { nodes { actorId before after } } }',
  );
  expect(auditEvents.nodes).toEqual([
    { actorId: owner.userId, before: { threshold: 5 }, after: { threshold: null } },
    { actorId: admin.userId, before: { threshold: null }, after: { threshold: 5 } },
  ]);
});

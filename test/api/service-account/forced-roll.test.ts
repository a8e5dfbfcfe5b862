import { describe, expect, test } from 'vitest';
import type { Account } from '../../support/client.ts';
import {
  bearer,
  createHouse,
  demote,
  departures,
  type House,
  joinAs,
  rollKey,
} from '../../support/departure.ts';
import { notified, notificationsOf } from '../../support/notifications.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';
import { receiveMails } from '../../support/mail.ts';

const server = await startTestServer();
const mails = await receiveMails(server);

const works = '{ projects { nodes { id } } }';
const WEEK = 7 * 86_400_000;

async function keyIn({ owner }: House, id: string) {
  const { apiKeys } = await owner.client.ask(
    'query { apiKeys { nodes { id status rollDueAt departureOverlapSeconds } } }',
  );
  return apiKeys.nodes.find((key) => key.id === id)!;
}

const suspend = ({ owner }: House, { userId }: Account) =>
  owner.client.ask(
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "R" }) { userErrors { code } } }',
    { id: userId },
  );

describe.each(Object.entries({ ...departures, suspendMember: suspend }))('%s', (_way, leave) => {
  test('starts a forced roll of the keys of service accounts whose secrets the member was shown', async () => {
    const house = await createHouse(server);
    const { owner } = house;
    const [leaver, contact] = [await joinAs(house, 'ADMIN'), await joinAs(house, 'MEMBER')];
    const ownerId = await createServiceAccount(owner.client, contact.userId);
    const made = await createServiceKey(leaver.client, ownerId);
    const brief = await createServiceKey(leaver.client, ownerId, { departureOverlapSeconds: 0 });
    const unseen = await createServiceKey(owner.client, ownerId);
    const before = Date.now();
    await leave(house, leaver);
    const outcomes = [made, brief, unseen].map(({ secret }) => bearer(owner.client, secret).codes(works));
    expect(await Promise.all(outcomes)).toEqual([[], ['UNAUTHENTICATED'], []]);
    const due = await keyIn(house, made.id);
    expect(due).toMatchObject({ status: 'ACTIVE', departureOverlapSeconds: 604_800 });
    expect(Date.parse(due.rollDueAt!)).toBeGreaterThanOrEqual(before + WEEK - 1000);
    expect(Date.parse(due.rollDueAt!)).toBeLessThan(Date.now() + WEEK + 1000);
    expect((await keyIn(house, unseen.id)).rollDueAt).toBeNull();
    const alert = {
      kind: 'SERVICE_ACCOUNT_ALERT',
      details: {
        event: 'ROLL_FORCED',
        userId: ownerId,
        name: 'Deployment',
        apiKeyName: 'Robot',
        apiKeyId: expect.any(String),
        rollDueAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    };
    // A contact may be of no help, so that the owner is told as well.
    for (const { client } of [contact, owner]) {
      await notified(client, 2);
      const alerts = await notificationsOf(client, { kind: { eq: 'SERVICE_ACCOUNT_ALERT' } });
      expect(alerts).toMatchObject([alert, alert]);
      expect(alerts.map(({ details }) => (details as { apiKeyId: string }).apiKeyId).toSorted()).toEqual(
        [made.id, brief.id].toSorted(),
      );
    }
    // One mail tells of all keys.
    const told = () => mails.to(contact.email, '').filter(({ text }) => text.includes('Roll the API key'));
    await expect.poll(() => told().length).toBe(1);
    expect(told()[0]!.text.match(/Roll the API key/g)).toHaveLength(2);
    const secret = await rollKey(owner.client, made.id, 3600);
    expect((await keyIn(house, made.id)).rollDueAt).toBeNull();
    expect(await bearer(owner.client, secret).codes(works)).toEqual([]);
    const { auditEvents } = await owner.client.ask(
      'query ($id: ID!) { auditEvents(filter: { action: { eq: "api_key.roll_forced" }, targetId: { eq: $id } }) { nodes { after } } }',
      { id: made.id },
    );
    expect(auditEvents.nodes).toEqual([
      { after: { cause: expect.any(String), userId: leaver.userId, rollDueAt: expect.any(String) } },
    ]);
  });
});

test('a demotion forces a roll of the keys that the lower role could not create, and of no others', async () => {
  const house = await createHouse(server);
  const leaver = await joinAs(house, 'ADMIN');
  const ownerId = await createServiceAccount(house.owner.client, house.owner.userId, { role: 'ADMIN' });
  const [admin, member] = [
    await createServiceKey(leaver.client, ownerId, { role: 'ADMIN' }),
    await createServiceKey(leaver.client, ownerId),
  ];
  await demote(house, leaver, 'MEMBER');
  expect((await keyIn(house, admin.id)).rollDueAt).not.toBeNull();
  expect((await keyIn(house, member.id)).rollDueAt).toBeNull();
  expect(await bearer(house.owner.client, admin.secret).codes(works)).toEqual([]);
});

test('administrators are told of a service account whose contact left, and the account works on', async () => {
  const house = await createHouse(server);
  const { owner } = house;
  const contact = await joinAs(house, 'MEMBER');
  const ownerId = await createServiceAccount(owner.client, contact.userId);
  const { secret } = await createServiceKey(owner.client, ownerId);
  await departures['removeMember']!(house, contact);
  expect(await bearer(owner.client, secret).codes(works)).toEqual([]);
  const [alert] = await notified(owner.client);
  expect(alert).toMatchObject({
    kind: 'SERVICE_ACCOUNT_ALERT',
    details: { event: 'CONTACT_MISSING', accounts: [{ userId: ownerId, name: 'Deployment' }] },
  });
  const { organization } = await owner.client.ask(
    '{ organization { members(filter: { kind: { eq: SERVICE } }) { nodes { responsible { id } } } } }',
  );
  expect(organization.members.nodes).toEqual([{ responsible: null }]);
});

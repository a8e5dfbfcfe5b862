import { expect, test } from 'vitest';
import type { Account } from '../../support/client.ts';
import { bearer, createHouse, createKey, departures, type House, joinAs } from '../../support/departure.ts';
import { receiveMails } from '../../support/mail.ts';
import { notificationsOf } from '../../support/notifications.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const mails = await receiveMails(server);

const remove = departures['removeMember']!;
const suspend = ({ owner }: House, { userId }: Account) =>
  owner.client.ask(
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "R" }) { userErrors { code } } }',
    { id: userId },
  );
const alerts = ({ client }: Account) => notificationsOf(client, { kind: { eq: 'SERVICE_ACCOUNT_ALERT' } });
const about = (text: string, ...accounts: Account[]) =>
  accounts.map(({ email }) => mails.to(email, '').filter((mail) => mail.text.includes(text)).length);

const contacts: Record<string, (house: House, contact: Account) => Promise<unknown>> = {
  'is an administrator': async () => undefined,
  'is suspended': suspend,
  'has left': remove,
  'has an address that nobody has verified': async (_house, { userId }) =>
    server.systemPool.query(
      'update users set claimed_email = email, email = null, email_verified_at = null where id = $1',
      [userId],
    ),
};

test.each(Object.entries(contacts))(
  'administrators are told of a forced roll if the contact %s',
  async (_what, change) => {
    const house = await createHouse(server);
    const { owner } = house;
    const [contact, admin, leaver] = [
      await joinAs(house, 'ADMIN'),
      await joinAs(house, 'ADMIN'),
      await joinAs(house, 'ADMIN'),
    ];
    const ownerId = await createServiceAccount(owner.client, contact.userId);
    await change(house, contact);
    const made = await createServiceKey(leaver.client, ownerId);
    const ended = await createServiceKey(leaver.client, ownerId, { departureOverlapSeconds: 0 });
    await remove(house, leaver);
    for (const account of [owner, admin]) {
      await expect
        .poll(async () =>
          (await alerts(account))
            .map(({ details }) => (details as { apiKeyId?: string }).apiKeyId)
            .filter((id) => id !== undefined)
            .toSorted(),
        )
        .toEqual([made.id, ended.id].toSorted());
    }
    // The owner has not proven their address.
    await expect.poll(() => about('Roll the API key', admin)).toEqual([1]);
    const { text } = mails.to(admin.email, '').find((mail) => mail.text.includes('Roll the API key'))!;
    expect(text).toContain('now: its secret has ended, because');
    expect(text).toMatch(/by \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)\. Then its secret ends/);
  },
);

test('one notification tells of all service accounts whose contact has left', async () => {
  const house = await createHouse(server);
  const { owner } = house;
  const [contact, admin] = [await joinAs(house, 'MEMBER'), await joinAs(house, 'ADMIN')];
  const accounts = [];
  for (const name of ['Backup', 'Deployment', 'Reports'])
    accounts.push({ userId: await createServiceAccount(owner.client, contact.userId, { name }), name });
  await createServiceAccount(owner.client, owner.userId, { name: 'Another' });
  await remove(house, contact);
  await expect.poll(() => alerts(owner)).toMatchObject([{ details: { event: 'CONTACT_MISSING', accounts } }]);
  const text = 'service accounts Backup, Deployment, Reports';
  await expect.poll(() => about(text, admin)).toEqual([1]);
  expect(await alerts(owner)).toHaveLength(1);
});

test('the contact and administrators are told once when a key of a service account refuses an address', async () => {
  const house = await createHouse(server);
  const { owner } = house;
  const contact = await joinAs(house, 'MEMBER');
  const ownerId = await createServiceAccount(owner.client, contact.userId);
  const networks = ['192.0.2.0/24'];
  const [key, personal] = [
    await createServiceKey(owner.client, ownerId, { networks }),
    await createKey(owner.client, { networks }),
  ];
  const use = ({ secret }: { secret: string }, address: string) =>
    bearer(owner.client, secret).with({ 'x-forwarded-for': address }).codes('{ projects { nodes { id } } }');
  for (const each of [personal, key, key])
    expect(await use(each, '198.51.100.1')).toEqual(['UNAUTHENTICATED']);
  const alert = {
    details: {
      event: 'ADDRESS_REFUSED',
      apiKeyId: key.id,
      apiKeyName: 'Robot',
      userId: ownerId,
      name: 'Deployment',
      ipAddress: '198.51.100.1',
    },
  };
  for (const account of [contact, owner]) {
    await expect.poll(() => alerts(account)).toMatchObject([alert]);
  }
  await expect.poll(() => about('used the API key "Robot"', contact)).toEqual([1]);
});

import { describe, expect, test } from 'vitest';
import { assignRole, createRole } from '../../fixtures/roles.ts';
import type { Account } from '../../support/client.ts';
import {
  bearer,
  createHouse,
  demote,
  departures,
  type House,
  joinAs,
  type Key,
  rollKey,
} from '../../support/departure.ts';
import { createServiceAccount, createServiceKey } from '../../support/service-accounts.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

const READ = '{ projects { nodes { id } } }';
const WEEK = 7 * 86_400;

const works = async ({ owner }: House, ...secrets: string[]) =>
  Promise.all(secrets.map(async (secret) => (await bearer(owner.client, secret).codes(READ)).length === 0));

const suspend = ({ owner }: House, { userId }: Account) =>
  owner.client.ask(
    'mutation ($id: ID!) { suspendMember(input: { userId: $id, reason: "R" }) { userErrors { code } } }',
    { id: userId },
  );

/** A custom role with all that a key needs, which is then narrowed. */
async function narrow(house: House, member: Account): Promise<void> {
  const roleId = await createRole(
    house.owner,
    ['PROJECT_SEE', 'TASK_SEE', 'TASK_WRITE', 'COMMENT_WRITE', 'NOTIFICATION_SEE', 'NOTIFICATION_MANAGE'],
    { name: 'Worker' },
  );
  await assignRole(house.owner, member.userId, roleId);
  await house.owner.client.ask(
    'mutation ($id: ID!) { updateRole(input: { id: $id, permissions: [PROJECT_SEE, TASK_SEE] }) { userErrors { code } } }',
    { id: roleId },
  );
}

const ways: Record<string, (house: House, member: Account) => Promise<unknown>> = {
  ...departures,
  suspendMember: suspend,
  updateMemberRole: (house: House, member: Account) => demote(house, member, 'MEMBER'),
  updateRole: narrow,
};

/** Returns when the secrets of the key end, in seconds from now, the newest first. */
async function ends({ id }: Key): Promise<(number | null)[]> {
  const { rows } = await server.systemPool.query<{ ends: number | null }>(
    `select extract(epoch from expires_at - now())::float as ends from api_key_secrets
      where api_key_id = $1 order by expires_at desc nulls first`,
    [id],
  );
  return rows.map((row) => row.ends);
}

const audited = async ({ owner }: House, action: string, { id }: Key) =>
  (
    await owner.client.ask(
      `query ($action: String!, $id: ID!) { auditEvents(filter: { action: { eq: $action }, targetId: { eq: $id } }) {
        nodes { after } } }`,
      { action, id },
    )
  ).auditEvents.nodes.map(({ after }) => after);

describe.each(Object.entries(ways))('%s', (_way, lose) => {
  test('ends earlier secrets of service accounts that the member was shown as it would end the newest', async () => {
    const house = await createHouse(server);
    const { client } = house.owner;
    const leaver = await joinAs(house, 'ADMIN');
    const ownerId = await createServiceAccount(client, house.owner.userId, { role: 'ADMIN' });
    const [brief, hour, unseen] = [
      await createServiceKey(leaver.client, ownerId, { role: 'ADMIN', departureOverlapSeconds: 0 }),
      await createServiceKey(leaver.client, ownerId, { role: 'ADMIN', departureOverlapSeconds: 3600 }),
      await createServiceKey(client, ownerId, { role: 'ADMIN', departureOverlapSeconds: 0 }),
    ];
    const newest = [
      await rollKey(client, brief.id, WEEK),
      await rollKey(client, hour.id, WEEK),
      await rollKey(client, unseen.id, WEEK),
    ];
    // Ends before the overlap would.
    const soon = await createServiceKey(leaver.client, ownerId, {
      role: 'ADMIN',
      departureOverlapSeconds: 3600,
    });
    await rollKey(client, soon.id, 60);

    await lose(house, leaver);
    expect(await works(house, brief.secret, hour.secret, unseen.secret, soon.secret)).toEqual([
      false,
      true,
      true,
      true,
    ]);
    expect(await works(house, ...newest)).toEqual([true, true, true]);
    const [latest, earlier] = await ends(hour);
    expect([latest, earlier! <= 3600, earlier! > 3500]).toEqual([null, true, true]);
    expect((await ends(soon))[1]).toBeLessThanOrEqual(60);
    // Nobody must roll a key whose newest secret the member does not know.
    const { apiKeys } = await client.ask('{ apiKeys { nodes { rollDueAt } } }');
    expect(apiKeys.nodes.map(({ rollDueAt }) => rollDueAt)).toEqual([null, null, null, null]);
    for (const key of [brief, hour])
      expect(await audited(house, 'api_key.secrets_expired', key)).toEqual([
        { cause: expect.any(String), userId: leaver.userId, expiresAt: expect.any(String) },
      ]);
    for (const key of [unseen, soon])
      expect(await audited(house, 'api_key.secrets_expired', key)).toEqual([]);
  });
});

describe('a key with MEMBERS_WRITE', () => {
  const people = { role: 'ADMIN', scopes: ['READ', 'MEMBERS_WRITE'] };

  test.each(Object.entries(ways))(
    'of a service account ends at once with %s of who was shown its secret',
    async (_way, lose) => {
      const house = await createHouse(server);
      const { client } = house.owner;
      const leaver = await joinAs(house, 'OWNER');
      const ownerId = await createServiceAccount(client, house.owner.userId, { role: 'ADMIN' });
      const [made, rolled, earlier] = [
        await createServiceKey(leaver.client, ownerId, people),
        await createServiceKey(client, ownerId, people),
        await createServiceKey(leaver.client, ownerId, people),
      ];
      const shown = await rollKey(leaver.client, rolled.id);
      const newest = await rollKey(client, earlier.id, WEEK);
      await lose(house, leaver);
      expect(await works(house, made.secret, shown, earlier.secret, newest)).toEqual([
        false,
        false,
        false,
        true,
      ]);
      // Others can give the key, which has not ended, another secret.
      expect(await works(house, await rollKey(client, made.id))).toEqual([true]);
    },
  );

  test.each(Object.entries(ways))('of a person ends at once with %s of its owner', async (_way, lose) => {
    const house = await createHouse(server);
    const leaver = await joinAs(house, 'OWNER');
    const key = await createServiceKey(leaver.client, leaver.userId, { ...people, ownerId: null });
    await lose(house, leaver);
    expect(await works(house, key.secret)).toEqual([false]);
  });

  test.each(['removeMember', 'suspendMember', 'updateMemberRole', 'updateRole'] as const)(
    'of a service account ends at once with %s of its owner',
    async (way) => {
      const house = await createHouse(server);
      const { client } = house.owner;
      const ownerId = await createServiceAccount(client, house.owner.userId, { role: 'ADMIN' });
      const key = await createServiceKey(client, ownerId, people);
      await ways[way]!(house, { ...house.owner, userId: ownerId });
      expect(await works(house, key.secret)).toEqual([false]);
    },
  );
});

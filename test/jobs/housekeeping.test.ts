import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { register } from '../support/client.ts';
import { runScheduled } from '../support/scheduled-jobs.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { db } = server;
const run = (name: string) => runScheduled(server, name);

test('suspensions whose time has passed are ended in the tables, others are not', async () => {
  const accounts = await Promise.all([1, 2, 3].map(() => register(server.anonymous)));
  const ends = ['2020-01-01', '2999-01-01', null];
  for (const [index, { organizationId, userId }] of accounts.entries()) {
    await db
      .updateTable('organizations')
      .set({
        status: 'SUSPENDED',
        suspended_until: ends[index],
        suspended_by: 'OWNER',
        suspended_at: '2019-01-01',
      })
      .where('id', '=', organizationId)
      .execute();
    await db
      .updateTable('users')
      .set({ status: 'SUSPENDED', status_until: ends[index], status_reason: 'Spam' })
      .where('id', '=', userId)
      .execute();
  }
  await run('end-suspensions');
  const statuses = async (table: 'organizations' | 'users', ids: string[]) => {
    const rows = await db.selectFrom(table).select(['id', 'status']).where('id', 'in', ids).execute();
    return ids.map((id) => rows.find((row) => row.id === id)!.status);
  };
  const expected = ['ACTIVE', 'SUSPENDED', 'SUSPENDED'];
  expect(
    await statuses(
      'organizations',
      accounts.map(({ organizationId }) => organizationId),
    ),
  ).toEqual(expected);
  expect(
    await statuses(
      'users',
      accounts.map(({ userId }) => userId),
    ),
  ).toEqual(expected);
});

test('invitations whose time has passed are expired, and can be sent again', async () => {
  const { client, organizationId } = await register(server.anonymous);
  const invite = async (email: string): Promise<string> =>
    (
      await client.ask(
        `mutation ($email: String!) {
          inviteMember(input: { email: $email }) { invitation { id } userErrors { code } } }`,
        { email },
      )
    ).inviteMember.invitation.id;
  const [old, young] = [await invite('old@polity.test'), await invite('young@polity.test')];
  await db
    .updateTable('invitations')
    .set({ expires_at: '2020-01-01', mail_requested_at: '2020-01-01' })
    .where('id', '=', old)
    .execute();
  await run('expire-invitations');
  const rows = await db
    .selectFrom('invitations')
    .select(['id', 'status'])
    .where('organization_id', '=', organizationId)
    .execute();
  expect(new Map(rows.map(({ id, status }) => [id, status]))).toEqual(
    new Map([
      [old, 'EXPIRED'],
      [young, 'PENDING'],
    ]),
  );
  const again =
    'mutation ($id: ID!) { resendInvitation(input: { id: $id }) { invitation { status } userErrors { code } } }';
  expect(await client.ask(again, { id: old })).toMatchObject({
    resendInvitation: { invitation: { status: 'PENDING' } },
  });
});

test('notifications are kept for ninety days', async () => {
  const { organizationId, userId } = await register(server.anonymous);
  for (const days of [89, 91])
    await sql`
      insert into notifications (organization_id, user_id, kind, happening, in_app, by_email, created_at)
      values (${organizationId}, ${userId}, 'MENTIONED', ${String(days)}, true, false,
        now() - ${days}::integer * interval '1 day')`.execute(db);
  await run('delete-old-notifications');
  const left = await db
    .selectFrom('notifications')
    .select('happening')
    .where('user_id', '=', userId)
    .execute();
  expect(left).toEqual([{ happening: '89' }]);
});

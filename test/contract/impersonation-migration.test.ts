import { expect, test } from 'vitest';
import { withMigrator } from '../../src/database/migrate.ts';
import { createPlatformAdmin } from '../fixtures/platform-admin.ts';
import { createTenant } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();

test('taking the migration back ends the sessions of administrators who act as users, and no other', async () => {
  const admin = await createPlatformAdmin(server);
  const { owner, organizationId } = await createTenant(server.anonymous);
  await admin.client.ask(
    `mutation ($input: StartImpersonationInput!) {
      startImpersonation(input: $input) { session { id } userErrors { code } } }`,
    { input: { userId: owner.userId, organizationId, reason: 'A question about a missing task' } },
  );
  const sessions = async () =>
    (
      await server.systemPool.query<{ user_id: string; found: string | null }>(
        `select s.user_id, (select b.user_id from app.begin_request(s.id, $1, 1000, null, false) b) as found
          from sessions s where s.user_id = any($2) and s.revoked_at is null order by s.created_at`,
        [organizationId, [admin.userId, owner.userId]],
      )
    ).rows.map(({ user_id, found }) => [user_id, found]);
  const own = [owner.userId, owner.userId];
  const administrators = [admin.userId, admin.userId];
  const before = await sessions();
  // A server of an earlier release asks like this, and does not find it.
  expect(before).toContainEqual([owner.userId, null]);
  await withMigrator(server.urls.systemUrl, async (migrator) => {
    for (let taken = ''; taken !== '0060_sessions_of_administrators';) {
      const { error, results = [] } = await migrator.migrateDown();
      if (error) throw error;
      taken = results[0]!.migrationName;
    }
  });
  const rest = [own, administrators].toSorted();
  expect((await sessions()).toSorted()).toEqual(rest);
  await withMigrator(server.urls.systemUrl, async (migrator) => {
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  });
  expect((await sessions()).toSorted()).toEqual(rest);
});

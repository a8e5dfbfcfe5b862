import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exportOrganization } from '../../src/commands/transfer/export.ts';
import { importOrganization } from '../../src/commands/transfer/import.ts';
import { createHouse, joinAs } from '../support/departure.ts';
import { createServiceAccount, createServiceKey } from '../support/service-accounts.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const { systemPool } = server;
const folder = await mkdtemp(join(tmpdir(), 'polity-transfer-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const MEMBERS = 1200;
const SERVICES = 100;

test('service accounts keep their contacts and keys, in whatever order the rows of many members come', async () => {
  const house = await createHouse(server);
  const { client, organizationId, userId } = house.owner;
  const contact = await joinAs(house, 'MEMBER');
  const accounts: string[] = [];
  for (let each = 0; each < SERVICES / 2; each++)
    accounts.push(
      await createServiceAccount(client, each % 2 ? contact.userId : userId, { name: `Early ${each}` }),
    );
  await createServiceKey(client, accounts[0]!);
  await systemPool.query(
    `with people as (
      insert into users (email, full_name, password_hash, email_verified_at)
      select gen_random_uuid() || '@polity.test', 'Person', '*', now() from generate_series(1, $2) returning id)
    insert into memberships (organization_id, user_id, role) select $1, id, 'MEMBER' from people`,
    [organizationId, MEMBERS],
  );
  for (let each = 0; each < SERVICES / 2; each++)
    accounts.push(
      await createServiceAccount(client, each % 2 ? contact.userId : userId, { name: `Late ${each}` }),
    );
  // PostgreSQL writes a changed row behind all others.
  await systemPool.query(
    `update memberships set member_suspension_reason = null where organization_id = $1 and user_id = $2`,
    [organizationId, contact.userId],
  );
  const rows = async (columns: string, table: string) =>
    (
      await systemPool.query(`select ${columns} from ${table} where organization_id = $1 order by 1`, [
        organizationId,
      ])
    ).rows;
  const read = async () => ({
    members: await rows('user_id, kind, role, responsible_id', 'memberships'),
    keys: await rows('id, owner_id, created_by_id', 'api_keys'),
  });
  const before = await read();
  const { rows: order } = await systemPool.query<{ user_id: string }>(
    'select user_id from memberships where organization_id = $1',
    [organizationId],
  );
  const place = (id: string) => order.findIndex(({ user_id }) => user_id === id);
  expect(place(contact.userId) - place(accounts[1]!)).toBeGreaterThan(1000);

  const file = join(folder, 'house.jsonl');
  await exportOrganization(server.urls.systemUrl, server.services.secrets, organizationId, file);
  await server.db.deleteFrom('organizations').where('id', '=', organizationId).execute();
  const { leftOut } = await importOrganization(file, {
    systemUrl: server.urls.systemUrl,
    box: server.services.secrets,
    fromElsewhere: false,
  });
  expect(leftOut).toBe(0);
  expect(await read()).toEqual(before);
  expect(before.members.filter(({ responsible_id }) => responsible_id !== null)).toHaveLength(SERVICES);
});

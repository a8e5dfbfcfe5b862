import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { withMigrator } from '../../src/database/migrate.ts';
import { createDatabase } from '../support/server.ts';

const { systemUrl } = await createDatabase();
const pool = new pg.Pool({ connectionString: systemUrl, max: 1 });
afterAll(() => pool.end());

test('several spellings of an address or name become one form, and no account is lost', async () => {
  await withMigrator(systemUrl, async (migrator) => {
    for (let taken = ''; taken !== '0020_people_and_mail';) {
      const { error, results = [] } = await migrator.migrateDown();
      if (error) throw error;
      taken = results[0]!.migrationName;
    }
  });
  await pool.query(`
    insert into users (email, full_name, password_hash, email_verified_at, created_at) values
      ('ada@bücher.test', 'Squatter', '-', null, '2020-01-01'),
      ('ada@xn--bcher-kva.test', 'Ada', '-', '2024-01-01', '2024-01-01'),
      ('bob@bücher.test', 'Bob', '-', null, '2020-01-01'),
      ('eve@polity.test', 'Eve', '-', null, '2020-01-01'),
      (e'mu\\u0308ller@bu\\u0308cher.test', 'Older', '-', null, '2020-01-01'),
      (e'm\\u00fcller@bu\\u0308cher.test', 'Newer', '-', null, '2021-01-01');
    with o as (insert into organizations (name, slug) values ('Harbour', 'harbour') returning id),
      l as (insert into labels (organization_id, name, color)
        select id, name, '#0e8a16' from o, unnest(array[e'Stra\\u00dfe', 'STRASSE', e'stra\\u200bsse', 'Strasse (2)']) as name)
    insert into invitations (organization_id, email, role, expires_at, created_at)
      select id, email, 'MEMBER', '2100-01-01', made::timestamptz from o,
        (values (e'kim@b\\u00fccher.test', '2020-01-01'), ('kim@xn--bcher-kva.test', '2021-01-01')) as i (email, made)`);
  await withMigrator(systemUrl, async (migrator) => {
    const { error } = await migrator.migrateToLatest();
    if (error) throw error;
  });
  const { rows: users } = await pool.query('select full_name, email from users order by full_name');
  expect(Object.fromEntries(users.map(({ full_name: name, email }) => [name, email]))).toEqual({
    Ada: 'ada@xn--bcher-kva.test',
    Bob: 'bob@xn--bcher-kva.test',
    Eve: 'eve@polity.test',
    Newer: 'm\u00fcller@bu\u0308cher.test',
    Older: 'm\u00fcller@xn--bcher-kva.test',
    Squatter: 'ada@bücher.test',
  });
  // The account without the address can still act.
  await pool.query(`update users set full_name = 'Renamed' where full_name = 'Squatter'`);
  const { rows: invitations } = await pool.query('select email, status from invitations order by created_at');
  expect(invitations).toEqual([
    { email: 'kim@xn--bcher-kva.test', status: 'REVOKED' },
    { email: 'kim@xn--bcher-kva.test', status: 'PENDING' },
  ]);
  const { rows: labels } = await pool.query(
    `select name from labels where name_key like 'strasse%' order by created_at, id`,
  );
  expect(labels.map(({ name }) => name).toSorted()).toEqual(
    ['STRASSE (3)', 'Strasse (2)', 'Stra\u00dfe', 'stra\u200bsse (4)'].toSorted(),
  );
});

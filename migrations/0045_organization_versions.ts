import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';

/** The tables whose rows a validated response can show. */
const versioned = [
  'organizations',
  'users',
  'memberships',
  'projects',
  'tasks',
  'task_labels',
  'labels',
  'comments',
  'comment_mentions',
  'watches',
];

/** By event, the names of the tables of changed rows. PostgreSQL allows them only in triggers of a single event. */
const events = {
  insert: 'new table as changed',
  update: 'old table as before new table as changed',
  delete: 'old table as changed',
};

/**
 * Each organization has versions, whose sum every transaction raises that changes rows of these tables. A response is
 * valid as long as the sum in a request's snapshot is the one that it was computed with.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organization_versions (
      organization_id uuid not null references organizations on delete cascade,
      slot bigint generated always as identity,
      version bigint not null default random(1, 4294967296),
      primary key (organization_id, slot)
    ) with (fillfactor = 50);
    comment on table organization_versions is
      'The sum of an organization''s versions changes with every transaction that changes a row that a kept response can show.';
    comment on column organization_versions.slot is
      'Concurrent transactions raise different rows, so that none waits for another.';
  `.execute(db);
  await protectTenantTable(db, 'organization_versions', { grants: ['select'] });
  await sql`
    create function app.raise_versions(organizations uuid[]) returns void
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      raised text := coalesce(current_setting('app.raised_versions', true), '');
      organization uuid;
      free bigint;
    begin
      foreach organization in array organizations loop
        -- Once in a transaction is enough: all its changes become visible together. A rolled back savepoint undoes both.
        continue when strpos(raised, organization::text) > 0;
        -- A transaction keeps the row's lock until its end. It takes a row that no other holds, or adds one: if it waited
        -- for another transaction, which could wait for one of its locks, both would be in a deadlock.
        select v.slot into free from organization_versions v where v.organization_id = organization
          order by v.slot limit 1 for no key update skip locked;
        if found then
          -- A random step, so that no version returns after a restored backup or a promoted replica has lost some.
          update organization_versions v set version = v.version + random(1, 4294967296)
            where v.organization_id = organization and v.slot = free;
        else
          -- The organization itself may have been deleted.
          insert into organization_versions (organization_id)
            select o.id from organizations o where o.id = organization;
        end if;
        -- A job that changes many organizations raises some of them repeatedly, rather than search a long text.
        if length(raised) < 1000 then raised := set_config('app.raised_versions', raised || organization, true); end if;
      end loop;
    end $$;
    revoke execute on function app.raise_versions(uuid[]) from public;
    comment on function app.raise_versions(uuid[]) is
      'Raises the version of each of the organizations, once in a transaction. Waits for no other transaction.';

    create function app.rows_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if tg_table_name = 'users' then
        -- Others see a user in each of the user's organizations.
        perform app.raise_versions(array(select distinct m.organization_id
          from changed join memberships m on m.user_id = changed.id));
      elsif tg_table_name = 'organizations' then
        perform app.raise_versions(array(select changed.id from changed));
      elsif tg_op = 'UPDATE' then
        perform app.raise_versions(array(
          select before.organization_id from before union select changed.organization_id from changed));
      else
        if tg_table_name = 'memberships' and tg_op = 'INSERT' then
          -- A transaction that changes the user at the same time would not see this membership, nor raise the version of
          -- this organization. So one waits for the other. All code locks organizations before people.
          perform from users u where u.id in (select changed.user_id from changed) order by u.id for share;
        end if;
        perform app.raise_versions(array(select distinct changed.organization_id from changed));
      end if;
      return null;
    end $$;
    revoke execute on function app.rows_changed() from public;
    comment on function app.rows_changed() is
      'Trigger: raises the versions of the organizations in which the statement changed rows.';
  `.execute(db);
  for (const table of versioned)
    for (const [event, tables] of Object.entries(events))
      await sql`
        create trigger ${sql.ref(`${table}_version_${event}`)} after ${sql.raw(event)} on ${sql.table(table)}
          referencing ${sql.raw(tables)} for each statement execute function app.rows_changed()`.execute(db);
  await sql`insert into organization_versions (organization_id) select id from organizations`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of versioned)
    for (const event of Object.keys(events))
      await sql`drop trigger ${sql.ref(`${table}_version_${event}`)} on ${sql.table(table)}`.execute(db);
  await sql`
    drop function app.rows_changed();
    drop function app.raise_versions(uuid[]);
    drop table organization_versions;
  `.execute(db);
}

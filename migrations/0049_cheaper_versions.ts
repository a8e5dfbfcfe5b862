import { type Kysely, sql } from 'kysely';

/** Raises versions with fewer statements, because every write of a request does so. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.raise_versions(organizations uuid[]) returns void
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
        -- A random step, so that hardly any version returns after a restored backup or a promoted replica has lost some.
        update organization_versions v set version = v.version + random(1, 1048576)
          where v.ctid = (select f.ctid from organization_versions f where f.organization_id = organization
            limit 1 for no key update skip locked);
        if not found then
          -- If a row was changed since the statement began, it finds the row, but not under its new address.
          select v.slot into free from organization_versions v where v.organization_id = organization
            order by v.slot limit 1 for no key update skip locked;
          if found then
            update organization_versions v set version = v.version + random(1, 1048576)
              where v.organization_id = organization and v.slot = free;
          else
            -- The organization itself may have been deleted.
            insert into organization_versions (organization_id)
              select o.id from organizations o where o.id = organization;
          end if;
        end if;
        -- A job that changes many organizations raises some of them repeatedly, rather than search a long text.
        if length(raised) < 1000 then raised := set_config('app.raised_versions', raised || organization, true); end if;
      end loop;
    end $$;

    create or replace function app.rows_changed() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare organizations uuid[];
    begin
      if tg_table_name = 'users' then
        -- Others see a user in each of the user's organizations.
        organizations := array(select m.organization_id from changed join memberships m on m.user_id = changed.id);
      elsif tg_table_name = 'organizations' then
        organizations := array(select changed.id from changed);
      elsif tg_op = 'UPDATE' then
        organizations := array(
          select before.organization_id from before union all select changed.organization_id from changed);
      else
        organizations := array(select changed.organization_id from changed);
      end if;
      -- Few are as fast with repetitions.
      if cardinality(organizations) > 10 then
        organizations := array(select distinct organization from unnest(organizations) as listed (organization));
      end if;
      perform app.raise_versions(organizations);
      return null;
    end $$;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.raise_versions(organizations uuid[]) returns void
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
          -- A random step, so that hardly any version returns after a restored backup or a promoted replica has lost some.
          update organization_versions v set version = v.version + random(1, 1048576)
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

    create or replace function app.rows_changed() returns trigger
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
        perform app.raise_versions(array(select distinct changed.organization_id from changed));
      end if;
      return null;
    end $$;
  `.execute(db);
}

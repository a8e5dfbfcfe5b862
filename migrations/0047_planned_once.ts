import { type Kysely, sql } from 'kysely';

/**
 * PostgreSQL plans a statement with an array again at each execution, because the plan depends on the array's length. So
 * the function locks one project at a time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.append_positions(organization uuid, wanted uuid[]) returns text[]
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    declare
      project uuid;
      locked uuid;
      places integer[];
      last text;
      ends text[];
      positions text[];
    begin
      -- In one order, which prevents deadlocks.
      foreach project in array array_sort(wanted) loop
        continue when project = locked;
        perform from projects p
          where p.organization_id = organization and p.id = project and p.status = 'ACTIVE' for no key update;
        if not found then return null; end if;
        locked := project;
        -- Each statement of this function has a snapshot of its own, so this is the last position after the lock.
        last := (select t.position from tasks t
          where t.organization_id = organization and t.project_id = project order by t.position desc limit 1);
        places := array_positions(wanted, project);
        ends := app.positions_after(last, cardinality(places));
        for number in 1..cardinality(places) loop positions[places[number]] := ends[number]; end loop;
      end loop;
      return positions;
    end $$;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function app.append_positions(organization uuid, wanted uuid[]) returns text[]
    language plpgsql set search_path = pg_catalog, public, pg_temp as $$
    declare
      unique_ids uuid[] := array(select distinct unnest(wanted));
      -- Each statement of this function has a snapshot of its own, so that the last positions are those after the lock.
      locked uuid[] := array(select p.id from projects p
        where p.organization_id = organization and p.id = any(unique_ids) and p.status = 'ACTIVE'
        order by p.id for no key update);
      project uuid;
      places integer[];
      ends text[];
      positions text[];
    begin
      if cardinality(locked) < cardinality(unique_ids) then return null; end if;
      foreach project in array locked loop
        places := array_positions(wanted, project);
        ends := app.positions_after((select t.position from tasks t
          where t.organization_id = organization and t.project_id = project
          order by t.position desc limit 1), cardinality(places));
        for number in 1..cardinality(places) loop positions[places[number]] := ends[number]; end loop;
      end loop;
      return positions;
    end $$;
  `.execute(db);
}

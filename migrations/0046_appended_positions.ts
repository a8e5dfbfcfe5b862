import { type Kysely, sql } from 'kysely';

/**
 * Lets one statement insert tasks at the ends of their projects. The positions are those of the npm package
 * fractional-indexing.
 *
 * PostgreSQL plans a statement with an array again at each execution, because the plan depends on the array's length. So
 * the function locks one project at a time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.positions_after(last text, count integer) returns text[]
    language plpgsql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
    declare
      digits constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
      positions text[] := '{}';
      head text := left(last, 1);
      -- The number of digits after the head.
      size integer := case when head >= 'a' collate "C" then ascii(head) - 96 else 91 - ascii(head) end;
      whole text := left(last, size + 1);
      place integer;
    begin
      while cardinality(positions) < count loop
        if whole is null then
          whole := 'a0';
        else
          place := length(rtrim(whole, 'z'));
          if place > 1 then
            whole := left(whole, place - 1) || substr(digits, strpos(digits, substr(whole, place, 1)) + 1, 1)
              || repeat('0', length(whole) - place);
          else
            head := case left(whole, 1) when 'Z' then 'a' else chr(ascii(whole) + 1) end;
            size := case when head >= 'a' collate "C" then ascii(head) - 96 else 91 - ascii(head) end;
            if size > 26 then raise 'no position after %', last; end if;
            whole := head || repeat('0', size);
          end if;
        end if;
        positions := positions || whole;
      end loop;
      return positions;
    end $$;
    revoke execute on function app.positions_after(text, integer) from public;
    grant execute on function app.positions_after(text, integer) to polity_serving, polity_system;
    comment on function app.positions_after(text, integer) is
      'The positions of so many entries at the end of a list, after its last position, which is null for an empty list.';

    create function app.append_positions(organization uuid, wanted uuid[]) returns text[]
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
    revoke execute on function app.append_positions(uuid, uuid[]) from public;
    grant execute on function app.append_positions(uuid, uuid[]) to polity_serving, polity_system;
    comment on function app.append_positions(uuid, uuid[]) is
      'Locks the projects of new tasks, and returns the positions of these tasks at the ends of their projects. Returns null unless all projects exist and are active.';
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.append_positions(uuid, uuid[]);
    drop function app.positions_after(text, integer)`.execute(db);
}

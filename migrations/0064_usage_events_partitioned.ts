import { type Kysely, sql } from 'kysely';
import { joinRows, partitionRows } from '../src/database/partitions/partition-table.ts';

const access = { grants: ['select', 'insert'] } as const;

/**
 * Each event counts once although a unique index of a partitioned table cannot exist without the time: a trigger claims
 * the event's id in a table of its own. It leaves out an event whose id is taken, as `on conflict do nothing` did. The
 * events that exist already have their unique index, and no ids are copied.
 *
 * The previous release names the constraint `usage_events_event_key` when it inserts. The primary key has that name until
 * a later release renames it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table usage_voids drop constraint usage_voids_organization_id_event_id_fkey`.execute(db);
  await partitionRows(db, 'usage_events', access);
  await sql`
    alter table usage_events rename constraint usage_events_pkey to usage_events_event_key;

    create table usage_event_ids (
      organization_id uuid not null references organizations on delete cascade,
      event_id text collate "C" not null,
      primary key (organization_id, event_id)
    );
    comment on table usage_event_ids is
      'The senders'' ids of recorded events, so that each counts once, whatever its time. Only triggers write it.';
    alter table usage_event_ids enable row level security, force row level security;
    create policy system on usage_event_ids to polity_system using (true);

    create function app.claim_usage_event() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      -- Security: whether another organization has an id is nobody's business. Row-level security refuses the row next.
      if new.organization_id is distinct from app.organization_id()
          and not pg_has_role(session_user, 'polity_system', 'usage') then return new; end if;
      -- The events of the time before this table are in one partition, which has a unique index.
      if to_regclass('public.usage_events_before') is not null then
        if exists (select from usage_events_before e
            where e.organization_id = new.organization_id and e.event_id = new.event_id) then return null; end if;
      end if;
      insert into usage_event_ids (organization_id, event_id) values (new.organization_id, new.event_id)
        on conflict do nothing;
      return case when found then new end;
    end $$;
    revoke execute on function app.claim_usage_event() from public;
    comment on function app.claim_usage_event() is 'Trigger: leaves out an event whose id was recorded before.';
    create trigger usage_events_claim before insert on usage_events
      for each row execute function app.claim_usage_event();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger usage_events_claim on usage_events;
    drop function app.claim_usage_event();
    drop table usage_event_ids;
    alter table usage_events rename constraint usage_events_event_key to usage_events_pkey;
  `.execute(db);
  await joinRows(db, 'usage_events', access, {
    usage_events_event_key: 'unique (organization_id, event_id)',
  });
  await sql`alter table usage_voids add constraint usage_voids_organization_id_event_id_fkey
    foreign key (organization_id, event_id) references usage_events (organization_id, id) on delete cascade`.execute(
    db,
  );
}

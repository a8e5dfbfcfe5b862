import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

const actor = `'actorId', actor,\n`;

/**
 * Limits the mails that one member causes in an hour. A comment can mention 500 people, and its author can delete it and write
 * another one, so mails are counted apart from the notifications, which are deleted with the comment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table notification_mails (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      member_id uuid not null,
      recipient_id uuid not null,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint notification_mails_recipient_fkey foreign key (organization_id, recipient_id)
        references memberships (organization_id, user_id) on delete cascade
    );
    comment on table notification_mails is 'The mails about tasks of the last hour: who caused them, and who gets them.';
    comment on column notification_mails.member_id is
      'The member who acted, or the owner of the API key. They may have left the organization since.';
    create index notification_mails_member on notification_mails (organization_id, member_id, created_at);
    create index notification_mails_recipient on notification_mails (organization_id, recipient_id);
    alter table notification_mails enable row level security;
    alter table notification_mails force row level security;
    create policy system on notification_mails to polity_system using (true);

    create function app.limit_mails(member uuid, told uuid[], most integer, most_each integer) returns setof uuid
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.organization_id() is null or app.user_id() is not null or app.api_key_id() is not null then
        raise insufficient_privilege using message = 'only jobs limit mails';
      end if;
      -- The statement below sees what an earlier job of the same member has counted.
      perform pg_advisory_xact_lock(hashtextextended('mails of ' || member || ' in ' || app.organization_id(), 0));
      return query
        with sent as materialized (
          select m.recipient_id, count(*) as mails from notification_mails m
          where m.organization_id = app.organization_id() and m.member_id = member
            and m.created_at > clock_timestamp() - interval '1 hour'
          group by m.recipient_id
        ), allowed as (
          insert into notification_mails (organization_id, member_id, recipient_id)
            select app.organization_id(), member, r.user_id
            from (select distinct n.user_id from notifications n
              where n.organization_id = app.organization_id() and n.id = any(told) and n.task_id is not null) r
            left join sent s on s.recipient_id = r.user_id
            where coalesce(s.mails, 0) < most_each
            -- Those who have got the fewest come first.
            order by coalesce(s.mails, 0), r.user_id
            limit greatest(most - (select coalesce(sum(mails), 0) from sent), 0)
          returning recipient_id
        )
        update notifications n set in_app = true, by_email = false
          where n.organization_id = app.organization_id() and n.id = any(told) and n.task_id is not null
            and n.user_id not in (select a.recipient_id from allowed a)
          returning n.id;
    end $$;
    comment on function app.limit_mails(uuid, uuid[], integer, integer) is
      'Counts one mail to each recipient of new notifications about tasks that a member caused. Lists the notifications instead whose mail would be one too many in an hour, for the member or for the recipient from this member, and returns their ids. For jobs alone.';
    revoke execute on function app.limit_mails(uuid, uuid[], integer, integer) from public;
    grant execute on function app.limit_mails(uuid, uuid[], integer, integer) to polity_serving, polity_system;
  `.execute(db);
  await rewriteFunctions(db, actor, `${actor}        'memberId', app.member_id(),\n`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await rewriteFunctions(db, `${actor}        'memberId', app.member_id(),\n`, actor);
  // In the order in which requests lock them, so that none is the victim of a deadlock.
  await sql`
    lock table memberships, organizations in access exclusive mode;
    drop function app.limit_mails(uuid, uuid[], integer, integer);
    drop table notification_mails`.execute(db);
}

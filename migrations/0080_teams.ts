import { type Kysely, sql } from 'kysely';
import { protectTenantTable } from '../src/database/protect-tenant-table.ts';
import { raiseVersions } from '../src/database/raise-versions.ts';

/**
 * Teams of members, in trees of at most three levels.
 *
 * A team's level is one more than its parent's, which the foreign key to the parent compares. So no tree can be deeper,
 * and no team can be above itself, whoever writes at the same time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table teams (
      organization_id uuid not null references organizations on delete cascade,
      id uuid not null default uuidv7(),
      parent_id uuid,
      level smallint not null default 1 constraint teams_level_check check (level between 1 and 3),
      parent_level smallint generated always as (level - 1) stored,
      name text not null check (char_length(name) between 1 and 100),
      name_key text collate "C" not null generated always as (app.name_key(name)) stored,
      handle text collate "C" not null check (handle ~ '^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$'),
      description text check (char_length(description) <= 500),
      version integer not null default 1,
      created_at timestamptz not null default clock_timestamp(),
      updated_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, id),
      constraint teams_name_key unique (organization_id, name_key),
      constraint teams_handle_key unique (organization_id, handle),
      constraint teams_level_key unique (organization_id, id, level),
      constraint teams_root_check check ((parent_id is null) = (level = 1)),
      constraint teams_parent_fkey foreign key (organization_id, parent_id, parent_level)
        references teams (organization_id, id, level)
    );
    comment on table teams is 'The teams of organizations. Each may have a parent.';
    comment on column teams.handle is 'What @mentions name, in lower case.';
    comment on column teams.level is '1 without a parent, otherwise one more than the parent''s.';
    create index teams_created_at on teams (organization_id, created_at, id);
    create index teams_updated_at on teams (organization_id, updated_at, id);
    create index teams_by_parent on teams (organization_id, parent_id) where parent_id is not null;
    -- Another level is no change of the team: its parent has moved.
    create trigger teams_touch before update on teams for each row when (old.version <> new.version)
      execute function app.touch();
    create trigger teams_tell_subscribers
      after insert or delete or update of name, handle, description, parent_id on teams
      for each row execute function app.tell_subscribers('team',
        '{"name": "name", "handle": "handle", "description": "description", "parent_id": "parent"}');

    create table team_members (
      organization_id uuid not null references organizations on delete cascade,
      team_id uuid not null,
      user_id uuid not null,
      is_lead boolean not null default false,
      created_at timestamptz not null default clock_timestamp(),
      primary key (organization_id, team_id, user_id),
      constraint team_members_team_fkey foreign key (organization_id, team_id)
        references teams (organization_id, id) on delete cascade,
      constraint team_members_member_fkey foreign key (organization_id, user_id)
        references memberships (organization_id, user_id) on delete cascade
    );
    comment on table team_members is 'Who belongs to which team. Ends with the membership in the organization.';
    create index team_members_of_member on team_members (organization_id, user_id);
    create unique index team_members_one_lead on team_members (organization_id, team_id) where is_lead;

    create function app.tell_team_members() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare
      organization uuid := coalesce(new.organization_id, old.organization_id);
      team uuid := coalesce(new.team_id, old.team_id);
      changed jsonb := case when tg_op = 'UPDATE' then '["lead"]'
        when coalesce(new.is_lead, old.is_lead) then '["members", "lead"]' else '["members"]' end;
    begin
      -- A team that is deleted, alone or with its organization, was told of as deleted.
      if exists (select from teams t join organizations o on o.id = t.organization_id
        where t.organization_id = organization and t.id = team and o.created_at < now()) then
        perform app.add_live_event(organization, 'team', jsonb_build_array(jsonb_build_object('type', 'UPDATED',
          'id', team, 'projectIds', '[]'::jsonb, 'changedFields', changed)));
      end if;
      return null;
    end $$;
    comment on function app.tell_team_members is 'Tells subscribers that a team has other members or another lead.';
    revoke execute on function app.tell_team_members from public;
    create trigger team_members_tell_subscribers after insert or delete or update of is_lead on team_members
      for each row execute function app.tell_team_members();

    insert into permissions (name, min_role) values ('team.manage', 'ADMIN');
  `.execute(db);
  await protectTenantTable(db, 'teams', {
    grants: ['select', 'insert', 'update (parent_id, level, name, handle, description, version)', 'delete'],
  });
  await protectTenantTable(db, 'team_members', {
    grants: ['select', 'insert', 'update (is_lead)', 'delete'],
  });
  await raiseVersions(db, 'teams');
  await raiseVersions(db, 'team_members');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  // In the order in which requests lock them, so that none is the victim of a deadlock.
  await sql`
    lock table memberships, organizations in access exclusive mode;
    delete from permissions where name = 'team.manage';
    drop table team_members, teams;
    drop function app.tell_team_members;
  `.execute(db);
}

import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

/**
 * By table, SQL that is true of the rows that a guest sees.
 *
 * Security: the functions read with the rights of their owner, because the policies would ask themselves otherwise.
 */
const conditions: Record<string, string> = {
  memberships: `user_id = (select app.member_id())
    or organization_id = (select app.organization_id()) and user_id in (select app.fellow_ids())`,
  organization_roles: `exists (select from memberships m
    where m.organization_id = organization_roles.organization_id and m.role_id = organization_roles.id)`,
  teams: 'id in (select app.own_team_ids())',
  team_members: 'team_id in (select app.own_team_ids())',
  project_teams: 'team_id in (select app.own_team_ids())',
  labels: `exists (select from task_labels t
    where t.organization_id = labels.organization_id and t.label_id = labels.id)`,
};

/**
 * Guests: members who see only the projects that they were given, and of everything else only what these need.
 *
 * A guest's request has the project sight GUEST. It shows projects like GRANTED, and the policies below ask for it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.is_guest() returns boolean language sql stable parallel safe as $$
      select coalesce(current_setting('app.project_sight', true) = 'GUEST', false) $$;
    comment on function app.is_guest() is 'Whether a guest of the present organization acts in this transaction.';

    create function app.is_guest_of(organization uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (select from memberships m
        where m.organization_id = organization and m.user_id = app.user_id() and m.guest) $$;
    comment on function app.is_guest_of(uuid) is 'Whether the signed-in user is a guest of the organization.';

    create function app.own_team_ids() returns setof uuid
    language sql stable parallel safe security definer rows 10 set search_path = pg_catalog, public, pg_temp as $$
      select m.team_id from team_members m
      where m.organization_id = app.organization_id() and m.user_id = app.member_id() $$;
    comment on function app.own_team_ids() is 'The teams to which the member belongs who acts in this transaction.';

    create function app.fellow_ids() returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = pg_catalog, public, pg_temp as $$
      select g.user_id from app.project_grants g
      where g.organization_id = app.organization_id() and g.project_id in (
        select own.project_id from app.project_grants own
        where own.organization_id = app.organization_id() and own.user_id = app.member_id())
      union
      select m.user_id from team_members m
      where m.organization_id = app.organization_id() and m.team_id in (select app.own_team_ids()) $$;
    comment on function app.fellow_ids() is
      'Who shares a project or a team with the member who acts in this transaction.';

    create function app.permissions_of_guest(role text, custom text[]) returns text[]
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select array(select p.name from permissions p
        where p.guests and p.name = any(app.permissions_of(permissions_of_guest.role, custom)) order by 1) $$;
    comment on function app.permissions_of_guest(text, text[]) is
      'Those permissions of a role, built in or custom, that guests can have.';

    create function app.permissions_of_member(organization uuid, role text, role_id uuid, guest boolean) returns text[]
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select case when guest then app.permissions_of_guest(role, app.custom_permissions(organization, role_id))
        else app.permissions_of(role, app.custom_permissions(organization, role_id)) end $$;
    comment on function app.permissions_of_member(uuid, text, uuid, boolean) is 'What a member may do by their role.';

    create function app.may_give(organization uuid, project uuid, member uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (
        select from memberships m
          cross join lateral (
            select app.permissions_of_member(m.organization_id, m.role, m.role_id, m.guest) as permissions) r
        where m.organization_id = organization and m.user_id = member
          and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
          and (r.permissions @> '{project.manage}' and app.may_see_project(organization, project, member)
            or r.permissions @> '{task.write}' and exists (select from app.all_project_grants g
              where g.organization_id = organization and g.project_id = project and g.user_id = member
                and g.level = 'MANAGE'))) $$;
    comment on function app.may_give(uuid, uuid, uuid) is 'Whether a member manages a project, and so gives it to others.';

    create function app.give_invited_projects(organization uuid, invitation uuid, member uuid, inviter uuid) returns void
    language sql security definer set search_path = pg_catalog, public, pg_temp as $$
      with given as (
        insert into project_members (organization_id, project_id, user_id, level)
          select p.organization_id, p.project_id, member, p.level from invitation_projects p
          where p.organization_id = organization and p.invitation_id = invitation
            and app.may_give(organization, p.project_id, inviter)
            and (select count(*) from project_members g
              where g.organization_id = organization and g.project_id = p.project_id) < 500
          returning project_id, level)
      insert into audit_events (organization_id, actor_id, action, target_type, target_id, after)
        select organization, member, 'project.member_added', 'Project', g.project_id,
          jsonb_build_object('userId', member, 'level', g.level, 'invitationId', invitation)
        from given g $$;
    comment on function app.give_invited_projects(uuid, uuid, uuid, uuid) is
      'Gives a guest who accepts an invitation its projects, as far as the inviter still manages them.';

    create function app.projects_of_invitation(invitation uuid) returns table (project_id uuid, level text)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select p.project_id, p.level from invitation_projects p
      where p.organization_id = app.organization_id() and p.invitation_id = invitation $$;
    comment on function app.projects_of_invitation(uuid) is
      'What an invited guest is given, also in projects that this transaction does not see.';

    revoke execute on function app.projects_of_invitation(uuid), app.is_guest(), app.is_guest_of(uuid), app.own_team_ids(), app.fellow_ids(),
      app.permissions_of_guest(text, text[]), app.permissions_of_member(uuid, text, uuid, boolean),
      app.may_give(uuid, uuid, uuid), app.give_invited_projects(uuid, uuid, uuid, uuid) from public;
    grant execute on function app.projects_of_invitation(uuid), app.is_guest(), app.is_guest_of(uuid), app.own_team_ids(), app.fellow_ids(),
      app.permissions_of_guest(text, text[]) to polity_serving, polity_system;
  `.execute(db);
  for (const [table, condition] of Object.entries(conditions))
    await sql`
      create policy guests on ${sql.table(table)} as restrictive for select to polity_serving
        using (not (select app.is_guest()) or ${sql.raw(condition)})`.execute(db);
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
  await lowerAuthority(db, 'role, role_id, guest', ' or old.guest <> new.guest');
  await tellOfGuests(db, ', guest', `, "guest": "guest"`);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`lock table memberships, organizations, projects in access exclusive mode`.execute(db);
  await tellOfGuests(db, '', '');
  await lowerAuthority(db, 'role, role_id', '');
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  for (const table of Object.keys(conditions))
    await sql`drop policy guests on ${sql.table(table)}`.execute(db);
  await sql`
    drop function app.projects_of_invitation(uuid), app.give_invited_projects(uuid, uuid, uuid, uuid), app.may_give(uuid, uuid, uuid),
      app.permissions_of_member(uuid, text, uuid, boolean), app.permissions_of_guest(text, text[]), app.fellow_ids(),
      app.own_team_ids(), app.is_guest_of(uuid), app.is_guest()`.execute(db);
}

/** Who becomes a guest has less authority from then on. */
const lowerAuthority = (db: Kysely<unknown>, columns: string, condition: string) =>
  sql`
    drop trigger memberships_lower_authority on memberships;
    create trigger memberships_lower_authority after update of ${sql.raw(columns)} on memberships for each row
      when (old.role is distinct from new.role or old.role_id is distinct from new.role_id${sql.raw(condition)})
      execute function app.membership_ended()`.execute(db);

const tellOfGuests = (db: Kysely<unknown>, column: string, field: string) =>
  sql`
    drop trigger memberships_tell_subscribers on memberships;
    create trigger memberships_tell_subscribers after insert or delete
      or update of role, role_id, member_suspended_at, member_suspended_until, member_suspension_reason${sql.raw(column)}
      on memberships for each row execute function app.tell_subscribers('member', ${sql.lit(
        `{"role": "role", "role_id": "assignedRole",
        "member_suspended_at": "status", "member_suspended_until": "suspension",
        "member_suspension_reason": "suspension"${field}}`,
      )})`.execute(db);

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  [
    'sees_projects boolean; has_private boolean; key_permissions text[];',
    'sees_projects boolean; has_private boolean; key_permissions text[]; is_guest boolean;',
  ],
  [
    'select k.owner_id, o.members_see_all_projects, o.has_private_projects, k.permissions,\n',
    'select k.owner_id, m.guest, o.members_see_all_projects, o.has_private_projects, k.permissions,\n',
  ],
  [
    'into member_id, sees_projects, has_private, key_permissions,',
    'into member_id, is_guest, sees_projects, has_private, key_permissions,',
  ],
  [
    'select u.id, o.members_see_all_projects, o.has_private_projects,\n',
    'select u.id, m.guest, o.members_see_all_projects, o.has_private_projects,\n',
  ],
  [
    'into member_id, sees_projects, has_private,\n',
    'into member_id, is_guest, sees_projects, has_private,\n',
  ],
  // Earlier releases know no guests: they find no organization.
  ['and m.role_id is null', 'and m.role_id is null and not m.guest'],
  [
    `      project_sight := case
        when organization_id is null then ''\n`,
    `      if is_guest then permissions := app.permissions_of_guest(role, permissions); end if;
      project_sight := case
        when organization_id is null then ''
        when is_guest then 'GUEST'\n`,
  ],
  // A later migration copies this condition.
  [
    `p.visibility = 'ORGANIZATION' and o.members_see_all_projects
          or app.permissions_of(m.role, app.custom_permissions(m.organization_id, m.role_id)) @> '{project.seeAll}'`,
    `not m.guest and (p.visibility = 'ORGANIZATION' and o.members_see_all_projects
          or app.permissions_of(m.role, app.custom_permissions(m.organization_id, m.role_id)) @> '{project.seeAll}')`,
  ],
  [
    'select app.permissions_of(m.role, app.custom_permissions(m.organization_id, m.role_id)) as permissions',
    'select app.permissions_of_member(m.organization_id, m.role, m.role_id, m.guest) as permissions',
  ],
  [
    'before := app.permissions_of(old.role, app.custom_permissions(old.organization_id, old.role_id));',
    'before := app.permissions_of_member(old.organization_id, old.role, old.role_id, old.guest);',
  ],
  [
    'after := app.permissions_of(new.role, app.custom_permissions(new.organization_id, new.role_id));',
    'after := app.permissions_of_member(new.organization_id, new.role, new.role_id, new.guest);',
  ],
  // A guest invites nobody, also if their permissions are the same.
  ['if not after @> before then', 'if not after @> before or new.guest and not old.guest then'],
  // A guest sees few of the members.
  [
    'where u.email = address and u.email_verified_at is not null\n',
    'where u.email = address and u.email_verified_at is not null and not mine.guest\n',
  ],
  [
    'invitations.api_key_id, invitations.role_id into i',
    'invitations.api_key_id, invitations.role_id, invitations.guest into i',
  ],
  [
    `insert into memberships (organization_id, user_id, role, role_id) values (i.organization_id, app.user_id(), i.role, i.role_id)
            returning id into membership_id;`,
    `insert into memberships (organization_id, user_id, role, role_id, guest)
            values (i.organization_id, app.user_id(), i.role, i.role_id, i.guest)
            returning id into membership_id;
          perform app.give_invited_projects(i.organization_id, i.id, app.user_id(), i.invited_by_id);`,
  ],
];

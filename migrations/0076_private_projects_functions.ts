import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

/**
 * Functions and triggers of private projects.
 *
 * `app.begin_request` finds out how far the caller sees: the variable `app.project_sight`, which the next migration's
 * policies read, is empty for everything, ORGANIZATION for the projects that are not private and those to which the caller
 * belongs, and GRANTED for only the latter. `app.member_id` is the member who acts: for an API key, its owner. The function
 * that this release calls also returns both. Jobs see everything.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await loadTrigrams(db);
  await changeResults(db, RESULTS, `${RESULTS}, ${NEW_RESULTS}`);
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
  await sql`
    insert into permissions (name, min_role) values ('project.seeAll', 'ADMIN');

    create function app.member_id() returns uuid language sql stable parallel safe as $$
      select nullif(current_setting('app.member_id', true), '')::uuid $$;
    comment on function app.member_id() is 'The member who acts in this transaction: for an API key, its owner.';

    create function app.sees_all_projects() returns boolean language sql stable parallel safe as $$
      select coalesce(current_setting('app.project_sight', true), '') = '' $$;
    comment on function app.sees_all_projects() is
      'Whether row-level security shows this transaction all projects of its organization.';

    create function app.sees_organization_projects() returns boolean language sql stable parallel safe as $$
      select current_setting('app.project_sight', true) = 'ORGANIZATION' $$;
    comment on function app.sees_organization_projects() is
      'Whether row-level security shows this transaction the projects that are not private.';

    create function app.level_number(level text) returns integer language sql immutable parallel safe as $$
      select array_position('{VIEW,COMMENT,EDIT,MANAGE}', level) $$;
    comment on function app.level_number(text) is 'Orders the levels of members of projects.';

    -- Security: these have the rights of their owner, to whom row-level security shows every organization. So each has a
    -- condition on the present one.
    create view app.project_grants as
      select g.organization_id, g.project_id, g.user_id, g.level from project_members g
      where g.organization_id = (select app.organization_id());
    comment on view app.project_grants is
      'Who has been given which level in which project of the present organization. Nothing else says so.';

    create view app.visible_projects as
      select p.organization_id, p.id from projects p
      where p.organization_id = (select app.organization_id()) and (
        p.visibility = 'ORGANIZATION' and (select app.sees_organization_projects())
        or exists (select from app.project_grants g where g.organization_id = p.organization_id
          and g.project_id = p.id and g.user_id = (select app.member_id())));
    comment on view app.visible_projects is
      'The projects that this transaction sees, if it does not see all. For the policies of what hangs on them.';

    create view app.visible_tasks as
      select t.organization_id, t.id from tasks t
      where t.organization_id = (select app.organization_id())
        and exists (select from app.visible_projects v where v.organization_id = t.organization_id and v.id = t.project_id);
    comment on view app.visible_tasks is 'The same of tasks.';

    create function app.may_see_project(organization uuid, project uuid, member uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (
        select from memberships m
          join organizations o on o.id = m.organization_id
          join projects p on p.organization_id = m.organization_id and p.id = project
        where m.organization_id = organization and m.user_id = member and (
          p.visibility = 'ORGANIZATION' and o.members_see_all_projects
          or app.permissions_of(m.role, app.custom_permissions(m.organization_id, m.role_id)) @> '{project.seeAll}'
          or exists (select from project_members g where g.organization_id = organization
            and g.project_id = project and g.user_id = member))) $$;
    comment on function app.may_see_project(uuid, uuid, uuid) is 'Whether a member sees a project, whoever asks.';

    create function app.may_be_assigned(organization uuid, project uuid, member uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select app.may_see_project(organization, project, member)
        -- Whoever is no member is refused by the foreign key, and whoever is suspended by the next check.
        or not exists (select from memberships m where m.organization_id = organization and m.user_id = member)
        -- The project is being imported, or deleted.
        or app.is_importing(organization) $$;
    comment on function app.may_be_assigned(uuid, uuid, uuid) is 'Whether a member can be given tasks of a project.';

    create function app.sees_project(project uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select app.sees_all_projects() or exists (select from app.visible_projects v where v.id = project) $$;
    comment on function app.sees_project(uuid) is 'Whether row-level security shows this transaction the project.';

    create function app.hides_any(ids uuid[]) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (
        select from (
          select p.id from projects p where p.organization_id = app.organization_id() and p.id = any(ids)
          union all
          select t.project_id from tasks t where t.organization_id = app.organization_id() and t.id = any(ids)
          union all
          select t.project_id from comments c join tasks t on t.organization_id = c.organization_id and t.id = c.task_id
            where c.organization_id = app.organization_id() and c.id = any(ids)
        ) named (project) where not app.sees_project(named.project)) $$;
    comment on function app.hides_any(uuid[]) is
      'Whether some of these are the ids of projects, tasks or comments that this transaction does not see.';

    create function app.belongs_to_projects(member uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select exists (select from project_members g where g.organization_id = app.organization_id() and g.user_id = member) $$;
    comment on function app.belongs_to_projects(uuid) is
      'Whether a member belongs to projects of the present organization, also to some that this transaction does not see.';

    create function app.note_private_project() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      update organizations set has_private_projects = true
        where id = new.organization_id and not has_private_projects;
      return null;
    end $$;
    comment on function app.note_private_project() is 'Trigger: the organization has a private project from now on.';
    create trigger projects_private_insert after insert on projects for each row
      when (new.visibility = 'PRIVATE') execute function app.note_private_project();
    create trigger projects_private_update after update of visibility on projects for each row
      when (new.visibility = 'PRIVATE' and old.visibility <> 'PRIVATE') execute function app.note_private_project();

    create function app.create_own_project(name text, description text, visibility text, created_by uuid) returns uuid
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    declare project uuid;
    begin
      if app.organization_id() is null or app.member_id() is null then
        raise insufficient_privilege using message = 'only members create projects';
      end if;
      insert into projects (organization_id, name, description, visibility, created_by_id)
        values (app.organization_id(), name, description, visibility, created_by) returning id into project;
      insert into project_members (organization_id, project_id, user_id, level)
        values (app.organization_id(), project, app.member_id(), 'MANAGE');
      return project;
    end $$;
    comment on function app.create_own_project(text, text, text, uuid) is
      'Creates a project of which the member who acts is the first member, and returns its id.';

    create function app.count_projects() returns bigint
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select count(*) from projects p where p.organization_id = app.organization_id() $$;
    comment on function app.count_projects() is
      'The number of the organization''s projects, also of those that the caller does not see: the plan limits them all.';

    revoke execute on function app.member_id(), app.sees_all_projects(), app.sees_organization_projects(),
      app.level_number(text), app.may_see_project(uuid, uuid, uuid),
      app.may_be_assigned(uuid, uuid, uuid), app.belongs_to_projects(uuid),
      app.sees_project(uuid), app.note_private_project(),
      app.hides_any(uuid[]), app.create_own_project(text, text, text, uuid), app.count_projects() from public;
    grant execute on function app.member_id(), app.sees_all_projects(), app.sees_organization_projects(),
      app.level_number(text), app.may_see_project(uuid, uuid, uuid),
      app.may_be_assigned(uuid, uuid, uuid), app.belongs_to_projects(uuid), app.sees_project(uuid), app.hides_any(uuid[]), app.create_own_project(text, text, text, uuid),
      app.count_projects() to polity_serving, polity_system;
    grant select on app.project_grants, app.visible_projects, app.visible_tasks to polity_serving;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await loadTrigrams(db);
  await sql`
    lock table projects in access exclusive mode;
    drop trigger projects_private_update on projects;
    drop trigger projects_private_insert on projects;
    drop function app.count_projects(), app.create_own_project(text, text, text, uuid), app.note_private_project(),
      app.hides_any(uuid[]), app.sees_project(uuid), app.may_be_assigned(uuid, uuid, uuid),
      app.belongs_to_projects(uuid), app.may_see_project(uuid, uuid, uuid);
    drop view app.visible_tasks, app.visible_projects, app.project_grants;
    drop function app.level_number(text), app.sees_organization_projects(), app.sees_all_projects(), app.member_id();
    delete from permissions where name = 'project.seeAll';
  `.execute(db);
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  await changeResults(db, `${RESULTS}, ${NEW_RESULTS}`, RESULTS);
}

/** Loads pg_trgm into the session: before, PostgreSQL does not know the setting with which `app.search_tasks` is defined. */
const loadTrigrams = (db: Kysely<unknown>) => sql`select word_similarity('', '')`.execute(db);

const RESULTS = 'admins_grant_admin boolean, members_invite boolean';
const NEW_RESULTS = 'member_id uuid, project_sight text';

/** Creates the function that this release calls anew, with other results, which PostgreSQL lets no function change. */
async function changeResults(db: Kysely<unknown>, before: string, after: string): Promise<void> {
  const { rows } = await sql<{ text: string; comment: string }>`
    select pg_get_functiondef(p.oid) as text, obj_description(p.oid, 'pg_proc') as comment
    from pg_proc p where p.oid = 'app.begin_request(uuid, uuid, integer, bytea, uuid, boolean)'::regprocedure`.execute(
    db,
  );
  const { text, comment } = rows[0]!;
  await sql`
    drop function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean);
    ${sql.raw(text.replace(`${before})`, `${after})`))};
    comment on function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean) is ${sql.lit(comment)};
    revoke execute on function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean) from public;
    grant execute on function app.begin_request(uuid, uuid, integer, bytea, uuid, boolean)
      to polity_serving, polity_system;`.execute(db);
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  // That of earlier releases.
  [
    `      plan text; plan_version integer;
      admitted boolean;\n`,
    `      plan text; plan_version integer;
      member_id uuid; project_sight text; permissions text[];
      sees_projects boolean; has_private boolean; key_permissions text[];
      admitted boolean;\n`,
  ],
  [
    `      witness text[];
      admitted boolean;\n`,
    `      witness text[];
      sees_projects boolean; has_private boolean; key_permissions text[];
      admitted boolean;\n`,
  ],
  [
    'select k.id, k.organization_id, k.scopes,\n',
    `select k.owner_id, o.members_see_all_projects, o.has_private_projects, k.permissions,
            k.id, k.organization_id, k.scopes,\n`,
  ],
  [
    'into api_key_id, api_key_organization_id, scopes,',
    `into member_id, sees_projects, has_private, key_permissions,
            api_key_id, api_key_organization_id, scopes,`,
  ],
  [
    'select u.id, coalesce(u.email, u.claimed_email), u.full_name, u.bio, u.avatar_url,\n',
    `select u.id, o.members_see_all_projects, o.has_private_projects,
            u.id, coalesce(u.email, u.claimed_email), u.full_name, u.bio, u.avatar_url,\n`,
  ],
  [
    'into user_id, email, full_name,',
    `into member_id, sees_projects, has_private,
            user_id, email, full_name,`,
  ],
  [
    `      -- Assignments are evaluated without the executor, unlike queries.
      applied := set_config('app.user_id',`,
    `      -- A key acts for its owner, but sees no more than its own role and permissions admit.
      project_sight := case
        when organization_id is null then ''
        when coalesce(permissions @> '{project.seeAll}', role <> 'MEMBER')
          and (api_key_id is null or role <> 'MEMBER' and coalesce(key_permissions @> '{project.seeAll}', true)) then ''
        when not sees_projects then 'GRANTED' when has_private then 'ORGANIZATION' else '' end;
      -- Assignments are evaluated without the executor, unlike queries.
      applied := set_config('app.project_sight', project_sight, true)
        || set_config('app.member_id', coalesce(member_id::text, ''), true)
        || set_config('app.user_id',`,
  ],
  [
    `perform set_config('app.user_id', '', true),`,
    `perform set_config('app.project_sight', '', true), set_config('app.member_id', '', true),
        set_config('app.user_id', '', true),`,
  ],
  // Nobody is notified of what they do not see.
  [
    `or exists (select from tasks t where t.organization_id = organization and t.id = w.task_id))\n`,
    `or exists (select from tasks t where t.organization_id = organization and t.id = w.task_id
                and app.may_see_project(organization, t.project_id, m.user_id)))\n`,
  ],
  // An assignee sees the task.
  [
    `      if app.is_suspended_member(new.organization_id, new.assignee_id) then\n`,
    `      if not app.may_be_assigned(new.organization_id, new.project_id, new.assignee_id) then
        raise foreign_key_violation using message = 'the assignee does not see the project', constraint = 'tasks_assignee_fkey';
      end if;
      if app.is_suspended_member(new.organization_id, new.assignee_id) then\n`,
  ],
  // Hits that the caller does not see would take the places of others.
  [
    `where t.organization_id = organization and t.search @@ wanted\n`,
    `where t.organization_id = organization and t.search @@ wanted and (sees_all or exists (
              select from app.visible_projects v where v.organization_id = organization and v.id = t.project_id))\n`,
  ],
  [
    `where c.organization_id = organization and c.search @@ wanted\n`,
    `where c.organization_id = organization and c.search @@ wanted and (sees_all or exists (
              select from app.visible_tasks v where v.organization_id = organization and v.id = c.task_id))\n`,
  ],
  [
    `where t.organization_id = organization and alike <% app.likeness(t.title)\n`,
    `where t.organization_id = organization and alike <% app.likeness(t.title)
              and (sees_all or exists (
                select from app.visible_projects v where v.organization_id = organization and v.id = t.project_id))\n`,
  ],
  [
    `      alike text := app.likeness(words);\n`,
    `      alike text := app.likeness(words);
      sees_all boolean := app.sees_all_projects();\n`,
  ],
];

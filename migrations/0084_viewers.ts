import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

/**
 * Whoever is notified about a project is found with one join, and limits of people and watches count only who sees it and
 * what they see.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.find_viewers(projects uuid[], people uuid[]) returns table (project_id uuid, user_id uuid)
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      with roles as materialized (
        -- The permissions of a role are found once, not for each person.
        select of_member.role, of_member.role_id,
          app.permissions_of(of_member.role, app.custom_permissions(app.organization_id(), of_member.role_id)) as permissions
        from (select distinct m.role, m.role_id from memberships m
          where m.organization_id = app.organization_id() and m.user_id = any(people)) of_member
      )
      select p.id, m.user_id from memberships m
        join roles r on r.role = m.role and r.role_id is not distinct from m.role_id
        join organizations o on o.id = m.organization_id
        join projects p on p.organization_id = m.organization_id and p.id = any(projects)
        join users u on u.id = m.user_id
      where m.organization_id = app.organization_id() and m.user_id = any(people)
        and u.kind = 'PERSON' and app.effective_status(u.status, u.status_until) = 'ACTIVE'
        and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
        and (${sql.raw(await seesCondition(db))}) $$;
    comment on function app.find_viewers(uuid[], uuid[]) is
      'Which of the people see which of the projects of the present organization, as app.may_see_project says: persons with an active account and a membership that holds.';

    create function app.find_mentioned(mentions jsonb, most integer) returns table (key text, user_id uuid)
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    #variable_conflict use_column
    begin
      if app.organization_id() is null or app.user_id() is not null then
        raise insufficient_privilege using message = 'only jobs find whom teams mention';
      end if;
      return query
        with recursive below as (
          select mention.key, mention.task_id, t.id
          from jsonb_to_recordset(mentions) as mention (key text, task_id uuid, handle text)
            join teams t on t.handle = mention.handle collate "C"
          where t.organization_id = app.organization_id()
          union
          select b.key, b.task_id, t.id from teams t join below b on t.parent_id = b.id
            where t.organization_id = app.organization_id()
        ), people as (
          select distinct b.key, t.project_id, m.user_id from below b
            join team_members m on m.team_id = b.id
            join tasks t on t.organization_id = m.organization_id and t.id = b.task_id
          where m.organization_id = app.organization_id()
        ), viewers as materialized (
          select v.project_id, v.user_id
          from app.find_viewers(array(select distinct project_id from people), array(select distinct user_id from people)) v
        ), numbered as (
          select p.key, p.user_id, row_number() over (partition by p.key order by p.user_id) as number
          from people p join viewers v on v.project_id = p.project_id and v.user_id = p.user_id
        )
        select n.key, n.user_id from numbered n where n.number <= most order by n.key, n.user_id;
    end $$;
    comment on function app.find_mentioned(jsonb, integer) is
      'The people whom the handles in each text mention, and who see its task: members of the teams and of those below them. At most so many for each text. For jobs alone.';

    revoke execute on function app.find_viewers(uuid[], uuid[]), app.find_mentioned(jsonb, integer) from public;
    grant execute on function app.find_mentioned(jsonb, integer) to polity_serving, polity_system;
  `.execute(db);
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  await sql`
    drop function app.find_mentioned(jsonb, integer);
    drop function app.find_viewers(uuid[], uuid[])`.execute(db);
}

/**
 * Returns the condition of `app.may_see_project` for the project `p` and the membership `m`, so that both always agree.
 * PostgreSQL does not inline that function: a query would call it for each person.
 */
async function seesCondition(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select prosrc as text from pg_proc where oid = 'app.may_see_project(uuid, uuid, uuid)'::regprocedure`.execute(
    db,
  );
  const permissions = 'app.permissions_of(m.role, app.custom_permissions(m.organization_id, m.role_id))';
  const [, condition] = /m\.user_id = member and \(([\s\S]*)\)\)\s*$/.exec(rows[0]!.text) ?? [];
  if (!condition?.includes(permissions)) throw new Error('app.may_see_project is not as expected.');
  return condition
    .replaceAll(permissions, 'r.permissions')
    .replaceAll(/= organization\b/g, '= m.organization_id')
    .replaceAll(/= project\b/g, '= p.id')
    .replaceAll(/= member\b/g, '= m.user_id');
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  // In app.notify.
  [
    `        insert into notifications as n
            (organization_id, user_id, kind, happening,`,
    `        with viewers as materialized (
          select v.project_id, v.user_id from app.find_viewers(
            array(select distinct t.project_id from tasks t
              where t.organization_id = organization
                and t.id in (select (each ->> 'task_id')::uuid from jsonb_array_elements(wanted) as each)),
            array(select distinct (each ->> 'user_id')::uuid from jsonb_array_elements(wanted) as each)) v
        )
        insert into notifications as n
            (organization_id, user_id, kind, happening,`,
  ],
  [
    `          left join users a on a.id = w.actor_id
`,
    `          left join tasks t on t.organization_id = organization and t.id = w.task_id
          left join viewers v on v.project_id = t.project_id and v.user_id = m.user_id
          left join users a on a.id = w.actor_id
`,
  ],
  [
    `            and (w.task_id is null
              or exists (select from tasks t where t.organization_id = organization and t.id = w.task_id
                and app.may_see_project(organization, t.project_id, m.user_id)))
`,
    `            and (w.task_id is null or v.user_id is not null)
`,
  ],
  // In app.find_watchers.
  [
    `          select distinct b.project_id, b.task_id, m.user_id from below b join team_members m on m.team_id = b.team_id
            where m.organization_id = app.organization_id()
        ), numbered as (
          select project_id, task_id, user_id, row_number() over (partition by project_id, task_id order by user_id) as number from people
        )
        -- A hundred tasks that are created at once tell each of them a hundred times.
        select project_id, task_id, user_id from numbered where number <= 500
        union
        select w.project_id, w.task_id, w.user_id from watches w
          where w.organization_id = app.organization_id() and w.project_id = any(projects)
        union all
        select w.project_id, w.task_id, w.user_id from watches w
          where w.organization_id = app.organization_id() and w.task_id = any(tasks)
`,
    `          select b.project_id, b.task_id, m.user_id, true as by_team from below b join team_members m on m.team_id = b.team_id
            where m.organization_id = app.organization_id()
          union
          select w.project_id, w.task_id, w.user_id, false from watches w
            where w.organization_id = app.organization_id() and w.project_id = any(projects)
          union
          select w.project_id, w.task_id, w.user_id, false from watches w
            where w.organization_id = app.organization_id() and w.task_id = any(tasks)
        ), placed as (
          select p.project_id, p.task_id, p.user_id, p.by_team, coalesce(p.project_id, t.project_id) as seen_in from people p
            left join tasks t on t.organization_id = app.organization_id() and t.id = p.task_id
        ), viewers as materialized (
          select v.project_id, v.user_id
          from app.find_viewers(array(select distinct seen_in from placed), array(select distinct user_id from placed)) v
        ), numbered as (
          select p.project_id, p.task_id, p.user_id,
            row_number() over (partition by p.project_id, p.task_id, p.by_team order by p.user_id) as number
          from placed p join viewers v on v.project_id = p.seen_in and v.user_id = p.user_id
        )
        -- A hundred tasks that are created at once tell each of them a hundred times.
        select distinct project_id, task_id, user_id from numbered where number <= 500
`,
  ],
  // In app.add_watch.
  [
    `        where w.organization_id = app.organization_id() and w.user_id = app.user_id()) >= max_watches then
`,
    `        where w.organization_id = app.organization_id() and w.user_id = app.user_id() and (app.sees_all_projects()
          or exists (select from app.visible_projects v where v.id = w.project_id)
          or exists (select from app.visible_tasks v where v.id = w.task_id))) >= max_watches then
`,
  ],
  [
    `        where w.organization_id = app.organization_id() and (w.project_id = project or w.task_id = task)) >= max_watchers then
`,
    `        where w.organization_id = app.organization_id() and (w.project_id = project or w.task_id = task)) >= max_watchers
        -- Only those who still see it count.
        and (select count(*) from app.find_viewers(
          array[coalesce(project, (select t.project_id from tasks t
            where t.organization_id = app.organization_id() and t.id = task))],
          array(select w.user_id from watches w
            where w.organization_id = app.organization_id() and (w.project_id = project or w.task_id = task)))) >= max_watchers then
`,
  ],
];

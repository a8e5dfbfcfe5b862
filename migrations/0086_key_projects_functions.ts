import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

/**
 * API keys can be limited to projects. `app.begin_request` sets the variable `app.key_projects`, and row-level security shows
 * the key, of the projects that it would see otherwise, only these.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.key_projects() returns uuid[] language sql stable parallel safe as $$
      select nullif(current_setting('app.key_projects', true), '')::uuid[] $$;
    comment on function app.key_projects() is
      'The projects to which the API key of this transaction is limited; null if it is not, or there is none.';
    revoke execute on function app.key_projects() from public;
    grant execute on function app.key_projects() to polity_serving, polity_system;

    create or replace function app.visible_project_ids() returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = pg_catalog, public, pg_temp as $$
      select p.id from projects p
        where p.organization_id = app.organization_id() and p.visibility = 'ORGANIZATION'
          and app.sees_organization_projects() and app.key_projects() is null
      union all
      select g.project_id from app.project_grants g
        where g.organization_id = app.organization_id() and g.user_id = app.member_id() and app.key_projects() is null
      union all
      select p.id from projects p
        where p.organization_id = app.organization_id() and p.id = any(app.key_projects())
          and (current_setting('app.project_sight', true) = 'LISTED'
            or p.visibility = 'ORGANIZATION' and app.sees_organization_projects()
            or exists (select from app.project_grants g where g.organization_id = p.organization_id
              and g.project_id = p.id and g.user_id = app.member_id())) $$;

    alter policy visible on projects using ((select app.sees_all_projects())
      or visibility = 'ORGANIZATION' and app.sees_organization_projects() and app.key_projects() is null
      or id in (select app.visible_project_ids()));
  `.execute(db);
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  await sql`
    alter policy visible on projects using ((select app.sees_all_projects())
      or visibility = 'ORGANIZATION' and app.sees_organization_projects()
      or id in (select app.visible_project_ids()));

    create or replace function app.visible_project_ids() returns setof uuid
    language sql stable parallel safe security definer rows 100 set search_path = pg_catalog, public, pg_temp as $$
      select p.id from projects p
        where p.organization_id = app.organization_id() and p.visibility = 'ORGANIZATION'
          and app.sees_organization_projects()
      union all
      select g.project_id from app.project_grants g
        where g.organization_id = app.organization_id() and g.user_id = app.member_id() $$;
    drop function app.key_projects();
  `.execute(db);
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  ['key_permissions text[];', 'key_permissions text[]; key_projects uuid[];'],
  ['k.id, k.organization_id, k.scopes,\n', 'k.project_ids, k.id, k.organization_id, k.scopes,\n'],
  [
    'api_key_id, api_key_organization_id, scopes, organization_id, role, organization_status, plan,',
    'key_projects, api_key_id, api_key_organization_id, scopes, organization_id, role, organization_status, plan,',
  ],
  [
    `      applied := set_config('app.project_sight', project_sight, true)\n`,
    `      if key_projects is not null and organization_id is not null and project_sight = '' then
        project_sight := 'LISTED';
      end if;
      applied := set_config('app.project_sight', project_sight, true)
        || case when api_key_hash is null then ''
          else set_config('app.key_projects', coalesce(key_projects::text, ''), true) end\n`,
  ],
  [
    `perform set_config('app.project_sight', '', true), `,
    `perform set_config('app.project_sight', '', true), set_config('app.key_projects', '', true), `,
  ],
  [`'networks', k.networks::text[])`, `'networks', k.networks::text[], 'projects', k.project_ids)`],
];

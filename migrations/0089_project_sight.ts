import { type Kysely, sql } from 'kysely';
import { rewriteFunctions } from '../src/database/rewrite-functions.ts';

/**
 * Row-level security shows no project, and nothing that hangs on one, to a caller whose role or API key lacks a permission to
 * see projects and tasks, nor to a key with neither of the scopes READ and WRITE. The list of the projects to which the caller
 * is limited, `app.key_projects`, is empty then, and the variable `app.project_sight` is NONE; of a guest it remains GUEST.
 * Other members are told of nothing in projects, and given no tasks, if they do not see them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    comment on function app.key_projects() is
      'The projects to which the caller of this transaction is limited: those of an API key, or none; null without a limit.'`.execute(
    db,
  );
  for (const [before, after] of edits) await rewriteFunctions(db, before, after);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [before, after] of edits.toReversed()) await rewriteFunctions(db, after, before);
  await sql`
    comment on function app.key_projects() is
      'The projects to which the API key of this transaction is limited; null if it is not, or there is none.'`.execute(
    db,
  );
}

/** Parts of functions, and what takes their place. Each is undone by the reverse. */
const edits: [before: string, after: string][] = [
  [
    `      if key_projects is not null and organization_id is not null and project_sight = '' then
        project_sight := 'LISTED';
      end if;
`,
    `      if organization_id is not null and not (app.shows_projects(permissions) and app.shows_projects(key_permissions)
          and coalesce(scopes && '{READ,WRITE}', true)) then
        key_projects := '{}';
        if project_sight <> 'GUEST' then project_sight := 'NONE'; end if;
      elsif key_projects is not null and organization_id is not null and project_sight = '' then
        project_sight := 'LISTED';
      end if;
`,
  ],
  [
    `        || case when api_key_hash is null then ''
          else set_config('app.key_projects', coalesce(key_projects::text, ''), true) end
`,
    `        || case when key_projects is null and coalesce(current_setting('app.key_projects', true), '') = '' then ''
          else set_config('app.key_projects', coalesce(key_projects::text, ''), true) end
`,
  ],
  [
    `        where m.organization_id = organization and m.user_id = member and (
          not m.guest and (p.visibility`,
    `        where m.organization_id = organization and m.user_id = member
          and app.shows_projects(app.custom_permissions(m.organization_id, m.role_id)) and (
          not m.guest and (p.visibility`,
  ],
  [
    `        and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
        and (
          not m.guest and (p.visibility`,
    `        and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
        and app.shows_projects(r.permissions) and (
          not m.guest and (p.visibility`,
  ],
  [
    `            and r.permissions @> '{webhook.manage}'
`,
    `            and r.permissions @> '{webhook.manage}' and app.shows_projects(r.permissions)
`,
  ],
];

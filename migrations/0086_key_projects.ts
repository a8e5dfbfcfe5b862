import { type Kysely, sql } from 'kysely';

/** The projects to which an API key is limited. The next migration's functions read them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table api_keys add column project_ids uuid[];
    -- Security: such a key has no permission whose effect is not within projects. As it always has a list of permissions, the
    -- previous release, which would show it all projects, refuses it.
    alter table api_keys
      add constraint api_keys_projects_check check (cardinality(project_ids) between 1 and 100),
      add constraint api_keys_within_projects_check check (project_ids is null or permissions is not null and permissions <@
        '{comment.deleteOthers,comment.write,project.manage,project.see,project.seeAll,task.deleteOthers,task.see,task.write}');
    comment on column api_keys.project_ids is
      'The only projects in which the key acts; null for all that its owner sees. Some may have been deleted.';
    create or replace trigger api_keys_touch
      before update of name, prefix, expires_at, revoked_at, permissions, requests_per_minute, requests_per_month,
        networks, project_ids, departure_overlap_seconds, roll_due_at on api_keys
      for each row execute function app.touch();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace trigger api_keys_touch
      before update of name, prefix, expires_at, revoked_at, permissions, requests_per_minute, requests_per_month,
        networks, departure_overlap_seconds, roll_due_at on api_keys
      for each row execute function app.touch();
    alter table api_keys drop column project_ids;
  `.execute(db);
}

import { type Kysely, sql } from 'kysely';

/**
 * Removes the reference of versions to their organizations. A new version would wait for a transaction that changes the
 * organization's slug: for the request itself, if another of its root fields writes in a transaction of its own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table organization_versions drop constraint organization_versions_organization_id_fkey;

    create function app.drop_versions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      delete from organization_versions v where v.organization_id in (select changed.id from changed);
      return null;
    end $$;
    revoke execute on function app.drop_versions() from public;
    comment on function app.drop_versions() is
      'Trigger: deletes the versions of deleted organizations. One that a concurrent transaction adds is left over, and harmless.';

    create trigger organizations_versions after delete on organizations
      referencing old table as changed for each statement execute function app.drop_versions();
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop trigger organizations_versions on organizations;
    drop function app.drop_versions();
    delete from organization_versions v where not exists (select from organizations o where o.id = v.organization_id);
    alter table organization_versions add foreign key (organization_id) references organizations on delete cascade;
  `.execute(db);
}

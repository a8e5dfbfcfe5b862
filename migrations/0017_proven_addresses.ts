import { sql, type Kysely } from 'kysely';

/** Whom a member may add at once, and whom jobs may mail: people with an address that they have proven. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function app.find_acquaintance(address text) returns uuid
    language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
      select u.id
      from users u
        join memberships theirs on theirs.user_id = u.id
        join memberships mine on mine.organization_id = theirs.organization_id and mine.user_id = app.user_id()
        join organizations o on o.id = mine.organization_id
      where u.email = address and u.email_verified_at is not null
        and app.effective_status(u.status, u.status_until) = 'ACTIVE'
        and o.id <> app.organization_id() and o.status <> 'ARCHIVED'
      limit 1 $$;
    comment on function app.find_acquaintance is
      'The active user with this proven address whom the request''s user sees in another organization; null for anybody else, and for API keys.';

    create function app.may_be_mailed(member uuid) returns boolean
    language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    begin
      if app.organization_id() is null or app.user_id() is not null or app.api_key_id() is not null then
        raise insufficient_privilege using message = 'only jobs send mail';
      end if;
      return exists (
        select from memberships m join users u on u.id = m.user_id
        where m.organization_id = app.organization_id() and m.user_id = member
          and u.email_verified_at is not null and app.effective_status(u.status, u.status_until) = 'ACTIVE');
    end $$;
    comment on function app.may_be_mailed is
      'Whether the user is an active member of the job''s organization with a proven address. For jobs alone.';

    revoke execute on function app.find_acquaintance, app.may_be_mailed from public;
    grant execute on function app.find_acquaintance, app.may_be_mailed to polity_serving, polity_system;
  `.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`
    drop function app.may_be_mailed, app.find_acquaintance;
  `.execute(db);
}

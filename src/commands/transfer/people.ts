import type pg from 'pg';
import type { Person } from './file.ts';

/**
 * Finds the accounts of the people whom the rows name, and keeps them for the transaction: by id, which is certain if this
 * installation has signed the file, otherwise by a verified address. Returns the number of those without an account.
 */
export async function matchPeople(client: pg.Client, people: Person[], isSigned: boolean): Promise<number> {
  await client.query(
    `create temporary table imported_people (exported_id uuid primary key, id uuid not null, is_certain boolean not null)
      on commit drop;
    create temporary table imported_suspensions (exported_id uuid, since timestamptz, until timestamptz, reason text,
      by_id uuid, by_role text, by_permissions text[]) on commit drop;
    create temporary table imported_contacts (exported_id uuid, responsible_id uuid) on commit drop`,
  );
  const { rowCount } = await client.query(
    `insert into imported_people
    select distinct on (e.id) e.id, u.id, u.id = e.id and $2
    from json_to_recordset($1::json) as e (id uuid, email text) join users u
      on ($2 and u.id = e.id) or (u.email = e.email and u.email_verified_at is not null)
    where u.kind = 'PERSON'
    order by e.id, u.id = e.id desc`,
    [JSON.stringify(people), isSigned],
  );
  const services = isSigned ? await createServiceAccounts(client, people) : 0;
  return people.length - rowCount! - services;
}

/** Creates the service accounts of the organization: they belong to it alone, and arrive without keys that work. */
async function createServiceAccounts(client: pg.Client, people: Person[]): Promise<number> {
  const { rowCount } = await client.query(
    `with new as materialized (
      select e.id as exported_id, case when exists (select from users u where u.id = e.id) then uuidv7() else e.id end as id,
        e."fullName", e.service ->> 'description' as description
      from json_to_recordset($1::json) as e (id uuid, "fullName" text, service json) where e.service is not null
    ), created as (
      insert into users (id, kind, full_name, bio, password_hash)
      select id, 'SERVICE', "fullName", description, '*service*' from new
    )
    insert into imported_people select exported_id, id, true from new`,
    [JSON.stringify(people)],
  );
  return rowCount!;
}

/** Returns the account's id. @throws if there is no such account, or its address is not verified */
export async function addOwner(client: pg.Client, organizationId: string, account: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `select id from users where id::text = lower($1) or (email = lower(btrim($1)) and email_verified_at is not null)`,
    [account],
  );
  const [user] = rows;
  if (!user) throw new Error(`No account has the id or the verified address ${account}.`);
  await client.query(
    `insert into memberships (organization_id, user_id, role) values ($1, $2, 'OWNER')
    on conflict on constraint memberships_user_key do update set role = 'OWNER'`,
    [organizationId, user.id],
  );
  return user.id;
}

/** Gives service accounts their contacts again, who are members by now. One without an account here is none. */
export async function restoreContacts(client: pg.Client, id: string): Promise<void> {
  await client.query(
    `update memberships m set responsible_id = c.user_id
    from imported_contacts i
      join imported_people s on s.exported_id = i.exported_id
      join imported_people p on p.exported_id = i.responsible_id
      join memberships c on c.organization_id = $1 and c.user_id = p.id
    where m.organization_id = $1 and m.user_id = s.id and m.kind = 'SERVICE'`,
    [id],
  );
}

/**
 * Suspends those who were suspended, and members who are not certainly the same people: whoever has an address now may not
 * be who had it then. Not the owner whom the operator has named.
 */
export async function suspendMembers(
  client: pg.Client,
  id: string,
  owner: string | undefined,
): Promise<void> {
  await client.query(
    `update memberships m set member_suspended_at = s.since, member_suspended_until = s.until,
      member_suspension_reason = s.reason, member_suspended_by_role = s.by_role,
      member_suspended_by_permissions = s.by_permissions,
      member_suspended_by_id = (select id from imported_people where exported_id = s.by_id)
    from imported_suspensions s join imported_people p on p.exported_id = s.exported_id
    where m.organization_id = $1 and m.user_id = p.id and p.is_certain and m.user_id is distinct from $2::uuid`,
    [id, owner ?? null],
  );
  await client.query(
    `update memberships m set member_suspended_at = clock_timestamp(),
      member_suspension_reason = 'Imported: reinstate those who agree.'
    from imported_people p
    where m.organization_id = $1 and m.user_id = p.id and not p.is_certain and m.user_id is distinct from $2::uuid`,
    [id, owner ?? null],
  );
}

import { sql, type Kysely } from 'kysely';

/**
 * Policies and functions ask whether a membership holds. A migration of its own: when it is taken back, the requests that
 * still run the functions as they are here find the columns until they are done.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter policy own on memberships
      using (user_id = (select app.user_id()) and app.membership_holds(member_suspended_at, member_suspended_until));
    alter policy selected_and_own on organizations using (
      id = (select app.organization_id()) or exists (
        select from memberships m
        where m.organization_id = organizations.id and m.user_id = (select app.user_id())
          and app.membership_holds(m.member_suspended_at, m.member_suspended_until)
          and (organizations.status <> 'ARCHIVED'
            or m.role = 'OWNER' and coalesce(organizations.deletes_at > now(), true))));
  `.execute(db);
  for (const [name, ...edits] of rewrites)
    for (const [before, after] of edits) await rewrite(db, name, before, after);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [name, ...edits] of rewrites)
    for (const [before, after] of edits.toReversed()) await rewrite(db, name, after, before);
  await sql`
    alter policy selected_and_own on organizations using (
      id = (select app.organization_id()) or exists (
        select from memberships m
        where m.organization_id = organizations.id and m.user_id = (select app.user_id())
          and (organizations.status <> 'ARCHIVED'
            or m.role = 'OWNER' and coalesce(organizations.deletes_at > now(), true))));
    alter policy own on memberships using (user_id = (select app.user_id()));
  `.execute(db);
}

const holds = (alias: string) =>
  `app.membership_holds(${alias}.member_suspended_at, ${alias}.member_suspended_until)`;

/** What changes in the functions that decide by memberships: every place that says so. */
const rewrites: [name: string, ...edits: [before: string, after: string][]][] = [
  [
    'app.begin_request',
    [
      `            and app.effective_status(u.status, u.status_until) = 'ACTIVE';
        if api_key`,
      `            and app.effective_status(u.status, u.status_until) = 'ACTIVE'
            and ${holds('m')}
            -- Whoever was shown the secret and is suspended could use it.
            and not app.is_suspended_member(k.organization_id, s.seen_by_id);
        if api_key`,
    ],
    [
      `            where m.organization_id = organization and m.user_id = begin_request.user_id;`,
      `            where m.organization_id = organization and m.user_id = begin_request.user_id
              and ${holds('m')};`,
    ],
  ],
  [
    'app.change_organization_status',
    [
      `m.user_id = app.user_id() and m.role = 'OWNER') into owns`,
      `m.user_id = app.user_id() and m.role = 'OWNER'
            and ${holds('m')}) into owns`,
    ],
  ],
  [
    'app.find_acquaintance',
    [
      `        and o.id <> app.organization_id()`,
      `        and ${holds('theirs')} and ${holds('mine')}
        and o.id <> app.organization_id()`,
    ],
  ],
  [
    'app.may_be_mailed',
    [
      `          and u.email_verified_at is not null`,
      `          and ${holds('m')}
          and u.email_verified_at is not null`,
    ],
  ],
  [
    'app.owners_who_can_sign_in',
    [
      `      where m.organization_id = organization and m.role = 'OWNER'`,
      `      where m.organization_id = organization and m.role = 'OWNER' and ${holds('m')}`,
    ],
  ],
  [
    'app.notify',
    [
      `and m.user_id = w.user_id
`,
      `and m.user_id = w.user_id
            and ${holds('m')}
`,
    ],
  ],
  [
    'app.accept_invitation',
    [
      `invitations.expires_at into i`,
      `invitations.expires_at, invitations.invited_by_id, invitations.api_key_id into i`,
    ],
    [
      `        when organization_status = 'SUSPENDED' then 'SUSPENDED'`,
      `        -- Security: a suspended owner could have invited somebody who reinstates them.
        when app.is_suspended_member(i.organization_id, app.user_id())
          or app.inviter_is_suspended(i.organization_id, i.invited_by_id, i.api_key_id) then 'INVALID_TOKEN'
        when organization_status = 'SUSPENDED' then 'SUSPENDED'`,
    ],
  ],
];

/** Defines a function as it is now but for one text wherever it stands, so that what earlier migrations made of it stays. */
async function rewrite(db: Kysely<unknown>, name: string, before: string, after: string): Promise<void> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_functiondef(${name}::regproc) as definition`.execute(db);
  const parts = rows[0]!.definition.split(before);
  if (parts.length < 2) throw new Error(`${name} is not as expected`);
  await sql.raw(parts.join(after)).execute(db);
}

import { type Kysely, sql } from 'kysely';

/** A row, what it was declared as, and the columns that its function reads. */
const organization = 'id, status, suspended_at, suspended_by, suspended_until, suspension_reason, deletes_at';
const invitation =
  'invitations.id, invitations.organization_id, invitations.email, invitations.role, invitations.status, invitations.expires_at';

/** What each function says before and after this migration. */
const changes: Record<string, [before: string, after: string][]> = {
  change_organization_status: [
    ['o organizations;', 'o record;'],
    ['select * into o from', `select ${organization} into o from`],
  ],
  accept_invitation: [
    ['i invitations;', 'i record;'],
    ['select * into i from', `select ${invitation} into i from`],
  ],
  decline_invitation: [
    ['i invitations;', 'i record;'],
    ['returning * into i;', `returning ${invitation} into i;`],
  ],
};

/** No function reads whole rows, so that a column can be added to their tables while servers run. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [name, pairs] of Object.entries(changes)) await rewrite(db, name, pairs);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const [name, pairs] of Object.entries(changes))
    await rewrite(
      db,
      name,
      pairs.map(([before, after]) => [after, before]),
    );
}

/** Replaces parts of a function, whose arguments, result and grants stay. @throws when a part is missing */
async function rewrite(db: Kysely<unknown>, name: string, pairs: [string, string][]): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select pg_get_functiondef(oid) as text from pg_proc
    where proname = ${name} and pronamespace = 'app'::regnamespace`.execute(db);
  let { text } = rows[0]!;
  for (const [before, after] of pairs) {
    if (!text.includes(before)) throw new Error(`app.${name} does not say "${before}".`);
    text = text.replaceAll(before, after);
  }
  await sql.raw(text).execute(db);
}

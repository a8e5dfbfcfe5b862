import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';

/** The maximum number of handles of a text that are looked up. */
const MAX_HANDLES = 10;
/** The maximum number of people whom the teams of a comment notify. */
const MAX_PEOPLE = 500;

/** Not within a word, an address or a path: `ann@example.com` and `/@dock` mention no team. */
const MENTION =
  /(?<![\p{L}\p{N}_@/.-])@([a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?)(?![\p{L}\p{N}_@/-]|\.[\p{L}\p{N}])/giu;

/** Returns the first handles that a text mentions, in lower case. */
export function handlesIn(text: string): string[] {
  const handles = new Set<string>();
  for (const [, handle] of text.matchAll(MENTION)) {
    handles.add(handle!.toLowerCase());
    if (handles.size === MAX_HANDLES) break;
  }
  return [...handles];
}

/**
 * Returns the user ids of the people whom each text mentions through teams, by the text's key: members of the teams with the
 * handles in it and of those below them.
 */
export async function findMentionedPeople(
  { db, scope }: TenantDb,
  texts: readonly { key: string; text: string }[],
): Promise<Map<string, string[]>> {
  const mentions = texts.flatMap(({ key, text }) => handlesIn(text).map((handle) => ({ key, handle })));
  if (mentions.length === 0) return new Map();
  const { rows } = await sql<{ key: string; userId: string }>`
    with recursive below as (
      select mention.key, t.id from jsonb_to_recordset(${JSON.stringify(mentions)}::jsonb) as mention (key text, handle text)
      join teams t on t.handle = mention.handle collate "C" where t.organization_id = ${scope.id}
      union
      select b.key, t.id from teams t join below b on t.parent_id = b.id where t.organization_id = ${scope.id}
    )
    select distinct b.key, m.user_id as "userId" from below b join team_members m on m.team_id = b.id
    where m.organization_id = ${scope.id} order by b.key, m.user_id`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, people]) => [
      key,
      people.slice(0, MAX_PEOPLE).map(({ userId }) => userId),
    ]),
  );
}

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
 * handles in it and of those below them who see the task. Only for jobs.
 */
export async function findMentionedPeople(
  { db }: TenantDb,
  texts: readonly { key: string; text: string; taskId: string }[],
): Promise<Map<string, string[]>> {
  const mentions = texts.flatMap(({ key, text, taskId }) =>
    handlesIn(text).map((handle) => ({ key, handle, task_id: taskId })),
  );
  if (mentions.length === 0) return new Map();
  const { rows } = await sql<{ key: string; userId: string }>`
    select key, user_id as "userId"
    from app.find_mentioned(${JSON.stringify(mentions)}::jsonb, ${MAX_PEOPLE}::integer)`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ key }) => key)].map(([key, people]) => [
      key,
      people.map(({ userId }) => userId),
    ]),
  );
}

import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { DB } from '../../generated/database.ts';
import { badUserInput } from '../../errors.ts';
import { isStorable } from '../../graphql/input.ts';
import { tasksOf, type TaskRow } from './queries.ts';

const MOST_CHARACTERS = 200;
const MOST_HITS = 100;
/** How many of the best fits a list is narrowed to. */
const MOST_LISTED = 10_000;

export interface SearchHitRow {
  task: TaskRow;
  rank: number;
}

/** The tasks that fit the words best, archived ones left out. @throws BAD_USER_INPUT */
export async function searchTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  query: string,
  first: number,
): Promise<SearchHitRow[]> {
  checkWords(query);
  if (first < 0 || first > MOST_HITS) throw badUserInput(`\`first\` is at least 0 and at most ${MOST_HITS}.`);
  const rows = await tasksOf(db, scope)
    .innerJoin(fits(query).as<'hit'>(sql`hit`), 'hit.task_id', 'tasks.id')
    .select('hit.rank')
    .where('tasks.archived_at', 'is', null)
    .orderBy('hit.rank', 'desc')
    .orderBy('tasks.id', 'desc')
    .limit(first)
    .execute();
  return rows.map(({ rank, ...task }) => ({ task, rank }));
}

/** The condition that a task fits the words. @throws BAD_USER_INPUT */
export function fitsWords(words: string) {
  checkWords(words);
  return sql<boolean>`tasks.id in (select task_id from ${fits(words)})`;
}

const fits = (words: string) =>
  sql<{ task_id: string; rank: number }>`app.search_tasks(${words}, ${MOST_LISTED})`;

function checkWords(words: string): void {
  if (!isStorable(words) || [...words].length > MOST_CHARACTERS)
    throw badUserInput(`A search takes at most ${MOST_CHARACTERS} characters.`);
}

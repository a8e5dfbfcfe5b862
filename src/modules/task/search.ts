import { type Kysely, sql } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import { type PageArgs, pageRequest, type SortKeys } from '../../database/page-request.ts';
import { fetchPage, type Page } from '../../database/pagination.ts';
import type { DB } from '../../generated/database.ts';
import { badUserInput } from '../../errors.ts';
import { isStorable } from '../../graphql/input.ts';
import { tasksOf, type TaskRow } from './queries.ts';

const MOST_CHARACTERS = 200;
/** How many of the best fits a list is narrowed to. */
const MOST_LISTED = 10_000;

/** A task with how well it fits. */
export type SearchHitRow = TaskRow & { rank: number };

export type SearchHitPage = Page<SearchHitRow>;

const sortKeys: SortKeys<'RANK'> = {
  RANK: { column: 'rank', type: 'real', expression: sql.ref('hit.rank') },
};
const bestFirst = { field: 'RANK', direction: 'DESC' } as const;

/** A page of the tasks that fit the words best, archived ones left out. @throws BAD_USER_INPUT */
export async function searchTasks(
  db: Kysely<DB>,
  scope: OrgScope,
  { query, ...args }: PageArgs & { query: string },
): Promise<SearchHitPage> {
  const page = pageRequest(sortKeys, bestFirst, args, 'tasks');
  checkWords(query);
  const found = tasksOf(db, scope)
    .innerJoin(fits(query).as<'hit'>(sql`hit`), 'hit.task_id', 'tasks.id')
    .select('hit.rank')
    .where('tasks.archived_at', 'is', null);
  return fetchPage(found, page, 'tasks');
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

import { sql } from 'kysely';
import type { TenantDb } from '../../database/tenant-db.ts';
import { defineList } from '../../database/define-list.ts';
import type { PageArgs } from '../../database/page-request.ts';
import { badUserInput } from '../../errors.ts';
import { isStorable } from '../../util/storable-text.ts';
import { tasksOf } from './queries.ts';
import type { SearchHitPage } from './rows.ts';

const MAX_CHARACTERS = 200;
/** The maximum number of best hits that a list is restricted to. */
const MAX_HITS = 10_000;

const hits = defineList<{ field: 'RANK'; direction: 'DESC' }>({
  table: 'tasks',
  sorts: { RANK: { column: 'rank', type: 'real', expression: sql.ref('hit.rank') } },
});
const bestFirst = { field: 'RANK', direction: 'DESC' } as const;

/** Returns a page of the tasks that match the words best, without archived ones. @throws BAD_USER_INPUT */
export async function searchTasks(
  tenant: TenantDb,
  { query, ...args }: PageArgs & { query: string },
): Promise<SearchHitPage> {
  const page = { ...args, orderBy: bestFirst };
  hits.checkPage(page);
  checkWords(query);
  const found = tasksOf(tenant)
    .innerJoin(fits(query).as<'hit'>(sql`hit`), 'hit.task_id', 'tasks.id')
    .select('hit.rank')
    .where('tasks.archived_at', 'is', null);
  return hits.page(found, page);
}

/** SQL condition: the task matches the words. @throws BAD_USER_INPUT */
export function fitsWords(words: string) {
  checkWords(words);
  return sql<boolean>`tasks.id in (select task_id from ${fits(words)})`;
}

const fits = (words: string) =>
  sql<{ task_id: string; rank: number }>`app.search_tasks(${words}, ${MAX_HITS})`;

function checkWords(words: string): void {
  if (!isStorable(words) || [...words].length > MAX_CHARACTERS)
    throw badUserInput(`A search takes at most ${MAX_CHARACTERS} characters.`);
}

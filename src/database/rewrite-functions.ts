import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Replaces a part of every function of the schema `app` that has it, whose arguments, results and grants stay. For changes
 * that concern several functions, or one that another migration of the same release writes as well.
 *
 * Merged migrations call this function, so its behaviour must not change.
 * @throws when no function has the part
 */
export async function rewriteFunctions(
  db: QueryExecutorProvider,
  before: string,
  after: string,
): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select pg_get_functiondef(p.oid) as text from pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.prokind = 'f'
      and position(${before} in p.prosrc) > 0`.execute(db);
  if (rows.length === 0) throw new Error(`No function of app has "${before}".`);
  for (const { text } of rows) await sql.raw(text.replaceAll(before, after)).execute(db);
}

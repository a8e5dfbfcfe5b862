import { sql } from 'kysely';
import type { Context } from '../../core/context.ts';

const ids = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** Whether the texts name a project, task or comment that the caller does not see. */
export async function hidesAny(context: Context, texts: string[]): Promise<boolean> {
  if (!context.hasScope || context.knownAccess?.projectSight === 'ALL') return false;
  const named = [...new Set(texts.flatMap((text) => text.match(ids) ?? []))];
  if (named.length === 0) return false;
  const { rows } = await sql<{ hides: boolean }>`select app.hides_any(${named}::uuid[]) as hides`.execute(
    context.db,
  );
  return rows[0]!.hides;
}

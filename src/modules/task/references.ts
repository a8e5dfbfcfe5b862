import type { Kysely } from 'kysely';
import type { OrgScope } from '../../authorization/scope.ts';
import type { Context } from '../../context.ts';
import type { DB } from '../../generated/database.ts';
import type { UserError } from '../../generated/graphql.ts';
import { findLabelsByIds } from '../label/queries.ts';
import { findMembersToName } from '../membership/queries.ts';

interface References {
  assigneeId?: string | null;
  labelIds?: string[] | null;
}

/** Where an item of a mutation's input is: the path to it. */
export type PathTo = (index: number) => string[];

/** A fault for each member and label that is named and does not exist. */
export async function missingReferences(
  { db, scope }: Context,
  wanted: References[],
  pathTo: PathTo,
): Promise<UserError[]> {
  const [members, labels] = await Promise.all([
    existing(
      wanted.flatMap(({ assigneeId }) => assigneeId ?? []),
      (ids) => findMembersToName(db, scope, ids),
    ),
    existing(
      wanted.flatMap(({ labelIds }) => labelIds ?? []),
      async (ids) => new Set((await findLabelsByIds(db, scope, ids)).map(({ id }) => id)),
    ),
  ]);
  return wanted.flatMap(({ assigneeId, labelIds }, index) => [
    ...(assigneeId && !members.has(assigneeId) ? [notFound('member', ...pathTo(index), 'assigneeId')] : []),
    ...(labelIds ?? []).flatMap((id, place) =>
      labels.has(id) ? [] : [notFound('label', ...pathTo(index), 'labelIds', String(place))],
    ),
  ]);
}

export const notFound = (what: string, ...field: string[]): UserError => ({
  code: 'NOT_FOUND',
  message: `No such ${what}.`,
  field,
});

async function existing(ids: string[], find: (ids: string[]) => Promise<Set<string>>): Promise<Set<string>> {
  const unique = [...new Set(ids)];
  return unique.length > 0 ? find(unique) : new Set();
}

/**
 * Locks projects that tasks are put into, so that their order is decided one at a time, and answers those that exist
 * and their status.
 */
export async function lockProjects(
  db: Kysely<DB>,
  scope: OrgScope,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('projects')
    .select(['id', 'status'])
    .where('organization_id', '=', scope.id)
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** What is wrong with putting a task into a project, if anything is. */
export function projectFault(status: string | undefined, ...field: string[]): UserError | undefined {
  if (!status) return notFound('project', ...field);
  return status === 'ACTIVE' ? undefined : { code: 'INVALID', message: 'The project is archived.', field };
}

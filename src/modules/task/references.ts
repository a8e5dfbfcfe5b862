import { anyOf } from '../../database/any-of.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import type { Context } from '../../core/context.ts';
import type { UserError } from '../../generated/graphql.ts';
import { findLabelsByIds } from '../label/queries.ts';
import { findMembersToName } from '../membership/queries.ts';

interface References {
  assigneeId?: string | null;
  labelIds?: string[] | null;
}

/** Returns the path to an item of a mutation's input. */
export type PathTo = (index: number) => string[];

/** Returns an error for each named member and label that does not exist. */
export async function missingReferences(
  { tenant }: Context,
  wanted: References[],
  pathTo: PathTo,
): Promise<UserError[]> {
  const [members, labels] = await Promise.all([
    existing(
      wanted.flatMap(({ assigneeId }) => assigneeId ?? []),
      (ids) => findMembersToName(tenant, ids),
    ),
    existing(
      wanted.flatMap(({ labelIds }) => labelIds ?? []),
      async (ids) => new Set((await findLabelsByIds(tenant, ids)).map(({ id }) => id)),
    ),
  ]);
  return wanted.flatMap(({ assigneeId, labelIds }, index) => [
    ...(assigneeId && !members.has(assigneeId)
      ? [notFoundError('member', ...pathTo(index), 'assigneeId')]
      : []),
    ...(labelIds ?? []).flatMap((id, place) =>
      labels.has(id) ? [] : [notFoundError('label', ...pathTo(index), 'labelIds', String(place))],
    ),
  ]);
}

export const notFoundError = (what: string, ...field: string[]): UserError => ({
  code: 'NOT_FOUND',
  message: `No such ${what}.`,
  field,
});

async function existing(ids: string[], find: (ids: string[]) => Promise<Set<string>>): Promise<Set<string>> {
  const unique = [...new Set(ids)];
  return unique.length > 0 ? find(unique) : new Set();
}

/**
 * Locks the projects that tasks are put into, so that positions are assigned one at a time. Returns the status of each
 * project that exists.
 */
export async function lockProjects(
  { db, scope }: TenantDb,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('projects')
    .select(['id', 'status'])
    .where('organization_id', '=', scope.id)
    .where('id', '=', anyOf(ids))
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map(({ id, status }) => [id, status]));
}

/** Returns the error of putting a task into a project with this status, if any. */
export function projectFault(status: string | undefined, ...field: string[]): UserError | undefined {
  if (!status) return notFoundError('project', ...field);
  return status === 'ACTIVE' ? undefined : { code: 'INVALID', message: 'The project is archived.', field };
}

import { type Permission, permissionsInProjects } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { findProjectsByIds } from '../project/queries.ts';
import { notFoundError } from '../task/references.ts';
import { throwUserErrors } from '../task/write.ts';
import type { ApiKeyRow } from './rows.ts';

type Limits = Partial<Pick<ApiKeyRow, 'projectIds'>> & { permissions?: Permission[] | null | undefined };

/**
 * Returns what limits a key, with the permissions that a key can have which is limited to projects.
 *
 * Security: such a key can do nothing whose effect is not within projects, such as seeing the audit log or making an endpoint
 * that hears of all projects.
 * @throws NOT_FOUND for a project that the viewer does not see; INVALID for a permission that such a key cannot have
 */
export async function withinProjects<Wanted extends Limits>(
  context: Context,
  wanted: Wanted,
  before?: ApiKeyRow,
): Promise<Wanted> {
  const projectIds = wanted.projectIds === undefined ? before?.projectIds : wanted.projectIds;
  if (!projectIds) return wanted;
  await requireVisible(context, projectIds, before?.projectIds ?? []);
  const permissions = wanted.permissions === undefined ? before?.permissions : wanted.permissions;
  if (!permissions) return { ...wanted, permissions: [...permissionsInProjects] };
  const beyond = permissions.find((each) => !permissionsInProjects.includes(each as Permission));
  if (beyond)
    throw userError(
      'INVALID',
      'An API key that is limited to projects has only permissions within projects.',
      'permissions',
    );
  return wanted;
}

/** Checks those that are new. */
async function requireVisible(
  { tenant }: Context,
  ids: readonly string[],
  already: readonly string[],
): Promise<void> {
  const found = new Set((await findProjectsByIds(tenant, ids)).map(({ id }) => id));
  const faults = ids.map((id, index) =>
    found.has(id) || already.includes(id) ? undefined : notFoundError('project', 'projectIds', String(index)),
  );
  throwUserErrors(faults);
}

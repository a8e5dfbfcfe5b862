import type { Context } from '../../core/context.ts';
import { userError } from '../../errors.ts';
import { lockOrganization } from '../organization/queries.ts';
import { requireManager } from './levels.ts';
import { lockProject } from './queries.ts';

/**
 * Locks the organization and a project, so that who belongs to projects and to teams changes one at a time.
 *
 * Security: somebody who is being removed from the project, or demoted, could act once more afterwards. So what they may do
 * is read again under the lock. Nobody gives a level above their own: MANAGE is the highest.
 * @throws NOT_FOUND; FORBIDDEN unless the caller manages the project, or leaves it
 */
export async function lockManagedProject(
  context: Context,
  projectId: string,
  isLeaving = false,
): Promise<void> {
  await lockOrganization(context.tenant);
  await context.refreshAccess();
  const project = await lockProject(context.tenant, projectId);
  if (!project || !isLeaving) await requireManager(context, project);
  if (!project) throw userError('NOT_FOUND', 'No such project.', 'projectId');
}

import { refuseProjectManager } from '../../authorization/access.ts';
import { hasPermission } from '../../authorization/permission-checks.ts';
import { defineLoader } from '../../core/define-loader.ts';
import type { Context } from '../../core/context.ts';
import { forbidden } from '../../errors.ts';
import type { ProjectLevel } from '../../generated/enums.ts';
import { findGrants } from './grant-queries.ts';

// What a caller may do in a project is what their role permits, as far as their level there reaches. Who is not limited to
// some projects has the level EDIT in those that they see without belonging to them, so that their role alone decides; and
// MANAGE with the permission `project.manage`. Who sees a project only because they belong to it has the level that they
// were given. MANAGE also stands for `project.manage`.

export const levels = ['VIEW', 'COMMENT', 'EDIT', 'MANAGE'] as const satisfies ProjectLevel[];

const reaches = (level: ProjectLevel, wanted: ProjectLevel): boolean =>
  levels.indexOf(level) >= levels.indexOf(wanted);

/** Loads the caller's level in projects that the caller sees. */
const levelByProject = defineLoader(async (context: Context, ids): Promise<ProjectLevel[]> => {
  const { projectSight, apiKey } = await context.access();
  const byRole = hasPermission(context, 'project.manage') ? 'MANAGE' : 'EDIT';
  if (projectSight === 'ALL' && byRole === 'MANAGE') return ids.map(() => byRole);
  const found = new Map((await findGrants(context.tenant, ids)).map((each) => [each.id, each]));
  return ids.map((id) => {
    const { visibility, level: given = null } = found.get(id) ?? {};
    const isOpen =
      projectSight === 'ALL' ||
      projectSight === 'LISTED' ||
      (projectSight === 'ORGANIZATION' && visibility === 'ORGANIZATION');
    // A key never manages what only its owner was given to manage.
    const own = apiKey && given === 'MANAGE' && byRole !== 'MANAGE' ? 'EDIT' : given;
    if (!isOpen) return own ?? 'VIEW';
    return own === 'MANAGE' ? own : byRole;
  });
});

export const levelIn = (context: Context, projectId: string): Promise<ProjectLevel> =>
  context.load(levelByProject, projectId);

/** Whether the caller's level in the project suffices. Sends no statement for EDIT or less to callers who see all projects. */
export async function hasLevel(context: Context, projectId: string, wanted: ProjectLevel): Promise<boolean> {
  if (wanted !== 'MANAGE' && context.knownAccess?.projectSight === 'ALL') return true;
  return reaches(await levelIn(context, projectId), wanted);
}

/** Whether the caller may change the project. */
export const mayManage = async (context: Context, projectId: string): Promise<boolean> =>
  context.knownAccess !== undefined &&
  refuseProjectManager(context.knownAccess) === undefined &&
  hasLevel(context, projectId, 'MANAGE');

/** @throws FORBIDDEN unless the caller's level suffices in each of the projects, which the caller sees */
export async function requireLevel(
  context: Context,
  projectIds: Iterable<string>,
  wanted: ProjectLevel,
): Promise<void> {
  const checks = [...new Set(projectIds)].map((id) => hasLevel(context, id, wanted));
  if ((await Promise.all(checks)).every(Boolean)) return;
  if (wanted === 'MANAGE') throw managersOnly();
  throw forbidden(`Only members of the project with the level ${wanted} may do this.`);
}

const managersOnly = () =>
  forbidden('Only an administrator, or a member of the project with the level MANAGE, may do this.');

/**
 * Checks that the caller may manage a project.
 *
 * Security: whoever may manage no other project learns nothing about those that they do not see.
 * @throws FORBIDDEN
 */
export async function requireManager(context: Context, project: { id: string } | undefined): Promise<void> {
  if (project) await requireLevel(context, [project.id], 'MANAGE');
  else if (!hasPermission(context, 'project.manage')) throw managersOnly();
}

import type { z } from 'zod';
import { hasPermission } from '../../authorization/permission-checks.ts';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { requireVersion } from '../../database/version.ts';
import { forbidden } from '../../errors.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { recordChange } from '../../events/record.ts';
import { lockOrganization } from '../organization/queries.ts';
import { assertWithinPlan } from '../plan/actions.ts';
import { projectEvents } from './events.ts';
import type { createProjectInput, projectInput, updateProjectInput } from './input.ts';
import { grantOwn } from './grant-queries.ts';
import { requireManager } from './levels.ts';
import {
  deleteProject,
  insertOwnProject,
  insertProject,
  lockProject,
  updateProject,
  updateProjectStatus,
} from './queries.ts';
import type { ProjectRow } from './rows.ts';

/** Creates a project, within the plan's limit. */
export async function createProject(
  context: Context,
  { visibility, ...input }: z.output<typeof createProjectInput>,
): Promise<ProjectRow> {
  const { tenant, actorId } = context;
  const { projectSight, apiKey } = await context.access();
  if (apiKey?.projectIds) throw forbidden('An API key that is limited to projects creates none.');
  await assertWithinPlan(tenant, 'projects');
  const isPrivate = visibility === 'PRIVATE';
  // Whoever would not see it otherwise belongs to it.
  const isOwn = isPrivate || projectSight === 'GRANTED';
  const wanted = { ...input, createdById: actorId };
  const project = isOwn
    ? await insertOwnProject(tenant, { ...wanted, visibility: visibility ?? 'ORGANIZATION' })
    : await insertProject(tenant, wanted);
  recordChange(context, projectEvents, [{ after: project }]);
  await recordAudit(context, {
    action: 'project.created',
    targetType: 'Project',
    targetId: project.id,
    after: { name: project.name, ...(isPrivate && { visibility }) },
  });
  if (isPrivate) await noticePrivateProject(context);
  return project;
}

export async function changeProject(
  context: Context,
  { id, expectedVersion, ...wanted }: z.output<typeof updateProjectInput>,
): Promise<ProjectRow> {
  const { tenant } = context;
  // Its first private project changes the organization, which is locked before its projects.
  if (wanted.visibility === 'PRIVATE') await lockOrganization(tenant);
  const before = await lockManaged(context, id, expectedVersion);
  const { name, description, visibility } = wanted;
  const changed = changedValues(before, {
    name,
    description: description === '' ? null : description,
    visibility,
  });
  if (!changed) return before;
  if (changed.visibility === 'PRIVATE') await grantOwn(tenant, id);
  const after = await updateProject(tenant, id, changed);
  recordChange(context, projectEvents, [{ before, after }]);
  await recordAudit(context, {
    action: 'project.updated',
    targetType: 'Project',
    targetId: id,
    ...changes(before, after, 'name', 'description', 'visibility'),
  });
  if (changed.visibility === 'PRIVATE') await noticePrivateProject(context);
  return after;
}

/** Locks a project that the viewer may manage. @throws NOT_FOUND, FORBIDDEN, STALE_VERSION */
async function lockManaged(
  context: Context,
  id: string,
  expectedVersion: number | null | undefined,
): Promise<ProjectRow> {
  const project = await lockProject(context.tenant, id);
  await requireManager(context, project);
  return requireVersion(project, 'project', expectedVersion);
}

/** From now on row-level security asks to which projects the viewer belongs, if they do not see all. */
async function noticePrivateProject(context: Context): Promise<void> {
  if ((await context.access()).projectSight === 'ALL' && !hasPermission(context, 'project.seeAll'))
    await context.refreshAccess();
}

/** Archives or restores a project. */
export async function setArchived(
  context: Context,
  { id, expectedVersion }: z.output<typeof projectInput>,
  archived: boolean,
): Promise<ProjectRow> {
  const { tenant } = context;
  const before = await lockManaged(context, id, expectedVersion);
  if ((before.status === 'ARCHIVED') === archived) return before;
  const after = await updateProjectStatus(tenant, id, archived ? 'ARCHIVED' : 'ACTIVE');
  recordChange(context, projectEvents, [{ before, after }]);
  await recordAudit(context, {
    action: archived ? 'project.archived' : 'project.restored',
    targetType: 'Project',
    targetId: id,
    ...changes(before, after, 'status'),
  });
  return after;
}

/** Deletes a project with its tasks. */
export async function removeProject(
  context: Context,
  { id, expectedVersion }: z.output<typeof projectInput>,
): Promise<void> {
  const { tenant } = context;
  const project = await lockManaged(context, id, expectedVersion);
  await deleteProject(tenant, id);
  recordChange(context, projectEvents, [{ before: project }]);
  await recordAudit(context, {
    action: 'project.deleted',
    targetType: 'Project',
    targetId: id,
    before: { name: project.name },
  });
}

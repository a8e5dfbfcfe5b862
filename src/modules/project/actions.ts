import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { requireVersion } from '../../database/version.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { recordChange } from '../../events/record.ts';
import { assertWithinPlan } from '../plan/actions.ts';
import { projectEvents } from './events.ts';
import type { createProjectInput, projectInput, updateProjectInput } from './input.ts';
import { deleteProject, insertProject, lockProject, updateProject, updateProjectStatus } from './queries.ts';
import type { ProjectRow } from './rows.ts';

/** Creates a project, within the plan's limit. */
export async function createProject(
  context: Context,
  input: z.output<typeof createProjectInput>,
): Promise<ProjectRow> {
  const { tenant, actorId } = context;
  await assertWithinPlan(tenant, 'projects');
  const project = await insertProject(tenant, { ...input, createdById: actorId });
  recordChange(context, projectEvents, [{ after: project }]);
  await recordAudit(context, {
    action: 'project.created',
    targetType: 'Project',
    targetId: project.id,
    after: { name: project.name },
  });
  return project;
}

export async function changeProject(
  context: Context,
  { id, expectedVersion, ...wanted }: z.output<typeof updateProjectInput>,
): Promise<ProjectRow> {
  const { tenant } = context;
  const before = requireVersion(await lockProject(tenant, id), 'project', expectedVersion);
  const { name, description } = wanted;
  const changed = changedValues(before, { name, description: description === '' ? null : description });
  if (!changed) return before;
  const after = await updateProject(tenant, id, changed);
  recordChange(context, projectEvents, [{ before, after }]);
  await recordAudit(context, {
    action: 'project.updated',
    targetType: 'Project',
    targetId: id,
    ...changes(before, after, 'name', 'description'),
  });
  return after;
}

/** Archives or restores a project. */
export async function setArchived(
  context: Context,
  { id, expectedVersion }: z.output<typeof projectInput>,
  archived: boolean,
): Promise<ProjectRow> {
  const { tenant } = context;
  const before = requireVersion(await lockProject(tenant, id), 'project', expectedVersion);
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
  const project = requireVersion(await lockProject(tenant, id), 'project', expectedVersion);
  await deleteProject(tenant, id);
  recordChange(context, projectEvents, [{ before: project }]);
  await recordAudit(context, {
    action: 'project.deleted',
    targetType: 'Project',
    targetId: id,
    before: { name: project.name },
  });
}

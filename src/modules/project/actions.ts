import type { z } from 'zod';
import type { Context } from '../../context.ts';
import { changedValues } from '../../database/changed-values.ts';
import { requireVersion } from '../../database/version.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { recordChange } from '../event/record.ts';
import { requireRoom } from '../plan/actions.ts';
import type { createProjectInput, projectInput, updateProjectInput } from './input.ts';
import {
  deleteProject,
  insertProject,
  lockProject,
  type ProjectRow,
  updateProject,
  updateProjectStatus,
} from './queries.ts';

/** Makes a project, within the plan's limit. */
export async function createProject(
  context: Context,
  input: z.output<typeof createProjectInput>,
): Promise<ProjectRow> {
  const { db, scope, actorId } = context;
  await requireRoom(db, scope, 'projects');
  const project = await insertProject(db, scope, { ...input, createdById: actorId });
  await recordChange(context, 'project', [{ after: project }]);
  await recordAudit(context, {
    action: 'project.created',
    targetType: 'Project',
    targetId: project.id,
    after: { name: project.name },
  });
  return project;
}

/** Changes what the input names. */
export async function changeProject(
  context: Context,
  { id, expectedVersion, ...wanted }: z.output<typeof updateProjectInput>,
): Promise<ProjectRow> {
  const { db, scope } = context;
  const before = requireVersion(await lockProject(db, scope, id), 'project', expectedVersion);
  const { name, description } = wanted;
  const changed = changedValues(before, { name, description: description === '' ? null : description });
  if (!changed) return before;
  const after = await updateProject(db, scope, id, changed);
  await recordChange(context, 'project', [{ before, after }]);
  await recordAudit(context, {
    action: 'project.updated',
    targetType: 'Project',
    targetId: id,
    ...changes(before, after, 'name', 'description'),
  });
  return after;
}

/** Puts a project away, or brings it back. */
export async function setArchived(
  context: Context,
  { id, expectedVersion }: z.output<typeof projectInput>,
  archived: boolean,
): Promise<ProjectRow> {
  const { db, scope } = context;
  const before = requireVersion(await lockProject(db, scope, id), 'project', expectedVersion);
  if ((before.status === 'ARCHIVED') === archived) return before;
  const after = await updateProjectStatus(db, scope, id, archived ? 'ARCHIVED' : 'ACTIVE');
  await recordChange(context, 'project', [{ before, after }]);
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
  const { db, scope } = context;
  const project = requireVersion(await lockProject(db, scope, id), 'project', expectedVersion);
  await deleteProject(db, scope, id);
  await recordChange(context, 'project', [{ before: project }]);
  await recordAudit(context, {
    action: 'project.deleted',
    targetType: 'Project',
    targetId: id,
    before: { name: project.name },
  });
}

import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { countRows } from '../../database/count.ts';
import { requireVersion } from '../../database/version.ts';
import { userError } from '../../errors.ts';
import { changes, recordAudit } from '../audit/record.ts';
import { findMembersToName } from '../membership/queries.ts';
import { requireNoSecretGains } from '../project/gains.ts';
import { lockManagedProject } from '../project/locks.ts';
import type { addProjectMemberInput, removeProjectMemberInput, updateProjectMemberInput } from './input.ts';
import {
  deleteProjectMember,
  findProjectMember,
  insertProjectMember,
  updateProjectMember,
} from './queries.ts';
import type { ProjectMemberRow } from './rows.ts';

/** Each hears of what happens in the project. */
const MAX_MEMBERS = 500;

export async function addMember(
  context: Context,
  input: z.output<typeof addProjectMemberInput>,
): Promise<{ projectMember: ProjectMemberRow }> {
  const { tenant } = context;
  const { projectId, userId, level } = input;
  await lockManagedProject(context, projectId);
  if (!(await findMembersToName(tenant, [userId])).has(userId))
    throw userError('NOT_FOUND', 'No such member.', 'userId');
  if ((await countRows(tenant, 'project_members', { project_id: projectId })) >= MAX_MEMBERS)
    throw userError('LIMIT_REACHED', `It has ${MAX_MEMBERS} members, which is the maximum.`, 'projectId');
  await requireNoSecretGains(context, [userId], [input], 'userId');
  const projectMember = await insertProjectMember(tenant, input);
  await recordAudit(context, {
    action: 'project.member_added',
    targetType: 'Project',
    targetId: projectId,
    after: { userId, level },
  });
  return { projectMember };
}

export async function changeMember(
  context: Context,
  { projectId, userId, level, expectedVersion }: z.output<typeof updateProjectMemberInput>,
): Promise<{ projectMember: ProjectMemberRow }> {
  const { tenant } = context;
  await lockManagedProject(context, projectId);
  const before = requireVersion(
    await findProjectMember(tenant, projectId, userId),
    'member',
    expectedVersion,
    'userId',
  );
  if (before.level === level) return { projectMember: before };
  await requireNoSecretGains(context, [userId], [{ projectId, level }], 'userId');
  const projectMember = await updateProjectMember(tenant, before.id, level);
  await recordAudit(context, {
    action: 'project.member_updated',
    targetType: 'Project',
    targetId: projectId,
    ...changes(before, projectMember, 'userId', 'level'),
  });
  return { projectMember };
}

export async function removeMember(
  context: Context,
  { projectId, userId, expectedVersion }: z.output<typeof removeProjectMemberInput>,
): Promise<{ deletedId: string }> {
  const { tenant, actorId } = context;
  await lockManagedProject(context, projectId, userId === actorId);
  const { id, level } = requireVersion(
    await findProjectMember(tenant, projectId, userId),
    'member',
    expectedVersion,
    'userId',
  );
  // While the viewer may see the project: they may be removing themselves.
  await recordAudit(context, {
    action: 'project.member_removed',
    targetType: 'Project',
    targetId: projectId,
    before: { userId, level },
  });
  await deleteProjectMember(tenant, id);
  return { deletedId: id };
}

import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { entity, page, pageOf, peopleWrite, selected, withParent } from '../../support/isolation/classes.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';

declare module '../../support/contract.ts' {
  interface Tenant {
    /** A user id. */
    projectMemberId: string;
    projectMemberEntryId: string;
  }
}

export const access = defineAccess({
  fixture: async ({ owner, fellow, projectId }) => {
    const { addProjectMember } = await owner.client.ask(
      `mutation ($input: AddProjectMemberInput!) {
        addProjectMember(input: $input) { projectMember { id } userErrors { code } } }`,
      { input: { projectId, userId: fellow.userId, level: 'COMMENT' } },
    );
    return { projectMemberId: fellow.userId, projectMemberEntryId: addProjectMember.projectMember.id };
  },
  fixtureNeeds: ['projectId'],
  samples: {
    'Mutation.addProjectMember': write('addProjectMember', ({ projectId, owner }) => ({
      projectId,
      userId: owner.userId,
      level: 'EDIT',
    })),
    'Mutation.updateProjectMember': write('updateProjectMember', ({ projectId, projectMemberId }) => ({
      projectId,
      userId: projectMemberId,
      level: 'EDIT',
    })),
    'Mutation.removeProjectMember': write('removeProjectMember', ({ projectId, projectMemberId }) => ({
      projectId,
      userId: projectMemberId,
    })),
  },
  fields: {
    'Mutation.addProjectMember': peopleWrite('ADMIN', 'project.manage'),
    'Mutation.updateProjectMember': peopleWrite('ADMIN', 'project.manage'),
    'Mutation.removeProjectMember': peopleWrite('ADMIN', 'project.manage'),
  },
  ids: {
    ProjectMember: ({ projectMemberEntryId }) => projectMemberEntryId,
  },
  nodes: {
    ProjectMember: selected,
  },
  entities: {
    ProjectMember: entity,
  },
  edges: {
    'Project.members': withParent,
    ...pageOf('ProjectMember'),
    'ProjectMember.user': withParent,
  },
  foreignIds: {
    'Mutation.addProjectMember(input.projectId)': reference(
      'addProjectMember',
      'projectId',
      ({ owner }) => `projectId: $id, userId: "${owner.userId}", level: EDIT`,
      ({ projectId }) => projectId,
    ),
    'Mutation.addProjectMember(input.userId)': reference(
      'addProjectMember',
      'userId',
      ({ projectId }) => `projectId: "${projectId}", userId: $id, level: EDIT`,
      ({ owner }) => owner.userId,
    ),
    'Mutation.updateProjectMember(input.projectId)': reference(
      'updateProjectMember',
      'projectId',
      ({ projectMemberId }) => `projectId: $id, userId: "${projectMemberId}", level: EDIT`,
      ({ projectId }) => projectId,
    ),
    'Mutation.updateProjectMember(input.userId)': reference(
      'updateProjectMember',
      'userId',
      ({ projectId }) => `projectId: "${projectId}", userId: $id, level: EDIT`,
      ({ projectMemberId }) => projectMemberId,
    ),
    'Mutation.removeProjectMember(input.projectId)': reference(
      'removeProjectMember',
      'projectId',
      ({ projectMemberId }) => `projectId: $id, userId: "${projectMemberId}"`,
      ({ projectId }) => projectId,
    ),
    'Mutation.removeProjectMember(input.userId)': reference(
      'removeProjectMember',
      'userId',
      ({ projectId }) => `projectId: "${projectId}", userId: $id`,
      ({ projectMemberId }) => projectMemberId,
    ),
  },
  repeats: {
    'Mutation.addProjectMember': 'creates an object',
    'Mutation.updateProjectMember': ({ projectId, projectMemberId }) => [
      { projectId, userId: projectMemberId, level: 'COMMENT' },
    ],
    'Mutation.removeProjectMember': 'ends an object',
  },
  tenantTypes: [...page('ProjectMember')],
});

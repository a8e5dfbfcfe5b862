import { createTeam } from '../../fixtures/teams.ts';
import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entity,
  ifSeen,
  page,
  pageOf,
  peopleWrite,
  selected,
  withParent,
} from '../../support/isolation/classes.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';

declare module '../../support/contract.ts' {
  interface Tenant {
    /** A team without members that belongs to the project. */
    projectTeamId: string;
    projectTeamEntryId: string;
  }
}

export const access = defineAccess({
  fixture: async ({ owner, projectId }) => {
    const projectTeamId = await createTeam(owner.client, { name: 'Crew', handle: 'crew' });
    const { addProjectTeam } = await owner.client.ask(
      `mutation ($input: AddProjectTeamInput!) {
        addProjectTeam(input: $input) { projectTeam { id } userErrors { code } } }`,
      { input: { projectId, teamId: projectTeamId, level: 'COMMENT' } },
    );
    return { projectTeamId, projectTeamEntryId: addProjectTeam.projectTeam.id };
  },
  fixtureNeeds: ['projectId'],
  samples: {
    'Mutation.addProjectTeam': write('addProjectTeam', ({ projectId, teamId }) => ({
      projectId,
      teamId,
      level: 'EDIT',
    })),
    'Mutation.updateProjectTeam': write('updateProjectTeam', ({ projectId, projectTeamId }) => ({
      projectId,
      teamId: projectTeamId,
      level: 'EDIT',
    })),
    'Mutation.removeProjectTeam': write('removeProjectTeam', ({ projectId, projectTeamId }) => ({
      projectId,
      teamId: projectTeamId,
    })),
  },
  fields: {
    'Mutation.addProjectTeam': peopleWrite('ADMIN', 'project.manage'),
    'Mutation.updateProjectTeam': peopleWrite('ADMIN', 'project.manage'),
    'Mutation.removeProjectTeam': peopleWrite('ADMIN', 'project.manage'),
  },
  ids: {
    ProjectTeam: ({ projectTeamEntryId }) => projectTeamEntryId,
  },
  nodes: {
    ProjectTeam: selected,
  },
  entities: {
    ProjectTeam: entity,
  },
  edges: {
    'Project.teams': withParent,
    'Team.projects': withParent,
    ...pageOf(
      'ProjectTeam',
      ifSeen(({ projectTeamEntryId }) => projectTeamEntryId),
    ),
    'ProjectTeam.project': withParent,
    'ProjectTeam.team': withParent,
  },
  foreignIds: {
    'Mutation.addProjectTeam(input.projectId)': reference(
      'addProjectTeam',
      'projectId',
      ({ teamId }) => `projectId: $id, teamId: "${teamId}", level: EDIT`,
      ({ projectId }) => projectId,
    ),
    'Mutation.addProjectTeam(input.teamId)': reference(
      'addProjectTeam',
      'teamId',
      ({ projectId }) => `projectId: "${projectId}", teamId: $id, level: EDIT`,
      ({ teamId }) => teamId,
    ),
    'Mutation.updateProjectTeam(input.projectId)': reference(
      'updateProjectTeam',
      'projectId',
      ({ projectTeamId }) => `projectId: $id, teamId: "${projectTeamId}", level: EDIT`,
      ({ projectId }) => projectId,
    ),
    'Mutation.updateProjectTeam(input.teamId)': reference(
      'updateProjectTeam',
      'teamId',
      ({ projectId }) => `projectId: "${projectId}", teamId: $id, level: EDIT`,
      ({ projectTeamId }) => projectTeamId,
    ),
    'Mutation.removeProjectTeam(input.projectId)': reference(
      'removeProjectTeam',
      'projectId',
      ({ projectTeamId }) => `projectId: $id, teamId: "${projectTeamId}"`,
      ({ projectId }) => projectId,
    ),
    'Mutation.removeProjectTeam(input.teamId)': reference(
      'removeProjectTeam',
      'teamId',
      ({ projectId }) => `projectId: "${projectId}", teamId: $id`,
      ({ projectTeamId }) => projectTeamId,
    ),
  },
  repeats: {
    'Mutation.addProjectTeam': 'creates an object',
    'Mutation.updateProjectTeam': ({ projectId, projectTeamId }) => [
      { projectId, teamId: projectTeamId, level: 'COMMENT' },
    ],
    'Mutation.removeProjectTeam': 'ends an object',
  },
  tenantTypes: [...page('ProjectTeam')],
});

import { addToTeam, createTeam, setTeamLead } from '../../fixtures/teams.ts';
import type { Client } from '../../support/client.ts';
import { type Tenant, write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entity,
  inProjects,
  leads,
  none,
  ofSelected,
  page,
  pageOf,
  peopleWrite,
  selected,
  tenantRead,
  withParent,
} from '../../support/isolation/classes.ts';
import { filterById, lookupById, reference } from '../../support/isolation/foreign-ids.ts';
import { mutation, ofNode } from '../../support/viewer-can.ts';

declare module '../../support/contract.ts' {
  interface Tenant {
    /** A team below another one. The owner leads it and is its only member. */
    teamId: string;
    parentTeamId: string;
  }
}

const idOf = ({ teamId }: Tenant) => teamId;
const parentOf = ({ parentTeamId }: Tenant) => parentTeamId;
const userOf = ({ fellow }: Tenant) => fellow.userId;
const values = { name: 'Dock', handle: 'dock', description: 'Repairs' } as const;

/** Those who lead a team can, too. No other member does. */
const leadsWrite = leads(
  peopleWrite('MEMBER', 'organization.leave'),
  'write, leads, a key with MEMBERS_WRITE',
);

const change = (client: Client, field: string, input: object) =>
  client.ask(
    `mutation ($input: ${field.charAt(0).toUpperCase()}${field.slice(1)}Input!) {
      ${field}(input: $input) { userErrors { code } } }`,
    { input },
  );

export const access = defineAccess({
  fixture: async ({ owner, projectId, taskId }) => {
    const parentTeamId = await createTeam(owner.client, { name: 'Harbour', handle: 'harbour' });
    const teamId = await createTeam(owner.client, { name: 'Dock', handle: 'dock', parentId: parentTeamId });
    await addToTeam(owner.client, teamId, owner.userId);
    await setTeamLead(owner.client, teamId, owner.userId);
    await change(owner.client, 'updateTeam', { id: teamId, ...values });
    await owner.client.ask(
      `mutation ($projectId: ID!, $taskId: ID!, $teamId: ID!) {
        watchProject(input: { id: $projectId, teamId: $teamId }) { userErrors { code } }
        watchTask(input: { id: $taskId, teamId: $teamId }) { userErrors { code } } }`,
      { projectId, taskId, teamId },
    );
    return { teamId, parentTeamId };
  },
  samples: {
    'Query.team': {
      operation: 'query ($id: ID!) { team(id: $id) { id } }',
      variables: (tenant) => ({ id: idOf(tenant) }),
    },
    'Query.teams': { operation: '{ teams { nodes { id } } }' },
    'Mutation.createTeam': write('createTeam', ({ parentTeamId }) => ({
      name: 'Crane',
      handle: 'crane',
      parentId: parentTeamId,
    })),
    'Mutation.updateTeam': write('updateTeam', (tenant) => ({ id: idOf(tenant), name: 'Leaky' })),
    'Mutation.deleteTeam': write('deleteTeam', (tenant) => ({ id: idOf(tenant) })),
    'Mutation.addTeamMember': write('addTeamMember', (tenant) => ({
      teamId: idOf(tenant),
      userId: userOf(tenant),
    })),
    'Mutation.removeTeamMember': write('removeTeamMember', ({ teamId, owner }) => ({
      teamId,
      userId: owner.userId,
    })),
    'Mutation.setTeamLead': write('setTeamLead', ({ teamId }) => ({ teamId, userId: null })),
  },
  fields: {
    'Query.team': tenantRead('MEMBER', 'organization.see'),
    'Query.teams': tenantRead('MEMBER', 'organization.see'),
    'Mutation.createTeam': peopleWrite('ADMIN', 'team.manage'),
    'Mutation.updateTeam': peopleWrite('ADMIN', 'team.manage'),
    'Mutation.deleteTeam': peopleWrite('ADMIN', 'team.manage'),
    'Mutation.addTeamMember': leadsWrite,
    'Mutation.removeTeamMember': leadsWrite,
    'Mutation.setTeamLead': leadsWrite,
  },
  subscriptions: {
    'Subscription.teamEvents': 'test/contract/subscriptions.test.ts',
  },
  liveSamples: {
    'Subscription.teamEvents': {
      operation: 'subscription { teamEvents { type teamId team { id } changedFields } }',
      write: ({ owner, teamId }) => change(owner.client, 'updateTeam', { id: teamId, name: 'Quay' }),
    },
  },
  webhookEvents: {
    types: [
      'team.created',
      'team.updated',
      'team.member_added',
      'team.lead_changed',
      'team.member_removed',
      'team.deleted',
    ],
    cause: async ({ owner: { client }, fellow: { userId } }) => {
      const teamId = await createTeam(client);
      await change(client, 'updateTeam', { id: teamId, name: 'Pier' });
      await addToTeam(client, teamId, userId);
      await setTeamLead(client, teamId, userId);
      await change(client, 'removeTeamMember', { teamId, userId });
      await change(client, 'deleteTeam', { id: teamId });
    },
  },
  ids: { Team: idOf },
  nodes: { Team: selected },
  entities: { Team: entity },
  edges: {
    ...pageOf('Team', inProjects),
    'Team.parent': withParent,
    'Team.lead': withParent,
    'Team.members': withParent,
    'Membership.teams': ofSelected,
    // The comment mentions none: test/api/team/team-mentions.test.ts.
    'Comment.mentionedTeams': none,
  },
  foreignIds: {
    'Query.team(id)': lookupById('team', idOf),
    'Query.teams(filter.id)': filterById('teams', 'id', idOf),
    'Query.teams(filter.parentId)': filterById('teams', 'parentId', parentOf),
    'Team.members(filter.userId)': filterById(
      'members',
      'userId',
      userOf,
      ({ teamId }) => `team(id: "${teamId}")`,
    ),
    'Mutation.createTeam(input.parentId)': reference(
      'createTeam',
      'parentId',
      'name: "Crane", handle: "crane", parentId: $id',
      parentOf,
    ),
    'Mutation.updateTeam(input.id)': reference('updateTeam', 'id', 'id: $id', idOf),
    'Mutation.updateTeam(input.parentId)': reference(
      'updateTeam',
      'parentId',
      ({ teamId }) => `id: "${teamId}", parentId: $id`,
      parentOf,
    ),
    'Mutation.deleteTeam(input.id)': reference('deleteTeam', 'id', 'id: $id', idOf),
    'Mutation.addTeamMember(input.teamId)': reference(
      'addTeamMember',
      'teamId',
      ({ fellow }) => `teamId: $id, userId: "${fellow.userId}"`,
      idOf,
    ),
    'Mutation.addTeamMember(input.userId)': reference(
      'addTeamMember',
      'userId',
      ({ teamId }) => `teamId: "${teamId}", userId: $id`,
      userOf,
    ),
    'Mutation.removeTeamMember(input.teamId)': reference(
      'removeTeamMember',
      'teamId',
      ({ fellow }) => `teamId: $id, userId: "${fellow.userId}"`,
      idOf,
    ),
    'Mutation.removeTeamMember(input.userId)': reference(
      'removeTeamMember',
      'userId',
      ({ teamId }) => `teamId: "${teamId}", userId: $id`,
      userOf,
    ),
    'Mutation.setTeamLead(input.teamId)': reference('setTeamLead', 'teamId', 'teamId: $id', idOf),
    'Mutation.setTeamLead(input.userId)': reference(
      'setTeamLead',
      'userId',
      ({ teamId }) => `teamId: "${teamId}", userId: $id`,
      userOf,
    ),
  },
  repeats: {
    'Mutation.createTeam': 'creates an object',
    'Mutation.updateTeam': ({ teamId, parentTeamId }) => [
      { id: teamId },
      { id: teamId, ...values, name: ' Dock', handle: 'DOCK ', parentId: parentTeamId },
    ],
    'Mutation.deleteTeam': 'ends an object',
    'Mutation.addTeamMember': ({ teamId, owner }) => [{ teamId, userId: owner.userId }],
    'Mutation.removeTeamMember': 'ends an object',
    'Mutation.setTeamLead': ({ teamId, parentTeamId, owner }) => [
      { teamId, userId: owner.userId },
      { teamId: parentTeamId },
    ],
  },
  viewerCan: {
    'Organization.viewerCanCreateTeams': {
      select: () => 'organization { viewerCanCreateTeams }',
      find: ({ organization }) => organization?.['viewerCanCreateTeams'],
      attempt: () => mutation('createTeam(input: { name: "New", handle: "new" })'),
    },
    'Team.viewerCanUpdate': ofNode('Team', 'viewerCanUpdate', idOf, ({ teamId }) =>
      mutation(`updateTeam(input: { id: "${teamId}", name: "New" })`),
    ),
    'Team.viewerCanDelete': ofNode('Team', 'viewerCanDelete', idOf, ({ teamId }) =>
      mutation(`deleteTeam(input: { id: "${teamId}" })`),
    ),
    'Team.viewerCanManageMembers': ofNode('Team', 'viewerCanManageMembers', idOf, ({ teamId }) =>
      mutation(`setTeamLead(input: { teamId: "${teamId}" })`),
    ),
  },
  tenantTypes: page('Team'),
  heard: ['TeamEvent'],
  shortTexts: ['Team.name', 'Team.handle', 'Team.description'],
  filters: { TeamFilter: 'teams' },
});

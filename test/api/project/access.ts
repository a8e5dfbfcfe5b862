import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entity,
  except,
  ifSeen,
  inProjects,
  ofSelected,
  page,
  pageOf,
  selected,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.project': {
      operation: 'query ($id: ID!) { project(id: $id) { id } }',
      variables: ({ projectId }) => ({ id: projectId }),
    },
    'Query.projects': { operation: '{ projects { nodes { id } } }' },
    'Mutation.createProject': write('createProject', () => ({ name: 'Lighthouse' })),
    'Mutation.updateProject': write('updateProject', ({ projectId }) => ({
      id: projectId,
      name: 'Lighthouse',
    })),
    'Mutation.deleteProject': write('deleteProject', ({ projectId }) => ({ id: projectId })),
    'Mutation.archiveProject': write('archiveProject', ({ projectId }) => ({ id: projectId })),
    'Mutation.restoreProject': write('restoreProject', ({ projectId }) => ({ id: projectId })),
  },
  fields: {
    'Query.project': tenantRead('MEMBER', 'project.see'),
    'Query.projects': tenantRead('MEMBER', 'project.see'),
    'Mutation.createProject': {
      ...except(tenantWrite('ADMIN', 'project.manage'), ({ caller }) =>
        caller.keyOf ? 'FORBIDDEN' : undefined,
      ),
      label: 'write, ADMIN, PROJECT_MANAGE, no key of projects',
    },
    'Mutation.updateProject': tenantWrite('ADMIN', 'project.manage'),
    'Mutation.deleteProject': tenantWrite('ADMIN', 'project.manage'),
    'Mutation.archiveProject': tenantWrite('ADMIN', 'project.manage'),
    'Mutation.restoreProject': tenantWrite('ADMIN', 'project.manage'),
  },
  ids: {
    Project: ({ projectId }) => projectId,
  },
  nodes: {
    Project: selected,
  },
  entities: {
    Project: entity,
  },
  edges: {
    'Organization.projects': ofSelected,
    ...pageOf('Project', inProjects),
    'Project.organization': withParent,
    'Project.createdBy': ifSeen(({ owner }) => owner.userId),
  },
  repeats: {
    'Mutation.createProject': 'creates an object',
    'Mutation.deleteProject': 'ends an object',
  },
  tenantTypes: [...page('Project')],
  filters: { ProjectFilter: 'projects' },
});

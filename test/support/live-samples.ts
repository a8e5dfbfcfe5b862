import { mergeDistinct } from '../../src/util/merge-distinct.ts';
import { createTask } from '../fixtures/work.ts';
import { liveSamples } from './access.ts';
import type { LiveSample } from './define-access.ts';
import { notifyAll } from './notifications.ts';
import type { TestServer } from './server.ts';
import {
  commentEvents,
  invitationEvents,
  labelEvents,
  memberEvents,
  organizationEvents,
  projectEvents,
  taskEvents,
} from './subscriber.ts';

/** The subscriptions that no module declares in its access.ts, and a write that causes an event. */
const ownSamples = (server: Pick<TestServer, 'db'>): Record<string, LiveSample> => ({
  taskEvents: {
    operation: taskEvents,
    write: ({ owner, projectId }) => createTask(owner.client, projectId),
  },
  projectEvents: {
    operation: projectEvents,
    write: ({ owner, projectId }) =>
      owner.client.ask(
        `mutation ($id: ID!) { updateProject(input: { id: $id, name: "Pier" }) { userErrors { code } } }`,
        { id: projectId },
      ),
  },
  commentEvents: {
    operation: commentEvents,
    write: ({ owner, taskId }) =>
      owner.client.ask(
        `mutation ($id: ID!) { createComment(input: { taskId: $id, body: "Seen" }) { userErrors { code } } }`,
        { id: taskId },
      ),
  },
  memberEvents: {
    operation: memberEvents,
    write: ({ owner, fellow }) =>
      owner.client.ask(
        `mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: ADMIN }) { userErrors { code } } }`,
        { id: fellow.userId },
      ),
  },
  invitationEvents: {
    operation: invitationEvents,
    write: ({ owner, invitationId }) =>
      owner.client.ask(
        `mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { userErrors { code } } }`,
        { id: invitationId },
      ),
  },
  labelEvents: {
    operation: labelEvents,
    write: ({ owner, labelId }) =>
      owner.client.ask(
        `mutation ($id: ID!) { updateLabel(input: { id: $id, name: "Tide" }) { userErrors { code } } }`,
        { id: labelId },
      ),
  },
  organizationEvents: {
    operation: organizationEvents,
    write: ({ owner }) =>
      owner.client.ask('mutation { updateOrganization(input: { name: "Pier" }) { userErrors { code } } }'),
  },
  notificationAdded: {
    operation: 'subscription { notificationAdded { id } }',
    write: ({ organizationId }) => notifyAll(server.db, organizationId),
  },
});

/** Returns, by the name of each subscription field, what to subscribe with, and a write that causes an event. */
export function allLiveSamples(server: Pick<TestServer, 'db'>): Record<string, LiveSample> {
  const declared = Object.entries(liveSamples).map(
    ([name, sample]) => [name.split('.')[1]!, sample] as const,
  );
  return mergeDistinct([ownSamples(server), Object.fromEntries(declared)]);
}

import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { ifSeen, leads, personWrite } from '../../support/isolation/classes.ts';
import { reference } from '../../support/isolation/foreign-ids.ts';

/** Only those who lead the team, or manage all teams. */
const leadWrite = leads(personWrite('MEMBER', 'notification.manage'), 'write, leads, no key');

export const access = defineAccess({
  samples: {
    'Mutation.watchProject': write('watchProject', ({ projectId }) => ({ id: projectId })),
    'Mutation.unwatchProject': write('unwatchProject', ({ projectId }) => ({ id: projectId })),
    'Mutation.watchTask': write('watchTask', ({ taskId }) => ({ id: taskId })),
    'Mutation.unwatchTask': write('unwatchTask', ({ taskId }) => ({ id: taskId })),
  },
  fields: {
    'Mutation.watchProject': personWrite('MEMBER', 'notification.manage'),
    'Mutation.unwatchProject': personWrite('MEMBER', 'notification.manage'),
    'Mutation.watchTask': personWrite('MEMBER', 'notification.manage'),
    'Mutation.unwatchTask': personWrite('MEMBER', 'notification.manage'),
  },
  variants: {
    'Mutation.watchProject as a team': {
      ...leadWrite,
      sample: write('watchProject', ({ projectId, teamId }) => ({ id: projectId, teamId })),
    },
    'Mutation.unwatchTask as a team': {
      ...leadWrite,
      sample: write('unwatchTask', ({ taskId, teamId }) => ({ id: taskId, teamId })),
    },
  },
  edges: {
    'Project.watchingTeams': ifSeen(({ teamId }) => teamId),
    'Task.watchingTeams': ifSeen(({ teamId }) => teamId),
  },
  foreignIds: Object.fromEntries(
    (['Project', 'Task'] as const).flatMap((thing) =>
      ['watch', 'unwatch'].map((verb) => [
        `Mutation.${verb}${thing}(input.teamId)`,
        reference(
          `${verb}${thing}`,
          'teamId',
          ({ projectId, taskId }) => `id: "${thing === 'Project' ? projectId : taskId}", teamId: $id`,
          ({ teamId }) => teamId,
        ),
      ]),
    ),
  ),
});

import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { personWrite } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Mutation.watchProject': write('watchProject', ({ projectId }) => ({ id: projectId })),
    'Mutation.unwatchProject': write('unwatchProject', ({ projectId }) => ({ id: projectId })),
    'Mutation.watchTask': write('watchTask', ({ taskId }) => ({ id: taskId })),
    'Mutation.unwatchTask': write('unwatchTask', ({ taskId }) => ({ id: taskId })),
  },
  fields: {
    'Mutation.watchProject': personWrite('MEMBER'),
    'Mutation.unwatchProject': personWrite('MEMBER'),
    'Mutation.watchTask': personWrite('MEMBER'),
    'Mutation.unwatchTask': personWrite('MEMBER'),
  },
});

import { defineAccess } from '../../support/define-access.ts';
import { lookup } from '../../support/isolation/classes.ts';

/** Somebody signed in, or a key in its own organization. */
const visible = lookup('signed in', () => true);

export const access = defineAccess({
  samples: {
    'Query.node': {
      operation: 'query ($id: ID!) { node(id: $id) { id } }',
      variables: ({ taskId }) => ({ id: taskId }),
    },
    'Query.nodes': {
      operation: 'query ($id: ID!) { nodes(ids: [$id]) { id } }',
      variables: ({ taskId }) => ({ id: taskId }),
    },
  },
  personal: ['Query.node', 'Query.nodes'],
  fields: {
    // Null in the list for what `node` answers null for, type by type: see `nodes`.
    'Query.nodes': visible,
  },
  otherTypes: ['PageInfo', 'UserError'],
});

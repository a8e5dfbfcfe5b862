import { type Tenant, write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entity,
  inProjects,
  page,
  pageOf,
  selected,
  tenantRead,
  tenantWrite,
} from '../../support/isolation/classes.ts';
import { filterById, reference } from '../../support/isolation/foreign-ids.ts';
import { mutation, ofNode } from '../../support/viewer-can.ts';

const idOf = ({ labelId }: Tenant) => labelId;

export const access = defineAccess({
  samples: {
    'Query.labels': { operation: '{ labels { nodes { id } } }' },
    'Mutation.createLabel': write('createLabel', () => ({ name: 'Urgent', color: '#d73a4a' })),
    'Mutation.updateLabel': write('updateLabel', ({ labelId }) => ({ id: labelId, name: 'Leaky' })),
    'Mutation.deleteLabel': write('deleteLabel', ({ labelId }) => ({ id: labelId })),
  },
  fields: {
    'Query.labels': tenantRead('MEMBER', 'task.see'),
    'Mutation.createLabel': tenantWrite('ADMIN', 'label.manage'),
    'Mutation.updateLabel': tenantWrite('ADMIN', 'label.manage'),
    'Mutation.deleteLabel': tenantWrite('ADMIN', 'label.manage'),
  },
  ids: {
    Label: idOf,
  },
  nodes: {
    Label: selected,
  },
  entities: {
    Label: entity,
  },
  edges: {
    ...pageOf('Label', inProjects),
  },
  foreignIds: {
    'Query.labels(filter.id)': filterById('labels', 'id', idOf),
    'Mutation.updateLabel(input.id)': reference('updateLabel', 'id', 'id: $id', idOf),
    'Mutation.deleteLabel(input.id)': reference('deleteLabel', 'id', 'id: $id', idOf),
  },
  repeats: {
    'Mutation.createLabel': 'creates an object',
    'Mutation.updateLabel': async ({ owner, labelId }) => {
      const { labels } = await owner.client.ask(
        'query ($id: ID!) { labels(filter: { id: { eq: $id } }) { nodes { name color } } }',
        { id: labelId },
      );
      const { name, color } = labels.nodes[0]!;
      return [{ id: labelId }, { id: labelId, name: ` ${name}`, color: color.toUpperCase() }];
    },
    'Mutation.deleteLabel': 'ends an object',
  },
  viewerCan: {
    'Label.viewerCanUpdate': ofNode('Label', 'viewerCanUpdate', idOf, (scene) =>
      mutation(`updateLabel(input: { id: "${scene.labelId}", name: "New" })`),
    ),
    'Label.viewerCanDelete': ofNode('Label', 'viewerCanDelete', idOf, (scene) =>
      mutation(`deleteLabel(input: { id: "${scene.labelId}" })`),
    ),
  },
  tenantTypes: [...page('Label')],
  filters: { LabelFilter: 'labels' },
});

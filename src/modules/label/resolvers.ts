import { hasPermission } from '../../authorization/permission-checks.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeLabel, createLabel, removeLabel } from './actions.ts';
import { createLabelInput, deleteLabelInput, updateLabelInput } from './input.ts';
import { listLabels } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    labels: (_parent, args, { tenant }) => listLabels(tenant, args),
  },
  Label: {
    viewerCanUpdate: (_label, _args, context) => hasPermission(context, 'label.manage'),
    viewerCanDelete: (_label, _args, context) => hasPermission(context, 'label.manage'),
  },
  Mutation: {
    createLabel: payload(createLabelInput, createLabel),
    updateLabel: payload(updateLabelInput, changeLabel),
    deleteLabel: payload(deleteLabelInput, removeLabel),
  },
};

import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    createServiceAccount: can('serviceAccount.manage'),
    updateServiceAccount: can('serviceAccount.manage'),
    deleteServiceAccount: can('serviceAccount.manage'),
  },
};

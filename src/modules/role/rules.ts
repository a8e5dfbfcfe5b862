import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { roles: can('organization.see') },
  Mutation: {
    createRole: can('role.manage'),
    updateRole: can('role.manage'),
    deleteRole: can('role.manage'),
  },
};

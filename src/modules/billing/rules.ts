import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { billingStatement: can('billing.see'), billingStatements: can('billing.see') },
};

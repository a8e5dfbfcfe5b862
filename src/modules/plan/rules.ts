import { can, isVisitor } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { plans: isVisitor },
  Mutation: { changePlan: can('plan.change') },
};

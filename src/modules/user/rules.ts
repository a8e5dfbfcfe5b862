import { isSignedIn, isVisitor } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { me: isVisitor, user: isSignedIn },
};

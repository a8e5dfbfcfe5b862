import { isAnyone } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: { register: allOf(atMost(20, 15), isAnyone) },
};

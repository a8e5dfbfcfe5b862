import { isPlatformAdmin } from '../../authorization/guards.ts';
import { atMost } from '../../authorization/rate-limit.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    startImpersonation: allOf(atMost(20, 60), isPlatformAdmin),
    endImpersonation: isPlatformAdmin,
  },
};

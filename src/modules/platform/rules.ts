import { isPlatformAdmin } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { allOrganizations: isPlatformAdmin },
};

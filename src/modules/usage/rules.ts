import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { usageSeries: can('usage.see'), usageEvents: can('usage.see') },
  Mutation: { recordUsage: can('usage.record'), voidUsageEvent: can('usage.void') },
};

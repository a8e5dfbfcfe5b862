import { hasNoInvalidCredentials, isPlatformAdmin } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { meters: hasNoInvalidCredentials, meterPolicy: hasNoInvalidCredentials },
  Mutation: { declareMeter: isPlatformAdmin, updateMeterPolicy: isPlatformAdmin },
};

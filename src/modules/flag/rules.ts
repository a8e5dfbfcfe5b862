import { isNoGuestThere, isPlatformAdmin } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { flags: isPlatformAdmin },
  Organization: { isFlagOn: isNoGuestThere },
  Mutation: { setFlag: isPlatformAdmin, clearFlag: isPlatformAdmin },
};

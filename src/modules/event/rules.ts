import { hasRole } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Subscription: { taskEvents: hasRole('MEMBER'), projectEvents: hasRole('MEMBER') },
};

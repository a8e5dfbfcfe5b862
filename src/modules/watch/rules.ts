import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

const manages = can('notification.manage');

export const rules: RuleTree = {
  Mutation: { watchProject: manages, unwatchProject: manages, watchTask: manages, unwatchTask: manages },
};

import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { labels: can('task.see') },
  Mutation: {
    createLabel: can('label.manage'),
    updateLabel: can('label.manage'),
    deleteLabel: can('label.manage'),
  },
};

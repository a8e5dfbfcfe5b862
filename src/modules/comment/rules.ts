import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Mutation: {
    createComment: can('comment.write'),
    updateComment: can('comment.write'),
    deleteComment: can('comment.write'),
  },
};

import { can } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: { apiKeys: can('apiKey.see') },
  Mutation: {
    createApiKey: can('apiKey.manage'),
    rollApiKey: can('apiKey.manage'),
    updateApiKey: can('apiKey.manage'),
    revokeApiKey: can('apiKey.manage'),
    verifyKey: can('apiKey.verify'),
  },
};

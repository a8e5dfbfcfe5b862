import { can, requiresFeature } from '../../authorization/guards.ts';
import { allOf, type RuleTree } from '../../authorization/shield.ts';

export const rules: RuleTree = {
  Query: {
    auditEvents: can('audit.see'),
    auditEventExport: allOf(can('audit.see'), requiresFeature('AUDIT_EXPORT')),
  },
};

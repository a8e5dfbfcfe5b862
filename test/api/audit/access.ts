import { defineAccess } from '../../support/define-access.ts';
import { selectedWith, page, pageOf, tenantRead, withParent } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.auditEvents': { operation: '{ auditEvents { nodes { id } } }' },
    'Query.auditEventExport': { operation: '{ auditEventExport { csv } }' },
  },
  fields: {
    'Query.auditEvents': tenantRead('ADMIN', 'audit.see'),
    'Query.auditEventExport': tenantRead('ADMIN', 'audit.see'),
  },
  ids: {
    AuditEvent: { table: 'audit_events', names: 'target_id' },
  },
  nodes: {
    AuditEvent: selectedWith('audit.see'),
  },
  edges: {
    ...pageOf('AuditEvent'),
    'AuditEvent.actor': withParent,
  },
  tenantTypes: [...page('AuditEvent'), 'AuditEventExport'],
  filters: { AuditEventFilter: 'audit_events' },
});

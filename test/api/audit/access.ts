import { defineAccess } from '../../support/define-access.ts';
import { forAdmins, page, pageOf, tenantRead, withParent } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.auditEvents': { operation: '{ auditEvents { nodes { id } } }' },
    'Query.auditEventExport': { operation: '{ auditEventExport { csv } }' },
  },
  fields: {
    'Query.auditEvents': tenantRead('ADMIN'),
    'Query.auditEventExport': tenantRead('ADMIN'),
  },
  ids: {
    AuditEvent: { table: 'audit_events' },
  },
  nodes: {
    AuditEvent: forAdmins,
  },
  edges: {
    ...pageOf('AuditEvent'),
    'AuditEvent.actor': withParent,
  },
  tenantTypes: [...page('AuditEvent'), 'AuditEventExport'],
  filters: { AuditEventFilter: 'audit_events' },
});

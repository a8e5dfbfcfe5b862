import { defineModule } from '../define-module.ts';
import { auditJobs } from './jobs.ts';
import { auditEventById } from './loaders.ts';

export const audit = defineModule({
  name: 'audit',
  resolvers: () => import('./resolvers.ts'),
  rules: () => import('./rules.ts'),
  objects: {
    AuditEvent: { loader: auditEventById, permission: 'audit.see', isEntity: false },
  },
  jobs: auditJobs,
  costs: {
    // Writes 10,000 rows into one text.
    'Query.auditEventExport': 1000,
  },
  textLengths: {
    'AuditEvent.before': 10_000,
    'AuditEvent.after': 10_000,
  },
});

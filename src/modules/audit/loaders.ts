import { hasPermission } from '../../authorization/permission-checks.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findAuditEventsByIds } from './queries.ts';

/** Loads from the selected organization. Callers who may not read its audit log get none. */
export const auditEventById = defineLoader(async (context, ids) =>
  byId(ids, hasPermission(context, 'audit.see') ? await findAuditEventsByIds(context.tenant, ids) : []),
);

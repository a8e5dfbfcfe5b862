import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import { findAuditEventsByIds } from './queries.ts';

/** Loads from the selected organization. */
export const auditEventById = defineLoader(async (context, ids) =>
  byId(ids, await findAuditEventsByIds(context.tenant, ids)),
);

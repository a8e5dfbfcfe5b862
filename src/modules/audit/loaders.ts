import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import { type AuditEventRow, findAuditEventsByIds } from './queries.ts';

export const auditLoaders = (context: Context) => ({
  /** In the selected organization; none for those who may not read its audit log. */
  auditEventById: new DataLoader<string, AuditEventRow | undefined>(async (ids) =>
    byId(ids, context.can('audit.see') ? await findAuditEventsByIds(context.db, context.scope, ids) : []),
  ),
});

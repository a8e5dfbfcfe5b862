import { stringify } from 'csv-stringify/sync';
import type { Context } from '../../core/context.ts';
import type { AuditEventExport, QueryAuditEventExportArgs } from '../../generated/graphql.ts';
import { DateTime } from '../../graphql/scalars.ts';
import { exportAuditEvents } from './queries.ts';

const MAX_EVENTS = 10_000;

/** Returns the next part of the audit log as CSV (RFC 4180), escaped for spreadsheets. */
export async function auditEventExport(
  { tenant }: Context,
  { filter, after }: QueryAuditEventExportArgs,
): Promise<AuditEventExport> {
  const { nodes, pageInfo } = await exportAuditEvents(tenant, { filter, after, size: MAX_EVENTS });
  const csv = stringify(
    nodes.map((event) => ({ ...event, createdAt: DateTime.serialize(event.createdAt) })),
    {
      header: true,
      record_delimiter: '\r\n',
      escape_formulas: true,
      columns: [
        'createdAt',
        'action',
        'actorId',
        'apiKeyId',
        'targetType',
        'targetId',
        'before',
        'after',
        'ipAddress',
        'userAgent',
        'requestId',
        'id',
      ],
    },
  );
  const { endCursor } = pageInfo;
  return { csv, count: nodes.length, endCursor, hasNextPage: await pageInfo.hasNextPage() };
}

import { hasPermission } from '../../authorization/permission-checks.ts';
import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { findAttempts, findDeliveriesByIds, findMessages } from './delivery-queries.ts';
import { findEndpointsByIds } from './queries.ts';

/** Loads from the selected organization; undefined for callers who may not see its webhooks. */
const webhookLoader = <Row extends { id: string }, Value>(
  find: (tenant: TenantDb, ids: readonly string[]) => Promise<Row[]>,
  valueOf: (row: Row) => Value,
) =>
  defineLoader(async (context, ids) => {
    const rows = hasPermission(context, 'webhook.see') ? await find(context.tenant, ids) : [];
    return byId(ids, rows).map((row) => row && valueOf(row));
  });

export const webhookEndpointById = webhookLoader(findEndpointsByIds, (row) => row);
export const webhookDeliveryById = webhookLoader(findDeliveriesByIds, (row) => row);
export const payloadOfMessage = webhookLoader(findMessages, (row) => row.payload);
export const attemptsOfDelivery = webhookLoader(findAttempts, (row) => row.attempts);

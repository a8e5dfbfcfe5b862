import { defineLoader } from '../../core/define-loader.ts';
import { byId } from '../../database/loader.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { findAttempts, findDeliveriesByIds, findMessages } from './delivery-queries.ts';
import { findHeardProjects } from './audible.ts';
import { findEndpointsByIds } from './queries.ts';

/** Loads from the selected organization. */
const webhookLoader = <Row extends { id: string }, Value>(
  find: (tenant: TenantDb, ids: readonly string[]) => Promise<Row[]>,
  valueOf: (row: Row) => Value,
) =>
  defineLoader(async ({ tenant }, ids) =>
    byId(ids, await find(tenant, ids)).map((row) => row && valueOf(row)),
  );

export const webhookEndpointById = webhookLoader(findEndpointsByIds, (row) => row);
export const webhookDeliveryById = webhookLoader(findDeliveriesByIds, (row) => row);
/** The projects that the endpoint names and of which it may hear now. */
export const heardProjectsOfEndpoint = defineLoader(async ({ tenant }, ids): Promise<Set<string>[]> => {
  const named = (await findEndpointsByIds(tenant, ids)).flatMap(({ projectIds }) => projectIds ?? []);
  const heard = await findHeardProjects(tenant, [...ids], named);
  return ids.map(
    (id) => new Set(heard.filter(({ endpointId }) => endpointId === id).map(({ projectId }) => projectId)),
  );
});
export const payloadOfMessage = webhookLoader(findMessages, (row) => row.payload);
export const attemptsOfDelivery = webhookLoader(findAttempts, (row) => row.attempts);

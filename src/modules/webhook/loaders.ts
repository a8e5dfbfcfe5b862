import DataLoader from 'dataloader';
import type { Context } from '../../context.ts';
import { byId } from '../../database/loader.ts';
import {
  type Attempt,
  findAttempts,
  findDeliveriesByIds,
  findMessages,
  type WebhookDeliveryRow,
} from './deliveries.ts';
import { findEndpointsByIds, type WebhookEndpointRow } from './endpoints.ts';
import type { Payload } from './message.ts';

/** In the selected organization; nothing for those who may not see webhooks. */
export const webhookLoaders = (context: Context) => {
  const loader = <Row extends { id: string }, Value = Row>(
    find: (db: Context['db'], scope: Context['scope'], ids: readonly string[]) => Promise<Row[]>,
    valueOf: (row: Row) => Value,
  ) =>
    new DataLoader<string, Value | undefined>(async (ids) => {
      const rows = context.can('webhook.see') ? await find(context.db, context.scope, ids) : [];
      return byId(ids, rows).map((row) => row && valueOf(row));
    });
  return {
    webhookEndpointById: loader<WebhookEndpointRow>(findEndpointsByIds, (row) => row),
    webhookDeliveryById: loader<WebhookDeliveryRow>(findDeliveriesByIds, (row) => row),
    payloadOfMessage: loader<{ id: string; payload: Payload }, Payload>(findMessages, (row) => row.payload),
    attemptsOfDelivery: loader<{ id: string; attempts: Attempt[] }, Attempt[]>(
      findAttempts,
      (row) => row.attempts,
    ),
  };
};

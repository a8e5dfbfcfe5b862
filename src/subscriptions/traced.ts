import { getOperationAST } from 'graphql';
import type { Change } from '../core/change.ts';
import type { RequestInfo } from '../core/request.ts';
import { label, versionLabel } from '../tracing/span-types.ts';
import { activeTrace, runIn, startRoot, tracing } from '../tracing/tracing.ts';
import type { Subscription } from './document.ts';

const nameOf = ({ document, operationName }: Subscription) =>
  label(getOperationAST(document, operationName)?.name?.value);

/** Starts a subscription in the trace that its client has named, or in a new one. */
export function traceStart<T>(
  { trace, clientName, clientVersion }: RequestInfo,
  subscription: Subscription,
  start: () => Promise<T>,
): Promise<T> {
  if (!tracing.on) return start();
  const fields = {
    type: 'subscription',
    name: nameOf(subscription),
    client: label(clientName),
    clientVersion: versionLabel(clientVersion),
  } as const;
  const span = startRoot('operation', () => fields, trace ?? activeTrace());
  return span ? runIn(span, start) : start();
}

/** Executes a subscription for an event, in the trace of the transaction that made the change. */
export function traceEvent<T>(
  { type: change, traceparent }: Change,
  subscription: Subscription,
  subscriptions: number,
  execute: () => Promise<T>,
): Promise<T> {
  if (!tracing.on) return execute();
  const span = startRoot('event', () => ({ change, operation: nameOf(subscription), subscriptions }), {
    traceparent,
  });
  return span ? runIn(span, execute) : execute();
}

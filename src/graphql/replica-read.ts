// Which server executes a query: see database/replicas.ts.

import { Counter } from 'prom-client';
import { callerOf } from '../core/caller.ts';
import type { Operation, Target } from './operation.ts';
import { sendPlanned } from './plan/read.ts';
import { isEligible } from './validated/eligible.ts';

export const queriesByTarget = new Counter({
  name: 'polity_queries_total',
  help: 'Queries by the server that executed them, and why the primary did; none without replicas.',
  labelNames: ['target', 'reason'],
  registers: [],
});

const primary = (reason: (Target & { target: 'primary' })['reason']): Target => ({
  target: 'primary',
  reason,
});

/** Chooses the replica of a query, if there is a suitable one. */
export function chooseReplica(operation: Operation): void {
  const { services, request, isMutation } = operation.context;
  const { replicas } = services;
  if (!replicas || isMutation) return;
  operation.seen = Math.max(request.seenPosition ?? 0, replicas.positions.seenBy(callerOf(request)));
  const reason = whyNone(operation);
  if (reason) {
    operation.target = primary(reason);
    return;
  }
  const position = Math.max(
    operation.seen,
    replicas.positions.ofOrganization(operation.context.likelyOrganization!),
  );
  const server = replicas.find(position);
  if (typeof server === 'string') operation.target = primary(server);
  else operation.replica = { server, position };
}

/**
 * Returns why no replica may execute the query. The version of the organization proves that a replica is current, but only
 * for the fields of `isEligible`. For others the caller's position decides. This process does not know what the caller has
 * written by way of other processes, so that only a client that sends its token is served by a replica there.
 */
function whyNone({ context, schema, document }: Operation): 'no_organization' | 'no_token' | undefined {
  const { request, likelyOrganization } = context;
  if (!likelyOrganization || request.claims?.act || !(request.claims || request.apiKeyHash))
    return 'no_organization';
  if (request.seenPosition === undefined && !isEligible(schema, document)) return 'no_token';
  return undefined;
}

/** Notes that a kept response made the replica unnecessary. */
export function noteKept(operation: Operation): void {
  if (!operation.replica) return;
  operation.replica = undefined;
  operation.target = primary('kept');
}

/** Begins the query on its replica, after the primary has authorized the caller. On failure it is back on the primary. */
export async function moveToReplica(
  operation: Operation,
  { server, position }: NonNullable<Operation['replica']>,
): Promise<void> {
  const { context } = operation;
  operation.replica = undefined;
  const sendAhead = () => void (operation.read = sendPlanned(operation));
  if (!context.hasScope || context.version === undefined) {
    operation.target = primary('refused');
    return context.beginAgain(sendAhead);
  }
  const outcome = await context.moveTo(server, position, sendAhead);
  operation.target = outcome === 'current' ? { target: 'replica', reason: 'current' } : primary(outcome);
}

/** Makes the primary execute the query that the replica has failed. */
export async function leaveReplica(operation: Operation, error: unknown): Promise<void> {
  operation.target = primary('failed');
  operation.lookup &&= { ...operation.lookup, isExpected: false };
  await operation.context.leaveReplica(() => void (operation.read = sendPlanned(operation)), error);
}

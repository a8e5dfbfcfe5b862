import type { OperationDefinitionNode } from 'graphql';
import type { RequestInfo } from '../core/request.ts';
import type { Operation } from '../graphql/operation.ts';
import { label, versionLabel } from '../tracing/span-types.ts';
import { isRecorded, type OpenSpan, startSpan } from '../tracing/tracing.ts';
import type { Outcome } from './run-in-transaction.ts';

export type OperationSpan = OpenSpan<'operation'>;

export const startOperation = (
  { operation }: { operation: OperationDefinitionNode },
  { clientName, clientVersion }: Pick<RequestInfo, 'clientName' | 'clientVersion'>,
  cost: number | undefined,
): OperationSpan | undefined =>
  isRecorded()
    ? startSpan('operation', {
        type: operation.operation,
        name: label(operation.name?.value),
        client: label(clientName),
        clientVersion: versionLabel(clientVersion),
        cost,
      })
    : undefined;

/** Notes how the operation was answered, and its first error. */
export function noteOutcome(
  span: OperationSpan,
  { answeredBy }: Operation,
  { answer }: Pick<Outcome, 'answer'>,
): void {
  span.note({ planned: answeredBy === 'statement', validated: answeredBy === 'kept response' });
  const [error] = answer.errors ?? [];
  if (error) span.fail(error);
}

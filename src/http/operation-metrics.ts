import { Histogram } from 'prom-client';
import type { OperationDefinitionNode } from 'graphql';

/**
 * The maximum number of operations with a name of their own that are not registered.
 * Security: a client chooses the names, and could fill the memory of this process and of the monitoring with new ones.
 */
const MAX_NAMES = 200;
const OTHER = 'other';
const ANONYMOUS = 'anonymous';

export const operationDurations = new Histogram({
  name: 'polity_operation_duration_seconds',
  help: 'Time from the check of an admitted operation to its result, by the name of the operation. The names of operations that are not registered count as `other` after the first 200.',
  labelNames: ['operation', 'type', 'result'],
  buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers: [],
});

type Observer = { observe: (seconds: number) => void };

const names = new Set<string>();
/** prom-client would look up the labels for each operation. */
const observers = new Map<string, Observer>();

/** Counts an admitted operation and its time since `startedAt`. `code` is that of its first error. */
export function countOperation(
  { name, operation: type }: Pick<OperationDefinitionNode, 'name' | 'operation'>,
  registered: boolean,
  code: unknown,
  startedAt: number,
): void {
  const operation = nameOf(name?.value, registered);
  const result = code === undefined ? 'ok' : isOurs(code) ? 'server_error' : 'client_error';
  const key = `${operation} ${type} ${result}`;
  let observer = observers.get(key);
  if (!observer) observers.set(key, (observer = operationDurations.labels({ operation, type, result })));
  observer.observe((performance.now() - startedAt) / 1000);
}

const isOurs = (code: unknown) => code === 'INTERNAL_SERVER_ERROR' || code === 'SERVICE_UNAVAILABLE';

function nameOf(name: string | undefined, registered: boolean): string {
  const known = name?.slice(0, 100);
  if (known === undefined) return ANONYMOUS;
  if (registered || names.has(known)) return known;
  if (names.size >= MAX_NAMES) return OTHER;
  names.add(known);
  return known;
}

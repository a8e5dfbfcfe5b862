import type { RequestInfo } from '../core/request.ts';
import type { ResolvedOperation } from '../modules/client/persisted-operations.ts';

/** An HTTP request and its operation. */
export interface HttpOperation {
  incoming: RequestInfo;
  found: ResolvedOperation;
  /** Whether the response shows the cost of the operation: the request has `X-Cost: 1`. */
  showsCost: boolean;
  /** Why the operation was refused before its execution, once that is known. */
  refusal?: { error: unknown };
  /** Adds fields to the request's log line. */
  note: (facts: LoggedOperation) => void;
}

/** The fields of a log line that describe an operation. */
export interface LoggedOperation {
  operation?: string | undefined;
  /** For operations without a name. */
  operationHash?: string | undefined;
  userId?: string | undefined;
  apiKeyId?: string | undefined;
  organizationId?: string | undefined;
}

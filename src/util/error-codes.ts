import { GraphQLError } from 'graphql';

/** The codes of top-level errors, each with the HTTP status that a REST API would use. */
export const errorStatuses = {
  BAD_REQUEST: 400,
  BAD_USER_INPUT: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
  OPERATION_TOO_COMPLEX: 400,
  PERSISTED_QUERY_HASH_MISMATCH: 400,
  PERSISTED_QUERY_REQUIRED: 400,
  RESPONSE_TOO_LARGE: 400,
  CLIENT_UPGRADE_REQUIRED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  ORGANIZATION_SUSPENDED: 403,
  PLAN_LIMIT_REACHED: 403,
  NOT_FOUND: 404,
  PERSISTED_QUERY_NOT_FOUND: 404,
  CONFLICT: 409,
  QUOTA_EXCEEDED: 429,
  RATE_LIMITED: 429,
  INTERNAL_SERVER_ERROR: 500,
  EVENT_BACKLOG: 503,
  SERVICE_UNAVAILABLE: 503,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof errorStatuses;

export type Refusal = { code: ErrorCode; [name: string]: unknown };

/** Creates a top-level error. The code and the other properties become its `extensions`. */
export const refusal = (message: string, extensions: Refusal) => new GraphQLError(message, { extensions });

/** Adds the status of the code to `extensions`. */
export const withStatus = <Extensions extends { code: unknown }>(extensions: Extensions) => ({
  ...extensions,
  status: isErrorCode(extensions.code) ? errorStatuses[extensions.code] : 400,
});

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(errorStatuses, code);

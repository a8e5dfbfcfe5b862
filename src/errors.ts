import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import pg from 'pg';
import type { Logger } from 'pino';
import type { UserError } from './generated/graphql.ts';
import { type ErrorCode, refusal, withStatus } from './refusal.ts';

export const unauthenticated = () =>
  refusal('Sign in first: the credentials are missing or no longer valid.', { code: 'UNAUTHENTICATED' });
export const invalidApiKey = () =>
  refusal(
    'The API key is invalid: it was mistyped or revoked, has expired, or its creator has lost the right to it.',
    { code: 'UNAUTHENTICATED' },
  );
export const forbidden = (message = 'Your role does not allow this.') =>
  refusal(message, { code: 'FORBIDDEN' });
export const notFound = () =>
  refusal('No such organization, or you are not a member of it.', { code: 'NOT_FOUND' });
/** What is answered where `X-Organization-Id` has a slug or anything else that is no id. */
export const noOrganizationId = () =>
  refusal(
    'X-Organization-Id takes the id of an organization, not its slug: `organization(slug:)` answers the id.',
    { code: 'NOT_FOUND' },
  );
export const badUserInput = (message: string, reason?: string) =>
  refusal(message, { code: 'BAD_USER_INPUT', ...(reason && { reason }) });
export const conflict = (reason: string, message: string) => refusal(message, { code: 'CONFLICT', reason });
/** What a retry gets whose first response was too large to keep. */
export const notReplayable = () =>
  conflict(
    'IDEMPOTENCY_NOT_REPLAYABLE',
    'The operation was done, but its response was too large to be kept. Read what you need instead of retrying.',
  );
export const organizationRequired = () =>
  badUserInput(
    'Select an organization first: send X-Organization-Id or use switchOrganization.',
    'ORGANIZATION_REQUIRED',
  );
export const organizationSuspended = () =>
  refusal('The organization is suspended: it can be read, not changed.', { code: 'ORGANIZATION_SUSPENDED' });
export const featureNotInPlan = (feature: string) =>
  refusal(`The organization's plan does not include ${feature}.`, {
    code: 'FORBIDDEN',
    reason: 'FEATURE_NOT_IN_PLAN',
  });
/** `retryAfterSeconds` becomes the answer's Retry-After, too. */
export const rateLimited = (retryAfterSeconds: number, message = 'Too many requests.') =>
  refusal(`${message} Try again in ${retryAfterSeconds} seconds.`, {
    code: 'RATE_LIMITED',
    retryAfterSeconds,
  });
/** `resetsAt`: when the next month begins, in UTC. */
export const quotaExceeded = (limit: number, resetsAt: string) =>
  refusal(`The organization has used its ${limit} requests of this month.`, {
    code: 'QUOTA_EXCEEDED',
    limit,
    used: limit,
    resetsAt,
    retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(resetsAt) - Date.now()) / 1000)),
  });
/** Of subscriptions: `limit` counts those of the caller or of the whole organization. */
export const subscriptionLimitReached = (limit: number, whose: 'caller' | 'organization') =>
  refusal(
    `The organization's plan allows ${limit} subscriptions at one time${whose === 'caller' ? ' for each caller' : ''}. End another one first.`,
    { code: 'PLAN_LIMIT_REACHED', limit, per: whose },
  );
export const eventBacklog = () =>
  refusal('Too many events wait for this subscription. Subscribe again and fetch again.', {
    code: 'EVENT_BACKLOG',
  });
export const responseTooLarge = (limit: number) =>
  refusal(`The response is larger than ${limit} bytes. Ask for smaller pages, or for fewer long texts.`, {
    code: 'RESPONSE_TOO_LARGE',
    limit,
  });
export const unavailable = () =>
  refusal('The service cannot answer at the moment. Try again shortly.', { code: 'SERVICE_UNAVAILABLE' });

/** So many requests of the same organization, user, API key or network wait already. */
export const overloaded = (retryAfterSeconds: number) =>
  refusal('Too many of your requests are waiting. Send fewer at once.', {
    code: 'SERVICE_UNAVAILABLE',
    reason: 'TOO_MANY_WAITING',
    retryAfterSeconds,
  });
/** The request took longer than a request may. */
export const deadlineExceeded = () =>
  refusal('The request took too long. Ask for less at once, or try again.', {
    code: 'SERVICE_UNAVAILABLE',
    reason: 'DEADLINE_EXCEEDED',
  });
/** Nobody waits for the response any more. */
export const clientGone = () =>
  refusal('The client closed the connection before the response.', {
    code: 'SERVICE_UNAVAILABLE',
    reason: 'CLIENT_GONE',
  });

/** The refusal of an operation before it is executed, with its HTTP status. */
const refusedRequest = (status: number, code: ErrorCode, message: string) =>
  refusal(message, { code, http: { status } });

export const badRequest = (message: string) => refusedRequest(400, 'BAD_REQUEST', message);
export const badOperation = (message: string) => refusedRequest(400, 'BAD_USER_INPUT', message);
export const clientUpgradeRequired = () =>
  refusedRequest(
    400,
    'CLIENT_UPGRADE_REQUIRED',
    'This version of the client is no longer served: upgrade it.',
  );
/** As `unavailable`, of what was needed before an operation could be executed. */
export const unavailableYet = () => refusedRequest(503, 'SERVICE_UNAVAILABLE', unavailable().message);
/** The message is the one that clients of automatic persisted queries look for. */
export const persistedQueryNotFound = (status = 400) =>
  refusedRequest(status, 'PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
export const persistedQueryRequired = () =>
  refusedRequest(
    400,
    'PERSISTED_QUERY_REQUIRED',
    'Only operations that were registered for this version of the client are served.',
  );
export const persistedQueryMismatch = () =>
  refusedRequest(400, 'PERSISTED_QUERY_HASH_MISMATCH', 'provided sha does not match query');

/** Faults of a mutation's input: they become the payload's `userErrors`, and what was written is taken back. */
export class UserErrors extends Error {
  readonly errors: UserError[];
  constructor(errors: UserError[]) {
    super(errors.map((error) => error.message).join(' '));
    this.errors = errors;
  }
}

/** One fault of a mutation's input. */
export const userError = (code: UserError['code'], message: string, ...field: string[]) =>
  new UserErrors([{ code, message, field: field.length > 0 ? field : null }]);

const MOST_CHARACTERS = 1000;

/** PostgreSQL classes that mean "not now": connection, resources, operator intervention, and lost races. */
const transientStates = /^(08|53|57P|57014|40001|40P01|55P03)/;
const transientFailures =
  /connect|terminat|timeout exceeded|ECONN|EPIPE|ENOTFOUND|not queryable|server closed/i;

/**
 * Whether a prepared statement failed because a migration has changed the type of its result. It fails on this connection
 * for as long as it is prepared there.
 */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';

/** Whether an error says that the database is away or overloaded, rather than that we are wrong. */
export function isTransient(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return transientStates.test(error.code ?? '') || isStalePlan(error);
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  // A TypeError may well speak of a connection: it is our own.
  const native = error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
  return (
    error instanceof Error &&
    !native &&
    transientFailures.test(`${error.message} ${(error as NodeJS.ErrnoException).code}`)
  );
}

/**
 * The code of an error, or of the one that was thrown where it wraps another. Undefined for a fault that graphql finds
 * in our own answers, such as null where the schema promises something.
 */
function codeOf({ extensions, path, message }: GraphQLError, thrown: GraphQLError): unknown {
  const code = thrown.extensions['code'] ?? extensions['code'];
  if (code) return code;
  if (!path) return 'GRAPHQL_VALIDATION_FAILED';
  return message.startsWith('Argument "') ? 'BAD_USER_INPUT' : undefined;
}

/** Some messages repeat what the client sent, each of many the whole of it. */
const shortened = (message: string) =>
  message.length > MOST_CHARACTERS ? `${message.slice(0, MOST_CHARACTERS).toWellFormed()}…` : message;

/**
 * What the client is told of an error, with the HTTP status of its code: refusals and GraphQL's own as they are, everything else masked, with the
 * request's id, and logged with its stack.
 */
export function publicError(error: unknown, requestId: string, logger: Logger): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const { path, locations } = error instanceof GraphQLError ? error.toJSON() : {};
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const code = error instanceof GraphQLError && original instanceof GraphQLError && codeOf(error, original);
  if (code) {
    const { http, stacktrace: _stacktrace, ...extensions } = original.extensions;
    const told = withStatus({ ...extensions, code });
    // Apollo Server refuses a mutation by GET as a bad request that answers 405.
    const { status } = code === 'BAD_REQUEST' ? ((http ?? {}) as { status?: number }) : {};
    return {
      message: shortened(error.message),
      ...place,
      extensions: status ? { ...told, status } : told,
    };
  }
  if (isTransient(original)) {
    logger.warn({ err: original, requestId }, 'the database could not answer');
    return {
      ...place,
      message: unavailable().message,
      extensions: withStatus({ code: 'SERVICE_UNAVAILABLE' }),
    };
  }
  logger.error({ err: original, requestId }, 'unexpected error');
  return {
    message: 'Something went wrong on our side. Quote the request id when you ask about it.',
    ...place,
    extensions: withStatus({ code: 'INTERNAL_SERVER_ERROR', requestId }),
  };
}

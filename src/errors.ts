import type { UserErrorCode } from './generated/enums.ts';
import { type ErrorCode, refusal } from './util/error-codes.ts';

export const unauthenticated = () =>
  refusal('Sign in first: the credentials are missing or no longer valid.', { code: 'UNAUTHENTICATED' });
export const invalidApiKey = () =>
  refusal(
    'The API key is invalid: it was mistyped or revoked, has expired, is limited to other networks, or its owner has lost the right to it.',
    { code: 'UNAUTHENTICATED' },
  );
export const forbidden = (message = 'Your role does not allow this.') =>
  refusal(message, { code: 'FORBIDDEN' });
export const notFound = () =>
  refusal('No such organization, or you are not a member of it.', { code: 'NOT_FOUND' });
/** For the repetition of an operation whose response shows what its caller does not see any more. */
export const noLongerFound = () =>
  refusal('What the operation was about is not found any more.', { code: 'NOT_FOUND' });
/** For an `X-Organization-Id` that is not an id, for example a slug. */
export const noOrganizationId = () =>
  refusal(
    'X-Organization-Id takes the id of an organization, not its slug. `organization(slug:)` returns the id.',
    { code: 'NOT_FOUND' },
  );
export const badUserInput = (message: string, reason?: string) =>
  refusal(message, { code: 'BAD_USER_INPUT', ...(reason && { reason }) });
export const conflict = (reason: string, message: string) => refusal(message, { code: 'CONFLICT', reason });
/** For a retry with the same `Idempotency-Key` when the first response was too large to keep. */
export const notReplayable = () =>
  conflict(
    'IDEMPOTENCY_NOT_REPLAYABLE',
    'The operation succeeded, but its response was too large to keep. Query the data instead of retrying.',
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
/** `retryAfterSeconds` is also sent as the Retry-After header. */
export const rateLimited = (retryAfterSeconds: number, message = 'Too many requests.') =>
  refusal(`${message} Try again in ${retryAfterSeconds} seconds.`, {
    code: 'RATE_LIMITED',
    retryAfterSeconds,
  });
/** `resetsAt` is the start of the next month, in UTC. `who` begins the message. */
export const quotaExceeded = (limit: number, resetsAt: string, who = 'The organization has used its') =>
  refusal(`${who} ${limit} requests for this month.`, {
    code: 'QUOTA_EXCEEDED',
    limit,
    used: limit,
    resetsAt,
    retryAfterSeconds: Math.max(1, Math.ceil((Date.parse(resetsAt) - Date.now()) / 1000)),
  });
/** `limit` is the maximum for the caller or for the whole organization. */
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

/** For a request that finds the queue of its organization, user, API key or network full. */
export const overloaded = (retryAfterSeconds: number) =>
  refusal('Too many of your requests are waiting. Send fewer at once.', {
    code: 'SERVICE_UNAVAILABLE',
    reason: 'TOO_MANY_WAITING',
    retryAfterSeconds,
  });
/** For a request that exceeds REQUEST_DEADLINE_MS. Under load most of that time is waiting, so a retry can succeed. */
export const deadlineExceeded = () =>
  refusal('The request took too long. Ask for less at once, or try again.', {
    code: 'SERVICE_UNAVAILABLE',
    reason: 'DEADLINE_EXCEEDED',
    retryAfterSeconds: 1,
  });
/** Ends the work of a request after its client has disconnected. */
export const clientGone = () =>
  refusal('The client closed the connection before the response.', {
    code: 'SERVICE_UNAVAILABLE',
    reason: 'CLIENT_GONE',
  });

/** An error that rejects an operation before it is executed, with its HTTP status. */
const refusedRequest = (status: number, code: ErrorCode, message: string) =>
  refusal(message, { code, http: { status } });

export const badRequest = (message: string) => refusedRequest(400, 'BAD_REQUEST', message);
export const badOperation = (message: string) => refusedRequest(400, 'BAD_USER_INPUT', message);
export const clientUpgradeRequired = () =>
  refusedRequest(
    400,
    'CLIENT_UPGRADE_REQUIRED',
    'This version of the client is no longer supported. Upgrade it.',
  );
/** Like `unavailable`, for a failure before the operation was executed. */
export const unavailableYet = () => refusedRequest(503, 'SERVICE_UNAVAILABLE', unavailable().message);
/** Clients of automatic persisted queries look for exactly this message. */
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

/** One error in a mutation's input: the schema's `UserError`. */
export interface UserError {
  code: UserErrorCode;
  message: string;
  /** The path of the input field. */
  field?: string[] | null | undefined;
}

/** Errors in a mutation's input. They become the payload's `userErrors`, and the field's writes are rolled back. */
export class UserErrors extends Error {
  readonly errors: UserError[];
  constructor(errors: UserError[]) {
    super(errors.map((error) => error.message).join(' '));
    this.errors = errors;
  }
}

/** A `UserErrors` with a single error. */
export const userError = (code: UserErrorCode, message: string, ...field: string[]) =>
  new UserErrors([{ code, message, field: field.length > 0 ? field : null }]);

import { CombinedGraphQLErrors, CombinedProtocolErrors, ServerError, ServerParseError } from '@apollo/client';
import type { ErrorCode, UserErrorCode } from './codes.ts';

/** One fault in the input of a mutation. Servers can add codes at any time. */
export interface UserError {
  code: UserErrorCode;
  message: string;
  /** The path of the input field; null when the fault does not concern a single field. */
  field?: readonly string[] | null;
}

/** Thrown by `mutate` when the server refused the input of a field. That field wrote nothing; others of `data` may have. */
export class UserErrors extends Error {
  override readonly name = 'UserErrors';
  readonly errors: readonly UserError[];
  readonly data: object | undefined;
  constructor(errors: readonly UserError[], data?: object) {
    super(errors.map(({ message }) => message).join(' '));
    this.errors = errors;
    this.data = data;
  }
}

/** Thrown when the session has ended, so that only a new sign-in helps. */
export class SessionEnded extends Error {
  override readonly name = 'SessionEnded';
  constructor() {
    super('Your session has ended. Sign in again.');
  }
}

/** Thrown when a request got no response. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  constructor(cause?: unknown) {
    super('The server did not answer.', { cause });
  }
}

/** Returns the error of a request: itself if the server or a proxy has answered, or if only a new sign-in helps. */
export const requestError = (error: unknown): unknown =>
  error instanceof SessionEnded ||
  [CombinedGraphQLErrors, CombinedProtocolErrors, ServerError, ServerParseError].some((kind) =>
    kind.is(error),
  )
    ? error
    : new ConnectionLost(error);

/** An error whose message says to a person what to do. */
export class Advice extends Error {
  override readonly name = 'Advice';
}

/** Returns whether the input was refused, with one of these codes if any are given. */
export const isUserError = (error: unknown, ...codes: UserErrorCode[]): error is UserErrors =>
  error instanceof UserErrors &&
  (codes.length === 0 || error.errors.some(({ code }) => codes.includes(code)));

/** The properties of a top-level error that clients act upon. */
export interface ApiErrorDetails {
  code: ErrorCode;
  message: string;
  retryAfterSeconds?: number;
  reason?: string;
}

/** Returns the top-level errors of a response; an empty list for any other error. */
export function apiErrors(error: unknown): ApiErrorDetails[] {
  const errors =
    CombinedGraphQLErrors.is(error) || CombinedProtocolErrors.is(error)
      ? error.errors
      : ServerError.is(error)
        ? errorsOf(error.bodyText)
        : [];
  return errors.map(({ message, extensions }) => ({
    ...(extensions as { retryAfterSeconds?: number; reason?: string } | undefined),
    code: (extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR') as ErrorCode,
    message,
  }));
}

/** Returns whether a response has a top-level error with one of these codes. */
export const isApiError = (error: unknown, ...codes: ErrorCode[]): boolean =>
  apiErrors(error).some(({ code }) => codes.includes(code));

/** Returns what to show to a person: why something failed, and what to do. */
export function explain(error: unknown): string {
  if (error instanceof Advice) return error.message;
  if (error instanceof UserErrors || error instanceof SessionEnded) return withAdvice(error);
  const [first] = apiErrors(error);
  if (first) return [first.message, advice[first.code]].filter(Boolean).join(' ');
  return 'The server cannot be reached. Check your connection and try again.';
}

function withAdvice(error: UserErrors | SessionEnded): string {
  const advised = isUserError(error) ? error.errors.find(({ code }) => userAdvice[code]) : undefined;
  return [error.message, advised && userAdvice[advised.code]].filter(Boolean).join(' ');
}

/** What to do where the message does not say it. */
const userAdvice: Partial<Record<UserErrorCode, string>> = {
  STALE_VERSION: 'Somebody else changed it meanwhile: look at it again, then repeat your change.',
  PLAN_LIMIT_REACHED: 'Remove what is not needed, or let an owner choose a larger plan.',
  FEATURE_NOT_IN_PLAN: 'An owner can choose a plan that includes it.',
};

const advice: Partial<Record<ErrorCode, string>> = {
  FORBIDDEN: 'Ask an owner or administrator of the organization.',
  ORGANIZATION_SUSPENDED: 'Ask an owner of the organization.',
  CLIENT_UPGRADE_REQUIRED: 'Reload the page.',
  PERSISTED_QUERY_REQUIRED: 'Reload the page.',
  INTERNAL_SERVER_ERROR: 'Try again later.',
};

interface SentError {
  message: string;
  extensions?: Record<string, unknown>;
}

function errorsOf(body: string): SentError[] {
  try {
    const { errors } = JSON.parse(body) as { errors?: SentError[] };
    return errors ?? [];
  } catch {
    return [];
  }
}

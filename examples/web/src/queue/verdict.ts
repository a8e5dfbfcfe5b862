import { ServerError } from '@apollo/client';
import { apiErrors, isApiError, SessionEnded, UserErrors } from '../api/errors.ts';

/**
 * What becomes of a change that was not answered with its data: it is `lost` while there is no connection, `later` if the
 * server asks to wait, `ended` until the same person signs in again, `done` if only its response is gone, else `refused`.
 */
export type Verdict = 'lost' | 'later' | 'ended' | 'done' | 'refused';

export function verdictOf(error: unknown): Verdict {
  if (error instanceof UserErrors) return 'refused';
  if (error instanceof SessionEnded || isApiError(error, 'UNAUTHENTICATED')) return 'ended';
  if (isApiError(error, 'SERVICE_UNAVAILABLE', 'EVENT_BACKLOG', 'RATE_LIMITED')) return 'later';
  const reasons = apiErrors(error);
  if (reasons.some(({ reason }) => reason === 'IDEMPOTENCY_NOT_REPLAYABLE')) return 'done';
  if (reasons.length > 0) return 'refused';
  // A proxy that answers in the server's place says nothing about the change, unless it finds fault with the request.
  return ServerError.is(error) && error.statusCode < 500 ? 'refused' : 'lost';
}

/** Returns how long the server asks to wait, in milliseconds. */
export const waitOf = (error: unknown): number =>
  Math.max(0, ...apiErrors(error).map(({ retryAfterSeconds = 0 }) => retryAfterSeconds * 1000));

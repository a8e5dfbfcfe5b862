import { ServerError, ServerParseError } from '@apollo/client';
import { apiErrors, ConnectionLost, isApiError, SessionEnded, UserErrors } from '../api/errors.ts';

/**
 * What becomes of a change that was not answered with its data: it is `lost` while there is no connection, `later` if the
 * server asks to wait, `ended` until the same person signs in again, `done` if only its response is gone, `failed` if the
 * client itself is at fault, else `refused`.
 */
export type Verdict = 'lost' | 'later' | 'ended' | 'done' | 'failed' | 'refused';

/** Request Timeout, Too Early and Too Many Requests: a proxy says only that it was not the moment. */
const LATER: ReadonlySet<number> = new Set([408, 425, 429]);

export function verdictOf(error: unknown): Verdict {
  if (error instanceof UserErrors) return 'refused';
  if (error instanceof SessionEnded || isApiError(error, 'UNAUTHENTICATED')) return 'ended';
  if (isApiError(error, 'SERVICE_UNAVAILABLE', 'EVENT_BACKLOG', 'RATE_LIMITED')) return 'later';
  const reasons = apiErrors(error);
  if (reasons.some(({ reason }) => reason === 'IDEMPOTENCY_NOT_REPLAYABLE')) return 'done';
  if (reasons.length > 0) return 'refused';
  // A proxy that answers in the server's place says nothing about the change, unless it finds fault with the request.
  if (ServerError.is(error))
    return LATER.has(error.statusCode) ? 'later' : error.statusCode < 500 ? 'refused' : 'lost';
  return ServerParseError.is(error) || error instanceof ConnectionLost ? 'lost' : 'failed';
}

/** Returns how long the server asks to wait, in milliseconds. */
export const waitOf = (error: unknown): number =>
  Math.max(0, ...apiErrors(error).map(({ retryAfterSeconds = 0 }) => retryAfterSeconds * 1000));

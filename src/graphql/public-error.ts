import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { isTransient } from '../database/failures.ts';
import { unavailable } from '../errors.ts';
import { reportError } from '../tracing/error-reports.ts';
import { withStatus } from '../util/error-codes.ts';

const MAX_MESSAGE_LENGTH = 1000;

/**
 * Returns the code of the thrown error or of its wrapper. Returns undefined for errors that graphql-js finds in our own
 * results, such as null for a non-null field.
 */
function codeOf({ extensions, path, message }: GraphQLError, thrown: GraphQLError): unknown {
  const code = thrown.extensions['code'] ?? extensions['code'];
  if (code) return code;
  if (!path) return 'GRAPHQL_VALIDATION_FAILED';
  return message.startsWith('Argument "') ? 'BAD_USER_INPUT' : undefined;
}

/**
 * Security: some messages of graphql-js repeat the client's input, so a request with many errors could produce a
 * response that is many times larger. We truncate messages.
 */
const shortened = (message: string) =>
  message.length > MAX_MESSAGE_LENGTH ? `${message.slice(0, MAX_MESSAGE_LENGTH).toWellFormed()}…` : message;

/**
 * Converts an error to the one that the client gets, with the HTTP status of its code. Refusals and errors of GraphQL
 * itself are shown.
 * Security: messages of other errors could reveal SQL, paths or data. They are logged with their stack, and the client
 * gets a general message with the request's id.
 */
export function publicError(
  error: unknown,
  requestId: string,
  logger: Logger,
  operation?: string,
): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const { path, locations } = error instanceof GraphQLError ? error.toJSON() : {};
  const place = { ...(locations && { locations }), ...(path && { path }) };
  const code = error instanceof GraphQLError && original instanceof GraphQLError && codeOf(error, original);
  if (code) {
    const { http, stacktrace: _stacktrace, ...extensions } = original.extensions;
    const publicExtensions = withStatus({ ...extensions, code });
    // Apollo Server rejects a mutation by GET as a bad request with the status 405.
    const { status } = code === 'BAD_REQUEST' ? ((http ?? {}) as { status?: number }) : {};
    return {
      message: shortened(error.message),
      ...place,
      extensions: status ? { ...publicExtensions, status } : publicExtensions,
    };
  }
  if (isTransient(original)) {
    logger.warn({ err: original, requestId }, 'database unavailable');
    return {
      ...place,
      message: unavailable().message,
      extensions: withStatus({ code: 'SERVICE_UNAVAILABLE' }),
    };
  }
  logger.error({ err: original, requestId }, 'unexpected error');
  reportError(original, { requestId, operation });
  return {
    message: 'Something went wrong on our side. Quote the request id when you ask about it.',
    ...place,
    extensions: withStatus({ code: 'INTERNAL_SERVER_ERROR', requestId }),
  };
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { publicError } from '../graphql/public-error.ts';
import { refusal } from '../util/error-codes.ts';

/** Responds to requests that Fastify rejected, and to errors outside of Apollo. */
export function sendRequestError(
  error: Error & { statusCode?: number },
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
  if (status < 500)
    request.log = reply.log = request.log.child({ code: 'BAD_REQUEST', reason: error.message });
  const cause = status === 500 ? error : refusal(error.message, { code: 'BAD_REQUEST' });
  const formatted = publicError(cause, request.id, request.log as Logger);
  return sendErrors(reply, status, { ...formatted, extensions: { ...formatted.extensions, status } });
}

export const sendErrors = (reply: FastifyReply, status: number, error: GraphQLFormattedError) =>
  reply
    .code(status)
    .headers({ 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store' })
    .send({ errors: [error] });

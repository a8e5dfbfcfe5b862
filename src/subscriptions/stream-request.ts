import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { badRequest } from '../errors.ts';
import { requirePlainUtf8 } from '../http/content-negotiation.ts';
import { httpError } from '../http/malformed-requests.ts';
import { toPlainRequest } from '../http/operation-request.ts';
import { isRecord } from '../util/is-record.ts';
import { parseJson } from '../util/parse-json.ts';
import type { SubscriptionRequest } from './document.ts';

const EVENT_STREAM = 'text/event-stream';

/** Content types that a page of another origin can send without a preflight request. A missing one counts, too. */
const simpleTypes = /^\s*(?:$|application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i;

/**
 * Rejects unsupported requests before the body is read.
 * Security: a page of another site could make a visitor's browser open streams. As for `/graphql`, a browser must send a
 * preflight request first.
 * @throws 400, 406 and 415
 */
export function negotiateStream({ headers }: FastifyRequest, reply: FastifyReply, done: () => void): void {
  requirePlainUtf8(headers, reply);
  if (!new Negotiator({ headers: { accept: headers.accept ?? '*/*' } }).mediaType([EVENT_STREAM]))
    throw httpError(406, `Responses are available as ${EVENT_STREAM}.`);
  const isPreflighted =
    !simpleTypes.test(headers['content-type'] ?? '') ||
    headers['apollo-require-preflight'] ||
    headers['x-apollo-operation-name'];
  if (!isPreflighted)
    throw httpError(400, 'Send content-type: application/json or the header apollo-require-preflight.');
  done();
}

/** Reads the subscription from the body, or from the parameters of a GET. @throws BAD_REQUEST if it is malformed */
export function readSubscriptionRequest(request: FastifyRequest): SubscriptionRequest {
  const { method, body, search } = toPlainRequest(request);
  const sent = method === 'POST' ? body : Object.fromEntries(new URLSearchParams(search));
  if (!isRecord(sent)) throw badRequest('Send a JSON object with a query.');
  const { query, operationName, documentId } = sent;
  for (const text of [query, operationName, documentId])
    if (text != null && typeof text !== 'string')
      throw badRequest('`query`, `operationName` and `documentId` must be strings.');
  return {
    query: query as string | null | undefined,
    operationName: operationName as string | null | undefined,
    documentId: documentId ?? undefined,
    variables: readObject('variables', sent['variables'], method),
    extensions: readObject('extensions', sent['extensions'], method),
  };
}

function readObject(name: string, sent: unknown, method: string): Record<string, unknown> | undefined {
  const value = method === 'GET' && typeof sent === 'string' ? parseJson(sent) : sent;
  if (sent == null || (method === 'GET' && value === null)) return undefined;
  if (!isRecord(value)) throw badRequest(`\`${name}\` must be a JSON object.`);
  return value;
}

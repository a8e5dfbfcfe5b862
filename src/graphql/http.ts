import {
  type ApolloServer,
  HeaderMap,
  type HTTPGraphQLRequest,
  type HTTPGraphQLResponse,
} from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readBearer } from '../authorization/bearer.ts';
import { isOwnPage } from '../authorization/own-pages.ts';
import { isRouter } from '../authorization/router.ts';
import { Cancellation } from '../cancellation.ts';
import type { Incoming, Services } from '../context.ts';
import { refused } from '../unreadable.ts';
import { callerOf } from './caller.ts';
import { chooseMediaType, isUtf8, type MediaType } from './media-type.ts';
import type { ResponseShare } from './response-memory.ts';
import { type FindOperation, type Found, isRecord, type Naming } from './persisted.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The media type of the answer; a page when a browser is to be shown the explorer. */
    answerType: MediaType | undefined;
  }
}

/** A request over HTTP, and the operation that it means. */
export interface HttpOperation extends Incoming {
  found: Found;
  /** `X-Cost: 1`: whether the answer is to tell what the operation costs. */
  showsCost: boolean;
  /** To be called with what becomes known of the operation, for the log. */
  note: (facts: LoggedOperation) => void;
}

/** What the log tells of an operation. */
export interface LoggedOperation {
  operation?: string | undefined;
  /** Of one without a name. */
  operationHash?: string | undefined;
  userId?: string | undefined;
  apiKeyId?: string | undefined;
  organizationId?: string | undefined;
}

/** Answers `/graphql` over HTTP: what the request means and how it is to be answered is settled before Apollo sees it. */
export function graphqlHandler(
  services: Services,
  apollo: ApolloServer<HttpOperation>,
  findOperation: FindOperation,
  sendPage: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const type = request.answerType;
    if (type === 'text/html') return sendPage(request, reply);
    const httpRequest = toHttpRequest(request, type);
    const logged: LoggedOperation = {};
    const cancellation = new Cancellation(services.config.http.requestDeadline, request.raw.socket);
    let caller = '';
    const executed = apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: httpRequest,
      context: async () => {
        const incoming = { ...(await readRequest(services, request)), cancellation };
        caller = callerOf(incoming);
        const naming = readNaming(httpRequest);
        const notFound = type === 'application/graphql-response+json' ? 400 : 200;
        const found = await findOperation(incoming, naming, notFound);
        if (found.query !== naming.query || naming.extensions) sendOn(httpRequest, found.query);
        const note = (facts: LoggedOperation) => void Object.assign(logged, facts);
        return { ...incoming, found, showsCost: request.headers['x-cost'] === '1', note };
      },
    });
    const { status, headers, body } = await executed.finally(() => cancellation.end());
    const refusal = (status ?? 200) >= 400 && { code: firstCode(body) };
    // What else is logged of the request tells it, too.
    request.log = reply.log = request.log.child({ ...logged, ...clientOf(request), ...refusal });
    // An answer is for its caller alone, unless it says otherwise.
    const vary = [reply.getHeader('vary'), 'accept'].filter(Boolean).join(', ');
    void reply
      .code(status ?? 200)
      .headers({ 'cache-control': 'private, no-store', vary, ...Object.fromEntries(headers) });
    if (body.kind === 'chunked') throw new TypeError('Answers come in one piece.');
    holdUntilRead(services.responseMemory.open(caller), body.string, reply);
    return reply.send(body.string);
  };
}

/** The body counts for its caller until the client has taken it. */
function holdUntilRead(share: ResponseShare, body: string, { raw }: FastifyReply): void {
  share.hold(Buffer.byteLength(body));
  if (raw.destroyed) share.release();
  else raw.once('close', () => share.release());
}

const clientOf = (request: FastifyRequest) => ({
  client: header(request, 'apollographql-client-name')?.slice(0, 100),
  clientVersion: header(request, 'apollographql-client-version')?.slice(0, 100),
});

const firstCode = (body: HTTPGraphQLResponse['body']): unknown =>
  body.kind === 'complete' ? JSON.parse(body.string).errors?.[0]?.extensions?.code : undefined;

/**
 * Chooses how to answer, and refuses what could not be answered, before the body is read.
 * @throws 406 and 415, as GraphQL over HTTP and RFC 9110 have it
 */
export function negotiate(explorer: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { headers, method } = request;
    if (headers['content-encoding'] && headers['content-encoding'].toLowerCase() !== 'identity') {
      void reply.header('accept-encoding', 'identity');
      throw refused(415, 'Bodies are not to be compressed.');
    }
    const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(headers['content-type'] ?? '') ?? [];
    if (!isUtf8(charset)) throw refused(415, 'Bodies are written in UTF-8.');
    request.answerType = chooseMediaType(headers.accept, explorer && method === 'GET');
    if (!request.answerType)
      throw refused(406, 'Answers are application/graphql-response+json or application/json.');
  };
}

function toHttpRequest(request: FastifyRequest, type: MediaType | undefined): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  if (type) headers.set('accept', type);
  const start = request.url.indexOf('?');
  const search = start < 0 ? '' : omitEmptyParameters(request.url.slice(start));
  return { method: request.method, headers, body: omitEmptyMembers(request.body), search };
}

/** What a request may leave out, and a form or a URL template sends empty instead. */
const optionalParameters = ['query', 'operationName', 'variables', 'extensions'];

function omitEmptyParameters(search: string): string {
  const parameters = new URLSearchParams(search);
  const empty = optionalParameters.filter((name) => parameters.getAll(name).join('') === '');
  if (!empty.some((name) => parameters.has(name))) return search;
  for (const name of empty) parameters.delete(name);
  return `?${parameters}`;
}

function omitEmptyMembers(body: unknown): unknown {
  if (!isRecord(body) || !optionalParameters.some((name) => body[name] === '')) return body;
  const sent = Object.entries(body).filter(
    ([name, value]) => value !== '' || !optionalParameters.includes(name),
  );
  return Object.fromEntries(sent);
}

/** What names the operation. What is malformed stays for Apollo to refuse. */
function readNaming({ method, body, search }: HTTPGraphQLRequest): Naming {
  if (method === 'POST') {
    if (!isRecord(body)) return {};
    const { query, documentId, extensions } = body;
    // A client of persisted queries may send null where the query would stand.
    return { query: query ?? undefined, documentId, extensions };
  }
  const parameters = new URLSearchParams(search);
  return {
    query: parameters.get('query') ?? undefined,
    documentId: parameters.get('documentId') ?? undefined,
    extensions: parseJson(parameters.get('extensions')),
  };
}

/** Puts the operation itself in the place of its name, in place. */
function sendOn(request: HTTPGraphQLRequest, query: unknown): void {
  if (request.method === 'POST') {
    if (!isRecord(request.body)) return;
    const { extensions } = request.body;
    request.body = {
      ...request.body,
      query,
      ...(isRecord(extensions) && { extensions: unnamed(extensions) }),
    };
    return;
  }
  const parameters = new URLSearchParams(request.search);
  if (typeof query === 'string') parameters.set('query', query);
  const extensions = parseJson(parameters.get('extensions'));
  if (isRecord(extensions)) parameters.set('extensions', JSON.stringify(unnamed(extensions)));
  request.search = `?${parameters}`;
}

const unnamed = (extensions: Record<string, unknown>) => ({ ...extensions, persistedQuery: undefined });

function parseJson(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readRequest({ config, tokens, logger }: Services, request: FastifyRequest): Promise<Incoming> {
  return {
    requestId: request.id,
    logger,
    ipAddress: request.ip,
    userAgent: header(request, 'user-agent')?.slice(0, 500),
    ...(await readBearer(tokens, request.headers.authorization)),
    organizationHeader: header(request, 'x-organization-id') || undefined,
    clientName: header(request, 'apollographql-client-name'),
    clientVersion: header(request, 'apollographql-client-version'),
    fromRouter: isRouter(config, request.headers['router-authorization']) || isOwnPage(request.headers),
    idempotencyKey: header(request, 'idempotency-key'),
    bodyBytes: bodyBytes(request, config.http.bodyLimit),
  };
}

/** A body that comes in chunks is taken for as long as one may be. */
function bodyBytes({ headers }: FastifyRequest, limit: number): number {
  const length = headers['content-length'];
  if (length !== undefined) return Number(length);
  return headers['transfer-encoding'] === undefined ? 0 : limit;
}

const header = ({ headers }: FastifyRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

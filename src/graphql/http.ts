import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readBearer } from '../authorization/bearer.ts';
import type { Incoming, Services } from '../context.ts';
import { chooseMediaType, isUtf8, type MediaType } from './media-type.ts';
import { type FindOperation, type Found, isRecord, type Naming } from './persisted.ts';

/** A request over HTTP, and the operation that it means. */
export interface HttpOperation extends Incoming {
  found: Found;
  /** `X-Cost: 1`: whether the answer is to tell what the operation costs. */
  showsCost: boolean;
}

/** Answers `/graphql` over HTTP: what the request means and how it is to be answered is settled before Apollo sees it. */
export function graphqlHandler(
  services: Services,
  apollo: ApolloServer<HttpOperation>,
  findOperation: FindOperation,
  sendPage: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const type = answerType(request, services.config.explorer);
    if (type === 'text/html') return sendPage(request, reply);
    const httpRequest = toHttpRequest(request, type);
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: httpRequest,
      context: async () => {
        const incoming = await readRequest(services, request);
        const naming = readNaming(httpRequest);
        const notFound = type === 'application/graphql-response+json' ? 400 : 200;
        const found = await findOperation(incoming, naming, notFound);
        if (found.query !== naming.query || naming.extensions) sendOn(httpRequest, found.query);
        return { ...incoming, found, showsCost: request.headers['x-cost'] === '1' };
      },
    });
    if ((status ?? 200) >= 400) request.log.info({ status }, 'an operation was refused');
    // An answer is for its caller alone.
    void reply
      .code(status ?? 200)
      .headers({ ...Object.fromEntries(headers), 'cache-control': 'private, no-store' });
    if (body.kind === 'chunked') throw new TypeError('Answers come in one piece.');
    return reply.send(body.string);
  };
}

/**
 * Refuses what could not be answered, before the body is read.
 * @throws 405, 406 and 415, as GraphQL over HTTP and RFC 9110 have it
 */
export function refuseTransport(explorer: boolean) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const { method, headers } = request;
    if (method !== 'GET' && method !== 'POST') {
      void reply.header('allow', 'GET, POST');
      throw refused(405, 'Operations are sent by GET or POST.');
    }
    if (headers['content-encoding'] && headers['content-encoding'].toLowerCase() !== 'identity') {
      void reply.header('accept-encoding', 'identity');
      throw refused(415, 'Bodies are not to be compressed.');
    }
    const [, charset = 'utf-8'] = /;\s*charset\s*=\s*"?([^\s";]*)/i.exec(headers['content-type'] ?? '') ?? [];
    if (!isUtf8(charset)) throw refused(415, 'Bodies are written in UTF-8.');
    if (!answerType(request, explorer))
      throw refused(406, 'Answers are application/graphql-response+json or application/json.');
  };
}

/** The answer's media type; a page when a browser is to be shown the explorer. */
const answerType = ({ method, headers: { accept } }: FastifyRequest, explorer: boolean) =>
  chooseMediaType(accept, explorer && method === 'GET');

const refused = (statusCode: number, message: string) => Object.assign(new Error(message), { statusCode });

function toHttpRequest(request: FastifyRequest, type: MediaType | undefined): HTTPGraphQLRequest {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  if (type) headers.set('accept', type);
  const start = request.url.indexOf('?');
  return {
    method: request.method,
    headers,
    body: request.body,
    search: start < 0 ? '' : request.url.slice(start),
  };
}

/** What names the operation. What is malformed stays for Apollo to refuse. */
function readNaming({ method, body, search }: HTTPGraphQLRequest): Naming {
  if (method === 'POST') {
    if (!isRecord(body)) return {};
    const { query, documentId, extensions } = body;
    // A client of persisted queries may send null, or nothing, where the query would stand.
    return { query: query === null || query === '' ? undefined : query, documentId, extensions };
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

async function readRequest({ tokens, logger }: Services, request: FastifyRequest): Promise<Incoming> {
  return {
    requestId: request.id,
    logger,
    ipAddress: request.ip,
    userAgent: header(request, 'user-agent')?.slice(0, 500),
    ...(await readBearer(tokens, request.headers.authorization)),
    organizationHeader: header(request, 'x-organization-id') || undefined,
    clientName: header(request, 'apollographql-client-name'),
    clientVersion: header(request, 'apollographql-client-version'),
    idempotencyKey: header(request, 'idempotency-key'),
  };
}

const header = ({ headers }: FastifyRequest, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyRequest } from 'fastify';
import type { OperationReference } from '../modules/client/persisted-operations.ts';
import { isRecord } from '../util/is-record.ts';
import { parseJson } from '../util/parse-json.ts';
import type { MediaType } from './content-negotiation.ts';

/** Apollo's form of a request, without its headers. */
export type PlainRequest = Pick<HTTPGraphQLRequest, 'method' | 'body' | 'search'>;

/** Returns the headers for Apollo. `type` is the media type of the response. */
export function toHeaderMap(request: FastifyRequest, type: MediaType | undefined): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  if (type) headers.set('accept', type);
  return headers;
}

export function toPlainRequest(request: FastifyRequest): PlainRequest {
  const start = request.url.indexOf('?');
  const search = start < 0 ? '' : omitEmptyParameters(request.url.slice(start));
  return { method: request.method, body: omitEmptyMembers(request.body), search };
}

/** Optional parameters. Forms and URL templates send empty ones, which count as missing. */
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

/** Reads the parameters that name the operation. Malformed ones are left for Apollo to reject. */
export function readOperationReference({ method, body, search }: PlainRequest): OperationReference {
  if (method === 'POST') {
    if (!isRecord(body)) return {};
    const { query, documentId, extensions } = body;
    // Clients of persisted queries may send null as the query.
    return { query: query ?? undefined, documentId, extensions };
  }
  const parameters = new URLSearchParams(search);
  return {
    query: parameters.get('query') ?? undefined,
    documentId: parameters.get('documentId') ?? undefined,
    extensions: parseJson(parameters.get('extensions') ?? ''),
  };
}

/** Puts the query into the request, in place, and removes the hash of a persisted query. */
export function replaceQuery(request: PlainRequest, query: unknown): void {
  if (request.method === 'POST') {
    if (!isRecord(request.body)) return;
    const { extensions } = request.body;
    request.body = {
      ...request.body,
      query,
      ...(isRecord(extensions) && { extensions: withoutHash(extensions) }),
    };
    return;
  }
  const parameters = new URLSearchParams(request.search);
  if (typeof query === 'string') parameters.set('query', query);
  const extensions = parseJson(parameters.get('extensions') ?? '');
  if (isRecord(extensions)) parameters.set('extensions', JSON.stringify(withoutHash(extensions)));
  request.search = `?${parameters}`;
}

const withoutHash = (extensions: Record<string, unknown>) => ({ ...extensions, persistedQuery: undefined });

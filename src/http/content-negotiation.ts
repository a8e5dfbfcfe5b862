import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'content-type';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import { remembering } from '../util/remembering.ts';
import { httpError } from './malformed-requests.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The media type of the response; HTML when a browser opens the explorer. */
    responseType: MediaType | undefined;
  }
}

/** The media types of GraphQL responses. The first one is sent if the client prefers none, for example accepts any type. */
const offered = ['application/json', 'application/graphql-response+json'] as const;

/** The media type of pages, such as the explorer. */
const page = 'text/html';

export type MediaType = (typeof offered)[number] | typeof page;

/** Ignored parameters of `Accept`: `charset=utf-8`, which we always send, and all others but `charset` and `q`. */
const ignored = /;\s*charset\s*=\s*"?utf-?8"?\s*(?=[;,]|$)|;(?!\s*(?:charset|q)\s*=)[^;,]*/gi;

/** Returns the media type that an `Accept` header prefers, or undefined when it accepts none of ours. */
export function chooseMediaType(accept: string | undefined, hasPage = false): MediaType | undefined {
  const types = hasPage ? [...offered, page] : [...offered];
  const ranges = accept?.replaceAll(ignored, '').trim() || '*/*';
  // Negotiator returns one of these types, but declares a string.
  return new Negotiator({ headers: { accept: ranges } }).mediaType(types) as MediaType | undefined;
}

/** Returns whether an `Accept-Encoding` header accepts a content coding, by name or by `*`. */
export const acceptsCoding = (accepted: string | undefined, coding: string): boolean =>
  new Negotiator({ headers: { 'accept-encoding': accepted ?? '' } }).encodings([coding]).includes(coding);

/** @throws 415 for a compressed body, or one in another charset than UTF-8 */
export function requirePlainUtf8(headers: IncomingHttpHeaders, reply: FastifyReply): void {
  if (headers['content-encoding'] && headers['content-encoding'].toLowerCase() !== 'identity') {
    void reply.header('accept-encoding', 'identity');
    throw httpError(415, 'Compressed request bodies are not supported.');
  }
  if (!isUtf8(headers['content-type'] ?? ''))
    throw httpError(415, 'The request body must be encoded in UTF-8.');
}

/**
 * Chooses the media type of the response, and rejects unsupported requests before the body is read.
 * @throws 406 and 415, as GraphQL over HTTP and RFC 9110 define them
 */
export function negotiate(explorer: boolean) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const { headers, method } = request;
    requirePlainUtf8(headers, reply);
    const hasPage = explorer && method === 'GET';
    request.responseType = hasPage ? chooseMediaType(headers.accept, true) : mediaType(headers.accept ?? '');
    if (!request.responseType)
      throw httpError(
        406,
        'Responses are available as application/graphql-response+json or application/json.',
      );
    done();
  };
}

// Nearly all clients send the same few headers.
const isUtf8 = remembering((contentType) => {
  const { charset = 'utf-8' } = parse(contentType).parameters;
  return /^utf-?8$/i.test(charset);
});
const mediaType = remembering((accept) => chooseMediaType(accept));

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptsCoding } from '../content-negotiation.ts';
import { html, sendPage } from '../pages/template.ts';
import { policyOf, webSocketOrigin } from '../security-headers.ts';
import type { WebFile, WebFiles } from './files.ts';

/** The front end: its files, why there are none, or undefined while they are being built. */
export type WebState = WebFiles | { failure: string } | undefined;

/** The front end loads only its own files, runs nothing inline, and talks only to this server. */
const policy = (webSocket: string) =>
  policyOf({
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    'img-src': ['data:'],
    'connect-src': ["'self'", webSocket],
  });

/** Serves the front end on `/app`. It has a page of its own for each path below. */
export function addWeb(app: FastifyInstance, findState: () => WebState): void {
  const sendIndex = (request: FastifyRequest, reply: FastifyReply) => {
    const state = findState();
    if (!state) return sendBuilding(reply);
    if ('failure' in state) return sendFailure(reply, state.failure);
    void reply.headers({
      'content-security-policy': policy(webSocketOrigin(request)),
      'cache-control': 'no-cache',
    });
    return sendFile(request, reply, state.index);
  };
  app.get('/app', sendIndex);
  app.get('/app/*', sendIndex);
  app.get<{ Params: { name: string } }>('/app/assets/:name', (request, reply) => {
    const state = findState();
    const file = state && 'assets' in state && state.assets.get(request.params.name);
    if (!file) return reply.callNotFound();
    return sendFile(request, reply.header('cache-control', 'public, max-age=31536000, immutable'), file);
  });
}

function sendFile({ headers }: FastifyRequest, reply: FastifyReply, file: WebFile) {
  const vary = [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', ');
  void reply.headers({ 'content-type': file.type, etag: file.etag, vary });
  if (headers['if-none-match'] === file.etag) return reply.code(304).send();
  if (!acceptsCoding(headers['accept-encoding'], 'gzip')) return reply.send(file.body);
  return reply.header('content-encoding', 'gzip').send(file.gzipped);
}

const sendBuilding = (reply: FastifyReply) =>
  sendPage(reply.headers({ refresh: '1', 'retry-after': '1' }), {
    title: 'The front end is being built',
    status: 503,
    body: html`<p role="status">This takes a few seconds, once. The page then opens by itself.</p>`,
  });

const sendFailure = (reply: FastifyReply, failure: string) =>
  sendPage(reply, {
    title: 'The front end cannot be shown',
    status: 503,
    wide: true,
    body: html`<p>The API works without it. This is the reason:</p>
      <pre>${failure}</pre>`,
  });

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Services } from '../../context.ts';
import { systemDb } from '../../database/system.ts';
import { networkOf } from '../../network.ts';
import { unsubscribe } from './unsubscribe.ts';

const MOST_AN_HOUR = 60;

/**
 * Serves what mails' unsubscribe links lead to: a page that asks, because programs follow links too, and the one click
 * of RFC 8058. Whatever the token is, the answer is the same.
 */
export async function addUnsubscribePage(app: FastifyInstance, services: Services): Promise<void> {
  const limiter = new RateLimiterMemory({ points: MOST_AN_HOUR, duration: 3600 });
  await app.register(async (scope) => {
    // Mail programs send a form, of which nothing is read.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, _body, done) => done(null));
    scope.get('/unsubscribe', (request, reply) => sendPage(reply, askingPage(tokenOf(request))));
    scope.post('/unsubscribe', async (request, reply) => {
      const left = await limiter.consume(networkOf(request.ip)).catch((refused: unknown) => {
        if (refused instanceof Error) throw refused;
        return undefined;
      });
      if (!left) return reply.code(429).header('retry-after', '3600').send();
      await unsubscribe(systemDb(services), tokenOf(request));
      return sendPage(reply, '<p>You get no more mails about what happens in this organization.</p>');
    });
  });
}

function tokenOf({ query }: FastifyRequest): string {
  const { token } = query as Record<string, unknown>;
  return typeof token === 'string' && /^[\w.-]{1,200}$/.test(token) ? token : '';
}

const askingPage = (token: string) => `
<form method="post" action="/unsubscribe?token=${token}">
<p>Get no more mails about what happens in this organization?</p><button>Unsubscribe</button></form>`;

const sendPage = (reply: FastifyReply, body: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .send(`<!doctype html><html lang="en"><meta charset="utf-8"><title>Unsubscribe</title>${body}</html>`);

import type { FastifyInstance } from 'fastify';
import type { Services } from '../core/services.ts';
import { receiveEvent } from '../modules/payment/events.ts';
import { InvalidEvent } from '../modules/payment/provider.ts';
import { httpError } from './malformed-requests.ts';

/** Events have a few kilobytes; the largest contain an invoice with all its lines. */
const MAX_BODY_BYTES = 512 * 1024;

/**
 * Serves `POST /payments/stripe` if there is a payment provider.
 *
 * Security: anybody can send to this address. The signature is verified over the received bytes before anything else
 * happens, and an event only causes the present state to be read.
 */
export async function addPaymentEvents(app: FastifyInstance, services: Services): Promise<void> {
  const load = services.payments;
  if (!load) return;
  await app.register(async (scope) => {
    // The signature covers the bytes as they were sent, so they are not parsed here.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    scope.post('/payments/stripe', { bodyLimit: MAX_BODY_BYTES }, async ({ body, headers, log }, reply) => {
      const signature = headers['stripe-signature'];
      try {
        await receiveEvent(
          services,
          await load(),
          Buffer.isBuffer(body) ? body : Buffer.alloc(0),
          typeof signature === 'string' ? signature : undefined,
        );
      } catch (error) {
        if (!(error instanceof InvalidEvent)) throw error;
        log.warn('payment event without a valid signature rejected');
        throw httpError(400, error.message);
      }
      return reply.header('cache-control', 'private, no-store').send({ received: true });
    });
  });
}

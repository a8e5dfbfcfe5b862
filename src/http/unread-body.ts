import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

export interface DrainLimits {
  bytes: number;
  milliseconds: number;
}

const drainLimits: DrainLimits = { bytes: 20_000_000, milliseconds: 5_000 };

/**
 * Reads the rest of a rejected request's body before the response is sent. If the connection were closed while the client
 * still sends, the client would see a reset instead of the response.
 *
 * Security: an attacker could send an endless body. When a limit is reached, the response is sent and the connection
 * closed.
 */
export function drainUnreadBodies(app: FastifyInstance, limits = drainLimits): void {
  app.addHook('onSend', ({ raw }, reply, _payload, done) => {
    // Injected requests (see own-pages.ts) never become `complete`, but their bodies are read to the end.
    if (raw.complete || raw.readableEnded || !hasBody(raw)) return done();
    void reply.header('connection', 'close');
    void drain(raw, limits).then(() => done());
  });
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function drain(request: IncomingMessage, { bytes, milliseconds }: DrainLimits): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  let left = bytes;
  const count = (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) resolve();
  };
  const ends = ['end', 'close', 'error'];
  for (const end of ends) request.once(end, resolve);
  request.on('data', count).resume();
  return promise.finally(() => {
    clearTimeout(timer);
    request.off('data', count);
    for (const end of ends) request.off(end, resolve);
    // The rest is not read: the connection is closed after the response.
    if (!request.complete) request.on('error', () => undefined).pause();
  });
}

import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

export interface DrainLimits {
  bytes: number;
  milliseconds: number;
}

const drainLimits: DrainLimits = { bytes: 20_000_000, milliseconds: 5_000 };

/**
 * Reads the rest of a refused request's body before its response is sent. A connection that is closed while its client
 * still sends is reset, and the client sees that instead of the refusal.
 *
 * Security: an attacker could send without end. Past the limits the response goes out, and the connection is closed.
 */
export function drainUnreadBodies(app: FastifyInstance, limits = drainLimits): void {
  app.addHook('onSend', async ({ raw }, reply) => {
    // A request of one of this server's own pages has no socket that would complete it: it is read to its end.
    if (raw.complete || raw.readableEnded || !hasBody(raw)) return;
    void reply.header('connection', 'close');
    await drain(raw, limits);
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
    // Nothing more is read: the connection is closed behind the response.
    if (!request.complete) request.on('error', () => undefined).pause();
  });
}

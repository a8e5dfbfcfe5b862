import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Connections of clients that read more slowly are closed. */
const MIN_BYTES_PER_SECOND = 100_000;
const SWEEP_MS = 1000;

/**
 * Closes connections whose clients do not read their response in time: within `timeout` milliseconds, plus a second for
 * each 100 kB.
 *
 * Security: a client that does not read keeps its response in our memory and its connection open, and Node.js would wait
 * forever. An attacker could exhaust memory and connections. Such connections are closed.
 */
export function dropSlowReaders(
  app: FastifyInstance,
  timeout: number,
  bytesPerSecond = MIN_BYTES_PER_SECOND,
): void {
  const deadlines = new Map<ServerResponse, number>();
  const watch = (raw: ServerResponse, payload: unknown) => {
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
    deadlines.set(raw, performance.now() + timeout + (bytes / bytesPerSecond) * 1000);
    raw.once('close', () => deadlines.delete(raw));
  };
  app.addHook('onSend', (_request, { raw }, payload, done) => {
    // Otherwise the client has closed the connection.
    if (!raw.destroyed && !raw.closed) watch(raw, payload);
    done();
  });
  const sweep = setInterval(
    () => {
      const now = performance.now();
      for (const [response, deadline] of deadlines) {
        if (now < deadline) continue;
        deadlines.delete(response);
        app.log.info('response not read in time');
        response.destroy();
      }
    },
    Math.min(SWEEP_MS, timeout),
  );
  app.addHook('onClose', () => clearInterval(sweep));
}

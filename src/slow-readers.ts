import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Who reads more slowly than this is not waited for. */
const MIN_BYTES_PER_SECOND = 100_000;
const SWEEP_MS = 1000;

/**
 * Ends connections whose clients do not read their response in time: in `timeout` milliseconds, and a second more for
 * each 100 kB.
 *
 * Security: a client that does not read leaves its response in the memory of the process, and its connection open.
 * Node.js waits for it forever.
 */
export function dropSlowReaders(
  app: FastifyInstance,
  timeout: number,
  bytesPerSecond = MIN_BYTES_PER_SECOND,
): void {
  const deadlines = new Map<ServerResponse, number>();
  app.addHook('onSend', async (_request, { raw }, payload) => {
    const bytes = typeof payload === 'string' || Buffer.isBuffer(payload) ? payload.length : 0;
    deadlines.set(raw, performance.now() + timeout + (bytes / bytesPerSecond) * 1000);
    raw.once('close', () => deadlines.delete(raw));
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

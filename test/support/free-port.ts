import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** The system gives ports from 32768 on to connections, and to servers that ask for any port. */
const MIN_PORT = 16_384;
const MAX_PORT = 32_767;
const given = new Set<number>();

/**
 * A port that nobody listens on at the moment, and that nobody gets who does not ask for it. A program that a test starts
 * may listen on it much later.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(MIN_PORT, MAX_PORT + 1);
    if (!given.has(port) && (await isFree(port))) {
      given.add(port);
      return port;
    }
  }
}

async function isFree(port: number): Promise<boolean> {
  const socket = createServer().listen(port, '127.0.0.1');
  const listens = await once(socket, 'listening').then(
    () => true,
    () => false,
  );
  socket.close();
  return listens;
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * An address that leads to the server at `url`, until it is cut off: then nothing can be reached there. While it is frozen,
 * it accepts connections, but nothing comes through.
 */
export async function createCutOff(url: string) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  let frozen = false;
  const server = createServer((client) => {
    if (frozen) {
      sockets.add(client);
      client.on('error', () => undefined).pause();
      return;
    }
    const upstream = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = (server.address() as AddressInfo).port;
  return {
    /** The same URL by way of this address. */
    through: (other: string) =>
      Object.assign(new URL(other), { hostname: '127.0.0.1', port: String(own), search: '' }).href,
    freeze: () => {
      frozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    /** Closes the connections, and lets new ones through. */
    thaw: () => {
      frozen = false;
      for (const socket of sockets) socket.destroy();
    },
    cut: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

/** What lies between a process and its database: it can fall silent without a word, break, and refuse. */
export async function createNetwork(databaseUrl: string) {
  const sockets = new Set<Socket>();
  const target = new URL(databaseUrl);
  let refuses = false;
  const proxy = createServer((client) => {
    if (refuses) return void client.destroy();
    const database = connect(Number(target.port), target.hostname);
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined).pipe(to);
    }
  });
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  afterAll(() => {
    proxy.close();
    destroyAll();
  });
  const { port } = proxy.address() as AddressInfo;
  const url = Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(port), search: '' }).href;
  return {
    url,
    fallSilent: () => sockets.forEach((socket) => socket.unpipe().pause()),
    refuse: (yes: boolean) => (refuses = yes),
    /** Ends all connections, and lets none through until `restore`. */
    cut: () => {
      refuses = true;
      destroyAll();
    },
    restore: () => (refuses = false),
  };
}

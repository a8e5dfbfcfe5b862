import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RoundRobin {
  url: string;
  /** How many requests each server was sent. */
  sent: number[];
  close(): void;
}

/**
 * A proxy that sends each request to the next server, as the client `address`. A server that refuses the connection is
 * skipped.
 */
export async function startRoundRobin(ports: number[], address: () => string): Promise<RoundRobin> {
  const sent = ports.map(() => 0);
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const headers = { ...incoming.headers, 'x-forwarded-for': address() };
    const attempt = (left: number) => {
      const chosen = turn++ % ports.length;
      const { method, url: path } = incoming;
      const forwarded = request({ host: '127.0.0.1', port: ports[chosen], method, path, headers });
      forwarded.on('response', (response) => {
        sent[chosen]!++;
        outgoing.writeHead(response.statusCode!, response.headers);
        response.pipe(outgoing);
      });
      forwarded.on('error', () => (left > 1 ? attempt(left - 1) : outgoing.writeHead(502).end()));
      forwarded.end(Buffer.concat(chunks));
    };
    attempt(ports.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}`, sent, close };
}

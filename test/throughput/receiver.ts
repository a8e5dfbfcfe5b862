import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// Takes webhooks, and tells its parent how long it took from the first to the last of those that are expected.
let [expected, received, begun] = [Infinity, 0, 0];
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(204).end();
    if (received++ === 0) begun = performance.now();
    if (received === expected) process.send!({ milliseconds: performance.now() - begun });
  });
}).listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('message', (message: { expected: number }) => (expected = message.expected));
process.on('disconnect', () => process.exit());

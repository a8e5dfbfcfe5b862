// A process with many clients. It does what its parent tells it, and what servers tell its clients: they come back after
// the time that they were told, as the client of docs/subscriptions.md does.

import type { Orders, Report } from './orders.ts';
import { LoadedSocket } from './loaded-socket.ts';
import { LoadedStream } from './loaded-stream.ts';

const report: Report = { acknowledged: 0, refused: 0, failedAttempts: 0, closes: {}, heardAt: [] };
const server = { url: '' };
let clients: (LoadedSocket | LoadedStream)[] = [];

const orders: { [Name in keyof Orders]: (order: Orders[Name]) => unknown } = {
  open({ url, kind, tokens, documents }) {
    server.url = url;
    const create = kind === 'socket' ? LoadedSocket : LoadedStream;
    clients = tokens.map((token) => new create({ server, token, documents, report }));
    for (const client of clients) client.open();
  },
  subscribe() {
    for (const client of clients) client.subscribe();
  },
  move({ url }) {
    server.url = url;
  },
  report() {
    const told = { ...report, heardAt: report.heardAt };
    Object.assign(report, { heardAt: [], failedAttempts: 0, refused: 0, closes: {} });
    return told;
  },
  close() {
    for (const client of clients) client.close();
    clients = [];
  },
};

process.on('message', ({ name, order }: { name: keyof Orders; order: never }) => {
  process.send!(orders[name](order) ?? {});
});
// The parent has ended.
process.on('disconnect', () => process.exit());

import { WebSocket } from 'ws';
import type { Person } from './person.ts';

const query = 'subscription { taskEvents { type task { id title } } }';

/** A new connection, once the server has acknowledged it. */
export async function ack({ address, headers }: Person): Promise<WebSocket> {
  const socket = new WebSocket(address.replace(/^http/, 'ws'), 'graphql-transport-ws');
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: headers })));
  socket.once('message', () => resolve(socket));
  socket.once('error', reject);
  socket.once('close', (code) => reject(new Error(`The connection was closed with ${code}.`)));
  return promise;
}

const subscribe = (id: string) => JSON.stringify({ type: 'subscribe', id, payload: { query } });

/** Hears of tasks, one event after the other. */
export async function listenForTasks(
  person: Person,
): Promise<{ next: () => Promise<void>; stop: () => void }> {
  const socket = await ack(person);
  let heard = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    const { type } = JSON.parse(String(data));
    if (type === 'next') heard.resolve();
    if (type === 'error') heard.reject(new Error(String(data)));
  });
  // The server subscribes before it answers what comes later.
  socket.send(subscribe('tasks'));
  await person.ask('{ organization { id } }');
  return {
    next: () => {
      heard = Promise.withResolvers();
      return heard.promise;
    },
    stop: () => socket.close(),
  };
}

/** Sends so many subscriptions over so many sockets, and keeps what is accepted open until `stop`. */
export async function flood(person: Person, sockets: number, subscriptions: number) {
  const counts = { accepted: 0, refused: 0, closed: 0, events: 0 };
  let sent = 0;
  const open: WebSocket[] = [];
  const pongs: Promise<void>[] = [];
  for (let number = 0; number < sockets; number++) {
    const socket = await ack(person).catch(() => undefined);
    if (!socket) {
      counts.closed++;
      continue;
    }
    open.push(socket);
    const { promise, resolve } = Promise.withResolvers<void>();
    pongs.push(promise);
    const refusals = new Set<string>();
    socket.on('close', () => {
      counts.closed++;
      // What was open over it no longer is.
      sent -= subscriptions - refusals.size;
      resolve();
    });
    socket.on('message', (data) => {
      const { type, id } = JSON.parse(String(data));
      if (type === 'next') counts.events++;
      if (type === 'pong') resolve();
      if (type === 'error') {
        refusals.add(id);
        sent--;
        counts.refused++;
      }
    });
    for (let id = 0; id < subscriptions; id++) socket.send(subscribe(String(id)));
    sent += subscriptions;
    socket.send(JSON.stringify({ type: 'ping' }));
  }
  await Promise.all(pongs);
  return {
    counts: () => ({ ...counts, accepted: sent }),
    stop: () => open.forEach((socket) => socket.close()),
  };
}

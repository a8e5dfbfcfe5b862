import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ApolloClient, ApolloLink } from '@apollo/client';
import type { Client as LiveSocket } from 'graphql-ws';
import { WebSocket } from 'ws';
import { webSocketUrl } from './subscriber.ts';

const root = join(import.meta.dirname, '../..');

interface LiveClientModule {
  createLiveClient(
    http: ApolloLink,
    renew: () => Promise<void>,
  ): { client: ApolloClient; socket: LiveSocket };
}

/** The client of docs/subscriptions.md, unchanged except for the URL of the server. It reads its token from `storage`. */
export async function documentedClient(
  url: string,
  storage: Record<string, string>,
): Promise<LiveClientModule> {
  const page = await readFile(join(root, 'docs/subscriptions.md'), 'utf8');
  const [, code] = /```js\n(.*?)```/s.exec(page)!;
  const folder = join(root, 'node_modules/.cache/polity');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `documented-subscriptions-${new URL(url).port}.mjs`);
  await writeFile(file, code!.replace('ws://localhost:4000/graphql', webSocketUrl(url)));
  Object.assign(globalThis, { localStorage: storage, WebSocket });
  return import(/* @vite-ignore */ pathToFileURL(file).href);
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../../tools/measuring/child.ts';
import { Script } from '../../tools/measuring/options.ts';
import { scratchFolder } from '../../tools/scratch-postgres.ts';
import type { Body } from '../support/client.ts';
import type { Data, Present, Variables } from '../support/operations.ts';

new Script(
  'answer-size',
  `Measures what large responses cost a server.

One FREE account has 100 tasks with descriptions of 40 kB. It asks for the same texts again and again: alone, then eight
times at once, then eight times by clients that do not read. PASS when no response has more than 10 MB, the process
stays below 700 MB, and /health is answered within a second all the while.`,
).parse();

const bounds = { bytes: 10_000_000, memory: 700, health: 1000 };
const AT_ONCE = 8;
const UNREAD_MS = 5000;
const folder = await scratchFolder('answer-size');
const server = await startServer({
  NODE_ENV: 'development',
  HOST: '127.0.0.1',
  POLITY_DATA_DIR: folder.path,
});
const { address, child } = server;
const url = new URL(address);
try {
  process.exitCode = (await measure()) ? 0 : 1;
} finally {
  await server.end();
  await folder.remove();
}

async function measure(): Promise<boolean> {
  const token = await prepare();
  const texts = (count: number) =>
    `{ tasks(first: 100) { nodes { description ${Array.from({ length: count - 1 }, (_, index) => `a${index}: description`).join(' ')} } } }`;
  print(`The server takes ${memory()} MB.`);
  const phases: [name: string, run: () => Promise<Answer[]>][] = [
    ['cost 3101 by the number of objects, once', () => together(1, texts(31), token)],
    [`the same, ${AT_ONCE} times at once`, () => together(AT_ONCE, texts(31), token)],
    [`the dearest that is admitted, ${AT_ONCE} times at once`, () => together(AT_ONCE, texts(14), token)],
    [`8 MB, ${AT_ONCE} times at once`, () => together(AT_ONCE, texts(2), token)],
    [`8 MB, ${AT_ONCE} times at once, unread`, () => unread(AT_ONCE, texts(2), token)],
  ];
  let passed = true;
  for (const [name, run] of phases) {
    const watch = watchServer();
    const answers = await run();
    const { peak, slowest } = await watch.stop();
    const largest = Math.max(...answers.map(({ bytes }) => bytes));
    const ok = largest <= bounds.bytes && peak <= bounds.memory && slowest <= bounds.health;
    passed &&= ok;
    print(
      `${ok ? 'PASS' : 'FAIL'} ${name}: ${summary(answers)}; largest ${largest} bytes; peak ${peak} MB; /health at worst ${slowest} ms`,
    );
  }
  return passed;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

interface Answer {
  outcome: string;
  bytes: number;
}

function summary(answers: Answer[]): string {
  const counts = Map.groupBy(answers, ({ outcome }) => outcome);
  return [...counts].map(([outcome, { length }]) => `${length} x ${outcome}`).join(', ');
}

function headersOf(token: string): Record<string, string> {
  return { 'content-type': 'application/json', authorization: `Bearer ${token}` };
}

async function ask<Text extends string>(
  query: Text,
  variables: Variables<Text>,
  token?: string,
): Promise<Present<Data<Text>>> {
  const response = await fetch(address, {
    method: 'POST',
    headers: token ? headersOf(token) : { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as Body<Present<Data<Text>>>;
  if (errors || !data) throw new Error(JSON.stringify(errors));
  return data;
}

/** Registers the account and fills its organization. */
async function prepare(): Promise<string> {
  const { register } = await ask(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken userErrors { code message } } }`,
    { input: { email: 'large@polity.test', password: 'correct horse battery', fullName: 'Lara Large' } },
  );
  const token: string = register.accessToken;
  const { createProject } = await ask(
    'mutation { createProject(input: { name: "Large" }) { project { id } userErrors { code } } }',
    {},
    token,
  );
  const task = {
    projectId: createProject.project.id,
    title: 'Large',
    description: '\u{1F40B}'.repeat(10_000),
  };
  for (let batch = 0; batch < 5; batch++)
    await ask(
      'mutation ($tasks: [CreateTaskInput!]!) { createTasks(input: { tasks: $tasks }) { userErrors { code message } } }',
      { tasks: Array.from({ length: 20 }, () => task) },
      token,
    );
  return token;
}

function together(count: number, query: string, token: string): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, () => receive(query, token)));
}

/** Reads a response to its end, without keeping it: what measures the server is to have little work itself. */
async function receive(query: string, token: string): Promise<Answer> {
  const socket = send(query, token);
  let bytes = 0;
  let start = '';
  socket.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (start.length < 2000) start += chunk.toString('latin1', 0, 2000);
  });
  const [error] = await once(socket, 'close').catch((error: Error) => [error]);
  const [, status] = /^HTTP\/1.1 (\d+)/.exec(start) ?? [];
  if (!status) return { outcome: `broken (${error})`, bytes: 0 };
  const [, code] = /"code":"(\w+)"/.exec(start) ?? [];
  return { outcome: `${status} ${code ?? 'data'}`, bytes: bytes - start.indexOf('\r\n\r\n') - 4 };
}

function send(query: string, token: string): Socket {
  const body = JSON.stringify({ query });
  const head = [
    'POST /graphql HTTP/1.1',
    'Host: a',
    'Connection: close',
    ...Object.entries(headersOf(token)).map((pair) => pair.join(': ')),
    `Content-Length: ${body.length}`,
  ];
  const socket = connect({ host: '127.0.0.1', port: Number(url.port) });
  socket.write([...head, '', body].join('\r\n'));
  return socket;
}

/** Clients that ask and read nothing for some seconds: each takes the memory of one response. */
async function unread(count: number, query: string, token: string): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = send(query, token).pause();
      socket.on('error', () => undefined);
      await sleep(UNREAD_MS);
      socket.destroy();
      return { outcome: 'unread', bytes: 0 };
    }),
  );
}

/** Samples the memory of the server and how long /health takes, until it is stopped. */
function watchServer() {
  const stopped = new AbortController();
  let peak = 0;
  let slowest = 0;
  const health = (async () => {
    while (!stopped.signal.aborted) {
      const startedAt = performance.now();
      await fetch(new URL('/health', url)).then(
        (response) => response.text(),
        () => undefined,
      );
      slowest = Math.max(slowest, Math.round(performance.now() - startedAt));
      await sleep(20);
    }
  })();
  const sampler = setInterval(() => (peak = Math.max(peak, memory())), 50);
  return {
    async stop() {
      stopped.abort();
      await health;
      clearInterval(sampler);
      return { peak: Math.max(peak, memory()), slowest };
    },
  };
}

/** Resident memory of the server in MB; 0 where the system does not say. */
function memory(): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
    return Math.round(Number(kilobytes ?? 0) / 1000);
  } catch {
    return 0;
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import { asker } from '../person.ts';
import type { Crowd } from './crowd.ts';
import { now } from './orders.ts';
import type { Member, Organization } from './people.ts';
import { askAside, type MeasuredServer } from './server.ts';

/** How long the server collects garbage before its memory is read. */
const SETTLE_MS = 5_000;

interface Sizes {
  connections: number;
  subscriptions: number;
  /** How often an event is sent. */
  events: number;
  /** The token of somebody who asks something else meanwhile. */
  token: string;
}

/** The steps of the measurement. Each prints what it has found. */
export class Steps {
  #server: MeasuredServer;
  readonly #crowd: Crowd;
  readonly #sizes: Sizes;
  #perConnection = 0;

  constructor(server: MeasuredServer, crowd: Crowd, sizes: Sizes) {
    this.#server = server;
    this.#crowd = crowd;
    this.#sizes = sizes;
  }

  get #subscriptions(): number {
    return this.#sizes.connections * this.#perConnection;
  }

  /** Connects one client for each member, and starts all subscriptions. A stream has one. */
  async connect(kind: 'socket' | 'stream', members: Member[]): Promise<void> {
    const server = this.#server;
    this.#perConnection = kind === 'socket' ? this.#sizes.subscriptions : 1;
    // Other fields for each: subscriptions of one client differ.
    const documents = Array.from(
      { length: this.#perConnection },
      (_, index) =>
        `subscription S${index} { taskEvents { type taskId task { id title s${index}: status } } }`,
    );
    const before = server.megabytes;
    const endAside = askAside(server.url, this.#sizes.token);
    const start = performance.now();
    const cpu = server.cpuSeconds;
    await this.#crowd.open(server.url, kind, members, documents);
    let connected = 0;
    if (kind === 'socket') {
      while ((await this.#crowd.report()).acknowledged < members.length) await sleep(50);
      connected = performance.now() - start;
      await sleep(SETTLE_MS);
      const open = server.megabytes;
      print(
        `${members.length} WebSockets`,
        `connected in ${seconds(connected)}, ${kilobytes((open - before) / members.length)} each`,
      );
      const subscribing = performance.now();
      await this.#crowd.subscribe();
      await server.untilSubscribed(this.#subscriptions);
      const took = performance.now() - subscribing;
      const aside = await endAside();
      await sleep(SETTLE_MS);
      print(
        `${this.#subscriptions} subscriptions`,
        `started in ${seconds(took)}, ${kilobytes((server.megabytes - open) / this.#subscriptions)} each`,
      );
      print('processor for both', `${(server.cpuSeconds - cpu).toFixed(1)} s of the server`);
      print('a query of another organization meanwhile', percentiles(aside));
    } else {
      await server.untilSubscribed(this.#subscriptions);
      connected = performance.now() - start;
      const aside = await endAside();
      await sleep(SETTLE_MS);
      print(
        `${members.length} event streams`,
        `subscribed in ${seconds(connected)}, ${kilobytes((server.megabytes - before) / members.length)} each`,
      );
      print('a query of another organization meanwhile', percentiles(aside));
    }
    print('memory of the server', `${before.toFixed(0)} MB before, ${server.megabytes.toFixed(0)} MB after`);
    const { refused, failedAttempts } = await this.#crowd.report();
    if (refused > 0 || failedAttempts > 0)
      print('refused', `${refused} subscriptions, ${failedAttempts} attempts`);
  }

  get server(): MeasuredServer {
    return this.#server;
  }

  async disconnect(): Promise<void> {
    await this.#crowd.close();
    await this.#server.untilSubscribed(0);
  }

  /** Starts the server again while no client is connected. */
  async renew(): Promise<void> {
    await this.#server.stop();
    await this.#server.start();
  }

  async idle(length: number): Promise<void> {
    const before = this.#server.cpuSeconds;
    await sleep(length * 1000);
    const share = (100 * (this.#server.cpuSeconds - before)) / length;
    print(`idle for ${length} s`, `${share.toFixed(1)} % of a processor`);
  }

  /** Changes the task of each organization, several times, and prints when the subscribers had the event. */
  async tell(what: string, organizations: Organization[]): Promise<void> {
    const expected = organizations.reduce(
      (sum, { members }) => sum + members.length * this.#perConnection,
      0,
    );
    await this.#crowd.report();
    const found: number[][] = [];
    for (let turn = 0; turn < this.#sizes.events; turn++) {
      const committed = await Promise.all(
        organizations.map((organization) => this.#rename(organization, turn)),
      );
      const heardAt: number[] = [];
      while (heardAt.length < expected) {
        heardAt.push(...(await this.#crowd.report()).heardAt);
        await sleep(20);
      }
      heardAt.sort((a, b) => a - b);
      const first = Math.min(...committed);
      found.push([0, 0.5, 1].map((share) => at(heardAt, share) - first));
    }
    const [first, median, last] = [0, 1, 2].map((index) =>
      at(
        found.map((each) => each[index]!).toSorted((a, b) => a - b),
        0.5,
      ),
    );
    print(
      `event to ${expected} subscriptions, ${what}`,
      `first ${ms(first!)}, median ${ms(median!)}, last ${ms(last!)} after the commit`,
    );
  }

  /** Returns when the transaction was committed: the response follows at once. */
  async #rename({ taskId, members }: Organization, turn: number): Promise<number> {
    const ask = asker(`${this.#server.url}/graphql`, { authorization: `Bearer ${members[0]!.token}` });
    await ask(
      'mutation ($id: ID!, $title: String!) { updateTask(input: { id: $id, title: $title }) { userErrors { code } } }',
      { id: taskId, title: `Turn ${turn} at ${now()}` },
    );
    return now();
  }

  /** Ends the server by SIGTERM and starts it again; the clients come back as they were told. */
  async restart(): Promise<void> {
    await this.#crowd.report();
    const stopping = performance.now();
    await this.#server.stop();
    const stopped = performance.now();
    await this.#server.start();
    const started = performance.now();
    await this.#untilBack(
      `restart, ${seconds(stopped - stopping)} to end and ${seconds(started - stopped)} to start`,
      started,
    );
  }

  /** Ends the server by SIGTERM while another runs already, to which the clients come as they were told. */
  async takeOver(what: string, other: MeasuredServer): Promise<void> {
    await this.#crowd.report();
    await other.start();
    await this.#crowd.move(other.url);
    const [former, stopping] = [this.#server, performance.now()];
    this.#server = other;
    const stopped = former.stop();
    await this.#untilBack(`another server takes over, ${what}`, stopping);
    await stopped;
  }

  async #untilBack(what: string, start: number): Promise<void> {
    const cpu = this.#server.cpuSeconds;
    const endAside = askAside(this.#server.url, this.#sizes.token);
    await this.#server.untilSubscribed(this.#subscriptions);
    const took = performance.now() - start;
    const aside = await endAside();
    const { failedAttempts, refused } = await this.#crowd.report();
    print(
      what,
      `all subscribed after ${seconds(took)}; ${failedAttempts} failed attempts, ${refused} refused subscriptions, ${(this.#server.cpuSeconds - cpu).toFixed(1)} s of the server`,
    );
    print('a query of another organization meanwhile', percentiles(aside));
  }
}

const print = (what: string, found: string) => process.stdout.write(`${what}: ${found}\n`);
const at = (times: number[], share: number) => times[Math.floor((times.length - 1) * share)]!;
const ms = (milliseconds: number) => `${milliseconds.toFixed(0)} ms`;
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
const kilobytes = (megabytes: number) => `${(megabytes * 1000).toFixed(1)} kB`;
const percentiles = (times: number[]) =>
  times.length === 0
    ? 'none'
    : `median ${ms(at(times, 0.5))}, 95th percentile ${ms(at(times, 0.95))}, longest ${ms(at(times, 1))}`;

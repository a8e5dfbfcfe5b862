import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { cancelled } from '../../src/util/cancellation.ts';
import { type Account, register } from '../support/client.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const server = await startTestServer({ REQUEST_DEADLINE_MS: '100000', STATEMENT_TIMEOUT_MS: '60000' });
const hasty = await startTestServer({ CONNECTION_QUEUE: '3', REQUEST_DEADLINE_MS: '15000' });
const tiny = await startTestServer({ DATABASE_POOL_SIZE: '3' });

const setDeadline = (milliseconds: number) => {
  hasty.services.config.http.requestDeadline = milliseconds;
};

/** An operation that costs more than a light request. */
const HEAVY = '{ tasks(first: 100) { nodes { id project { id } assignee { id } } } }';
const LIGHT = '{ tasks(first: 1) { nodes { id } } }';
const PROJECTS = '{ projects(first: 100) { nodes { id } } }';
const CREATE =
  'mutation ($name: String!) { createProject(input: { name: $name }) { project { id } userErrors { code } } }';

/** Opens a connection to the server's database as a superuser. */
async function superuser({ urls }: TestServer): Promise<pg.Client> {
  const { pathname } = new URL(urls.systemUrl);
  const client = new pg.Client({
    connectionString: Object.assign(new URL(inject('superuserUrl')), { pathname }).href,
  });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** Blocks reads of tasks until the transaction ends. */
async function lockTasks(on: TestServer): Promise<pg.Client> {
  const client = await superuser(on);
  await client.query('begin; lock table tasks in access exclusive mode');
  return client;
}

// Within a transaction, pg_stat_activity does not change after the first read.
const STATES = `select pid, state, wait_event_type from pg_stat_clear_snapshot(), pg_stat_activity
  where datname = current_database() and usename = 'polity_app' and state <> 'idle'`;
/** Returns the number of statements of requests that wait for a lock. */
const countWaiting = async (client: pg.Client) =>
  (await client.query(`select from (${STATES}) s where wait_event_type = 'Lock'`)).rowCount!;
/** Returns the number of connections of requests in a transaction. */
const countBusy = async (client: pg.Client) => (await client.query(STATES)).rowCount!;

/** Sends a query as a client that can disconnect. */
function sendFrom({ client }: Account, query: string, variables: Record<string, unknown> = {}) {
  const { signal, abort } = abortable();
  const response = fetch(`${client.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...client.headers },
    body: JSON.stringify({ query, variables }),
    signal,
  });
  return { gone: response.catch((error: Error) => error.name), abort };
}

function abortable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

describe('an organization whose statements take long', () => {
  test('has the connections of its plan, and others are served meanwhile', async () => {
    const [eve, ada] = await Promise.all([register(server.anonymous), register(server.anonymous)]);
    const locker = await lockTasks(server);
    const heavy = Array.from({ length: 8 }, () => eve.client.send(HEAVY));
    const light = Array.from({ length: 8 }, () => eve.client.send(LIGHT));
    await expect.poll(() => countWaiting(locker)).toBe(4);
    const { scheduler } = server.services;
    const waiting = () => scheduler.counts.waiting.light + scheduler.counts.waiting.heavy;
    await expect.poll(waiting).toBe(12);
    for (let count = 0; count < 3; count++) expect((await ada.client.send(PROJECTS)).errors).toBeUndefined();
    expect((await fetch(`${server.url}/ready`)).status).toBe(200);
    expect(await countWaiting(locker)).toBe(4);
    await locker.query('commit');
    for (const each of [...heavy, ...light]) expect((await each).errors).toBeUndefined();
  });

  test('fills only its own queue, and gets Retry-After', async () => {
    const [eve, ada] = await Promise.all([register(hasty.anonymous), register(hasty.anonymous)]);
    const locker = await lockTasks(hasty);
    setDeadline(3000);
    const sent = await Promise.all(Array.from({ length: 12 }, () => eve.client.send(HEAVY)));
    const refused = sent.filter(({ errors }) => errors?.[0]!.extensions['reason'] === 'TOO_MANY_WAITING');
    expect(refused).toHaveLength(12 - 2 - 3);
    expect(refused[0]!.status).toBe(503);
    expect(refused[0]!.errors![0]!.extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ada.client.send(PROJECTS)).errors).toBeUndefined();
    setDeadline(15_000);
    await locker.query('rollback');
  });
});

describe('an organization', () => {
  test('is charged for a caller only after it has admitted them', async () => {
    const [eve, ada] = await Promise.all([register(server.anonymous), register(server.anonymous)]);
    const { standings } = server.services.scheduler;
    const caller = `user:${eve.userId}`;
    expect(await eve.client.in(ada.organizationId).codes('{ tasks { totalCount } }')).toEqual(['NOT_FOUND']);
    expect(standings.isMember(caller, ada.organizationId)).toBe(false);
    await eve.client.ask(LIGHT);
    expect(standings.isMember(caller, eve.organizationId)).toBe(true);
    await ada.client.ask(
      'mutation { archiveOrganization(input: { reason: "Over" }) { userErrors { code } } }',
    );
  });
});

describe('a request whose client disconnects', () => {
  test('is cancelled in PostgreSQL, and its connection serves others', async () => {
    const eve = await register(server.anonymous);
    const locker = await lockTasks(server);
    const sent = Array.from({ length: 8 }, () => sendFrom(eve, HEAVY));
    await expect.poll(() => countWaiting(locker)).toBe(2);
    for (const each of sent) each.abort();
    expect(await Promise.all(sent.map((each) => each.gone))).toEqual(sent.map(() => 'AbortError'));
    await expect.poll(() => countBusy(locker)).toBe(0);
    await expect
      .poll(() => server.services.scheduler.counts)
      .toMatchObject({ held: { heavy: 0 }, waiting: { heavy: 0 } });
    await locker.query('commit');
    await eve.client.ask(HEAVY);
  });

  test('writes nothing', async () => {
    const eve = await register(server.anonymous);
    const locker = await lockTasks(server);
    const create = CREATE.replace('{ project { id }', '{ project { id tasks { totalCount } }');
    const sent = sendFrom(eve, create, { name: 'Half' });
    await expect.poll(() => countWaiting(locker)).toBe(1);
    sent.abort();
    await expect.poll(() => countBusy(locker)).toBe(0);
    await locker.query('commit');
    const { projects } = await eve.client.ask('{ projects { totalCount } }');
    expect(projects.totalCount).toBe(0);
  });

  test('is not cancelled while it commits', async () => {
    const eve = await register(server.anonymous);
    const locker = await superuser(server);
    await locker.query(`
      create function await_commit() returns trigger language plpgsql as $$
        begin perform pg_advisory_xact_lock(7, 7); return null; end $$;
      create constraint trigger await_commit after insert on projects deferrable initially deferred
        for each row execute function await_commit()`);
    onTestFinished(async () => {
      await locker.query(
        'select pg_advisory_unlock_all(); drop trigger await_commit on projects; drop function await_commit',
      );
    });
    await locker.query('select pg_advisory_lock(7, 7)');
    const sent = sendFrom(eve, CREATE, { name: 'Whole' });
    const committing = `select from pg_stat_activity where datname = current_database()
      and usename = 'polity_app' and query = 'COMMIT' and wait_event_type = 'Lock'`;
    await expect.poll(async () => (await locker.query(committing)).rowCount).toBe(1);
    const before = cancelled.disconnect;
    sent.abort();
    await sent.gone;
    await expect.poll(() => cancelled.disconnect).toBe(before + 1);
    await locker.query('select pg_advisory_unlock_all()');
    await expect.poll(() => countBusy(locker)).toBe(0);
    const { projects } = await eve.client.ask('{ projects { nodes { name } } }');
    expect(projects.nodes).toEqual([{ name: 'Whole' }]);
  });

  test('never cancels a statement of the next request on its connection', async () => {
    const [eve, ada] = await Promise.all([register(tiny.anonymous), register(tiny.anonymous)]);
    const goAway = async () => {
      for (let count = 0; count < 25; count++) {
        const sent = sendFrom(eve, HEAVY);
        await sleep(count % 8);
        sent.abort();
        await sent.gone;
      }
    };
    const stay = async () => {
      for (let count = 0; count < 25; count++) {
        const { errors } = await ada.client.send(count % 4 === 0 ? CREATE : PROJECTS, { name: `P${count}` });
        expect(errors).toBeUndefined();
      }
    };
    await Promise.all([goAway(), goAway(), stay(), stay()]);
    await expect.poll(() => tiny.services.scheduler.counts.held).toEqual({ light: 0, heavy: 0 });
  });
});

describe('the deadline of a request', () => {
  const late = {
    code: 'SERVICE_UNAVAILABLE',
    status: 503,
    reason: 'DEADLINE_EXCEEDED',
    retryAfterSeconds: 1,
  };

  test('ends its statements and its wait for a connection', async () => {
    const eve = await register(hasty.anonymous);
    const locker = await lockTasks(hasty);
    setDeadline(1000);
    const sent = await Promise.all(Array.from({ length: 4 }, () => eve.client.send(HEAVY)));
    for (const { errors, headers } of sent) {
      expect(errors![0]!.extensions).toEqual(late);
      expect(headers.get('retry-after')).toBe('1');
    }
    const statuses = sent.map(({ status }) => status);
    expect(statuses).toContain(200);
    expect(statuses).toContain(503);
    await expect.poll(() => countBusy(locker)).toBe(0);
    await locker.query('rollback');
    setDeadline(15_000);
    await eve.client.ask(LIGHT);
  });

  test('rolls back a mutation', async () => {
    const eve = await register(hasty.anonymous);
    const locker = await lockTasks(hasty);
    const create = CREATE.replace('{ project { id }', '{ project { id tasks { totalCount } }');
    setDeadline(1000);
    const { data, errors } = await eve.client.send(create, { name: 'Late' });
    expect([data, errors![0]!.extensions]).toEqual([null, late]);
    await expect.poll(() => countBusy(locker)).toBe(0);
    await locker.query('rollback');
    setDeadline(15_000);
    expect((await eve.client.ask('{ projects { totalCount } }')).projects.totalCount).toBe(0);
  });
});

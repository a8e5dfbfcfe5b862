import pg from 'pg';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { changePlan } from '../fixtures/owner.ts';
import { createProject } from '../fixtures/work.ts';
import { Client, join, password, register } from '../support/client.ts';
import { createCutOff } from '../support/cut-off.ts';
import { startTestServer } from '../support/server.ts';
import { bearer, createKey } from '../support/departure.ts';
import { query, startWithStandby } from '../support/standby.ts';
import { connect, listen, projectEvents } from '../support/subscriber.ts';

const standby = await startWithStandby();
const { urls, pause, resume } = standby;
/** The standby's clients reach it only through this line. */
const line = await createCutOff(standby.servingUrl);
const settings = { DATABASE_REPLICA_URLS: line.through(standby.servingUrl), VALIDATED_ANSWERS: 'off' };
/** The SQLSTATEs with which the replica has failed queries of the first server. */
const failedWith: unknown[] = [];
const logger = pino({
  level: 'warn',
  hooks: {
    logMethod: ([fields]) =>
      void failedWith.push((fields as unknown as { err?: { code?: string } }).err?.code),
  },
});
const first = await startTestServer(settings, logger, { urls });
/** Another process of the same installation, which shares nothing with the first but the database and the keys. */
const second = await startTestServer(settings, undefined, { urls, of: first });
const keeping = await startTestServer({ ...settings, VALIDATED_ANSWERS: 'on' }, undefined, {
  urls,
  of: first,
});

const projects = '{ projects(first: 50) { nodes { name } } }';
/** Of a table whose rows no version stands for. */
const preferences = '{ notificationPreferences { kinds { kind email } } }';

const at = ({ url }: { url: string }, { headers }: Client) => new Client(url, headers);

async function metrics(name: string): Promise<Map<string, number>> {
  const text = await (await fetch(`${first.url}/metrics`)).text();
  const lines = text.matchAll(new RegExp(`^${name}\\{(.*)\\} (\\S+)$`, 'gm'));
  return new Map([...lines].map(([, labels, value]) => [labels!.replaceAll(/\w+="|"/g, ''), Number(value)]));
}

/** Runs `work`, and returns the servers that executed its queries with the reasons. Servers of a process count together. */
async function targetsOf<Result>(work: () => Promise<Result>): Promise<[Result, string[]]> {
  const before = await metrics('polity_queries_total');
  const result = await work();
  const after = await metrics('polity_queries_total');
  return [result, [...after.keys()].filter((key) => after.get(key) !== before.get(key))];
}

async function namesOf(client: Client): Promise<[names: string[], target: string[]]> {
  const [data, targets] = await targetsOf(() => client.ask(projects));
  return [data.projects.nodes.map(({ name }) => name), targets];
}

const untilReplicaServes = (client: Client) =>
  expect.poll(async () => (await namesOf(client))[1]).toEqual(['replica,current']);

/** Runs `work` while the standby replays nothing of what is written. */
async function whilePaused(work: () => Promise<void>): Promise<void> {
  await pause();
  try {
    await work();
  } finally {
    await resume();
  }
}

const owner = await register(first.anonymous);
await changePlan(owner.client, 'PRO');
await createProject(owner.client, { name: 'first' });

test('a replica executes queries, with the rows of the caller alone', async () => {
  const others = [await register(first.anonymous), await register(first.anonymous)];
  for (const { client, userId } of others) {
    await createProject(client, { name: userId });
    await untilReplicaServes(client);
  }
  const [answers, targets] = await targetsOf(() =>
    Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        others[index % 2]!.client.ask('{ me { id } projects { nodes { name } } }'),
      ),
    ),
  );
  expect(targets).toEqual(['replica,current']);
  for (const [index, { me, projects }] of answers.entries()) {
    const { userId } = others[index % 2]!;
    expect([me.id, projects.nodes]).toEqual([userId, [{ name: userId }]]);
  }
  const stranger = await others[0]!.client.in(owner.organizationId).send(projects);
  expect(stranger.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
});

test('a replica executes the queries of API keys', async () => {
  const { id, secret } = await createKey(owner.client);
  const robot = bearer(owner.client, secret);
  await untilReplicaServes(robot);
  await whilePaused(async () => {
    await owner.client.ask(
      'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }',
      { id },
    );
    for (const server of [first, second])
      expect(await at(server, robot).codes(projects)).toEqual(['UNAUTHENTICATED']);
  });
});

test('row-level security holds the serving login on a replica, and a login that it would not hold is not used', async () => {
  expect(await query(standby.servingUrl, 'select count(*)::int from projects')).toEqual([{ count: 0 }]);
  expect(await query(standby.standbyUrl, 'select count(*) > 0 as some from projects')).toEqual([
    { some: true },
  ]);
  const reasons: string[] = [];
  const listener = pino({
    hooks: { logMethod: ([fields]) => void reasons.push(String((fields as unknown as { err?: Error }).err)) },
  });
  const exposed = await startTestServer({ DATABASE_REPLICA_URLS: standby.standbyUrl }, listener, {
    urls,
    of: first,
  });
  await expect.poll(() => reasons.join()).toContain('row-level security would not hold it');
  expect(exposed.services.replicas!.all[0]!.isUp).toBe(false);
  await expect(namesOf(at(exposed, owner.client))).resolves.toEqual([['first'], ['primary,down']]);
});

test('nobody reads a past state: neither the writer nor others, in this process or another', async () => {
  const member = await join(owner, 'MEMBER');
  for (const client of [owner.client, member.client, at(second, owner.client)])
    await untilReplicaServes(client);
  await whilePaused(async () => {
    await createProject(owner.client, { name: 'second' });
    for (const client of [owner.client, at(second, owner.client), at(second, member.client), member.client]) {
      const [names, targets] = await namesOf(client);
      expect(names).toContain('second');
      expect(targets).not.toContain('replica,current');
    }
    // It is known by now that the replica lacks this change of the organization: nobody asks it in vain.
    expect((await namesOf(at(second, member.client)))[1]).toEqual(['primary,behind']);
    expect(await query(standby.standbyUrl, `select from projects where name = 'second'`)).toEqual([]);
  });
  await untilReplicaServes(at(second, owner.client));
});

test('the token of the last write keeps a client that spans processes from its past, where no version does', async () => {
  const ada = await register(first.anonymous);
  const set = (client: Client, email: boolean) =>
    client.send(
      `mutation ($email: Boolean!) { updateNotificationPreferences(input: { preferences: [{ kind: TASK_ASSIGNED, email: $email }] }) {
        userErrors { code } } }`,
      { email },
    );
  const read = async (client: Client) => {
    const [answer, targets] = await targetsOf(() => client.send(preferences));
    const { email } = answer.data!.notificationPreferences!.kinds.find(
      ({ kind }) => kind === 'TASK_ASSIGNED',
    )!;
    return { email, targets, token: answer.headers.get('x-read-token') };
  };
  const withToken = (token: string | null) => at(second, ada.client).with({ 'x-read-token': token! });
  const { headers } = await set(ada.client, true);
  const early = headers.get('x-read-token');
  await expect
    .poll(() => read(withToken(early)))
    .toMatchObject({ email: true, targets: ['replica,current'] });
  await whilePaused(async () => {
    const late = (await set(ada.client, false)).headers.get('x-read-token');
    // What the replica shows a client that hides its last token: only the token can tell.
    expect(await read(withToken(early))).toMatchObject({ email: true, targets: ['replica,current'] });
    expect(await read(withToken(late))).toMatchObject({ email: false, targets: ['primary,behind'] });
    expect(await read(withToken(`${late}, ${early}`))).toMatchObject({
      email: false,
      targets: ['primary,behind'],
    });
    // The process of the write knows it without a token, or with an earlier one.
    expect(await read(ada.client.with({ 'x-read-token': early! }))).toMatchObject({ email: false });
    // Without a valid token, another process cannot know.
    for (const token of ['', 'forged', 'x'.repeat(5000), `${late}`.slice(1)])
      expect(await read(withToken(token))).toMatchObject({ email: false, targets: ['primary,no_token'] });
    // The primary's response has a token of its own state, with which the client stays ahead.
    const { token } = await read(at(second, ada.client));
    expect(await read(withToken(token))).toMatchObject({ email: false });
  });
  await expect
    .poll(() => read(at(second, ada.client).with({ 'x-read-token': early! })))
    .toMatchObject({ email: false });
});

test('a revoked session, a removed and a demoted member are refused at once, while the replica knows nothing of it', async () => {
  const [leaving, demoted] = [await join(owner, 'MEMBER'), await join(owner, 'ADMIN')];
  const login = await first.anonymous.ask(
    `mutation ($input: LoginInput!) { login(input: $input) { accessToken userErrors { code } } }`,
    { input: { email: owner.email, password } },
  );
  const other = owner.client.with({ authorization: `Bearer ${login.login.accessToken}` });
  const invite = '{ invitations(first: 1) { nodes { id } } }';
  for (const client of [other, leaving.client, demoted.client]) await untilReplicaServes(client);
  await whilePaused(async () => {
    await other.ask('mutation { logout { userErrors { code } } }');
    await owner.client.ask(
      'mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }',
      { id: leaving.userId },
    );
    await owner.client.ask(
      'mutation ($id: ID!) { updateMemberRole(input: { userId: $id, role: MEMBER }) { userErrors { code } } }',
      { id: demoted.userId },
    );
    for (const server of [first, second, keeping]) {
      expect(await at(server, other).codes(projects)).toEqual(['UNAUTHENTICATED']);
      expect(await at(server, leaving.client).codes(projects)).toEqual(['NOT_FOUND']);
      expect(await at(server, demoted.client).codes(invite)).toEqual(['FORBIDDEN']);
    }
    const [{ held }] = (await query(
      standby.standbyUrl,
      `select count(*)::int as held from memberships where user_id = '${leaving.userId}' and organization_id = '${owner.organizationId}'`,
    )) as [{ held: number }];
    expect(held).toBe(1);
  });
});

test('kept responses are computed on the replica and validated by the primary', async () => {
  const ada = await register(first.anonymous);
  const client = at(keeping, ada.client);
  await createProject(client, { name: 'kept' });
  const targets = async () => (await namesOf(client))[1];
  await expect.poll(targets).toEqual(['primary,kept']);
  await expect.poll(() => namesOf(at(second, client))).toEqual([['kept'], ['replica,current']]);
  // Another process has changed the organization, so that this one's response is not valid any more.
  await createProject(at(second, client), { name: 'new' });
  await expect.poll(async () => (await namesOf(at(second, client)))[1]).toEqual(['replica,current']);
  const seen: string[] = [];
  await expect
    .poll(async () => {
      const [names, [target]] = await namesOf(client);
      expect(names.toSorted()).toEqual(['kept', 'new']);
      seen.push(target!);
      return target;
    })
    .toBe('primary,kept');
  await whilePaused(async () => {
    await createProject(at(second, client), { name: 'newest' });
    for (let round = 0; round < 4; round++) expect((await namesOf(client))[0]).toContain('newest');
  });
  expect(seen.length).toBeGreaterThan(1);
});

test('subscriptions read the primary', async () => {
  await whilePaused(async () => {
    const events = await listen(first, connect(owner.client), projectEvents);
    await createProject(owner.client, { name: 'third' });
    expect(await events.first(1)).toMatchObject([{ project: { name: 'third' } }]);
  });
});

test('of a replica that lags 5 seconds, nobody sees the past, and it serves again when it has the change', async () => {
  const set = async (delay: string) => {
    await query(standby.standbyUrl, `alter system set recovery_min_apply_delay = '${delay}'`);
    await query(standby.standbyUrl, 'select pg_reload_conf()');
  };
  const ada = await register(first.anonymous);
  await createProject(ada.client, { name: 'before' });
  await untilReplicaServes(ada.client);
  await untilReplicaServes(owner.client);
  await set('5s');
  try {
    const wroteAt = performance.now();
    await createProject(ada.client, { name: 'after' });
    let served = 0;
    for (let serves = false; !serves;) {
      const [names, targets] = await namesOf(at(served % 2 ? first : second, ada.client));
      expect(names).toContain('after');
      serves = targets.includes('replica,current');
      served++;
      // Organizations that nobody has changed are served all the time.
      expect((await namesOf(owner.client))[1]).toEqual(['replica,current']);
      if (served === 5)
        expect((await metrics('polity_replica_lag_bytes')).get('replica 1')).toBeGreaterThan(0);
    }
    expect(performance.now() - wroteAt).toBeGreaterThan(4500);
    expect(served).toBeGreaterThan(10);
  } finally {
    await set('0');
  }
});

/** Asks until the replica has come back, and returns how long the slowest request took. */
async function slowest(client: Client, times: number): Promise<number> {
  let most = 0;
  for (let time = 0; time < times; time++) {
    const startedAt = performance.now();
    await client.ask(projects);
    most = Math.max(most, performance.now() - startedAt);
  }
  return most;
}

const failures = async () => (await metrics('polity_queries_total')).get('primary,failed') ?? 0;

test('connections that the replica ends cost nobody a response', async () => {
  await untilReplicaServes(owner.client);
  const before = await failures();
  await expect
    .poll(async () => {
      const answers = Promise.all(Array.from({ length: 40 }, () => owner.client.ask(projects)));
      await query(
        standby.standbyUrl,
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'polity'`,
      );
      for (const { projects } of await answers) expect(projects.nodes).not.toEqual([]);
      return (await failures()) - before;
    })
    .toBeGreaterThan(2);
});

test('a conflict with replay costs nobody a response', async () => {
  await query(standby.standbyUrl, `alter system set max_standby_streaming_delay = '0'`);
  await query(standby.standbyUrl, 'select pg_reload_conf()');
  const onStandby = (condition: string) =>
    expect.poll(() => query(standby.standbyUrl, `select ${condition} as yes`), { interval: 10 });
  const writer = new pg.Client({ connectionString: standby.primaryUrl });
  await writer.connect();
  await untilReplicaServes(owner.client);
  const lock = (table: string) =>
    `begin; lock table ${table} in access exclusive mode; select pg_logical_emit_message(false, '', '', true)`;
  await writer.query(lock('projects'));
  await onStandby(
    `exists (select from pg_locks where relation = 'projects'::regclass and mode = 'AccessExclusiveLock')`,
  ).toEqual([{ yes: true }]);
  // Its statement waits for the replayed lock of one table, and holds one of another, for which replay then waits.
  const asking = namesOf(owner.client);
  await onStandby(
    `exists (select from pg_stat_activity where application_name = 'polity' and wait_event_type = 'Lock')`,
  ).toEqual([{ yes: true }]);
  await query(standby.primaryUrl, `${lock('memberships')}; commit`);
  await expect.poll(() => failedWith).toContain('40001');
  await writer.query('commit');
  await writer.end();
  const [names, targets] = await asking;
  expect(names).toContain('first');
  expect(targets).toEqual(['primary,failed']);
});

test('a replica that is frozen or dead costs one request a moment, and later ones nothing', async () => {
  const { client } = owner;
  await untilReplicaServes(client);
  line.freeze();
  expect(await slowest(client, 1)).toBeLessThan(8000);
  await expect.poll(async () => (await namesOf(client))[1]).toEqual(['primary,down']);
  expect((await metrics('polity_replica_up')).get('replica 1')).toBe(0);
  const ready = await fetch(`${first.url}/ready`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: 'degraded', failing: ['replica 1'] }]);
  const [most, targets] = await targetsOf(() => slowest(client, 20));
  expect(targets).toEqual(['primary,down']);
  expect(most).toBeLessThan(1000);
  line.thaw();
  await untilReplicaServes(client);
  line.cut();
  expect(await slowest(client, 20)).toBeLessThan(8000);
  await expect.poll(async () => (await namesOf(client))[1]).toEqual(['primary,down']);
});

test('a promoted replica is not used any more', async () => {
  const direct = await startTestServer(
    { DATABASE_REPLICA_URLS: standby.servingUrl, VALIDATED_ANSWERS: 'off' },
    undefined,
    { urls, of: first },
  );
  const client = at(direct, owner.client);
  await untilReplicaServes(client);
  await query(standby.standbyUrl, 'select pg_promote()');
  await query(standby.standbyUrl, `update projects set name = 'of the promoted one'`);
  const [names, targets] = await namesOf(client);
  expect(names).not.toContain('of the promoted one');
  expect(targets).not.toContain('replica,current');
  await expect.poll(async () => (await namesOf(client))[1]).toEqual(['primary,down']);
});

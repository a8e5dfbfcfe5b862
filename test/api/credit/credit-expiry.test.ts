import { pino } from 'pino';
import { expect, test } from 'vitest';
import { expireCredits } from '../../../src/modules/credit/jobs.ts';
import { createOwner } from '../../fixtures/owner.ts';
import {
  BALANCE,
  balanceOf,
  grant,
  LEDGER,
  ledgerFaults,
  passed,
  soon,
  spend,
} from '../../support/credits.ts';
import { requestStatements } from '../../support/count-statements.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const expire = () => expireCredits({ systemDb: db, logger: pino({ level: 'silent' }) });
const GRANTS = '{ creditGrants { nodes { id remaining status expiresAt updatedAt } } }';

test('credits expire at their instant, and the job changes nothing that anybody can see', async () => {
  const owner = await createOwner(anonymous);
  await grant(db, owner, { amount: 10 });
  const ends = [soon(1000), soon(1000), soon(1100)];
  for (const [index, expiresAt] of ends.entries()) await grant(db, owner, { amount: 20 + index, expiresAt });
  await spend(owner.client, 5);
  expect(await owner.client.ask(BALANCE)).toMatchObject({
    creditBalance: { balance: 68, nextExpiresAt: ends[0] },
  });
  await passed(db, ends[2]!);
  const look = async () => [
    await owner.client.ask(BALANCE),
    await owner.client.ask(LEDGER),
    await owner.client.ask(GRANTS),
    await owner.client.ask('{ creditEntries(first: 2) { nodes { kind balanceAfter createdAt } } }'),
    await owner.client.ask('{ creditEntries(filter: { kind: { eq: EXPIRED } }) { totalCount } }'),
  ];
  const before = await look();
  expect(before[0]).toEqual({ creditBalance: { balance: 10, alertThreshold: null, nextExpiresAt: null } });
  expect(before[1]).toMatchObject({
    creditEntries: {
      totalCount: 8,
      nodes: [
        ...Array.from({ length: 4 }, () => ({ kind: 'GRANTED' })),
        { kind: 'SPENT', amount: -5, balanceAfter: 68 },
        { kind: 'EXPIRED', amount: -15, balanceAfter: 53, grant: { status: 'EXPIRED', remaining: 0 } },
        { kind: 'EXPIRED', amount: -21, balanceAfter: 32 },
        { kind: 'EXPIRED', amount: -22, balanceAfter: 10 },
      ],
    },
  });
  expect(before[4]).toEqual({ creditEntries: { totalCount: 3 } });
  const written = () =>
    db
      .selectFrom('credit_entries')
      .select('id')
      .where('organization_id', '=', owner.organizationId)
      .execute();
  expect(await written()).toHaveLength(5);
  await Promise.all([expire(), expire(), expire()]);
  expect(await written()).toHaveLength(8);
  expect(await look()).toEqual(before);
  expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
});

test('expired credits cannot be spent, and a spend writes their expiry before itself', async () => {
  const owner = await createOwner(anonymous);
  await grant(db, owner, { amount: 10, priority: 90 });
  const expiresAt = soon(600);
  const { id } = await grant(db, owner, { amount: 50, expiresAt });
  await passed(db, expiresAt);
  expect((await spend(owner.client, 11)).userErrors).toMatchObject([
    { code: 'INSUFFICIENT_CREDITS', message: 'The balance is 10.' },
  ]);
  expect((await spend(owner.client, 4)).creditSpend).toMatchObject({ balanceAfter: 6 });
  const { nodes } = (await owner.client.ask(LEDGER)).creditEntries;
  expect(nodes.slice(2)).toMatchObject([
    {
      kind: 'EXPIRED',
      amount: -50,
      balanceAfter: 10,
      grant: { id },
      createdAt: expiresAt.replace(/0*Z$/, 'Z'),
    },
    { kind: 'SPENT', amount: -4, balanceAfter: 6 },
  ]);
  expect(await balanceOf(owner.client)).toBe(6);
  expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
});

test('a grant is not possible with an expiry that has passed when it is its turn', async () => {
  const owner = await createOwner(anonymous);
  const refused = grant(db, owner, { expiresAt: '2020-01-01T00:00:00Z' });
  await expect(refused).rejects.toMatchObject({ errors: [{ code: 'INVALID', field: ['expiresAt'] }] });
  const { rows } = await server.systemPool.query(
    "select outcome from app.grant_credits($1, null, 1, 0, clock_timestamp() + interval '1 second', 'A test', 10, 10)",
    [owner.organizationId],
  );
  expect(rows).toEqual([{ outcome: 'GRANTED' }]);
});

test('a page of a long ledger is read by an index, although expiries may be missing', async () => {
  const owner = await createOwner(anonymous);
  await grant(db, owner, { amount: 1000 });
  await server.systemPool.query(
    `insert into credit_entries (organization_id, kind, amount, balance_after, grant_id, created_at)
     select organization_id, 'VOIDED', -1, 0, id, created_at - number * interval '1 second'
     from credit_grants, generate_series(1, 20000) number where organization_id = $1`,
    [owner.organizationId],
  );
  await server.systemPool.query('analyze credit_entries');
  for (const direction of ['DESC', 'ASC'] as const) {
    const { statements } = await requestStatements(() =>
      owner.client.ask(
        'query ($by: CreditEntryOrder) { creditEntries(first: 20, orderBy: $by) { nodes { amount } } }',
        { by: { field: 'CREATED_AT', direction } },
      ),
    );
    const list = statements.find((text) => text.includes('credit_entries'))!;
    const { rows } = await server.systemPool.query({
      text: `explain (generic_plan) ${list}`,
      rowMode: 'array',
    });
    const plan = rows.join('\n');
    expect(plan).toContain('credit_entries_created');
    expect(plan).not.toMatch(/(Seq|Bitmap Heap) Scan on credit_entries/);
  }
});

/** The same numbers for each run. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

interface Grant {
  id: string;
  rest: number;
  priority: number;
  expiresAt: number;
  age: number;
}

test('agrees with a slow model in random histories', async () => {
  const owner = await createOwner(anonymous);
  const roll = dice(20261128);
  const model: Grant[] = [];
  const live = (now: number) =>
    model
      .filter(({ rest, expiresAt }) => rest > 0 && expiresAt > now)
      .toSorted((a, b) => a.priority - b.priority || a.expiresAt - b.expiresAt || a.age - b.age);
  const horizon = Date.now() + 600_000;
  for (let step = 0; step < 300; step++) {
    const choice = roll(10);
    if (choice < 3) {
      const amount = 1 + roll(60);
      const priority = roll(3);
      const expiresAt = roll(2) ? horizon + roll(3) * 60_000 : Infinity;
      const until = expiresAt === Infinity ? null : new Date(expiresAt).toISOString();
      const { id } = await grant(db, owner, { amount, priority, expiresAt: until });
      model.push({ id, rest: amount, priority, expiresAt, age: step });
    } else if (choice < 4 && live(0).length > 0) {
      const gone = live(0)[roll(live(0).length)]!;
      await server.systemPool.query("select from app.void_credit_grant($1, $2, 'A test')", [
        owner.organizationId,
        gone.id,
      ]);
      gone.rest = 0;
    } else {
      const amount = 1 + roll(50);
      const { creditSpend } = await spend(owner.client, amount);
      const balance = live(0).reduce((sum, { rest }) => sum + rest, 0);
      expect(creditSpend?.balanceAfter).toBe(amount <= balance ? balance - amount : undefined);
      if (amount > balance) continue;
      let open = amount;
      for (const each of live(0)) {
        const part = Math.min(each.rest, open);
        each.rest -= part;
        open -= part;
      }
    }
  }
  const rests = await db
    .selectFrom('credit_grants')
    .select(['id', 'remaining'])
    .where('organization_id', '=', owner.organizationId)
    .orderBy('created_at')
    .execute();
  expect(rests).toEqual(model.map(({ id, rest }) => ({ id, remaining: String(rest) })));
  expect(await ledgerFaults(db, owner.organizationId)).toEqual([]);
  const { creditEntries } = await owner.client.ask(
    '{ creditEntries(first: 1) { nodes { balanceAfter } totalCount } }',
  );
  expect(creditEntries.nodes[0]!.balanceAfter).toBe(await balanceOf(owner.client));
});

import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { tenantTables } from '../support/contract.ts';
import { addIds, type Character, createHouse, createMember, type House } from '../support/isolation/cast.ts';
import { createIds } from '../support/isolation/ids.ts';
import { selection } from '../support/isolation/operations.ts';
import { unheldStatements, watchStatements } from '../support/isolation/predicates.ts';
import { random } from '../support/isolation/random.ts';
import { allRows } from '../support/isolation/rows.ts';
import { keepState } from '../support/isolation/state.ts';
import { startTestServer } from '../support/server.ts';
import { nodes } from '../support/access.ts';

const REQUESTS = Number(process.env['ISOLATION_REQUESTS'] ?? 1000);
const seed = Number(process.env['ISOLATION_SEED'] ?? randomInt(2 ** 31));
/** After this many requests all rows are restored, because requests delete accounts, remove members and end sessions. */
const ROUND = 50;
const IN_FLIGHT = 6;

const server = await startTestServer({ DATABASE_POOL_SIZE: '1', FEDERATION: 'on', COST_LIMIT: '1000000' });
const sent = watchStatements();
const houses = [await createHouse(server), await createHouse(server)] as const;
const cast: Character[] = [];
for (const house of houses) {
  for (const role of ['MEMBER', 'ADMIN', 'OWNER'] as const) cast.push(await createMember(house, role));
}
for (const house of houses) await addIds(server, house);
const tables = await tenantTables(server.systemPool);
const idOf = await createIds(server, houses);
const types = Object.keys(nodes);
const rows = allRows(idOf);
const reads = rows.filter((row) => !row.writes);
const writes = rows.filter((row) => row.writes);
const state = await keepState(server);
afterAll(() => state.end());

const otherThan = (house: House) => (house === houses[0] ? houses[1] : houses[0]);
const canariesOf = ({ canaries }: House) => Object.values(canaries).flat();
const next = random(seed);
const crossings: string[] = [];
/** The codes with which such requests may be refused. Any other code is a fault of the server or the test. */
const refusals = new Set<unknown>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'ORGANIZATION_SUSPENDED',
  'RATE_LIMITED',
]);
const otherErrors = new Set<string>();
/** Whether the request was refused because it waited long for the one connection, which six requests share. */
const isWaiting = (extensions: Record<string, unknown>) => extensions['reason'] === 'TOO_MANY_WAITING';
let telling = 0;
let waiting = 0;

/** Combines objects of both organizations in one operation, so that the same loaders get own and foreign ids together. */
function mixture(): { operation: string; variables: Record<string, unknown> } {
  const things = Array.from({ length: 8 }, () => ({ type: next.pick(types), house: next.pick(houses) }));
  const fields = things.map(
    ({ type, house }, index) =>
      `f${index}: node(id: "${idOf(type, house)}") { id ... on ${type} ${selection(type, 1)} }`,
  );
  const references = things.map(({ type, house }) => ({ __typename: type, id: idOf(type, house) }));
  return {
    operation: `query ($references: [_Any!]!) { ${fields.join(' ')}
      _entities(representations: $references) { __typename ... on Node { id } } }`,
    variables: { references },
  };
}

/** Sends a random operation in a random organization, and looks in the response for data of the other one. */
async function request(number: number, callers: Character[]): Promise<void> {
  const caller = next.pick(callers);
  const home = caller.home!;
  const other = otherThan(home);
  const row = next.pick(next.chance(0.4) ? writes : reads);
  const target = row.declared.shows === 'target' || next.chance(0.5) ? home : other;
  const selected = next.pick([undefined, home, home, other]);
  const client = caller.client.with({ 'x-organization-id': selected?.organizationId ?? '' });
  const { operation, variables } = next.chance(0.1)
    ? mixture()
    : { ...row, variables: await row.variables(target, { ...caller, client }) };
  const { body, errors } = await client.send(operation, variables as Record<string, unknown>);
  const text = JSON.stringify(body);
  const seen = canariesOf(other).filter((canary) => text.includes(canary));
  if (seen.length > 0)
    crossings.push(`request ${number}, ${row.name} by ${caller.name}: shows ${seen.join(', ')}`);
  if (canariesOf(home).some((canary) => text.includes(canary))) telling++;
  if (errors?.some(({ extensions }) => isWaiting(extensions))) waiting++;
  for (const { message, extensions } of errors ?? []) {
    const isRefusal = refusals.has(extensions['code']) || isWaiting(extensions);
    if (!isRefusal) otherErrors.add(`${row.name}: ${extensions['code']} ${message}`);
  }
}

/** Returns what the rows of the organization contain of the other one, read by the system login. */
async function inspect(house: House): Promise<void> {
  const foreign = canariesOf(otherThan(house));
  const own = new Set(house.canaries.people);
  for (const table of tables.filter((each) => each !== 'users')) {
    const key = table === 'organizations' ? 'id' : 'organization_id';
    const { rows: found } = await server.systemPool.query(
      `select t::text as text, to_jsonb(t) ->> 'actor_id' as actor from ${table} t where ${key} = $1`,
      [house.organizationId],
    );
    for (const { text, actor } of found) {
      if (foreign.some((canary) => text.includes(canary)) || (actor && !own.has(actor)))
        crossings.push(`${table} has ${text}`);
    }
  }
}

test(
  `nothing crosses between two tenants on one connection (seed ${seed})`,
  { timeout: 300_000 + REQUESTS * 100 },
  async () => {
    for (let done = 0; done < REQUESTS; done += ROUND) {
      // In every third round one organization sends nothing: any change in it was made by the other one.
      const silent = next.chance(1 / 3) ? next.pick(houses) : undefined;
      const callers = cast.filter(({ home }) => home !== silent);
      const last = Math.min(done + ROUND, REQUESTS);
      let number = done;
      const work = async () => {
        while (number < last) await request(number++, callers);
      };
      await Promise.all(Array.from({ length: IN_FLIGHT }, work));
      for (const house of houses) await inspect(house);
      const changes = await state.changes();
      const untouched = silent ? [silent.organizationId, ...silent.canaries.people] : [];
      crossings.push(
        ...changes
          .filter(({ tenant, owner }) => tenant && untouched.includes(owner))
          .map(({ table, owner }) => `by request ${last}: ${table} of the silent ${owner} have changed`),
      );
      await state.restore(changes);
    }
    const report = process.env['ISOLATION_REPORT'];
    const summary = `${REQUESTS} requests on one connection, ${telling} showed their caller's own, seed ${seed}, ${crossings.length} crossings`;
    if (report) await writeFile(join(report, 'fuzz.txt'), `${summary}\n`);
    expect(crossings).toEqual([]);
    expect([...otherErrors]).toEqual([]);
    // Only refusals would prove nothing.
    expect(waiting).toBeLessThan(REQUESTS / 10);
    expect(telling).toBeGreaterThan(REQUESTS / 10);
  },
);

test('every statement on a table of tenants has a condition on the tenant', async () => {
  expect(await unheldStatements(sent)).toEqual([]);
});

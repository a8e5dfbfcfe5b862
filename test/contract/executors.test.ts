import { randomInt } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { schemaModules } from '../../src/modules/schema-modules.ts';
import { sourcesOf } from '../../src/graphql/plan/sources.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { type Caller, callers, createTenant, rootFields } from '../support/contract.ts';
import { createExecutors } from '../support/executors.ts';
import { widened } from '../support/isolation/operations.ts';
import { random } from '../support/isolation/random.ts';
import { randomOperation } from '../support/random-operation.ts';
import { startTestServer } from '../support/server.ts';
import { fillWithRows } from '../support/rows-to-plan.ts';
import { samples } from '../support/access.ts';

const OPERATIONS = Number(process.env['EXECUTOR_OPERATIONS'] ?? 150);
const seed = Number(process.env['EXECUTOR_SEED'] ?? randomInt(2 ** 31));

const server = await startTestServer({ PLANNED_READS: 'on' });
const tenant = await createTenant(server.anonymous);
const other = await createTenant(server.anonymous);
await fillWithRows(tenant);
const outsider = await callers.outsider(tenant);
const members = [await callers.MEMBER(tenant), await callers.OWNER(tenant)];
const cast: Caller[] = [await callers.anonymous(tenant), outsider, ...members];
const schema = createSchema(server.services.config, schemaModules);
const run = createExecutors(server, schema);
const queries = rootFields.filter((field) => field.startsWith('Query.'));

let compiled = 0;
let planned = 0;
let kept = 0;
let failed = 0;

/** Expects the same response from every executor. Returns whether the operation is valid, so that it was executed. */
async function requireAlike(
  source: string,
  variables: Record<string, unknown>,
  caller: Caller,
): Promise<boolean> {
  const answers = await run(source, variables, caller.client);
  if (!answers) return false;
  expect(answers.executed).toBe(answers.interpreted);
  if (answers.planned !== undefined) {
    expect(answers.planned).toBe(answers.interpreted);
    planned++;
  }
  if (answers.kept !== undefined) {
    expect(answers.kept).toBe(answers.interpreted);
    kept++;
  }
  // A response without errors comes from compiled code; otherwise graphql-js would have executed the operation again.
  const isFromCode = answers.isCompilable && !answers.failed;
  expect(answers.compiled).toBe(isFromCode ? answers.interpreted : undefined);
  if (answers.failed) failed++;
  if (answers.compiled !== undefined) compiled++;
  return true;
}

test.each(queries)('%s has the same response from every executor, for every caller', async (field) => {
  const { operation, variables } = samples[field];
  for (const caller of cast) {
    const sent = ((await variables?.(tenant, caller)) ?? {}) as Record<string, unknown>;
    for (const source of [operation, widened(operation)])
      expect(await requireAlike(source, sent, caller)).toBe(true);
  }
});

test(
  `random queries have the same response from every executor (seed ${seed})`,
  { timeout: 300_000 + OPERATIONS * 1000 },
  async () => {
    const next = random(seed);
    const ids = [...Object.values(tenant), ...Object.values(other), 'no-id'].filter(
      (id) => typeof id === 'string',
    );
    for (let made = 0; made < OPERATIONS; made++) {
      const { source, variables } = randomOperation(next, ids);
      await requireAlike(source, variables, next.pick(cast));
    }
  },
);

const types = sourcesOf(schema)!.types;

test(
  `random queries of what statements can read have the same response from every executor (seed ${seed})`,
  { timeout: 300_000 + OPERATIONS * 1000 },
  async () => {
    const next = random(seed + 1);
    const ids = Object.values(tenant).filter((id) => typeof id === 'string');
    // Counts planned operations, because it is chance how many random operations a statement can read: about a third.
    const enough = planned + OPERATIONS / 3;
    for (let made = 0; planned < enough && made < 10 * OPERATIONS; made++) {
      const { source, variables } = randomOperation(next, ids, {
        deepest: 8,
        integers: [0, 1, 2, 3, 5, 20],
        rootFields: 0.4,
        takes: (argument) => ['first', 'orderBy', 'filter'].includes(argument),
        has: (type, field) =>
          type in types
            ? field in types[type]!
            : type.endsWith('Connection') || type.endsWith('Edge') || type === 'PageInfo',
      });
      await requireAlike(source, variables, next.chance(0.1) ? outsider : next.pick(members));
    }
    expect(planned).toBeGreaterThanOrEqual(enough);
  },
);

afterAll(() => {
  // Only errors, or no errors at all, would prove nothing.
  expect(compiled).toBeGreaterThan(queries.length);
  expect(failed).toBeGreaterThan(queries.length);
  expect(kept).toBeGreaterThan(OPERATIONS / 6);
});

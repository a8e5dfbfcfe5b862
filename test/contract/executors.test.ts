import { randomInt } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { type Caller, callers, createTenant, rootFields, samples } from '../support/contract.ts';
import { createExecutors } from '../support/executors.ts';
import { widened } from '../support/isolation/operations.ts';
import { random } from '../support/isolation/random.ts';
import { randomOperation } from '../support/random-operation.ts';
import { startTestServer } from '../support/server.ts';

const OPERATIONS = Number(process.env['EXECUTOR_OPERATIONS'] ?? 150);
const seed = Number(process.env['EXECUTOR_SEED'] ?? randomInt(2 ** 31));

const server = await startTestServer();
const tenant = await createTenant(server.anonymous);
const other = await createTenant(server.anonymous);
const cast: [name: string, caller: Caller][] = [
  ['anonymous', await callers.anonymous(tenant)],
  ['outsider', await callers.outsider(tenant)],
  ['MEMBER', await callers.MEMBER(tenant)],
  ['OWNER', await callers.OWNER(tenant)],
];
const run = createExecutors(server, createSchema(server.services.config));
const queries = rootFields.filter((field) => field.startsWith('Query.'));

let compiled = 0;
let failed = 0;

/** Whether the operation is valid, and so was run at all. */
async function requireAlike(
  source: string,
  variables: Record<string, unknown>,
  caller: Caller,
): Promise<boolean> {
  const answers = await run(source, variables, caller.client);
  if (!answers) return false;
  expect(answers.executed).toBe(answers.interpreted);
  // What has no errors is answered by code: else it would be asked twice each time.
  expect(answers.compiled).toBe(answers.failed ? undefined : answers.interpreted);
  if (answers.failed) failed++;
  else compiled++;
  return true;
}

test.each(queries)('%s is answered alike by both executors, to everybody', async (field) => {
  const { operation, variables } = samples[field];
  for (const [, caller] of cast) {
    const sent = ((await variables?.(tenant, caller)) ?? {}) as Record<string, unknown>;
    for (const source of [operation, widened(operation)])
      expect(await requireAlike(source, sent, caller)).toBe(true);
  }
});

test(
  `random queries are answered alike (seed ${seed})`,
  { timeout: 60_000 + OPERATIONS * 1000 },
  async () => {
    const next = random(seed);
    const ids = [...Object.values(tenant), ...Object.values(other), 'no-id'].filter(
      (id) => typeof id === 'string',
    );
    for (let made = 0; made < OPERATIONS; made++) {
      const { source, variables } = randomOperation(next, ids);
      const [, caller] = next.pick(cast);
      await requireAlike(source, variables, caller);
    }
  },
);

afterAll(() => {
  // Answers of errors alone would prove nothing, and neither would answers without any.
  expect(compiled).toBeGreaterThan(queries.length);
  expect(failed).toBeGreaterThan(queries.length);
});

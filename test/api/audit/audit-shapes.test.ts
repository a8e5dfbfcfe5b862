import { readFileSync } from 'node:fs';
import { isObjectType } from 'graphql';
import { expect, onTestFinished, test } from 'vitest';
import { createTenant, rootFields, schema, send } from '../../support/contract.ts';
import { keepState } from '../../support/isolation/state.ts';
import { administer } from '../../support/organizations.ts';
import { startTestServer } from '../../support/server.ts';
import { samples } from '../../support/access.ts';

const server = await startTestServer();
const overrides = schema.getType('OrganizationOverrides');
const named = (cell: string): string[] =>
  [...cell.matchAll(/`([A-Za-z._]+)`/g)].flatMap(([, name]) =>
    name === 'OrganizationOverrides' && isObjectType(overrides) ? Object.keys(overrides.getFields()) : name!,
  );

/** Returns the documented fields of each action. */
const documented = new Map(
  readFileSync('docs/audit-log.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => {
      const [, actions, ...cells] = line.split('|').slice(0, -1);
      return named(actions!).map((action) => [action, cells.map(named)] as const);
    }),
);

const all = async (table: string, condition: string) =>
  (await server.systemPool.query(`select * from ${table} where ${condition}`)).rows;

test('logged events have the documented fields', async () => {
  const tenant = await createTenant(server.anonymous);
  const administered = await createTenant(server.anonymous);
  const administrator = await administer(server, administered.owner);
  // Each mutation begins with these rows.
  const state = await keepState(server);
  onTestFinished(() => state.end());
  const rows: { action: string; before: object | null; after: object | null }[] = [];
  const own: { action: string; details: object }[] = [];
  for (const field of rootFields.filter((each) => each.startsWith('Mutation.'))) {
    await send(samples[field], tenant, { client: tenant.owner.client, account: tenant.owner });
    await send(samples[field], administered, { client: administrator });
    rows.push(...(await all('audit_events', 'before is not null or after is not null')));
    own.push(...(await all('account_events', 'details is not null')));
    await state.restore(await state.changes());
  }
  expect(new Set(rows.map(({ action }) => action)).size).toBeGreaterThan(25);
  for (const { action, before, after } of rows) {
    const [fieldsBefore, fieldsAfter] = documented.get(action) ?? [];
    expect([action, fieldsBefore]).toEqual([action, expect.arrayContaining(Object.keys(before ?? {}))]);
    expect([action, fieldsAfter]).toEqual([action, expect.arrayContaining(Object.keys(after ?? {}))]);
  }
  expect(new Set(own.map(({ action }) => action)).size).toBeGreaterThan(3);
  for (const { action, details } of own)
    expect([action, documented.get(action)?.[0]]).toEqual([
      action,
      expect.arrayContaining(Object.keys(details)),
    ]);
});

import { readFileSync } from 'node:fs';
import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { createTenant, rootFields, schema, send } from '../../support/contract.ts';
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

test('logged events have the documented fields', async () => {
  for (const field of rootFields.filter((each) => each.startsWith('Mutation.'))) {
    const tenant = await createTenant(server.anonymous);
    await send(samples[field], tenant, { client: tenant.owner.client, account: tenant.owner });
    await send(samples[field], tenant, { client: await administer(server, tenant.owner) });
  }
  const { rows } = await server.systemPool.query(
    'select distinct action, before, after from audit_events where before is not null or after is not null',
  );
  expect(new Set(rows.map(({ action }) => action)).size).toBeGreaterThan(25);
  for (const { action, before, after } of rows) {
    const [fieldsBefore, fieldsAfter] = documented.get(action) ?? [];
    expect([action, fieldsBefore]).toEqual([action, expect.arrayContaining(Object.keys(before ?? {}))]);
    expect([action, fieldsAfter]).toEqual([action, expect.arrayContaining(Object.keys(after ?? {}))]);
  }
  const { rows: own } = await server.systemPool.query(
    'select distinct action, details from account_events where details is not null',
  );
  expect(new Set(own.map(({ action }) => action)).size).toBeGreaterThan(3);
  for (const { action, details } of own)
    expect([action, documented.get(action)?.[0]]).toEqual([
      action,
      expect.arrayContaining(Object.keys(details)),
    ]);
});

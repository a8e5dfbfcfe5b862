import { getNamedType, type GraphQLInputObjectType, isInputObjectType, isObjectType } from 'graphql';
import { type RawBuilder, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createTenant, samples, schema } from './support/contract.ts';
import { startTestServer } from './support/server.ts';
import { record, usageEvent } from './support/usage.ts';

const server = await startTestServer({ COST_LIMIT: '1000000' });
const { db, anonymous } = server;
const tenant = await createTenant(anonymous);
const { owner } = tenant;
await db.updateTable('users').set({ platform_admin: true }).where('id', '=', owner.userId).execute();
await record(owner.client, usageEvent({ subject: 'somebody' }));
const { operation, variables } = samples['Mutation.registerOperations'];
await owner.client.ask(operation, (await variables!(tenant, owner)) as Record<string, unknown>);

/** The table that the lists of each filter read. */
const tables: Record<string, string> = {
  AccountEventFilter: 'account_events',
  ApiKeyFilter: 'api_keys',
  AuditEventFilter: 'audit_events',
  ClientVersionFilter: 'client_versions',
  InvitationFilter: 'invitations',
  LabelFilter: 'labels',
  MembershipFilter: 'users',
  OrganizationFilter: 'organizations',
  ProjectFilter: 'projects',
  SessionFilter: 'sessions',
  TaskFilter: 'tasks',
  UsageEventFilter: 'usage_events',
  UserFilter: 'users',
  WebhookDeliveryFilter: 'webhook_deliveries',
  WebhookEndpointFilter: 'webhook_endpoints',
};

/** Columns of other names than their fields. */
const columns: Record<string, string> = { 'SessionFilter.device': 'user_agent' };
// Slugs are ASCII: here they may be anything, so that their filter can be compared with the others.
await sql`alter table organizations drop constraint organizations_slug_check`.execute(db);

/** The columns that a filter's `search: String` reads. */
const searched: Record<string, string[]> = {
  MembershipFilter: ['email', 'full_name'],
  TaskFilter: ['title', 'description'],
  UserFilter: ['email', 'full_name'],
};

const TEXT = 'Zoe\u0308 MÜLLER 100% Straße ΟΔΥΣΣΕΥΣ Ｗｉｄｅ light\u00adhouse';
/** Addresses are kept in one form. */
const ADDRESS = 'zoë_müller.100%.straße.οδυσσευς.wide.lighthouse@polity.test';

const PARTS = [
  'müller',
  'MÜLLER',
  'Mu\u0308ller',
  'ｍüｌｌｅｒ',
  'STRASSE',
  'straße',
  'οδυσσευς',
  'ΟΔΥΣΣΕΥΣ',
  'wide',
  'WIDE',
  'lighthouse',
  'light\u200bhouse',
  '100%',
  '１００％',
];
const BEGINNINGS = ['zoë', 'ZOË', 'ZOE\u0308', 'ｚoë', 'zoë'];
const NO_PARTS = ['muller', 'm_ller', 'm%r', '\\m', 'müllers', '%%'];
const NO_BEGINNINGS = ['zoe\u0301', 'müller', '_oë', '%müller', 'z%', 'zoëz'];

const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
const fieldsOf = (type: GraphQLInputObjectType) => Object.values(type.getFields());

/** Every `StringFilter` and every `search` of a filter: a new one needs no more than its table above. */
const filters = inputs.flatMap((type) =>
  fieldsOf(type).flatMap((field) => {
    if (String(field.type) === 'StringFilter')
      return [
        {
          type: type.name,
          field: field.name,
          column:
            columns[`${type.name}.${field.name}`] ??
            field.name.replace(/[A-Z]/g, (each) => `_${each.toLowerCase()}`),
        },
      ];
    if (field.name === 'search' && String(field.type) === 'String')
      return (searched[type.name] ?? ['none']).map((column) => ({
        type: type.name,
        field: 'search',
        column,
      }));
    return [];
  }),
);

/** A list that takes the filter, as a query of its number of rows. */
function listOf(filter: string): (variables: object) => Promise<number> {
  for (const parent of [schema.getQueryType()!, schema.getType('Organization')]) {
    if (!isObjectType(parent)) continue;
    for (const field of Object.values(parent.getFields())) {
      const takes = field.args.some(({ name, type }) => name === 'filter' && String(type) === filter);
      if (!takes || !getNamedType(field.type).name.endsWith('Connection')) continue;
      const list = `list: ${field.name}(filter: $filter) { totalCount }`;
      const root = parent === schema.getQueryType() ? list : `organization { ${list} }`;
      return async (given) => {
        const answer = await owner.client.ask(`query ($filter: ${filter}) { ${root} }`, { filter: given });
        return (answer.list ?? answer.organization.list).totalCount;
      };
    }
  }
  throw new Error(`No list takes ${filter}.`);
}

/** Whose rows of tables without an organization are listed. */
const owners: Record<string, RawBuilder<unknown>> = {
  account_events: sql`user_id = ${owner.userId}`,
  client_versions: sql`true`,
  organizations: sql`id = ${owner.organizationId}`,
  sessions: sql`user_id = ${owner.userId} and revoked_at is null`,
  users: sql`id = ${owner.userId}`,
};

/** Gives one row the text. */
async function plant(type: string, column: string): Promise<void> {
  const table = sql.table(tables[type]!);
  const ours = owners[tables[type]!] ?? sql`organization_id = ${owner.organizationId}`;
  const text = column === 'email' ? ADDRESS : TEXT;
  const { numAffectedRows } = await sql`update ${table} set ${sql.ref(column)} = ${text}
    where id = (select id from ${table} where ${ours} order by id limit 1)`.execute(db);
  expect(numAffectedRows).toBe(1n);
}

test('every filter of texts is known', () => {
  expect(filters.length).toBeGreaterThan(15);
  expect([...new Set(filters.map(({ type }) => type))].filter((type) => !tables[type])).toEqual([]);
  expect(filters.filter(({ column }) => column === 'none')).toEqual([]);
});

describe.each(filters)('$type: $field ($column)', ({ type, field, column }) => {
  const count = listOf(type);
  const counts = async (values: string[], filter: (value: string) => object) =>
    Promise.all(values.map(async (value) => [value, await count(filter(value))]));

  test('compares by Unicode, and takes no character for a pattern', async () => {
    await plant(type, column);
    if (field === 'search') {
      // Words, of tasks, or any part.
      const words = ['müller', 'MÜLLER', 'Mu\u0308ller', 'STRASSE', 'οδυσσευς', 'ΟΔΥΣΣΕΥΣ', 'lighthouse'];
      for (const [word, found] of await counts(words, (value) => ({ search: value })))
        expect([word, found]).toEqual([word, 1]);
      return;
    }
    const having = (comparator: string) => (value: string) => ({ [field]: { [comparator]: value } });
    for (const [value, found] of await counts(PARTS, having('contains')))
      expect([value, found]).toEqual([value, 1]);
    for (const [value, found] of await counts(BEGINNINGS, having('startsWith')))
      expect([value, found]).toEqual([value, 1]);
    for (const [value, found] of await counts(NO_PARTS, having('contains')))
      expect([value, found]).toEqual([value, 0]);
    for (const [value, found] of await counts(NO_BEGINNINGS, having('startsWith')))
      expect([value, found]).toEqual([value, 0]);
  });
});

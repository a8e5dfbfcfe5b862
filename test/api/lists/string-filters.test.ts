import { getNamedType, type GraphQLInputObjectType, isInputObjectType, isObjectType } from 'graphql';
import { type RawBuilder, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { makePlatformAdmin } from '../../fixtures/platform-admin.ts';
import { createTenant, schema } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';
import { record, usageEvent } from '../../support/usage.ts';
import { filters as tables, ids, samples } from '../../support/access.ts';

const server = await startTestServer({ COST_LIMIT: '1000000' });
const { db, anonymous } = server;
const tenant = await createTenant(anonymous);
const { owner } = tenant;
await makePlatformAdmin(server, owner.userId);
await record(owner.client, usageEvent({ subject: 'somebody' }));
const { operation, variables } = samples['Mutation.registerOperations'];
await owner.client.ask(operation, (await variables!(tenant, owner)) as Record<string, unknown>);

/** Columns whose names differ from their fields. */
const columns: Record<string, string> = { 'SessionFilter.device': 'user_agent' };
// Without these, the filters of slugs, handles and plans' codes can be compared with the others.
await sql`alter table organizations drop constraint organizations_slug_check,
  drop constraint organizations_plan_code_fkey, drop constraint organizations_plan_version_fkey,
  disable trigger organizations_choose_version, disable trigger organizations_plan`.execute(db);
await sql`alter table teams drop constraint teams_handle_check`.execute(db);

/** The columns that a filter's `search: String` searches. */
const searched: Record<string, string[]> = {
  MembershipFilter: ['email', 'full_name'],
  TaskFilter: ['title', 'description'],
  UserFilter: ['email', 'full_name'],
};

const TEXT = 'Zoe\u0308 MÜLLER 100% Straße ΟΔΥΣΣΕΥΣ Ｗｉｄｅ light\u00adhouse';
/** Addresses are stored normalized. */
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

/** Every `StringFilter` and every `search` of a filter. A new one only needs its table in access.ts. */
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

interface Counted {
  totalCount: number;
}

/** Returns the id of the object whose lists contain the row that `plant` changes. */
function parentId(type: string): string | undefined {
  const idOf = ids[type];
  if (type === 'User') return owner.userId;
  return typeof idOf === 'function' ? idOf(tenant) : undefined;
}

/** The lists that take a filter: of the query, and of each type that has an id in access.ts. */
function listsOf(filter: string): { list: string; count: (given: object) => Promise<number> }[] {
  const nodes = Object.keys(ids).filter((name) => parentId(name));
  const parents = [schema.getQueryType()!, ...nodes.map((name) => schema.getType(name))];
  return parents.filter(isObjectType).flatMap((parent) =>
    Object.values(parent.getFields())
      .filter(
        ({ type, args }) =>
          getNamedType(type).name.endsWith('Connection') &&
          args.some(({ name, type: given }) => name === 'filter' && String(given) === filter),
      )
      .map(({ name }) => {
        const list = `list: ${name}(filter: $filter) { totalCount }`;
        const isRoot = parent === schema.getQueryType();
        const query = isRoot
          ? `query ($filter: ${filter}) { ${list} }`
          : `query ($filter: ${filter}, $id: ID!) { found: node(id: $id) { ... on ${parent.name} { ${list} } } }`;
        return {
          list: `${parent.name}.${name}`,
          count: async (given: object) => {
            const id = isRoot ? undefined : parentId(parent.name);
            const answer = (await owner.client.ask(query, { filter: given, id })) as {
              list?: Counted;
              found: { list: Counted };
            };
            return (answer.list ?? answer.found.list).totalCount;
          },
        };
      }),
  );
}

/** Every list with every filter that it takes. */
const lists = filters.flatMap((filter) => listsOf(filter.type).map((list) => ({ ...filter, ...list })));

/** The person whose rows of tables without an organization are listed. */
const owners: Record<string, RawBuilder<unknown>> = {
  account_events: sql`user_id = ${owner.userId}`,
  client_versions: sql`true`,
  organizations: sql`id = ${owner.organizationId}`,
  sessions: sql`user_id = ${owner.userId} and revoked_at is null`,
  users: sql`id = ${owner.userId}`,
};

/** Stores the text in one row. */
async function plant(type: string, column: string): Promise<void> {
  const table = sql.table(tables[type]!);
  const ours = owners[tables[type]!] ?? sql`organization_id = ${owner.organizationId}`;
  const text = column === 'email' ? ADDRESS : TEXT;
  const { numAffectedRows } = await sql`update ${table} set ${sql.ref(column)} = ${text}
    where id = (select id from ${table} where ${ours} order by id limit 1)`.execute(db);
  expect(numAffectedRows).toBe(1n);
}

test('every filter on texts is tested', () => {
  expect(filters.length).toBeGreaterThan(15);
  expect([...new Set(filters.map(({ type }) => type))].filter((type) => !tables[type])).toEqual([]);
  expect(filters.filter(({ column }) => column === 'none')).toEqual([]);
  expect(filters.filter(({ type }) => !lists.some((list) => list.type === type))).toEqual([]);
  // The list of a type that is neither the query nor the organization.
  expect(lists.map(({ list }) => list)).toContain('Project.tasks');
});

describe.each(lists)('$list $type: $field ($column)', ({ type, field, column, count }) => {
  const counts = async (values: string[], filter: (value: string) => object) =>
    Promise.all(values.map(async (value) => [value, await count(filter(value))]));

  test('compares by Unicode and treats no character as a pattern', async () => {
    await plant(type, column);
    if (field === 'search') {
      // The search of tasks matches words, others match any part.
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

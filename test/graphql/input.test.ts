import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLInputField,
  isInputObjectType,
  isListType,
  isScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { createTask } from '../fixtures/work.ts';
import type { Answer, Client } from '../support/client.ts';
import { createTenant, type RootField, rootFields, schema } from '../support/contract.ts';
import { startTestServer } from '../support/server.ts';
import { samples } from '../support/access.ts';

/** Each place gets one of so many of the values, each value goes to one of so many of the places. */
const SHARE = Number(process.env['INPUT_SHARE'] ?? 3);

const server = await startTestServer({ BODY_LIMIT_BYTES: '5000000', COST_LIMIT: '1000000' });
const reader = await createTenant(server.anonymous);
const { owner, projectId } = reader;

interface Leaf {
  path: string[];
  type: string;
}

const strings = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfffb',
  '\ufeff',
  '\r\n\t\v\u2028',
  'مرحبا \u202eabc',
  '👩‍👩‍👧‍👦',
  'İ'.repeat(150),
  'ß'.repeat(200),
  'e\u0301'.repeat(120),
  '\u{10ffff}',
  `'; drop table tasks; --`,
  `"`,
  '\\',
  '$1',
  '%s',
  '{"a":1}',
  '{}',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'x'.repeat(1_000_000),
  '🚢'.repeat(5_001),
];
const instants = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999999Z',
  '9999-12-31T23:59:59-23:59',
  '+010000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '2016-12-31T23:59:60Z',
  '2026-02-30T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:00.123456789Z',
  '2026-01-01T00:00:00.Z',
  '2026-01-01',
  'infinity',
  '-infinity',
  'now',
  'epoch',
];
const numbers = [0, -1, 1.5, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308];
const others = [null, true, [], {}, [null], ['a'], { a: { b: 'c' } }];
const values: Record<string, unknown[]> = {
  ID: [...strings, ...numbers, ...others, '01900000-0000-7000-8000-000000000000', owner.userId.toUpperCase()],
  String: [...strings, ...others, 5],
  DateTime: [...strings, ...instants, ...others, 1_700_000_000],
  Int: [...numbers, ...others, '5', ''],
};

/** Returns every path in an argument to a text, id, instant or number, without filters nested in filters. */
function leavesOf(argument: GraphQLArgument | GraphQLInputField, within: string[] = []): Leaf[] {
  const type = getNamedType(argument.type);
  const isList = isListType(getNullableType(argument.type));
  const path = [...within, argument.name, ...(isList ? ['0'] : [])];
  if (isScalarType(type)) return values[type.name] ? [{ path, type: type.name }] : [];
  if (!isInputObjectType(type) || ['and', 'or'].includes(argument.name)) return [];
  return Object.values(type.getFields()).flatMap((field) => leavesOf(field, path));
}

/** Returns a copy with another value at the path, and creates missing objects on the way. */
function replace(base: unknown, [name, ...rest]: string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (name === '0') {
    const [first, ...others] = (base ?? []) as unknown[];
    return [replace(first, rest, value), ...others];
  }
  const object = (base ?? {}) as Record<string, unknown>;
  return { ...object, [name]: replace(object[name], rest, value) };
}

/** Returns an operation that selects the field once with each of these sets of arguments, all as variables. */
function operationOf(field: RootField, calls: Record<string, unknown>[]) {
  const [root, name] = field.split('.') as ['Query' | 'Mutation', string];
  const typeOf = new Map(argumentsOf(field).map((argument) => [argument.name, String(argument.type)]));
  const selection = root === 'Mutation' ? 'userErrors { code }' : '__typename';
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const selected = calls.map((call, index) => {
    const given = Object.entries(call).map(([argument, value]) => {
      const variable = `${argument}_${index}`;
      variables[variable] = value;
      declared.push(`$${variable}: ${typeOf.get(argument)}`);
      return `${argument}: $${variable}`;
    });
    return `f_${index}: ${name}(${given.join(' ')}) { ${selection} }`;
  });
  const operation = `${root.toLowerCase()} (${declared.join(' ')}) { ${selected.join(' ')} }`;
  return { operation, variables };
}

function argumentsOf(field: RootField): readonly GraphQLArgument[] {
  const [root, name] = field.split('.') as ['Query' | 'Mutation', string];
  const type = root === 'Query' ? schema.getQueryType()! : schema.getMutationType()!;
  return type.getFields()[name]!.args;
}

/** The numbers of the selected fields that the errors name, by their alias or by one of their variables. */
const namedIn = (errors: Answer['errors']): Set<number> =>
  new Set(
    (errors ?? []).flatMap(({ message, path }) => {
      const [, number] = /_(\d+)\b/.exec(path ? String(path[0]) : message) ?? [];
      return number === undefined ? [] : [Number(number)];
    }),
  );

interface Attempt {
  client: Client;
  field: RootField;
  /** Valid variables, one of which the value replaces. */
  base: object;
  value: unknown;
}

/**
 * Sends the value in each of the places, all in one operation. An error can keep fields from being executed that it does
 * not name: they are sent again.
 */
async function sendIn(places: Leaf[], attempt: Attempt): Promise<void> {
  const { client, field, base, value } = attempt;
  const { operation, variables } = operationOf(
    field,
    places.map(({ path }) => replace(base, path, value) as Record<string, unknown>),
  );
  const { status, errors, body } = await client.send(operation, variables);
  const codes = (errors ?? []).map((error) => String(error.extensions['code']));
  const odd = codes.filter((code) => /INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE|undefined/.test(code));
  const seen = { places, value: JSON.stringify(value).slice(0, 60), status: status >= 500, odd };
  expect(seen).toEqual({ ...seen, status: false, odd: [] });
  expect(JSON.stringify(body)).not.toMatch(/invalid input syntax|out of range|violates|pg_|syntax error at/);
  if (!errors || places.length === 1) return;
  const named = namedIn(errors);
  const rest = places.filter((_place, index) => !named.has(index));
  if (named.size === 0) for (const place of places) await sendIn([place], attempt);
  else if (rest.length > 0) await sendIn(rest, attempt);
}

const fields = rootFields.filter((field) => argumentsOf(field).length > 0);
const leavesIn = (field: RootField) => argumentsOf(field).flatMap((argument) => leavesOf(argument));

describe('no input causes an internal error', () => {
  test.each(fields)('%s', async (field) => {
    const tenant = field.startsWith('Query.') ? reader : await createTenant(server.anonymous);
    const { client, organizationId } = tenant.owner;
    const base = (await samples[field].variables?.(tenant, { client, account: tenant.owner })) ?? {};
    const offset = fields.indexOf(field);
    const byType = Object.groupBy(leavesIn(field), ({ type }) => type);
    for (const [type, leaves] of Object.entries(byType))
      for (const [number, value] of values[type]!.entries()) {
        const places = leaves!.filter((_leaf, index) => (index + number + offset) % SHARE === 0);
        const isLong = JSON.stringify(value).length > 100_000;
        const most = field.startsWith('Mutation.') ? 1 : isLong ? 4 : 20;
        for (let from = 0; from < places.length; from += most)
          await sendIn(places.slice(from, from + most), { client, field, base, value });
      }
    expect((await client.ask('{ organization { id } }')).organization.id).toBe(organizationId);
  });

  test('every field with arguments is tried, with all paths of its filters', () => {
    expect(fields.flatMap(leavesIn).length).toBeGreaterThan(100);
    expect(fields).toContain('Mutation.register');
  });
});

describe('an instant', () => {
  const roundTrip = async (dueAt: string) => {
    const id = await createTask(owner.client, projectId, { dueAt });
    const { task } = await owner.client.ask('query ($id: ID!) { task(id: $id) { dueAt } }', { id });
    return task.dueAt;
  };

  test.each([
    ['2026-01-31T09:30:00Z', '2026-01-31T09:30:00Z'],
    ['2026-01-31t09:30:00z', '2026-01-31T09:30:00Z'],
    ['2026-01-31T09:30:00.123456Z', '2026-01-31T09:30:00.123456Z'],
    ['2026-01-31T09:30:00.1Z', '2026-01-31T09:30:00.1Z'],
    ['2026-01-31T09:30:00.120000Z', '2026-01-31T09:30:00.12Z'],
    ['2026-01-31T09:30:00.000001+00:00', '2026-01-31T09:30:00.000001Z'],
    ['2026-01-31T09:30:00.999999999Z', '2026-01-31T09:30:00.999999Z'],
    ['2026-01-31T23:30:00.5+23:59', '2026-01-30T23:31:00.5Z'],
    ['2026-01-31T00:30:00-23:59', '2026-02-01T00:29:00Z'],
    ['2026-01-31T09:30:00-00:00', '2026-01-31T09:30:00Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['1969-12-31T23:59:59.999999Z', '1969-12-31T23:59:59.999999Z'],
    ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
  ])('%s is stored as %s', async (sent, kept) => {
    expect(await roundTrip(sent)).toBe(kept);
  });

  test.each([
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+00:01',
    '9999-12-31T23:59:59-00:01',
    '10000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T12:00:00+12:00',
    '2026-04-31T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T00:60:00Z',
    '2016-12-31T23:59:60Z',
    '2026-01-01T00:00:00',
    '2026-01-01 00:00:00Z',
    '2026-01-01T00:00Z',
    '2026-01-01T00:00:00+24:00',
    '2026-01-01T00:00:00+01',
    '2026-01-01T00:00:00+0100',
    '2026-01-01T00:00:00.Z',
    '2026-01-01T00:00:00,5Z',
    '2026-1-1T00:00:00Z',
    '2026-01-01',
    'infinity',
    '',
    ' 2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00Z\n',
    '٢٠٢٦-01-01T00:00:00Z',
  ])('%j is rejected, as a variable and as a literal', async (dueAt) => {
    const operation = (declared: string, value: string) =>
      `query ${declared} { tasks(filter: { dueAt: { lt: ${value} } }) { totalCount } }`;
    const answers = [
      await owner.client.send(operation('($dueAt: DateTime)', '$dueAt'), { dueAt }),
      await owner.client.send(operation('', JSON.stringify(dueAt))),
    ];
    for (const { status, errors, data } of answers) {
      expect({ status, data }).toEqual({ status: 400, data: undefined });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    }
  });
});

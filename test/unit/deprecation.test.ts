import { buildSchema, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { lastDayOf } from '../../src/graphql/deprecation.ts';
import { compareSchemas, describeReport } from '../../src/graphql/schema-check.ts';

test.each([
  ['Use `name`. Removed after 2027-06-30.', '2027-06-30'],
  ['Removed after 2028-02-29.', '2028-02-29'],
  ['Use `name`.', undefined],
  ['Use `name`. Removed after 2027-06-30, perhaps.', undefined],
  ['Use `name`. Removed after 2027-02-30.', undefined],
  ['Use `name`. Removed after 2027-13-01.', undefined],
  ['Use `name`. Removed after 30/06/2027.', undefined],
  ['Never removed after 2027-06-30.', undefined],
  ['', undefined],
])('the reason "%s" names the day %s', (reason, day) => {
  expect(lastDayOf(reason)).toBe(day);
});

describe('an element of the released schema', () => {
  const until = (day: string) => `@deprecated(reason: "Use another. Removed after ${day}.")`;
  const released = `
    type Query {
      tasks(first: Int, page: Int ${until('2027-06-30')}, filter: Filter): [String!]!
      plan: Plan
      count: Int
      vague: Int @deprecated(reason: "Some day.")
      board: Board ${until('2027-06-30')}
      lists: [String!]! ${until('2027-12-31')}
    }
    enum Plan { FREE PRO OLD ${until('2027-06-30')} }
    input Filter { text: String search: String ${until('2027-06-30')} }
    interface Node { id: ID! }
    type Board implements Node { id: ID! columns: [Column!]! }
    type Column { board: Board! title: String }
    type Task implements Node { id: ID! }
  `;
  const without = (...parts: (string | RegExp)[]) =>
    parts.reduce<string>((text, part) => {
      expect(text).toMatch(part);
      return text.replace(part, '');
    }, released);
  const compare = (present: string, today: string, ...bodies: string[]) =>
    compareSchemas(
      parse(released),
      buildSchema(present),
      [{ client: 'ios 3.1', operations: bodies.map((body) => ({ name: 'Old', body })) }],
      today,
    );
  const compatible = { breaking: [], dangerous: [], broken: [] };
  const board = [/board: Board @.*/, /type Board .*/, /type Column .*/];

  test.each<[string, (string | RegExp)[], string]>([
    ['a field', [/lists: .*/], 'Query.lists was removed. It is promised until 2027-12-31.'],
    ['an argument', [/page: Int @\S+ "[^"]*"\),/], 'Query.tasks arg page was removed. It is promised until'],
    ['an input field', [/search: String @\S+ "[^"]*"\)/], 'Filter.search was removed. It is promised until'],
    ['an enum value', [/OLD @\S+ "[^"]*"\)/], 'OLD was removed from enum type Plan. It is promised until'],
    [
      'a type, with the one field that led to it',
      board,
      'Board was removed. It is promised until 2027-06-30.',
    ],
  ])('can be removed after its last day: %s', (_what, parts, change) => {
    const present = without(...parts);
    const day = parts[0]!.toString().includes('lists') ? '2027-12-31' : '2027-06-30';
    expect(compare(present, day).breaking).toContainEqual(expect.stringContaining(change));
    const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    expect(compare(present, next)).toEqual(compatible);
  });

  test.each<[string, (string | RegExp)[], string]>([
    ['a field that was not deprecated', ['count: Int'], 'FIELD_REMOVED: Query.count was removed.'],
    ['a field whose reason names no day', [/vague: .*/], 'FIELD_REMOVED: Query.vague was removed.'],
    ['a type that other fields lead to', [/enum Plan .*/, /plan: Plan/], 'TYPE_REMOVED: Plan was removed.'],
    ['a type that only its interface leads to', [/type Task .*/], 'TYPE_REMOVED: Task was removed.'],
  ])('cannot be removed: %s', (_what, parts, change) => {
    expect(compare(without(...parts), '2099-01-01').breaking).toContain(change);
  });

  test('cannot be removed while an active client uses it, whatever the day', () => {
    expect(compare(without(/lists: .*/), '2028-01-01', '{ lists }')).toEqual({
      ...compatible,
      broken: [expect.stringMatching(/^ios 3.1: Old: Cannot query field "lists"/)],
    });
  });

  test('may stay after its last day', () => {
    expect(compare(released, '2099-01-01', '{ lists }')).toEqual(compatible);
  });

  test('is printed with its last day', () => {
    expect(describeReport(compare(without(/lists: .*/, 'count: Int'), '2027-07-01'))).toEqual([
      'Breaking changes:',
      '  FIELD_REMOVED: Query.count was removed.',
      '  FIELD_REMOVED: Query.lists was removed. It is promised until 2027-12-31.',
    ]);
  });
});

import { expect, test } from 'vitest';
import type { TaskPriority } from '../../../src/generated/enums.ts';
import { createProject, createTask } from '../../fixtures/work.ts';
import { join, register } from '../../support/client.ts';
import { startTestServer } from '../../support/server.ts';

// The cost of conditions has its own tests.
const server = await startTestServer({ COST_LIMIT: '1000000' });
const owner = await register(server.anonymous);
const member = await join(owner, 'ADMIN');
const NOBODY = '01900000-0000-7000-8000-000000000000';
const PRIORITIES = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;
const STATUSES = ['TODO', 'IN_PROGRESS', 'DONE'] as const;

const texts = [
  'alpha',
  'Alpha beta',
  '100%',
  '1000',
  'a_b',
  'aXb',
  'a\\b',
  'a\\\\b',
  '%',
  '_',
  '\\',
  'É',
  'élan',
];
const quotes = [`it's`, `"quoted"`, '{a,b}', 'NULL', 'null', '漢字', '🚢 ship', 'ÄÖ', '$1', '--', 'true'];
const titles = [...texts, ...quotes];
const dates = [0, 1, 2, 3].map((day) => `2026-03-0${day + 1}T00:00:00${day % 2 ? '.000001' : ''}Z`);

const projectId = await createProject(owner.client, { name: 'One' });
for (const [index, title] of titles.entries())
  await createTask((index % 3 ? owner : member).client, projectId, {
    title,
    description: index % 4 ? titles[(index * 5) % titles.length] : null,
    priority: PRIORITIES[index % 4]!,
    status: STATUSES[index % 3]!,
    assigneeId: [null, owner.userId, member.userId][index % 3],
    dueAt: index % 5 ? dates[index % 4] : null,
  });

const COLUMNS = `id title description status priority dueAt createdAt updatedAt
  project { id } assignee { id } createdBy { id }`;
const { tasks } = await owner.client.ask(`{ tasks(first: 100) { nodes { ${COLUMNS} } } }`);
const rows = tasks.nodes;
type Row = (typeof rows)[number];

/** Returns the titles that each filter matches, with one operation. */
async function titlesOf(filters: object[]): Promise<string[][]> {
  const lists = filters.map(
    (_, at) => `l${at}: tasks(filter: $f${at}, first: 100) { nodes { title } totalCount }`,
  );
  const answer = (await owner.client.ask(
    `query (${filters.map((_, at) => `$f${at}: TaskFilter`)}) { ${lists.join(' ')} }`,
    Object.fromEntries(filters.map((filter, at) => [`f${at}`, filter])),
  )) as Record<string, { nodes: { title: string }[]; totalCount: number }>;
  return filters.map((_, at) => {
    const { nodes, totalCount } = answer[`l${at}`]!;
    expect(totalCount).toBe(nodes.length);
    return nodes.map((node) => node.title).toSorted();
  });
}

type Value = string | number | boolean | null;

const valueOf: Record<string, (row: Row) => Value> = {
  id: (row) => row.id,
  projectId: (row) => row.project.id,
  title: (row) => row.title,
  description: (row) => row.description,
  status: (row) => row.status,
  priority: (row) => PRIORITIES.indexOf(row.priority),
  assigneeId: (row) => row.assignee?.id ?? null,
  createdById: (row) => row.createdBy.id,
  dueAt: (row) => micros(row.dueAt),
  createdAt: (row) => micros(row.createdAt),
  updatedAt: (row) => micros(row.updatedAt),
};

/** Returns the comparable text of an instant. */
function micros(value: string | null): string | null {
  const [seconds, fraction = ''] = value?.slice(0, -1).split('.') ?? [];
  return value && `${seconds}.${fraction.padEnd(6, '0')}`;
}

const comparable = (name: string, value: Value): Value => {
  if (typeof value !== 'string') return value;
  if (name === 'priority') return PRIORITIES.indexOf(value as TaskPriority);
  if (name.endsWith('At')) return micros(value);
  return /id$/i.test(name) ? value.toLowerCase() : value;
};

const lower = (value: Value) => String(value).toLowerCase();

/** Evaluates a comparator for a value or null. */
const meanings: Record<string, (value: Value, wanted: Value, list: Value[]) => boolean> = {
  eq: (value, wanted) => value === wanted,
  ne: (value, wanted) => value !== wanted,
  in: (value, _wanted, list) => list.includes(value),
  notIn: (value, _wanted, list) => !list.includes(value),
  lt: (value, wanted) => value !== null && value < wanted!,
  lte: (value, wanted) => value !== null && value <= wanted!,
  gt: (value, wanted) => value !== null && value > wanted!,
  gte: (value, wanted) => value !== null && value >= wanted!,
  contains: (value, wanted) => value !== null && lower(value).includes(lower(wanted)),
  startsWith: (value, wanted) => value !== null && lower(value).startsWith(lower(wanted)),
  isNull: (value, wanted) => (value === null) === wanted,
};

function matches(filter: object, row: Row): boolean {
  return Object.entries(filter).every(([name, value]: [string, object[] | object]) => {
    if (name === 'and') return (value as object[]).every((part) => matches(part, row));
    if (name === 'or') return (value as object[]).some((part) => matches(part, row));
    return Object.entries(value).every(([comparator, wanted]: [string, Value | Value[]]) => {
      const operands = [wanted].flat().map((each) => comparable(name, each));
      return meanings[comparator]!(valueOf[name]!(row), operands[0] ?? null, operands);
    });
  });
}

/** A generator of the same numbers in each run (mulberry32), less than `below`. */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const IDS = ['eq', 'ne', 'in', 'notIn', 'isNull'];
const comparatorsOf: Record<string, string[]> = {
  ...Object.fromEntries(['id', 'projectId', 'assigneeId', 'createdById'].map((name) => [name, IDS])),
  title: [...IDS, 'contains', 'startsWith'],
  description: [...IDS, 'contains', 'startsWith'],
  status: ['eq', 'ne', 'in', 'notIn'],
  priority: ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte'],
  ...Object.fromEntries(
    ['dueAt', 'createdAt', 'updatedAt'].map((name) => [
      name,
      ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'isNull'],
    ]),
  ),
};

function operandsOf(name: string): Value[] {
  const known = rows.map((row) => {
    if (name === 'priority') return row.priority;
    return /^(dueAt|createdAt|updatedAt)$/.test(name) ? row[name as 'dueAt'] : valueOf[name]!(row);
  });
  const others = {
    title: ['a', 'b', 'É', '\\', '', 'ö'],
    description: ['x', '%', 'Ä'],
    dueAt: ['2026-03-02T00:00:00Z'],
  };
  const ids = /id$/i.test(name) ? [NOBODY, 'malformed', '', String(known.find(Boolean)).toUpperCase()] : [];
  return [...new Set([...known.filter((each) => each !== null), ...(others[name as 'title'] ?? []), ...ids])];
}

function randomFilter(random: (below: number) => number, depth: number): object {
  const pick = <T>(items: T[]): T => items[random(items.length)]!;
  const list = <T>(most: number, make: () => T) => Array.from({ length: random(most + 1) }, make);
  const filter: Record<string, unknown> = {};
  for (let left = 1 + random(2); left > 0; left--) {
    const name = pick(
      depth > 0 ? [...Object.keys(comparatorsOf), 'and', 'or', 'or'] : Object.keys(comparatorsOf),
    );
    if (name === 'and' || name === 'or') filter[name] = list(3, () => randomFilter(random, depth - 1));
    else {
      const comparator = pick(comparatorsOf[name]!);
      const nullable = ['eq', 'ne'].includes(comparator) && comparatorsOf[name]!.includes('isNull');
      const operand = () => (nullable && random(8) === 0 ? null : pick(operandsOf(name)));
      const single = comparator === 'isNull' ? random(2) === 0 : operand();
      filter[name] = {
        ...(filter[name] as object),
        [comparator]: /in$/i.test(comparator) ? list(4, () => pick(operandsOf(name))) : single,
      };
    }
  }
  return filter;
}

const expected = (filter: object): string[] =>
  rows
    .filter((row) => matches(filter, row))
    .map((row) => row.title)
    .toSorted();

/** Returns how many of the filters matched some rows but not all. */
async function check(filters: object[]): Promise<number> {
  let telling = 0;
  for (let start = 0; start < filters.length; start += 25) {
    const part = filters.slice(start, start + 25);
    for (const [index, found] of (await titlesOf(part)).entries()) {
      const filter = part[index]!;
      expect({ filter, found }).toEqual({ filter, found: expected(filter) });
      if (found.length > 0 && found.length < rows.length) telling++;
    }
  }
  return telling;
}

test('each comparator of each field matches the same rows as in JavaScript', async () => {
  const filters = Object.entries(comparatorsOf).flatMap(([name, comparators]) =>
    comparators.flatMap((comparator) =>
      (comparator === 'isNull' ? [true, false] : operandsOf(name)).map((operand) => ({
        [name]: { [comparator]: /in$/i.test(comparator) ? [operand] : operand },
      })),
    ),
  );
  expect(await check(filters)).toBeGreaterThan(filters.length / 2);
});

test('random nested filters match the same rows as in JavaScript', async () => {
  const random = randomFrom(20_260_131);
  const filters = Array.from({ length: 500 }, () => randomFilter(random, 3));
  expect(await check(filters)).toBeGreaterThan(filters.length / 3);
});

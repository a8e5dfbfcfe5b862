import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, visit } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { entitiesOf } from '../../src/graphql/schema-module.ts';
import { modules } from '../../src/modules/all.ts';
import { markdown, rootFields, schema } from '../support/contract.ts';
import { createCast } from '../support/isolation/cast.ts';
import { personal, platform, tenantRead } from '../support/isolation/classes.ts';
import { createIds } from '../support/isolation/ids.ts';
import { ask, cellsOf, type Fault, judgeChanges } from '../support/isolation/judge.ts';
import { leadingFields, objectTypes, undeclaredTypes } from '../support/isolation/operations.ts';
import { unheldStatements, watchStatements } from '../support/isolation/predicates.ts';
import { allRows, fieldRow, type Row } from '../support/isolation/rows.ts';
import { keepState } from '../support/isolation/state.ts';
import { startTestServer } from '../support/server.ts';
import {
  edges,
  entities,
  fields,
  nodes,
  otherTypes,
  samples,
  subscriptions,
  tenantTypes,
  variants,
} from '../support/access.ts';

const legend = [
  '# Who may do what, and that nothing crosses from one tenant to another',
  '',
  'Every root field, every type that `node` or `_entities` answers, and every field that leads from a type to one of a',
  "tenant's, asked by everybody: with the ids of their own organization (of the selected one, for those who belong to none),",
  'then, after the slash where that answers otherwise, with those of another. All send the `X-Organization-Id` of the',
  "organization that they are shown in; `OWNER elsewhere` that of the first callers' organization, `at home` their own.",
  '`ok`: answered; `null`: nothing there; `userErrors CODE`: refused in the payload; `CODE`: refused at the top level.',
  'The removed and the suspended member were OWNERs; an ended session is one that was logged out.',
  '',
  'No answer contains an id, name, text or address of an organization that the caller may not see; no refused write',
  'changes a row, and no other one a row of another organization. What is expected is computed from',
  '`test/api/*/access.ts`, not from this page, which `npx vitest run test/contract/certificate.test.ts -u`',
  'writes: read its diff as a change of the contract.',
  '',
];

const server = await startTestServer({
  FEDERATION: 'on',
  COST_LIMIT: '1000000',
  COST_LIMIT_ANONYMOUS: '1000000',
});
const sent = watchStatements();
const { houses, cast } = await createCast(server);
const state = await keepState(server);
afterAll(() => state.end());

const rows = allRows(await createIds(server, houses));

/** Names that exist, and those that are declared. */
const complete: Record<string, [found: string[], declared: string[]]> = {
  'root fields': [rootFields, ['Query.node', ...Object.keys(fields)]],
  'root fields with samples': [rootFields, Object.keys(samples)],
  'subscription fields': [
    Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).map((field) => `Subscription.${field}`),
    Object.keys(subscriptions),
  ],
  'types with an id of their own': [
    schema.getPossibleTypes(schema.getType('Node') as never).map(({ name }) => name),
    Object.keys(nodes),
  ],
  entities: [Object.keys(entitiesOf(modules)), Object.keys(entities)],
  'fields that lead to a tenant': [leadingFields(), Object.keys(edges)],
};

test.each(Object.entries(complete))(
  '%s are declared, all of them and no others',
  (_what, [found, declared]) => {
    expect(declared.toSorted()).toEqual(found.toSorted());
  },
);

test('every object type is declared to show data of a tenant or not', () => {
  expect(undeclaredTypes()).toEqual([]);
  const known = new Set(objectTypes.map(({ name }) => name));
  expect([...tenantTypes, ...otherTypes].filter((name) => !known.has(name))).toEqual([]);
});

test('every variant belongs to a declared field', () => {
  for (const name of Object.keys(variants)) expect(Object.keys(fields)).toContain(name.split(' ')[0]);
});

test('the sample of a mutation selects everything that its payload shows of a tenant', () => {
  const asked = new Set<string>();
  for (const name of rootFields.filter((each) => each.startsWith('Mutation.'))) {
    const { operation } = fieldRow(name, fields[name as keyof typeof fields]);
    const root = schema.getMutationType()!.getFields()[name.split('.')[1]!]!;
    visit(parse(operation), {
      Field: (field, _key, _parent, _path, ancestors) => {
        if (ancestors.length === 7) asked.add(`${String(root.type)}.${field.name.value}`);
      },
    });
  }
  const leading = leadingFields(true);
  expect(leading.length).toBeGreaterThan(10);
  expect(leading.filter((field) => !asked.has(field))).toEqual([]);
});

test(
  'everybody is answered as declared, and nothing crosses from one tenant to another',
  { timeout: 900_000 },
  async () => {
    const faults: Fault[] = [];
    const answers = new Map<string, string>();
    const judge = async (row: Row, caller: (typeof cast)[number]) => {
      const words: string[] = [];
      for (const cell of cellsOf(row, caller)) {
        const { outcome, faults: wrong } = await ask(row, cell, houses);
        faults.push(...wrong);
        if (row.writes) faults.push(...(await judgeChanges(state, row, cell, houses, outcome)));
        words.push(outcome);
      }
      cells += words.length;
      answers.set(`${row.name} ${caller.name}`, [...new Set(words)].join(' / '));
    };
    let cells = 0;
    for (const row of rows) {
      if (row.writes) for (const caller of cast) await judge(row, caller);
      else await Promise.all(cast.map((caller) => judge(row, caller)));
    }
    const count = (kind: Fault['kind']) => faults.filter((fault) => fault.kind === kind).length;
    const undeclared = Object.values(complete).flatMap(([found, declared]) =>
      found.filter((name) => !declared.includes(name)),
    );
    const summary = [
      `${cells} cells`,
      `${undeclared.length + undeclaredTypes().length} undeclared`,
      `${count('unexpected')} not as declared`,
      `${count('crossing')} crossings`,
    ].join(', ');
    const text = [
      ...legend,
      summary,
      '',
      ...markdown(
        ['field', 'class', ...cast.map(({ name }) => name)],
        rows.map((row) => [
          row.name,
          row.label,
          ...cast.map(({ name }) => answers.get(`${row.name} ${name}`)!),
        ]),
      ),
      '',
      summary,
      '',
    ].join('\n');
    const report = process.env['ISOLATION_REPORT'];
    if (report) await writeFile(join(report, 'certificate.md'), text);
    expect(faults.map((fault) => `${fault.kind}: ${fault.text}`)).toEqual([]);
    await expect(text).toMatchFileSnapshot('isolation.md');
  },
);

describe('the certificate detects', () => {
  const find = async (row: Row, name: string) => {
    const caller = cast.find((each) => each.name === name)!;
    const [cell] = cellsOf(row, caller);
    const { outcome, faults } = await ask(row, cell!, houses);
    const changed = row.writes ? await judgeChanges(state, row, cell!, houses, outcome) : [];
    return [...faults, ...changed].map(({ kind, text }) => `${kind}: ${text}`);
  };
  const fault = (text: string) => expect.stringContaining(text);

  test('an outcome that is not the declared one', async () => {
    expect(await find(fieldRow('Query.tasks', personal), 'outsider')).toEqual([
      fault('unexpected: Query.tasks, asked by outsider with own ids: NOT_FOUND, declared ok'),
    ]);
  });

  test("another tenant's names, ids and addresses in a response", async () => {
    const found = await find(
      fieldRow('Query.users', {
        ...platform,
        shows: undefined,
        sample: { operation: '{ users(first: 100) { nodes { id } } }' },
      }),
      'platform administrator',
    );
    expect(found).toEqual([
      fault('crossing: Query.users, asked by platform administrator with own ids: shows '),
    ]);
    for (const { canaries, owner } of houses) {
      for (const canary of [...canaries.people, owner.userId, owner.email])
        expect(found[0]).toContain(canary);
    }
  });

  test("a change of another tenant's rows", async () => {
    const row = fieldRow('Mutation.suspendUser', { ...platform, touches: undefined });
    expect(await find(row, 'platform administrator')).toEqual([
      fault(
        'crossing: Mutation.suspendUser, asked by platform administrator with own ids (ok): changed users of ',
      ),
    ]);
    expect(await state.changes()).toEqual([]);
  });

  test('a response without the requested data', async () => {
    const row = fieldRow('Query.task', tenantRead('MEMBER'));
    expect(
      await find({ ...row, operation: 'query ($id: ID!) { task(id: $id) { status } }' }, 'MEMBER'),
    ).toEqual([fault('shows nothing of one')]);
  });
});

test('every statement on a table of tenants has a condition on the tenant', async () => {
  expect(sent.size).toBeGreaterThan(30);
  expect(await unheldStatements(sent)).toEqual([]);
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, visit } from 'graphql';
import { afterAll, expect, test } from 'vitest';
import { subgraphTypes } from '../../src/graphql/type-definitions.ts';
import { markdown, rootFields, samples, schema } from '../support/contract.ts';
import { createCast } from '../support/isolation/cast.ts';
import {
  allRows,
  ask,
  cellsOf,
  type Fault,
  fieldRow,
  judgeChanges,
  type Row,
} from '../support/isolation/certificate.ts';
import {
  edges,
  entities,
  fields,
  nodes,
  otherTypes,
  subscriptions,
  tenantTypes,
  variants,
} from '../support/isolation/declaration.ts';
import { createIds } from '../support/isolation/ids.ts';
import { leadingFields, objectTypes, undeclaredTypes } from '../support/isolation/operations.ts';
import { unheldStatements, watchStatements } from '../support/isolation/predicates.ts';
import { keepState } from '../support/isolation/state.ts';
import { startTestServer } from '../support/server.ts';

const legend = [
  '# Who may do what, and that nothing crosses from one tenant to another',
  '',
  'Every root field, every type that `node` or `_entities` answers, and every field that leads from a type to one of a',
  "tenant's, asked by everybody: with the ids of their own organization (of the selected one, for those who belong to none),",
  'then, after the slash where that answers otherwise, with those of another. All send the `X-Organization-Id` of the',
  "organization that they are shown in; `OWNER elsewhere` that of the first callers' organization, `at home` their own.",
  '`ok`: answered; `null`: nothing there; `userErrors CODE`: refused in the payload; `CODE`: refused at the top level.',
  'The removed member was an OWNER; an ended session is one that was logged out.',
  '',
  'No answer contains an id, name, text or address of an organization that the caller may not see; no refused write',
  'changes a row, and no other one a row of another organization. What is expected is computed from',
  '`test/support/isolation/declaration.ts`, not from this page, which `npx vitest run test/contract/certificate.test.ts -u`',
  'writes: read its diff as a change of the contract.',
  '',
];

const server = await startTestServer({ FEDERATION: 'on', COST_LIMIT: '1000000' });
const sent = watchStatements();
const { houses, cast } = await createCast(server);
const state = await keepState(server);
afterAll(() => state.end());

const rows = allRows(await createIds(server, houses));

/** Names that are asked for, and those that are declared. */
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
  entities: [entityTypes(), Object.keys(entities)],
  'fields that lead to a tenant': [leadingFields(), Object.keys(edges)],
};

function entityTypes(): string[] {
  const found = new Set<string>();
  visit(subgraphTypes(), {
    ObjectTypeDefinition: ({ name, directives }) => {
      if (directives?.some((directive) => directive.name.value === 'key')) found.add(name.value);
    },
  });
  return [...found];
}

test.each(Object.entries(complete))(
  '%s are declared, all of them and no others',
  (_what, [found, declared]) => {
    expect(declared.toSorted()).toEqual(found.toSorted());
  },
);

test("every object type is declared a tenant's or another", () => {
  expect(undeclaredTypes()).toEqual([]);
  const known = new Set(objectTypes.map(({ name }) => name));
  expect([...tenantTypes, ...otherTypes].filter((name) => !known.has(name))).toEqual([]);
});

test('every variant is of a field', () => {
  for (const name of Object.keys(variants)) expect(Object.keys(fields)).toContain(name.split(' ')[0]);
});

test("a mutation's answer is asked for with all that its payload shows of a tenant", () => {
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
  { timeout: 300_000 },
  async () => {
    const faults: Fault[] = [];
    const answers = new Map<string, string>();
    const judge = async (row: Row, caller: (typeof cast)[number]) => {
      const words: string[] = [];
      for (const cell of cellsOf(row, caller)) {
        const { outcome, faults: wrong } = await ask(row, cell, houses);
        faults.push(...wrong);
        if (row.writes) faults.push(...(await judgeChanges(server, state, row, cell, houses, outcome)));
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

test('every statement on a table of tenants names the tenant', async () => {
  expect(sent.size).toBeGreaterThan(30);
  expect(await unheldStatements(server, sent)).toEqual([]);
});

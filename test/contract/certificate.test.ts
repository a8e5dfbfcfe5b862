import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, visit } from 'graphql';
import { afterAll, describe, expect, test } from 'vitest';
import { nameOf } from '../../src/authorization/permission-names.ts';
import { entitiesOf } from '../../src/graphql/schema-module.ts';
import { modules } from '../../src/modules/all.ts';
import { markdown, rootFields, schema } from '../support/contract.ts';
import { addIds, createCast, few, type House, limited } from '../support/isolation/cast.ts';
import { type Cell, personal, type Place, platform, tenantRead } from '../support/isolation/classes.ts';
import { createIds } from '../support/isolation/ids.ts';
import {
  ask,
  cellsOf,
  type Fault,
  judgeChanges,
  judgeRow,
  namesPrivate,
} from '../support/isolation/judge.ts';
import { leadingFields, objectTypes, undeclaredTypes } from '../support/isolation/operations.ts';
import { unheldStatements, watchStatements } from '../support/isolation/predicates.ts';
import { allRows, fieldRow, type Row } from '../support/isolation/rows.ts';
import { compareWithout, hearEvents, replayWrites } from '../support/isolation/paths.ts';
import { createPrivateProject, idsIn } from '../support/isolation/private-project.ts';
import { keepState } from '../support/isolation/state.ts';
import { foldedTable, type Group, type Outcomes } from '../support/isolation/table.ts';
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
  'then, after the slash where that answers otherwise, with those of another. A column has several callers: after the semicolon',
  'are those who get something else. Rows with the same outcomes are one. A field below one that refuses the caller is asked by',
  'the first caller of each column alone. `npm run isolation` prints every row by every caller. All send the `X-Organization-Id` of the',
  "organization that they are shown in; `OWNER elsewhere` that of the first callers' organization, `at home` their own.",
  '`ok`: answered; `null`: nothing there; `userErrors CODE`: refused in the payload; `CODE`: refused at the top level.',
  'The removed and the suspended member were OWNERs; an ended session is one that was logged out. A `custom role, few` has the',
  `permissions ${few.map(nameOf).join(', ')}; \`many\` all that a custom role can have but WEBHOOK_MANAGE and LABEL_MANAGE.`,
  `A \`limited key\` is one of an ADMIN service account for ${limited.map(nameOf).join(', ')}.`,
  '',
  'No answer contains an id, name, text or address of an organization that the caller may not see; no refused write',
  'changes a row, and no other one a row of another organization. What is hidden is answered, byte for byte, as what does not',
  'exist. What is expected is computed from',
  '`test/api/*/access.ts`, not from this page, which `npx vitest run test/contract/certificate.test.ts -u`',
  'writes: read its diff as a change of the contract.',
  '',
];

const privateLegend = [
  'The same questions with the ids of what is in a private project of the first organization: the project, a task with a label, a',
  'comment, a mention, watching teams and a history, its members and teams, notifications, and the audit log. A level is that of a',
  'member of the project, who is otherwise a MEMBER; the team member has it by a team. The former member managed the project.',
  '`custom role, not all projects` has the permissions of `many` without PROJECT_SEE_ALL. Whoever does not see the project gets,',
  'byte for byte, what they get for ids that do not exist.',
  '',
];

const server = await startTestServer({
  FEDERATION: 'on',
  COST_LIMIT: '1000000',
  COST_LIMIT_ANONYMOUS: '1000000',
});
const sent = watchStatements();
let requested = sent;
const { houses, cast } = await createCast(server);
const vault = await createPrivateProject(server, houses[0]!);
houses[0]!.vault = vault.place;
await addIds(server, houses[0]!);
const state = await keepState(server);
afterAll(() => state.end());

const idOf = await createIds(server, [...houses, vault.place]);
const rows = allRows(idOf);

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

const place = vault.place;
/** Rows that ask for what is in the private project, if they are given its ids. */
const ofProjects = new Set<Row>();
for (const row of rows) if (row.takesIds && (await namesPrivate(row, place))) ofProjects.add(row);

/** The callers in their columns. */
const groups: Group[] = [
  ['signed out', ['anonymous', 'invalid token', 'ended session']],
  ['strangers', ['outsider', 'removed member', 'suspended member', 'OWNER elsewhere']],
  ['MEMBER', ['MEMBER']],
  ['ADMIN', ['ADMIN']],
  ['OWNER', ['OWNER', 'OWNER elsewhere, at home']],
  ['custom role', ['custom role, few', 'custom role, many']],
  ['API key', ['API key, ADMIN', 'API key, MEMBERS_WRITE']],
  ['service account', ['service account, ADMIN', 'service account, limited key']],
  ['suspended', ['MEMBER of a suspended one', 'OWNER of a suspended one']],
  ['archived', ['MEMBER of an archived one', 'OWNER of an archived one']],
  ['platform administrator', ['platform administrator']],
];
/** The callers of the private project, and those of the first table that are asked about it, too. */
const projectGroups: Group[] = [
  [
    'does not see it',
    [
      'MEMBER',
      'former member',
      'custom role, few',
      'custom role, not all projects',
      'service account, limited key',
      'outsider',
      'OWNER elsewhere, at home',
    ],
  ],
  ['VIEW', ['VIEW member']],
  ['COMMENT', ['COMMENT member', 'team member']],
  ['EDIT', ['EDIT member', 'custom role, few, with EDIT', 'service account, with EDIT']],
  ['MANAGE', ['MANAGE member']],
  ['sees all', ['ADMIN', 'OWNER', 'custom role, many', 'API key, ADMIN', 'service account, ADMIN']],
];

const askedAboutIt = new Set(projectGroups.flatMap(([, callers]) => callers));

const manager = vault.cast.find(({ level }) => level === 'MANAGE')!;
/** Those who may subscribe to everything, as far as they see it. */
const listeners = [
  'MEMBER',
  'former member',
  'custom role, not all projects',
  'VIEW member',
  'MANAGE member',
  'OWNER',
];

const firsts = new Set([...groups, ...projectGroups].map(([, [first]]) => first));

/** Whether the cell tells more than the one of the root field, which refuses the caller, and of the first caller of the column. */
const tells = ({ expectRoot }: Row, cell: Cell): boolean =>
  !expectRoot ||
  expectRoot(cell) === 'ok' ||
  (firsts.has(cell.caller.name) && (cell.target === cell.caller.own || cell.target === place));

/**
 * Whose ids everybody asks a row with: those of `cast` with their own and foreign ones, and about what is in the private
 * project those who have a column there. What a place in that project changes of nothing else, a few callers prove: who has
 * it asks what is in an open one, and who lost it, or administers without seeing it, reads everything.
 */
function cellsIn(row: Row): Cell[] {
  const inProjects = ofProjects.has(row);
  const own = vault.cast.filter(({ readsAll, level }) => (inProjects ? level : readsAll && !row.writes));
  const about = inProjects ? [...cast, ...vault.cast].filter(({ name }) => askedAboutIt.has(name)) : [];
  return [
    ...cast.flatMap((caller) => cellsOf(row, caller)).filter((cell) => tells(row, cell)),
    ...own.map((caller): Cell => ({ caller, target: caller.own })),
    ...about.map((caller): Cell => ({ caller, target: place })).filter((cell) => tells(row, cell)),
  ];
}

test('the private project has a thing of every type of which an open project has one', async () => {
  const [house] = houses as [House];
  const inProject = new Set(await idsIn(server, house, house.projectId));
  const types = Object.keys(nodes).filter((type) => inProject.has(idOf(type, house)));
  expect(types).toEqual(
    expect.arrayContaining(['Project', 'ProjectMember', 'ProjectTeam', 'Task', 'Comment']),
  );
  expect(types.filter((type) => !place.canaries.work.includes(idOf(type, place)))).toEqual([]);
});

test('every caller has a column', () => {
  const columns = groups.flatMap(([, callers]) => callers);
  expect(columns.toSorted()).toEqual(cast.map(({ name }) => name).toSorted());
  expect(vault.cast.map(({ name }) => name).filter((name) => !askedAboutIt.has(name))).toEqual([]);
});

test(
  'everybody is answered as declared, and nothing crosses from one tenant to another',
  { timeout: 900_000 },
  async () => {
    const faults: Fault[] = [];
    const answers = new Map<Row, Outcomes>();
    const inPrivate = new Map<Row, Outcomes>();
    let cells = 0;
    for (const row of rows) {
      const judged = await judgeRow(row, cellsIn(row), houses, state);
      cells += judged.length;
      faults.push(...judged.flatMap((each) => each.faults));
      const wordsOf = (name: string, some: typeof judged) =>
        [...new Set(some.filter(({ cell }) => cell.caller.name === name).map(({ outcome }) => outcome))].join(
          ' / ',
        );
      const notPrivate = judged.filter(({ cell }) => !cell.target.around);
      answers.set(row, new Map(cast.map(({ name }) => [name, wordsOf(name, notPrivate)])));
      if (ofProjects.has(row)) {
        const isPrivate = judged.filter(({ cell }) => cell.target.around);
        inPrivate.set(row, new Map([...askedAboutIt].map((name) => [name, wordsOf(name, isPrivate)])));
      }
    }
    const named = (...names: string[]) => [...cast, ...vault.cast].filter(({ name }) => names.includes(name));
    // Subscriptions have tests of their statements of their own.
    requested = new Set(sent);
    const paths = [
      await compareWithout(
        server,
        place,
        state,
        rows.filter((row) => !row.writes && !row.expectRoot && !ofProjects.has(row)),
        named('MEMBER', 'former member', 'custom role, not all projects'),
      ),
      await replayWrites(
        server,
        place,
        state,
        [...ofProjects].filter(
          (row) => row.writes && row.expect({ caller: manager, target: place }) === 'ok',
        ),
        manager,
      ),
      await hearEvents(server, place, houses[0]!, state, named(...listeners)),
    ];
    cells += paths.reduce((sum, path) => sum + path.cells, 0);
    faults.push(...paths.flatMap((path) => path.faults));
    const count = (kind: Fault['kind']) => faults.filter((fault) => fault.kind === kind).length;
    const undeclared = Object.values(complete).flatMap(([found, declared]) =>
      found.filter((name) => !declared.includes(name)),
    );
    const summary = [
      `${cells} cells`,
      `${undeclared.length + undeclaredTypes().length} undeclared`,
      `${count('unexpected')} not as declared`,
      `${count('crossing')} crossings`,
      `${count('revealing')} that reveal what is hidden`,
    ].join(', ');
    const folded = [
      ...legend,
      summary,
      '',
      '## What everybody gets',
      '',
      ...foldedTable(rows, groups, (row) => answers.get(row)!),
      '## What is in a private project',
      '',
      ...privateLegend,
      ...foldedTable([...inPrivate.keys()], projectGroups, (row) => inPrivate.get(row)!),
      '## Other ways to what is in a private project',
      '',
      ...markdown(
        ['way', 'cells', 'what those who do not see the project get'],
        paths.map(({ name, cells: number, outcome }) => [name, String(number), outcome]),
      ),
      '',
      summary,
      '',
    ].join('\n');
    const report = process.env['ISOLATION_REPORT'];
    if (report) {
      const full = [
        ...markdown(
          ['field', 'class', ...cast.map(({ name }) => name)],
          rows.map((row) => [row.name, row.label, ...cast.map(({ name }) => answers.get(row)!.get(name)!)]),
        ),
        '',
        ...markdown(
          ['field in a private project', 'class', ...askedAboutIt],
          [...inPrivate].map(([row, its]) => [
            row.name,
            row.label,
            ...[...askedAboutIt].map((name) => its.get(name)!),
          ]),
        ),
        '',
      ].join('\n');
      const found = faults.map(({ kind, text }) => `- ${kind}: ${text}`).join('\n');
      await writeFile(join(report, 'certificate.md'), `${folded}\n${found}\n\n${full}`);
    }
    expect(faults.map((fault) => `${fault.kind}: ${fault.text}`)).toEqual([]);
    await expect(folded).toMatchFileSnapshot('isolation.md');
  },
);

/** By table, what shows its rows to those who do not see the project, if its policy does not hide them. */
const revealedWithout: Record<string, [row: string, caller?: string]> = {
  projects: ['Query.node of Project'],
  project_members: ['Query.node of ProjectMember'],
  tasks: ['Query.node of Task'],
  comments: ['Query.node of Comment'],
  notifications: ['NotificationConnection.nodes', 'former member'],
  audit_events: ['Query.node of AuditEvent', 'custom role, not all projects'],
};

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

  /** What the certificate finds while the database is changed by one statement, which another one undoes. */
  const findWhile = async (change: string, undo: string, row: Row, name: string, target?: Place) => {
    await server.systemPool.query(change);
    try {
      const caller = [...cast, ...vault.cast].find((each) => each.name === name)!;
      const judged = await judgeRow(row, [{ caller, target: target ?? caller.own }], houses, state);
      return judged.flatMap(({ faults }) => faults.map(({ kind }) => kind));
    } finally {
      await server.systemPool.query(undo);
    }
  };
  const rowOf = (name: string) => rows.find((row) => row.name === name)!;

  test.each(Object.entries(revealedWithout))(
    'that the policy of private projects on %s is gone',
    async (table, [name, who = 'MEMBER']) => {
      const { rows: found } = await server.systemPool.query<{ condition: string }>(
        `select pg_get_expr(polqual, polrelid) as condition from pg_policy
        where polname = 'visible' and polrelid = $1::regclass`,
        [table],
      );
      const [{ condition }] = found as [{ condition: string }];
      const policy = `alter policy visible on ${table} using`;
      const whole = `${policy} (${condition})`;
      const row = rowOf(name);
      const target = ofProjects.has(row) ? place : undefined;
      expect(await findWhile(`${policy} (true)`, whole, row, who, target)).not.toEqual([]);
      expect(await findWhile('select', 'select', row, who, target)).toEqual([]);
    },
  );

  test('that everybody is taken to see every project', async () => {
    const { rows: found } = await server.systemPool.query<{ may: string }>(
      `select pg_get_functiondef('app.may_see_project(uuid, uuid, uuid)'::regprocedure) as may`,
    );
    const [{ may }] = found as [(typeof found)[0]];
    const yes = may.replace(/\$function\$[^$]*\$function\$/, '$function$ select true $function$');
    const assigns = rowOf('Mutation.updateTask for somebody who does not see it');
    expect(await findWhile(yes, may, assigns, 'OWNER', place)).toContain('unexpected');
    expect(await findWhile('select', 'select', assigns, 'OWNER', place)).toEqual([]);
  });

  test("that a custom role's permissions are ignored", async () => {
    const permissionsOf = async (name: string) => {
      const { rows: found } = await server.systemPool.query<{ permissions: string[] }>(
        'select permissions from organization_roles where name = $1',
        [name],
      );
      return found[0]!.permissions;
    };
    const change = (permissions: string[]) =>
      `update organization_roles set permissions = '{${permissions.join(',')}}' where name = 'custom role, few'`;
    const [all, its] = [await permissionsOf('custom role, many'), await permissionsOf('custom role, few')];
    for (const row of [rowOf('Query.auditEvents'), rowOf('Mutation.createTask')]) {
      expect(await findWhile(change(all), change(its), row, 'custom role, few')).toContain('unexpected');
      expect(await findWhile('select', 'select', row, 'custom role, few')).toEqual([]);
    }
  });

  test('a response without the requested data', async () => {
    const row = fieldRow('Query.task', tenantRead('MEMBER', 'task.see'));
    expect(
      await find({ ...row, operation: 'query ($id: ID!) { task(id: $id) { status } }' }, 'MEMBER'),
    ).toEqual([fault('shows nothing of one')]);
  });
});

test('every statement on a table of tenants has a condition on the tenant', async () => {
  expect(requested.size).toBeGreaterThan(30);
  expect(await unheldStatements(requested)).toEqual([]);
});

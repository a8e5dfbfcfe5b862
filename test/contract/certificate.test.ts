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
import { ask, cellOf, cellsOf, type Fault, judgeChanges, judgeRow } from '../support/isolation/judge.ts';
import { leadingFields, objectTypes, undeclaredTypes } from '../support/isolation/operations.ts';
import { unheldStatements, watchStatements } from '../support/isolation/predicates.ts';
import { allRows, fieldRow, noteIds, type Row } from '../support/isolation/rows.ts';
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
  "tenant's or has a rule of its own, asked by everybody: with the ids of their own organization (of the selected one, for",
  'those who belong to none), then, after the slash where that answers otherwise, with those of another. A column has several',
  'callers: after the semicolon are those who get something else. Rows with the same outcomes are one. A field below one that',
  'refuses the caller is asked by the first caller of each column alone. `npm run isolation` prints every row by every caller.',
  "All send the `X-Organization-Id` of the organization that they are shown in; `OWNER elsewhere` that of the first callers'",
  'organization, `at home` their own.',
  '`ok`: answered; `null`: nothing there; `userErrors CODE`: refused in the payload; `CODE`: refused at the top level.',
  'The removed and the suspended member were OWNERs; an ended session is one that was logged out. A `custom role, few` has the',
  `permissions ${few.map(nameOf).join(', ')}; \`many\` all that a custom role can have but WEBHOOK_MANAGE and LABEL_MANAGE.`,
  `A \`limited key\` is one of an ADMIN service account for ${limited.map(nameOf).join(', ')}.`,
  'The first organization has an open project and a private one, of which more is said below. No guest was given the open one; the',
  '`guest` has EDIT in the private one. The `API key of the open project` is an ADMIN one; the `key of the private project` is that of',
  'a MEMBER service account, which has EDIT there.',
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
  '`custom role, not all projects` has the permissions of `many` without PROJECT_SEE_ALL. The guest belongs to a team of their own, and',
  'not to those of the project. Whoever does not see the project gets, byte for byte, what they get for ids that do not exist.',
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
const [house, otherHouse] = houses as [House, House];
const vault = await createPrivateProject(server, house, otherHouse);
house.vault = vault.place;
house.inOpen = [...(await idsIn(server, house, house.projectId)), ...house.canaries.work.slice(0, 1)];
await addIds(server, house);
const state = await keepState(server);
afterAll(() => state.end());

const idOf = await createIds(server, [...houses, vault.place]);
const rows = allRows(idOf);
await noteIds(rows, [...houses, vault.place]);

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
  'fields that lead to a tenant, or have a rule of their own': [leadingFields(), Object.keys(edges)],
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
const ofProjects = new Set(
  rows.filter(({ named }) => named.get(place)?.some((id) => place.canaries.work.includes(id))),
);

/** The callers in their columns. */
const groups: Group[] = [
  ['signed out', ['anonymous', 'invalid token', 'ended session']],
  ['strangers', ['outsider', 'removed member', 'suspended member', 'OWNER elsewhere']],
  ['MEMBER', ['MEMBER']],
  ['ADMIN', ['ADMIN']],
  ['OWNER', ['OWNER', 'OWNER elsewhere, at home']],
  ['custom role', ['custom role, few', 'custom role, many']],
  ['guest', ['guest, no project', 'guest']],
  ['API key', ['API key, ADMIN', 'API key, MEMBERS_WRITE', 'API key of the open project']],
  [
    'service account',
    ['service account, ADMIN', 'service account, limited key', 'service account, key of the private project'],
  ],
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
      'API key of the open project',
      'guest, no project',
      'outsider',
      'OWNER elsewhere, at home',
    ],
  ],
  ['VIEW', ['VIEW member']],
  ['COMMENT', ['COMMENT member', 'team member']],
  [
    'EDIT',
    [
      'EDIT member',
      'custom role, few, with EDIT',
      'service account, with EDIT',
      'service account, key of the private project',
      'guest',
    ],
  ],
  ['MANAGE', ['MANAGE member']],
  ['sees all', ['ADMIN', 'OWNER', 'custom role, many', 'API key, ADMIN', 'service account, ADMIN']],
];

const askedAboutIt = new Set(projectGroups.flatMap(([, callers]) => callers));
const everybody = [...cast, ...vault.cast];
const named = (names: Iterable<string>) => {
  const set = new Set(names);
  return everybody.filter(({ name }) => set.has(name));
};
/** Those who ask everything with own and foreign ids. */
const asking = named(groups.flatMap(([, callers]) => callers));

const manager = vault.cast.find(({ level }) => level === 'MANAGE')!;
/** Those who may subscribe to everything, as far as they see it. */
const listeners = [
  'MEMBER',
  'former member',
  'custom role, not all projects',
  'VIEW member',
  'MANAGE member',
  'OWNER',
  'API key of the open project',
  'service account, key of the private project',
  'guest',
];

const firsts = new Set([...groups, ...projectGroups].map(([, [first]]) => first));

/** Whether the cell tells more than the one of the root field, which refuses the caller, and of the first caller of the column. */
const tells = ({ expectRoot }: Row, cell: Cell): boolean =>
  !expectRoot ||
  expectRoot(cell) === 'ok' ||
  (firsts.has(cell.caller.name) && (cell.target === cell.caller.own || cell.target === place));

/**
 * Whose ids everybody asks a row with: those of `asking` with their own and foreign ones, and about what is in the private
 * project those who have a column there. What a place in that project changes of nothing else, a few callers prove: who has
 * it asks what is in an open one, and who lost it, or administers without seeing it, reads everything.
 */
function cellsIn(row: Row): Cell[] {
  const inProjects = ofProjects.has(row);
  const own = vault.cast.filter(
    (caller) => !asking.includes(caller) && (inProjects ? caller.level : caller.readsAll && !row.writes),
  );
  const about = inProjects ? named(askedAboutIt) : [];
  return [
    ...asking.flatMap((caller) => cellsOf(row, caller)).filter((cell) => tells(row, cell)),
    ...own.map((caller) => cellOf(row, caller, caller.own)),
    ...about.map((caller) => cellOf(row, caller, place)).filter((cell) => tells(row, cell)),
  ];
}

test('the private project has a thing of every type of which an open project has one', async () => {
  const inProject = new Set(await idsIn(server, house, house.projectId));
  const types = Object.keys(nodes).filter((type) => inProject.has(idOf(type, house)));
  expect(types).toEqual(
    expect.arrayContaining(['Project', 'ProjectMember', 'ProjectTeam', 'Task', 'Comment']),
  );
  expect(types.filter((type) => !place.canaries.work.includes(idOf(type, place)))).toEqual([]);
});

test('every caller has a column', () => {
  const columns = groups.flatMap(([, callers]) => callers);
  expect(columns.toSorted()).toEqual(asking.map(({ name }) => name).toSorted());
  expect(cast.filter((caller) => !asking.includes(caller))).toEqual([]);
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
      answers.set(row, new Map(asking.map(({ name }) => [name, wordsOf(name, notPrivate)])));
      if (ofProjects.has(row)) {
        const isPrivate = judged.filter(({ cell }) => cell.target.around);
        inPrivate.set(row, new Map([...askedAboutIt].map((name) => [name, wordsOf(name, isPrivate)])));
      }
    }
    // Subscriptions have tests of their statements of their own.
    requested = new Set(sent);
    const paths = [
      await compareWithout(
        server,
        place,
        state,
        rows.filter((row) => !row.writes && !row.expectRoot && !ofProjects.has(row)),
        named([
          'MEMBER',
          'former member',
          'custom role, not all projects',
          'API key of the open project',
          'guest, no project',
        ]),
      ),
      await replayWrites(
        server,
        place,
        state,
        [...ofProjects].filter((row) => row.writes && row.expect(cellOf(row, manager, place)) === 'ok'),
        manager,
      ),
      await hearEvents(server, house, state, named(listeners)),
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
          ['field', 'class', ...asking.map(({ name }) => name)],
          rows.map((row) => [row.name, row.label, ...asking.map(({ name }) => answers.get(row)!.get(name)!)]),
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

/** By table, what shows its rows to guests, if its policy does not hide them. Others of `team_members` are in no team that they see. */
const shownToGuestsWithout: Record<string, [row: string, caller?: string]> = {
  memberships: ['Query.node of User'],
  organization_roles: ['Query.node of OrganizationRole'],
  teams: ['Query.node of Team'],
  project_teams: ['Query.node of ProjectTeam', 'guest'],
  labels: ['Query.node of Label'],
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
      const caller = everybody.find((each) => each.name === name)!;
      const judged = await judgeRow(row, [cellOf(row, caller, target ?? caller.own)], houses, state);
      return judged.flatMap(({ faults }) => faults.map(({ kind }) => kind));
    } finally {
      await server.systemPool.query(undo);
    }
  };
  const rowOf = (name: string) => rows.find((row) => row.name === name)!;

  /** What is found while a policy on a table does not hold, and while it does. */
  const findWithout = async (policy: string, table: string, name: string, who: string) => {
    const { rows: policies } = await server.systemPool.query<{ condition: string }>(
      `select pg_get_expr(polqual, polrelid) as condition from pg_policy
      where polname = $1 and polrelid = $2::regclass`,
      [policy, table],
    );
    const [{ condition }] = policies as [{ condition: string }];
    const alter = `alter policy ${policy} on ${table} using`;
    const row = rowOf(name);
    const target = ofProjects.has(row) ? place : undefined;
    return {
      without: await findWhile(`${alter} (true)`, `${alter} (${condition})`, row, who, target),
      otherwise: await findWhile('select', 'select', row, who, target),
    };
  };

  test.each(Object.entries(revealedWithout))(
    'that the policy of private projects on %s is gone',
    async (table, [name, who = 'MEMBER']) => {
      const { without, otherwise } = await findWithout('visible', table, name, who);
      expect(without).not.toEqual([]);
      expect(otherwise).toEqual([]);
    },
  );

  test.each(Object.entries(shownToGuestsWithout))(
    'that the policy of guests on %s is gone',
    async (table, [name, who = 'guest, no project']) => {
      const { without, otherwise } = await findWithout('guests', table, name, who);
      expect(without).not.toEqual([]);
      expect(otherwise).toEqual([]);
    },
  );

  /** Returns what gives a function of the database another body, and what undoes it. */
  const withBody = async (signature: string, body: string): Promise<[change: string, undo: string]> => {
    const { rows: functions } = await server.systemPool.query<{ text: string }>(
      'select pg_get_functiondef($1::regprocedure) as text',
      [signature],
    );
    const [{ text }] = functions as [{ text: string }];
    return [text.replace(/\$function\$[^$]*\$function\$/, `$function$ ${body} $function$`), text];
  };

  test('that everybody is taken to see every project', async () => {
    const change = await withBody('app.may_see_project(uuid, uuid, uuid)', 'select true');
    const assigns = rowOf('Mutation.updateTask for somebody who does not see it');
    expect(await findWhile(...change, assigns, 'OWNER', place)).toContain('unexpected');
    expect(await findWhile('select', 'select', assigns, 'OWNER', place)).toEqual([]);
  });

  test('that the projects of a key are ignored', async () => {
    const change = await withBody('app.key_projects()', 'select null::uuid[]');
    const who = 'service account, key of the private project';
    const row = rowOf('Query.node of Task');
    expect(await findWhile(...change, row, who)).toEqual(['unexpected', 'crossing', 'revealing']);
    expect(await findWhile('select', 'select', row, who)).toEqual([]);
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

import { buildSchema, getIntrospectionQuery, parse, specifiedRules, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { DEFAULT_COST_LIMIT } from '../../src/config/costs.ts';
import { costExceeded, operationCost } from '../../src/graphql/cost.ts';
import { documentLimits, limitsRule } from '../../src/graphql/limits.ts';

const schema = buildSchema(`
  type Query {
    me: User
    organization: Organization
    projects(first: Int = 20, last: Int): ProjectConnection!
    tasks(first: Int, last: Int): TaskConnection!
    nodes(ids: [ID!]!): [Node]!
  }
  type Mutation { createTask(title: String!): CreateTaskPayload! }
  type CreateTaskPayload { task: Task }
  interface Node { id: ID! }
  type User implements Node { id: ID! name: String! friend: User tasks(first: Int): TaskConnection! }
  type Organization implements Node { id: ID! name: String! projects(first: Int): ProjectConnection! members: [User!]! }
  type Project implements Node { id: ID! name: String! organization: Organization tasks(first: Int): TaskConnection! }
  type Task implements Node { id: ID! title: String! project: Project assignee: User labels: [Label!]! tags: [String!]! }
  type Label { name: String! }
  type PageInfo { hasNextPage: Boolean! }
  type ProjectConnection { nodes: [Project!]! edges: [ProjectEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type ProjectEdge { node: Project! cursor: String! }
  type TaskConnection { nodes: [Task!]! edges: [TaskEdge!]! pageInfo: PageInfo! totalCount: Int! }
  type TaskEdge { node: Task! cursor: String! }
`);

/** Returns the messages of the specified rules and of this server's rules, in the order in which the server runs them. */
function refusals(query: string, limits = documentLimits): string[] {
  return validate(schema, parse(query), [...specifiedRules, limitsRule(limits)]).map(
    ({ message }) => message,
  );
}

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const [operation] = document.definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('the operation comes first');
  return operationCost(schema, document, operation, variables);
}

/** Returns fragments in which `f0` spreads `f1` through `body`, `f1` spreads `f2`, and so on. Thirty that spread the next twice expand to 2^30 selections. */
function chain(length: number, body: (next: string) => string, last: string): string {
  const links = Array.from({ length }, (_, i) => `fragment f${i} on User { ${body(`...f${i + 1}`)} }`);
  return `{ me { ...f0 } } ${links.join(' ')} fragment f${length} on User { ${last} }`;
}

const nested = (levels: number) =>
  `{ me ${'{ friend '.repeat(levels - 2)} { id } ${'}'.repeat(levels - 2)} }`;
const repeat = (count: number, text: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');

describe('limits of a document', () => {
  test('a selection of the maximum depth is accepted, one level more is rejected', () => {
    expect(refusals(nested(15))).toEqual([]);
    expect(refusals(nested(16))).toEqual(['The operation is 16 levels deep; at most 15 are allowed.']);
  });

  test('a selection that follows a cycle of types for 50 levels is rejected', () => {
    expect(refusals(nested(50))).toEqual(['The operation is 50 levels deep; at most 15 are allowed.']);
  });

  test('a document nested a thousand levels deep is rejected without overflowing the stack', () => {
    expect(refusals(nested(1000))).toEqual(['The operation is 1000 levels deep; at most 15 are allowed.']);
  });

  test('the depth includes the fields of fragments', () => {
    const query = chain(20, (next) => `friend { ${next} }`, 'id');
    expect(refusals(query)).toEqual(['The operation is 22 levels deep; at most 15 are allowed.']);
  });

  describe('nesting counts fields, inline fragments and fragment spreads', () => {
    const excess = (levels: number) => [
      `The operation nests ${levels} fields and fragments within each other; at most 30 are allowed.`,
    ];
    const inline = (levels: number) =>
      `{ ${'... on Query { '.repeat(levels - 1)} __typename ${'}'.repeat(levels)}`;

    test('the maximum is accepted, one level more is rejected', () => {
      expect(refusals(inline(30))).toEqual([]);
      expect(refusals(inline(31))).toEqual(excess(31));
      expect(refusals(inline(200))).toEqual(excess(200));
    });

    test('fragments that spread each other without a field in between', () => {
      expect(refusals(chain(27, (next) => next, 'id'))).toEqual([]);
      expect(refusals(chain(200, (next) => next, 'id'))).toEqual(excess(203));
    });

    test('fields and fragments in turn', () => {
      expect(refusals(chain(12, (next) => `friend { ${next} }`, 'id'))).toEqual([]);
      const query = chain(12, (next) => `... { ... { friend { ${next} } } }`, 'id');
      expect(refusals(query)).toEqual(excess(2 + 12 * 4 + 1));
    });

    test('selections within introspection, whose standard query is accepted', () => {
      expect(refusals(getIntrospectionQuery({ inputValueDeprecation: true }))).toEqual([]);
      const query = `{ __schema { ${'... on __Schema { '.repeat(100)} __typename ${'}'.repeat(100)} } }`;
      expect(refusals(query)).toEqual(excess(102));
    });

    test('the computation is linear in the size of the document', () => {
      // Each fragment spreads the next three times: visiting each expansion would not end.
      const query = chain(190, (next) => `${next} ${next} ... { ${next} }`, 'id');
      expect(refusals(query)).toEqual(excess(2 * 190 + 3));
    });
  });

  test('fields and types that do not exist count towards the depth; graphql reports them', () => {
    expect(refusals('{ nothing { at { all } } }')).toEqual(['Cannot query field "nothing" on type "Query".']);
    expect(refusals(`{ ... on Nobody { a } ${'x { '.repeat(20)} y ${'}'.repeat(20)} }`)).toEqual([
      'The operation is 21 levels deep; at most 15 are allowed.',
    ]);
  });

  // Visiting 2^31 selections would take minutes.
  test('thirty fragments that each spread the next twice are counted without expanding them', () => {
    const query = chain(30, (next) => `a: friend { ${next} } b: friend { ${next} }`, 'id');
    expect(refusals(query, { ...documentLimits, depth: 100, nesting: 100 })).toEqual([
      `The operation has ${2 ** 31 - 2} aliases; at most 60 are allowed.`,
    ]);
  });

  test('a document with too many aliases is rejected', () => {
    const aliases = (count: number) => `{ me { ${repeat(count, (i) => `a${i}: name`)} } }`;
    expect(refusals(aliases(60))).toEqual([]);
    expect(refusals(aliases(61))).toEqual(['The operation has 61 aliases; at most 60 are allowed.']);
  });

  test('a field that is selected too often is rejected before the rule of overlapping fields compares it', () => {
    const query = (count: number) =>
      `{ me { ...f } } fragment f on User { ${repeat(count, () => 'friend { id }')} }`;
    expect(refusals(query(200))).toEqual([]);
    expect(refusals(query(201))).toEqual([
      'The operation selects 201 fields in one place; at most 200 are allowed.',
    ]);
  });

  test('the number of root fields includes those of fragments', () => {
    const query = (count: number) =>
      `{ me { id } ...rest } fragment rest on Query { ... { ${repeat(count, () => '__typename')} } }`;
    expect(refusals(query(29))).toEqual([]);
    expect(refusals(query(30))).toEqual(['The operation has 31 root fields; at most 30 are allowed.']);
  });

  test('the number of directives includes those on fields and on fragments', () => {
    const query = `{ me { ${repeat(49, () => 'id @skip(if: true)')} ...f @skip(if: true) ... @skip(if: true) { id } } }
      fragment f on User { id }`;
    expect(refusals(query)).toEqual(['The operation has 51 directives; at most 50 are allowed.']);
  });

  test('a list may contain itself once', () => {
    const query = (inner: string) => `{ projects { nodes { tasks { nodes { project { ${inner} } } } } } }`;
    const tasks = (inner: string) => `tasks { nodes { project { ${inner} } } }`;
    expect(refusals(query('tasks { nodes { id } }'))).toEqual([]);
    expect(refusals(query(tasks('tasks { nodes { id } }')))).toEqual([
      'The operation goes through Project.tasks 3 times on one path; at most 2 are allowed.',
    ]);
  });

  test('a list that contains itself through fragments is detected', () => {
    const query = `
      { organization { ...a } }
      fragment a on Organization { members { tasks { nodes { project { organization { ...b } } } } } }
      fragment b on Organization { members { tasks { edges { node { project { organization { ...c } } } } } } }
      fragment c on Organization { members { id } }`;
    expect(refusals(query, { ...documentLimits, depth: 30 })).toEqual([
      'The operation goes through Organization.members 3 times on one path; at most 2 are allowed.',
    ]);
  });

  test('the same list in two branches is not a cycle', () => {
    const branch = (name: string) => `${name}: project { tasks { nodes { id } } }`;
    expect(refusals(`{ tasks { nodes { ${branch('a')} ${branch('b')} ${branch('c')} } } }`)).toEqual([]);
  });

  test('the check of a cycle of fragments ends, and graphql reports the cycle', () => {
    const query =
      '{ me { ...a } } fragment a on User { friend { ...b } } fragment b on User { friend { ...a } }';
    expect(refusals(query)).toEqual(['Cannot spread fragment "a" within itself via "b".']);
    expect(cost(query)).toBe(3);
  });

  test('the full introspection query is accepted', () => {
    const query = getIntrospectionQuery({
      descriptions: true,
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    expect(refusals(query)).toEqual([]);
    expect(cost(query)).toBeLessThan(DEFAULT_COST_LIMIT);
  });

  test('introspection that nests lists in lists is rejected', () => {
    const query =
      '{ __schema { types { fields { args { type { fields { args { type { fields { name } } } } } } } } } }';
    expect(refusals(query)).toEqual(['Maximum introspection depth exceeded']);
    expect(cost(`{ ${repeat(4, (i) => `a${i}: __schema { types { name } }`)} }`)).toBeGreaterThan(
      DEFAULT_COST_LIMIT,
    );
  });

  test('a document that exceeds a limit is not checked by the other rules', () => {
    const query = `{ ${repeat(3000, () => 'me { friend { unknown } }')} }`;
    expect(refusals(query)).toEqual([
      'The operation selects 3000 fields in one place; at most 200 are allowed.',
      'The operation has 3000 root fields; at most 30 are allowed.',
    ]);
  });

  test('each operation of a document is limited separately', () => {
    const flood = repeat(61, (i) => `a${i}: name`);
    expect(refusals(`query A { me { id } } query B { me { ${flood} } }`)).toHaveLength(1);
  });
});

describe('cost of an operation', () => {
  test('an object costs 1, a scalar nothing, a mutation 10', () => {
    expect(cost('{ __typename me { __typename id name friend { id } } }')).toBe(2);
    expect(cost('mutation { __typename createTask(title: "t") { task { id title } } }')).toBe(11);
  });

  test.for([
    ['a literal', '{ projects(first: 5) { nodes { id } } }', 6],
    ['a variable', 'query ($n: Int) { projects(first: $n) { nodes { id } } }', 8],
    ['a variable before its default', 'query ($n: Int = 3) { projects(first: $n) { nodes { id } } }', 8],
    ['the default of a variable', 'query ($m: Int = 3) { projects(first: $m) { nodes { id } } }', 4],
    ['the default in the schema', '{ projects { nodes { id } } }', 21],
    [
      'the default of the schema for an omitted variable',
      'query ($m: Int) { projects(first: $m) { nodes { id } } }',
      21,
    ],
    ['the default for null', '{ tasks(first: null) { nodes { id } } }', 21],
    ['the default where the schema has none', '{ tasks { nodes { id } } }', 21],
    ['last', '{ projects(last: 4) { nodes { id } } }', 5],
    ['the greater of first and last', '{ projects(first: 2, last: 9) { nodes { id } } }', 10],
  ] as const)('the length of a page comes from %s', ([, query, expected]) => {
    expect(cost(query, { n: 7 })).toBe(expected);
  });

  test('a negative page is empty', () => {
    expect(cost('{ tasks(first: -100) { nodes { id } } }')).toBe(1);
  });

  test('edges cost as much as nodes; the other fields of a connection cost once', () => {
    expect(cost('{ tasks(first: 5) { edges { cursor node { id assignee { id } } } } }')).toBe(11);
    expect(cost('{ tasks(first: 5) { totalCount pageInfo { hasNextPage } nodes { id } } }')).toBe(17);
  });

  test('a page size applies to fragments on the connection', () => {
    const query = `{ tasks(first: 5) { ...page ... on TaskConnection { nodes { project { id } } } }
        me { tasks(first: 50) { ...page } } }
      fragment page on TaskConnection { nodes { ...card } }
      fragment card on Task { id assignee { id } }`;
    expect(cost(query)).toBe(1 + 5 * 2 + 5 * 2 + 1 + 1 + 50 * 2);
  });

  test('the sizes of nested pages multiply', () => {
    const board = (projects: number, tasks: number, inner: string) =>
      cost(
        `{ projects(first: ${projects}) { nodes { id tasks(first: ${tasks}) { nodes { id ${inner} } } } } }`,
      );
    expect(board(10, 20, 'assignee { id } labels { name }')).toBe(2421);
    expect(board(100, 20, 'assignee { id } project { id }')).toBe(6201);
    expect(board(100, 20, 'assignee { id } project { id }')).toBeLessThan(DEFAULT_COST_LIMIT);
    expect(board(100, 100, '')).toBe(10201);
    expect(board(100, 100, '')).toBeGreaterThan(DEFAULT_COST_LIMIT);
    expect(board(100, 100, 'assignee { id }')).toBe(20201);
  });

  test('a plain list counts as 10 items, or as the length of the list in the input', () => {
    expect(cost('{ organization { members { id friend { id } } } }')).toBe(1 + 10 * 2);
    expect(cost('{ tasks(first: 1) { nodes { tags } } }')).toBe(2);
    const ids = Array.from({ length: 300 }, String);
    expect(
      cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Task { assignee { id } } } }', { ids }),
    ).toBe(600);
  });

  test('the costs of fragments on an abstract type are added', () => {
    expect(cost('{ nodes(ids: []) { ... on Task { assignee { id } } ... on User { friend { id } } } }')).toBe(
      30,
    );
  });

  test('the cost of huge pages is finite, and zero times infinity is not NaN', () => {
    const huge = (first: number | string, inner: string) =>
      `projects(first: ${first}) { nodes { id ${inner} } }`;
    expect(cost(`{ ${huge('9'.repeat(400), '')} }`)).toBe(1e9);
    expect(
      cost(`{ projects(first: 2147483647) { nodes { organization { ${huge(2147483647, '')} } } } }`),
    ).toBe(1e9);
    expect(cost(`{ projects(first: 0) { nodes { organization { ${huge('9'.repeat(400), '')} } } } }`)).toBe(
      1,
    );
  });

  // Visiting 3^100 selections would never end.
  test('fragments that each spread the next twice or three times are added up without expanding them', () => {
    expect(cost(chain(20, (next) => `a: friend { ${next} } b: friend { ${next} }`, 'id'))).toBe(2 ** 21 - 1);
    expect(cost(chain(100, (next) => `${next} ${next} friend { ${next} }`, 'friend { id }'))).toBe(1e9);
  });

  test('unknown fields, types and fragments cost nothing', () => {
    expect(cost('{ nothing { at { all } } ...gone ... on Nobody { tasks { nodes { id } } } }')).toBe(0);
    expect(cost('subscription { tasks { nodes { id } } }')).toBe(0);
  });

  test('the error has the cost and the limit', () => {
    const { message, extensions } = costExceeded(20201, 7500);
    expect(message).toContain('The operation costs 20201; at most 7500 is allowed.');
    expect(extensions).toEqual({
      code: 'OPERATION_TOO_COMPLEX',
      cost: 20201,
      limit: 7500,
      http: { status: 400 },
    });
  });
});

import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, test } from 'vitest';
import { createExecutors } from '../support/executors.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer();
const later = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 1, value));
const fails = () => {
  throw new Error('broken');
};

const schema = makeExecutableSchema({
  typeDefs: `
    scalar JSON
    enum Colour { RED GREEN }
    input Filter { text: String colour: Colour list: [Int!] size: Int! = 5 and: [Filter!] }
    interface Named { name: String }
    type Leaf implements Named { name: String size: Int! broken: Int! late: String! }
    type Tree implements Named {
      name: String leaf: Leaf leaves: [Leaf!]! bare: [Leaf] none: Leaf! wrong: Colour broken: String rejected: [Leaf!]!
    }
    type Query {
      echo(text: String = "none", filter: Filter, colour: Colour, list: [Int], need: Int! = 1): JSON
      tree: Tree! trees: [Tree!] maybe: Tree named: [Named!] lost: Named
    }
    type Mutation { add(step: String!): JSON }
    type Subscription { grown: Tree }
  `,
  resolvers: {
    Named: { __resolveType: ({ kind }: { kind: string }) => kind },
    Query: {
      // Sorted, because the order of arguments is not specified.
      echo: (_root, args) => Object.fromEntries(Object.entries(args).toSorted()),
      tree: () => tree,
      trees: () => later([tree, later(tree)]),
      maybe: () => later({ ...tree, name: 'maybe' }),
      named: () => [{ kind: 'Tree', ...tree }, later({ kind: 'Leaf', name: 'leaf', size: 1 })],
      lost: () => ({ kind: 'Nothing' }),
    },
    Leaf: { broken: fails, late: () => later('late') },
    Tree: {
      none: () => later(null),
      broken: () => later(0).then(fails),
      rejected: () => [later(0).then(fails)],
    },
  },
});
const tree = {
  name: 'tree',
  leaf: { name: 'leaf', size: 1 },
  leaves: [
    { name: 'one', size: 1 },
    { name: 'two', size: '2' },
  ],
  bare: [null, { size: 'large' }],
  wrong: 'BLUE',
};
const run = createExecutors(server, schema);

/** Expects the same response from graphql-js and compiled code, and that code was compiled unless graphql-js has to execute. */
async function requireAlike(source: string, variables = {}, isCompiled = true): Promise<string> {
  const answers = (await run(source, variables, server.anonymous))!;
  expect(answers.executed).toBe(answers.interpreted);
  expect(answers.compiled).toBe(isCompiled && !answers.failed ? answers.interpreted : undefined);
  return answers.interpreted;
}

describe('no text of a client becomes code', () => {
  const codes = [
    '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,globalThis.broken=1',
    '__MAGIC_NAN__57f286b9_4c20_487f_b409_79804ddcb4f8',
    '`+(globalThis.broken=1)+`',
    `'+(globalThis.broken=1)+'`,
    '\\" + (globalThis.broken=1) + \\"',
    '\\u2028globalThis.broken=1',
  ];
  test.each(codes)('in a string: %s', async (code) => {
    await requireAlike(`{ echo(text: "${code}", filter: { text: "${code}", and: [{ text: "${code}" }] }) }`);
    await requireAlike(`query ($text: String = "${code}") { echo(text: $text, filter: { text: $text }) }`);
    await requireAlike('query ($text: String) { echo(text: $text) }', { text: code });
    expect(globalThis).not.toHaveProperty('broken');
  });

  test.each(['__proto__', '__defineGetter__', '__x'])('as the name %s', async (name) => {
    await requireAlike(`{ ${name}: tree { name } }`, {}, false);
    await requireAlike(`{ tree { ${name}: name name } }`, {}, false);
    await requireAlike(`query ($${name}: String) { echo(text: $${name}) }`, { [name]: 'x' }, false);
  });

  test.each(['constructor', 'toString', 'class', 'x', 'idx0', 'undefined'])(
    'as the name %s',
    async (name) => {
      await requireAlike(
        `query ${name}($${name}: String) { ${name}: tree { ${name}: leaves { ${name}: name } } echo(text: $${name}) ...${name} }
       fragment ${name} on Query { maybe { ${name}: name } }`,
        { [name]: 'x' },
      );
    },
  );
});

describe('arguments', () => {
  test.each([
    [{}],
    [{ text: null }],
    [{ text: 'x', colour: 'RED', list: [1, null], filter: { list: 3 }, need: 2 }],
    [{ filter: { size: 1, and: [{ text: 'y' }] } }],
    [{ need: null }],
    [{ need: 'x' }],
    [{ colour: 'BLUE' }],
    [{ filter: { size: null } }],
    [{ filter: { other: 1 } }],
    [{ filter: [] }],
    [{ list: 1 }],
    [{ unknown: 1 }],
  ])('of the variables %j', async (variables) => {
    await requireAlike(
      `query ($text: String, $filter: Filter, $colour: Colour, $list: [Int], $need: Int = 7) {
        whole: echo(text: $text, filter: $filter, colour: $colour, list: $list, need: $need)
        nested: echo(filter: { text: $text, colour: $colour, and: [{ size: 2, text: $text }] }, list: [1, $need])
        bare: echo }`,
      variables,
    );
  });

  test('as literals', async () => {
    await requireAlike(`{
      a: echo(text: null, colour: GREEN, list: 1, need: 3)
      b: echo(filter: { list: [1, 2], size: 0, and: { colour: RED } }, list: [])
      c: echo(text: """
        a block
          of text
      """) }`);
  });
});

describe('the conditions of @skip and @include', () => {
  const source = `query ($a: Boolean!, $b: Boolean! = true) {
    tree { ...Both @include(if: $a) ...Both @skip(if: $b) leaf @include(if: $a) { size @skip(if: true) } }
    again: tree { ...Both @include(if: $b) ... @skip(if: $a) { leaf { ...Leaf } } }
    echo(text: "x") @include(if: $a) @skip(if: $b)
    ... on Query @include(if: false) { maybe { name } }
  }
  fragment Both on Tree { name leaf { ...Leaf @skip(if: $a) } }
  fragment Leaf on Leaf { size name @include(if: $b) }`;

  test.each([
    { a: true },
    { a: false },
    { a: true, b: false },
    { a: false, b: false },
    { a: true, b: null },
    { a: null },
    {},
  ])('%j', async (variables) => {
    await requireAlike(source, variables);
  });

  test('with too many variables are evaluated without a cache', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const query = `query (${names.map((name) => `$${name}: Boolean!`).join(' ')}) {
      ${names.map((name) => `${name}: tree @include(if: $${name}) { name }`).join(' ')} }`;
    await requireAlike(query, { a: true, b: false, c: true, d: false, e: true }, false);
  });
});

test.each([
  '{ tree { none { name } } }',
  '{ maybe { name none { name } leaf { broken } } }',
  '{ trees { name leaf { broken size } leaves { broken name } } }',
  '{ tree { bare { size name } wrong leaves { size } broken name } maybe { rejected { name } broken } }',
  '{ named { name ... on Leaf { broken late } } lost { name } echo }',
  'query ($x: Int!) { echo(need: $x) }',
])('errors are the same as with graphql-js: %s', async (source) => {
  expect(await requireAlike(source)).toContain('"errors"');
});

test.each([
  '{ tree { __typename leaves { __typename late name } bare { name } } }',
  '{ named { __typename name ... on Leaf { size late } ... on Tree { leaves { late } } } trees { leaf { late } } }',
  'query A { tree { name } } fragment F on Tree { leaf { ...G } } fragment G on Leaf { size }'.replace(
    'name }',
    'name ...F }',
  ),
  '{ tree { name: __typename n: name name2: name leaf { name } leaf { size } ...F } } fragment F on Tree { leaf { late } }',
])('data are the same as with graphql-js: %s', async (source) => {
  await requireAlike(source);
});

test('with COMPILED_EXECUTION=off nothing is compiled, and responses are the same', async () => {
  const config = { ...server.services.config, compiledExecution: false };
  const interpret = createExecutors({ ...server, services: { ...server.services, config } }, schema);
  for (const source of [
    'query ($a: Boolean = true) { tree { name leaves { late } } trees { leaf @include(if: $a) { size } } }',
    '{ maybe { name broken } echo(text: "x", filter: { list: [1] }) }',
  ]) {
    const compiled = (await run(source, {}, server.anonymous))!;
    const { compiled: code, ...answers } = (await interpret(source, {}, server.anonymous))!;
    expect(code).toBeUndefined();
    expect(answers).toEqual({
      interpreted: compiled.interpreted,
      executed: compiled.executed,
      failed: compiled.failed,
      isCompilable: compiled.isCompilable,
    });
  }
});

test('introspection, mutations and long operations are not compiled', async () => {
  await requireAlike('{ __schema { queryType { name } } }', {}, false);
  await requireAlike('mutation { add(step: "a") b: add(step: "b") }', {}, false);
  const long = Array.from({ length: 1001 }, (_, index) => `a${index}: name`).join(' ');
  await requireAlike(`{ tree { ${long} } }`, {}, false);
  await requireAlike(`{ tree { ${long.replace(/ a1000: name/, '')} } }`, {}, false);
});

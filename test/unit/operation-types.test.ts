import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { operationTypes } from '../../tools/operation-types.ts';

const schema = buildSchema(`
  enum Color { RED GREEN }
  input Filter { color: Color }
  scalar JSON
  interface Node { id: ID! }
  type Label implements Node { id: ID! color: Color }
  type Task implements Node { id: ID! title: String! labels: [Label!]! position: Int details: JSON }
  type Query { node(id: ID!): Node tasks(filter: Filter, ids: [ID!]): [Task] }`);

const typesOf = (text: string) => operationTypes(schema, parse(text));

test('data has what the selection names, by its aliases, with null where the schema permits it', () => {
  const { data } = typesOf('{ all: tasks { title position details labels { color } } }');
  expect(data).toBe(
    '{ all: ({ title: string; position: number | null; details: unknown | null; ' +
      'labels: ({ color: Schema.Color | null })[] } | null)[] | null }',
  );
});

test('fields of one name are merged, also from fragments', () => {
  const { data } = typesOf(`{ tasks { title labels { id } ...More } }
    fragment More on Task { title labels { color } }`);
  expect(data).toBe(
    '{ tasks: ({ title: string; labels: ({ id: string; color: Schema.Color | null })[] } | null)[] | null }',
  );
});

test('what a response can lack is optional', () => {
  const { data } = typesOf(`query ($id: ID!, $with: Boolean!) { node(id: $id) {
    __typename id @include(if: $with) ... on Node { same: id } ... on Task { title } } }`);
  expect(data).toBe('{ node: { __typename: string; id?: string; same: string; title?: string } | null }');
});

test('variables can be left out when they are nullable or have a default', () => {
  const { variables } = typesOf(
    'query ($id: ID!, $ids: [ID!], $filter: Filter = {}) { node(id: $id) { id } tasks(ids: $ids, filter: $filter) { id } }',
  );
  expect(variables).toBe('{ id: string; ids?: (string)[] | null; filter?: Schema.Filter | null }');
});

test('introspection has types, too', () => {
  expect(typesOf('{ __schema { types { name kind } } }').data).toBe(
    '{ __schema: { types: ({ name: string | null; kind: string })[] } }',
  );
});

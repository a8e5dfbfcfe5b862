import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isLeafType,
  isListType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf, fragmentsByName, isConnection } from './limits.ts';

/**
 * One unit is about one object fetched and resolved. A board of 10 projects with 20 tasks each, their assignees
 * and labels, is 2,421. A page of 100 projects with 20 tasks each and two objects on every task is 6,201 and passes;
 * 100 projects with 100 tasks each is 10,201 before anything is asked about a task, and does not.
 */
export const DEFAULT_COST_LIMIT = 7500;

/** Whoever did not sign in has little to ask for: a sign-in with what it answers, plans, or the schema, once. */
export const DEFAULT_ANONYMOUS_COST_LIMIT = 3000;

/** What a connection answers when nobody says how much. */
const DEFAULT_PAGE_SIZE = 20;

/** What a list without pages is taken to hold: labels of a task, memberships of a user. */
export const ASSUMED_LIST_SIZE = 10;

/** A connection's `totalCount`: it reads every row of the list. */
const COUNT_WEIGHT = 10;

/**
 * What `Type.field`, or every field of a type (`Type.*`), costs in place of 1 for an object and 0 for a scalar. What a
 * field costs that is dear stands here.
 */
export const fieldWeights: Record<string, number> = {
  // Ranks what it finds, in all texts of the organization.
  'Query.search': 50,
  // Ten thousand rows, written as one text.
  'Query.auditEventExport': 1000,
  // A password's hash takes a processor for a third of a second.
  'Mutation.register': 50,
  'Mutation.login': 50,
  'Mutation.changePassword': 50,
  'Mutation.resetPassword': 50,
  'Mutation.deleteAccount': 50,
  'Mutation.disableTotp': 50,
  // A savepoint, a write and its audit row.
  'Mutation.*': 10,
  // Describing a schema of 200 types holds the event loop for 50 ms; aliased, that would be seconds.
  // Only this is counted, not the introspection below it.
  'Query.__schema': 2000,
  'Query.__type': 500,
  // Up to 1000 buckets, and up to 51 groups of 200, where lists are taken to be shorter.
  'UsageSeries.buckets': 10,
  'UsageSeries.groups': 20,
  'UsageGroup.buckets': 10,
};

// Keeps sums and products finite: 0 items of Infinity would be NaN, which is below every limit.
const MAX_COST = 1e9;

type Values = Record<string, unknown>;

/** `each` is the part of a connection's selection that is paid for every item of its page, `once` the rest. */
type Cost = { once: number; each: number };

/**
 * The cost of an operation in units of one object, at most 1e9, from the page sizes it declares. `variables` are the
 * request's, before coercion. What the schema does not know is free; what @skip or @include may leave out is counted.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = fragmentsByName(document);
  const known = new Map<string, Cost>();
  const values = withDefaults(operation, variables);

  function ofSelections(set?: SelectionSetNode, parent?: GraphQLNamedType) {
    const total: Cost = { once: 0, each: 0 };
    for (const selection of set?.selections ?? []) {
      const { once, each } = ofSelection(selection, parent);
      total.once = Math.min(MAX_COST, total.once + once);
      total.each = Math.min(MAX_COST, total.each + each);
    }
    return total;
  }

  function ofSelection(selection: SelectionNode, parent?: GraphQLNamedType): Cost {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.FIELD) return ofField(selection, parent);
    const on = selection.typeCondition;
    return ofSelections(selection.selectionSet, on ? schema.getType(on.name.value) : parent);
  }

  function ofField(node: FieldNode, parent?: GraphQLNamedType): Cost {
    if (!parent) return { once: 0, each: 0 };
    const field = fieldOf(parent, node.name.value);
    const weight = weightOf(parent, node.name.value, field);
    if (!field) return { once: weight, each: 0 };
    const type = getNamedType(field.type);
    const inner = ofSelections(node.selectionSet, type);
    const page = isConnection(type) ? pageSize(node, field, values) : 0;
    const cost = weight + inner.once + page * inner.each;
    if (!isListType(getNullableType(field.type))) return { once: cost, each: 0 };
    if (isConnection(parent)) return { once: 0, each: cost };
    return { once: cost * listSize(node, values), each: 0 };
  }

  function ofFragment(name: string): Cost {
    let cost = known.get(name);
    if (cost) return cost;
    known.set(name, { once: 0, each: 0 }); // what a cycle leads back to
    const fragment = fragments.get(name);
    cost = ofSelections(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ''));
    known.set(name, cost);
    return cost;
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined).once;
}

/** The refusal of an operation: HTTP 400, `OPERATION_TOO_COMPLEX` with both numbers. */
export function costExceeded(cost: number, limit: number): GraphQLError {
  return new GraphQLError(
    `The operation costs ${cost}; at most ${limit} is allowed. Ask for smaller pages or fewer lists within lists.`,
    { extensions: { code: 'OPERATION_TOO_COMPLEX', cost, limit, http: { status: 400 } } },
  );
}

function weightOf(parent: GraphQLNamedType, name: string, field?: GraphQLField<unknown, unknown>): number {
  const declared = fieldWeights[`${parent.name}.${name}`];
  if (declared !== undefined || !field) return declared ?? 0;
  const ofType = fieldWeights[`${parent.name}.*`];
  if (ofType !== undefined) return ofType;
  if (name === 'totalCount' && isConnection(parent)) return COUNT_WEIGHT;
  // An edge is paid for already, its node is the same object.
  if (name === 'node' && parent.name.endsWith('Edge')) return 0;
  return isLeafType(getNamedType(field.type)) ? 0 : 1;
}

/** The greater of `first` and `last`, else the schema's default, else 20. What is negative the resolver refuses. */
function pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>, values: Values): number {
  const given = (node.arguments ?? []).filter((each) => isPageSize(each.name.value));
  const declared = field.args.filter((each) => isPageSize(each.name));
  const size =
    greatest(given.map((each) => valueFromASTUntyped(each.value, values))) ??
    greatest(declared.map((each) => each.defaultValue)) ??
    DEFAULT_PAGE_SIZE;
  return Math.min(MAX_COST, Math.max(0, size));
}

function isPageSize(argument: string): boolean {
  return argument === 'first' || argument === 'last';
}

function greatest(values: unknown[]): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
}

/** A list that answers an argument's list, as `nodes(ids:)` or `_entities(representations:)`, is as long as that. */
function listSize(node: FieldNode, values: Values): number {
  const lists = (node.arguments ?? [])
    .map((each) => valueFromASTUntyped(each.value, values))
    .filter(Array.isArray);
  return Math.max(ASSUMED_LIST_SIZE, ...lists.map((each) => each.length));
}

function withDefaults(operation: OperationDefinitionNode, variables: Values): Values {
  const defaults: Values = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  return { ...defaults, ...variables };
}

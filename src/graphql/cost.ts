import {
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { refusal } from '../refusal.ts';
import { filterCost } from './cost-filter.ts';
import { COUNT_WEIGHT, fieldWeights, OFFSET_WEIGHT } from './cost-weights.ts';
import { fieldOf, fragmentsByName, isConnection } from './limits.ts';
import { textCost } from './text-lengths.ts';

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
const ASSUMED_LIST_SIZE = 10;

// Keeps sums and products finite: 0 items of Infinity would be NaN, which is below every limit.
const MAX_COST = 1e9;

type Values = Record<string, unknown>;
type Field = GraphQLField<unknown, unknown>;

/**
 * `each` is the part of a selection that is paid for every item of its parent's list, `once` the rest. `counts`: how often
 * the list that the selection is of is counted.
 */
type Cost = { once: number; each: number; counts: number };

const FREE: Cost = { once: 0, each: 0, counts: 0 };

/** Of the lists within a value: how many items they have together, and how many the longest has. */
type Extent = { items: number; longest: number };

/**
 * The cost of an operation in units of one object, at most 1e9, from the page sizes it declares and the lists it sends.
 * `variables` are the request's, before coercion. What the schema does not know is free; what @skip or @include may
 * leave out is counted.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  const fragments = fragmentsByName(document);
  const known = new Map<string, Cost>();
  const extents = new WeakMap<object, Extent>();
  const values = withDefaults(operation, variables);

  function ofSelections(set?: SelectionSetNode, parent?: GraphQLNamedType) {
    const total = { ...FREE };
    for (const selection of set?.selections ?? []) {
      const { once, each, counts } = ofSelection(selection, parent);
      total.once = Math.min(MAX_COST, total.once + once);
      total.each = Math.min(MAX_COST, total.each + each);
      total.counts = Math.min(MAX_COST, total.counts + counts);
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
    if (!parent) return FREE;
    const field = fieldOf(parent, node.name.value);
    const weight = weightOf(parent, node, field);
    if (!field) return { ...FREE, once: weight };
    const type = getNamedType(field.type);
    const inner = ofSelections(node.selectionSet, type);
    const sent = sentWith(node);
    // The filter is tried on every row for the page, and again for each count.
    const filtered = filterCost(field, node, values) * (1 + inner.counts) + offsetCost(node, values);
    const answered = Math.max(ASSUMED_LIST_SIZE, sent.longest);
    if (isListType(getNullableType(field.type))) {
      if (isListHolder(parent)) return { ...FREE, each: weight + inner.once };
      if (!field.args.some(({ name }) => isPageSize(name)))
        return { ...FREE, once: (weight + inner.once) * answered + filtered };
      {
        const items = (1 + inner.once) * pageSize(node, field, values);
        return { ...FREE, once: weight + sent.items + filtered + items };
      }
    }
    const size = isConnection(type) ? pageSize(node, field, values) : answered;
    const counts = Number(parent && isCount(parent, field.name));
    return { once: weight + sent.items + filtered + inner.once + size * inner.each, each: 0, counts };
  }

  function sentWith({ arguments: sent = [] }: FieldNode): Extent {
    return together(sent.map(({ value }) => extentOf(valueFromASTUntyped(value, values), extents)));
  }

  function ofFragment(name: string): Cost {
    let cost = known.get(name);
    if (cost) return cost;
    known.set(name, FREE); // what a cycle leads back to
    const fragment = fragments.get(name);
    cost = ofSelections(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ''));
    known.set(name, cost);
    return cost;
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined).once;
}

/** The refusal of an operation: HTTP 400, `OPERATION_TOO_COMPLEX` with both numbers. */
export function costExceeded(cost: number, limit: number): GraphQLError {
  return refusal(
    `The operation costs ${cost}; at most ${limit} is allowed. Ask for smaller pages, fewer lists within lists, or fewer conditions.`,
    { code: 'OPERATION_TOO_COMPLEX', cost, limit, http: { status: 400 } },
  );
}

/** A long text is paid for by its greatest length; a short one when an alias asks for it again. */
function weightOf(parent: GraphQLNamedType, node: FieldNode, field?: Field): number {
  const name = node.name.value;
  return (
    usualWeight(parent, name, field) || textCost(`${parent.name}.${name}`) || Number(node.alias !== undefined)
  );
}

function usualWeight(parent: GraphQLNamedType, name: string, field?: Field): number {
  const declared = fieldWeights[`${parent.name}.${name}`];
  if (declared !== undefined || !field) return declared ?? 0;
  const ofType = fieldWeights[`${parent.name}.*`];
  if (ofType !== undefined) return ofType;
  if (isCount(parent, name)) return COUNT_WEIGHT;
  // An edge is paid for already, its node is the same object.
  if (name === 'node' && parent.name.endsWith('Edge')) return 0;
  return isLeafType(getNamedType(field.type)) ? 0 : 1;
}

const isCount = (parent: GraphQLNamedType, name: string) => name === 'totalCount' && isConnection(parent);

/** A connection's items are as many as its page, a payload's as many as the mutation was sent. */
function isListHolder(type: GraphQLNamedType): boolean {
  return isConnection(type) || type.name.endsWith('Payload');
}

/** The greater of `first` and `last`, else the schema's default, else 20. What is negative the resolver refuses. */
function pageSize(node: FieldNode, field: Field, values: Values): number {
  const given = (node.arguments ?? []).filter((each) => isPageSize(each.name.value));
  const declared = field.args.filter((each) => isPageSize(each.name));
  const size =
    greatest(given.map((each) => valueFromASTUntyped(each.value, values))) ??
    greatest(declared.map((each) => each.defaultValue)) ??
    DEFAULT_PAGE_SIZE;
  return Math.min(MAX_COST, Math.max(0, size));
}

/** What is skipped is read. */
function offsetCost({ arguments: given = [] }: FieldNode, values: Values): number {
  const sent = given.find(({ name }) => name.value === 'offset');
  return sent && valueFromASTUntyped(sent.value, values) ? OFFSET_WEIGHT : 0;
}

function isPageSize(argument: string): boolean {
  return argument === 'first' || argument === 'last';
}

function greatest(values: unknown[]): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length > 0 ? Math.max(...numbers) : undefined;
}

/** `known` is for what several fields send, and is added to. */
function extentOf(value: unknown, known: WeakMap<object, Extent>): Extent {
  if (typeof value !== 'object' || value === null) return together([]);
  const before = known.get(value);
  if (before) return before;
  const { items, longest } = together(Object.values(value).map((each) => extentOf(each, known)));
  const length = Array.isArray(value) ? value.length : 0;
  const extent = { items: items + length, longest: Math.max(longest, length) };
  known.set(value, extent);
  return extent;
}

function together(extents: Extent[]): Extent {
  const all = { items: 0, longest: 0 };
  for (const { items, longest } of extents) {
    all.items += items;
    all.longest = Math.max(all.longest, longest);
  }
  return all;
}

function withDefaults(operation: OperationDefinitionNode, variables: Values): Values {
  const defaults: Values = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  return { ...defaults, ...variables };
}

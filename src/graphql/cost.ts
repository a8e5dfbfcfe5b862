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
import { refusal } from '../util/error-codes.ts';
import { filterCost } from './cost-filter.ts';
import { fieldCosts } from '../generated/features.ts';
import { COUNT_WEIGHT, MUTATION_WEIGHT, OFFSET_WEIGHT, schemaWeights } from './cost-weights.ts';
import { type Extent, extentOf, sumExtents } from './cost-extent.ts';
import { fieldOf, fragmentsByName, isConnection } from './definitions.ts';
import { textCost } from './text-lengths.ts';

/** The page size of a connection without `first` and `last`. */
const DEFAULT_PAGE_SIZE = 20;

/** The assumed length of a list without pages, such as the labels of a task or the memberships of a user. */
const ASSUMED_LIST_SIZE = 10;

// Keeps sums and products finite: 0 * Infinity is NaN, and NaN never exceeds a limit.
const MAX_COST = 1e9;

type Values = Record<string, unknown>;
type Field = GraphQLField<unknown, unknown>;

/**
 * The cost of a selection. `each` is charged for every item of the parent's list, `once` is charged once. `counts` is the
 * number of times that the selection counts the parent's list.
 */
type Cost = { once: number; each: number; counts: number };

const FREE: Cost = { once: 0, each: 0, counts: 0 };

/**
 * Returns the cost of an operation, at most 1e9. The unit is one object. The cost depends on the page sizes of the
 * operation and on the lists in its arguments. `variables` are those of the request, before coercion. Unknown fields
 * cost nothing. Selections with @skip or @include are always counted.
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
    // The filter is applied to every row for the page, and again for each count.
    const filtered = filterCost(field, node, values) * (1 + inner.counts) + offsetCost(node, values);
    const assumedSize = Math.max(ASSUMED_LIST_SIZE, sent.longest);
    if (isListType(getNullableType(field.type))) {
      if (isListHolder(parent)) return { ...FREE, each: weight + inner.once };
      if (!field.args.some(({ name }) => isPageSize(name)))
        return { ...FREE, once: (weight + inner.once) * assumedSize + filtered };
      const items = (1 + inner.once) * pageSize(node, field, values);
      return { ...FREE, once: weight + sent.items + filtered + items };
    }
    const size = isConnection(type) ? pageSize(node, field, values) : assumedSize;
    const counts = Number(parent && isCount(parent, field.name));
    return { once: weight + sent.items + filtered + inner.once + size * inner.each, each: 0, counts };
  }

  function sentWith({ arguments: sent = [] }: FieldNode): Extent {
    return sumExtents(sent.map(({ value }) => extentOf(valueFromASTUntyped(value, values), extents)));
  }

  function ofFragment(name: string): Cost {
    let cost = known.get(name);
    if (cost) return cost;
    known.set(name, FREE); // ends the recursion of cyclic fragments
    const fragment = fragments.get(name);
    cost = ofSelections(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ''));
    known.set(name, cost);
    return cost;
  }

  return ofSelections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined).once;
}

/** Returns the error for an operation that costs too much: HTTP 400, `OPERATION_TOO_COMPLEX` with both numbers. */
export function costExceeded(cost: number, limit: number): GraphQLError {
  return refusal(
    `The operation costs ${cost}; at most ${limit} is allowed. Ask for smaller pages, fewer lists within lists, or fewer conditions.`,
    { code: 'OPERATION_TOO_COMPLEX', cost, limit, http: { status: 400 } },
  );
}

/** A long text costs by its maximum length. A short scalar is free, unless an alias repeats it. */
function weightOf(parent: GraphQLNamedType, node: FieldNode, field?: Field): number {
  const name = node.name.value;
  return (
    usualWeight(parent, name, field) || textCost(`${parent.name}.${name}`) || Number(node.alias !== undefined)
  );
}

function usualWeight(parent: GraphQLNamedType, name: string, field?: Field): number {
  const fullName = `${parent.name}.${name}`;
  const declared = fieldCosts[fullName] ?? schemaWeights[fullName];
  if (declared !== undefined || !field) return declared ?? 0;
  if (parent.name === 'Mutation') return MUTATION_WEIGHT;
  if (isCount(parent, name)) return COUNT_WEIGHT;
  // The edge was charged already, and its node is the same object.
  if (name === 'node' && parent.name.endsWith('Edge')) return 0;
  return isLeafType(getNamedType(field.type)) ? 0 : 1;
}

const isCount = (parent: GraphQLNamedType, name: string) => name === 'totalCount' && isConnection(parent);

/** The length of a connection's lists is its page size, that of a payload's lists the number of items in the input. */
function isListHolder(type: GraphQLNamedType): boolean {
  return isConnection(type) || type.name.endsWith('Payload');
}

/** Returns the greater of `first` and `last`, else the schema's default, else 20. The resolver rejects negative numbers. */
function pageSize(node: FieldNode, field: Field, values: Values): number {
  const given = (node.arguments ?? []).filter((each) => isPageSize(each.name.value));
  const declared = field.args.filter((each) => isPageSize(each.name));
  const size =
    greatest(given.map((each) => valueFromASTUntyped(each.value, values))) ??
    greatest(declared.map((each) => each.defaultValue)) ??
    DEFAULT_PAGE_SIZE;
  return Math.min(MAX_COST, Math.max(0, size));
}

/** The database reads the rows that an offset skips. */
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

function withDefaults(operation: OperationDefinitionNode, variables: Values): Values {
  const defaults: Values = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? [])
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  return { ...defaults, ...variables };
}

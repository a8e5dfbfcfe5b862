import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLInputObjectType,
  isInputObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { conditionCosts } from '../generated/features.ts';
import { comparatorWeights } from './cost-weights.ts';

const MAX_COST = 1e9;

/**
 * Returns the cost of applying a field's filters to one list: the sum over all conditions, also those within `and` and
 * `or`, because a row that matches none of them is compared with all. The caller multiplies it when the list is read for
 * several parents.
 */
export function filterCost(
  field: GraphQLField<unknown, unknown>,
  { arguments: sent = [] }: FieldNode,
  values: Record<string, unknown>,
): number {
  let cost = 0;
  for (const { name, value } of sent) {
    const type = getNamedType(field.args.find((each) => each.name === name.value)?.type);
    if (isInputObjectType(type) && isFilter(type))
      cost += costOfFilter(valueFromASTUntyped(value, values), type);
  }
  return Math.min(MAX_COST, cost);
}

/** Filters of lists have `and` and `or`; other input objects do not. */
const isFilter = (type: GraphQLInputObjectType) => 'or' in type.getFields();

/** A variable may be used for many fields. Its cost is computed once. */
const known = new WeakMap<object, number>();

function costOfFilter(value: unknown, type: GraphQLInputObjectType): number {
  if (typeof value !== 'object' || value === null) return 0;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, 0);
  const parts = Array.isArray(value)
    ? value.map((part) => costOfFilter(part, type))
    : Object.entries(value).map(([name, condition]) =>
        name === 'and' || name === 'or'
          ? costOfFilter(condition, type)
          : costOfCondition(condition, type, name),
      );
  const cost = Math.min(
    MAX_COST,
    parts.reduce((sum, part) => sum + part, 0),
  );
  known.set(value, cost);
  return cost;
}

function costOfCondition(condition: unknown, type: GraphQLInputObjectType, name: string): number {
  const field = type.getFields()[name];
  if (!field || condition === null || condition === undefined) return 0;
  const weight = conditionCosts[`${type.name}.${name}`] ?? 1;
  if (!isInputObjectType(getNamedType(field.type))) return weight;
  if (typeof condition !== 'object') return 0;
  const comparators = Object.keys(condition).map((comparator) => comparatorWeights[comparator] ?? 1);
  return weight * comparators.reduce((sum, each) => sum + each, 0);
}

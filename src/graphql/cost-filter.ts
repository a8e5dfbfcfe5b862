import {
  type FieldNode,
  getNamedType,
  type GraphQLField,
  type GraphQLInputObjectType,
  isInputObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { comparatorWeights, conditionWeights } from './cost-weights.ts';

const MAX_COST = 1e9;

/**
 * What a field's filters cost to try on a list once: the sum over all conditions, in `and` and `or` too, because a row that
 * fits none of them is compared with all. Each is multiplied where the list is read for several parents, as the field is.
 */
export function filterCost(
  field: GraphQLField<unknown, unknown>,
  { arguments: sent = [] }: FieldNode,
  values: Record<string, unknown>,
): number {
  let cost = 0;
  for (const { name, value } of sent) {
    const type = getNamedType(field.args.find((each) => each.name === name.value)?.type);
    if (isInputObjectType(type) && isFilter(type)) cost += ofFilter(valueFromASTUntyped(value, values), type);
  }
  return Math.min(MAX_COST, cost);
}

/** Whether its objects can be combined, as a list's filter can. */
const isFilter = (type: GraphQLInputObjectType) => 'or' in type.getFields();

/** The same object may be sent for many fields. */
const known = new WeakMap<object, number>();

function ofFilter(value: unknown, type: GraphQLInputObjectType): number {
  if (typeof value !== 'object' || value === null) return 0;
  const before = known.get(value);
  if (before !== undefined) return before;
  known.set(value, 0);
  const parts = Array.isArray(value)
    ? value.map((part) => ofFilter(part, type))
    : Object.entries(value).map(([name, condition]) =>
        name === 'and' || name === 'or' ? ofFilter(condition, type) : ofCondition(condition, type, name),
      );
  const cost = Math.min(
    MAX_COST,
    parts.reduce((sum, part) => sum + part, 0),
  );
  known.set(value, cost);
  return cost;
}

function ofCondition(condition: unknown, type: GraphQLInputObjectType, name: string): number {
  const field = type.getFields()[name];
  if (!field || condition === null || condition === undefined) return 0;
  const weight = conditionWeights[`${type.name}.${name}`] ?? 1;
  if (!isInputObjectType(getNamedType(field.type))) return weight;
  if (typeof condition !== 'object') return 0;
  const comparators = Object.keys(condition).map((comparator) => comparatorWeights[comparator] ?? 1);
  return weight * comparators.reduce((sum, each) => sum + each, 0);
}

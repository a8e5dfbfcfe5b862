import { type GraphQLSchema, isLeafType, isObjectType, getNamedType } from 'graphql';
import type { Rule, RuleTree } from '../../authorization/shield.ts';
import type { PlannedTypes } from './declaration.ts';

/** What the modules declare about the fields that statements can answer. */
export interface PlanSources {
  types: PlannedTypes;
  /** The rules of root fields, by name. */
  rules: Record<string, Rule>;
}

const sources = new WeakMap<GraphQLSchema, PlanSources>();

/** The scalars that PostgreSQL's JSON shows as this API does. */
const plainScalars = new Set(['ID', 'String', 'Int', 'Boolean', 'DateTime']);

export const sourcesOf = (schema: GraphQLSchema): PlanSources | undefined => sources.get(schema);

/**
 * Notes the modules' declarations for the schema.
 * @throws if a declaration does not fit the schema, or if a field has a rule that a statement would bypass
 */
export function notePlanSources(schema: GraphQLSchema, types: PlannedTypes, rules: RuleTree): void {
  const faults = Object.entries(types).flatMap(([name, fields]) =>
    Object.entries(fields).flatMap(([field, { kind }]) => faultOf(schema, rules, name, field, kind) ?? []),
  );
  if (faults.length > 0) throw new Error(`Fields that cannot be planned: ${faults.join(', ')}.`);
  sources.set(schema, { types, rules: rules['Query'] ?? {} });
}

function faultOf(
  schema: GraphQLSchema,
  rules: RuleTree,
  typeName: string,
  fieldName: string,
  kind: string,
): string | undefined {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const name = `${typeName}.${fieldName}`;
  if (!field) return `${name} is unknown`;
  const inner = getNamedType(field.type);
  const isRoot = typeName === 'Query';
  if (Boolean(rules[typeName]?.[fieldName]) !== isRoot) return `${name} has ${isRoot ? 'no' : 'a'} rule`;
  if ((kind === 'column') !== isLeafType(inner)) return `${name} is no ${kind}`;
  if (kind !== 'column' && !isObjectType(inner)) return `${name} has several types`;
  if (kind === 'column' && 'parseValue' in inner && !('getValues' in inner) && !plainScalars.has(inner.name))
    return `${name} is a ${inner.name}`;
  return undefined;
}

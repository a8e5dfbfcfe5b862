import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { RuleTree } from '../../authorization/shield.ts';
import { pageFields } from '../connection.ts';
import type { PlannedTypes } from '../plan/declaration.ts';

/** By `Type.field`, the arguments with which the field is not eligible. */
type EligibleFields = ReadonlyMap<string, readonly string[]>;

/** Of every page, whatever the type of its rows. */
const pageInfo = ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'].map(
  (field) => `PageInfo.${field}`,
);

const fieldsBySchema = new WeakMap<GraphQLSchema, EligibleFields>();
const known = new WeakMap<DocumentNode, boolean>();

/** Returns the fields that a kept response can show. */
export const eligibleFields = (schema: GraphQLSchema): EligibleFields =>
  fieldsBySchema.get(schema) ?? new Map();

/**
 * Notes which fields a kept response can show: those whose value is a function of the organization's rows and the
 * caller's access. They are the planned fields that are not volatile, with the pages of those, and the fields that
 * modules declare validated.
 * @throws if a field is unknown, or has a rule that a kept response would bypass
 */
export function noteEligibleFields(
  schema: GraphQLSchema,
  plan: PlannedTypes,
  validated: (Record<string, readonly string[]> | undefined)[],
  rules: RuleTree,
): void {
  const fields = new Map<string, readonly string[]>(pageInfo.map((name) => [name, []]));
  for (const [type, planned] of Object.entries(plan))
    for (const [name, { kind, volatile }] of Object.entries(planned)) {
      if (volatile === true) continue;
      fields.set(`${type}.${name}`, volatile ?? []);
      if (kind === 'page') for (const each of fieldsOfPage(schema, type, name)) fields.set(each, []);
    }
  for (const [type, names] of validated.flatMap((each) => Object.entries(each ?? {})))
    for (const name of names) fields.set(`${type}.${name}`, []);
  const faults = [...fields.keys()].filter((name) => !canBeEligible(schema, rules, name));
  if (faults.length > 0) throw new Error(`Fields that cannot be validated: ${faults.join(', ')}.`);
  fieldsBySchema.set(schema, fields);
}

function fieldsOfPage(schema: GraphQLSchema, typeName: string, fieldName: string): string[] {
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  const rows = field ? getNamedType(field.type).name.replace(/Connection$/, '') : '';
  return Object.entries(pageFields(rows)).flatMap(([name, fields]) =>
    fields.map((each) => `${name}.${each}`),
  );
}

function canBeEligible(schema: GraphQLSchema, rules: RuleTree, coordinate: string): boolean {
  const [typeName, fieldName] = coordinate.split('.') as [string, string];
  const type = schema.getType(typeName);
  if (!isObjectType(type) || !type.getFields()[fieldName]) return false;
  return typeName === 'Query' || !rules[typeName]?.[fieldName];
}

/** Returns whether every field of the document can be a part of a kept response. */
export function isEligible(schema: GraphQLSchema, document: DocumentNode): boolean {
  let eligible = known.get(document);
  if (eligible === undefined) known.set(document, (eligible = hasOnlyEligibleFields(schema, document)));
  return eligible;
}

function hasOnlyEligibleFields(schema: GraphQLSchema, document: DocumentNode): boolean {
  const fields = eligibleFields(schema);
  const types = new TypeInfo(schema);
  let eligible = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: ({ name, arguments: args = [] }) => {
        if (name.value === '__typename') return;
        const refused = fields.get(`${types.getParentType()?.name}.${name.value}`);
        if (!refused || args.some((each) => refused.includes(each.name.value))) eligible = false;
      },
    }),
  );
  return eligible;
}

import {
  getNamedType,
  type GraphQLSchema,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
} from 'graphql';
import { eligibleFields } from '../../src/graphql/validated/eligible.ts';

type Field = GraphQLField<unknown, unknown>;

const fieldsOf = (schema: GraphQLSchema, typeName: string): Field[] => {
  const type = schema.getType(typeName);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
};

/**
 * Returns what kept responses can show, type by type: the eligible fields with their arguments, then those that are not
 * eligible, then the input types of the arguments.
 */
export function describeEligibleFields(schema: GraphQLSchema): string {
  const eligible = eligibleFields(schema);
  const inputs = new Set<string>();
  const noteInput = (name: string): void => {
    const type = schema.getType(name);
    if (!isInputObjectType(type) || inputs.has(name)) return;
    inputs.add(name);
    for (const { type: inner } of Object.values(type.getFields())) noteInput(getNamedType(inner).name);
  };
  const typeNames = [...new Set([...eligible.keys()].map((name) => name.split('.')[0]!))].toSorted();
  const lines = typeNames.flatMap((typeName) => {
    const fields = fieldsOf(schema, typeName);
    const [kept, refused] = [true, false].map((is) =>
      fields.filter(({ name }) => eligible.has(`${typeName}.${name}`) === is),
    ) as [Field[], Field[]];
    const described = kept.map(({ name, args }) => {
      const without = eligible.get(`${typeName}.${name}`)!;
      const used = args.filter((argument) => !without.includes(argument.name));
      for (const { type } of used) noteInput(getNamedType(type).name);
      const list = used.map((argument) => `${argument.name}: ${argument.type}`);
      return `  ${name}${list.length > 0 ? `(${list.join(', ')})` : ''}`;
    });
    const others = refused.length > 0 ? [`  never: ${refused.map(({ name }) => name).join(', ')}`] : [];
    return [typeName, ...described, ...others];
  });
  const inputLines = [...inputs].toSorted().flatMap((name) => {
    const type = schema.getType(name);
    const fields = isInputObjectType(type) ? Object.keys(type.getFields()) : [];
    return [`input ${name}`, `  ${fields.join(', ')}`];
  });
  return `${[...lines, ...inputLines].join('\n')}\n`;
}

/**
 * Returns an operation for each object type that selects all its eligible fields, at the end of the shortest path.
 * `ids` are the arguments of the root fields that require one.
 */
export function eligibleOperations(schema: GraphQLSchema, ids: Record<string, string>): string[] {
  const eligible = eligibleFields(schema);
  const paths = new Map<string, string[]>([['Query', []]]);
  const operations: string[] = [];
  for (const [typeName, path] of paths) {
    const fields = fieldsOf(schema, typeName).filter(({ name }) => eligible.has(`${typeName}.${name}`));
    const selections = fields.map((field) => {
      const type = getNamedType(field.type);
      const needsId = field.args.some(({ name, type }) => name === 'id' && isNonNullType(type));
      const call = needsId ? `${field.name}(id: "${ids[field.name]}")` : field.name;
      if (!isLeafType(type) && !paths.has(type.name)) paths.set(type.name, [...path, call]);
      return isLeafType(type) ? call : `${call} { __typename }`;
    });
    operations.push(`{ ${[...path, ''].join(' { ')}${selections.join(' ')}${' }'.repeat(path.length)} }`);
  }
  return operations;
}

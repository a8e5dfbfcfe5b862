// The types of operations by their texts, for test/generated/operations.ts.
//
// @graphql-codegen/client-preset, which uses @graphql-codegen/typescript-operations, cannot make them: it skips anonymous
// operations, which nearly all of the tests' are, and it reads neither texts outside of its `graphql()` function nor texts
// that are composed of constants. It is installed because a test runs the configuration that docs/clients.md recommends.

import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLList,
  type GraphQLNamedOutputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isIntrospectionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type TypeNode,
} from 'graphql';

const SCALARS: Record<string, string> = {
  ID: 'string',
  String: 'string',
  DateTime: 'string',
  Int: 'number',
  Float: 'number',
  BigInt: 'number',
  Boolean: 'boolean',
  JSONObject: 'Record<string, unknown>',
};

type NullableOutputType = GraphQLNamedOutputType | GraphQLList<GraphQLOutputType>;

interface Selected {
  on: GraphQLCompositeType;
  field: FieldNode;
  /** Whether the response can lack the field: for its directives, or because the object is of another type. */
  conditional: boolean;
}

/** Returns the TypeScript types of the operation's data and variables. */
export function operationTypes(schema: GraphQLSchema, document: DocumentNode) {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) throw new Error('The document has no operation.');

  function select(
    set: SelectionSetNode,
    on: GraphQLCompositeType,
    outerCondition: boolean,
    found: Map<string, Selected[]>,
  ): void {
    for (const selection of set.selections) {
      const conditional =
        outerCondition ||
        (selection.directives ?? []).some(({ name }) => ['skip', 'include'].includes(name.value));
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        found.set(key, [...(found.get(key) ?? []), { on, field: selection, conditional }]);
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      const condition = fragment.typeCondition
        ? (schema.getType(fragment.typeCondition.name.value) as GraphQLCompositeType)
        : on;
      const always = condition === on || (isAbstractType(condition) && !isAbstractType(on));
      select(fragment.selectionSet, condition, conditional || !always, found);
    }
  }

  function objectType(sets: SelectionSetNode[], on: GraphQLCompositeType): string {
    const found = new Map<string, Selected[]>();
    for (const set of sets) select(set, on, false, found);
    const fields = [...found].map(([key, selected]) => {
      const optional = selected.every(({ conditional }) => conditional) ? '?' : '';
      return `${key}${optional}: ${fieldType(selected)}`;
    });
    return `{ ${fields.join('; ')} }`;
  }

  function fieldType(selected: Selected[]): string {
    const types = new Map<GraphQLOutputType | string, SelectionSetNode[]>();
    for (const { on, field } of selected) {
      const type = outputOf(on, field.name.value);
      const sets = types.get(type) ?? [];
      if (field.selectionSet) sets.push(field.selectionSet);
      types.set(type, sets);
    }
    const printed = [...types].map(([type, sets]) => (typeof type === 'string' ? type : output(type, sets)));
    return [...new Set(printed)].join(' | ');
  }

  function outputOf(on: GraphQLCompositeType, name: string): GraphQLOutputType | string {
    if (name === '__typename') return isObjectType(on) ? `'${on.name}'` : 'string';
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef.type;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef.type;
    if (!isObjectType(on) && !isInterfaceType(on)) throw new Error(`A union has no field ${name}.`);
    return on.getFields()[name]!.type;
  }

  function output(type: GraphQLOutputType, sets: SelectionSetNode[]): string {
    if (isNonNullType(type)) return present(type.ofType, sets);
    return `${present(type, sets)} | null`;
  }

  function present(type: NullableOutputType, sets: SelectionSetNode[]): string {
    if (isListType(type)) return `(${output(type.ofType, sets)})[]`;
    if (isCompositeType(type)) return objectType(sets, type);
    if (isIntrospectionType(type)) return 'string';
    if (isEnumType(type)) return `Schema.${type.name}`;
    return SCALARS[type.name] ?? 'unknown';
  }

  function input(type: TypeNode): string {
    if (type.kind === Kind.NON_NULL_TYPE) return input(type.type);
    if (type.kind === Kind.LIST_TYPE) {
      const item = input(type.type);
      return type.type.kind === Kind.NON_NULL_TYPE ? `(${item})[]` : `(${item} | null)[]`;
    }
    const named = schema.getType(type.name.value);
    if (isEnumType(named) || isInputObjectType(named)) return `Schema.${named.name}`;
    return SCALARS[type.name.value] ?? 'unknown';
  }

  const variables = (operation.variableDefinitions ?? []).map(({ variable, type, defaultValue }) =>
    type.kind === Kind.NON_NULL_TYPE && !defaultValue
      ? `${variable.name.value}: ${input(type)}`
      : `${variable.name.value}?: ${input(type)} | null`,
  );
  return {
    data: objectType([operation.selectionSet], root),
    variables: `{ ${variables.join('; ')} }`,
  };
}

import {
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** An operation's fragments and the coerced values of its variables. */
export interface Asked {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
}

export type SelectedFields = Map<string, FieldNode[]>;

/** Returns the selected fields of an object by their names in the response, in its order. */
export function fieldsOf(
  asked: Asked,
  type: GraphQLObjectType,
  sets: (SelectionSetNode | undefined)[],
): SelectedFields {
  const fields: SelectedFields = new Map();
  const spread = new Set<string>();
  for (const set of sets) if (set) collect(asked, type, set, fields, spread);
  return fields;
}

function collect(
  asked: Asked,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  fields: SelectedFields,
  spread: Set<string>,
): void {
  for (const selection of selections) {
    if (!isIncluded(asked, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = (selection.alias ?? selection.name).value;
      const known = fields.get(name);
      if (known) known.push(selection);
      else fields.set(name, [selection]);
      continue;
    }
    const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
    if (isSpread && spread.has(selection.name.value)) continue;
    if (isSpread) spread.add(selection.name.value);
    const fragment = isSpread ? asked.fragments.get(selection.name.value)! : selection;
    if (applies(asked.schema, fragment.typeCondition?.name.value, type))
      collect(asked, type, fragment.selectionSet, fields, spread);
  }
}

function isIncluded({ variables }: Asked, selection: SelectionNode): boolean {
  if (!selection.directives?.length) return true;
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, variables);
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, variables);
  return skip?.['if'] !== true && include?.['if'] !== false;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}

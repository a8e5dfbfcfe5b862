import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

/** What a document may consist of: the parser gives up at more. */
export const MOST_TOKENS = 2000;

export type DocumentLimits = {
  depth: number;
  nesting: number;
  selections: number;
  aliases: number;
  aliasLength: number;
  rootFields: number;
  directives: number;
  listCycles: number;
};

export const documentLimits: DocumentLimits = {
  // Each level waits for the one above it. A list takes two (`tasks { nodes { … } }`): this is seven lists deep.
  depth: 15,
  // Fields, inline fragments and fragment spreads together: a component of a front end adds one fragment per field.
  // Security: fragments within fragments cost a client six tokens a level, and each level makes validation and both
  // executors recurse. The bound refuses them before either runs.
  nesting: 30,
  // Within one pair of braces: validation compares each field with each other of its name.
  selections: 200,
  // An alias asks for the same field once more, with whatever it costs or guesses.
  aliases: 60,
  // It is answered again for each item of a list.
  aliasLength: 100,
  // Every root field is authorised on its own, and in a mutation waits for the one before it.
  rootFields: 30,
  // Validation and execution look each one up; nothing needs many.
  directives: 50,
  // A list reached through itself multiplies by its page at every turn. Once more is useful (a task, its project,
  // that project's tasks), twice more is not.
  listCycles: 2,
};

type Measure = {
  /** Levels of fields. */
  depth: number;
  /** Levels of fields, inline fragments and fragment spreads, introspection included. */
  nesting: number;
  /** Of the selection set that has most. */
  selections: number;
  aliases: number;
  /** In characters. */
  longestAlias: number;
  directives: number;
  /** Fields of this level alone. */
  fields: number;
  /** `Type.field` of a list -> how often it lies on the one downward path that has it most often. */
  lists: Map<string, number>;
};

/**
 * A validation rule that refuses operations beyond the limits. It counts fields as often as fragments repeat them, in
 * time linear in the document, whatever else is invalid in it. It recurses as deep as the document nests, which
 * the parser's `maxTokens` bounds.
 */
export function limitsRule(limits: DocumentLimits = documentLimits): ValidationRule {
  return (context) => ({
    Document(document) {
      const measure = measurer(context.getSchema(), document);
      let refused = false;
      for (const operation of document.definitions) {
        if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
        const root = context.getSchema().getRootType(operation.operation) ?? undefined;
        for (const message of excesses(measure(operation.selectionSet, root), limits)) {
          refused = true;
          context.reportError(new GraphQLError(message, { nodes: [operation] }));
        }
      }
      // Deleting the document ends the visit: no other rule spends time on what is refused already, and the one
      // that looks for conflicting fields is quadratic.
      return refused ? null : undefined;
    },
  });
}

function* excesses(measure: Measure, limits: DocumentLimits): Generator<string> {
  if (measure.depth > limits.depth)
    yield `The operation is ${measure.depth} levels deep; at most ${limits.depth} are allowed.`;
  else if (measure.nesting > limits.nesting)
    yield `The operation nests ${measure.nesting} fields and fragments within each other; at most ${limits.nesting} are allowed.`;
  if (measure.selections > limits.selections)
    yield `The operation selects ${measure.selections} fields in one place; at most ${limits.selections} are allowed.`;
  if (measure.aliases > limits.aliases)
    yield `The operation has ${measure.aliases} aliases; at most ${limits.aliases} are allowed.`;
  if (measure.longestAlias > limits.aliasLength)
    yield `The operation has an alias of ${measure.longestAlias} characters; at most ${limits.aliasLength} are allowed.`;
  if (measure.fields > limits.rootFields)
    yield `The operation has ${measure.fields} root fields; at most ${limits.rootFields} are allowed.`;
  if (measure.directives > limits.directives)
    yield `The operation has ${measure.directives} directives; at most ${limits.directives} are allowed.`;
  for (const [list, count] of measure.lists)
    if (count > limits.listCycles)
      yield `The operation goes through ${list} ${count} times on one path; at most ${limits.listCycles} are allowed.`;
}

function measurer(schema: GraphQLSchema, document: DocumentNode) {
  const fragments = fragmentsByName(document);
  const known = new Map<string, Measure>();

  function ofSelections(set?: SelectionSetNode, parent?: GraphQLNamedType) {
    const total: Measure = {
      depth: 0,
      nesting: 0,
      selections: set?.selections.length ?? 0,
      aliases: 0,
      longestAlias: 0,
      directives: 0,
      fields: 0,
      lists: new Map(),
    };
    for (const selection of set?.selections ?? []) {
      const inner = ofSelection(selection, parent);
      total.depth = Math.max(total.depth, inner.depth);
      total.nesting = Math.max(total.nesting, inner.nesting + 1);
      total.selections = Math.max(total.selections, inner.selections);
      total.aliases += inner.aliases;
      total.longestAlias = Math.max(total.longestAlias, inner.longestAlias);
      total.directives += inner.directives + (selection.directives?.length ?? 0);
      total.fields += inner.fields;
      for (const [list, count] of inner.lists)
        total.lists.set(list, Math.max(count, total.lists.get(list) ?? 0));
    }
    return total;
  }

  function ofSelection(selection: SelectionNode, parent?: GraphQLNamedType): Measure {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const on = selection.typeCondition;
      return ofSelections(selection.selectionSet, on ? schema.getType(on.name.value) : parent);
    }
    const name = selection.name.value;
    const field = fieldOf(parent, name);
    const measure = ofSelections(selection.selectionSet, getNamedType(field?.type));
    // Introspection nests deeply by nature (`ofType { ofType … }`); graphql's MaxIntrospectionDepthRule bounds it.
    measure.depth = name === '__schema' || name === '__type' ? 1 : measure.depth + 1;
    if (selection.alias) {
      measure.aliases++;
      measure.longestAlias = Math.max(measure.longestAlias, selection.alias.value.length);
    }
    measure.fields = 1;
    // `nodes` and `edges` are the connection's, which counts already.
    if (parent && field && isPaged(field) && !isConnection(parent)) {
      const list = `${parent.name}.${name}`;
      measure.lists.set(list, 1 + (measure.lists.get(list) ?? 0));
    }
    return measure;
  }

  function ofFragment(name: string): Measure {
    let measure = known.get(name);
    if (measure) return measure;
    // What a cycle leads back to finds this empty measure and ends; graphql reports the cycle itself.
    known.set(name, ofSelections());
    const fragment = fragments.get(name);
    measure = ofSelections(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ''));
    known.set(name, measure);
    return measure;
  }

  return ofSelections;
}

export function fragmentsByName(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((each) => [each.name.value, each]));
}

/** The field's definition, undefined when the type has no such field or is unknown itself. */
export function fieldOf(type: GraphQLNamedType | undefined, name: string) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
}

export function isConnection(type: GraphQLNamedType): boolean {
  return type.name.endsWith('Connection');
}

function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(field.type)) || isConnection(getNamedType(field.type));
}

import {
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  type DocumentNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldOf, fragmentsByName, isConnection } from './definitions.ts';

/** What the limits of a document compare. */
export type Measure = {
  /** Levels of fields. */
  depth: number;
  /** Levels of fields, inline fragments and fragment spreads, introspection included. */
  nesting: number;
  /** Selections of the largest selection set. */
  selections: number;
  aliases: number;
  /** In characters. */
  longestAlias: number;
  directives: number;
  /** Fields of this level only. */
  fields: number;
  /** `Type.field` of a list -> the maximum number of times that one path from the root goes through it. */
  lists: Map<string, number>;
};

/**
 * Returns a function that measures a selection set. It counts the fields of a fragment for each spread, in time linear in
 * the size of the document. Its recursion is as deep as the nesting of the document.
 */
export function measurer(schema: GraphQLSchema, document: DocumentNode) {
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
    // The connection was counted already; `nodes` and `edges` are parts of it.
    if (parent && field && isPaged(field) && !isConnection(parent)) {
      const list = `${parent.name}.${name}`;
      measure.lists.set(list, 1 + (measure.lists.get(list) ?? 0));
    }
    return measure;
  }

  function ofFragment(name: string): Measure {
    let measure = known.get(name);
    if (measure) return measure;
    // This empty measure ends the recursion of cyclic fragments. graphql-js reports the cycle.
    known.set(name, ofSelections());
    const fragment = fragments.get(name);
    measure = ofSelections(fragment?.selectionSet, schema.getType(fragment?.typeCondition.name.value ?? ''));
    known.set(name, measure);
    return measure;
  }

  return ofSelections;
}

function isPaged(field: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(field.type)) || isConnection(getNamedType(field.type));
}

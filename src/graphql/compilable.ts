import {
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  getDirectiveValues,
  GraphQLIncludeDirective,
  type GraphQLInputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  type InlineFragmentNode,
  Kind,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  type ValueNode,
  valueFromAST,
  type VariableDefinitionNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { fragmentsByName } from './limits.ts';

export type Values = Record<string, unknown>;

/** An operation as graphql-jit is given it. */
export interface Compilable {
  document: DocumentNode;
  /** Its variables' values, from the coerced ones of the request; undefined when an argument does not fit. */
  bind: (coerced: Values) => Values | undefined;
}

/** One operation of a document, with the fragments alone. */
export const alone = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: [operation, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
});

/** The variables that @skip and @include ask. */
export function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) =>
      visit(directive, { Variable: ({ name }) => void names.add(name.value) }) && undefined,
  });
  return [...names];
}

/**
 * How many fields the operation selects, as often as fragments repeat them; Infinity for more than `most`, for
 * introspection and for names that mean something to JavaScript.
 */
export function countFields(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  most: number,
): number {
  const fragments = fragmentsByName(document);
  let count = 0;
  const isSmall = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (++count > most) return false;
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return isSmall(fragments.get(selection.name.value)!.selectionSet);
      if (selection.kind === Kind.FIELD && !hasUsualName(selection)) return false;
      return !selection.selectionSet || isSmall(selection.selectionSet);
    });
  const takesUsual = operation.variableDefinitions?.every(({ variable }) => isUsual(variable.name)) ?? true;
  return takesUsual && isSmall(operation.selectionSet) ? count : Infinity;
}

/** `__proto__` is a key like no other. */
const isUsual = (name: NameNode | undefined) => !name?.value.startsWith('__');

const hasUsualName = ({ name, alias }: FieldNode) =>
  (name.value === '__typename' || isUsual(name)) && isUsual(alias);

/**
 * Rewrites an operation so that nothing of what a client wrote gets into the code but names: each argument that is not
 * a variable becomes one, whose value graphql-js finds, and what @skip and @include leave out is gone. graphql-jit
 * would run a string as code that says so in its way, takes null for what a variable inside an object leaves out, and
 * forgets a fragment that is spread under two conditions.
 */
export function makeCompilable(schema: GraphQLSchema, document: DocumentNode, coerced: Values): Compilable {
  const typeInfo = new TypeInfo(schema);
  const literals: { name: string; value: ValueNode; type: GraphQLInputType }[] = [];
  const choose = (node: FieldNode | FragmentSpreadNode | InlineFragmentNode) => {
    if (!node.directives?.length) return undefined;
    return isIncluded(node, coerced) ? { ...node, directives: [] } : null;
  };
  const variables = new Set<string>();
  const rewritten = visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field: choose,
      FragmentSpread: choose,
      InlineFragment: choose,
      VariableDefinition: ({ variable }) => {
        variables.add(variable.name.value);
        return null;
      },
      Argument: (argument) => {
        if (argument.value.kind === Kind.VARIABLE) return false;
        // A name that no client can give.
        const name = `$${literals.length}`;
        literals.push({ name, value: argument.value, type: typeInfo.getInputType()! });
        variables.add(name);
        return { ...argument, value: variable(name) };
      },
    }),
  );
  const variableDefinitions = [...variables].map(takeAsIs);
  return {
    document: {
      ...rewritten,
      definitions: rewritten.definitions.map((each) =>
        each.kind === Kind.OPERATION_DEFINITION ? { ...each, variableDefinitions } : each,
      ),
    },
    bind: (values) => {
      const bound = { ...values };
      for (const { name, value, type } of literals) {
        bound[name] = valueFromAST(value, type, values);
        if (bound[name] === undefined) return undefined;
      }
      return bound;
    },
  };
}

function isIncluded(node: FieldNode | FragmentSpreadNode | InlineFragmentNode, values: Values): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, values);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, values);
  return skip?.['if'] !== true && include?.['if'] !== false;
}

const variable = (value: string) => ({ kind: Kind.VARIABLE, name: { kind: Kind.NAME, value } }) as const;

/** Declares a variable of the scalar that takes any value as it is: graphql-js has coerced it. */
const takeAsIs = (name: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: variable(name),
  type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } },
});

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
import { fragmentsByName } from '../definitions.ts';

export type Values = Record<string, unknown>;

/** An operation in the form that graphql-jit may read. */
export interface Compilable {
  document: DocumentNode;
  /** Returns the values of the document's variables from the request's coerced ones; undefined when an argument is invalid. */
  bind: (coerced: Values) => Values | undefined;
}

/** Returns a document with only this operation and the fragments. */
export const alone = (document: DocumentNode, operation: OperationDefinitionNode): DocumentNode => ({
  kind: Kind.DOCUMENT,
  definitions: [operation, ...document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION)],
});

/** Returns the variables that @skip and @include read. */
export function conditionsOf(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (directive) =>
      visit(directive, { Variable: ({ name }) => void names.add(name.value) }) && undefined,
  });
  return [...names];
}

/**
 * Returns how many fields the operation selects, counting those of a fragment for each spread. Returns Infinity for more
 * than `max`, for introspection and for names that JavaScript gives a meaning.
 */
export function countFields(document: DocumentNode, operation: OperationDefinitionNode, max: number): number {
  const fragments = fragmentsByName(document);
  let count = 0;
  const isSmall = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (++count > max) return false;
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return isSmall(fragments.get(selection.name.value)!.selectionSet);
      if (selection.kind === Kind.FIELD && !hasUsualName(selection)) return false;
      return !selection.selectionSet || isSmall(selection.selectionSet);
    });
  const hasUsualVariables =
    operation.variableDefinitions?.every(({ variable }) => isUsual(variable.name)) ?? true;
  return hasUsualVariables && isSmall(operation.selectionSet) ? count : Infinity;
}

/** Assigning to `__proto__` sets an object's prototype. */
const isUsual = (name: NameNode | undefined) => !name?.value.startsWith('__');

const hasUsualName = ({ name, alias }: FieldNode) =>
  (name.value === '__typename' || isUsual(name)) && isUsual(alias);

/**
 * Rewrites an operation for graphql-jit. Each argument that is not a variable becomes one, and selections that @skip or
 * @include leave out are removed.
 * Security: a client's literal can become code in graphql-jit (see execute.ts). The rewritten operation has no literals
 * and no default values: graphql-js coerces the values, and the generated code receives them as data.
 * The rewriting also avoids two defects: graphql-jit passes null for a field of an input object whose variable is
 * missing, and drops a fragment that is spread under two conditions.
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
        // GraphQL names cannot contain `$`, so a client's variable never has this name.
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

/** Declares a variable of type JSON, which accepts any value unchanged: graphql-js has already coerced it. */
const takeAsIs = (name: string): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: variable(name),
  type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'JSON' } },
});

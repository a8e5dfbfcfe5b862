import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { alone, conditionsOf, countFields, makeCompilable, type Values } from './compilable.ts';
import type { Operation } from './executor.ts';

/** Code is made for what is sent again and again: making it takes longer than a few executions without. */
const WORTH_COMPILING = 3;
/** Making code for so many fields takes about 50 ms, in which nobody else is answered. */
const LONGEST = 1000;
/** Of all codes together. */
const MOST_FIELDS = 50_000;
/** Variables of @skip and @include: each doubles the codes that there may be for an operation. */
const MOST_CONDITIONS = 4;

type Run = (operation: Operation, coerced: Values) => ExecutionResult | Promise<ExecutionResult> | undefined;

/** What is known of an operation that clients send. */
interface Known {
  executions: number;
  /** It alone; undefined when graphql-js is to run it for good. */
  document: DocumentNode | undefined;
  fields: number;
  conditions: string[];
  /** By the values of the conditions; undefined where graphql-jit refuses. */
  codes: Map<string, Run | undefined>;
}

const knownOf = new WeakMap<GraphQLSchema, LRUCache<OperationDefinitionNode, Known>>();

/**
 * Runs a query, or a subscription's answer to an event, by code made for it; undefined when there is none. An answer
 * with errors tells only that there are some.
 */
export async function runCompiled(operation: Operation): Promise<ExecutionResult | undefined> {
  const { schema, document, operationName, variables } = operation;
  const definition = getOperationAST(document, operationName);
  if (!definition || definition.operation === OperationTypeNode.MUTATION) return undefined;
  const known = find(schema, document, definition);
  if (!known.document || ++known.executions < WORTH_COMPILING) return undefined;
  const { coerced } = getVariableValues(schema, definition.variableDefinitions ?? [], variables);
  return coerced && codeFor(schema, known, coerced)?.(operation, coerced);
}

function find(schema: GraphQLSchema, document: DocumentNode, definition: OperationDefinitionNode): Known {
  const all = knownOf.get(schema) ?? remember(schema);
  const known = all.get(definition);
  if (known) return known;
  const examined = examine(document, definition);
  all.set(definition, examined);
  return examined;
}

function remember(schema: GraphQLSchema) {
  const all = new LRUCache<OperationDefinitionNode, Known>({
    maxSize: MOST_FIELDS,
    sizeCalculation: ({ fields, conditions }) => 1 + fields * 2 ** conditions.length,
  });
  knownOf.set(schema, all);
  return all;
}

function examine(document: DocumentNode, definition: OperationDefinitionNode): Known {
  const own = alone(document, definition);
  const fields = countFields(own, definition, LONGEST);
  const conditions = conditionsOf(own);
  const codes: Known['codes'] = new Map();
  if (fields > LONGEST || conditions.length > MOST_CONDITIONS)
    return { executions: 0, document: undefined, fields: 0, conditions: [], codes };
  return { executions: 0, document: own, fields, conditions, codes };
}

function codeFor(schema: GraphQLSchema, { document, conditions, codes }: Known, coerced: Values) {
  const outcomes = conditions.map((name) => coerced[name]);
  if (outcomes.some((outcome) => typeof outcome !== 'boolean')) return undefined;
  const key = outcomes.join();
  if (!codes.has(key)) codes.set(key, compile(schema, document!, coerced));
  return codes.get(key);
}

function compile(schema: GraphQLSchema, document: DocumentNode, coerced: Values): Run | undefined {
  const compilable = makeCompilable(schema, document, coerced);
  const compiled = compileQuery(schema, compilable.document, undefined, {
    disablingCapturingStackErrors: true,
  });
  if (!isCompiledQuery<CompiledQuery, ExecutionResult>(compiled)) return undefined;
  return ({ rootValue, context }, values) => {
    const bound = compilable.bind(values);
    return bound && compiled.query(rootValue, context, bound);
  };
}

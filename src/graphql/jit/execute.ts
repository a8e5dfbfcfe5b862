// Compiled execution: an operation that clients send often runs as JavaScript that graphql-jit generates for it, which
// is several times faster than interpreting it with graphql-js. This folder is the only one that imports graphql-jit:
//   execute.ts         decides which operations are compiled, keeps the compiled queries and runs them
//   rewrite.ts         rewrites an operation before graphql-jit reads it
//   page-resolvers.ts  gives the fields of connections resolvers that compiled code calls
//
// Security: graphql-jit 0.8.9 writes the literals of an operation into the code that it passes to `new Function`. It
// marks dates and special numbers with fixed texts and then replaces each marked string by an expression, so that the
// argument
//     echo(text: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0,process.exit()")
// becomes `new Date(0,process.exit())` and runs in our process. The same holds for default values of variables. Anyone
// who may send a query could run code. The defence is that graphql-jit never sees a literal: rewrite.ts turns every
// argument into a variable, coerces its value with graphql-js and removes the default values. What is left of the
// client's text in the code are names, which GraphQL limits to letters, digits and `_`. Names that begin with `__`
// (`__proto__`) are not compiled. test/graphql/compiled.test.ts sends such literals, and
// test/contract/executors.test.ts compares the executors on random operations.
//
// Mutations, introspection, long operations and traced requests are interpreted. When compiled code reports an error,
// the executor runs the operation again with graphql-js, whose messages and paths clients see. `COMPILED_EXECUTION=off`
// interprets everything, for the day on which graphql-jit misbehaves.

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
import { alone, conditionsOf, countFields, makeCompilable, type Values } from './rewrite.ts';
import type { Operation } from '../operation.ts';

/** An operation is compiled at its third execution: compiling takes longer than a few interpreted executions. */
const MIN_EXECUTIONS = 3;
/** The maximum size of an operation: compiling 1000 fields blocks the event loop for about 50 ms. */
const MAX_FIELDS = 1000;
/** Fields of all compiled queries in the cache. */
const MAX_CACHED_FIELDS = 50_000;
/** Variables of @skip and @include. Each doubles the number of compiled queries of an operation. */
const MAX_CONDITIONS = 4;

type Run = (operation: Operation, coerced: Values) => ExecutionResult | Promise<ExecutionResult> | undefined;

interface CompiledEntry {
  executions: number;
  /** The operation with its fragments; undefined when it is never compiled. */
  document: DocumentNode | undefined;
  fields: number;
  conditions: string[];
  /** By the values of the conditions; undefined where graphql-jit cannot compile. */
  codes: Map<string, Run | undefined>;
}

const knownOf = new WeakMap<GraphQLSchema, LRUCache<OperationDefinitionNode, CompiledEntry>>();

/**
 * Runs a query, or a subscription's response to an event, as compiled code. Returns undefined when graphql-js must run
 * it. Errors in the result say only that there were errors: their messages and paths are not those of graphql-js.
 */
export async function runCompiled(operation: Operation): Promise<ExecutionResult | undefined> {
  const { schema, document, operationName, variables, context } = operation;
  if (!context.services.config.compiledExecution) return undefined;
  const definition = getOperationAST(document, operationName);
  if (!definition || definition.operation === OperationTypeNode.MUTATION) return undefined;
  const known = find(schema, document, definition);
  if (!known.document || ++known.executions < MIN_EXECUTIONS) return undefined;
  const { coerced } = getVariableValues(schema, definition.variableDefinitions ?? [], variables);
  return coerced && codeFor(schema, known, coerced)?.(operation, coerced);
}

function find(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: OperationDefinitionNode,
): CompiledEntry {
  const all = knownOf.get(schema) ?? remember(schema);
  const known = all.get(definition);
  if (known) return known;
  const examined = examine(document, definition);
  all.set(definition, examined);
  return examined;
}

function remember(schema: GraphQLSchema) {
  const all = new LRUCache<OperationDefinitionNode, CompiledEntry>({
    maxSize: MAX_CACHED_FIELDS,
    sizeCalculation: ({ fields, conditions }) => 1 + fields * 2 ** conditions.length,
  });
  knownOf.set(schema, all);
  return all;
}

/** Returns what is known of an operation that was not executed yet. Without `document`, it is too large to be compiled. */
export function examine(document: DocumentNode, definition: OperationDefinitionNode): CompiledEntry {
  const own = alone(document, definition);
  const fields = countFields(own, definition, MAX_FIELDS);
  const conditions = conditionsOf(own);
  const codes: CompiledEntry['codes'] = new Map();
  if (fields > MAX_FIELDS || conditions.length > MAX_CONDITIONS)
    return { executions: 0, document: undefined, fields: 0, conditions: [], codes };
  return { executions: 0, document: own, fields, conditions, codes };
}

function codeFor(schema: GraphQLSchema, { document, conditions, codes }: CompiledEntry, coerced: Values) {
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

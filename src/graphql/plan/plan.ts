import {
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import { reserveName } from '../../database/statements.ts';
import { fragmentsByName } from '../definitions.ts';
import type { Operation } from '../operation.ts';
import { type Sql, toSql } from './json.ts';
import { NotPlanned } from './not-planned.ts';
import type { Plan, PlannedRoot } from './planned-read.ts';
import { fieldsOf } from './selection.ts';
import { sourcesOf } from './sources.ts';
import { StatementBuilder } from './statement.ts';

/** An operation is planned at its third execution: preparing a large statement takes longer than a few executions. */
const MIN_EXECUTIONS = 3;
/** The response is one value in memory, before its size is known. */
const MAX_COST = 4000;
/** Characters of the variables. Longer ones are filters, which seldom repeat. */
const MAX_VARIABLES = 2000;
/** Characters of all plans in the cache. */
const MAX_CACHED = 20_000_000;

interface KnownOperation {
  id: number;
  executions: number;
}

const operations = new WeakMap<OperationDefinitionNode, KnownOperation>();
/** By operation and variables. */
const outcomes = new LRUCache<string, Outcome>({
  maxSize: MAX_CACHED,
  sizeCalculation: ({ plan }, key) => key.length + sizeOf(plan?.template) + 100,
});
let lastId = 0;

/** The result of planning: no plan where resolvers must respond. */
interface Outcome {
  plan: Plan | undefined;
}

/** The characters of the statement and its parameters. */
const sizeOf = (template: Plan['template']): number =>
  template ? template.sql.length + JSON.stringify(template.parameters).length : 0;

/** Returns the operation's plan; undefined where resolvers must answer. */
export function planOf(operation: Operation): Plan | undefined {
  const { document, operationName, variables, cost = Infinity, context } = operation;
  if (!context.services.config.plannedReads || operation.traced || cost > MAX_COST) return undefined;
  const definition = getOperationAST(document, operationName);
  if (definition?.operation !== OperationTypeNode.QUERY) return undefined;
  const known = operations.get(definition) ?? remember(definition);
  if (++known.executions < MIN_EXECUTIONS) return undefined;
  const sent = JSON.stringify(variables);
  if (sent.length > MAX_VARIABLES) return undefined;
  const key = `${known.id} ${sent}`;
  if (!outcomes.has(key)) outcomes.set(key, makePlan(operation, definition, known.id));
  const plan = outcomes.get(key)?.plan;
  return plan?.isTooSlow ? undefined : plan;
}

function remember(definition: OperationDefinitionNode): KnownOperation {
  const known = { id: ++lastId, executions: 0 };
  operations.set(definition, known);
  return known;
}

function makePlan(
  { schema, document, variables }: Operation,
  definition: OperationDefinitionNode,
  operationId: number,
): Outcome {
  const sources = sourcesOf(schema);
  const type = schema.getQueryType()!;
  const { coerced } = getVariableValues(schema, definition.variableDefinitions ?? [], variables);
  if (!sources || !coerced) return { plan: undefined };
  const asked = { schema, fragments: fragmentsByName(document), variables: coerced };
  const builder = new StatementBuilder(asked, sources.types);
  const selected = [...fieldsOf(asked, type, [definition.selectionSet])];
  try {
    const parts: Sql[] = [];
    const roots = selected.map(([name, nodes], index): PlannedRoot => {
      const field = nodes[0]!.name.value;
      if (field === '__typename') return { name, value: JSON.stringify(type.name) };
      // Introspection's root fields are not among the type's.
      const declared = type.getFields()[field];
      if (!declared) throw new NotPlanned(field);
      const args = getArgumentValues(declared, nodes[0]!, coerced);
      if (sources.types[type.name]?.[field]?.kind === 'viewer')
        return { name, field, args, viewer: builder.viewer(declared, nodes) };
      parts.push(sql`${toSql(builder.field(type, nodes, undefined))}::text as ${sql.id(`r${index}`)}`);
      return { name, field, args };
    });
    const template = parts.length > 0 ? builder.parts.compile(parts) : undefined;
    if (template && !reserveName(template.sql)) return { plan: undefined };
    return { plan: { operationId, roots, template } };
  } catch (error) {
    // Resolvers reject invalid arguments.
    if (error instanceof NotPlanned || error instanceof GraphQLError) return { plan: undefined };
    throw error;
  }
}

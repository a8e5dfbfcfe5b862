import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { Context } from '../core/context.ts';
import { badOperation, unavailableYet } from '../errors.ts';
import { isTransient } from '../database/failures.ts';
import { costExceeded, operationCost } from './cost.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';

const MAX_VARIABLE_DEPTH = 30;
/**
 * Security: graphql-js repeats the whole enclosing object in the error for each of its invalid fields, so that a wide
 * object would produce a huge response. The number of keys is limited.
 */
const MAX_KEYS = 1000;

/** The cost of an operation, and the limit of its caller. */
export interface CostVerdict {
  requested: number;
  limit: number;
}

interface CostRequest {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode | undefined;
  variables: Record<string, unknown>;
  /** Whether the operation is registered for its client. */
  registered: boolean;
  /** Whether the response shows the limit. */
  showsCost: boolean;
}

/**
 * Returns the cost of the operation and the limit of its caller; undefined when the document has no such operation.
 * @throws BAD_USER_INPUT for variables that are nested too deeply, have too many keys or are infinite, OPERATION_TOO_COMPLEX
 * when the cost exceeds the limit
 */
export async function checkCost(
  services: Services,
  incoming: RequestInfo,
  { schema, document, operation, variables, registered, showsCost }: CostRequest,
): Promise<CostVerdict | undefined> {
  if (isDeeperThan(MAX_VARIABLE_DEPTH, variables))
    throw badOperation(`Variables may be nested at most ${MAX_VARIABLE_DEPTH} levels deep.`);
  if (isWiderThan(MAX_KEYS, variables))
    throw badOperation(`An object in variables may have at most ${MAX_KEYS} keys.`);
  if (hasInfinity(variables)) throw badOperation('Numbers in variables must be finite.');
  if (!operation) return undefined;
  const requested = costOf(incoming, schema, document, operation, variables);
  const usual = usualLimit(services, incoming, registered);
  // Only the database knows the platform administrators. It is queried only if that can change the result.
  const needsAccess = incoming.claims && (showsCost || requested > usual);
  const { platformAdmin } = services.config.costLimits;
  const limit =
    needsAccess && platformAdmin > usual && (await isPlatformAdmin(services, incoming))
      ? platformAdmin
      : usual;
  if (requested > limit) throw costExceeded(requested, limit);
  return { requested, limit };
}

/** Characters of all keys. An entry takes a few times as many bytes. */
const MAX_CHARACTERS = 1_000_000;
/** Bytes of the body. Variables in longer ones are inputs, which seldom repeat. */
const MAX_BODY = 2000;

/** By operation and variables. */
const costs = new LRUCache<string, number>({
  maxSize: MAX_CHARACTERS,
  sizeCalculation: (_cost, key) => key.length,
});
const numbers = new WeakMap<OperationDefinitionNode, number>();
let operations = 0;

/** Returns the cost of the operation, which is computed once for the same variables. */
function costOf(
  { bodyBytes = Infinity }: RequestInfo,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  if (bodyBytes > MAX_BODY) return operationCost(schema, document, operation, variables);
  const number = numbers.get(operation) ?? ++operations;
  numbers.set(operation, number);
  const key = `${number} ${JSON.stringify(variables)}`;
  const cost = costs.get(key) ?? operationCost(schema, document, operation, variables);
  costs.set(key, cost);
  return cost;
}

function usualLimit({ config }: Services, { claims, apiKeyHash }: RequestInfo, registered: boolean): number {
  const { anonymous, user, registered: known } = config.costLimits;
  const usual = claims || apiKeyHash ? user : anonymous;
  return registered ? Math.max(usual, known) : usual;
}

async function isPlatformAdmin(services: Services, incoming: RequestInfo): Promise<boolean> {
  const context = new Context(services, incoming, false, 0);
  try {
    return (await context.access()).platformAdmin;
  } catch (error) {
    throw isTransient(error) ? unavailableYet() : error;
  } finally {
    await context.transaction.rollback();
  }
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

function isWiderThan(keys: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const inner = Object.values(value);
  return (!Array.isArray(value) && inner.length > keys) || inner.some((each) => isWiderThan(keys, each));
}

/**
 * JSON.parse reads 1e400 as Infinity.
 * Security: JSON.stringify writes it as null. Costs, plans and responses are kept by the text of the variables, so that a
 * caller could have those of null replaced for everybody.
 */
function hasInfinity(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(hasInfinity);
}

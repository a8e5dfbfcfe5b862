import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { Context, type Incoming, type Services } from '../context.ts';
import { badOperation, isTransient, unavailableYet } from '../errors.ts';
import { costExceeded, operationCost } from './cost.ts';

const DEEPEST_VARIABLE = 30;
/** What does not fit its type is told with the object around it, for each of the object's keys. */
const MOST_KEYS = 1000;

/** What an operation costs, and what it may. */
export interface CostVerdict {
  requested: number;
  limit: number;
}

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode | undefined;
  variables: Record<string, unknown>;
  /** Whether it was registered for its client. */
  registered: boolean;
  /** Whether the limit is to be told, too. */
  showsCost: boolean;
}

/**
 * What the operation costs, and what its caller's may.
 * @throws BAD_USER_INPUT for variables that nest too deep or too wide, OPERATION_TOO_COMPLEX for what costs too much
 */
export async function requireAffordable(
  services: Services,
  incoming: Incoming,
  { schema, document, operation, variables, registered, showsCost }: Asked,
): Promise<CostVerdict | undefined> {
  if (isDeeperThan(DEEPEST_VARIABLE, variables))
    throw badOperation(`Variables nest at most ${DEEPEST_VARIABLE} levels deep.`);
  if (isWiderThan(MOST_KEYS, variables))
    throw badOperation(`An object in variables has at most ${MOST_KEYS} keys.`);
  if (!operation) return undefined;
  const requested = operationCost(schema, document, operation, variables);
  const usual = usualLimit(services, incoming, registered);
  // Who administers the platform is asked of the database, so only where it makes a difference.
  const asksWhoItIs = incoming.claims && (showsCost || requested > usual);
  const { platformAdmin } = services.config.costLimits;
  const limit =
    asksWhoItIs && platformAdmin > usual && (await administers(services, incoming)) ? platformAdmin : usual;
  if (requested > limit) throw costExceeded(requested, limit);
  return { requested, limit };
}

function usualLimit({ config }: Services, { claims, apiKeyHash }: Incoming, registered: boolean): number {
  const { anonymous, user, registered: known } = config.costLimits;
  const usual = claims || apiKeyHash ? user : anonymous;
  return registered ? Math.max(usual, known) : usual;
}

async function administers(services: Services, incoming: Incoming): Promise<boolean> {
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

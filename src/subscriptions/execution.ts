import { createSourceEventStream, type ExecutionResult, getOperationAST, GraphQLError } from 'graphql';
import { Context } from '../core/context.ts';
import { badUserInput } from '../errors.ts';
import { executeOperation } from '../graphql/executor.ts';
import { admit } from '../modules/plan/request-quota.ts';
import { findSubscriptionLimits } from '../modules/plan/queries.ts';
import { findProjectsByIds } from '../modules/project/queries.ts';
import { meterRequest } from '../modules/usage/request-meter.ts';
import type { SubscriptionCounts } from './counts.ts';
import type { Subscription } from './document.ts';
import { type EventFilter, FilteredChanges } from '../events/hub.ts';
import { NotShareable, SharedContext } from './shared-context.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';
import type { Change } from '../core/change.ts';

/** A subscription that receives events. */
export interface StartedSubscription {
  events: FilteredChanges;
  organizationId: string;
  /** Call this when the subscription has ended, so that it no longer counts. */
  release: () => void;
}

/**
 * Starts a subscription: counts the request and the subscription, checks the authorization rule of the field and
 * subscribes to the events.
 * @throws the error for the client when the subscription is rejected
 */
export function startSubscription(
  services: Services,
  incoming: RequestInfo,
  subscription: Subscription,
  counts: SubscriptionCounts,
): Promise<StartedSubscription> {
  const startedAt = performance.now();
  return inTransaction(new Context(services, incoming, false), async (context) => {
    await admit(context);
    let refusal: unknown;
    try {
      const started = await start(context, subscription, counts);
      subscription.onStarted();
      return started;
    } catch (error) {
      refusal = error;
      throw error;
    } finally {
      const code = refusal instanceof GraphQLError ? refusal.extensions['code'] : undefined;
      meterRequest(
        context,
        nameOf(subscription),
        refusal ? (code ?? 'INTERNAL_SERVER_ERROR') : undefined,
        startedAt,
      );
    }
  });
}

async function start(
  context: Context,
  { schema, document, operationName, variables }: Subscription,
  counts: SubscriptionCounts,
): Promise<StartedSubscription> {
  const events = await createSourceEventStream({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context,
    hideSuggestions: !context.services.config.introspection,
  });
  if (!(events instanceof FilteredChanges)) {
    const [error] = 'errors' in events ? (events.errors ?? []) : [];
    if (!error) throw new TypeError('The subscription field returned no FilteredChanges.');
    // An error without a path is an invalid variable.
    throw error.path ? error : badUserInput(error.message);
  }
  try {
    const { tenant, scope } = context;
    const caller = context.apiKeyId ?? context.viewer.id;
    const limits = await findSubscriptionLimits(tenant);
    return { events, organizationId: scope.id, release: await counts.take(scope.id, caller, limits) };
  } catch (error) {
    events.end();
    throw error;
  }
}

const nameOf = ({ document, operationName }: Subscription) =>
  getOperationAST(document, operationName)?.name?.value;

/**
 * Executes a subscription for one event, as its caller.
 * Security: a caller who has lost access would otherwise continue to receive events. The credentials and the rule of the
 * root field are checked again for each event.
 * @throws the error that ends the subscription when the caller has lost access
 */
export const executeEvent = (
  services: Services,
  incoming: RequestInfo,
  subscription: Subscription,
  occurrence: Occurrence,
): Promise<ExecutionResult> => execute(new Context(services, incoming, false), subscription, occurrence);

/** An event, and the filter of the subscription that receives it. */
interface Occurrence {
  event: Change;
  filter: EventFilter;
}

/**
 * Executes a subscription once for several callers with the same rights. Returns undefined when the response depends on
 * the identity of the caller.
 */
export async function executeSharedEvent(
  services: Services,
  incoming: RequestInfo,
  subscription: Subscription,
  occurrence: Occurrence,
): Promise<ExecutionResult | undefined> {
  try {
    const result = await execute(new SharedContext(services, incoming, false), subscription, occurrence);
    return result.errors?.some((error) => causeOf(error) instanceof NotShareable) ? undefined : result;
  } catch (error) {
    if (causeOf(error) instanceof NotShareable) return undefined;
    throw error;
  }
}

/** Returns the original error that graphql-js has wrapped. */
export const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;

function execute(
  context: Context,
  subscription: Subscription,
  { event, filter }: Occurrence,
): Promise<ExecutionResult> {
  return inTransaction(context, async () => {
    const result = await executeOperation({ ...subscription, context, rootValue: event });
    const refusal = result.errors?.find(isOfRootField);
    if (refusal) throw refusal;
    return (await isSeen(context, event, filter)) ? result : UNSEEN;
  });
}

/** The result of an event about a project that the caller does not see: nobody is told of it. */
export const UNSEEN: ExecutionResult = {};

/**
 * Security: an event about a project that the caller does not see, or does not see any more, would reveal that it exists.
 * After a move, the project to which the task belongs now decides. A filter by a project that the caller does not see
 * matches nothing, even if the task was moved from there to one that the caller sees. Of a deleted project nobody knows any
 * more who belonged to it.
 */
async function isSeen(
  context: Context,
  { type, id, projectIds, isPrivate }: Change,
  filter: EventFilter,
): Promise<boolean> {
  const { projectSight = 'ALL', apiKey } = context.knownAccess ?? {};
  const projectId = projectIds.at(-1);
  if (projectSight === 'ALL' || projectId === undefined) return true;
  const isListed = apiKey?.projectIds?.includes(id) ?? true;
  if (type === 'DELETED' && projectId === id)
    return projectSight === 'LISTED' ? isListed : projectSight === 'ORGANIZATION' && !isPrivate && isListed;
  await context.beginAgain();
  const required = [...new Set([projectId, filter.projectId ?? projectId])];
  return (await findProjectsByIds(context.tenant, required)).length === required.length;
}

/** The resolver of the root field only returns the event, so an error there comes from the authorization rule. */
const isOfRootField = ({ path }: GraphQLError) => path?.length === 1;

/** Runs `work` and commits the context's transaction, or rolls it back on errors. */
async function inTransaction<Result>(
  context: Context,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  try {
    const result = await work(context);
    await context.transaction.commit();
    return result;
  } catch (error) {
    await context.transaction.rollback();
    throw error;
  }
}

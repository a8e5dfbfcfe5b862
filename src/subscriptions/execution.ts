import { createSourceEventStream, type ExecutionResult, getOperationAST, GraphQLError } from 'graphql';
import { Context, type Incoming, type Services } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { executeOperation } from '../graphql/executor.ts';
import { admit } from '../modules/plan/admission.ts';
import type { Change } from '../modules/event/change.ts';
import { findSubscriptionLimits } from '../modules/plan/queries.ts';
import { meterRequest } from '../modules/usage/request-meter.ts';
import type { SubscriptionCounts } from './counts.ts';
import type { Subscription } from './document.ts';
import { EventQueue } from './queue.ts';
import { NotShareable, SharedContext } from './shared-context.ts';

/** A subscription that hears. */
export interface Started {
  events: EventQueue<Change>;
  organizationId: string;
  /** To be called when it has ended: it no longer counts. */
  release: () => void;
}

/**
 * Counts the request and the subscription, asks the field's rule, and begins to hear.
 * @throws why the caller is refused
 */
export function startHearing(
  services: Services,
  incoming: Incoming,
  subscription: Subscription,
  counts: SubscriptionCounts,
): Promise<Started> {
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
): Promise<Started> {
  const events = await createSourceEventStream({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: context,
    hideSuggestions: !context.services.config.introspection,
  });
  if (!(events instanceof EventQueue)) {
    const [error] = 'errors' in events ? (events.errors ?? []) : [];
    if (!error) throw new TypeError('A subscription is not made by the hub.');
    // Variables that do not fit are found before there is a path.
    throw error.path ? error : badUserInput(error.message);
  }
  try {
    const { db, scope } = context;
    const caller = context.apiKeyId ?? context.viewer.id;
    const limits = await findSubscriptionLimits(db, scope);
    return { events, organizationId: scope.id, release: await counts.take(scope.id, caller, limits) };
  } catch (error) {
    events.end();
    throw error;
  }
}

const nameOf = ({ document, operationName }: Subscription) =>
  getOperationAST(document, operationName)?.name?.value;

/**
 * What a subscription answers to one event: read afresh, as the caller, and only after the rule was asked again.
 * @throws why the caller no longer is to hear anything
 */
export const answerEvent = (
  services: Services,
  incoming: Incoming,
  subscription: Subscription,
  event: Change,
): Promise<ExecutionResult> => answer(new Context(services, incoming, false), subscription, event);

/**
 * The same for several callers with the same rights, as one of them; undefined when the answer would depend on who
 * that is.
 */
export async function answerTogether(
  services: Services,
  incoming: Incoming,
  subscription: Subscription,
  event: Change,
): Promise<ExecutionResult | undefined> {
  try {
    const result = await answer(new SharedContext(services, incoming, false), subscription, event);
    return result.errors?.some((error) => causeOf(error) instanceof NotShareable) ? undefined : result;
  } catch (error) {
    if (causeOf(error) instanceof NotShareable) return undefined;
    throw error;
  }
}

/** What was thrown, where graphql wraps it. */
export const causeOf = (error: unknown): unknown =>
  error instanceof GraphQLError && error.originalError ? causeOf(error.originalError) : error;

function answer(context: Context, subscription: Subscription, event: Change): Promise<ExecutionResult> {
  return inTransaction(context, async () => {
    const result = await executeOperation({ ...subscription, context, rootValue: event });
    const refusal = result.errors?.find(isOfRootField);
    if (refusal) throw refusal;
    return result;
  });
}

/** The root field only hands its event on: what fails is its rule. */
const isOfRootField = ({ path }: GraphQLError) => path?.length === 1;

/** Works in a context of its own, and commits. */
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

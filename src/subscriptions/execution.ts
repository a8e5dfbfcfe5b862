import { createSourceEventStream, type ExecutionResult, type GraphQLError } from 'graphql';
import { Context, type Incoming, type Services } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { executeOperation } from '../graphql/executor.ts';
import type { Subscription } from './document.ts';
import { EventQueue } from './queue.ts';

/**
 * Asks the field's rule, and begins to hear.
 * @throws why the caller is refused
 */
export function startHearing(
  services: Services,
  incoming: Incoming,
  subscription: Subscription,
): Promise<EventQueue<unknown>> {
  const { schema, document, operationName, variables } = subscription;
  return inTransaction(services, incoming, async (contextValue) => {
    const source = await createSourceEventStream({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue,
      hideSuggestions: !services.config.introspection,
    });
    if (source instanceof EventQueue) return source;
    const [error] = 'errors' in source ? (source.errors ?? []) : [];
    if (!error) throw new TypeError('A subscription is not made by the hub.');
    // Variables that do not fit are found before there is a path.
    throw error.path ? error : badUserInput(error.message);
  });
}

/**
 * What the subscription answers to one event: read afresh, as the caller, and only after the rule was asked again.
 * @throws why the caller no longer is to hear anything
 */
export function answerEvent(
  services: Services,
  incoming: Incoming,
  subscription: Subscription,
  rootValue: unknown,
): Promise<ExecutionResult> {
  return inTransaction(services, incoming, async (context) => {
    const result = await executeOperation({ ...subscription, context, rootValue });
    const refusal = result.errors?.find(isOfRootField);
    if (refusal) throw refusal;
    return result;
  });
}

/** The root field only hands its event on: what fails is its rule. */
const isOfRootField = ({ path }: GraphQLError) => path?.length === 1;

/** Works in a context of its own, and commits. */
async function inTransaction<Result>(
  services: Services,
  incoming: Incoming,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const context = new Context(services, incoming, false);
  try {
    const result = await work(context);
    await context.transaction.commit();
    return result;
  } catch (error) {
    await context.transaction.rollback();
    throw error;
  }
}

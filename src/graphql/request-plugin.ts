import type { ApolloServerPlugin, GraphQLResponse } from '@apollo/server';
import { HeaderMap } from '@apollo/server';
import type {
  DocumentNode,
  ExecutionResult,
  GraphQLFormattedError,
  GraphQLSchema,
  OperationDefinitionNode,
} from 'graphql';
import type { Config } from '../config.ts';
import { Context, type Incoming, type Services } from '../context.ts';
import { badUserInput, publicError } from '../errors.ts';
import { costExceeded, operationCost } from './cost.ts';
import { executeOperation, type Operation } from './executor.ts';

const DEEPEST_VARIABLE = 30;

/** The end of each request's path: cost, execution in the tenant's transaction, commit, and only then the answer. */
export function requestPlugin(services: Services): ApolloServerPlugin<Incoming> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        const variables = request.variables ?? {};
        if (operation?.operation === 'subscription') throw refused('Subscribe over a WebSocket.');
        requireAffordable(services.config, { schema, document, operation, variables });
      },
      responseForOperation: async ({ schema, document, operation, operationName, request, contextValue }) => {
        if (!operation) return null;
        const context = new Context(services, contextValue, operation.operation === 'mutation');
        const result = await runInTransaction({
          schema,
          document,
          operationName: operationName ?? undefined,
          variables: request.variables ?? {},
          context,
        });
        return toResponse(result, contextValue);
      },
    }),
  };
}

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode | undefined;
  variables: Record<string, unknown>;
}

/** @throws BAD_USER_INPUT for variables that nest too deep, OPERATION_TOO_COMPLEX for what costs too much */
export function requireAffordable({ costLimit }: Config, asked: Asked): void {
  const { schema, document, operation, variables } = asked;
  if (isDeeperThan(DEEPEST_VARIABLE, variables))
    throw refused(`Variables nest at most ${DEEPEST_VARIABLE} levels deep.`);
  if (!operation) return;
  const cost = operationCost(schema, document, operation, variables);
  if (cost > costLimit) throw costExceeded(cost, costLimit);
}

/** Executes and commits. The idempotency record of a mutation belongs just before the commit, with its answer. */
async function runInTransaction(operation: Operation): Promise<ExecutionResult> {
  const { transaction } = operation.context;
  try {
    const result = await executeOperation(operation);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    return { data: null, errors: [error as never] };
  }
}

/** Executed operations answer 200; those whose variables do not fit were never executed and answer 400. */
function toResponse(result: ExecutionResult, { requestId, logger }: Incoming): GraphQLResponse {
  const executed = result.data !== undefined;
  const errors = result.errors?.map((error): GraphQLFormattedError => {
    const formatted = publicError(error, requestId, logger);
    return executed
      ? formatted
      : { ...formatted, extensions: { ...formatted.extensions, code: 'BAD_USER_INPUT' } };
  });
  const { data } = result;
  const waits = (errors ?? []).map(({ extensions }) => Number(extensions?.['retryAfterSeconds'] ?? 0));
  const wait = Math.max(0, ...waits);
  const headers = new HeaderMap(wait > 0 ? [['retry-after', String(wait)]] : []);
  return {
    http: { status: executed ? 200 : 400, headers },
    body: { kind: 'single', singleResult: { ...(errors && { errors }), ...(executed && { data }) } },
  };
}

/** BAD_USER_INPUT before anything was executed: HTTP 400. */
function refused(message: string): Error {
  const error = badUserInput(message);
  return Object.assign(error, { extensions: { ...error.extensions, http: { status: 400 } } });
}

function isDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

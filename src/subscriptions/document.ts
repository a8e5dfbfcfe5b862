import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { badUserInput } from '../errors.ts';
import { checkCost } from '../graphql/cost-limit.ts';
import { fragmentsByName } from '../graphql/definitions.ts';
import { refuseImpersonated } from '../graphql/impersonation.ts';
import { limitsRule, MAX_TOKENS } from '../graphql/limits.ts';
import { noIntrospectionRule } from '../graphql/introspection.ts';
import { literalPlacesRule } from '../graphql/literal-places.ts';
import type { FindOperation } from '../modules/client/persisted-operations.ts';
import { refusal } from '../util/error-codes.ts';
import { isShareable, operationKey } from './sharing.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Services } from '../core/services.ts';

/** A subscription with a valid document that has not been started yet. */
export interface Subscription {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  /** The same for two subscriptions with the same query, operation name and variables. */
  key: string;
  /** Whether the response is the same for all callers with the same rights. */
  isShareable: boolean;
  /** Call this when the subscription has started. */
  onStarted: () => void;
}

/** A valid document. */
type ValidDocument = Pick<Subscription, 'document' | 'isShareable'>;

/** A subscription as a client sends it, over a WebSocket or HTTP. Clients may send the id of a registered operation instead of the query. */
export interface SubscriptionRequest {
  query?: string | null | undefined;
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
  extensions?: Record<string, unknown> | null | undefined;
  documentId?: unknown;
}

/** A document takes up to about 170 times as many bytes as its text has characters. */
const MAX_CACHED_CHARACTERS = 300_000;

/**
 * Creates a function that reads subscriptions, within the same limits as over HTTP. It caches valid documents: when
 * another process ends, all its clients reconnect at once and send the same documents.
 */
export function createReader(services: Services, schema: GraphQLSchema, findOperation: FindOperation) {
  const { config } = services;
  const rules = [
    literalPlacesRule,
    limitsRule(),
    ...specifiedRules,
    ...(config.introspection ? [] : [noIntrospectionRule]),
  ];
  const known = new LRUCache<string, ValidDocument>({
    maxSize: MAX_CACHED_CHARACTERS,
    sizeCalculation: (_known, query) => query.length + 1,
  });

  function readDocument(query: string): ValidDocument | readonly GraphQLError[] {
    const cached = known.get(query);
    if (cached) return cached;
    const document = parseDocument(query);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(schema, document, rules, { hideSuggestions: !config.introspection });
    if (errors.length > 0) return errors;
    if (hasConditionalRoot(document))
      return [new GraphQLError('The root field of a subscription cannot have @skip or @include.')];
    const valid = { document, isShareable: isShareable(schema, document) };
    known.set(query, valid);
    return valid;
  }

  /** Returns the subscription, or the errors for which it is rejected. */
  return async (
    incoming: RequestInfo,
    { query: sent, operationName, variables, extensions, documentId }: SubscriptionRequest,
  ): Promise<Subscription | readonly GraphQLError[]> => {
    try {
      // graphql-ws requires a query. Clients send an empty one with an id or a hash.
      const found = await findOperation(incoming, { query: sent || undefined, documentId, extensions });
      const query = String(found.query ?? '');
      const known = readDocument(query);
      if ('length' in known) return known;
      const { document, isShareable } = known;
      const operation = getOperationAST(document, operationName || undefined);
      if (!operation)
        return [
          refusal('The document has no operation with this name.', { code: 'OPERATION_RESOLUTION_FAILURE' }),
        ];
      if (operation.operation !== 'subscription')
        return [
          badUserInput('Only subscriptions are supported here. Send this operation to /graphql over HTTP.'),
        ];
      refuseImpersonated(incoming, schema, document);
      const values = variables ?? {};
      const { registered } = found;
      const asked = { schema, document, operation, variables: values, registered, showsCost: false };
      await checkCost(services, incoming, asked);
      found.onValid();
      const name = operationName || undefined;
      const key = operationKey(query, name, values);
      return {
        schema,
        document,
        operationName: name,
        variables: values,
        key,
        isShareable,
        onStarted: found.onExecuted,
      };
    } catch (error) {
      return [toGraphQLError(error)];
    }
  };
}

/** Returns whether @skip or @include apply to the root field: without it there is nothing to subscribe to. */
function hasConditionalRoot(document: DocumentNode): boolean {
  const fragments = fragmentsByName(document);
  const isConditional = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.directives?.some(({ name }) => /^(skip|include)$/.test(name.value))) return true;
      if (selection.kind === Kind.FIELD) return false;
      const inner =
        selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value)!;
      return isConditional(inner.selectionSet);
    });
  return document.definitions.some(
    (each) =>
      each.kind === Kind.OPERATION_DEFINITION &&
      each.operation === OperationTypeNode.SUBSCRIPTION &&
      isConditional(each.selectionSet),
  );
}

function parseDocument(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return refusal((error as GraphQLError).message, { code: 'GRAPHQL_PARSE_FAILED' });
  }
}

export const toGraphQLError = (error: unknown) =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });

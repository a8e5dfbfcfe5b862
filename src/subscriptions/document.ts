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
import type { SubscribePayload } from 'graphql-ws';
import { LRUCache } from 'lru-cache';
import type { Incoming, Services } from '../context.ts';
import { badUserInput } from '../errors.ts';
import { requireAffordable } from '../graphql/cost-limit.ts';
import { fragmentsByName, limitsRule, MOST_TOKENS } from '../graphql/limits.ts';
import { noIntrospectionRule } from '../graphql/introspection.ts';
import { literalPlacesRule } from '../graphql/literal-places.ts';
import type { FindOperation } from '../graphql/persisted.ts';
import { refusal } from '../refusal.ts';
import { isShareable, operationKey } from './sharing.ts';

/** A subscription that may be started, as far as its document and variables go. */
export interface Subscription {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  /** The same for two subscriptions that ask the same. */
  key: string;
  /** Whether the answer is the same for all callers with the same rights. */
  isShareable: boolean;
  /** To be called once it has started. */
  onStarted: () => void;
}

/** A valid document. */
type Known = Pick<Subscription, 'document' | 'isShareable'>;

/** A client may name a subscription in place of sending it. */
type Sent = SubscribePayload & { documentId?: unknown };

const MOST_REMEMBERED_CHARACTERS = 5_000_000;

/**
 * Reads what clients want to subscribe to, within the limits that hold over HTTP. When a process ends, its clients
 * come to the others with the same documents at once: valid ones are remembered.
 */
export function createReader(services: Services, schema: GraphQLSchema, findOperation: FindOperation) {
  const { config } = services;
  const rules = [
    literalPlacesRule,
    limitsRule(),
    ...specifiedRules,
    ...(config.introspection ? [] : [noIntrospectionRule]),
  ];
  const known = new LRUCache<string, Known>({
    maxSize: MOST_REMEMBERED_CHARACTERS,
    sizeCalculation: (_known, query) => query.length + 1,
  });

  function readDocument(query: string): Known | readonly GraphQLError[] {
    const remembered = known.get(query);
    if (remembered) return remembered;
    const document = parseDocument(query);
    if (document instanceof GraphQLError) return [document];
    const faults = validate(schema, document, rules, { hideSuggestions: !config.introspection });
    if (faults.length > 0) return faults;
    if (mayBeEmpty(document)) return [new GraphQLError('The field of a subscription cannot be left out.')];
    const valid = { document, isShareable: isShareable(schema, document) };
    known.set(query, valid);
    return valid;
  }

  /** The subscription, or why it is refused. */
  return async (
    incoming: Incoming,
    { query: sent, operationName, variables, extensions, documentId }: Sent,
  ): Promise<Subscription | readonly GraphQLError[]> => {
    try {
      // A message has a query, if an empty one where something else names the operation.
      const found = await findOperation(incoming, { query: sent || undefined, documentId, extensions });
      const query = String(found.query ?? '');
      const known = readDocument(query);
      if ('length' in known) return known;
      const { document, isShareable } = known;
      const operation = getOperationAST(document, operationName || undefined);
      if (!operation)
        return [refusal('No operation has this name.', { code: 'OPERATION_RESOLUTION_FAILURE' })];
      if (operation.operation !== 'subscription')
        return [badUserInput('Only subscriptions go over a WebSocket: send this over HTTP.')];
      const values = variables ?? {};
      const { registered } = found;
      const asked = { schema, document, operation, variables: values, registered, showsCost: false };
      await requireAffordable(services, incoming, asked);
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

/** Whether @skip or @include decide about the root field: without one there is nothing to subscribe to. */
function mayBeEmpty(document: DocumentNode): boolean {
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
    return parse(query, { maxTokens: MOST_TOKENS });
  } catch (error) {
    return refusal((error as GraphQLError).message, { code: 'GRAPHQL_PARSE_FAILED' });
  }
}

export const toGraphQLError = (error: unknown) =>
  error instanceof GraphQLError ? error : new GraphQLError('', { originalError: error as Error });

import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Context } from '../core/context.ts';
import type { PlannedRead } from './plan/planned-read.ts';
import type { Lookup } from './validated/lookup.ts';

/** A validated operation and all that its execution needs. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | undefined;
  variables: Record<string, unknown>;
  context: Context;
  /** The event of a subscription, from which the root field is resolved. */
  rootValue?: unknown;
  /** The cost of the operation; undefined when it is unknown. */
  cost?: number | undefined;
  /** Set if one statement answers the operation. */
  read?: PlannedRead | undefined;
  /** Set if the response may be kept. */
  lookup?: Lookup | undefined;
  /** Set if no resolvers answered it, but one statement or a kept response. */
  answeredBy?: 'statement' | 'kept response' | undefined;
  /** Whether the resolvers are timed. */
  traced?: boolean;
}

import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Context } from '../core/context.ts';
import type { PlannedRead } from './plan/planned-read.ts';
import type { Replica } from '../database/replica.ts';
import type { Lookup } from './validated/lookup.ts';

/** The server that executes a query. docs/operations.md describes the reasons. */
export type Target =
  | { target: 'replica'; reason: 'current' }
  | {
      target: 'primary';
      reason:
        | 'kept'
        | 'no_organization'
        | 'no_token'
        | 'down'
        | 'behind'
        | 'refused'
        | 'held'
        | 'changed'
        | 'failed';
    };

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
  /** The replica that shall execute the query, until it is asked, and the position that it must have replayed. */
  replica?: { server: Replica; position: number } | undefined;
  /** The last position that the caller had seen when the query arrived; undefined without replicas. */
  seen?: number;
  /** The server that executes a query, and why; undefined without replicas. */
  target?: Target;
  /** Set if no resolvers answered it, but one statement or a kept response. */
  answeredBy?: 'statement' | 'kept response' | undefined;
  /** Whether the resolvers are timed. */
  traced?: boolean;
}

import type { ApolloCache, OperationVariables, TypedDocumentNode } from '@apollo/client';
import type { Provides } from './entries.ts';

/** A kind of change that can wait for the connection. */
export interface Write<Data extends object, Variables extends OperationVariables> {
  /** Waiting changes are stored with it: never give it another meaning. */
  name: string;
  mutation: TypedDocumentNode<Data, Variables>;
  /** Changes what the response does not change by itself. It also runs with the expected data. */
  update?(cache: ApolloCache, data: Data, variables: Variables): void;
  /** Returns the task as each field of the mutation has created or left it. */
  tasksOf?(data: Data): readonly (VersionedTask | null | undefined)[];
}

export interface VersionedTask {
  id: string;
  version: number;
}

export type AnyWrite = Write<object, OperationVariables>;

/** One change. */
export interface Change<Data extends object, Variables extends OperationVariables> {
  /** For people, for example `Move “Paint” to “Done”`. */
  what: string;
  variables: Variables;
  /** What the server will probably return. It is shown until the server has answered. */
  expected: Data;
  provides?: Provides;
}

/** The change does not depend on it: a fault is only reported. */
export function updateCache(
  { update }: AnyWrite,
  cache: ApolloCache,
  data: object,
  variables: OperationVariables,
): void {
  try {
    update?.(cache, data, variables);
  } catch (fault) {
    reportError(fault);
  }
}

import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { Access } from '../authorization/access.ts';
import type { Incoming } from '../context.ts';
import { shareableFields } from './shareable-fields.ts';

/** Whether every field that the document selects is the same for all callers with the same rights. */
export function isShareable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let shareable = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: ({ name: { value: name } }) => {
        const parent = types.getParentType()?.name;
        if (name !== '__typename' && !shareableFields.has(`${parent}.${name}`)) shareable = false;
      },
    }),
  );
  return shareable;
}

/** The same for two subscriptions with the same text, operation and variables. */
export function operationKey(query: string, operationName: string | undefined, variables: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([query, operationName, variables]))
    .digest('base64');
}

/** The same for two connections with the same credentials in the same organization. */
export const callerKey = ({ claims, apiKeyHash, organizationHeader }: Incoming): string =>
  JSON.stringify([claims?.sub, claims?.sid, claims?.org, apiKeyHash?.toString('hex'), organizationHeader]);

/**
 * The same for two callers whom the rules treat alike: all that is known of a caller but who it is. What is added to
 * `Access` is part of it by itself.
 */
export function rightsKey({ viewer, sessionId: _session, apiKey, ...rights }: Access): string {
  const kind = apiKey ? apiKey.scopes.toSorted() : viewer !== undefined;
  return JSON.stringify([kind, Object.entries(rights).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** The user or the API key that credentials are of; undefined without valid ones. */
export const callerOf = ({ claims, apiKeyHash }: Incoming): string | undefined =>
  claims?.sub ?? apiKeyHash?.toString('hex');

import { createHash } from 'node:crypto';
import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { sortedEntries } from '../util/sorted-entries.ts';
import { shareableFields } from '../generated/features.ts';
import type { CallerAccess } from '../core/access.ts';
import type { RequestInfo } from '../core/request.ts';
import type { Sights } from './sights.ts';

/**
 * Returns whether every field of the document is the same for all callers with the same rights.
 *
 * Security: if the value of a shared field depended on the viewer, one member would see the data of another. Only fields
 * that their module declares shareable are shared, and a test reads each of these as different members and compares.
 */
export function isShareable(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let shareable = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.FIELD]: ({ name: { value: name } }) => {
        const parent = types.getParentType()?.name;
        if (name !== '__typename' && !isDeclared(`${parent}.${name}`)) shareable = false;
      },
    }),
  );
  return shareable;
}

const isDeclared = (field: string) => commonFields.has(field) || Object.hasOwn(shareableFields, field);

/** Shareable fields that belong to no module. */
const commonFields = new Set(
  ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'].map((field) => `PageInfo.${field}`),
);

/** Returns a key that is the same for the same query, operation name and variables. */
export function operationKey(query: string, operationName: string | undefined, variables: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([query, operationName, variables]))
    .digest('base64');
}

/** Returns a key that is the same for connections with the same credentials and organization. */
export const callerKey = ({ claims, apiKeyHash, organizationHeader }: RequestInfo): string =>
  JSON.stringify([
    claims?.sub,
    claims?.sid,
    claims?.org,
    claims?.act?.sub,
    apiKeyHash?.toString('hex'),
    organizationHeader,
  ]);

/**
 * Returns a key that is the same for callers with the same rights: everything in `CallerAccess` but the identity. It
 * includes fields that are added to `CallerAccess` later. Of callers who do not see all projects, those share a key who were
 * given the same ones. Guests share none, because which members a guest sees depends on more.
 */
export function rightsKey(
  { viewer, sessionId: _session, apiKey, sightOf, ...rights }: CallerAccess,
  sights: Sights = new Map(),
): string {
  const kind = apiKey ? limitsOf(apiKey) : viewer !== undefined;
  const sight = sightOf && (sights.get(sightOf) ?? sightOf);
  return JSON.stringify([kind, sight, sortedEntries(rights as Record<string, unknown>)]);
}

/** Everything of an API key but its identity, which may list the same in another order. */
const limitsOf = ({
  id: _id,
  organizationId: _organization,
  ...limits
}: NonNullable<CallerAccess['apiKey']>) =>
  sortedEntries<readonly string[] | undefined>(limits).map(([name, values]) => [name, values?.toSorted()]);

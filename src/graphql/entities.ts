import type { GraphQLSchema } from 'graphql';
import { refusePermission } from '../authorization/access.ts';
import { hasPermission } from '../authorization/permission-checks.ts';
import type { Context } from '../core/context.ts';
import { isId } from '../database/ids.ts';
import { badUserInput } from '../errors.ts';
import type { ObjectLookup } from './schema-module.ts';
import type { CallerAccess } from '../core/access.ts';

const refuseOutsiders = (access: CallerAccess) => refusePermission(access, 'organization.see');

/**
 * Creates a resolver that finds an entity by a reference from another subgraph.
 *
 * Security: `_entities` is a root field without an authorization rule and could return any entity to any caller. This
 * resolver therefore checks the caller, and row-level security applies as in any query.
 */
const resolveReference =
  ({ loader, permission, key = 'id', isName, refuse = refuseOutsiders }: ObjectLookup) =>
  async (sent: Record<string, unknown>, context: Context) => {
    const refusal = refuse(await context.access());
    if (refusal) throw refusal;
    if (permission && !hasPermission(context, permission)) return null;
    const value = String(sent[key]);
    const isUuid = key === 'id' && isId(value);
    if (key === 'id' && !isUuid && !isName?.(value)) return null;
    return (await context.load(loader, isUuid ? value.toLowerCase() : value)) ?? null;
  };

/** Returns the reference resolvers of the entities. */
export const references = (entities: Record<string, ObjectLookup>) =>
  Object.fromEntries(
    Object.entries(entities).map(([type, entity]) => [
      type,
      { __resolveReference: resolveReference(entity) },
    ]),
  );

/**
 * Wraps `_entities` in place so that it rejects unknown types as a client error. @apollo/subgraph would report an
 * internal server error.
 */
export function refuseUnknownEntities(schema: GraphQLSchema, entities: object): void {
  const field = schema.getQueryType()!.getFields()['_entities']!;
  const resolve = field.resolve!;
  field.resolve = (parent, args, context, info) => {
    for (const { __typename } of args['representations']) {
      if (!Object.hasOwn(entities, String(__typename)))
        throw badUserInput('Unknown entity type in `representations`.');
    }
    return resolve(parent, args, context, info);
  };
}

import { buildSubgraphSchema } from '@apollo/subgraph';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { protect } from '../authorization/rules.ts';
import type { Config } from '../config.ts';
import { modules } from '../modules/index.ts';
import { noteShownOnce } from './idempotency.ts';
import { isConnection } from './limits.ts';
import { requirePayloads } from './payload.ts';
import { references, refuseUnknownEntities } from './references.ts';
import { BigInt, DateTime, JSON, JSONObject } from './scalars.ts';
import { publicTypes, subgraphTypes } from './type-definitions.ts';

type SubgraphModules = Extract<Parameters<typeof buildSubgraphSchema>[0], unknown[]>;

/** The guarded schema: as a subgraph with `_service` and `_entities` under `federation`, else the public API alone. */
export function createSchema({
  federation,
  introspection,
}: Pick<Config, 'federation' | 'introspection'>): GraphQLSchema {
  const resolvers = [{ BigInt, DateTime, JSON, JSONObject }, ...modules.map((module) => module.resolvers)];
  const schema = federation
    ? buildSubgraphSchema([
        { typeDefs: subgraphTypes() },
        ...[...resolvers, references].map((each) => ({ typeDefs: nothing, resolvers: each })),
      ] as SubgraphModules)
    : makeExecutableSchema({ typeDefs: publicTypes(), resolvers });
  if (federation) refuseUnknownEntities(schema);
  // It tells what introspection does.
  if (federation && !introspection) delete schema.getQueryType()!.getFields()['_service'];
  requirePayloads(schema, resolvers);
  computeWhenAsked(schema);
  noteShownOnce(schema);
  protect(schema);
  return schema;
}

/** buildSubgraphSchema takes types and resolvers in pairs. */
const nothing = { kind: 'Document', definitions: [] };

/**
 * Gives the fields of connections and of `PageInfo` resolvers, in place: what a page computes only when it is asked is a function or a
 * getter, and the code of a compiled operation reads plain properties.
 */
function computeWhenAsked(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !(isConnection(type) || type.name === 'PageInfo')) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve ??= (page) => {
        const value = page[field.name];
        return typeof value === 'function' ? value() : value;
      };
  }
}

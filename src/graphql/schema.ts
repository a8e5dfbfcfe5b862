import { buildSubgraphSchema } from '@apollo/subgraph';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { protect } from '../authorization/rules.ts';
import { modules } from '../modules/index.ts';
import { requirePayloads } from './payload.ts';
import { DateTime } from './scalars.ts';
import { publicTypes, subgraphTypes } from './type-definitions.ts';

/** The guarded schema: as a subgraph with `_service` and `_entities` under `federation`, else the public API alone. */
export function createSchema(federation: boolean): GraphQLSchema {
  const resolvers = [{ DateTime }, ...modules.map((module) => module.resolvers)];
  const schema = federation
    ? buildSubgraphSchema([
        { typeDefs: subgraphTypes() },
        ...resolvers.map((each) => ({ typeDefs: emptyDocument, resolvers: each as SubgraphResolvers })),
      ])
    : makeExecutableSchema({ typeDefs: publicTypes(), resolvers });
  requirePayloads(schema);
  protect(schema);
  return schema;
}

type SubgraphResolvers = NonNullable<Exclude<Parameters<typeof buildSubgraphSchema>[0], unknown[] | { kind: unknown }>['resolvers']>;
const emptyDocument = { kind: 'Document', definitions: [] } as never;

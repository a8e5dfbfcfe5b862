import type { Context } from '../../context.ts';
import { systemDb, transact } from '../../database/system.ts';
import type { ClientVersionStatus, Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { publicSchema } from '../../graphql/type-definitions.ts';
import { changeClientStatus, registerOperations } from './actions.ts';
import { clientVersionInput, registerOperationsInput } from './input.ts';
import { readManifest } from './manifest.ts';
import { type ClientName, listClientVersions } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    clientVersions: (_parent, args, { services }) => listClientVersions(systemDb(services), args),
  },
  ClientVersion: {
    name: ({ clientName }) => clientName,
    version: ({ clientVersion }) => clientVersion,
    operations: ({ id }, args, { loaders }) => loaders.operationsOfClientVersion(args).load(id),
  },
  Mutation: {
    registerOperations: payload(registerOperationsInput, async (context, { manifest, ...client }) => {
      const { config, operations } = context.services;
      const checked = await readManifest(publicSchema(), manifest, config.costLimits.registered);
      const clientVersion = await transact(context, (db) =>
        registerOperations(db, client, checked, context.viewer.id),
      );
      operations.forget();
      return { clientVersion };
    }),
    activateClientVersion: payload(clientVersionInput, (context, client) =>
      settle(context, client, 'ACTIVE'),
    ),
    retireClientVersion: payload(clientVersionInput, (context, client) => settle(context, client, 'RETIRED')),
  },
};

async function settle(context: Context, client: ClientName, status: ClientVersionStatus) {
  const clientVersion = await transact(context, (db) => changeClientStatus(db, client, status));
  context.services.operations.forget();
  return { clientVersion };
}

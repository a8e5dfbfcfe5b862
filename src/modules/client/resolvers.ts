import type { Context } from '../../core/context.ts';
import { type SystemDb, systemDb, transact } from '../../database/system.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { publicSchema } from '../../graphql/type-definitions.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { type ClientVersionWrite, changeClientStatus, registerOperations } from './actions.ts';
import { clientVersionInput, registerOperationsInput } from './input.ts';
import { readManifest } from './manifest.ts';
import { type ClientName, listClientVersions } from './queries.ts';
import { operationsOfClientVersion } from './loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    clientVersions: (_parent, args, context) => listClientVersions(systemDb(context), args),
  },
  ClientVersion: {
    name: ({ clientName }) => clientName,
    version: ({ clientVersion }) => clientVersion,
    operations: ({ id }, args, context) => context.load(operationsOfClientVersion, id, args),
  },
  Mutation: {
    registerOperations: payload(registerOperationsInput, async (context, { manifest, ...client }) => {
      const { costLimits } = context.services.config;
      const operations = await readManifest(publicSchema(), manifest, costLimits.registered);
      return change(context, client, 'registered', (db) =>
        registerOperations(db, client, operations, context.viewer.id),
      );
    }),
    activateClientVersion: payload(clientVersionInput, (context, client) =>
      change(context, client, 'activated', (db) => changeClientStatus(db, client, 'ACTIVE')),
    ),
    retireClientVersion: payload(clientVersionInput, (context, client) =>
      change(context, client, 'retired', (db) => changeClientStatus(db, client, 'RETIRED')),
    ),
  },
};

/** Records the administrator's change and applies it in this process at once. */
async function change(
  context: Context,
  client: ClientName,
  action: string,
  work: (db: SystemDb) => Promise<ClientVersionWrite>,
) {
  const { request, services, viewer } = context;
  const clientVersion = await transact(context, async (db) => {
    const written = await work(db);
    const event = { userId: viewer.id, action: `client_version.${action}`, details: client };
    if (written.changed) await insertAccountEvent(db, event, request);
    return written.clientVersion;
  });
  services.operations.forget();
  return { clientVersion };
}

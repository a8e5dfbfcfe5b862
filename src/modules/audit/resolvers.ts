import type { Resolvers } from '../../generated/graphql.ts';
import { auditEventExport } from './export.ts';
import { listAuditEvents } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    auditEvents: (_parent, args, { db, scope }) => listAuditEvents(db, scope, args),
    auditEventExport: (_parent, args, context) => auditEventExport(context, args),
  },
  AuditEvent: {
    actor: ({ actorId }, _args, { loaders }) => (actorId ? loaders.userById.load(actorId) : null),
  },
};

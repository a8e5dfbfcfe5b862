import type { Resolvers } from '../../generated/graphql.ts';
import { auditEventExport } from './export.ts';
import { listAuditEvents } from './queries.ts';
import { userById } from '../user/loaders.ts';

export const resolvers: Resolvers = {
  Query: {
    auditEvents: (_parent, args, { tenant }) => listAuditEvents(tenant, args),
    auditEventExport: (_parent, args, context) => auditEventExport(context, args),
  },
  AuditEvent: {
    actor: ({ actorId }, _args, context) => (actorId ? context.load(userById, actorId) : null),
  },
};

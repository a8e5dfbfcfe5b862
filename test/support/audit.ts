import { createOwner } from '../fixtures/owner.ts';
import { type Account, type Client } from './client.ts';
import { type Variables } from './operations.ts';

export const EVENTS = `query ($filter: AuditEventFilter, $orderBy: AuditEventOrder, $first: Int, $after: String, $last: Int, $before: String) {
  auditEvents(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    nodes { id action actorId actor { id } apiKeyId targetType targetId before after ipAddress userAgent requestId createdAt } } }`;

export const ADDRESS = '192.0.2.7';

/** An owner whose requests are told apart by address, program and id. */
export async function registerOwner(anonymous: Client): Promise<Account> {
  return marked(await createOwner(anonymous, 'PRO'));
}

export const marked = (account: Account): Account => ({
  ...account,
  client: account.client
    .in(account.organizationId)
    .with({ 'x-forwarded-for': ADDRESS, 'user-agent': 'audit log test' }),
});

export async function events(client: Client, variables: Variables<typeof EVENTS> = {}) {
  return (await client.ask(EVENTS, variables)).auditEvents.nodes;
}

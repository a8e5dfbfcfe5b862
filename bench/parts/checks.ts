import { type Bench, log } from '../bench.ts';
import { query } from '../database.ts';
import { canonical, readBody, readNames } from '../operations.ts';
import type { Server } from '../server.ts';

/** Throws if the servers return different results for an operation. */
export async function requireSameResponses(bench: Bench, servers: Server[]): Promise<void> {
  for (const operation of readNames) {
    for (const { headers } of bench.callers) {
      const responses = await Promise.all(
        servers.map(async (server) =>
          canonical(JSON.parse(await server.send(readBody(server.dialect, operation), headers))),
        ),
      );
      const [own] = responses;
      const other = responses.findIndex((response) => response !== own);
      if (other > 0 || own!.includes('"errors"'))
        throw new Error(
          `${operation} differs:\npolity: ${own!.slice(0, 500)}\n${servers[other]?.name}: ${responses[other]?.slice(0, 500)}`,
        );
    }
    log(`${operation}: the same responses`);
  }
}

/**
 * Throws if a server returns an organization's data to a member of another one, or anything to a caller whose session is
 * revoked.
 */
export async function requireNoData(bench: Bench, servers: Server[]): Promise<void> {
  const [member, outsider] = bench.strangers;
  const { rows } = await query(
    bench.database.unguardedUrl,
    `insert into sessions (user_id, organization_id, expires_at, revoked_at)
     values ($1, $2, now() + interval '1 day', now()) returning id`,
    [member.userId, member.organizationId],
  );
  const callers = [
    { name: 'an outsider', userId: outsider.userId, sessionId: outsider.sessionId, reads: ['board', 'list'] },
    { name: 'a revoked session', userId: member.userId, sessionId: rows[0].id, reads: readNames },
  ] as const;
  for (const { name, userId, sessionId, reads } of callers) {
    const { token } = await bench.tokens.sign(userId, sessionId, member.organizationId);
    for (const server of servers) {
      for (const operation of reads) {
        const body = readBody(server.dialect, operation);
        const { text } = await server.ask(body, { authorization: `Bearer ${token}` });
        if (hasText(JSON.parse(text).data))
          throw new Error(`${server.name} returned data of ${operation} to ${name}: ${text.slice(0, 500)}`);
      }
    }
    log(`${name}: no data`);
  }
}

const hasText = (value: unknown): boolean =>
  typeof value === 'string' || (value instanceof Object && Object.values(value).some(hasText));

// A platform administrator acts as a user in a session of its own. What makes that harmless is in four places:
// - graphql/impersonation.ts refuses every field that is not declared available.
// - app.begin_request finds the session only for the administrator that the token names, and only in its organization. A
//   read-only session has read-only transactions.
// - Triggers end it with the administrator's own session, status and authority, and when the user becomes one.
// - audit_events takes the administrator's id from the transaction, whatever writes to it.

import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { systemDb, transact } from '../../database/system.ts';
import { unauthenticated, userError } from '../../errors.ts';
import { enqueueAccountJob } from '../../jobs/enqueue.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import { insertAuditEvent } from '../audit/record.ts';
import { findSessionsByIds } from '../session/lists.ts';
import type { startImpersonationInput } from './input.ts';
import { impersonationMailJob } from './jobs.ts';
import {
  endSessionsOf,
  insertImpersonation,
  keepOrganization,
  lockAdministrator,
  lockOwnSession,
  lockTarget,
} from './queries.ts';

/** Starts the session, and ends an earlier one of the administrator. It has no refresh token. */
export async function startImpersonation(
  context: Context,
  { userId, organizationId, reason, allowsWrites }: z.output<typeof startImpersonationInput>,
) {
  const { request, viewer, sessionId, services } = context;
  const session = await transact(context, async (db) => {
    await keepOrganization(db, organizationId);
    if (!(await lockAdministrator(db, viewer.id))) throw unauthenticated();
    if (!(await lockTarget(db, userId, organizationId)))
      throw userError(
        'NOT_FOUND',
        'No active member of this organization who is no platform administrator.',
        'userId',
      );
    // Before the sessions that end with it, as a sign-out locks them.
    const own = await lockOwnSession(db, sessionId);
    if (!own) throw unauthenticated();
    await endSessionsOf(db, viewer.id);
    const { id, expiresAt: ends } = await insertImpersonation(db, {
      userId,
      organizationId,
      impersonatorId: viewer.id,
      own,
      writes: allowsWrites,
      seconds: services.config.tokens.accessTokenTtl,
    });
    const started = { id, ends: new Date(ends).toISOString() };
    const details = { reason, allowsWrites, organizationId, expiresAt: started.ends };
    const event = {
      userId,
      sessionId: started.id,
      actorId: viewer.id,
      action: 'impersonation.started',
      details,
    };
    await insertAccountEvent(db, event, request);
    await insertAuditEvent(
      db,
      organizationId,
      { action: 'impersonation.started', targetType: 'User', targetId: userId, after: details },
      { actorId: viewer.id, impersonatorId: viewer.id, request: { requestId: request.requestId } },
    );
    await enqueueAccountJob(db, impersonationMailJob, { userId, writes: allowsWrites });
    return started;
  });
  const act = { sub: viewer.id, writes: allowsWrites };
  const { token, expiresAt } = await services.tokens.sign(
    userId,
    session.id,
    organizationId,
    act,
    session.ends,
  );
  const [shown] = await findSessionsByIds(systemDb(context), userId, [session.id]);
  return { accessToken: token, accessTokenExpiresAt: expiresAt, session: shown };
}

/** Ends a session that the administrator started. */
export async function endImpersonation(context: Context, sessionId: string): Promise<void> {
  const [ended] = await transact(context, (db) => endSessionsOf(db, context.viewer.id, sessionId));
  if (!ended) throw userError('NOT_FOUND', 'No such session.', 'sessionId');
}

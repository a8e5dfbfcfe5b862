import type { z } from 'zod';
import type { Context } from '../../core/context.ts';
import { transact } from '../../database/system.ts';
import { userError } from '../../errors.ts';
import type { revokeSessionInput, switchOrganizationInput } from './input.ts';
import { insertAccountEvent } from '../account-event/queries.ts';
import {
  findSelectableOrganizations,
  lockSession,
  revokeSession,
  revokeSessions,
  selectSessionOrganization,
} from './queries.ts';
import { useAllRefreshTokens } from './refresh-token-queries.ts';
import { addRefreshToken, sessionPayload } from './session.ts';

/** Ends the current session. Its tokens are rejected from the next request on. */
export async function logout(context: Context) {
  const { request, sessionId, viewer } = context;
  await transact(context, async (db) => {
    await revokeSession(db, sessionId);
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'session.ended' }, request);
  });
}

/** Selects another organization for the session and marks its earlier refresh tokens as used. */
export async function switchOrganization(
  context: Context,
  { organizationId }: z.output<typeof switchOrganizationInput>,
) {
  const { sessionId: id, viewer } = context;
  const refreshToken = await transact(context, async (db) => {
    const selectable = await findSelectableOrganizations(db, viewer.id);
    if (!selectable.includes(organizationId)) {
      throw userError('NOT_FOUND', 'No such organization.', 'organizationId');
    }
    await lockSession(db, id);
    await selectSessionOrganization(db, id, organizationId);
    await insertAccountEvent(
      db,
      {
        userId: viewer.id,
        sessionId: id,
        action: 'session.organization_switched',
        details: { organizationId },
      },
      context.request,
    );
    await useAllRefreshTokens(db, id);
    return addRefreshToken(context, db, id);
  });
  return sessionPayload(context, { id, userId: viewer.id, organizationId, refreshToken });
}

export async function endSession(
  context: Context,
  { id }: z.output<typeof revokeSessionInput>,
): Promise<void> {
  const { request, viewer } = context;
  await transact(context, async (db) => {
    const [ended] = await revokeSessions(db, viewer.id, { only: id });
    if (!ended) throw userError('NOT_FOUND', 'No such session.', 'id');
    await insertAccountEvent(db, { userId: viewer.id, sessionId: id, action: 'session.revoked' }, request);
  });
}

/** Ends all of the viewer's sessions except the current one. Returns their number. */
export async function endOtherSessions(context: Context): Promise<number> {
  const { request, viewer, sessionId } = context;
  return transact(context, async (db) => {
    const ended = await revokeSessions(db, viewer.id, { except: sessionId });
    await insertAccountEvent(db, { userId: viewer.id, sessionId, action: 'session.others_revoked' }, request);
    return ended.length;
  });
}

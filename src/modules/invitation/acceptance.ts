import type { Kysely } from 'kysely';
import type { Context } from '../../core/context.ts';
import { organizationSuspended, userError } from '../../errors.ts';
import type { DB } from '../../generated/database.ts';
import { holdInvitedAddressOfViewer } from '../account/invited-address.ts';
import { announceJoining } from '../../events/announce.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { acceptInvitation, declineInvitation } from './acceptance-queries.ts';
import { ownMemberships } from '../membership/loaders.ts';
import type { RequestInfo } from '../../core/request.ts';

/** Makes the viewer a member of the organization that invited their address. */
export async function accept(context: Context, { token }: { token: string }) {
  const prove = () => holdInvitedAddressOfViewer(context, token);
  const { membershipId } = await requireAccepted(context.db, token, context.request, 'token', prove);
  await context.refreshAccess();
  const memberships = await ownMemberships(context);
  return { membership: memberships.find(({ id }) => id === membershipId)! };
}

/**
 * Accepts an invitation as the user of `app.user_id`.
 *
 * Security: somebody could register another person's address and join in that person's place. The token is only in the
 * mail to the invited address, so its sender reads that mailbox. With a session of the account the sender is its
 * registrant, and the address is proven from then on, as by `verifyEmail`. `prove` makes an account that only claims
 * the address its holder, if possible.
 * @throws INVALID_TOKEN, EXPIRED, INVALID for another address, ORGANIZATION_SUSPENDED
 */
export async function requireAccepted(
  db: Kysely<DB>,
  token: string,
  request: RequestInfo,
  field: string,
  prove = async () => false,
) {
  let accepted = await acceptInvitation(db, hashToken(token), request);
  if (accepted.outcome === 'OTHER_ADDRESS' && (await prove()))
    accepted = await acceptInvitation(db, hashToken(token), request);
  switch (accepted.outcome) {
    case 'ACCEPTED':
      await announceJoining(db, accepted.organizationId);
      return accepted;
    case 'EXPIRED':
      throw userError('EXPIRED', 'The invitation has expired. Ask for a new one.', field);
    case 'OTHER_ADDRESS':
      throw userError('INVALID', 'The invitation is for another e-mail address.', field);
    case 'SUSPENDED':
      throw organizationSuspended();
    case 'INVALID_TOKEN':
      throw userError('INVALID_TOKEN', 'The invitation is invalid, or was used or revoked.', field);
  }
}

export async function decline({ db, request }: Context, { token }: { token: string }) {
  if (!(await declineInvitation(db, hashToken(token), request))) {
    throw userError('INVALID_TOKEN', 'The invitation is invalid, or was used or revoked.', 'token');
  }
  return {};
}

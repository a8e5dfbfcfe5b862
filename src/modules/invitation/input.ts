import { z } from 'zod';
import { email, id, token } from '../../graphql/input.ts';
import { role } from '../membership/input.ts';

export const addMemberInput = z.object({ email, role });
export const inviteMemberInput = z.object({ email, role });
export const resendInvitationInput = z.object({ id: id('invitation') });
export const revokeInvitationInput = z.object({ id: id('invitation') });
export const acceptInvitationInput = z.object({ token });
export const declineInvitationInput = z.object({ token });

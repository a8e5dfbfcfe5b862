import { z } from 'zod';
import { email, id, token } from '../../graphql/input.ts';
import { oneRole, roleChoice } from '../role/input.ts';

export const addMemberInput = z.object({ email, ...roleChoice }).superRefine(...oneRole(false));
export const inviteMemberInput = z.object({ email, ...roleChoice }).superRefine(...oneRole(false));
export const resendInvitationInput = z.object({ id: id('invitation') });
export const revokeInvitationInput = z.object({ id: id('invitation') });
export const acceptInvitationInput = z.object({ token });
export const declineInvitationInput = z.object({ token });

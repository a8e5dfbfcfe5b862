import { z } from 'zod';
import { idOrNone } from '../../database/ids.ts';
import { concerning, email, fault, future, id, reason } from '../../graphql/input.ts';
import { oneRole, roleChoice } from '../role/input.ts';

export const updateMemberRoleInput = z
  .object({ userId: id('member'), ...roleChoice })
  .superRefine(...oneRole(true));
/** Names a member by address or by user id. */
export const setMemberRoleInput = z
  .object({ email: email.nullish(), userId: id('member').nullish(), ...roleChoice })
  .superRefine(
    ({ email: address, userId }, context) => {
      if (!address && !userId)
        context.addIssue(fault('REQUIRED', 'must be given unless `userId` is', 'email'));
      if (address && userId)
        context.addIssue(fault('INVALID', 'must not be given together with `userId`', 'email'));
    },
    concerning('email', 'userId'),
  )
  .superRefine(...oneRole(true));
export const setMemberGuestInput = z.object({ userId: id('member'), guest: z.boolean() });
export const removeMemberInput = z.object({ userId: id('member') });
export const suspendMemberInput = z.object({
  userId: id('member'),
  reason,
  until: future.nullish(),
});
export const reinstateMemberInput = z.object({ userId: id('member') });
/** A malformed id becomes one that no user has: ownership goes only to members. */
const heir = z.string().transform((value) => idOrNone(value).toLowerCase());
export const transferOwnershipInput = z.object({ userId: heir });

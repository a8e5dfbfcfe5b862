import { z } from 'zod';
import { idOrNone } from '../../database/ids.ts';
import { concerning, email, fault, future, id, text } from '../../graphql/input.ts';

export const role = z.enum(['OWNER', 'ADMIN', 'MEMBER']);

export const addMemberInput = z.object({ email, role });
export const updateMemberRoleInput = z.object({ userId: id('member'), role });
/** A member by address or by user id. */
export const setMemberRoleInput = z
  .object({ email: email.nullish(), userId: id('member').nullish(), role })
  .superRefine(
    ({ email: address, userId }, context) => {
      const path = ['email'];
      if (!address && !userId) context.addIssue({ ...fault('REQUIRED', 'must be given, or `userId`'), path });
      if (address && userId)
        context.addIssue({ ...fault('INVALID', 'must not be given together with `userId`'), path });
    },
    concerning('email', 'userId'),
  );
export const removeMemberInput = z.object({ userId: id('member') });
export const suspendMemberInput = z.object({
  userId: id('member'),
  reason: text({ min: 1, max: 500 }),
  until: future.nullish(),
});
export const reinstateMemberInput = z.object({ userId: id('member') });
/** Malformed or of somebody else: ownership goes to members alone. */
const heir = z.string().transform((value) => idOrNone(value).toLowerCase());
export const transferOwnershipInput = z.object({ userId: heir });

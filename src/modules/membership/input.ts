import { z } from 'zod';
import { idOrNone } from '../../database/ids.ts';
import { email, id } from '../../graphql/input.ts';

export const role = z.enum(['OWNER', 'ADMIN', 'MEMBER']);

export const addMemberInput = z.object({ email, role });
export const updateMemberRoleInput = z.object({ userId: id('member'), role });
export const removeMemberInput = z.object({ userId: id('member') });
/** Malformed or of somebody else: ownership goes to members alone. */
const heir = z.string().transform((value) => idOrNone(value).toLowerCase());
export const transferOwnershipInput = z.object({ userId: heir });

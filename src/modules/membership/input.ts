import { z } from 'zod';
import { email, id } from '../../graphql/input.ts';

export const role = z.enum(['OWNER', 'ADMIN', 'MEMBER']);

export const addMemberInput = z.object({ email, role });
export const updateMemberRoleInput = z.object({ userId: id('member'), role });
export const removeMemberInput = z.object({ userId: id('member') });
export const transferOwnershipInput = z.object({ userId: id('member') });

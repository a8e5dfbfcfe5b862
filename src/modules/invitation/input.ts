import { z } from 'zod';
import { concerning, email, fault, id, items, token } from '../../graphql/input.ts';
import { levels } from '../project/levels.ts';
import { oneRole, roleChoice } from '../role/input.ts';

export const addMemberInput = z.object({ email, ...roleChoice }).superRefine(...oneRole(false));
const invitedProject = z.object({ projectId: id('project'), level: z.enum(levels) });

export const inviteMemberInput = z
  .object({
    email,
    ...roleChoice,
    guest: z.boolean().nullish(),
    projects: items(invitedProject, 50).nullish(),
  })
  .superRefine(...oneRole(false))
  .superRefine(
    ({ guest, projects }, context) => {
      if (projects && projects.length > 0 && !guest)
        context.addIssue(fault('INVALID', 'must only be given for a guest', 'projects'));
      const ids = projects?.map(({ projectId }) => projectId) ?? [];
      if (new Set(ids).size < ids.length)
        context.addIssue(fault('INVALID', 'must name each project once', 'projects'));
    },
    concerning('guest', 'projects'),
  );
export const resendInvitationInput = z.object({ id: id('invitation') });
export const revokeInvitationInput = z.object({ id: id('invitation') });
export const acceptInvitationInput = z.object({ token });
export const declineInvitationInput = z.object({ token });

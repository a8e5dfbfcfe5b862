import { z } from 'zod';
import { code, email, id, slug, text, token } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';
import { toMailbox } from '../../mailbox.ts';
import { organizationName } from '../organization/input.ts';

export const registerInput = z
  .object({
    email,
    password: text({ min: 8, max: 128 }),
    fullName: publicName({ max: 100 }),
    organizationName: organizationName.nullish(),
    organizationSlug: slug.nullish(),
    invitationToken: token.nullish(),
  })
  .superRefine((input, context) => {
    if (input.invitationToken == null) return;
    for (const name of ['organizationName', 'organizationSlug'] as const) {
      if (input[name] == null) continue;
      context.addIssue({ code: 'custom', path: [name], message: 'must be left out beside invitationToken' });
    }
  });

/** Nothing is said about the form of credentials: what cannot be right is simply wrong. */
export const loginInput = z
  .object({
    email: z.string().transform((value) => value.trim().toLowerCase()),
    password: z.string(),
    totpCode: code.nullish(),
    organizationId: id('organization').nullish(),
  })
  .transform((input) => ({ ...input, email: toMailbox(input.email) ?? input.email, spelled: input.email }));

export const refreshSessionInput = z.object({ refreshToken: z.string() });
export const revokeSessionInput = z.object({ id: id('session') });
export const switchOrganizationInput = z.object({ organizationId: id('organization') });

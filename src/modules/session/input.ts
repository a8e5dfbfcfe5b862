import { z } from 'zod';
import type { Config } from '../../config.ts';
import { code, concerning, email, fault, id, slug, token } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';
import { toMailbox } from '../../mailbox.ts';
import { isOwnName, newPassword, OWN_NAME } from '../account/password-policy.ts';
import { organizationName } from '../organization/input.ts';

export const registerInput = (config: Config) =>
  z
    .object({
      email,
      password: newPassword(config),
      fullName: publicName({ max: 100 }),
      organizationName: organizationName.nullish(),
      organizationSlug: slug.nullish(),
      invitationToken: token.nullish(),
    })
    .superRefine(
      (input, context) => {
        if (isOwnName(input.password, input))
          context.addIssue({ ...fault('INVALID', OWN_NAME), path: ['password'] });
      },
      concerning('email', 'password', 'fullName'),
    )
    .superRefine(
      (input, context) => {
        if (input.invitationToken == null) return;
        for (const name of ['organizationName', 'organizationSlug'] as const) {
          if (input[name] == null) continue;
          context.addIssue({
            ...fault('INVALID', 'must be left out beside `invitationToken`'),
            path: [name],
          });
        }
      },
      concerning('organizationName', 'organizationSlug', 'invitationToken'),
    );

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

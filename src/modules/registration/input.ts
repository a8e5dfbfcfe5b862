import { z } from 'zod';
import type { Config } from '../../config.ts';
import { concerning, email, fault, slug, token } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';
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
        if (isOwnName(input.password, input)) context.addIssue(fault('INVALID', OWN_NAME, 'password'));
      },
      concerning('email', 'password', 'fullName'),
    )
    .superRefine(
      (input, context) => {
        if (input.invitationToken == null) return;
        for (const name of ['organizationName', 'organizationSlug'] as const) {
          if (input[name] == null) continue;
          context.addIssue(fault('INVALID', 'must not be given together with `invitationToken`', name));
        }
      },
      concerning('organizationName', 'organizationSlug', 'invitationToken'),
    );

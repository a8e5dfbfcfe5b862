import { z } from 'zod';
import { future, id, text, unlessNull } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';

const reason = text({ min: 1, max: 500 });
const httpsAddress = text({ max: 2000, trim: true }).refine(
  (value) => /^https:\/\/[^\s/]+/.test(value) && URL.canParse(value),
  {
    params: { code: 'INVALID' },
    message: 'must be an https address',
  },
);

export const updateProfileInput = z.object({
  fullName: unlessNull(publicName({ max: 100 })),
  bio: text({ max: 500 }).nullish(),
  avatarUrl: httpsAddress.nullish(),
});
export const suspendUserInput = z.object({ id: id('user'), reason, until: future.nullish() });
export const activateUserInput = z.object({ id: id('user') });
export const endUserInput = z.object({ id: id('user'), reason });
export const deleteAccountInput = z.object({ password: z.string() });

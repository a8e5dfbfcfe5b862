import { z } from 'zod';
import { text, unlessNull } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';

const httpsAddress = text({ max: 2000, trim: true }).refine(
  (value) => /^https:\/\/[^\s/]+/.test(value) && URL.canParse(value),
  'must be an https address',
);

export const updateProfileInput = z.object({
  fullName: unlessNull(publicName({ max: 100 })),
  bio: text({ max: 500 }).nullish(),
  avatarUrl: httpsAddress.nullish(),
});

import { z } from 'zod';
import { id, text, unlessNull } from '../../graphql/input.ts';
import { publicName } from '../../graphql/names.ts';
import { oneRole, roleChoice } from '../role/input.ts';

const accountName = publicName({ max: 100 });
const description = text({ max: 500, trim: true }).transform((value) => value || null);

export const createServiceAccountInput = z
  .object({
    name: accountName,
    description: description.nullish().transform((value) => value ?? null),
    ...roleChoice,
    role: roleChoice.role.refine((value) => value !== 'OWNER', 'must be at most ADMIN'),
    responsibleId: id('member'),
  })
  .superRefine(...oneRole(false));
export const updateServiceAccountInput = z.object({
  userId: id('service account'),
  name: unlessNull(accountName),
  description: description.nullish(),
  responsibleId: unlessNull(id('member')),
});
export const deleteServiceAccountInput = z.object({ userId: id('service account') });

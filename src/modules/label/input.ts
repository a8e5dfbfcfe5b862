import { z } from 'zod';
import { id, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';

const labelName = name({ max: 50 });
const color = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => /^#[0-9a-f]{6}$/.test(value), {
    params: { code: 'INVALID' },
    message: 'must be a colour such as #0e8a16',
  });
const expectedVersion = z.number().nullish();

export const createLabelInput = z.object({ name: labelName, color });
export const updateLabelInput = z.object({
  id: id('label'),
  name: unlessNull(labelName),
  color: unlessNull(color),
  expectedVersion,
});
export const deleteLabelInput = z.object({ id: id('label'), expectedVersion });

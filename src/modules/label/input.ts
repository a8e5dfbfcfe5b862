import { z } from 'zod';
import { expectedVersion, id, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';

const labelName = name({ max: 50 });
const color = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => /^#[0-9a-f]{6}$/.test(value), 'must be a colour such as #0e8a16');

export const createLabelInput = z.object({ name: labelName, color });
export const updateLabelInput = z.object({
  id: id('label'),
  name: unlessNull(labelName),
  color: unlessNull(color),
  expectedVersion,
});
export const deleteLabelInput = z.object({ id: id('label'), expectedVersion });

import { z } from 'zod';
import { id, text, unlessNull } from '../../graphql/input.ts';

const name = text({ min: 1, max: 50 });
const color = z
  .string()
  .transform((value) => value.trim().toLowerCase())
  .refine((value) => /^#[0-9a-f]{6}$/.test(value), {
    params: { code: 'INVALID' },
    message: 'must be a colour such as #0e8a16',
  });
const expectedVersion = z.number().nullish();

export const createLabelInput = z.object({ name, color });
export const updateLabelInput = z.object({
  id: id('label'),
  name: unlessNull(name),
  color: unlessNull(color),
  expectedVersion,
});
export const deleteLabelInput = z.object({ id: id('label'), expectedVersion });

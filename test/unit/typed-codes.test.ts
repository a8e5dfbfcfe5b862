import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { getNamedType, isInputObjectType } from 'graphql';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { schema } from '../support/contract.ts';

const sources = join(import.meta.dirname, '../../src/modules');
const inputs: Record<string, unknown> = {};
for await (const file of glob('*/input.ts', { cwd: sources }))
  Object.assign(inputs, await import(join(sources, file)));

/** Input fields for a code that a person types, such as `ConfirmTotpEnrollmentInput.code`. */
const codes = Object.values(schema.getTypeMap())
  .filter(isInputObjectType)
  .flatMap((type) =>
    Object.values(type.getFields())
      .filter(({ name, type: of }) => /(^c|C)ode$/.test(name) && getNamedType(of).name === 'String')
      .map((field) => [type.name, field.name] as const),
  );

test('the schema has input fields for codes', () => expect(codes.length).toBeGreaterThan(3));

test.each(codes)('%s.%s accepts every way to type a code', (type, field) => {
  const exported = inputs[type[0]!.toLowerCase() + type.slice(1)];
  const input = exported instanceof z.ZodPipe ? exported.in : exported;
  if (!(input instanceof z.ZodObject)) throw new Error(`No input.ts exports the shape of ${type}.`);
  const shape = input.shape[field] as z.ZodType;
  for (const [typed, meant] of [
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['１２３４５６', '123456'],
    ['٠١٢٣٤٥', '012345'],
  ])
    expect(shape.parse(typed)).toBe(meant);
});

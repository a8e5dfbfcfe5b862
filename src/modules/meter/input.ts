import { z } from 'zod';
import { name } from '../../graphql/names.ts';
import { concerning, fault, text } from '../../graphql/input.ts';
import { recordedMeterName } from './meter-name.ts';

const MAX_GROUPINGS = 3;

const property = text({ min: 1, max: 100 });

const groupBy = z.array(property).superRefine((names, context) => {
  if (names.length > MAX_GROUPINGS)
    context.addIssue(fault('TOO_LONG', `must have at most ${MAX_GROUPINGS} items`));
  else if (new Set(names).size < names.length)
    context.addIssue(fault('INVALID', 'must not name a property twice'));
});

/** A meter as it is declared: by a platform administrator, or in a file of plans. */
export const declareMeterInput = z
  .object({
    meter: recordedMeterName,
    name: name({ max: 100 }),
    kind: z.enum(['SUM', 'COUNT', 'MAX', 'UNIQUE', 'LAST']),
    uniqueBy: property.nullish().transform((value) => value ?? null),
    groupBy,
  })
  .superRefine(
    ({ kind, uniqueBy }, context) => {
      if (kind === 'UNIQUE' && uniqueBy === null)
        context.addIssue(fault('REQUIRED', 'must name a property for the kind UNIQUE', 'uniqueBy'));
      if (kind !== 'UNIQUE' && uniqueBy !== null)
        context.addIssue(fault('INVALID', 'must be omitted except for the kind UNIQUE', 'uniqueBy'));
    },
    concerning('kind', 'uniqueBy'),
  );

export const updateMeterPolicyInput = z.object({ refuseUndeclared: z.boolean() });

export type MeterDeclaration = z.output<typeof declareMeterInput>;

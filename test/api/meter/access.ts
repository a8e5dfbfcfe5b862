import { randomUUID } from 'node:crypto';
import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import { platform, visitor } from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.meters': { operation: '{ meters { code kind } }' },
    'Query.meterPolicy': { operation: '{ meterPolicy { refuseUndeclared } }' },
    'Mutation.declareMeter': write('declareMeter', () => ({
      // There are at most 200 meters, and the certificate asks often.
      meter: 'sample',
      name: `Sample ${randomUUID()}`,
      kind: 'COUNT',
    })),
    'Mutation.updateMeterPolicy': write('updateMeterPolicy', () => ({ refuseUndeclared: false })),
  },
  personal: ['Query.meters', 'Query.meterPolicy', 'Mutation.declareMeter', 'Mutation.updateMeterPolicy'],
  fields: {
    'Query.meters': visitor,
    'Query.meterPolicy': visitor,
    'Mutation.declareMeter': platform,
    'Mutation.updateMeterPolicy': platform,
  },
  otherTypes: ['Meter', 'MeterPolicy'],
});

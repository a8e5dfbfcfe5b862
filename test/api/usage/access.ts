import { randomUUID } from 'node:crypto';
import { write } from '../../support/contract.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  except,
  none,
  page,
  pageOf,
  personWrite,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';

export const access = defineAccess({
  samples: {
    'Query.usageSeries': { operation: '{ usageSeries(meter: "events.processed") { total } }' },
    'Query.usageEvents': { operation: '{ usageEvents { nodes { eventId } } }' },
    'Mutation.recordUsage': write('recordUsage', () => ({
      events: [{ eventId: randomUUID(), meter: 'events.processed', quantity: 1 }],
    })),
    // Its own tests void some.
    'Mutation.voidUsageEvent': write('voidUsageEvent', () => ({ eventId: randomUUID(), reason: 'A test' })),
  },
  fields: {
    // Numbers alone.
    'Query.usageSeries': { ...tenantRead('ADMIN', 'usage.see'), tenant: false },
    'Query.usageEvents': { ...tenantRead('ADMIN', 'usage.see'), tenant: false },
    'Mutation.recordUsage': tenantWrite('ADMIN', 'usage.record'),
    'Mutation.voidUsageEvent': except(personWrite('ADMIN', 'usage.void'), () => 'userErrors NOT_FOUND'),
  },
  edges: {
    ...pageOf('UsageEvent'),
    'UsageEvent.void': none,
    'UsageVoid.voidedBy': withParent,
    'UsageSeries.buckets': withParent,
    'UsageSeries.groups': none,
    'UsageGroup.buckets': none,
  },
  repeats: {
    'Mutation.recordUsage': 'creates an object',
    'Mutation.voidUsageEvent': 'creates an object',
  },
  tenantTypes: [
    ...page('UsageEvent'),
    'UsageVoid',
    'UsageSeries',
    'UsageGroup',
    'UsageBucket',
    'UsageReceipt',
  ],
  filters: { UsageEventFilter: 'usage_events' },
});

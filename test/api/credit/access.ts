import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { databaseOf } from '../../support/acquaintance.ts';
import { type Tenant, write } from '../../support/contract.ts';
import { grant } from '../../support/credits.ts';
import { defineAccess } from '../../support/define-access.ts';
import {
  entityWith,
  except,
  selectedWith,
  page,
  pageOf,
  platform,
  tenantRead,
  tenantWrite,
  withParent,
} from '../../support/isolation/classes.ts';
import type { ForeignIdCase } from '../../support/isolation/foreign-ids.ts';

declare module '../../support/contract.ts' {
  interface Tenant {
    creditGrantId: string;
  }
}

const idOf = ({ creditGrantId }: Tenant) => creditGrantId;

/** Entries have no ids of their own. */
const entriesOfGrant: ForeignIdCase = {
  operation: `query ($id: ID!) {
    none: creditEntries(filter: { grantId: { eq: $id } }) { totalCount }
    all: creditEntries { totalCount }
    every: creditEntries(filter: { grantId: { ne: $id } }) { totalCount } }`,
  foreign: [idOf],
  check: ({ data, errors }) => {
    expect(errors).toBeUndefined();
    const { none, all, every } = data as Record<string, { totalCount: number }>;
    expect(none).toEqual({ totalCount: 0 });
    expect(all!.totalCount).toBeGreaterThan(0);
    expect(every).toEqual(all);
  },
};

export const access = defineAccess({
  fixture: async ({ owner }) => {
    const { id } = await grant(databaseOf(owner), owner, { amount: 1_000_000 });
    await owner.client.ask(
      `mutation { spendCredits(input: { spendId: "first", amount: 5 }) { userErrors { code } } }`,
    );
    return { creditGrantId: id };
  },
  samples: {
    'Query.creditBalance': { operation: '{ creditBalance { balance } }' },
    'Query.creditGrants': { operation: '{ creditGrants { nodes { id remaining } } }' },
    'Query.creditEntries': {
      operation: '{ creditEntries { nodes { kind grant { id } spend { spendId } } } }',
    },
    'Mutation.grantCredits': write('grantCredits', ({ organizationId }) => ({
      organizationId,
      amount: 1,
      reason: 'A test',
    })),
    // Its own tests void some.
    'Mutation.voidCreditGrant': write('voidCreditGrant', ({ organizationId }) => ({
      organizationId,
      id: randomUUID(),
      reason: 'A test',
    })),
    'Mutation.spendCredits': write('spendCredits', () => ({ spendId: randomUUID(), amount: 1 })),
    'Mutation.setCreditAlert': write('setCreditAlert', () => ({ threshold: 10 })),
  },
  personal: ['Mutation.grantCredits', 'Mutation.voidCreditGrant'],
  fields: {
    // Numbers alone.
    'Query.creditBalance': { ...tenantRead('ADMIN', 'credit.see'), tenant: false },
    'Query.creditGrants': tenantRead('ADMIN', 'credit.see'),
    'Query.creditEntries': tenantRead('ADMIN', 'credit.see'),
    'Mutation.grantCredits': { ...platform, shows: 'target', touches: 'target' },
    'Mutation.voidCreditGrant': {
      ...except(platform, () => 'userErrors NOT_FOUND'),
      shows: 'target',
      touches: 'target',
    },
    'Mutation.spendCredits': tenantWrite('ADMIN', 'credit.spend'),
    'Mutation.setCreditAlert': tenantWrite('ADMIN', 'credit.setAlert'),
  },
  ids: {
    CreditGrant: idOf,
  },
  nodes: {
    CreditGrant: selectedWith('credit.see'),
  },
  entities: {
    CreditGrant: entityWith('credit.see'),
  },
  edges: {
    ...pageOf('CreditGrant'),
    ...pageOf('CreditEntry'),
    'CreditEntry.grant': withParent,
    'CreditEntry.spend': withParent,
    'CreditSpend.spentBy': withParent,
  },
  foreignIds: {
    'Query.creditEntries(filter.grantId)': entriesOfGrant,
  },
  repeats: {
    'Mutation.grantCredits': 'creates an object',
    'Mutation.voidCreditGrant': 'ends an object',
    'Mutation.spendCredits': () => [
      { spendId: 'first', amount: 5 },
      { spendId: ' first ', amount: 5 },
    ],
    'Mutation.setCreditAlert': () => [{}, { threshold: null }],
  },
  tenantTypes: [...page('CreditGrant'), ...page('CreditEntry'), 'CreditBalance', 'CreditSpend'],
  filters: { CreditGrantFilter: 'credit_grants', CreditEntryFilter: 'credit_entries' },
});

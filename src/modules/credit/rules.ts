import { can, isPlatformAdmin } from '../../authorization/guards.ts';
import type { RuleTree } from '../../authorization/shield.ts';

const sees = can('credit.see');

export const rules: RuleTree = {
  Query: { creditBalance: sees, creditGrants: sees, creditEntries: sees },
  Mutation: {
    grantCredits: isPlatformAdmin,
    voidCreditGrant: isPlatformAdmin,
    spendCredits: can('credit.spend'),
    setCreditAlert: can('credit.setAlert'),
  },
};

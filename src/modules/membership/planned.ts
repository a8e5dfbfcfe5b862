import { sql } from 'kysely';
import {
  columns,
  computed,
  object,
  page,
  type PlannedTypes,
  volatile,
} from '../../graphql/plan/declaration.ts';
import { selectedOrganizations } from '../organization/queries.ts';
import { memberBy } from '../user/planned.ts';
import { membershipList } from './lists.ts';
import type { MembershipRow } from './rows.ts';

export const plan: PlannedTypes = {
  // Its filter compares the status.
  Organization: volatile({ members: page(membershipList) }, 'filter'),
  Membership: {
    ...columns<MembershipRow>('id', 'kind', 'guest', 'role', 'createdAt', 'updatedAt'),
    // A suspension ends by the clock.
    ...volatile({
      status: computed((row) => sql`case when ${row('holds')} then 'ACTIVE' else 'SUSPENDED' end`),
    }),
    user: memberBy('userId'),
    organization: object(selectedOrganizations),
  },
};

import { columns, object, type PlannedTypes, volatile } from '../../graphql/plan/declaration.ts';
import { fellowMembers } from './queries.ts';
import type { UserRow } from './rows.ts';

export const plan: PlannedTypes = {
  Query: { me: { kind: 'viewer' } },
  User: {
    ...columns<UserRow>('id', 'kind', 'email', 'fullName', 'bio', 'avatarUrl', 'createdAt', 'updatedAt'),
    // A suspension ends by the clock.
    ...volatile(columns<UserRow>('status')),
  },
};

/** A field whose object is a member of the same organization: the user whose id is in the row's column `key`. */
export const memberBy = (key: string) => object(fellowMembers, { column: 'memberships.user_id', key });

import type { Events } from '../../events/catalogue.ts';
import { serializeDateTime } from '../../graphql/scalars.ts';
import type { OrganizationRoleRow } from './rows.ts';

/** A custom role as it appears in events. */
export const snapshotOf = (role: OrganizationRoleRow): Events['role.created']['role'] => ({
  id: role.id,
  name: role.name,
  description: role.description,
  basedOn: role.basedOn,
  permissions: role.permissions,
  version: role.version,
  createdAt: serializeDateTime(role.createdAt!),
  updatedAt: serializeDateTime(role.updatedAt!),
});

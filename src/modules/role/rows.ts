import type { Page } from '../../database/pagination.ts';
import type { Role } from '../../generated/enums.ts';

/** A role that members can have: a custom one, or a built-in one. */
export interface OrganizationRoleRow {
  /** The id in the database. A built-in role has one only for the cursors of pages. */
  id: string;
  name: string;
  description: string | null;
  /** The built-in role that clients without custom roles are shown. */
  basedOn: Role;
  permissions: string[];
  builtIn: boolean;
  version: number;
  /** Null for a built-in role. */
  createdAt: string | null;
  updatedAt: string | null;
}

export type OrganizationRolePage = Page<OrganizationRoleRow>;

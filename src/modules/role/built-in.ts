import { permissionsOf } from '../../authorization/access.ts';
import type { Role } from '../../generated/enums.ts';
import type { OrganizationRoleRow } from './rows.ts';

const builtIn = (basedOn: Role, number: number, name: string, description: string): OrganizationRoleRow => ({
  id: `00000000-0000-7000-8000-00000000000${number}`,
  name,
  description,
  basedOn,
  permissions: permissionsOf({ role: basedOn }),
  builtIn: true,
  version: 1,
  createdAt: null,
  updatedAt: null,
});

/** The roles that every organization has and nobody can edit. Their id in the API is the name of the enum `Role`. */
export const builtInRoles: Record<Role, OrganizationRoleRow> = {
  MEMBER: builtIn('MEMBER', 1, 'Member', 'Reads everything and works on tasks.'),
  ADMIN: builtIn('ADMIN', 2, 'Admin', 'Manages projects, members and settings.'),
  OWNER: builtIn(
    'OWNER',
    3,
    'Owner',
    'May do everything, including changes of the plan and of other owners.',
  ),
};

export const isBuiltIn = (id: string): id is Role => Object.hasOwn(builtInRoles, id);

/** Returns the id that the API shows. */
export const publicIdOf = ({ id, builtIn, basedOn }: OrganizationRoleRow): string => (builtIn ? basedOn : id);

import type { Role } from '../../api/gql/graphql.ts';

export const roleNames: Record<Role, string> = { OWNER: 'Owner', ADMIN: 'Administrator', MEMBER: 'Member' };

/** The roles from the lowest. The server refuses those that the viewer may not give. */
const ROLES: Role[] = ['MEMBER', 'ADMIN', 'OWNER'];

export function RolePicker({ label, value = 'MEMBER' }: { label: string; value?: Role }) {
  return (
    <select name="role" aria-label={label} defaultValue={value} key={value}>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {roleNames[role]}
        </option>
      ))}
    </select>
  );
}

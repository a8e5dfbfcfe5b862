import { nameOf } from '../../authorization/permission-names.ts';
import { permissionsOf } from '../../authorization/access.ts';
import type { Resolvers } from '../../generated/graphql.ts';
import { payload } from '../../graphql/payload.ts';
import { changeRole, createRole } from './actions.ts';
import { publicIdOf } from './built-in.ts';
import { removeRole } from './deletion.ts';
import { authorityOfRole, mayGrant, mayManage } from './grants.ts';
import { createRoleInput, deleteRoleInput, updateRoleInput } from './input.ts';
import { listRoles } from './queries.ts';

export const resolvers: Resolvers = {
  Query: {
    roles: (_parent, args, { tenant }) => listRoles(tenant, args),
  },
  OrganizationRole: {
    id: publicIdOf,
    permissions: (role) => permissionsOf(authorityOfRole(role)).map(nameOf),
    viewerCanUpdate: (role, _args, context) => mayManage(context, role),
    viewerCanDelete: (role, _args, context) => mayManage(context, role),
    viewerCanGrant: (role, _args, context) => mayGrant(context, role),
  },
  Mutation: {
    createRole: payload(createRoleInput, createRole),
    updateRole: payload(updateRoleInput, changeRole),
    deleteRole: payload(deleteRoleInput, removeRole),
  },
};

import { type Kysely, sql, type SqlBool } from 'kysely';
import { anyOf } from '../../database/any-of.ts';
import { defineList, type ListArgs } from '../../database/define-list.ts';
import type { ServingDb, TenantDb } from '../../database/tenant-db.ts';
import type { DB } from '../../generated/database.ts';
import type { Role } from '../../generated/enums.ts';
import type { OrganizationRoleFilter, OrganizationRoleOrder } from '../../generated/graphql.ts';
import { builtInRoles } from './built-in.ts';
import type { OrganizationRolePage, OrganizationRoleRow } from './rows.ts';

const customRoles = (db: Kysely<DB>) =>
  db
    .selectFrom('organization_roles')
    .select((eb) => [
      'organization_roles.id',
      'organization_roles.name',
      'organization_roles.description',
      eb.ref('organization_roles.based_on').$castTo<Role>().as('basedOn'),
      'organization_roles.permissions',
      eb.lit(false).$castTo<boolean>().as('builtIn'),
      'organization_roles.version',
      'organization_roles.created_at as createdAt',
      'organization_roles.updated_at as updatedAt',
    ]);

const ofTenant = ({ db, scope }: TenantDb) =>
  customRoles(db).where('organization_roles.organization_id', '=', scope.id);

const roles = defineList<OrganizationRoleOrder, OrganizationRoleFilter>({
  table: 'roles',
  sorts: {
    CREATED_AT: { column: 'since', type: 'timestamptz' },
    UPDATED_AT: { column: 'changed', type: 'timestamptz' },
    NAME: { column: 'name_key', type: 'text' },
  },
  filters: {
    name: 'text',
    builtIn: { compare: (value) => [sql<SqlBool>`roles."builtIn" = ${value}`] },
  },
});

/** Custom roles, and the built-in ones as the oldest. */
const allRoles = ({ db, scope }: TenantDb) =>
  db
    .selectFrom(
      sql<OrganizationRoleRow & { name_key: string; since: string; changed: string }>`(
        select r.id, r.name, r.description, r.based_on as "basedOn", r.permissions, false as "builtIn", r.version,
          r.created_at as "createdAt", r.updated_at as "updatedAt", r.name_key, r.created_at as since,
          r.updated_at as changed
        from organization_roles r where r.organization_id = ${scope.id}
        union all
        select b.id, b.name, b.description, b."basedOn", b.permissions, true, b.version, null, null,
          app.name_key(b.name) collate "C", '1970-01-01', '1970-01-01'
        from jsonb_to_recordset(${JSON.stringify(Object.values(builtInRoles))}::jsonb)
          as b (id uuid, name text, description text, "basedOn" text, permissions text[], version integer))`.as(
        'roles',
      ),
    )
    .select([
      'roles.id',
      'roles.name',
      'roles.description',
      'roles.basedOn',
      'roles.permissions',
      'roles.builtIn',
      'roles.version',
      'roles.createdAt',
      'roles.updatedAt',
    ]);

/** Returns a page of the organization's roles. */
export const listRoles = (
  tenant: TenantDb,
  args: ListArgs<OrganizationRoleOrder, OrganizationRoleFilter>,
): Promise<OrganizationRolePage> => roles.page(allRoles(tenant), args);

export function findRolesByIds(tenant: TenantDb, ids: readonly string[]): Promise<OrganizationRoleRow[]> {
  return ofTenant(tenant).where('organization_roles.id', '=', anyOf(ids)).execute();
}

/** Returns those of the roles that the user has, in any organization. */
export function findOwnRoles(
  db: ServingDb,
  userId: string,
  ids: readonly string[],
): Promise<OrganizationRoleRow[]> {
  return customRoles(db)
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.organization_id', '=', 'organization_roles.organization_id')
        .onRef('memberships.role_id', '=', 'organization_roles.id'),
    )
    .where('memberships.user_id', '=', userId)
    .where('organization_roles.id', '=', anyOf(ids))
    .execute();
}

export function insertRole(
  { db, scope }: TenantDb,
  role: Pick<OrganizationRoleRow, 'name' | 'description' | 'permissions'> & { basedOn: 'ADMIN' | 'MEMBER' },
): Promise<{ id: string }> {
  return db
    .insertInto('organization_roles')
    .values({
      organization_id: scope.id,
      name: role.name,
      description: role.description,
      based_on: role.basedOn,
      permissions: role.permissions,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
}

export function updateRole(
  { db, scope }: TenantDb,
  id: string,
  {
    name,
    description,
    permissions,
  }: Partial<Pick<OrganizationRoleRow, 'name' | 'description' | 'permissions'>>,
) {
  return db
    .updateTable('organization_roles')
    .set((eb) => ({ name, description, permissions, version: eb('version', '+', 1) }))
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

export function deleteRole({ db, scope }: TenantDb, id: string) {
  return db
    .deleteFrom('organization_roles')
    .where('organization_id', '=', scope.id)
    .where('id', '=', id)
    .execute();
}

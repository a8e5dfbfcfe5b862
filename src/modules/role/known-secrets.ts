import { sql } from 'kysely';
import { type Authority, includesRole, permissionsOf } from '../../authorization/access.ts';
import { type Permission, permissions } from '../../authorization/permissions.ts';
import type { Context } from '../../core/context.ts';
import type { TenantDb } from '../../database/tenant-db.ts';
import { userError } from '../../errors.ts';
import type { Role } from '../../generated/enums.ts';

/** Service accounts whose role grows: one, or all that have a custom role. */
type Growing = { userId: string } | { roleId: string };

interface KnownSecret {
  keyRole: Role;
  keyPermissions: string[] | null;
  /** What the person who was shown it may do; null for nobody who is a member and not suspended. */
  seenBy: Authority | null;
  /** Whether it ends because the person may no longer know it. */
  isDue: boolean;
}

/**
 * Security: whoever was shown a secret of a service account would gain what the account gains. So an account gets no
 * permission that one of them lacks, until its keys are rolled. The caller holds the organization's lock.
 * @throws INVALID
 */
export async function requireNobodyGains(
  context: Context,
  growing: Growing,
  { before, after, field }: { before: Authority; after: Authority; field: string },
): Promise<void> {
  const { tenant } = context;
  if (gained(before, after, { keyRole: 'ADMIN', keyPermissions: null }).length === 0) return;
  const secrets = await findSecrets(tenant, growing);
  const gains = secrets.some((secret) => {
    const theirs = new Set(secret.isDue || !secret.seenBy ? [] : permissionsOf(secret.seenBy));
    return gained(before, after, secret).some((permission) => !theirs.has(permission));
  });
  if (gains)
    throw userError(
      'INVALID',
      'Somebody who lacks the new permissions was shown the secret of an API key of a service account with this role. Roll such keys without an overlap, or revoke them, first.',
      field,
    );
}

/** Returns what a key can do with the second authority of its owner, and not with the first. */
function gained(
  before: Authority,
  after: Authority,
  key: Pick<KnownSecret, 'keyRole' | 'keyPermissions'>,
): Permission[] {
  const had = new Set(ofKey(before, key));
  return ofKey(after, key).filter((permission) => !had.has(permission));
}

function ofKey(
  owner: Authority,
  { keyRole, keyPermissions }: Pick<KnownSecret, 'keyRole' | 'keyPermissions'>,
): Permission[] {
  const role = owner.role === 'MEMBER' ? 'MEMBER' : keyRole;
  return permissionsOf(owner).filter(
    (permission) =>
      includesRole(role, minKeyRole(permission)) && (!keyPermissions || keyPermissions.includes(permission)),
  );
}

function minKeyRole(permission: Permission): Role {
  const requirement: { minRole: Role; minKeyRole?: Role } = permissions[permission];
  return requirement.minKeyRole ?? requirement.minRole;
}

/** Returns the secrets that work, of the accounts' keys. */
async function findSecrets({ db, scope }: TenantDb, growing: Growing): Promise<KnownSecret[]> {
  const condition =
    'userId' in growing ? sql`m.user_id = ${growing.userId}` : sql`m.role_id = ${growing.roleId}`;
  const { rows } = await sql<KnownSecret>`
    select k.role as "keyRole", k.permissions as "keyPermissions", coalesce(s.expires_at = k.roll_due_at, false) as "isDue",
      (select json_build_object('role', w.role, 'permissions', r.permissions)
        from memberships w
          left join organization_roles r on r.organization_id = w.organization_id and r.id = w.role_id
        where w.organization_id = k.organization_id and w.user_id = s.seen_by_id
          and app.membership_holds(w.member_suspended_at, w.member_suspended_until)) as "seenBy"
    from memberships m
      join api_keys k on k.organization_id = m.organization_id and k.owner_id = m.user_id
      join api_key_secrets s on s.organization_id = k.organization_id and s.api_key_id = k.id
    where m.organization_id = ${scope.id} and m.kind = 'SERVICE' and ${condition}
      and k.revoked_at is null and coalesce(k.expires_at > now(), true)
      and coalesce(s.expires_at > now(), true)`.execute(db);
  return rows;
}

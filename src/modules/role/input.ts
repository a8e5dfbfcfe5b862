import { z } from 'zod';
import { nameOf, permissionOf } from '../../authorization/permission-names.ts';
import { missingPermissions } from '../../authorization/permissions.ts';
import type { Permission as PermissionName } from '../../generated/enums.ts';
import { concerning, expectedVersion, fault, id, items, text, unlessNull } from '../../graphql/input.ts';
import { name } from '../../graphql/names.ts';
import { isBuiltIn } from './built-in.ts';

const roleName = name({ max: 50 });
const description = text({ max: 500, trim: true }).transform((value) => value || null);

/** More than there are permissions. */
const MAX_PERMISSIONS = 200;

export const permission = z.string().transform((value) => permissionOf(value as PermissionName));
/** A set of permissions, sorted. */
export const permissions = items(permission, MAX_PERMISSIONS).transform((values, context) => {
  const missing = missingPermissions(values);
  if (missing.length === 0) return [...new Set(values)].toSorted();
  const names = missing.map(nameOf).join(' and ');
  context.addIssue(
    fault('INVALID', `must also include ${names}, which permissions within projects and WEBHOOK_MANAGE need`),
  );
  return z.NEVER;
});

/** The id of a custom role, or the name of a built-in one. */
const anyRoleId = z.string().transform((value, context) => {
  if (isBuiltIn(value)) return value;
  const checked = id('role').safeParse(value);
  if (checked.success) return checked.data;
  context.addIssue(fault('NOT_FOUND', 'No such role.'));
  return z.NEVER;
});

export const createRoleInput = z.object({
  name: roleName,
  description: description.nullish(),
  basedOn: z
    .enum(['OWNER', 'ADMIN', 'MEMBER'])
    .refine((value) => value !== 'OWNER', 'must be at most ADMIN')
    .transform((value) => value as 'ADMIN' | 'MEMBER'),
  permissions,
});
export const updateRoleInput = z.object({
  id: anyRoleId,
  name: unlessNull(roleName),
  description: description.nullish(),
  permissions: unlessNull(permissions),
  expectedVersion,
});
export const deleteRoleInput = z.object({ id: anyRoleId, replaceWith: anyRoleId.nullish(), expectedVersion });

export const role = z.enum(['OWNER', 'ADMIN', 'MEMBER']);

/** Names a role: a built-in one by `role`, or any by `roleId`. */
export const roleChoice = { role: role.nullish(), roleId: anyRoleId.nullish() };

type Choice = { role?: unknown; roleId?: unknown };

/** Refuses both, and neither if one is `required`. */
export const oneRole = (required: boolean) =>
  [
    ({ role: builtIn, roleId }: Choice, context: z.core.$RefinementCtx) => {
      if (builtIn != null && roleId != null)
        context.addIssue(fault('INVALID', 'must not be given together with `role`', 'roleId'));
      if (required && builtIn == null && roleId == null)
        context.addIssue(fault('REQUIRED', 'must be given unless `roleId` is', 'role'));
    },
    concerning('role', 'roleId'),
  ] as const;

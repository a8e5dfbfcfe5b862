import type { Permission as PermissionName } from '../generated/enums.ts';
import { isPermission, type Permission, permissionNames } from './permissions.ts';

/** The API's name of a permission: `MEMBER_UPDATE_ROLE` for `member.updateRole`. */
type NameOf<Text extends string, Name extends string = ''> = Text extends `${infer First}${infer Rest}`
  ? NameOf<
      Rest,
      `${Name}${First extends '.' ? '_' : First extends Lowercase<First> ? Uppercase<First> : `_${First}`}`
    >
  : Name;

// The types fail if the schema's enum lacks a permission: the field would fail for everyone who has it.
export const nameOf = (permission: Permission): PermissionName =>
  permission.replace(/\.|(?=[A-Z])/g, '_').toUpperCase() as NameOf<Permission>;

const byName = new Map(permissionNames.map((each) => [nameOf(each), each]));

/** Returns the permission of the API's name. The schema admits no other names. */
export const permissionOf = (name: PermissionName): Permission => byName.get(name)!;

/** Returns the API's names. A key or a role may name permissions that this release does not know: it leaves them out. */
export const namesOf = (names: readonly string[]): PermissionName[] => names.filter(isPermission).map(nameOf);

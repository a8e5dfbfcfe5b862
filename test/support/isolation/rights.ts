import type { ProjectLevel, Role } from '../../../src/generated/enums.ts';
import { includesRole } from '../../../src/authorization/access.ts';
import {
  type Permission,
  permissions as requirements,
  type Requirement,
} from '../../../src/authorization/permissions.ts';
import type { Character } from './cast.ts';

// What those who belong to an organization may do in it, and what is hidden from them there.

/** Custom roles and limited keys have these, too. */
const ofEveryMember = new Set<Permission>(['organization.see', 'organization.leave']);
const ofEveryKey = new Set<Permission>(['organization.see']);

const isForGuests = (permission: Permission) => (requirements[permission] as Requirement).guests === true;

/** Whether the caller's role has the permission, which the built-in role `least` has, and nothing limits the caller to others. */
export function holds(
  { role, permissions, keyPermissions, guestSees }: Character,
  least: Role,
  permission: Permission,
): boolean {
  const byRole = permissions
    ? permissions.has(permission) || ofEveryMember.has(permission)
    : role !== undefined && includesRole(role, least);
  return (
    byRole &&
    (!guestSees || isForGuests(permission)) &&
    (!keyPermissions || keyPermissions.has(permission) || ofEveryKey.has(permission))
  );
}

const order: ProjectLevel[] = ['VIEW', 'COMMENT', 'EDIT', 'MANAGE'];
export const includesLevel = (level: ProjectLevel, least: ProjectLevel) =>
  order.indexOf(level) >= order.indexOf(least);

/** Whether no level limits what the caller does in the projects that they see. */
export const seesAllProjects = (caller: Character) => holds(caller, 'ADMIN', 'project.seeAll');

/** Whether a member of the organization sees its private project. */
export const seesPrivate = (caller: Character) =>
  caller.keyOf !== 'open project' && (seesAllProjects(caller) || caller.level !== undefined);

/** Whether a member of the organization sees its project that is not private, which no guest was given. */
export const seesOpen = ({ keyOf, guestSees }: Character) => keyOf !== 'private project' && !guestSees;

/** Whether the caller sees a project. */
export const seesSome = (caller: Character) => seesOpen(caller) || seesPrivate(caller);

const found = new Map<Character, ReadonlySet<string>>();

/** Returns the ids and texts of their organization that are hidden from the caller. */
export function hiddenFrom(caller: Character): ReadonlySet<string> {
  if (!found.has(caller)) found.set(caller, new Set(findHidden(caller)));
  return found.get(caller)!;
}

function findHidden(caller: Character): string[] {
  if (!caller.home) return [];
  const { canaries, inOpen = [], vault } = caller.home;
  const inPrivate = vault?.canaries.work ?? [];
  if (caller.guestSees)
    return [...canaries.people, ...canaries.work, ...inPrivate].filter(
      (each) => !caller.guestSees!.has(each),
    );
  return [...(seesOpen(caller) ? [] : inOpen), ...(seesPrivate(caller) ? [] : inPrivate)];
}

/** Whether the organization's member sees all of these ids. */
export const seesIds = (caller: Character, ids: readonly string[]) =>
  !ids.some((id) => hiddenFrom(caller).has(id));

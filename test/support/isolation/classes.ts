import type { ProjectLevel, Role } from '../../../src/generated/enums.ts';
import { nameOf } from '../../../src/authorization/permission-names.ts';
import type { Permission } from '../../../src/authorization/permissions.ts';
import type { Caller, Sample, Tenant } from '../contract.ts';
import type { Character, House } from './cast.ts';
import { holds, includesLevel, seesAllProjects, seesIds, seesSome } from './rights.ts';

/** Whose ids somebody asks with: an organization's, or those of its private project and all that hangs on it. */
export interface Place extends Tenant {
  /** What must not reach those who may not see the organization itself, its people, or the work in it. */
  canaries: Record<'organization' | 'people' | 'work', string[]>;
  /** The organization around a private project. */
  around?: House;
}

/** One question: somebody asks with the ids of a place. */
export interface Cell {
  caller: Character;
  target: Place;
  /** The ids that the operation names. */
  named: readonly string[];
}

export const houseOf = (place: Place): House => place.around ?? (place as House);

/** What a field is declared to answer: one of the words of `outcome`, for every caller. */
export interface Declared {
  /** The class's name, for the table. */
  label: string;
  expect: (cell: Cell) => string;
  /** Acts in the selected organization: ids of another one are answered as unknown ones. */
  tenant?: boolean;
  /** What else than one's own the answer may show: everybody's names and addresses, every organization's name and id beside these, or all of the ids' organization. */
  shows?: 'people' | 'organizations' | 'target';
  /** Another operation than the field's own sample. */
  sample?: Sample;
  /** Asked once: the operation takes the ids of nobody, whatever the schema says. */
  once?: boolean;
  /** Whose rows, elsewhere than in the caller's own organization, it may change: the people's, traces of the caller, or those of the organization that it names. */
  touches?: 'people' | 'traces' | 'target';
}

/** Whether the caller belongs to the organization that they selected, and it is not archived. */
export const isAdmitted = ({ caller }: Cell) =>
  caller.role !== undefined && caller.home === caller.selected && caller.selected.standing !== 'ARCHIVED';

/** Whether the ids are of the organization that the caller selected, whether they may see them or not. */
export const isHere = ({ caller, target }: Cell) => houseOf(target) === caller.selected;

/** Whether the ids are of the organization that the caller selected and was admitted to, and of nothing there that is hidden from them. */
export const isFound = (cell: Cell) => isAdmitted(cell) && isHere(cell) && seesIds(cell.caller, cell.named);

/** Whether the ids are of the caller's own organization, and they may know that it exists. */
export const belongs = ({ caller, target }: Pick<Cell, 'caller' | 'target'>) =>
  caller.home === houseOf(target) && (houseOf(target).standing !== 'ARCHIVED' || caller.role === 'OWNER');

/** Anybody, whatever credentials they send. */
export const open: Declared = { label: 'open', expect: () => 'ok' };

/** Anybody, but credentials that are sent must hold. */
export const visitor: Declared = {
  label: 'visitor',
  expect: ({ caller }) => (caller.stale ? 'UNAUTHENTICATED' : 'ok'),
};

/** What is the signed-in person's own, whatever organization they select. */
export const personal: Declared = {
  label: 'personal',
  expect: ({ caller }) => (caller.robot ? 'FORBIDDEN' : caller.signedIn ? 'ok' : 'UNAUTHENTICATED'),
};

/** Only platform administrators, to whom no person is foreign. */
export const platform: Declared = {
  label: 'platform',
  expect: ({ caller }) => (caller.signedIn ? (caller.platformAdmin ? 'ok' : 'FORBIDDEN') : 'UNAUTHENTICATED'),
  shows: 'people',
  touches: 'people',
};

/** The level that a member of a project needs for what the permission is for. */
const levels: Partial<Record<Permission, ProjectLevel>> = {
  'comment.write': 'COMMENT',
  'comment.deleteOthers': 'COMMENT',
  'task.write': 'EDIT',
  'task.deleteOthers': 'EDIT',
  'project.manage': 'MANAGE',
};

/** Whether the caller may do in the place what the permission is for: by their role, and as far as their level in a private project reaches. */
function mayThere(cell: Cell, least: Role, permission: Permission): boolean {
  const { caller, target } = cell;
  const byRole = holds(caller, least, permission);
  if (!target.around || caller.level === undefined || seesAllProjects(caller)) return byRole;
  const manages = caller.level === 'MANAGE' && !caller.robot && holds(caller, 'MEMBER', 'task.write');
  if (permission === 'project.manage') return byRole || manages;
  return byRole && includesLevel(caller.level, levels[permission] ?? 'VIEW');
}

function refusal(cell: Cell, least: Role, permission: Permission): string | undefined {
  if (!cell.caller.signedIn) return 'UNAUTHENTICATED';
  if (!isAdmitted(cell)) return 'NOT_FOUND';
  return mayThere(cell, least, permission) ? undefined : 'FORBIDDEN';
}

/** Reading in the selected organization: the permission, and the least built-in role that has it. */
export const tenantRead = (least: Role, permission: Permission): Declared => ({
  label: `read, ${least}, ${nameOf(permission)}`,
  expect: (cell) => refusal(cell, least, permission) ?? 'ok',
  tenant: true,
});

/** Writing in the selected organization, which must not be suspended. */
export const tenantWrite = (least: Role, permission: Permission): Declared => ({
  label: `write, ${least}, ${nameOf(permission)}`,
  expect: (cell) =>
    refusal(cell, least, permission) ??
    (cell.caller.selected.standing === 'SUSPENDED' ? 'ORGANIZATION_SUSPENDED' : 'ok'),
  tenant: true,
});

/** The same, but not for an API key. */
export const personWrite = (least: Role, permission: Permission): Declared => ({
  ...except(tenantWrite(least, permission), ({ caller }) => (caller.robot ? 'FORBIDDEN' : undefined)),
  label: `write, ${least}, ${nameOf(permission)}, no key`,
});

/** The same, and for an API key that was made for it. */
export const peopleWrite = (least: Role, permission: Permission): Declared => ({
  ...except(tenantWrite(least, permission), ({ caller }) =>
    caller.robot && !caller.managesPeople ? 'FORBIDDEN' : undefined,
  ),
  label: `write, ${least}, ${nameOf(permission)}, a key with MEMBERS_WRITE`,
});

/** Writing in the selected organization, suspended or not. */
export const tenantWriteAlways = (least: Role, permission: Permission): Declared => ({
  ...tenantRead(least, permission),
  label: `write always, ${least}, ${nameOf(permission)}`,
});

/** A reference to something in the selected organization, which every member finds. */
export const entity: Declared = tenantRead('MEMBER', 'organization.see');

/** By id, for those who are signed in: null unless `visible`. */
export const lookup = (label: string, visible: (cell: Cell) => boolean): Declared => ({
  label,
  expect: (cell) => (cell.caller.signedIn ? (visible(cell) ? 'ok' : 'null') : 'UNAUTHENTICATED'),
});

/** The class, but where it would answer `ok`, whatever `exception` says, if anything. */
export const except = (
  declared: Declared,
  exception: (cell: Cell) => string | undefined,
  more: Partial<Declared> = {},
): Declared => ({
  ...declared,
  ...more,
  expect: (cell) => {
    const usual = declared.expect(cell);
    return usual === 'ok' ? (exception(cell) ?? usual) : usual;
  },
});

/** How a field leads on from a thing that the caller was shown. */
export interface Edge {
  label: string;
  expect: (cell: Cell) => string;
  /** Whether it refuses some of those who see the thing: it is asked for alone, and not with all that the thing shows. */
  apart?: true;
}

/** Whoever sees the thing sees this. */
export const withParent: Edge = { label: 'with its parent', expect: () => 'ok' };

/** Only within the selected organization. */
export const ofSelected: Edge = {
  label: 'if selected',
  expect: (cell) => (isFound(cell) ? 'ok' : 'BAD_USER_INPUT'),
  apart: true,
};

/** Not for guests. */
export const notForGuests = (edge: Edge): Edge => ({
  label: `${edge.label}, no guest`,
  expect: (cell) => (cell.caller.guestSees ? 'FORBIDDEN' : edge.expect(cell)),
  apart: true,
});

/** Something or somebody with an id of their own, which may be hidden from who sees the thing. */
export const ifSeen = (idOf: (place: Place) => string): Edge => ({
  label: 'with its parent, if seen',
  expect: ({ caller, target }) => (seesIds(caller, [idOf(target)]) ? 'ok' : 'null'),
});

/** Of a list of what the projects have that the caller sees. */
export const inProjects: Edge = {
  label: 'with its parent, in projects',
  expect: ({ caller }) => (seesSome(caller) ? 'ok' : 'null'),
};

/** Whoever shows somebody's secret is answered as that person. */
export const credentials = { ...open, label: 'credentials', shows: 'target', touches: 'people' } as const;

/** Somebody else's: for those with one more permission. */
export const othersWrite = (permission: Permission, others: Permission): Declared =>
  except(tenantWrite('MEMBER', permission), (cell) =>
    isFound(cell) && !mayThere(cell, 'ADMIN', others) ? 'FORBIDDEN' : undefined,
  );

/** What those who lead a team may do, and those who manage all of them. The caller leads none. */
export const leads = (declared: Declared, label: string): Declared => ({
  ...except(declared, (cell) =>
    isFound(cell) && !holds(cell.caller, 'ADMIN', 'team.manage') ? 'FORBIDDEN' : undefined,
  ),
  label,
});

export const ownId = (tenant: Tenant, { account }: Caller) => account?.userId ?? tenant.owner.userId;

/** Of a role that has all permissions. */
export const ownersOnly = (declared: Declared): Declared =>
  except(declared, ({ caller }) => (caller.role === 'OWNER' ? undefined : 'userErrors FORBIDDEN_ROLE'));

/** The same, of somebody in the selected organization. */
export const ownersOnlyHere = (declared: Declared): Declared =>
  except(declared, (cell) =>
    cell.caller.role === 'OWNER' || !isHere(cell) ? undefined : 'userErrors FORBIDDEN_ROLE',
  );

/** Of a role that a custom one lacks permissions of. */
export const builtInOnly = (declared: Declared): Declared =>
  except(declared, ({ caller }) => (caller.permissions ? 'userErrors FORBIDDEN_ROLE' : undefined));

export const selected = lookup('if selected', isFound);

/** By id, in the selected organization, for those with the permission. */
export const selectedWith = (permission: Permission) =>
  lookup(
    `if selected, ${nameOf(permission)}`,
    (cell) => isFound(cell) && holds(cell.caller, 'ADMIN', permission),
  );

/** A reference to what only those with the permission find. */
export const entityWith = (permission: Permission): Declared => ({
  ...except(entity, ({ caller }) => (holds(caller, 'ADMIN', permission) ? undefined : 'null')),
  label: `if selected, ${nameOf(permission)}`,
});

/** Nobody is shown one here. */
export const none: Edge = { label: 'none', expect: () => 'null' };

export const pageOf = (type: string, edge = withParent): Record<string, Edge> => ({
  [`${type}Connection.edges`]: edge,
  [`${type}Connection.nodes`]: edge,
  [`${type}Edge.node`]: edge,
});

export const page = (type: string) => [type, `${type}Connection`, `${type}Edge`];

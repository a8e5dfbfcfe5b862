import type { Role } from '../../../src/generated/enums.ts';
import { includesRole } from '../../../src/authorization/access.ts';
import type { Caller, Sample, Tenant } from '../contract.ts';
import type { Character, House } from './cast.ts';

/** One question: somebody asks with the ids of an organization. */
export interface Cell {
  caller: Character;
  target: House;
}

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
const isAdmitted = ({ caller }: Cell) =>
  caller.role !== undefined && caller.home === caller.selected && caller.selected.standing !== 'ARCHIVED';

/** Whether the ids are of the organization that the caller selected and was admitted to. */
export const isFound = (cell: Cell) => isAdmitted(cell) && cell.target === cell.caller.selected;

/** Whether the ids are of the caller's own organization, and they may know that it exists. */
export const belongs = ({ caller, target }: Cell) =>
  caller.home === target && (target.standing !== 'ARCHIVED' || caller.role === 'OWNER');

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

function refusal(cell: Cell, least: Role): string | undefined {
  if (!cell.caller.signedIn) return 'UNAUTHENTICATED';
  if (!isAdmitted(cell)) return 'NOT_FOUND';
  return includesRole(cell.caller.role!, least) ? undefined : 'FORBIDDEN';
}

/** Reading in the selected organization. */
export const tenantRead = (least: Role): Declared => ({
  label: `read, ${least}`,
  expect: (cell) => refusal(cell, least) ?? 'ok',
  tenant: true,
});

/** Writing in the selected organization, which must not be suspended. */
export const tenantWrite = (least: Role): Declared => ({
  label: `write, ${least}`,
  expect: (cell) =>
    refusal(cell, least) ?? (cell.caller.selected.standing === 'SUSPENDED' ? 'ORGANIZATION_SUSPENDED' : 'ok'),
  tenant: true,
});

/** The same, but not for an API key. */
export const personWrite = (least: Role): Declared => ({
  ...except(tenantWrite(least), ({ caller }) => (caller.robot ? 'FORBIDDEN' : undefined)),
  label: `write, ${least}, no key`,
});

/** The same, and for an API key that was made for it. */
export const peopleWrite = (least: Role): Declared => ({
  ...except(tenantWrite(least), ({ caller }) =>
    caller.robot && !caller.managesPeople ? 'FORBIDDEN' : undefined,
  ),
  label: `write, ${least}, a key with MEMBERS_WRITE`,
});

/** Writing in the selected organization, suspended or not. */
export const tenantWriteAlways = (least: Role): Declared => ({
  ...tenantRead(least),
  label: `write always, ${least}`,
});

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
export type Edge = { label: string; expect: (cell: Cell) => string };

/** Whoever sees the thing sees this. */
export const withParent: Edge = { label: 'with its parent', expect: () => 'ok' };

/** Only within the selected organization. */
export const ofSelected: Edge = {
  label: 'if selected',
  expect: (cell) => (isFound(cell) ? 'ok' : 'BAD_USER_INPUT'),
};

/** Whoever shows somebody's secret is answered as that person. */
export const credentials = { ...open, label: 'credentials', shows: 'target', touches: 'people' } as const;

/** Somebody else's: for administrators. */
export const notMembers = except(tenantWrite('MEMBER'), ({ caller, target }) =>
  caller.role === 'MEMBER' && target === caller.selected ? 'FORBIDDEN' : undefined,
);

export const ownId = (tenant: Tenant, { account }: Caller) => account?.userId ?? tenant.owner.userId;

export const notAdmins = except(peopleWrite('ADMIN'), ({ caller }) =>
  caller.role === 'ADMIN' ? 'userErrors FORBIDDEN_ROLE' : undefined,
);

export const selected = lookup('if selected', isFound);

const isAdmin = ({ caller }: Cell) => caller.role === 'ADMIN' || caller.role === 'OWNER';

export const forAdmins = lookup('if selected, ADMIN', (cell) => isFound(cell) && isAdmin(cell));

export const entityForAdmins = except(tenantRead('MEMBER'), (cell) => (isAdmin(cell) ? undefined : 'null'));

/** Nobody is shown one here. */
export const none: Edge = { label: 'none', expect: () => 'null' };

export const pageOf = (type: string): Record<string, Edge> => ({
  [`${type}Connection.edges`]: withParent,
  [`${type}Connection.nodes`]: withParent,
  [`${type}Edge.node`]: withParent,
});

export const page = (type: string) => [type, `${type}Connection`, `${type}Edge`];

// How a request is authorized.
//
// A *caller* is a user with a session or an API key. A *permission* is an action in an organization, such as `task.write`.
// A *requirement* says who has the permission: the minimum built-in role, and for API keys also a scope. The table below is
// the only place where requirements are written. A built-in role is the set of permissions whose minimum role it reaches; a
// custom role lists its permissions. Two roles are compared as sets (`includesAuthority`): nobody grants what they lack.
//
// 1. The operation's transaction begins with `app.begin_request`, which looks up the session or the key, the organization
//    that the request names and the caller's role there. The result is the `CallerAccess` (core/access.ts).
// 2. Every root field has a *guard* in its module's `rules.ts`, such as `can('task.write')` (guards.ts). The server does
//    not start while a root field has none (rules.ts). graphql-shield runs the guard before the resolver (shield.ts).
// 3. The guard compares the access with the requirement (access.ts) and returns an error or lets the resolver run. A
//    member without the role gets FORBIDDEN. To all others the organization does not exist: they get NOT_FOUND.
// 4. A mutation that locks rows checks again under the lock (`recheckPermission` in permission-checks.ts), because the
//    role may have changed while it waited. Fields `viewerCan…` read the same table, to tell clients what they may do.
// 5. A subscription is checked when it begins and again for each event.
//
// The guard is one of two independent defences. `begin_request` also sets the organization that row-level security reads:
// a resolver that forgets its condition still sees only rows of an organization to which the caller has access.
//
// Members can read a suspended organization but not change it. Its status can still change: it can be suspended
// differently, reinstated, archived or deleted. Its owners can still pay (`billing.manage`). For members an archived organization does not exist. Its owners still see
// it, and can restore or delete it.

import type { ApiKeyScope, Role } from '../generated/enums.ts';

export interface Requirement {
  minRole: Role;
  /**
   * Whether the action fails while the organization is suspended. True of every write, except for those that change the
   * organization's status, and for the page of the payment provider.
   */
  refusedWhenSuspended: boolean;
  /** Whether the owners of an archived organization may still do it. True only of restoring and deleting it. */
  allowedWhenArchived?: true;
  /** The scope that an API key needs. Default: WRITE if `refusedWhenSuspended`, otherwise READ. */
  scope?: ApiKeyScope;
  /** The minimum role of an API key, if it differs from `minRole` because the scope is specific enough. */
  minKeyRole?: Role;
  /** Whether API keys are rejected, whatever their role and scopes. */
  peopleOnly?: true;
  /** Whether guests can have it. All others they lack, whatever their role. */
  guests?: true;
  /** Whether no custom role can have it. */
  ownersOnly?: true;
}

const reading = (minRole: Role): Requirement => ({ minRole, refusedWhenSuspended: false });
const writing = (minRole: Role): Requirement => ({ minRole, refusedWhenSuspended: true });
/**
 * Security: a thief could use a leaked API key to become a member, and would stay one after the key is revoked. Actions
 * that change members' access therefore need a scope of their own, which only owners can give to a key.
 */
const managingPeople = (minRole: Role): Requirement => ({ ...writing(minRole), scope: 'MEMBERS_WRITE' });
const peopleOnly = (requirement: Requirement): Requirement => ({ ...requirement, peopleOnly: true });
const forGuests = (requirement: Requirement): Requirement => ({ ...requirement, guests: true });
/** Changes the organization's status, also while it is suspended. API keys cannot do this, because none is an OWNER. */
const changingStatus: Requirement = { minRole: 'OWNER', refusedWhenSuspended: false, ownersOnly: true };
/** Pays and looks after means of payment, also while the organization is suspended: its debts remain. */
const paying: Requirement = { minRole: 'OWNER', refusedWhenSuspended: false, scope: 'WRITE' };
/** Changes the organization's status, also while it is archived. */
const recovering: Requirement = { ...changingStatus, allowedWhenArchived: true };

/**
 * The requirements of all permissions. Each built-in role includes the permissions of those below it. The table
 * `permissions` of the database has their minimum roles as well: a migration adds each new permission.
 */
export const permissions = {
  'organization.see': forGuests(reading('MEMBER')),
  'organization.update': writing('OWNER'),
  'organization.suspend': changingStatus,
  'organization.reinstate': changingStatus,
  'organization.archive': changingStatus,
  'organization.restore': recovering,
  'organization.delete': recovering,
  'organization.leave': forGuests(peopleOnly(writing('MEMBER'))),
  'settings.update': writing('OWNER'),
  'plan.change': writing('OWNER'),
  'plan.seeHistory': reading('ADMIN'),
  'ownership.transfer': { ...peopleOnly(writing('OWNER')), ownersOnly: true },
  'member.seeDetails': reading('ADMIN'),
  'member.add': managingPeople('ADMIN'),
  'member.updateRole': managingPeople('ADMIN'),
  'member.suspend': managingPeople('ADMIN'),
  'member.remove': managingPeople('ADMIN'),
  'role.manage': managingPeople('ADMIN'),
  'serviceAccount.manage': managingPeople('ADMIN'),
  'team.manage': managingPeople('ADMIN'),
  'invitation.see': reading('ADMIN'),
  'invitation.manage': managingPeople('ADMIN'),
  'apiKey.see': reading('ADMIN'),
  'apiKey.manage': peopleOnly(writing('ADMIN')),
  'apiKey.verify': { ...writing('ADMIN'), scope: 'KEYS_VERIFY', minKeyRole: 'MEMBER' },
  'usage.record': { ...writing('ADMIN'), scope: 'USAGE_WRITE', minKeyRole: 'MEMBER' },
  'usage.void': peopleOnly(writing('ADMIN')),
  'usage.see': reading('ADMIN'),
  'billing.see': reading('OWNER'),
  'billing.manage': paying,
  'credit.see': reading('ADMIN'),
  'credit.spend': { ...writing('ADMIN'), scope: 'CREDITS_WRITE', minKeyRole: 'MEMBER' },
  'credit.setAlert': writing('ADMIN'),
  'audit.see': reading('ADMIN'),
  'project.see': forGuests(reading('MEMBER')),
  'project.seeAll': reading('ADMIN'),
  'project.manage': writing('ADMIN'),
  'task.see': forGuests(reading('MEMBER')),
  'task.write': forGuests(writing('MEMBER')),
  'task.deleteOthers': writing('ADMIN'),
  'comment.write': forGuests(writing('MEMBER')),
  'comment.deleteOthers': writing('ADMIN'),
  'label.manage': writing('ADMIN'),
  'webhook.see': reading('ADMIN'),
  'webhook.manage': writing('ADMIN'),
  'notification.see': forGuests(peopleOnly(reading('MEMBER'))),
  'notification.manage': forGuests(peopleOnly(writing('MEMBER'))),
} as const satisfies Record<string, Requirement>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as Permission[];

/** Whether this release knows the permission: a role or a key may name one of a later release. */
export const isPermission = (name: string): name is Permission => Object.hasOwn(permissions, name);

/** The only permissions of an API key that is limited to projects: all that they permit is within projects. */
export const permissionsInProjects: readonly Permission[] = [
  'comment.deleteOthers',
  'comment.write',
  'project.manage',
  'project.see',
  'project.seeAll',
  'task.deleteOthers',
  'task.see',
  'task.write',
];

/** Every member has these, whatever their role. */
export const permissionsOfEveryMember: readonly Permission[] = ['organization.see', 'organization.leave'];

/** Who may not see projects sees no tasks, and the other way round. */
const permissionsToSeeProjects: readonly Permission[] = ['project.see', 'task.see'];

/** What makes no sense without these. An endpoint for webhooks hears of all projects that are not private. */
const permissionsNeedingSight: ReadonlySet<Permission> = new Set([
  ...permissionsInProjects,
  'webhook.manage',
]);

/**
 * Returns the permissions to see that some of the listed ones need beside them. To a role or a key that lacks one, row-level
 * security shows no project, and nothing that hangs on one.
 */
export const missingPermissions = (listed: readonly Permission[]): Permission[] =>
  listed.some((each) => permissionsNeedingSight.has(each))
    ? permissionsToSeeProjects.filter((each) => !listed.includes(each))
    : [];

import { decodeJwt } from 'jose';
import { type Caller, type RootField, samples, type Tenant, write } from '../contract.ts';
import {
  belongs,
  type Cell,
  type Declared,
  type Edge,
  except,
  isFound,
  lookup,
  ofSelected,
  open,
  personal,
  platform,
  tenantRead,
  tenantWrite,
  visitor,
  withParent,
} from './classes.ts';

// Who may what, and what leads where. A new root field takes one line here, a type with an id of its own one
// in `nodes` and `entities`, a field that leads to a tenant's type one in `edges`. The certificate fails until they are there.

/** Whoever shows somebody's secret is answered as that person. */
const credentials = { ...open, label: 'credentials', shows: 'target', touches: 'people' } as const;

/** Archived or not. */
const ownsSelected = ({ caller }: Cell) => caller.role === 'OWNER' && caller.home === caller.selected;

/** Every root field but `node`, whose answer depends on the type: see `nodes`. */
export const fields: Record<Exclude<RootField, 'Query.node'>, Declared> = {
  'Query.me': except(visitor, ({ caller }) => (caller.signedIn ? undefined : 'null')),
  'Query.organization': {
    ...tenantRead('MEMBER'),
    label: 'read, MEMBER; archived: OWNER',
    expect: (cell) => (ownsSelected(cell) ? 'ok' : tenantRead('MEMBER').expect(cell)),
  },
  'Query.organizations': personal,
  'Query.plans': visitor,
  'Query.project': tenantRead('MEMBER'),
  'Query.projects': tenantRead('MEMBER'),
  'Query.sessions': personal,
  'Query.task': tenantRead('MEMBER'),
  'Query.tasks': tenantRead('MEMBER'),
  'Query.user': {
    ...lookup('fellow members', (cell) => cell.caller.platformAdmin || isFound(cell)),
    shows: 'people',
  },
  'Query.users': platform,

  'Mutation.register': open,
  'Mutation.login': except(credentials, ({ target }) =>
    target.standing === 'ARCHIVED' ? 'userErrors NOT_FOUND' : undefined,
  ),
  'Mutation.refreshSession': credentials,
  'Mutation.logout': personal,
  'Mutation.switchOrganization': except(personal, (cell) =>
    belongs(cell) ? undefined : 'userErrors NOT_FOUND',
  ),
  'Mutation.revokeSession': { ...personal, once: true },
  'Mutation.revokeOtherSessions': personal,
  'Mutation.updateProfile': personal,
  'Mutation.deleteAccount': { ...personal, touches: 'traces' },
  'Mutation.changePassword': personal,
  'Mutation.requestEmailVerification': personal,
  'Mutation.verifyEmail': except(open, () => 'userErrors INVALID_TOKEN'),
  'Mutation.requestPasswordReset': open,
  'Mutation.resetPassword': except(open, () => 'userErrors INVALID_TOKEN'),
  'Mutation.beginTotpEnrollment': personal,
  'Mutation.confirmTotpEnrollment': except(personal, () => 'userErrors INVALID'),
  'Mutation.disableTotp': except(personal, () => 'userErrors INVALID'),
  'Mutation.suspendUser': platform,
  'Mutation.activateUser': platform,
  'Mutation.deactivateUser': platform,
  'Mutation.archiveUser': platform,

  'Mutation.createOrganization': personal,
  'Mutation.updateOrganization': tenantWrite('OWNER'),
  'Mutation.changePlan': tenantWrite('OWNER'),
  'Mutation.addMember': tenantWrite('ADMIN'),
  'Mutation.updateMemberRole': tenantWrite('ADMIN'),
  'Mutation.removeMember': tenantWrite('ADMIN'),
  'Mutation.createProject': tenantWrite('ADMIN'),
  'Mutation.updateProject': tenantWrite('ADMIN'),
  'Mutation.deleteProject': tenantWrite('ADMIN'),
  'Mutation.createTask': tenantWrite('MEMBER'),
  'Mutation.updateTask': tenantWrite('MEMBER'),
  'Query.webhookEndpoints': tenantRead('ADMIN'),
  'Query.webhookDeliveries': tenantRead('ADMIN'),
  'Mutation.createWebhookEndpoint': tenantWrite('ADMIN'),
  'Mutation.updateWebhookEndpoint': tenantWrite('ADMIN'),
  'Mutation.deleteWebhookEndpoint': tenantWrite('ADMIN'),
  'Mutation.rotateWebhookSecret': tenantWrite('ADMIN'),
  'Mutation.sendTestWebhook': tenantWrite('ADMIN'),
  'Mutation.replayWebhookDelivery': tenantWrite('ADMIN'),
  'Mutation.replayFailedWebhookDeliveries': tenantWrite('ADMIN'),
  'Mutation.deleteTask': except(tenantWrite('MEMBER'), ({ caller, target }) =>
    caller.role === 'MEMBER' && target === caller.selected ? 'FORBIDDEN' : undefined,
  ),
};

const ownId = (tenant: Tenant, { account }: Caller) => account?.userId ?? tenant.owner.userId;
const newcomer = async (tenant: Tenant, caller: Caller) =>
  ((await samples['Mutation.addMember'].variables!(tenant, caller)) as { input: object }).input;
const notAdmins = except(tenantWrite('ADMIN'), ({ caller }) =>
  caller.role === 'ADMIN' ? 'userErrors FORBIDDEN_ROLE' : undefined,
);
const notAdminsHere = except(tenantWrite('ADMIN'), ({ caller, target }) =>
  caller.role === 'ADMIN' && target === caller.selected ? 'userErrors FORBIDDEN_ROLE' : undefined,
);

/** Where the answer depends on what is asked for, one more row for each case, named after its field. */
export const variants: Record<string, Declared> = {
  'Query.user oneself': {
    ...personal,
    once: true,
    sample: {
      operation: samples['Query.user'].operation,
      variables: (...who) => ({ id: ownId(...who) }),
    },
  },
  'Mutation.revokeSession of another': {
    ...except(personal, () => 'userErrors NOT_FOUND'),
    sample: write('revokeSession', ({ fellow }) => ({ id: String(decodeJwt(fellow.accessToken)['sid']) })),
  },
  'Mutation.addMember as ADMIN': {
    ...tenantWrite('ADMIN'),
    sample: write('addMember', async (...who) => ({ ...(await newcomer(...who)), role: 'ADMIN' })),
  },
  'Mutation.addMember as OWNER': {
    ...notAdmins,
    sample: write('addMember', async (...who) => ({ ...(await newcomer(...who)), role: 'OWNER' })),
  },
  'Mutation.updateMemberRole to OWNER': {
    ...notAdmins,
    sample: write('updateMemberRole', ({ fellow }) => ({ userId: fellow.userId, role: 'OWNER' })),
  },
  'Mutation.updateMemberRole of an OWNER': {
    ...notAdminsHere,
    sample: write('updateMemberRole', ({ owner }) => ({ userId: owner.userId, role: 'MEMBER' })),
  },
  'Mutation.updateMemberRole oneself to OWNER': {
    ...notAdmins,
    once: true,
    sample: write('updateMemberRole', (...who) => ({ userId: ownId(...who), role: 'OWNER' })),
  },
  'Mutation.removeMember an OWNER': {
    ...notAdminsHere,
    sample: write('removeMember', ({ owner }) => ({ userId: owner.userId })),
  },
  "Mutation.deleteTask one's own": {
    ...tenantWrite('MEMBER'),
    once: true,
    sample: write('deleteTask', ({ taskId }, caller) => ({ id: caller.taskId ?? taskId })),
  },
};

/** How subscription fields are covered, which the certificate does not ask. */
export const subscriptions: Record<string, string> = {};

const fellows = lookup('fellow members', isFound);
const own = lookup("the viewer's own", belongs);
const selected = lookup('if selected', isFound);

const administrated = lookup('if selected, ADMIN', (cell) => isFound(cell) && cell.caller.role !== 'MEMBER');

/** What `node` answers to the id of each type that has one. */
export const nodes: Record<string, Declared> = {
  User: fellows,
  Organization: own,
  Membership: selected,
  Project: selected,
  Task: selected,
  WebhookEndpoint: administrated,
  WebhookDelivery: administrated,
};

/** What `_entities` answers to a reference to each type with a `@key`. */
export const entities: Record<string, Declared> = {
  User: fellows,
  Organization: own,
  Membership: tenantRead('MEMBER'),
  Plan: visitor,
  Project: tenantRead('MEMBER'),
  Task: tenantRead('MEMBER'),
  WebhookEndpoint: except(tenantRead('MEMBER'), ({ caller }) =>
    caller.role === 'MEMBER' ? 'null' : undefined,
  ),
};

const pageOf = (type: string): Record<string, Edge> => ({
  [`${type}Connection.edges`]: withParent,
  [`${type}Connection.nodes`]: withParent,
  [`${type}Edge.node`]: withParent,
});

/** Every field that leads from a type to a tenant's; those of payloads are asked for with their mutation. */
export const edges: Record<string, Edge> = {
  ...pageOf('User'),
  'User.memberships': withParent,
  ...pageOf('Organization'),
  'Organization.members': ofSelected,
  'Organization.projects': ofSelected,
  'Organization.usage': ofSelected,
  'OrganizationUsage.members': withParent,
  'OrganizationUsage.projects': withParent,
  ...pageOf('Membership'),
  'Membership.user': withParent,
  'Membership.organization': withParent,
  ...pageOf('Project'),
  'Project.organization': withParent,
  'Project.createdBy': withParent,
  'Project.tasks': withParent,
  ...pageOf('Task'),
  'Task.project': withParent,
  'Task.assignee': withParent,
  'Task.createdBy': withParent,
  ...pageOf('WebhookEndpoint'),
  ...pageOf('WebhookDelivery'),
  'WebhookDelivery.endpoint': withParent,
};

const page = (type: string) => [type, `${type}Connection`, `${type}Edge`];

/** The object types that show what belongs to a tenant. */
export const tenantTypes = new Set([
  ...page('User'),
  ...page('Organization'),
  'OrganizationUsage',
  'UsageCount',
  ...page('Membership'),
  ...page('Project'),
  ...page('Task'),
  ...page('WebhookEndpoint'),
  ...page('WebhookDelivery'),
]);

/** All other object types; payloads, and the root types, go without saying. */
export const otherTypes = new Set([
  'PageInfo',
  'UserError',
  'Plan',
  'PlanLimits',
  // Only within its delivery.
  'WebhookAttempt',
  // For oneself and for platform administrators.
  'UserAccount',
  'UserStatusChange',
  'UserStatusChangeConnection',
  'UserStatusChangeEdge',
  ...page('Session'),
]);

import { decodeJwt } from 'jose';
import { type Caller, type RootField, samples, type Tenant, write } from '../contract.ts';
import {
  belongs,
  type Cell,
  type Declared,
  except,
  isFound,
  lookup,
  open,
  peopleWrite,
  personal,
  personWrite,
  platform,
  tenantRead,
  tenantWrite,
  tenantWriteAlways,
  visitor,
} from './classes.ts';
import { nodes } from './types.ts';

// Who may what, and what leads where. A new root field takes one line here; a type with an id of its own one in
// `nodes` and `entities` of types.ts and one in ids.ts, a field that leads to a tenant's type one in `edges` of types.ts.
// The certificate fails until they are there.

/** Whoever shows somebody's secret is answered as that person. */
const credentials = { ...open, label: 'credentials', shows: 'target', touches: 'people' } as const;

/** Somebody signed in, or a key in its own organization. */
const visible = lookup('signed in', () => true);

/** Archived or not. */
const ownsSelected = ({ caller }: Cell) => caller.role === 'OWNER' && caller.home === caller.selected;

/** An owner of the organization, suspended or not, or a platform administrator. */
const ownersOrPlatform: Declared = {
  ...tenantWriteAlways('OWNER'),
  label: 'write always, OWNER; platform',
  shows: 'target',
  touches: 'target',
  expect: (cell) => (cell.caller.platformAdmin ? 'ok' : tenantWriteAlways('OWNER').expect(cell)),
};

/** An owner, suspended or archived or not. */
const recovering: Declared = {
  ...tenantWriteAlways('OWNER'),
  label: 'write always, OWNER; archived, too',
  expect: (cell) => (ownsSelected(cell) ? 'ok' : tenantWriteAlways('OWNER').expect(cell)),
};

/** Somebody else's: for administrators. */
const notMembers = except(tenantWrite('MEMBER'), ({ caller, target }) =>
  caller.role === 'MEMBER' && target === caller.selected ? 'FORBIDDEN' : undefined,
);

const ownNotifications: Declared = {
  ...except(tenantRead('MEMBER'), ({ caller }) => (caller.robot ? 'FORBIDDEN' : undefined)),
  label: "a member's own, no key",
  tenant: false,
};
const noNotification = except(personWrite('MEMBER'), () => 'userErrors NOT_FOUND');

const noClientVersion = except(platform, ({ caller }) =>
  caller.platformAdmin ? 'userErrors NOT_FOUND' : undefined,
);

/** Every root field but `node`, whose answer depends on the type: see `nodes`. */
export const fields: Record<Exclude<RootField, 'Query.node'>, Declared> = {
  'Query.me': except(visitor, ({ caller }) => (caller.signedIn && !caller.robot ? undefined : 'null')),
  // Null in the list for what `node` answers null for, type by type: see `nodes`.
  'Query.nodes': visible,
  'Query.organization': {
    ...tenantRead('MEMBER'),
    label: 'read, MEMBER; archived: OWNER',
    // Without an id it is the selected one; with one, see the variant below.
    once: true,
    expect: (cell) => (ownsSelected(cell) ? 'ok' : tenantRead('MEMBER').expect(cell)),
  },
  'Query.organizations': personal,
  'Query.plans': visitor,
  'Query.project': tenantRead('MEMBER'),
  'Query.projects': tenantRead('MEMBER'),
  'Query.sessions': personal,
  'Query.task': tenantRead('MEMBER'),
  'Query.tasks': tenantRead('MEMBER'),
  'Query.search': tenantRead('MEMBER'),
  'Query.searchTasks': tenantRead('MEMBER'),
  'Query.labels': tenantRead('MEMBER'),
  // Tokens come by mail: its own tests have right ones.
  'Query.invitation': except(open, () => 'null'),
  'Query.receivedInvitations': personal,
  'Query.invitations': tenantRead('ADMIN'),
  'Query.auditEvents': tenantRead('ADMIN'),
  'Query.auditEventExport': tenantRead('ADMIN'),
  'Query.apiKeys': tenantRead('ADMIN'),
  // Numbers alone.
  'Query.usageSeries': { ...tenantRead('ADMIN'), tenant: false },
  'Query.usageEvents': { ...tenantRead('ADMIN'), tenant: false },
  'Query.billingStatement': { ...tenantRead('OWNER'), tenant: false },
  'Query.billingStatements': { ...tenantRead('OWNER'), tenant: false },
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
  'Mutation.changeEmail': personal,
  'Mutation.confirmEmailChange': except(open, () => 'userErrors INVALID_TOKEN'),
  'Mutation.undoEmailChange': except(open, () => 'userErrors INVALID_TOKEN'),
  'Mutation.resetPassword': except(open, () => 'userErrors INVALID_TOKEN'),
  'Mutation.beginTotpEnrollment': personal,
  'Mutation.confirmTotpEnrollment': except(personal, () => 'userErrors INVALID'),
  'Mutation.disableTotp': except(personal, () => 'userErrors INVALID'),
  'Mutation.regenerateRecoveryCodes': except(personal, () => 'userErrors INVALID'),
  'Query.accountEvents': personal,
  'Mutation.suspendUser': platform,
  'Mutation.activateUser': platform,
  'Mutation.deactivateUser': platform,
  'Mutation.archiveUser': platform,

  'Query.clientVersions': platform,
  'Mutation.registerOperations': platform,
  'Mutation.activateClientVersion': noClientVersion,
  'Mutation.retireClientVersion': noClientVersion,
  'Mutation.setOrganizationOverrides': { ...platform, shows: 'target', touches: 'target' },
  'Mutation.clearOrganizationOverrides': { ...platform, shows: 'target', touches: 'target' },

  'Mutation.createOrganization': personal,
  'Mutation.acceptInvitation': except(personal, () => 'userErrors INVALID_TOKEN'),
  'Mutation.declineInvitation': except(visitor, () => 'userErrors INVALID_TOKEN'),
  'Mutation.updateOrganization': tenantWrite('OWNER'),
  'Mutation.suspendOrganization': ownersOrPlatform,
  'Mutation.reinstateOrganization': ownersOrPlatform,
  'Mutation.archiveOrganization': tenantWriteAlways('OWNER'),
  'Mutation.restoreOrganization': recovering,
  'Mutation.deleteOrganization': recovering,
  'Mutation.leaveOrganization': personWrite('MEMBER'),
  'Mutation.transferOwnership': except(personWrite('OWNER'), ({ caller, target }) =>
    target === caller.selected ? undefined : 'userErrors NOT_A_MEMBER',
  ),
  'Mutation.inviteMember': peopleWrite('ADMIN'),
  'Mutation.resendInvitation': peopleWrite('ADMIN'),
  'Mutation.revokeInvitation': peopleWrite('ADMIN'),
  'Mutation.createApiKey': personWrite('ADMIN'),
  'Mutation.rollApiKey': personWrite('ADMIN'),
  'Mutation.updateApiKey': personWrite('ADMIN'),
  'Mutation.revokeApiKey': personWrite('ADMIN'),
  'Mutation.recordUsage': tenantWrite('ADMIN'),
  'Mutation.voidUsageEvent': except(personWrite('ADMIN'), () => 'userErrors NOT_FOUND'),
  // Jobs make notifications: the cast's callers have none.
  'Query.notifications': ownNotifications,
  'Query.unreadNotificationCount': ownNotifications,
  'Query.notificationPreferences': ownNotifications,
  'Mutation.markNotificationRead': noNotification,
  'Mutation.markNotificationUnread': noNotification,
  'Mutation.markAllNotificationsRead': personWrite('MEMBER'),
  'Mutation.updateNotificationPreferences': personWrite('MEMBER'),
  'Mutation.watchProject': personWrite('MEMBER'),
  'Mutation.unwatchProject': personWrite('MEMBER'),
  'Mutation.watchTask': personWrite('MEMBER'),
  'Mutation.unwatchTask': personWrite('MEMBER'),
  'Mutation.changePlan': tenantWrite('OWNER'),
  'Mutation.addMember': peopleWrite('ADMIN'),
  'Mutation.updateMemberRole': peopleWrite('ADMIN'),
  'Mutation.setMemberRole': peopleWrite('ADMIN'),
  'Mutation.suspendMember': peopleWrite('ADMIN'),
  'Mutation.reinstateMember': peopleWrite('ADMIN'),
  'Mutation.removeMember': peopleWrite('ADMIN'),
  'Mutation.createProject': tenantWrite('ADMIN'),
  'Mutation.updateProject': tenantWrite('ADMIN'),
  'Mutation.deleteProject': tenantWrite('ADMIN'),
  'Mutation.archiveProject': tenantWrite('ADMIN'),
  'Mutation.restoreProject': tenantWrite('ADMIN'),
  'Mutation.createLabel': tenantWrite('ADMIN'),
  'Mutation.updateLabel': tenantWrite('ADMIN'),
  'Mutation.deleteLabel': tenantWrite('ADMIN'),
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
  'Mutation.createTasks': tenantWrite('MEMBER'),
  'Mutation.updateTasks': tenantWrite('MEMBER'),
  'Mutation.moveTask': tenantWrite('MEMBER'),
  'Mutation.archiveTask': tenantWrite('MEMBER'),
  'Mutation.restoreTask': tenantWrite('MEMBER'),
  'Mutation.deleteTask': notMembers,
  'Mutation.deleteTasks': notMembers,
  'Mutation.createComment': tenantWrite('MEMBER'),
  // A key has written none.
  'Mutation.updateComment': except(tenantWrite('MEMBER'), ({ caller, target }) =>
    caller.robot && target === caller.selected ? 'FORBIDDEN' : undefined,
  ),
  'Mutation.deleteComment': notMembers,
};

const ownId = (tenant: Tenant, { account }: Caller) => account?.userId ?? tenant.owner.userId;
const newcomer = async (tenant: Tenant, caller: Caller) =>
  ((await samples['Mutation.addMember'].variables!(tenant, caller)) as { input: object }).input;
const notAdmins = except(peopleWrite('ADMIN'), ({ caller }) =>
  caller.role === 'ADMIN' ? 'userErrors FORBIDDEN_ROLE' : undefined,
);
const notAdminsHere = except(peopleWrite('ADMIN'), ({ caller, target }) =>
  caller.role === 'ADMIN' && target === caller.selected ? 'userErrors FORBIDDEN_ROLE' : undefined,
);

/** Where the answer depends on what is asked for, one more row for each case, named after its field. */
export const variants: Record<string, Declared> = {
  'Query.organization by id': {
    ...nodes['Organization']!,
    sample: {
      operation: 'query ($id: ID!) { organization(id: $id) { id } }',
      variables: ({ organizationId }) => ({ id: organizationId }),
    },
  },
  'Query.user oneself': {
    ...lookup('oneself', () => true),
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
    ...peopleWrite('ADMIN'),
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
  'Mutation.setMemberRole to OWNER': {
    ...notAdmins,
    sample: write('setMemberRole', ({ fellow }) => ({ email: fellow.email, role: 'OWNER' })),
  },
  'Mutation.setMemberRole of an OWNER': {
    ...notAdminsHere,
    sample: write('setMemberRole', ({ owner }) => ({ email: owner.email, role: 'MEMBER' })),
  },
  'Mutation.suspendMember an OWNER': {
    ...notAdminsHere,
    sample: write('suspendMember', ({ owner }) => ({ userId: owner.userId, reason: 'Lost' })),
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
export const subscriptions: Record<string, string> = {
  'Subscription.taskEvents': 'test/contract/subscriptions.test.ts',
  'Subscription.projectEvents': 'test/contract/subscriptions.test.ts',
  'Subscription.commentEvents': 'test/contract/subscriptions.test.ts',
  'Subscription.memberEvents': 'test/contract/subscriptions.test.ts',
  'Subscription.invitationEvents': 'test/contract/subscriptions.test.ts',
  'Subscription.labelEvents': 'test/contract/subscriptions.test.ts',
  'Subscription.organizationEvents': 'test/contract/subscriptions.test.ts',
  'Subscription.notificationAdded': 'test/notification-live.test.ts',
};

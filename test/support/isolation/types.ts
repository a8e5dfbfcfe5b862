import {
  belongs,
  type Cell,
  type Declared,
  type Edge,
  except,
  isFound,
  lookup,
  ofSelected,
  tenantRead,
  visitor,
  withParent,
} from './classes.ts';

const fellows = lookup('fellow members', isFound);
const own = lookup("the viewer's own", belongs);
const selected = lookup('if selected', isFound);
const isAdmin = ({ caller }: Cell) => caller.role === 'ADMIN' || caller.role === 'OWNER';
const forAdmins = lookup('if selected, ADMIN', (cell) => isFound(cell) && isAdmin(cell));
const entityForAdmins = except(tenantRead('MEMBER'), (cell) => (isAdmin(cell) ? undefined : 'null'));

/** What `node` answers to the id of each type that has one. */
export const nodes: Record<string, Declared> = {
  User: fellows,
  Organization: own,
  Membership: selected,
  Invitation: forAdmins,
  AuditEvent: forAdmins,
  // Nobody in the cast has it.
  Session: lookup('the person who signed in', () => false),
  WebhookEndpoint: forAdmins,
  WebhookDelivery: forAdmins,
  // Nobody in the cast is its recipient.
  Notification: lookup('the recipient', () => false),
  ApiKey: forAdmins,
  Project: selected,
  Task: selected,
  Label: selected,
  Comment: selected,
};

/** What `_entities` answers to a reference to each type with a `@key`. */
export const entities: Record<string, Declared> = {
  User: fellows,
  Organization: own,
  Membership: tenantRead('MEMBER'),
  Plan: visitor,
  Project: tenantRead('MEMBER'),
  Task: tenantRead('MEMBER'),
  Label: tenantRead('MEMBER'),
  Comment: tenantRead('MEMBER'),
  Invitation: entityForAdmins,
  WebhookEndpoint: entityForAdmins,
  WebhookDelivery: entityForAdmins,
  Notification: except(tenantRead('MEMBER'), () => 'null'),
  ApiKey: entityForAdmins,
};

/** Nobody is shown one here. */
const none: Edge = { label: 'none', expect: () => 'null' };

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
  'Organization.statusHistory': ofSelected,
  'Organization.suspension': none,
  'Organization.overrides': {
    label: 'if selected; none',
    expect: (cell) => (isFound(cell) ? 'null' : 'BAD_USER_INPUT'),
  },
  ...pageOf('OrganizationStatusChange'),
  'OrganizationStatusChange.changedBy': withParent,
  'Organization.usage': ofSelected,
  'OrganizationUsage.members': withParent,
  'OrganizationUsage.projects': withParent,
  'OrganizationUsage.apiKeys': withParent,
  'OrganizationUsage.webhookEndpoints': withParent,
  'OrganizationUsage.apiRequests': withParent,
  'NotificationConnection.edges': none,
  'NotificationConnection.nodes': none,
  'NotificationEdge.node': none,
  'Notification.actor': none,
  'Notification.task': none,
  'Notification.comment': none,
  ...pageOf('WebhookEndpoint'),
  ...pageOf('WebhookDelivery'),
  'WebhookDelivery.endpoint': withParent,
  ...pageOf('Invitation'),
  'Invitation.invitedBy': withParent,
  ...pageOf('ApiKey'),
  'ApiKey.createdBy': withParent,
  ...pageOf('AuditEvent'),
  'AuditEvent.actor': withParent,
  ...pageOf('Membership'),
  'Membership.user': withParent,
  'Membership.organization': withParent,
  'Membership.suspension': none,
  'MembershipSuspension.suspendedBy': none,
  ...pageOf('Project'),
  'Project.organization': withParent,
  'Project.createdBy': withParent,
  'Project.tasks': withParent,
  'Project.taskCounts': withParent,
  ...pageOf('Task'),
  'Task.project': withParent,
  'Task.organization': withParent,
  'Task.assignee': withParent,
  'Task.createdBy': withParent,
  'Task.labels': withParent,
  'Task.comments': withParent,
  'Task.history': withParent,
  'SearchHit.task': withParent,
  ...pageOf('SearchHit'),
  ...pageOf('Label'),
  ...pageOf('Comment'),
  'Comment.task': withParent,
  'Comment.author': withParent,
  'Comment.mentions': withParent,
  ...pageOf('TaskChange'),
  'TaskChange.actor': withParent,
  'TaskChange.fields': withParent,
  ...pageOf('UsageEvent'),
  'UsageEvent.void': none,
  'UsageVoid.voidedBy': withParent,
  'UsageSeries.buckets': withParent,
  'UsageSeries.groups': none,
  'UsageGroup.buckets': none,
  // The cast has no sealed statement: test/billing-verify.test.ts has.
  'BillingStatementConnection.edges': none,
  'BillingStatementConnection.nodes': none,
  'BillingStatementEdge.node': none,
  'BillingStatement.organization': withParent,
  'BillingStatement.lineItems': withParent,
};

const page = (type: string) => [type, `${type}Connection`, `${type}Edge`];

/** The object types that show what belongs to a tenant. */
export const tenantTypes = new Set([
  ...page('User'),
  ...page('Organization'),
  'OrganizationUsage',
  'UsageCount',
  ...page('Membership'),
  'MembershipSuspension',
  ...page('Project'),
  'TaskCount',
  ...page('Task'),
  ...page('OrganizationStatusChange'),
  'OrganizationSuspension',
  'OrganizationOverrides',
  'PeriodUsage',
  ...page('Notification'),
  ...page('WebhookEndpoint'),
  ...page('WebhookDelivery'),
  ...page('Invitation'),
  ...page('ApiKey'),
  ...page('AuditEvent'),
  'AuditEventExport',
  ...page('Label'),
  ...page('Comment'),
  ...page('TaskChange'),
  'TaskFieldChange',
  ...page('SearchHit'),
  ...page('UsageEvent'),
  'UsageVoid',
  'UsageSeries',
  'UsageGroup',
  'UsageBucket',
  'UsageReceipt',
  ...page('BillingStatement'),
  'BillingLineItem',
]);

/** What subscriptions tell. */
const events = [
  'TaskEvent',
  'ProjectEvent',
  'CommentEvent',
  'MemberEvent',
  'InvitationEvent',
  'LabelEvent',
  'OrganizationEvent',
];

/** All other object types; payloads, and the root types, go without saying. */
export const otherTypes = new Set([
  'PageInfo',
  'UserError',
  'Plan',
  'PlanLimits',
  // For whoever has the token of the mail.
  'InvitationPreview',
  // One's own.
  'NotificationPreferences',
  'NotificationPreference',
  // Only within its delivery.
  'WebhookAttempt',
  // For oneself and for platform administrators.
  'UserAccount',
  'UserStatusChange',
  'UserStatusChangeConnection',
  'UserStatusChangeEdge',
  ...page('Session'),
  ...page('AccountEvent'),
  ...page('ReceivedInvitation'),
  // For platform administrators, and of no tenant.
  ...page('ClientVersion'),
  ...page('RegisteredOperation'),
  ...events,
]);

/** Types that subscriptions alone lead to: see `subscriptions`. */
export const heard = new Set(events);

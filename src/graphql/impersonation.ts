import { type DocumentNode, type GraphQLSchema, Kind, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import { refusal } from '../util/error-codes.ts';
import type { RequestInfo } from '../core/request.ts';

/**
 * The fields that a platform administrator may use while acting as a user. A new field is refused until it is named here:
 * nobody thinks of this list when adding a secret, an export or a way to sign in. Connections, edges and payloads follow
 * from the fields that return them. `Mutation` is for sessions that may change data.
 */
const available: Record<string, string> = {
  Query:
    'me user organization project projects task tasks labels search searchTasks node nodes notifications unreadNotificationCount plans',
  Mutation:
    'createProject updateProject archiveProject restoreProject createTask createTasks updateTask updateTasks moveTask archiveTask restoreTask createComment updateComment createLabel updateLabel',
  Subscription:
    'taskEvents projectEvents commentEvents labelEvents memberEvents organizationEvents notificationAdded',
  Comment:
    'author body createdAt editedAt id mentions task updatedAt version viewerCanDelete viewerCanUpdate',
  CommentEvent: 'changedFields comment commentId taskId type',
  Label: 'color createdAt id name updatedAt version viewerCanDelete viewerCanUpdate',
  LabelEvent: 'changedFields label labelId type',
  MemberEvent: 'changedFields membership membershipId type userId',
  Membership:
    'createdAt id organization permissions role status suspension updatedAt user viewerCanReinstate viewerCanRemove viewerCanSuspend viewerCanUpdateRole',
  MembershipSuspension: 'reason since suspendedBy until',
  Organization:
    'archiveReason createdAt deletesAt id members name plan projects slug status statusHistory suspension updatedAt usage viewerCanAddMembers viewerCanArchive viewerCanChangePlan viewerCanCreateProjects viewerCanCreateTasks viewerCanDelete viewerCanLeave viewerCanReinstate viewerCanRestore viewerCanSeeAuditEvents viewerCanSeeBilling viewerCanSeeInvitations viewerCanSeeUsage viewerCanSuspend viewerCanTransferOwnership viewerCanUpdate viewerRole',
  OrganizationEvent: 'changedFields organization type',
  OrganizationStatusChange: 'changedBy createdAt id reason status until',
  OrganizationSuspension: 'reason since suspendedBy until',
  PageInfo: 'endCursor hasNextPage hasPreviousPage startCursor',
  Plan: 'archivedAt code features isPublic limits name version',
  PlanLimits:
    'apiKeys apiRequestsPerMinute apiRequestsPerMonth members projects subscriptions subscriptionsPerCaller webhookEndpoints',
  Project:
    'archivedAt createdAt createdBy description id name organization status taskCounts tasks updatedAt version viewerCanDelete viewerCanUpdate viewerIsWatching',
  ProjectEvent: 'changedFields project projectId type',
  Task: 'archivedAt assignee comments completedAt createdAt createdBy description dueAt history id labels organization position priority project status title updatedAt version viewerCanDelete viewerCanUpdate viewerIsWatching',
  TaskChange: 'actor apiKeyId createdAt fields id',
  TaskCount: 'count status',
  TaskEvent: 'changedFields task taskId type',
  TaskFieldChange: 'field from to',
  User: 'avatarUrl bio createdAt email fullName id status updatedAt',
  UserError: 'code field message',
  Notification: 'actor comment createdAt details id isRead kind readAt task updatedAt',
  SearchHit: 'rank task',
  OrganizationUsage: 'apiKeys apiRequests members projects webhookEndpoints',
  UsageCount: 'limit used',
  PeriodUsage: 'limit resetsAt used',
};
const fields = new Map(Object.entries(available).map(([type, names]) => [type, new Set(names.split(' '))]));

const pageFields = new Set(['edges', 'nodes', 'pageInfo', 'totalCount', 'cursor', 'node']);

/** Returns whether an administrator who acts as a user may select the field. */
export function isAvailable(typeName: string, field: string): boolean {
  if (field.startsWith('__') || typeName.startsWith('__')) return true;
  const named = fields.get(typeName);
  if (named) return named.has(field);
  if (typeName === 'Node') return field === 'id';
  const payloadOf = /^(\w+)Payload$/.exec(typeName)?.[1];
  if (payloadOf) return fields.get('Mutation')!.has(payloadOf[0]!.toLowerCase() + payloadOf.slice(1));
  const item = /^(\w+)(?:Connection|Edge)$/.exec(typeName)?.[1];
  return item !== undefined && fields.has(item) && pageFields.has(field);
}

const forbidden = (message: string) => refusal(message, { code: 'FORBIDDEN', reason: 'IMPERSONATED' });

/**
 * Refuses an operation of a platform administrator who acts as a user, unless all fields of its document are available.
 *
 * Security: an administrator could take the user's account over, with a key, a password, a second factor or another
 * session, or carry the organization's data away. The document is checked before it is executed, so that it does not
 * matter which executor would run it.
 * @throws FORBIDDEN with reason IMPERSONATED
 */
export function refuseImpersonated(
  { claims }: RequestInfo,
  schema: GraphQLSchema,
  document: DocumentNode,
): void {
  if (!claims?.act) return;
  const { writes } = claims.act;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      [Kind.OPERATION_DEFINITION]: ({ operation }) => {
        if (operation === 'mutation' && !writes) throw forbidden('This session may only read.');
      },
      [Kind.FIELD]: ({ name: { value: field } }) => {
        const type = types.getParentType();
        if (!type || !isAvailable(type.name, field))
          throw forbidden(`${type?.name}.${field} is not available while you act as somebody else.`);
      },
    }),
  );
}

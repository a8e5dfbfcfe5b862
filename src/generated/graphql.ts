import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PageBounds } from '../database/pagination.ts';
import type { AccountEventRow, AccountEventPage } from '../modules/account-event/rows.ts';
import type { UserAccountRow, UserStatusChangeRow, UserStatusChangePage } from '../modules/account/rows.ts';
import type { ApiKeyRow, KeyVerificationRow, ApiKeyPage } from '../modules/api-key/rows.ts';
import type { AuditEventRow, AuditEventPage } from '../modules/audit/rows.ts';
import type { BillingLineItemRow, BillingStatementRow, BillingStatementPage } from '../modules/billing/rows.ts';
import type { ClientVersionRow, ClientVersionPage, RegisteredOperationRow, RegisteredOperationPage } from '../modules/client/rows.ts';
import type { CommentRow, CommentPage } from '../modules/comment/rows.ts';
import type { CreditBalanceRow, CreditGrantRow, CreditGrantPage, CreditEntryRow, CreditEntryPage, CreditSpendRow } from '../modules/credit/rows.ts';
import type { TaskEventRow, ProjectEventRow, CommentEventRow, MemberEventRow, InvitationEventRow, LabelEventRow, OrganizationEventRow, RoleEventRow } from '../modules/event/rows.ts';
import type { FlagRow } from '../modules/flag/rows.ts';
import type { InvitationRow, InvitedProjectRow, InvitationPage, ReceivedInvitationRow, ReceivedInvitationPage } from '../modules/invitation/rows.ts';
import type { LabelRow, LabelPage } from '../modules/label/rows.ts';
import type { MembershipRow, MembershipPage, MembershipSuspensionRow } from '../modules/membership/rows.ts';
import type { MeterRow, MeterPolicyRow } from '../modules/meter/rows.ts';
import type { NotificationRow, NotificationPage, NotificationPreferenceRow } from '../modules/notification/rows.ts';
import type { OrganizationRow, OrganizationSettingsRow, OrganizationPage, OrganizationStatusChangeRow, OrganizationStatusChangePage } from '../modules/organization/rows.ts';
import type { PaymentRow } from '../modules/payment/rows.ts';
import type { PlanVersionRow, EntitlementRow, FeatureOverrideRow, FeatureRow, PlanRow, PlanSegmentRow, PlannedPlanChangeRow, PlanSegmentPage, PlanPriceRow } from '../modules/plan/rows.ts';
import type { OrganizationOverviewRow, OrganizationOverviewPage, OrganizationUseRow } from '../modules/platform/rows.ts';
import type { ProjectMemberRow, ProjectMemberPage } from '../modules/project-member/rows.ts';
import type { ProjectTeamRow, ProjectTeamPage } from '../modules/project-team/rows.ts';
import type { ProjectRow, ProjectPage } from '../modules/project/rows.ts';
import type { OrganizationRoleRow, OrganizationRolePage } from '../modules/role/rows.ts';
import type { SessionRow, SessionPage } from '../modules/session/rows.ts';
import type { TaskRow, TaskPage, SearchHitRow, SearchHitPage, TaskChangeRow, TaskChangePage } from '../modules/task/rows.ts';
import type { TeamRow, TeamPage, TeamEventRow } from '../modules/team/rows.ts';
import type { UsageEventRow, UsageEventPage, UsageSeriesRow, UsageVoidRow } from '../modules/usage/rows.ts';
import type { UserRow, UserPage } from '../modules/user/rows.ts';
import type { WebhookEndpointRow, WebhookEndpointPage, WebhookDeliveryRow, WebhookDeliveryPage } from '../modules/webhook/rows.ts';
import type { Context } from '../core/context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An integer that may exceed the range of `Int`. Returned as a JSON number up to 9007199254740991, and as a decimal string beyond, because JSON readers would round it. Accepted in either form. */
  BigInt: { input: number | bigint; output: bigint | number | string; }
  /** An instant as RFC 3339 in UTC, for example `2026-01-31T09:30:00Z`. */
  DateTime: { input: string; output: string; }
  /** Any JSON value. Integers beyond 9007199254740991 are rejected, because JSON readers would round them: send them as strings. */
  JSON: { input: unknown; output: unknown; }
  /** A JSON object. Integers beyond 9007199254740991 are rejected, because JSON readers would round them: send them as strings. */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
  /** A plan's code: up to 50 capital letters, digits and `_`, for example `FREE`. In an operation it can be written as a string or as an enum value. */
  PlanCode: { input: string; output: string; }
  /** The key of a feature: up to 100 letters, digits, `_`, `-` and dots, for example `WEBHOOKS`. In an operation it can be written as a string or as an enum value. */
  PlanFeature: { input: string; output: string; }
};

/** An invitation to accept. */
export type AcceptInvitationInput = {
  /** The token from the link in the mail. */
  token: Scalars['String']['input'];
};

/** The payload of `acceptInvitation`. */
export type AcceptInvitationPayload = {
  __typename?: 'AcceptInvitationPayload';
  /** The viewer's membership. Select its organization with `switchOrganization` or `X-Organization-Id`. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An event in the viewer's account log. Events never change and contain no secrets. */
export type AccountEvent = {
  __typename?: 'AccountEvent';
  /** The action, for example `account.password_changed`. */
  action: Scalars['String']['output'];
  /** The kind of actor. */
  actor: AccountEventActor;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
  /** Details as an object whose fields depend on the action, for example the changed fields. See docs/audit-log.md. */
  details?: Maybe<Scalars['JSON']['output']>;
  /** The browser or program and the operating system from `userAgent`, for display. */
  device?: Maybe<Scalars['String']['output']>;
  /** The event's id. */
  id: Scalars['ID']['output'];
  /** The IP address of the request; null for platform administrators. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** The request's id, as in the response header `X-Request-Id`. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** The session in which it happened, if known. The session may have ended. */
  sessionId?: Maybe<Scalars['ID']['output']>;
  /** The request's `User-Agent` header; null where `ipAddress` is null. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** The kinds of actors in an account log. */
export type AccountEventActor =
  /** A platform administrator, or the system. */
  | 'PLATFORM'
  /** The account's holder: somebody with a session, the password or a mailed link. */
  | 'SELF'
  /** Somebody who was not signed in, for example after a wrong password. */
  | 'UNKNOWN';

/** A page of account events. */
export type AccountEventConnection = {
  __typename?: 'AccountEventConnection';
  /** The page's items with their cursors. */
  edges: Array<AccountEventEdge>;
  /** The page's items. */
  nodes: Array<AccountEvent>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** An account event and its cursor. */
export type AccountEventEdge = {
  __typename?: 'AccountEventEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The account event. */
  node: AccountEvent;
};

/** Conditions on account events; all given conditions must hold. */
export type AccountEventFilter = {
  /** Filters by action. */
  action?: InputMaybe<StringFilter>;
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<AccountEventFilter>>;
  /** Filters by time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<AccountEventFilter>>;
  /** Filters by request id. */
  requestId?: InputMaybe<StringFilter>;
};

/** The sort order of account events. */
export type AccountEventOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: AccountEventOrderField;
};

/** The fields that account events can be sorted by. */
export type AccountEventOrderField =
  /** When the event happened. */
  | 'CREATED_AT';

/** A client version to activate. */
export type ActivateClientVersionInput = {
  /** The client's name. */
  clientName: Scalars['String']['input'];
  /** The client's version. */
  clientVersion: Scalars['String']['input'];
};

/** The payload of `activateClientVersion`. */
export type ActivateClientVersionPayload = {
  __typename?: 'ActivateClientVersionPayload';
  /** The client version. */
  clientVersion?: Maybe<ClientVersion>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A user to activate. */
export type ActivateUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `activateUser`. */
export type ActivateUserPayload = {
  __typename?: 'ActivateUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A person to add. */
export type AddMemberInput = {
  /** The e-mail address. */
  email: Scalars['String']['input'];
  /** The built-in role to give: MEMBER if neither this nor `roleId` is given. */
  role?: InputMaybe<Role>;
  /** The id of the role to give, custom or built in. It must have no permissions that the viewer lacks. */
  roleId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `addMember`. */
export type AddMemberPayload = {
  __typename?: 'AddMemberPayload';
  /** The new invitation, whether or not the address has an account; null if the person was added at once. */
  invitation?: Maybe<Invitation>;
  /** The new membership; null if the person was invited. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Somebody who shall belong to a project. */
export type AddProjectMemberInput = {
  /** What they may do there. */
  level: ProjectLevel;
  /** The project's id. */
  projectId: Scalars['ID']['input'];
  /** The member's user id. At most 500 belong to a project. */
  userId: Scalars['ID']['input'];
};

/** The payload of `addProjectMember`. */
export type AddProjectMemberPayload = {
  __typename?: 'AddProjectMemberPayload';
  /** The new entry. */
  projectMember?: Maybe<ProjectMember>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A team that shall belong to a project. */
export type AddProjectTeamInput = {
  /** What its members may do there. */
  level: ProjectLevel;
  /** The project's id. At most 50 teams belong to a project. */
  projectId: Scalars['ID']['input'];
  /** The team's id. A team belongs to at most 500 projects. */
  teamId: Scalars['ID']['input'];
};

/** The payload of `addProjectTeam`. */
export type AddProjectTeamPayload = {
  __typename?: 'AddProjectTeamPayload';
  /** The new entry. */
  projectTeam?: Maybe<ProjectTeam>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member to add to a team. */
export type AddTeamMemberInput = {
  /** The team's id. */
  teamId: Scalars['ID']['input'];
  /** The member's user id. The member is not suspended, and belongs to at most 50 teams. */
  userId: Scalars['ID']['input'];
};

/** The payload of `addTeamMember`. */
export type AddTeamMemberPayload = {
  __typename?: 'AddTeamMemberPayload';
  /** The team. */
  team?: Maybe<Team>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A credential with which a program acts in the organization. An API key is not a user: it has no access to data of users' accounts. */
export type ApiKey = Node & {
  __typename?: 'ApiKey';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The user who created the key; null once they are no longer a member. */
  createdBy?: Maybe<User>;
  /** Of a service account's key: how long its secret works on, in seconds, after somebody who was shown it has left. */
  departureOverlapSeconds: Scalars['Int']['output'];
  /** When the key expires. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The key's id. */
  id: Scalars['ID']['output'];
  /** Whether the key acts only in `projects`. */
  isLimitedToProjects: Scalars['Boolean']['output'];
  /** When the key was last used, to the minute. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name. */
  name: Scalars['String']['output'];
  /** The networks from which alone the key works; empty if it works from everywhere. */
  networks: Array<Scalars['String']['output']>;
  /** The member for whom the key acts, with their current permissions at most: the person who created it, or a service account. A person's key is revoked when the person, or whoever was last shown its secret, is no longer a member, has an account that cannot be used, or gets a role that cannot create such a key. While the organization suspends one of them as a member, the key is only blocked. A service account's key ends with the service account alone; see `rollDueAt`. */
  owner?: Maybe<User>;
  /** The only permissions that the key has of those that its scopes, its role and its owner have; empty if it is not limited to some. Every key may see the organization. */
  permissions: Array<Permission>;
  /** The first characters of the latest secret. */
  prefix: Scalars['String']['output'];
  /** The projects in which alone the key acts, of those that its owner sees, if it is limited to projects. Only the ones that the viewer sees, and none that was deleted. */
  projects: Array<Project>;
  /** The most requests that the key may make in a minute, within the plan's limit; null for no limit of its own. */
  requestsPerMinute?: Maybe<Scalars['Int']['output']>;
  /** The most requests that the key may make in a calendar month (UTC), within the plan's quota; null for no quota of its own. */
  requestsPerMonth?: Maybe<Scalars['Int']['output']>;
  /** When the key was revoked. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The maximum role of the key. It never exceeds the current role of its owner. */
  role: Role;
  /** Of a service account's key: when its secret ends, because somebody who was shown it has left, was suspended or may no longer create such a key. Roll the key before. Null otherwise, and once it is rolled. */
  rollDueAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the key may be used for. */
  scopes: Array<ApiKeyScope>;
  /** Whether the key works. */
  status: ApiKeyStatus;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The requests of the key in this month (UTC), counted since it has a quota of its own; null without one. */
  usedThisMonth?: Maybe<Scalars['Int']['output']>;
  /** Whether the viewer may rename and revoke the key. */
  viewerCanManage: Scalars['Boolean']['output'];
  /** Whether the viewer may roll the key. The person who is shown the secret can use all its scopes. */
  viewerCanRoll: Scalars['Boolean']['output'];
};

/** A page of API keys. */
export type ApiKeyConnection = {
  __typename?: 'ApiKeyConnection';
  /** The page's items with their cursors. */
  edges: Array<ApiKeyEdge>;
  /** The page's items. */
  nodes: Array<ApiKey>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** An API key and its cursor. */
export type ApiKeyEdge = {
  __typename?: 'ApiKeyEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The API key. */
  node: ApiKey;
};

/** Conditions on API keys; all given conditions must hold. Revoked keys are excluded unless `status` or `includeRevoked` asks for them. */
export type ApiKeyFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<ApiKeyFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the user who created it. */
  createdById?: InputMaybe<IdFilter>;
  /** Filters by expiry; `isNull` finds keys that never expire. */
  expiresAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the time of the last use; `isNull` finds keys that were never used. */
  lastUsedAt?: InputMaybe<DateTimeFilter>;
  /** Filters by name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<ApiKeyFilter>>;
  /** Filters by the member for whom it acts. */
  ownerId?: InputMaybe<IdFilter>;
  /** Filters by the prefix of the latest secret, as in `ApiKey.prefix`. */
  prefix?: InputMaybe<StringFilter>;
  /** Filters by role. */
  role?: InputMaybe<RoleFilter>;
  /** Filters by scope. */
  scope?: InputMaybe<ApiKeyScopeFilter>;
  /** Filters by status. */
  status?: InputMaybe<ApiKeyStatusFilter>;
};

/** The sort order of API keys. */
export type ApiKeyOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: ApiKeyOrderField;
};

/** The fields that API keys can be sorted by. */
export type ApiKeyOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. Using a key does not count as a change. */
  | 'UPDATED_AT';

/** What an API key may be used for. */
export type ApiKeyScope =
  /** Spending prepaid credits. */
  | 'CREDITS_WRITE'
  /** Verifying other keys of the organization with `verifyKey`. */
  | 'KEYS_VERIFY'
  /** Adding, inviting and removing members and changing their roles; keys without this scope cannot. Only an OWNER can create or roll such a key. It can do at most what an ADMIN can. */
  | 'MEMBERS_WRITE'
  /** Queries and subscriptions. */
  | 'READ'
  /** Recording usage. */
  | 'USAGE_WRITE'
  /** Mutations. */
  | 'WRITE';

/** Conditions on an API key's scopes; all given conditions must hold. */
export type ApiKeyScopeFilter = {
  /** Has this scope. */
  eq?: InputMaybe<ApiKeyScope>;
  /** Has at least one of these scopes. */
  in?: InputMaybe<Array<ApiKeyScope>>;
  /** Does not have this scope. */
  ne?: InputMaybe<ApiKeyScope>;
  /** Has none of these scopes. */
  notIn?: InputMaybe<Array<ApiKeyScope>>;
};

/** Whether an API key works. */
export type ApiKeyStatus =
  /** The key works. */
  | 'ACTIVE'
  /** The key has expired. */
  | 'EXPIRED'
  /** The key was revoked. */
  | 'REVOKED';

/** Conditions on an API key's status; all given conditions must hold. */
export type ApiKeyStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<ApiKeyStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<ApiKeyStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<ApiKeyStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<ApiKeyStatus>>;
};

/** The reason for archiving. */
export type ArchiveOrganizationInput = {
  /** Why, 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** The payload of `archiveOrganization`. */
export type ArchiveOrganizationPayload = {
  __typename?: 'ArchiveOrganizationPayload';
  /** The archived organization. */
  organization?: Maybe<Organization>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The plan to archive. */
export type ArchivePlanInput = {
  /** The plan's code. */
  plan: Scalars['PlanCode']['input'];
};

/** The payload of `archivePlan`. */
export type ArchivePlanPayload = {
  __typename?: 'ArchivePlanPayload';
  /** The plan. */
  plan?: Maybe<Plan>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to archive. */
export type ArchiveProjectInput = {
  /** Archives it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `archiveProject`. */
export type ArchiveProjectPayload = {
  __typename?: 'ArchiveProjectPayload';
  /** The archived project. */
  project?: Maybe<Project>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to archive. */
export type ArchiveTaskInput = {
  /** Archives it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `archiveTask`. */
export type ArchiveTaskPayload = {
  __typename?: 'ArchiveTaskPayload';
  /** The archived task. */
  task?: Maybe<Task>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A user to archive. */
export type ArchiveUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
  /** The reason, 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** The payload of `archiveUser`. */
export type ArchiveUserPayload = {
  __typename?: 'ArchiveUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An entry of the organization's audit log. Events never change; they contain ids, no personal data and no secrets. */
export type AuditEvent = Node & {
  __typename?: 'AuditEvent';
  /** The action, for example `member.role_updated`. */
  action: Scalars['String']['output'];
  /** The user who did it; null once they are no longer a member. */
  actor?: Maybe<User>;
  /** The id of the user who did it; null for the system, an API key, and a user whose account was deleted. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** The changed fields after the change, as an object whose fields depend on the action. See docs/audit-log.md. */
  after?: Maybe<Scalars['JSON']['output']>;
  /** The id of the API key that did it. */
  apiKeyId?: Maybe<Scalars['ID']['output']>;
  /** The changed fields before the change, as an object whose fields depend on the action. See docs/audit-log.md. */
  before?: Maybe<Scalars['JSON']['output']>;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's id. */
  id: Scalars['ID']['output'];
  /** The id of the platform administrator who acted as `actorId`; null for everything else. */
  impersonatorId?: Maybe<Scalars['ID']['output']>;
  /** The IP address of the request. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** The request's id, as in the response header `X-Request-Id`. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** The id of the object affected. */
  targetId?: Maybe<Scalars['ID']['output']>;
  /** The type of the object affected, for example `Membership`. */
  targetType: Scalars['String']['output'];
  /** The request's `User-Agent` header. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** A page of audit events. */
export type AuditEventConnection = {
  __typename?: 'AuditEventConnection';
  /** The page's items with their cursors. */
  edges: Array<AuditEventEdge>;
  /** The page's items. */
  nodes: Array<AuditEvent>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** An audit event and its cursor. */
export type AuditEventEdge = {
  __typename?: 'AuditEventEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The audit event. */
  node: AuditEvent;
};

/** A part of an audit log export. */
export type AuditEventExport = {
  __typename?: 'AuditEventExport';
  /** The number of events in this part, at most 10000. */
  count: Scalars['Int']['output'];
  /** CSV as in RFC 4180, with a header line. Values that a spreadsheet could interpret as a formula begin with an apostrophe. */
  csv: Scalars['String']['output'];
  /** The cursor of the last event: pass it as `after` to get the next part. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more events follow. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Conditions on audit events; all given conditions must hold. */
export type AuditEventFilter = {
  /** Filters by action. */
  action?: InputMaybe<StringFilter>;
  /** Filters by the user who did it. */
  actorId?: InputMaybe<IdFilter>;
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<AuditEventFilter>>;
  /** Filters by the API key that did it. */
  apiKeyId?: InputMaybe<IdFilter>;
  /** Filters by time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<AuditEventFilter>>;
  /** Filters by request id. */
  requestId?: InputMaybe<StringFilter>;
  /** Filters by the object affected. */
  targetId?: InputMaybe<IdFilter>;
  /** Filters by the type of the object affected. */
  targetType?: InputMaybe<StringFilter>;
};

/** The sort order of audit events. */
export type AuditEventOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: AuditEventOrderField;
};

/** The fields that audit events can be sorted by. */
export type AuditEventOrderField =
  /** When the event happened. */
  | 'CREATED_AT';

/** The confirmation required to set up a second factor. */
export type BeginTotpEnrollmentInput = {
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The payload of `beginTotpEnrollment`. */
export type BeginTotpEnrollmentPayload = {
  __typename?: 'BeginTotpEnrollmentPayload';
  /** The shared secret as an `otpauth:` URI, to show as a QR code. */
  otpauthUri?: Maybe<Scalars['String']['output']>;
  /** The shared secret in base32, to type into an app. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The errors; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** One charge of a statement. */
export type BillingLineItem = {
  __typename?: 'BillingLineItem';
  /** The charge in the currency's smallest unit: `overage` times `unitPrice`, or what packages or tiers make of it, rounded half up. A base price, and a price of MAX or LAST, is also multiplied by the share of the month that the item covers, in seconds. */
  amount: Scalars['BigInt']['output'];
  /** The start of the time that the item covers: when the plan began, or the start of `usageMonth`. */
  from: Scalars['DateTime']['output'];
  /** The maximum quantity that is free of charge: of the plan's quantity for a month, the share of the time that the item covers, rounded down. For voided usage, the quantity that was free of charge. */
  included: Scalars['BigInt']['output'];
  /** The kind of charge. */
  kind: BillingLineItemKind;
  /** The meter; null for the base price. */
  meter?: Maybe<Scalars['String']['output']>;
  /** What the meter's events amount to; null for the base price. */
  meterKind?: Maybe<MeterKind>;
  /** The quantity charged, beyond `included`; negative for a charge that is taken back. */
  overage: Scalars['BigInt']['output'];
  /** With packages, the number of units in one. */
  packageSize?: Maybe<Scalars['BigInt']['output']>;
  /** The plan that the item is charged by; null for an adjustment in a statement that was sealed before there was a plan history. */
  plan?: Maybe<Plan>;
  /** How the price depends on the quantity. */
  priceModel: PriceModel;
  /** The quantity used; negative for voided usage. */
  quantity: Scalars['BigInt']['output'];
  /** The tiers of the charged quantity, ascending; empty without tiers. */
  tiers: Array<PriceTier>;
  /** The end of the time that the item covers, exclusive: when the next plan began, or the end of `usageMonth`. */
  to: Scalars['DateTime']['output'];
  /** The price of one unit, as a decimal number in the currency's smallest unit. With packages, the price of one; with tiers, of a unit in the highest tier that the charged quantity reaches. */
  unitPrice: Scalars['String']['output'];
  /** The month of the usage. It is earlier than the statement's month for usage that was recorded or voided late. */
  usageMonth: Scalars['String']['output'];
};

/** The kind of charge. */
export type BillingLineItemKind =
  /** Usage of an earlier month that was recorded after the month was sealed, or, with a negative quantity, usage that was voided. */
  | 'ADJUSTMENT'
  /** The plan's price for a month, or for the part of the month in which the organization had the plan. */
  | 'BASE'
  /** A meter's usage of the month. */
  | 'USAGE';

/** The amount that an organization owes for a calendar month (UTC). */
export type BillingStatement = {
  __typename?: 'BillingStatement';
  /** The SHA-256 of the sealed statement's canonical form, in hexadecimal; null while the statement is open. */
  checksum?: Maybe<Scalars['String']['output']>;
  /** The line items as CSV (RFC 4180), with a header. */
  csv: Scalars['String']['output'];
  /** The ISO 4217 code of the currency of all amounts. */
  currency: Scalars['String']['output'];
  /** The charges: the base price of each plan of the month, each meter that it prices, then adjustments for usage that was voided or recorded late. */
  lineItems: Array<BillingLineItem>;
  /** The month, for example `2026-01`. */
  month: Scalars['String']['output'];
  /** The organization that owes it. */
  organization: Organization;
  /** The last plan of the month: the present plan until the month is over. Each line item names the plan that it is charged by. In statements that were sealed before there was a plan history, the plan at the time of sealing, which the whole month was charged by. */
  plan: Plan;
  /** When the statement was sealed; null while it is open. */
  sealedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the statement can still change. */
  status: BillingStatementStatus;
  /** The sum of all line items, in the currency's smallest unit. */
  total: Scalars['BigInt']['output'];
};

/** A page of billing statements. */
export type BillingStatementConnection = {
  __typename?: 'BillingStatementConnection';
  /** The page's items with their cursors. */
  edges: Array<BillingStatementEdge>;
  /** The page's items. */
  nodes: Array<BillingStatement>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A billing statement and its cursor. */
export type BillingStatementEdge = {
  __typename?: 'BillingStatementEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The billing statement. */
  node: BillingStatement;
};

/** Whether a statement can still change. */
export type BillingStatementStatus =
  /** Provisional: the month is not over, or is not sealed yet. */
  | 'OPEN'
  /** Final. Usage that is recorded late becomes an adjustment of a later statement. */
  | 'SEALED';

/** The payload of `cancelPlan`. */
export type CancelPlanPayload = {
  __typename?: 'CancelPlanPayload';
  /** The end of the plan. */
  plannedChange?: Maybe<PlannedPlanChange>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new address, and the confirmation by the account's holder. */
export type ChangeEmailInput = {
  /** The app's six digits, or a recovery code. Required for an account with a second factor; without it the user error is `TOTP_REQUIRED`. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** The new e-mail address. */
  newEmail: Scalars['String']['input'];
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The payload of `changeEmail`. */
export type ChangeEmailPayload = {
  __typename?: 'ChangeEmailPayload';
  /** The errors in the input; empty when the mutation succeeded, whether or not the new address gets a mail. */
  userErrors: Array<UserError>;
};

/** The current and the new password. */
export type ChangePasswordInput = {
  /** The current password. */
  currentPassword: Scalars['String']['input'];
  /** The new password: 8 to 128 characters, with a higher minimum if the server sets one. Common passwords and the user's own name or address are refused. */
  newPassword: Scalars['String']['input'];
};

/** The payload of `changePassword`. */
export type ChangePasswordPayload = {
  __typename?: 'ChangePasswordPayload';
  /** The user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The plan to change to. */
export type ChangePlanInput = {
  /** When the change takes effect. A change replaces one that was planned before. */
  at?: PlanChangeTime;
  /** Returns only the errors that the change would cause; changes nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The plan's code. */
  plan: Scalars['PlanCode']['input'];
};

/** The payload of `changePlan`. */
export type ChangePlanPayload = {
  __typename?: 'ChangePlanPayload';
  /** The organization, on its new plan unless `dryRun` was set or the change is planned. */
  organization?: Maybe<Organization>;
  /** The change that is to come; null if none is. */
  plannedChange?: Maybe<PlannedPlanChange>;
  /** The errors in the input, one for each exceeded limit; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The kinds of changes. */
export type ChangeType =
  /** The object was created. */
  | 'CREATED'
  /** The object was deleted. */
  | 'DELETED'
  /** The object was changed. */
  | 'UPDATED';

/** The feature whose override to remove. */
export type ClearFeatureOverrideInput = {
  /** The key of the feature. */
  feature: Scalars['PlanFeature']['input'];
  /** The organization. */
  organizationId: Scalars['ID']['input'];
};

/** The payload of `clearFeatureOverride`. */
export type ClearFeatureOverridePayload = {
  __typename?: 'ClearFeatureOverridePayload';
  /** The number of removed overrides: 1, or 0 if there was none. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The flag to delete. */
export type ClearFlagInput = {
  /** The key. */
  key: Scalars['String']['input'];
};

/** The payload of `clearFlag`. */
export type ClearFlagPayload = {
  __typename?: 'ClearFlagPayload';
  /** The number of deleted flags: 1, or 0 if there was none. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The organization whose overrides to remove. */
export type ClearOrganizationOverridesInput = {
  /** The organization. */
  organizationId: Scalars['ID']['input'];
};

/** The payload of `clearOrganizationOverrides`. */
export type ClearOrganizationOverridesPayload = {
  __typename?: 'ClearOrganizationOverridesPayload';
  /**
   * The id of the organization.
   * @deprecated Use `organizationId`. Removed after 2027-12-31.
   */
  clearedId?: Maybe<Scalars['ID']['output']>;
  /** The id of the organization whose plan's limits apply again. */
  organizationId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A version of a client program and the operations registered for it. */
export type ClientVersion = {
  __typename?: 'ClientVersion';
  /** When the version was last activated; null if never. */
  activatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was first registered. */
  createdAt: Scalars['DateTime']['output'];
  /** The value of the request header `apollographql-client-name`. */
  name: Scalars['String']['output'];
  /** The version's operations, newest first. */
  operations: RegisteredOperationConnection;
  /** When the version was retired; null if it is not. */
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the server runs the version's operations. */
  status: ClientVersionStatus;
  /** When its operations or its status last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The value of the request header `apollographql-client-version`. */
  version: Scalars['String']['output'];
};


/** A version of a client program and the operations registered for it. */
export type ClientVersionOperationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<RegisteredOperationOrder>;
};

/** A page of client versions. */
export type ClientVersionConnection = {
  __typename?: 'ClientVersionConnection';
  /** The page's items with their cursors. */
  edges: Array<ClientVersionEdge>;
  /** The page's items. */
  nodes: Array<ClientVersion>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A client version and its cursor. */
export type ClientVersionEdge = {
  __typename?: 'ClientVersionEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The client version. */
  node: ClientVersion;
};

/** Conditions on client versions; all given conditions must hold. */
export type ClientVersionFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<ClientVersionFilter>>;
  /** Filters by the client's name. */
  clientName?: InputMaybe<StringFilter>;
  /** Filters by the client's version. */
  clientVersion?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<ClientVersionFilter>>;
  /** Filters by status. */
  status?: InputMaybe<ClientVersionStatusFilter>;
};

/** The sort order of client versions. */
export type ClientVersionOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: ClientVersionOrderField;
};

/** The fields that client versions can be sorted by. */
export type ClientVersionOrderField =
  /** When the version was first registered. */
  | 'CREATED_AT'
  /** The client's name. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** Whether the server runs the operations of a client version. */
export type ClientVersionStatus =
  /** The version's operations run. */
  | 'ACTIVE'
  /** The version is registered, but its operations do not run yet. */
  | 'PENDING'
  /** The version is retired: every request of it fails with `CLIENT_UPGRADE_REQUIRED`. */
  | 'RETIRED';

/** Conditions on the status of a client version; all given conditions must hold. */
export type ClientVersionStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<ClientVersionStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<ClientVersionStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<ClientVersionStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<ClientVersionStatus>>;
};

/** A comment of a member on a task. */
export type Comment = Node & {
  __typename?: 'Comment';
  /** The user who wrote it; null once they are no longer a member. */
  author?: Maybe<User>;
  /** The text. */
  body: Scalars['String']['output'];
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** When the text last changed; null if it never did. */
  editedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The comment's id. */
  id: Scalars['ID']['output'];
  /** The teams that the text names as `@handle`, in its order, among its first 10 handles. Their members and those of the teams below them are notified (MENTIONED), at most 500. */
  mentionedTeams: Array<Team>;
  /** The members that the comment mentions. */
  mentions: Array<User>;
  /** The task. */
  task: Task;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The comment's version: starts at 1 and increases with each change. See `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteComment` on it. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateComment` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
};

/** A page of comments. */
export type CommentConnection = {
  __typename?: 'CommentConnection';
  /** The page's items with their cursors. */
  edges: Array<CommentEdge>;
  /** The page's items. */
  nodes: Array<Comment>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A comment and its cursor. */
export type CommentEdge = {
  __typename?: 'CommentEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The comment. */
  node: Comment;
};

/** A change to a comment. Deleting a task or project deletes its comments without events of their own. */
export type CommentEvent = {
  __typename?: 'CommentEvent';
  /** For an update, the names of the changed fields of the comment, except `version` and `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The comment in its current state; null if it was deleted, by this change or since. */
  comment?: Maybe<Comment>;
  /** The comment's id. */
  commentId: Scalars['ID']['output'];
  /** The id of the comment's task. */
  taskId: Scalars['ID']['output'];
  /** The kind of change. */
  type: ChangeType;
};

/** The sort order of comments. */
export type CommentOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: CommentOrderField;
};

/** The fields that comments can be sorted by. */
export type CommentOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** A token from a mail to the new address. */
export type ConfirmEmailChangeInput = {
  /** The account's password, if the caller has no session of the account. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** The token from the mail. */
  token: Scalars['String']['input'];
};

/** The payload of `confirmEmailChange`. */
export type ConfirmEmailChangePayload = {
  __typename?: 'ConfirmEmailChangePayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The password and the first code of an authenticator app. */
export type ConfirmTotpEnrollmentInput = {
  /** The app's code: six digits. */
  code: Scalars['String']['input'];
  /** The account's password. Without it the user error is `REQUIRED`. */
  password?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `confirmTotpEnrollment`. */
export type ConfirmTotpEnrollmentPayload = {
  __typename?: 'ConfirmTotpEnrollmentPayload';
  /** Ten codes, each of which signs in once if the app is lost. They are shown only once. */
  recoveryCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new API key. */
export type CreateApiKeyInput = {
  /** Of a service account's key: how long its secret works on, in seconds, after somebody who was shown it has left; at most 604800 (seven days). */
  departureOverlapSeconds?: Scalars['Int']['input'];
  /** When the key expires. Without it the key works until it is revoked. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** The networks from which alone the key works, as addresses or in CIDR notation, IPv4 and IPv6: at most 50; null for all. */
  networks?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The user id of the service account to which the key belongs; the viewer's own key without it. Needs the permission SERVICE_ACCOUNT_MANAGE, and all permissions that the key gets of the service account. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** The only permissions that the key has of those that its scopes, its role and its owner have; null for all of them. PROJECT_SEE and TASK_SEE need each other, and other permissions within projects and WEBHOOK_MANAGE need both (`INVALID`). */
  permissions?: InputMaybe<Array<Permission>>;
  /** The only projects in which the key may act, of those that its owner sees: at most 100. Such a key has no permissions but PROJECT_SEE, PROJECT_SEE_ALL, PROJECT_MANAGE, TASK_SEE, TASK_WRITE, TASK_DELETE_OTHERS, COMMENT_WRITE and COMMENT_DELETE_OTHERS, all of them unless `permissions` names some, and creates no projects; null for no limit. */
  projectIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The most requests that the key may make in a minute, at most 100000; null for no limit of its own. */
  requestsPerMinute?: InputMaybe<Scalars['Int']['input']>;
  /** The most requests that the key may make in a calendar month (UTC); null for no quota of its own. */
  requestsPerMonth?: InputMaybe<Scalars['Int']['input']>;
  /** ADMIN or MEMBER, at most the viewer's own role. The key can never do more than its owner currently can; a person's key, than whoever was last shown its secret as well. */
  role?: Role;
  /** What the key may be used for. Only an OWNER can give MEMBERS_WRITE. */
  scopes?: Array<ApiKeyScope>;
};

/** The payload of `createApiKey`. */
export type CreateApiKeyPayload = {
  __typename?: 'CreateApiKeyPayload';
  /** The new key. */
  apiKey?: Maybe<ApiKey>;
  /** The key's secret, for the header `Authorization: Bearer …`. It is shown only once. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new comment. */
export type CreateCommentInput = {
  /** 1 to 10000 characters. */
  body: Scalars['String']['input'];
  /** The user ids of the members that the comment mentions, at most 50. */
  mentionedUserIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The task's id. */
  taskId: Scalars['ID']['input'];
};

/** The payload of `createComment`. */
export type CreateCommentPayload = {
  __typename?: 'CreateCommentPayload';
  /** The new comment. */
  comment?: Maybe<Comment>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new label. */
export type CreateLabelInput = {
  /** The colour as `#rrggbb` in hexadecimal. */
  color: Scalars['String']['input'];
  /** 1 to 50 characters. Unique in the organization, ignoring case. */
  name: Scalars['String']['input'];
};

/** The payload of `createLabel`. */
export type CreateLabelPayload = {
  __typename?: 'CreateLabelPayload';
  /** The new label. */
  label?: Maybe<Label>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new organization. */
export type CreateOrganizationInput = {
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Lower-case letters, digits and single hyphens, 2 to 80 characters. By default derived from the name. */
  slug?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `createOrganization`. */
export type CreateOrganizationPayload = {
  __typename?: 'CreateOrganizationPayload';
  /** The new organization. */
  organization?: Maybe<Organization>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The plan to create. */
export type CreatePlanInput = {
  /** Whether everybody sees the plan and owners can change to it. */
  isPublic?: Scalars['Boolean']['input'];
  /** The name for display, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** The code. */
  plan: Scalars['PlanCode']['input'];
  /** The terms of the first version. */
  terms: PlanTermsInput;
};

/** The payload of `createPlan`. */
export type CreatePlanPayload = {
  __typename?: 'CreatePlanPayload';
  /** The plan. */
  plan?: Maybe<Plan>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new project. */
export type CreateProjectInput = {
  /** At most 2000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. */
  name: Scalars['String']['input'];
  /** Who sees it. The creator of a private project belongs to it, with the level MANAGE. */
  visibility?: InputMaybe<ProjectVisibility>;
};

/** The payload of `createProject`. */
export type CreateProjectPayload = {
  __typename?: 'CreateProjectPayload';
  /** The new project. */
  project?: Maybe<Project>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new custom role. */
export type CreateRoleInput = {
  /** The built-in role that `role` of a member with this role shows: MEMBER or ADMIN. It also limits the role of their API keys. It gives no permissions, and never changes. */
  basedOn?: Role;
  /** What the role is for, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 50 characters. Unique in the organization, ignoring case. */
  name: Scalars['String']['input'];
  /** What the role permits. ORGANIZATION_SEE and ORGANIZATION_LEAVE are always included. PROJECT_SEE and TASK_SEE need each other, and PROJECT_SEE_ALL, PROJECT_MANAGE, TASK_WRITE, TASK_DELETE_OTHERS, COMMENT_WRITE, COMMENT_DELETE_OTHERS and WEBHOOK_MANAGE need both (`INVALID`). Only owners can change the organization's status or transfer the ownership. */
  permissions: Array<Permission>;
};

/** The payload of `createRole`. */
export type CreateRolePayload = {
  __typename?: 'CreateRolePayload';
  /** The new role. */
  role?: Maybe<OrganizationRole>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new service account. */
export type CreateServiceAccountInput = {
  /** What it is for: at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** The user id of the member to ask about it. */
  responsibleId: Scalars['ID']['input'];
  /** ADMIN or MEMBER, the latter without it. Give either this or `roleId`. */
  role?: InputMaybe<Role>;
  /** The id of the role, custom or built in, with no permissions that the viewer lacks. */
  roleId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `createServiceAccount`. */
export type CreateServiceAccountPayload = {
  __typename?: 'CreateServiceAccountPayload';
  /** The service account's membership. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new task. */
export type CreateTaskInput = {
  /** The user id of the member who works on the task. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 10000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When the task is due. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The ids of at most 20 labels. */
  labelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The task's priority. */
  priority?: TaskPriority;
  /** The project. */
  projectId: Scalars['ID']['input'];
  /** The task's status. */
  status?: TaskStatus;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
};

/** The payload of `createTask`. */
export type CreateTaskPayload = {
  __typename?: 'CreateTaskPayload';
  /** The new task. */
  task?: Maybe<Task>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** New tasks. */
export type CreateTasksInput = {
  /** 1 to 100 tasks. */
  tasks: Array<CreateTaskInput>;
};

/** The payload of `createTasks`. */
export type CreateTasksPayload = {
  __typename?: 'CreateTasksPayload';
  /** The new tasks, in the same order. */
  tasks?: Maybe<Array<Task>>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new team. */
export type CreateTeamInput = {
  /** What the team is for: at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 40 letters from a to z, digits and hyphens, with no hyphen at the start or end. Unique in the organization, ignoring case. */
  handle: Scalars['String']['input'];
  /** 1 to 100 characters. Unique in the organization, ignoring case. */
  name: Scalars['String']['input'];
  /** The id of the team that it belongs to, at most at the second level. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `createTeam`. */
export type CreateTeamPayload = {
  __typename?: 'CreateTeamPayload';
  /** The new team. */
  team?: Maybe<Team>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new webhook endpoint. */
export type CreateWebhookEndpointInput = {
  /** The endpoint's purpose, at most 500 characters. */
  description?: Scalars['String']['input'];
  /** Types of events, at least one. Give either this or `events`. */
  eventTypes?: InputMaybe<Array<WebhookEventType>>;
  /** Types of events, or `*` alone for all types, including future ones. Give either this or `eventTypes`. */
  events?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The kind of payload that the endpoint receives. */
  payload?: WebhookPayloadKind;
  /** The only projects whose events the endpoint receives: 1 to 50. Naming a private one requires the level MANAGE there (FORBIDDEN_ROLE). Without it, the endpoint receives the events of all projects that are not private, and those that belong to no project. */
  projectIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The URL to send messages to: an absolute `https` URL without credentials and fragment, at most 2000 characters. Outside production `http` is allowed too. */
  url: Scalars['String']['input'];
};

/** The payload of `createWebhookEndpoint`. */
export type CreateWebhookEndpointPayload = {
  __typename?: 'CreateWebhookEndpointPayload';
  /** The secret that signs the endpoint's messages. It is shown only once. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The new endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** The prepaid credits of an organization. What a credit is worth is up to the platform. */
export type CreditBalance = {
  __typename?: 'CreditBalance';
  /** The balance at which, or below which, members are alerted; null for no such alert. */
  alertThreshold?: Maybe<Scalars['BigInt']['output']>;
  /** The credits that can be spent now: those of all grants that have not expired. It is never negative. */
  balance: Scalars['BigInt']['output'];
  /** When the next credits expire unless they are spent or voided before; null if none expire. */
  nextExpiresAt?: Maybe<Scalars['DateTime']['output']>;
};

/** An entry of the ledger: a change of what remains of one grant. Entries never change. Their sum is the balance. */
export type CreditEntry = {
  __typename?: 'CreditEntry';
  /** The change of the balance: positive for granted credits, otherwise negative. */
  amount: Scalars['BigInt']['output'];
  /** The balance after the entry: that of the entry before, plus `amount`. */
  balanceAfter: Scalars['BigInt']['output'];
  /** When it happened. An expiry happens at the grant's `expiresAt`. */
  createdAt: Scalars['DateTime']['output'];
  /** The grant whose credits these are. */
  grant: CreditGrant;
  /** What happened. */
  kind: CreditEntryKind;
  /** The spend, for SPENT. A spend has an entry for each grant whose credits it took. */
  spend?: Maybe<CreditSpend>;
};

/** A page of credit entries. */
export type CreditEntryConnection = {
  __typename?: 'CreditEntryConnection';
  /** The page's items with their cursors. */
  edges: Array<CreditEntryEdge>;
  /** The page's items. */
  nodes: Array<CreditEntry>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A credit entry and its cursor. */
export type CreditEntryEdge = {
  __typename?: 'CreditEntryEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The credit entry. */
  node: CreditEntry;
};

/** Conditions on credit entries; all given conditions must hold. */
export type CreditEntryFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<CreditEntryFilter>>;
  /** Filters by the time at which it happened. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the grant. */
  grantId?: InputMaybe<IdFilter>;
  /** Filters by kind. */
  kind?: InputMaybe<CreditEntryKindFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<CreditEntryFilter>>;
};

/** What can happen to credits. */
export type CreditEntryKind =
  /** The rest of a grant expired. */
  | 'EXPIRED'
  /** Credits were granted. */
  | 'GRANTED'
  /** Credits were spent. */
  | 'SPENT'
  /** The rest of a grant was voided. */
  | 'VOIDED';

/** Conditions on a credit entry's kind; all given conditions must hold. */
export type CreditEntryKindFilter = {
  /** Equal to. */
  eq?: InputMaybe<CreditEntryKind>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<CreditEntryKind>>;
  /** Not equal to. */
  ne?: InputMaybe<CreditEntryKind>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<CreditEntryKind>>;
};

/** The sort order of credit entries. */
export type CreditEntryOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: CreditEntryOrderField;
};

/** The fields that credit entries can be sorted by. */
export type CreditEntryOrderField =
  /** When it happened. */
  | 'CREATED_AT';

/** Credits that an organization got at once. Its amount, priority and expiry never change. */
export type CreditGrant = Node & {
  __typename?: 'CreditGrant';
  /** The number of credits granted. */
  amount: Scalars['BigInt']['output'];
  /** When the credits were granted. */
  createdAt: Scalars['DateTime']['output'];
  /** When the rest expires; null if never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The grant's id. */
  id: Scalars['ID']['output'];
  /** The priority, from 0 to 100. Credits of a lower number are spent first. */
  priority: Scalars['Int']['output'];
  /** Why the credits were granted. */
  reason: Scalars['String']['output'];
  /** The credits that can still be spent; 0 from the instant at which the grant expires. */
  remaining: Scalars['BigInt']['output'];
  /** Whether credits remain, and otherwise what happened to them. */
  status: CreditGrantStatus;
  /** When credits were last spent, expired or were voided. */
  updatedAt: Scalars['DateTime']['output'];
  /** Why the rest was voided; null unless it was. */
  voidReason?: Maybe<Scalars['String']['output']>;
};

/** A page of credit grants. */
export type CreditGrantConnection = {
  __typename?: 'CreditGrantConnection';
  /** The page's items with their cursors. */
  edges: Array<CreditGrantEdge>;
  /** The page's items. */
  nodes: Array<CreditGrant>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A credit grant and its cursor. */
export type CreditGrantEdge = {
  __typename?: 'CreditGrantEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The credit grant. */
  node: CreditGrant;
};

/** Conditions on credit grants; all given conditions must hold. */
export type CreditGrantFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<CreditGrantFilter>>;
  /** Filters by the time of granting. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the time of expiry. */
  expiresAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<CreditGrantFilter>>;
  /** Filters by status. */
  status?: InputMaybe<CreditGrantStatusFilter>;
};

/** The sort order of credit grants. */
export type CreditGrantOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: CreditGrantOrderField;
};

/** The fields that credit grants can be sorted by. */
export type CreditGrantOrderField =
  /** When the credits were granted. */
  | 'CREATED_AT'
  /** When credits were last spent, expired or were voided. */
  | 'UPDATED_AT';

/** What became of a grant. */
export type CreditGrantStatus =
  /** Credits remain. */
  | 'ACTIVE'
  /** The rest has expired. */
  | 'EXPIRED'
  /** All credits were spent. */
  | 'USED_UP'
  /** The rest was voided. */
  | 'VOIDED';

/** Conditions on a credit grant's status; all given conditions must hold. */
export type CreditGrantStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<CreditGrantStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<CreditGrantStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<CreditGrantStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<CreditGrantStatus>>;
};

/** Credits that were spent at once. */
export type CreditSpend = {
  __typename?: 'CreditSpend';
  /** The number of credits spent. */
  amount: Scalars['BigInt']['output'];
  /** The balance after the spend. */
  balanceAfter: Scalars['BigInt']['output'];
  /** When they were spent. */
  createdAt: Scalars['DateTime']['output'];
  /** What they were spent on. */
  description?: Maybe<Scalars['String']['output']>;
  /** The id that the caller gave the spend. */
  spendId: Scalars['String']['output'];
  /** The user who spent them; null for an API key, and once the user is no longer a member. */
  spentBy?: Maybe<User>;
};

/** Conditions on an instant; all given conditions must hold. */
export type DateTimeFilter = {
  /** Equal to. */
  eq?: InputMaybe<Scalars['DateTime']['input']>;
  /** After. */
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** At or after. */
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** `true`: has no value. `false`: has a value. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Before. */
  lt?: InputMaybe<Scalars['DateTime']['input']>;
  /** At or before. */
  lte?: InputMaybe<Scalars['DateTime']['input']>;
  /** Not equal to. */
  ne?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A user to deactivate. */
export type DeactivateUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
  /** The reason, 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** The payload of `deactivateUser`. */
export type DeactivateUserPayload = {
  __typename?: 'DeactivateUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The feature to declare. */
export type DeclareFeatureInput = {
  /** The key. */
  key: Scalars['PlanFeature']['input'];
  /** The kind of its values, which cannot be changed later. */
  kind: FeatureKind;
  /** The meter whose usage in the month (UTC) counts against the number. Only for numbers. */
  meter?: InputMaybe<Scalars['String']['input']>;
  /** The name for display, 1 to 100 characters. */
  name: Scalars['String']['input'];
};

/** The payload of `declareFeature`. */
export type DeclareFeaturePayload = {
  __typename?: 'DeclareFeaturePayload';
  /** The feature. */
  feature?: Maybe<Feature>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A meter to declare. */
export type DeclareMeterInput = {
  /** At most three properties by which the usage can be grouped. */
  groupBy?: Array<Scalars['String']['input']>;
  /** What its events amount to. */
  kind: MeterKind;
  /** The name that events state as their `meter`: letters, digits, `_` and `-`, in parts joined by dots; at most 100 characters. */
  meter: Scalars['String']['input'];
  /** A name for people, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** The property whose distinct values count. Required for the kind UNIQUE, and only for it. */
  uniqueBy?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `declareMeter`. */
export type DeclareMeterPayload = {
  __typename?: 'DeclareMeterPayload';
  /** The meter. */
  meter?: Maybe<Meter>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An invitation to decline. */
export type DeclineInvitationInput = {
  /** The token from the link in the mail. */
  token: Scalars['String']['input'];
};

/** The payload of `declineInvitation`. */
export type DeclineInvitationPayload = {
  __typename?: 'DeclineInvitationPayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The confirmation required to delete an account. */
export type DeleteAccountInput = {
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The payload of `deleteAccount`. */
export type DeleteAccountPayload = {
  __typename?: 'DeleteAccountPayload';
  /** The id of the deleted user. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A comment to delete. */
export type DeleteCommentInput = {
  /** Deletes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The comment's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `deleteComment`. */
export type DeleteCommentPayload = {
  __typename?: 'DeleteCommentPayload';
  /** The id of the deleted comment. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A label to delete. */
export type DeleteLabelInput = {
  /** Deletes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The label's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `deleteLabel`. */
export type DeleteLabelPayload = {
  __typename?: 'DeleteLabelPayload';
  /** The id of the deleted label. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The payload of `deleteOrganization`. */
export type DeleteOrganizationPayload = {
  __typename?: 'DeleteOrganizationPayload';
  /** The id of the organization that will be deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** When it will be deleted permanently. */
  deletesAt?: Maybe<Scalars['DateTime']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to delete. */
export type DeleteProjectInput = {
  /** Deletes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `deleteProject`. */
export type DeleteProjectPayload = {
  __typename?: 'DeleteProjectPayload';
  /** The id of the deleted project. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A custom role to delete. */
export type DeleteRoleInput = {
  /** Deletes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The role's id. */
  id: Scalars['ID']['input'];
  /** The id of the role that members and pending invitations with the deleted role get, at most 1000 members. Not OWNER. */
  replaceWith?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `deleteRole`. */
export type DeleteRolePayload = {
  __typename?: 'DeleteRolePayload';
  /** The id of the deleted role. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A service account to delete. */
export type DeleteServiceAccountInput = {
  /** The service account's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `deleteServiceAccount`. */
export type DeleteServiceAccountPayload = {
  __typename?: 'DeleteServiceAccountPayload';
  /** The service account's user id. Its membership ended with it. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to delete. */
export type DeleteTaskInput = {
  /** Deletes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `deleteTask`. */
export type DeleteTaskPayload = {
  __typename?: 'DeleteTaskPayload';
  /** The id of the deleted task. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Tasks to delete. */
export type DeleteTasksInput = {
  /** The ids of 1 to 100 tasks. */
  ids: Array<Scalars['ID']['input']>;
};

/** The payload of `deleteTasks`. */
export type DeleteTasksPayload = {
  __typename?: 'DeleteTasksPayload';
  /** The ids of the deleted tasks, in the same order. */
  deletedIds?: Maybe<Array<Scalars['ID']['output']>>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A team to delete. */
export type DeleteTeamInput = {
  /** Deletes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The team's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `deleteTeam`. */
export type DeleteTeamPayload = {
  __typename?: 'DeleteTeamPayload';
  /** The id of the deleted team. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A webhook endpoint to delete. */
export type DeleteWebhookEndpointInput = {
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `deleteWebhookEndpoint`. */
export type DeleteWebhookEndpointPayload = {
  __typename?: 'DeleteWebhookEndpointPayload';
  /** The id of the deleted endpoint. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The confirmation required to turn the second factor off. */
export type DisableTotpInput = {
  /** The app's six digits, or a recovery code. */
  code: Scalars['String']['input'];
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The payload of `disableTotp`. */
export type DisableTotpPayload = {
  __typename?: 'DisableTotpPayload';
  /** The user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The session to end. */
export type EndImpersonationInput = {
  /** The session's id. */
  sessionId: Scalars['ID']['input'];
};

/** The payload of `endImpersonation`. */
export type EndImpersonationPayload = {
  __typename?: 'EndImpersonationPayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** What an organization may use of a feature, or below a limit. The same decides when it is used. */
export type Entitlement = {
  __typename?: 'Entitlement';
  /** Whether the organization may use the feature, or one more of what is limited. */
  hasAccess: Scalars['Boolean']['output'];
  /** The key of the feature, or the name of a limit in `PlanLimits`, for example `members`. */
  key: Scalars['String']['output'];
  /** The maximum; null means unlimited, or that the feature is not a number. */
  limit?: Maybe<Scalars['BigInt']['output']>;
  /** How much is left of the limit, at least 0; null if there is no limit or nothing is counted. */
  remaining?: Maybe<Scalars['BigInt']['output']>;
  /** When `used` begins at 0 again; null if it does not. */
  resetsAt?: Maybe<Scalars['DateTime']['output']>;
  /** How much is used; null if nothing is counted. */
  used?: Maybe<Scalars['BigInt']['output']>;
  /** The feature's value: a boolean, a number or a text. Null for limits, and if neither the plan nor an override has a value. */
  value?: Maybe<Scalars['JSON']['output']>;
};

/** The confirmation required to export an account. */
export type ExportAccountInput = {
  /** The app's six digits, or a recovery code. Required without `cursor` for an account with a second factor; without it the user error is `TOTP_REQUIRED`. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** The cursor of the last part. It works for an hour after the first part, in the same session. */
  cursor?: InputMaybe<Scalars['String']['input']>;
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The payload of `exportAccount`. */
export type ExportAccountPayload = {
  __typename?: 'ExportAccountPayload';
  /** The cursor of the next part; null once everything was returned. */
  cursor?: Maybe<Scalars['String']['output']>;
  /** The part as an object: `profile`, only in the first part, and a list for each of `memberships`, `sessions`, `addressChanges`, `statusChanges`, `accountEvents`, `notifications`, `watches`, `projectsGiven`, `teams`, `serviceAccounts`, `apiKeys`, `projectsCreated`, `tasksCreated`, `tasksAssigned` and `comments` that has more. See docs/accounts.md. */
  data?: Maybe<Scalars['JSONObject']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A feature that plans can include. */
export type Feature = {
  __typename?: 'Feature';
  /** The key. */
  key: Scalars['PlanFeature']['output'];
  /** The kind of its values. */
  kind: FeatureKind;
  /** The meter whose usage in the month (UTC) counts against the number; null if none. */
  meter?: Maybe<Scalars['String']['output']>;
  /** The name for display. */
  name: Scalars['String']['output'];
};

/** The kinds of features. */
export type FeatureKind =
  /** On or off. */
  | 'BOOLEAN'
  /** A limit or another number. */
  | 'NUMBER'
  /** A text. */
  | 'TEXT';

/** An organization's value of a feature, which overrides that of its plan. */
export type FeatureOverride = {
  __typename?: 'FeatureOverride';
  /** When the override expires; null if never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The key of the feature. */
  feature: Scalars['PlanFeature']['output'];
  /** The reason. */
  reason: Scalars['String']['output'];
  /** A boolean, a number or a text. */
  value: Scalars['JSON']['output'];
};

/** The value of a feature. */
export type FeatureValue = {
  __typename?: 'FeatureValue';
  /** The key of the feature. */
  feature: Scalars['PlanFeature']['output'];
  /** A boolean, a number or a text. */
  value: Scalars['JSON']['output'];
};

/** The value of a feature. */
export type FeatureValueInput = {
  /** The key of the feature. */
  feature: Scalars['PlanFeature']['input'];
  /** A boolean, a number or a text of at most 500 characters, of the feature's kind. */
  value: Scalars['JSON']['input'];
};

/** A flag that rolls a feature out step by step. It can be changed without a release, and gives no rights: those are entitlements. */
export type Flag = {
  __typename?: 'Flag';
  /** What the flag turns on. */
  description: Scalars['String']['output'];
  /** The key. */
  key: Scalars['String']['output'];
  /** The number of organizations that are named: for them the flag is on, whatever the percentage. */
  organizationCount: Scalars['Int']['output'];
  /** The share of organizations for which the flag is on, in percent. An organization for which it is on at one percentage has it at every higher one, too. */
  percentage: Scalars['Int']['output'];
};

/** Credits to grant. */
export type GrantCreditsInput = {
  /** The number of credits, at least 1. No balance may exceed 9007199254740991. */
  amount: Scalars['BigInt']['input'];
  /** When the credits expire. By default never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The organization. */
  organizationId: Scalars['ID']['input'];
  /** The priority, from 0 to 100. Credits of a lower number are spent first. */
  priority?: Scalars['Int']['input'];
  /** The reason, 1 to 500 characters. Administrators of the organization see it. */
  reason: Scalars['String']['input'];
};

/** The payload of `grantCredits`. */
export type GrantCreditsPayload = {
  __typename?: 'GrantCreditsPayload';
  /** The grant. */
  creditGrant?: Maybe<CreditGrant>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Conditions on an identifier; all given conditions must hold. */
export type IdFilter = {
  /** Equal to. */
  eq?: InputMaybe<Scalars['ID']['input']>;
  /** Equal to one of these, at most 100. */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** `true`: has no value. `false`: has a value. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal to. */
  ne?: InputMaybe<Scalars['ID']['input']>;
  /** Equal to none of these, at most 100. */
  notIn?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** An invitation to join the organization, sent by e-mail. */
export type Invitation = Node & {
  __typename?: 'Invitation';
  /** The role that accepting grants, custom or built in. */
  assignedRole: OrganizationRole;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The invited address. Only its account can accept. */
  email: Scalars['String']['output'];
  /** When the invitation expires. */
  expiresAt: Scalars['DateTime']['output'];
  /** Whether accepting makes a guest, who is given only `projects`. */
  guest: Scalars['Boolean']['output'];
  /** The invitation's id. */
  id: Scalars['ID']['output'];
  /** The user who invited; null once they are no longer a member. */
  invitedBy?: Maybe<User>;
  /** The projects that the guest is given, of those that the viewer sees, sorted by id: at most 50. */
  projects: Array<InvitedProject>;
  /** The built-in role that accepting grants, or the one that the granted custom role is based on. */
  role: Role;
  /** The invitation's status. */
  status: InvitationStatus;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Whether the viewer may resend and revoke the invitation. */
  viewerCanManage: Scalars['Boolean']['output'];
};

/** A page of invitations. */
export type InvitationConnection = {
  __typename?: 'InvitationConnection';
  /** The page's items with their cursors. */
  edges: Array<InvitationEdge>;
  /** The page's items. */
  nodes: Array<Invitation>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** An invitation and its cursor. */
export type InvitationEdge = {
  __typename?: 'InvitationEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The invitation. */
  node: Invitation;
};

/** A change to an invitation: it was sent, sent again, accepted, declined or revoked, or it expired. */
export type InvitationEvent = {
  __typename?: 'InvitationEvent';
  /** For an update, the names of the changed fields of the invitation, except `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The invitation in its current state; null if it was deleted, by this change or since. */
  invitation?: Maybe<Invitation>;
  /** The invitation's id. */
  invitationId: Scalars['ID']['output'];
  /** The kind of change. */
  type: ChangeType;
};

/** Conditions on invitations; all given conditions must hold. */
export type InvitationFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<InvitationFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by address. */
  email?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<InvitationFilter>>;
  /** Filters by role. */
  role?: InputMaybe<RoleFilter>;
  /** Filters by status. */
  status?: InputMaybe<InvitationStatusFilter>;
};

/** The sort order of invitations. */
export type InvitationOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: InvitationOrderField;
};

/** The fields that invitations can be sorted by. */
export type InvitationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The data that the page behind an invitation's link shows before the invited person signs in. */
export type InvitationPreview = {
  __typename?: 'InvitationPreview';
  /** When the invitation expires. */
  expiresAt: Scalars['DateTime']['output'];
  /** The name of the person who invited; null if an API key invited. */
  inviterName?: Maybe<Scalars['String']['output']>;
  /** The name of the inviting organization. */
  organizationName: Scalars['String']['output'];
  /** The role that accepting grants. */
  role: Role;
};

/** The status of an invitation. */
export type InvitationStatus =
  /** The invitation was accepted. */
  | 'ACCEPTED'
  /** The invited person declined. */
  | 'DECLINED'
  /** The invitation expired. It can be sent again. */
  | 'EXPIRED'
  /** The invitation can be accepted. */
  | 'PENDING'
  /** An administrator revoked the invitation. */
  | 'REVOKED';

/** Conditions on an invitation's status; all given conditions must hold. */
export type InvitationStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<InvitationStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<InvitationStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<InvitationStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<InvitationStatus>>;
};

/** A person to invite. */
export type InviteMemberInput = {
  /** The e-mail address. */
  email: Scalars['String']['input'];
  /** Whether whoever accepts becomes a guest, who sees only the projects that they were given. API keys cannot invite guests. */
  guest?: InputMaybe<Scalars['Boolean']['input']>;
  /** The projects that the guest is given, at most 50, all of which the viewer manages. Accepting gives those of them that exist then and that the inviter still manages. */
  projects?: InputMaybe<Array<InvitedProjectInput>>;
  /** The built-in role to grant: MEMBER if neither this nor `roleId` is given. */
  role?: InputMaybe<Role>;
  /** The id of the role to grant, custom or built in. It must have no permissions that the viewer lacks. */
  roleId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `inviteMember`. */
export type InviteMemberPayload = {
  __typename?: 'InviteMemberPayload';
  /** The new invitation. */
  invitation?: Maybe<Invitation>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project that an invited guest is given. */
export type InvitedProject = {
  __typename?: 'InvitedProject';
  /** What the guest may do there. */
  level: ProjectLevel;
  /** The project. */
  project: Project;
};

/** A project that an invited guest is given. */
export type InvitedProjectInput = {
  /** What the guest may do there. */
  level: ProjectLevel;
  /** The project's id. */
  projectId: Scalars['ID']['input'];
};

/** The result of the verification of an API key. */
export type KeyVerification = {
  __typename?: 'KeyVerification';
  /** VALID, or why the key is not. */
  code: KeyVerificationCode;
  /** The key's id; null if it is NOT_FOUND. */
  keyId?: Maybe<Scalars['ID']['output']>;
  /** The user id of the member for whom the key acts; null if it is NOT_FOUND. */
  ownerId?: Maybe<Scalars['ID']['output']>;
  /** How many more requests the limits of the key and of the plan allow now; null without limits, and if the key was not counted for another reason than a limit. */
  remaining?: Maybe<Scalars['Int']['output']>;
  /** When the limit resets that `remaining` shows, or that was reached; null without limits. */
  resetsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the key is valid and was counted. */
  valid: Scalars['Boolean']['output'];
};

/** Whether an API key is valid, and why not. */
export type KeyVerificationCode =
  /** The key's owner is suspended, or has an account that cannot be used. */
  | 'DISABLED'
  /** The key or its secret has expired. */
  | 'EXPIRED'
  /** The key lacks the permission, or may not be used from the address. */
  | 'FORBIDDEN'
  /** The organization has no such key. */
  | 'NOT_FOUND'
  /** The key or the organization has reached its quota for this month. */
  | 'QUOTA_EXCEEDED'
  /** The key has reached its limit, or the plan's, for this minute. */
  | 'RATE_LIMITED'
  /** The key was revoked. */
  | 'REVOKED'
  /** The key works and was counted. */
  | 'VALID';

/** A name and a colour to categorize tasks with. Every organization starts with Bug, Feature and Improvement. */
export type Label = Node & {
  __typename?: 'Label';
  /** The colour as `#rrggbb` in hexadecimal. */
  color: Scalars['String']['output'];
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The label's id. */
  id: Scalars['ID']['output'];
  /** The name. */
  name: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The label's version: starts at 1 and increases with each change. See `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteLabel` on it. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateLabel` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
};

/** A page of labels. */
export type LabelConnection = {
  __typename?: 'LabelConnection';
  /** The page's items with their cursors. */
  edges: Array<LabelEdge>;
  /** The page's items. */
  nodes: Array<Label>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A label and its cursor. */
export type LabelEdge = {
  __typename?: 'LabelEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The label. */
  node: Label;
};

/** A change to a label. Deleting a label removes it from its tasks without events of their own. */
export type LabelEvent = {
  __typename?: 'LabelEvent';
  /** For an update, the names of the changed fields of the label, except `version` and `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The label in its current state; null if it was deleted, by this change or since. */
  label?: Maybe<Label>;
  /** The label's id. */
  labelId: Scalars['ID']['output'];
  /** The kind of change. */
  type: ChangeType;
};

/** Conditions on labels; all given conditions must hold. */
export type LabelFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<LabelFilter>>;
  /** Filters by id. */
  id?: InputMaybe<IdFilter>;
  /** Filters by name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<LabelFilter>>;
};

/** The sort order of labels. */
export type LabelOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: LabelOrderField;
};

/** The fields that labels can be sorted by. */
export type LabelOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The payload of `leaveOrganization`. */
export type LeaveOrganizationPayload = {
  __typename?: 'LeaveOrganizationPayload';
  /** The id of the membership that ended. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Credentials, and the organization to act in. */
export type LoginInput = {
  /** The account's e-mail address. */
  email: Scalars['String']['input'];
  /** The organization to select. By default the one used last. */
  organizationId?: InputMaybe<Scalars['ID']['input']>;
  /** The account's password. */
  password: Scalars['String']['input'];
  /** The second factor, for an account that has one: the app's six digits, or a recovery code. */
  totpCode?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `login`. */
export type LoginPayload = {
  __typename?: 'LoginPayload';
  /** The access token, for the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The selected organization; null if the user has none. */
  organization?: Maybe<Organization>;
  /** The refresh token, for one call of `refreshSession`. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The user who signed in. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The payload of `logout`. */
export type LogoutPayload = {
  __typename?: 'LogoutPayload';
  /** Always empty. */
  userErrors: Array<UserError>;
};

/** The payload of `markAllNotificationsRead`. */
export type MarkAllNotificationsReadPayload = {
  __typename?: 'MarkAllNotificationsReadPayload';
  /** The number of notifications that were unread. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /**
   * The number of notifications that were unread.
   * @deprecated Use `affectedCount`. Removed after 2027-12-31.
   */
  markedCount?: Maybe<Scalars['Int']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A notification to mark as read. */
export type MarkNotificationReadInput = {
  /** The notification's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `markNotificationRead`. */
export type MarkNotificationReadPayload = {
  __typename?: 'MarkNotificationReadPayload';
  /** The notification. */
  notification?: Maybe<Notification>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A notification to mark as unread. */
export type MarkNotificationUnreadInput = {
  /** The notification's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `markNotificationUnread`. */
export type MarkNotificationUnreadPayload = {
  __typename?: 'MarkNotificationUnreadPayload';
  /** The notification. */
  notification?: Maybe<Notification>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A change to a member of the organization. */
export type MemberEvent = {
  __typename?: 'MemberEvent';
  /** For an update, the names of the changed fields of the membership, except `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The membership in its current state; null if it ended, by this change or since. */
  membership?: Maybe<Membership>;
  /** The membership's id. */
  membershipId: Scalars['ID']['output'];
  /** The kind of change: CREATED when somebody joined, UPDATED when their role or suspension changed, DELETED when they left or were removed. */
  type: ChangeType;
  /** The id of the user who is or was the member. */
  userId: Scalars['ID']['output'];
};

/** The membership of a user in an organization. */
export type Membership = Node & {
  __typename?: 'Membership';
  /** The member's role, custom or built in. */
  assignedRole: OrganizationRole;
  /** When the member joined. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether the member is a guest: they see only the projects that they were given, and the members and teams with whom they share one. They have at most the permissions of the role MEMBER. */
  guest: Scalars['Boolean']['output'];
  /** The membership's id. */
  id: Scalars['ID']['output'];
  /** Whether the member is a person or a service account. */
  kind: UserKind;
  /** The organization. */
  organization: Organization;
  /** The member's current permissions in the organization, given the organization's status. Empty while the member is suspended or their account is inactive. Null if the viewer is neither the member nor an administrator of the selected organization. */
  permissions?: Maybe<Array<Permission>>;
  /** The member to ask about a service account; null for people, and once that person is no longer a member: then name another one with `updateServiceAccount`. */
  responsible?: Maybe<User>;
  /** The member's built-in role, or the one that their custom role is based on. See `assignedRole`. */
  role: Role;
  /** Whether the organization has suspended the member. Suspended members cannot be assigned to tasks or mentioned. */
  status: MembershipStatus;
  /** The suspension, with its reason and end. Null while the member is ACTIVE, and if the viewer is not an administrator of the selected organization. */
  suspension?: Maybe<MembershipSuspension>;
  /** The teams that the member belongs to, sorted by name: at most 50. */
  teams: Array<Team>;
  /** When the role or the suspension last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The member. */
  user: User;
  /** Whether the viewer may end the member's suspension with `reinstateMember`. */
  viewerCanReinstate: Scalars['Boolean']['output'];
  /** Whether the viewer may end the membership with `removeMember`. */
  viewerCanRemove: Scalars['Boolean']['output'];
  /** Whether the viewer may suspend the member with `suspendMember`. */
  viewerCanSuspend: Scalars['Boolean']['output'];
  /** Whether the viewer may give the member another role with `updateMemberRole`. */
  viewerCanUpdateRole: Scalars['Boolean']['output'];
};

/** A page of memberships. */
export type MembershipConnection = {
  __typename?: 'MembershipConnection';
  /** The page's items with their cursors. */
  edges: Array<MembershipEdge>;
  /** The page's items. */
  nodes: Array<Membership>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A membership and its cursor. */
export type MembershipEdge = {
  __typename?: 'MembershipEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The membership. */
  node: Membership;
};

/** Conditions on members; all given conditions must hold. */
export type MembershipFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<MembershipFilter>>;
  /** Filters by the time of joining. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by kind. */
  kind?: InputMaybe<UserKindFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<MembershipFilter>>;
  /** Filters by role. */
  role?: InputMaybe<RoleFilter>;
  /** Limits the result to members whose name or e-mail address contains this text, compared as by `contains` of `StringFilter`; at most 254 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Filters by status. Only ACTIVE members can be assigned to tasks and mentioned. */
  status?: InputMaybe<MembershipStatusFilter>;
  /** Filters by user. */
  userId?: InputMaybe<IdFilter>;
};

/** The sort order of members. */
export type MembershipOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: MembershipOrderField;
};

/** The fields that members can be sorted by. */
export type MembershipOrderField =
  /** When the member joined. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** When their role or suspension last changed. */
  | 'UPDATED_AT';

/** Whether a membership is in effect. */
export type MembershipStatus =
  /** The member can do what their role permits. */
  | 'ACTIVE'
  /** The organization has suspended the member. They have no access to it until they are reinstated or the suspension ends. */
  | 'SUSPENDED';

/** Conditions on a membership's status; all given conditions must hold. */
export type MembershipStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<MembershipStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<MembershipStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<MembershipStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<MembershipStatus>>;
};

/** A suspension of a member that is in effect. */
export type MembershipSuspension = {
  __typename?: 'MembershipSuspension';
  /** The reason. */
  reason: Scalars['String']['output'];
  /** When the suspension began. */
  since: Scalars['DateTime']['output'];
  /** The user who suspended the member; null for an API key, and once the user is no longer a member. */
  suspendedBy?: Maybe<User>;
  /** When the suspension ends by itself; null if somebody must end it. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** A declared meter. What it measures never changes. */
export type Meter = {
  __typename?: 'Meter';
  /** The name that events state as their `meter`. */
  code: Scalars['String']['output'];
  /** When it was declared. */
  createdAt: Scalars['DateTime']['output'];
  /** The properties by which `usageSeries` can group the usage: at most three. */
  groupBy: Array<Scalars['String']['output']>;
  /** What its events amount to. */
  kind: MeterKind;
  /** A name for people. */
  name: Scalars['String']['output'];
  /** For the kind UNIQUE, the property whose distinct values count. Events without it are refused. */
  uniqueBy?: Maybe<Scalars['String']['output']>;
};

/** What the events of a meter amount to in a period: an hour, a month, or the part of a month under one plan. */
export type MeterKind =
  /** The number of events, whatever their quantities. */
  | 'COUNT'
  /** The quantity of the event that occurred last. Of events at the same instant, the one that was recorded last. */
  | 'LAST'
  /** The greatest quantity. */
  | 'MAX'
  /** The sum of the quantities. */
  | 'SUM'
  /** The number of distinct values of one property. */
  | 'UNIQUE';

/** How meters are treated that nobody declared. */
export type MeterPolicy = {
  __typename?: 'MeterPolicy';
  /** Whether `recordUsage` refuses events of undeclared meters. If not, they are recorded, and their quantities are added up as for SUM. */
  refuseUndeclared: Scalars['Boolean']['output'];
};

/** The organizations to move. */
export type MovePlanVersionInput = {
  /** When to move them: an instant in the future, at most two years ahead. By default now. An organization that changes to another plan before stays there. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** The ids of the organizations, 1 to 100. */
  organizationIds: Array<Scalars['ID']['input']>;
  /** The code of the plan. */
  plan: Scalars['PlanCode']['input'];
  /** The reason, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** The number of the version. By default the one that organizations get which change to the plan. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** The payload of `movePlanVersion`. */
export type MovePlanVersionPayload = {
  __typename?: 'MovePlanVersionPayload';
  /** The result for each organization, in the order of their ids in the input. */
  moves?: Maybe<Array<PlanMove>>;
  /** The errors in the input; empty when the mutation succeeded. The errors of each organization are in `moves`. */
  userErrors: Array<UserError>;
};

/** The new position of a task. */
export type MoveTaskInput = {
  /** The task of that project after which to place it. */
  afterId?: InputMaybe<Scalars['ID']['input']>;
  /** The task of that project before which to place it. Cannot be combined with `afterId`. */
  beforeId?: InputMaybe<Scalars['ID']['input']>;
  /** Moves it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
  /** The project to move the task to. By default it stays in its own. */
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `moveTask`. */
export type MoveTaskPayload = {
  __typename?: 'MoveTaskPayload';
  /** The moved task. */
  task?: Maybe<Task>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Makes the viewer a member of the organization that invited their address. A repeated call returns the same membership. */
  acceptInvitation?: Maybe<AcceptInvitationPayload>;
  /** Activates a client version: its operations run after a few seconds. For platform administrators. */
  activateClientVersion?: Maybe<ActivateClientVersionPayload>;
  /** Activates a suspended, deactivated or archived user. What ended with their account does not return. For platform administrators. */
  activateUser?: Maybe<ActivateUserPayload>;
  /** Adds somebody to the selected organization. The address is invited by mail, whether or not it has an account, and `membership` is null. Only a person with a verified address who shares another organization with the viewer becomes a member at once. Minimum role: ADMIN. */
  addMember?: Maybe<AddMemberPayload>;
  /** Lets a member of the organization belong to a project. Minimum role: ADMIN; or the level MANAGE in the project. API keys need the scope MEMBERS_WRITE. */
  addProjectMember?: Maybe<AddProjectMemberPayload>;
  /** Lets a team belong to a project. Minimum role: ADMIN; or the level MANAGE in the project. API keys need the scope MEMBERS_WRITE. */
  addProjectTeam?: Maybe<AddProjectTeamPayload>;
  /** Adds a member of the organization to a team, which has at most 500. Changes nothing if they belong to it. Minimum role: ADMIN, or leading the team or one above it; leads cannot use API keys for it. The user error is `FORBIDDEN_ROLE` unless the viewer manages all projects of the team and of those above it. */
  addTeamMember?: Maybe<AddTeamMemberPayload>;
  /** Archives the selected organization: then only its owners can see it. Minimum role: OWNER. */
  archiveOrganization?: Maybe<ArchiveOrganizationPayload>;
  /** Archives a plan: no organization can change to it any more; those that have it keep it. For platform administrators. */
  archivePlan?: Maybe<ArchivePlanPayload>;
  /** Archives a project: lists exclude it by default, and no tasks can be added to it. Minimum role: ADMIN; or the level MANAGE in the project. */
  archiveProject?: Maybe<ArchiveProjectPayload>;
  /** Archives a task: lists exclude it by default. Minimum role: MEMBER. */
  archiveTask?: Maybe<ArchiveTaskPayload>;
  /** Archives a user, with the same effect as a deactivation; lists of users then exclude them by default. For platform administrators. */
  archiveUser?: Maybe<ArchiveUserPayload>;
  /** Starts to set up a second factor. Give the secret to an authenticator app, and its first code to `confirmTotpEnrollment`. Requires the password: without `input` the user error is `REQUIRED`. */
  beginTotpEnrollment?: Maybe<BeginTotpEnrollmentPayload>;
  /** Cancels the plan of the selected organization at the end of the month, or of its trial: the plan `FREE` follows. Minimum role: OWNER. */
  cancelPlan?: Maybe<CancelPlanPayload>;
  /** Requests a new address for the viewer's account. The new address gets a link, valid for 24 hours; `confirmEmailChange` confirms it. A newer request replaces this one. A change of the password, second factor, status or address invalidates it. The response is the same whether or not the new address has an account; an address that another account has verified gets no mail. At most 5 requests an hour for each account. */
  changeEmail?: Maybe<ChangeEmailPayload>;
  /** Changes the viewer's password. Ends every other session, and invalidates links mailed before. */
  changePassword?: Maybe<ChangePasswordPayload>;
  /** Changes the plan of the selected organization, now or at the end of the month. Refused if the organization uses more than the new plan allows, which is checked again at the end of the month. With a payment provider, refused for a plan that is paid or has a subscription. Minimum role: OWNER. */
  changePlan?: Maybe<ChangePlanPayload>;
  /** Removes an organization's own value of a feature, so that its plan's value applies again. For platform administrators. */
  clearFeatureOverride?: Maybe<ClearFeatureOverridePayload>;
  /** Deletes a flag, which is off from then on. For platform administrators. */
  clearFlag?: Maybe<ClearFlagPayload>;
  /** Removes an organization's overrides, so that its plan's limits apply again. For platform administrators. */
  clearOrganizationOverrides?: Maybe<ClearOrganizationOverridesPayload>;
  /** Sets the new address with the token from the mail and either a live session of the account or its password. Ends every session except the one that requested the change. If the previous address was verified, it gets a link that undoes the change, and no other account can take that address as long as the link is valid. Invalid credentials are ignored. */
  confirmEmailChange?: Maybe<ConfirmEmailChangePayload>;
  /** Turns the second factor on. Signing in then requires a code. The account's holder gets a mail. */
  confirmTotpEnrollment?: Maybe<ConfirmTotpEnrollmentPayload>;
  /** Creates an API key. Its secret is shown only once. Minimum role: ADMIN. API keys cannot call this. */
  createApiKey?: Maybe<CreateApiKeyPayload>;
  /** Adds a comment to a task. Minimum role: MEMBER. */
  createComment?: Maybe<CreateCommentPayload>;
  /** Creates a label. Minimum role: ADMIN; the plan must include CUSTOM_LABELS. */
  createLabel?: Maybe<CreateLabelPayload>;
  /** Creates an organization owned by the viewer. Select it with `switchOrganization` or `X-Organization-Id`. The number of organizations that one person may own (`LIMIT_REACHED`) and create in a day (`RATE_LIMITED`) is limited. */
  createOrganization?: Maybe<CreateOrganizationPayload>;
  /** Creates a plan with its first version. For platform administrators. */
  createPlan?: Maybe<CreatePlanPayload>;
  /** Creates a project in the selected organization. Minimum role: ADMIN. */
  createProject?: Maybe<CreateProjectPayload>;
  /** Creates a custom role. The viewer must have all its permissions. An organization has at most 100. Minimum role: ADMIN. */
  createRole?: Maybe<CreateRolePayload>;
  /** Creates a service account: a member of the kind SERVICE for a program, which acts with API keys of its own (`ownerId` of `createApiKey`). It cannot sign in, has no address, receives no notifications and mails, and counts towards no limit of members. An organization has at most 100. Minimum role: ADMIN. */
  createServiceAccount?: Maybe<CreateServiceAccountPayload>;
  /** Creates a task. Minimum role: MEMBER. */
  createTask?: Maybe<CreateTaskPayload>;
  /** Creates up to 100 tasks, all or none. User errors name the index: `tasks`, `3`, `title`. Minimum role: MEMBER. */
  createTasks?: Maybe<CreateTasksPayload>;
  /** Creates a team. An organization has at most 200. Minimum role: ADMIN. */
  createTeam?: Maybe<CreateTeamPayload>;
  /** Creates a webhook endpoint, at most 20 in an organization. Minimum role: ADMIN; the plan must include WEBHOOKS. */
  createWebhookEndpoint?: Maybe<CreateWebhookEndpointPayload>;
  /** Deactivates a user until somebody activates them, with the same effect as a suspension. Refused for the last owner of an organization. For platform administrators. */
  deactivateUser?: Maybe<DeactivateUserPayload>;
  /** Declares a feature, or changes its name and meter. For platform administrators. */
  declareFeature?: Maybe<DeclareFeaturePayload>;
  /** Declares a meter for all organizations. Declared again, it gets the new name; what it measures cannot change. A meter with usage can only be declared as a SUM. For platform administrators. */
  declareMeter?: Maybe<DeclareMeterPayload>;
  /** Declines an invitation. Requires no account. */
  declineInvitation?: Maybe<DeclineInvitationPayload>;
  /** Deletes the viewer's account: erases their personal data, keeps the work they created. Refused for the last owner of an organization that has other members. */
  deleteAccount?: Maybe<DeleteAccountPayload>;
  /** Deletes a comment: the viewer's own, or any as ADMIN. */
  deleteComment?: Maybe<DeleteCommentPayload>;
  /** Deletes a label and removes it from all tasks. Minimum role: ADMIN. */
  deleteLabel?: Maybe<DeleteLabelPayload>;
  /** Archives the selected organization and deletes it permanently after 30 days, unless it is restored. Minimum role: OWNER. */
  deleteOrganization?: Maybe<DeleteOrganizationPayload>;
  /** Deletes a project and its tasks. Minimum role: ADMIN; or the level MANAGE in the project. */
  deleteProject?: Maybe<DeleteProjectPayload>;
  /** Deletes a custom role. While members or pending invitations have it, `replaceWith` is required. The viewer must have the permissions of both roles. Minimum role: ADMIN. */
  deleteRole?: Maybe<DeleteRolePayload>;
  /** Deletes a service account and its API keys, whose next request already fails. Its tasks remain, unassigned. `removeMember` does the same. Minimum role: ADMIN. */
  deleteServiceAccount?: Maybe<DeleteServiceAccountPayload>;
  /** Deletes a task. A MEMBER can delete their own tasks, an ADMIN any. */
  deleteTask?: Maybe<DeleteTaskPayload>;
  /** Deletes up to 100 tasks, all or none. User errors name the index: `ids`, `3`. A MEMBER can delete their own tasks, an ADMIN any. */
  deleteTasks?: Maybe<DeleteTasksPayload>;
  /** Deletes a team. First delete the teams below it, or give them another parent. Minimum role: ADMIN. */
  deleteTeam?: Maybe<DeleteTeamPayload>;
  /** Deletes a webhook endpoint and its delivery log. Minimum role: ADMIN. */
  deleteWebhookEndpoint?: Maybe<DeleteWebhookEndpointPayload>;
  /** Turns the second factor off. The account's holder gets a mail. */
  disableTotp?: Maybe<DisableTotpPayload>;
  /** Ends a session that the administrator started with `startImpersonation`. For platform administrators. */
  endImpersonation?: Maybe<EndImpersonationPayload>;
  /** Returns what is stored about the viewer, in parts: profile, memberships with notification settings, open sessions, changes of the address and status, the account's log, notifications, projects and teams, API keys, tasks that they created or are assigned to, and comments. Each part has at most the 100 newest items of each list that has more, and about 1 MB; `cursor` gets the next one. Organizations show their content only while the viewer is an active member. The first part requires the password and the second factor, and a mail reports it. At most 5 exports and 200 further parts a day for each account. Only for sessions. */
  exportAccount?: Maybe<ExportAccountPayload>;
  /** Grants prepaid credits to an organization. For platform administrators. */
  grantCredits?: Maybe<GrantCreditsPayload>;
  /** Invites somebody by e-mail, whether or not they have an account. The invitation counts as a member until it ends. Minimum role: ADMIN, or MEMBER with the setting `membersInvite`. */
  inviteMember?: Maybe<InviteMemberPayload>;
  /** Ends the viewer's membership of the selected organization. The viewer's tasks remain, unassigned. The last owner cannot leave. */
  leaveOrganization?: Maybe<LeaveOrganizationPayload>;
  /** Signs in with an e-mail address and password. If several accounts were registered with the address, the account that has verified it comes first, then the oldest with this password. Ignores credentials. */
  login?: Maybe<LoginPayload>;
  /** Ends the current session. Its access tokens stop working at once. */
  logout?: Maybe<LogoutPayload>;
  /** Marks all notifications of the viewer in the selected organization as read. Minimum role: MEMBER. */
  markAllNotificationsRead?: Maybe<MarkAllNotificationsReadPayload>;
  /** Marks a notification of the viewer as read. Repeated calls keep the first time. Minimum role: MEMBER. */
  markNotificationRead?: Maybe<MarkNotificationReadPayload>;
  /** Marks a notification of the viewer as unread. Minimum role: MEMBER. */
  markNotificationUnread?: Maybe<MarkNotificationUnreadPayload>;
  /** Moves organizations to a version of a plan, now or at an instant in the future. Each organization is moved by itself and only if it uses no more than the version allows. For platform administrators. */
  movePlanVersion?: Maybe<MovePlanVersionPayload>;
  /** Moves a task within the manual order, or into another project. Without `afterId` and `beforeId` it goes to the end. Minimum role: MEMBER. */
  moveTask?: Maybe<MoveTaskPayload>;
  /** Returns a page of the payment provider where the subscription of the selected organization can be changed or canceled, with its invoices and means of payment. Allowed while the organization is suspended. Minimum role: OWNER. */
  openBillingPortal?: Maybe<OpenBillingPortalPayload>;
  /** Publishes a new version of a plan. Organizations keep theirs until they are moved or change to the plan. For platform administrators. */
  publishPlanVersion?: Maybe<PublishPlanVersionPayload>;
  /** Records up to 1000 usage events. At most once in an operation. Send the same events again, unchanged, until the call succeeds: no event counts twice. Minimum role: ADMIN; an API key of any role needs the scope USAGE_WRITE. */
  recordUsage?: Maybe<RecordUsagePayload>;
  /** Exchanges a refresh token for new tokens. Each token works once; reuse ends the session. Ignores credentials. */
  refreshSession?: Maybe<RefreshSessionPayload>;
  /** Replaces all recovery codes with ten new ones; earlier codes stop working at once. Requires the password and a code. The account's holder gets a mail. */
  regenerateRecoveryCodes?: Maybe<RegenerateRecoveryCodesPayload>;
  /** Creates an account and its first organization, and signs in. The response is the same whether or not the address already has an account; a second account gets nothing through the address until it verifies it. A client that did not receive the response can sign in. `TAKEN` at `email` is returned only to a caller who sends the token of an invitation to the address. Ignores credentials. */
  register?: Maybe<RegisterPayload>;
  /** Registers the operations of a client version. While the version is pending, they replace the operations registered before. For platform administrators. */
  registerOperations?: Maybe<RegisterOperationsPayload>;
  /** Ends a member's suspension, unless somebody with a higher role imposed it. The member regains everything they had before. Minimum role: ADMIN. */
  reinstateMember?: Maybe<ReinstateMemberPayload>;
  /** Ends the suspension of the selected organization. Only a platform administrator can end a suspension by the platform. Minimum role: OWNER. */
  reinstateOrganization?: Maybe<ReinstateOrganizationPayload>;
  /** Lets the subscription of an organization decide about its plan again, after `movePlanVersion` gave it another plan. For platform administrators. */
  releasePlan?: Maybe<ReleasePlanPayload>;
  /** Ends a membership, unless somebody with a higher role suspended the member. The member's tasks remain, unassigned. Minimum role: ADMIN. */
  removeMember?: Maybe<RemoveMemberPayload>;
  /** Removes somebody from a project. Minimum role: ADMIN; or the level MANAGE in the project. Everybody may remove themselves. API keys need the scope MEMBERS_WRITE. */
  removeProjectMember?: Maybe<RemoveProjectMemberPayload>;
  /** Removes a team from a project. Minimum role: ADMIN; or the level MANAGE in the project. API keys need the scope MEMBERS_WRITE. */
  removeProjectTeam?: Maybe<RemoveProjectTeamPayload>;
  /** Removes a member from a team. A lead then leads it no longer. Who may do it: see `addTeamMember`; besides, everybody may leave a team. */
  removeTeamMember?: Maybe<RemoveTeamMemberPayload>;
  /** Sends failed deliveries again, at most the oldest 10000. Minimum role: ADMIN. */
  replayFailedWebhookDeliveries?: Maybe<ReplayFailedWebhookDeliveriesPayload>;
  /** Sends a message again with the same id, at once and then on the usual retry schedule. Minimum role: ADMIN. */
  replayWebhookDelivery?: Maybe<ReplayWebhookDeliveryPayload>;
  /** Mails a link that verifies the viewer's e-mail address, valid for 24 hours. A newer link replaces it. A change of the password, second factor, status or address invalidates it. */
  requestEmailVerification?: Maybe<RequestEmailVerificationPayload>;
  /** Mails a link that sets a new password, valid for one hour. A newer link replaces it. A change of the password, second factor, status or address invalidates it. The response is the same whether or not the account exists. Ignores credentials. */
  requestPasswordReset?: Maybe<RequestPasswordResetPayload>;
  /** Sends an invitation again, with a new link and 7 more days; the old link stops working. The sender becomes the inviter. At most once a minute: an earlier call fails with the top-level error `RATE_LIMITED` and `retryAfterSeconds`, like every rate limit. Minimum role: ADMIN. */
  resendInvitation?: Maybe<ResendInvitationPayload>;
  /** Sets a new password with the token from the mail. Ends every session. If the address was not verified before, the person who holds the address takes the account over from whoever registered it: the second factor, recovery codes, API keys, tokens and memberships end, organizations without another owner are archived, and a mail says so. Ignores credentials. */
  resetPassword?: Maybe<ResetPasswordPayload>;
  /** Restores the selected organization from the archive, or cancels its deletion. Minimum role: OWNER. */
  restoreOrganization?: Maybe<RestoreOrganizationPayload>;
  /** Restores an archived project. Minimum role: ADMIN; or the level MANAGE in the project. */
  restoreProject?: Maybe<RestoreProjectPayload>;
  /** Restores an archived task. Minimum role: MEMBER. */
  restoreTask?: Maybe<RestoreTaskPayload>;
  /** Retires a client version: after a few seconds, every request of it fails with `CLIENT_UPGRADE_REQUIRED`. For platform administrators. */
  retireClientVersion?: Maybe<RetireClientVersionPayload>;
  /** Revokes an API key: its next request already fails. Minimum role: ADMIN. API keys cannot call this. */
  revokeApiKey?: Maybe<RevokeApiKeyPayload>;
  /** Revokes an invitation. Minimum role: ADMIN. */
  revokeInvitation?: Maybe<RevokeInvitationPayload>;
  /** Ends all sessions of the viewer except the current one. */
  revokeOtherSessions?: Maybe<RevokeOtherSessionsPayload>;
  /** Ends a session of the viewer. Its access tokens stop working at once. */
  revokeSession?: Maybe<RevokeSessionPayload>;
  /** Gives an API key a new secret. A person's key then depends on whoever is shown the secret as well as on its owner. Minimum role: ADMIN, or OWNER for a key with MEMBERS_WRITE. API keys cannot call this. */
  rollApiKey?: Maybe<RollApiKeyPayload>;
  /** Gives a webhook endpoint a new secret. During an overlap, messages are also signed with the previous one. Minimum role: ADMIN. */
  rotateWebhookSecret?: Maybe<RotateWebhookSecretPayload>;
  /** Sends the endpoint an event of the type `webhook.test`, whatever types it receives. Minimum role: ADMIN; the plan must include WEBHOOKS. */
  sendTestWebhook?: Maybe<SendTestWebhookPayload>;
  /** Sets the balance at which owners and administrators, and webhooks, are alerted. Minimum role: ADMIN. */
  setCreditAlert?: Maybe<SetCreditAlertPayload>;
  /** Overrides the value of a feature for an organization. Replaces an earlier value. For platform administrators. */
  setFeatureOverride?: Maybe<SetFeatureOverridePayload>;
  /** Creates a flag or changes it. Servers follow within two seconds. For platform administrators. */
  setFlag?: Maybe<SetFlagPayload>;
  /** Makes a member a guest, who sees only the projects that they were given, or a guest a member. Minimum role: ADMIN. API keys need the scope MEMBERS_WRITE. */
  setMemberGuest?: Maybe<SetMemberGuestPayload>;
  /** Gives the member with this address or this user id another role, with no permissions that the viewer lacks. An address that belongs to no member is `NOT_FOUND`, whether or not it has an account. Minimum role: ADMIN. */
  setMemberRole?: Maybe<SetMemberRolePayload>;
  /** Overrides the limits and features of an organization's plan. Replaces earlier overrides. For platform administrators. */
  setOrganizationOverrides?: Maybe<SetOrganizationOverridesPayload>;
  /** Makes a member of a team its lead, in the place of the present one. Who may do it: see `addTeamMember`. */
  setTeamLead?: Maybe<SetTeamLeadPayload>;
  /** Spends credits of the selected organization: those of the lowest priority number first, then those that expire soonest, then the oldest. All or nothing: INSUFFICIENT_CREDITS if the balance is lower. Sent again with the same `spendId` and amount, it spends nothing and returns the first result. Minimum role: ADMIN; an API key of any role needs the scope CREDITS_WRITE. */
  spendCredits?: Maybe<SpendCreditsPayload>;
  /** Starts the purchase of a plan for the selected organization, and returns the page of the payment provider where it is paid. The plan begins when the subscription is in force. Minimum role: OWNER. */
  startCheckout?: Maybe<StartCheckoutPayload>;
  /** Starts a session in which the administrator acts as a user, in one organization, read-only unless `allowsWrites`. Ends an earlier one of the administrator. The user gets a mail. For platform administrators. */
  startImpersonation?: Maybe<StartImpersonationPayload>;
  /** Starts the trial of a plan for the selected organization, which must be on a plan without a base price. Each organization can have one trial of each plan. Minimum role: OWNER. */
  startPlanTrial?: Maybe<StartPlanTrialPayload>;
  /** Suspends a member of the selected organization, or changes the reason and end of the suspension, unless somebody with a higher role suspended the member. The member loses all access, as after a removal, but none of their data. Minimum role: ADMIN. */
  suspendMember?: Maybe<SuspendMemberPayload>;
  /** Makes the selected organization read-only, or changes the reason and end of its suspension. Minimum role: OWNER, or platform administrator. */
  suspendOrganization?: Maybe<SuspendOrganizationPayload>;
  /** Suspends a user until a given time, or until somebody activates them. Ends their sessions, and what they set up in organizations, such as API keys. For platform administrators. */
  suspendUser?: Maybe<SuspendUserPayload>;
  /** Selects another organization for the current session. Returns tokens that act in it. */
  switchOrganization?: Maybe<SwitchOrganizationPayload>;
  /** Makes a member the owner in the viewer's place; the viewer becomes an administrator. Minimum role: OWNER. */
  transferOwnership?: Maybe<TransferOwnershipPayload>;
  /** Restores the previous address with the token from the mail to it and a new password, within three days. Ends every session, and revokes later address changes, mailed links and API keys created since. Turns off a second factor that was turned on after the change or in the three days before it. Ignores credentials. */
  undoEmailChange?: Maybe<UndoEmailChangePayload>;
  /** Stops watching a project. Minimum role: MEMBER. */
  unwatchProject?: Maybe<UnwatchProjectPayload>;
  /** Stops watching a task. Minimum role: MEMBER. */
  unwatchTask?: Maybe<UnwatchTaskPayload>;
  /** Changes an API key. Everything but the name can be changed only by somebody who could create such a key, what limits another person's key can only be narrowed, and changes apply from the next request on. Minimum role: ADMIN. API keys cannot call this. */
  updateApiKey?: Maybe<UpdateApiKeyPayload>;
  /** Changes a comment of the viewer. */
  updateComment?: Maybe<UpdateCommentPayload>;
  /** Changes a label. Minimum role: ADMIN. */
  updateLabel?: Maybe<UpdateLabelPayload>;
  /** Gives a member another role, with no permissions that the viewer lacks. Minimum role: ADMIN. */
  updateMemberRole?: Maybe<UpdateMemberRolePayload>;
  /** Changes how meters are treated that nobody declared. For platform administrators. */
  updateMeterPolicy?: Maybe<UpdateMeterPolicyPayload>;
  /** Changes the viewer's notification preferences in the selected organization. Omitted kinds stay unchanged. Minimum role: MEMBER. */
  updateNotificationPreferences?: Maybe<UpdateNotificationPreferencesPayload>;
  /** Changes the selected organization. Minimum role: OWNER. */
  updateOrganization?: Maybe<UpdateOrganizationPayload>;
  /** Changes the settings of the selected organization, from the next request on. Minimum role: OWNER. */
  updateOrganizationSettings?: Maybe<UpdateOrganizationSettingsPayload>;
  /** Changes the viewer's profile. */
  updateProfile?: Maybe<UpdateProfilePayload>;
  /** Changes a project. Minimum role: ADMIN; or the level MANAGE in the project. */
  updateProject?: Maybe<UpdateProjectPayload>;
  /** Changes what somebody may do in a project. Minimum role: ADMIN; or the level MANAGE in the project. API keys need the scope MEMBERS_WRITE. */
  updateProjectMember?: Maybe<UpdateProjectMemberPayload>;
  /** Changes what the members of a team may do in a project. Minimum role: ADMIN; or the level MANAGE in the project. API keys need the scope MEMBERS_WRITE. */
  updateProjectTeam?: Maybe<UpdateProjectTeamPayload>;
  /** Changes a custom role, for all who have it, from their next request on. The viewer must have the permissions before and after the change. What its members can no longer keep ends, as after a change of their own role: API keys and invitations. Minimum role: ADMIN. */
  updateRole?: Maybe<UpdateRolePayload>;
  /** Changes a service account. `updateMemberRole` gives it another role, `suspendMember` blocks its keys. Minimum role: ADMIN. */
  updateServiceAccount?: Maybe<UpdateServiceAccountPayload>;
  /** Changes a task. Minimum role: MEMBER. */
  updateTask?: Maybe<UpdateTaskPayload>;
  /** Changes up to 100 tasks, all or none. User errors name the index: `tasks`, `3`, `title`. Minimum role: MEMBER. */
  updateTasks?: Maybe<UpdateTasksPayload>;
  /** Changes a team. With another parent, the teams below it move along. Minimum role: ADMIN. The user error is `FORBIDDEN_ROLE` if the members would be given projects of the parent that the viewer does not manage. */
  updateTeam?: Maybe<UpdateTeamPayload>;
  /** Changes, disables or enables a webhook endpoint. Minimum role: ADMIN. */
  updateWebhookEndpoint?: Maybe<UpdateWebhookEndpointPayload>;
  /** Verifies an e-mail address with the token from the mail. A live session of the account, or its password, proves that the caller registered it: then nothing else changes. Without either, `newPassword` is required, and the call has the effect of `resetPassword`. If several accounts were registered with the address, the verified one is the account of the session, else the one that the password signs in to, else the one that the link was mailed for; the other accounts keep their data. The link is invalid once another account has verified the address. Invalid credentials are ignored. */
  verifyEmail?: Maybe<VerifyEmailPayload>;
  /** Verifies an API key of the organization that a client has sent to a service of yours: whether it works and has the permission. A valid one is counted and metered as `cost` requests of that key, exactly, in any number of concurrent calls. Send the key as a variable: it is kept nowhere. Minimum role: ADMIN, or an API key with the scope KEYS_VERIFY. */
  verifyKey?: Maybe<VerifyKeyPayload>;
  /** Takes back what remains of a grant. Spent credits stay spent. For platform administrators. */
  voidCreditGrant?: Maybe<VoidCreditGrantPayload>;
  /** Voids a recorded usage event permanently: reports no longer count it, and the first open statement takes it back. The event's id cannot be recorded again. Minimum role: ADMIN. API keys cannot call this. */
  voidUsageEvent?: Maybe<VoidUsageEventPayload>;
  /** Watches a project: the viewer is notified (TASK_CREATED) of tasks that others create in it. A member can watch at most 1000 projects and tasks, and each can have at most 500 watchers (LIMIT_REACHED). Minimum role: MEMBER. */
  watchProject?: Maybe<WatchProjectPayload>;
  /** Watches a task: the viewer is notified of its comments (TASK_COMMENTED) and of status changes (TASK_STATUS_CHANGED), like the task's creator. The limits are those of `watchProject`. Minimum role: MEMBER. */
  watchTask?: Maybe<WatchTaskPayload>;
  /** Withdraws the planned change of the selected organization's plan, also a cancellation. A trial is then followed by the plan that its terms declare. Minimum role: OWNER. */
  withdrawPlanChange?: Maybe<WithdrawPlanChangePayload>;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationActivateClientVersionArgs = {
  input: ActivateClientVersionInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationActivateUserArgs = {
  input: ActivateUserInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationAddMemberArgs = {
  input: AddMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationAddProjectMemberArgs = {
  input: AddProjectMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationAddProjectTeamArgs = {
  input: AddProjectTeamInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationAddTeamMemberArgs = {
  input: AddTeamMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationArchiveOrganizationArgs = {
  input: ArchiveOrganizationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationArchivePlanArgs = {
  input: ArchivePlanInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationArchiveProjectArgs = {
  input: ArchiveProjectInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationArchiveTaskArgs = {
  input: ArchiveTaskInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationArchiveUserArgs = {
  input: ArchiveUserInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationBeginTotpEnrollmentArgs = {
  input?: InputMaybe<BeginTotpEnrollmentInput>;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationChangeEmailArgs = {
  input: ChangeEmailInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationChangePlanArgs = {
  input: ChangePlanInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationClearFeatureOverrideArgs = {
  input: ClearFeatureOverrideInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationClearFlagArgs = {
  input: ClearFlagInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationClearOrganizationOverridesArgs = {
  input: ClearOrganizationOverridesInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationConfirmEmailChangeArgs = {
  input: ConfirmEmailChangeInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationConfirmTotpEnrollmentArgs = {
  input: ConfirmTotpEnrollmentInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateCommentArgs = {
  input: CreateCommentInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateLabelArgs = {
  input: CreateLabelInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateOrganizationArgs = {
  input: CreateOrganizationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreatePlanArgs = {
  input: CreatePlanInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateProjectArgs = {
  input: CreateProjectInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateRoleArgs = {
  input: CreateRoleInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateServiceAccountArgs = {
  input: CreateServiceAccountInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateTaskArgs = {
  input: CreateTaskInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateTasksArgs = {
  input: CreateTasksInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateTeamArgs = {
  input: CreateTeamInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationCreateWebhookEndpointArgs = {
  input: CreateWebhookEndpointInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeactivateUserArgs = {
  input: DeactivateUserInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeclareFeatureArgs = {
  input: DeclareFeatureInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeclareMeterArgs = {
  input: DeclareMeterInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeclineInvitationArgs = {
  input: DeclineInvitationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteCommentArgs = {
  input: DeleteCommentInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteLabelArgs = {
  input: DeleteLabelInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteProjectArgs = {
  input: DeleteProjectInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteRoleArgs = {
  input: DeleteRoleInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteServiceAccountArgs = {
  input: DeleteServiceAccountInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteTaskArgs = {
  input: DeleteTaskInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteTasksArgs = {
  input: DeleteTasksInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteTeamArgs = {
  input: DeleteTeamInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDeleteWebhookEndpointArgs = {
  input: DeleteWebhookEndpointInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationDisableTotpArgs = {
  input: DisableTotpInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationEndImpersonationArgs = {
  input: EndImpersonationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationExportAccountArgs = {
  input: ExportAccountInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationGrantCreditsArgs = {
  input: GrantCreditsInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationLoginArgs = {
  input: LoginInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationMarkNotificationReadArgs = {
  input: MarkNotificationReadInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationMarkNotificationUnreadArgs = {
  input: MarkNotificationUnreadInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationMovePlanVersionArgs = {
  input: MovePlanVersionInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationMoveTaskArgs = {
  input: MoveTaskInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationOpenBillingPortalArgs = {
  input: OpenBillingPortalInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationPublishPlanVersionArgs = {
  input: PublishPlanVersionInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRecordUsageArgs = {
  input: RecordUsageInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRegenerateRecoveryCodesArgs = {
  input: RegenerateRecoveryCodesInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRegisterArgs = {
  input: RegisterInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRegisterOperationsArgs = {
  input: RegisterOperationsInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationReinstateMemberArgs = {
  input: ReinstateMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationReleasePlanArgs = {
  input: ReleasePlanInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRemoveProjectMemberArgs = {
  input: RemoveProjectMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRemoveProjectTeamArgs = {
  input: RemoveProjectTeamInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRemoveTeamMemberArgs = {
  input: RemoveTeamMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationReplayFailedWebhookDeliveriesArgs = {
  input: ReplayFailedWebhookDeliveriesInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationReplayWebhookDeliveryArgs = {
  input: ReplayWebhookDeliveryInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationResendInvitationArgs = {
  input: ResendInvitationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRestoreProjectArgs = {
  input: RestoreProjectInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRestoreTaskArgs = {
  input: RestoreTaskInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRetireClientVersionArgs = {
  input: RetireClientVersionInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRollApiKeyArgs = {
  input: RollApiKeyInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSendTestWebhookArgs = {
  input: SendTestWebhookInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSetCreditAlertArgs = {
  input: SetCreditAlertInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSetFeatureOverrideArgs = {
  input: SetFeatureOverrideInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSetFlagArgs = {
  input: SetFlagInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSetMemberGuestArgs = {
  input: SetMemberGuestInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSetMemberRoleArgs = {
  input: SetMemberRoleInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSetOrganizationOverridesArgs = {
  input: SetOrganizationOverridesInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSetTeamLeadArgs = {
  input: SetTeamLeadInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSpendCreditsArgs = {
  input: SpendCreditsInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationStartCheckoutArgs = {
  input: StartCheckoutInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationStartImpersonationArgs = {
  input: StartImpersonationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationStartPlanTrialArgs = {
  input: StartPlanTrialInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSuspendMemberArgs = {
  input: SuspendMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSuspendOrganizationArgs = {
  input: SuspendOrganizationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSuspendUserArgs = {
  input: SuspendUserInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationSwitchOrganizationArgs = {
  input: SwitchOrganizationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationTransferOwnershipArgs = {
  input: TransferOwnershipInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUndoEmailChangeArgs = {
  input: UndoEmailChangeInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUnwatchProjectArgs = {
  input: UnwatchProjectInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUnwatchTaskArgs = {
  input: UnwatchTaskInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateApiKeyArgs = {
  input: UpdateApiKeyInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateCommentArgs = {
  input: UpdateCommentInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateLabelArgs = {
  input: UpdateLabelInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateMemberRoleArgs = {
  input: UpdateMemberRoleInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateMeterPolicyArgs = {
  input: UpdateMeterPolicyInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateNotificationPreferencesArgs = {
  input: UpdateNotificationPreferencesInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateOrganizationArgs = {
  input: UpdateOrganizationInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateOrganizationSettingsArgs = {
  input: UpdateOrganizationSettingsInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateProjectArgs = {
  input: UpdateProjectInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateProjectMemberArgs = {
  input: UpdateProjectMemberInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateProjectTeamArgs = {
  input: UpdateProjectTeamInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateRoleArgs = {
  input: UpdateRoleInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateServiceAccountArgs = {
  input: UpdateServiceAccountInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateTaskArgs = {
  input: UpdateTaskInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateTasksArgs = {
  input: UpdateTasksInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateTeamArgs = {
  input: UpdateTeamInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationUpdateWebhookEndpointArgs = {
  input: UpdateWebhookEndpointInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationVerifyKeyArgs = {
  input: VerifyKeyInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationVoidCreditGrantArgs = {
  input: VoidCreditGrantInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationVoidUsageEventArgs = {
  input: VoidUsageEventInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationWatchProjectArgs = {
  input: WatchProjectInput;
};


/** Writes data. The root fields of an operation run one after another, in one transaction. */
export type MutationWatchTaskArgs = {
  input: WatchTaskInput;
};

/** An object that can be fetched by its id alone. */
export type Node = {
  /** An opaque identifier, unique among all types. */
  id: Scalars['ID']['output'];
};

/** A notification of the viewer. Members get no notifications of their own actions. */
export type Notification = Node & {
  __typename?: 'Notification';
  /** The user who caused it; null if the system did, and once the user is no longer a member. */
  actor?: Maybe<User>;
  /** The comment, if the notification concerns one. */
  comment?: Maybe<Comment>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Details: `{ role }` for MEMBER_ADDED and ROLE_UPDATED, `{ status }` for TASK_STATUS_CHANGED, `{ meter, percent, used, limit, month, resetsAt }` for USAGE_ALERT, `{ balance, threshold }` for CREDIT_ALERT, `{ event }` and the data of the event for PLAN_ALERT, `{ webhookEndpointIds }` for SECRET_ROTATION_ADVISED, `{ event }` for SERVICE_ACCOUNT_ALERT, with `userId`, `name`, `apiKeyId`, `apiKeyName` and `rollDueAt` if `event` is ROLL_FORCED, the same with `ipAddress` in place of `rollDueAt` if it is ADDRESS_REFUSED, and `accounts: [{ userId, name }]` if it is CONTACT_MISSING; otherwise null. */
  details?: Maybe<Scalars['JSON']['output']>;
  /** The notification's id. */
  id: Scalars['ID']['output'];
  /** Whether the viewer has marked it as read. */
  isRead: Scalars['Boolean']['output'];
  /** The kind of notification. */
  kind: NotificationKind;
  /** When the viewer marked it as read; null while it is unread. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** The task, if the notification concerns one. */
  task?: Maybe<Task>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of notifications. */
export type NotificationConnection = {
  __typename?: 'NotificationConnection';
  /** The page's items with their cursors. */
  edges: Array<NotificationEdge>;
  /** The page's items. */
  nodes: Array<Notification>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A notification and its cursor. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node: Notification;
};

/** Conditions on notifications; all given conditions must hold. */
export type NotificationFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<NotificationFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** `true`: notifications that were marked as read. `false`: unread notifications. */
  isRead?: InputMaybe<Scalars['Boolean']['input']>;
  /** Filters by kind. */
  kind?: InputMaybe<NotificationKindFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<NotificationFilter>>;
};

/** The kinds of notifications that members receive. */
export type NotificationKind =
  /** The organization's prepaid credits have fallen to the threshold of `setCreditAlert`, or to 0. For owners and administrators. */
  | 'CREDIT_ALERT'
  /** The member was added to the organization. */
  | 'MEMBER_ADDED'
  /** A comment mentions the member. */
  | 'MENTIONED'
  /** The organization's plan or trial changes, changed, or could not. For owners. */
  | 'PLAN_ALERT'
  /** The member has a new role. */
  | 'ROLE_UPDATED'
  /** Somebody who was shown the signing secret of webhook endpoints left or may no longer see it: rotate the secret. For owners and administrators. */
  | 'SECRET_ROTATION_ADVISED'
  /** Somebody who was shown the secret of a service account's API key left or may no longer see it: roll the key. Or the key was refused because of the client's address. For the responsible contact, owners and administrators. Or the contact of service accounts left: name another. For owners and administrators. */
  | 'SERVICE_ACCOUNT_ALERT'
  /** A task was assigned to the member. */
  | 'TASK_ASSIGNED'
  /** A new comment on a task that the member created, is assigned to, commented on or watches. */
  | 'TASK_COMMENTED'
  /** A project that the member watches has a new task. */
  | 'TASK_CREATED'
  /** A task that the member created, is assigned to or watches has a new status. */
  | 'TASK_STATUS_CHANGED'
  /** The organization's usage approaches or has reached a limit. For owners. */
  | 'USAGE_ALERT';

/** Conditions on a notification's kind; all given conditions must hold. */
export type NotificationKindFilter = {
  /** Equal to. */
  eq?: InputMaybe<NotificationKind>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<NotificationKind>>;
  /** Not equal to. */
  ne?: InputMaybe<NotificationKind>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<NotificationKind>>;
};

/** The sort order of notifications. */
export type NotificationOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: NotificationOrderField;
};

/** The fields that notifications can be sorted by. */
export type NotificationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The preference for one kind of notification. */
export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  /** Whether it is sent by mail. */
  email: Scalars['Boolean']['output'];
  /** Whether `notifications` lists it. */
  inApp: Scalars['Boolean']['output'];
  /** The kind. */
  kind: NotificationKind;
};

/** The new preference for one kind of notification. */
export type NotificationPreferenceInput = {
  /** Whether it is sent by mail. Unchanged if omitted. */
  email?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether `notifications` lists it. Unchanged if omitted. */
  inApp?: InputMaybe<Scalars['Boolean']['input']>;
  /** The kind. */
  kind: NotificationKind;
};

/** The viewer's notification preferences in the selected organization. */
export type NotificationPreferences = {
  __typename?: 'NotificationPreferences';
  /** One preference for each kind. */
  kinds: Array<NotificationPreference>;
};

/** Where the person returns to. */
export type OpenBillingPortalInput = {
  /** The page to return to, on an origin that the server allows. By default the front end. */
  returnUrl?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `openBillingPortal`. */
export type OpenBillingPortalPayload = {
  __typename?: 'OpenBillingPortalPayload';
  /** The page of the payment provider, which can be used for a few minutes. Whoever has the link manages the subscription, so a retry with the same `Idempotency-Key` does not return it. */
  url?: Maybe<Scalars['String']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The direction in which a list is sorted. */
export type OrderDirection =
  /** Ascending: smallest, earliest or alphabetically first values first. */
  | 'ASC'
  /** Descending: largest, latest or alphabetically last values first. */
  | 'DESC';

/** A tenant. Every project, task, label and comment belongs to exactly one organization. */
export type Organization = Node & {
  __typename?: 'Organization';
  /** Why the organization was archived; null if it is not. */
  archiveReason?: Maybe<Scalars['String']['output']>;
  /** When the organization was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the organization will be deleted permanently, unless an owner restores it before; null if no deletion is scheduled. */
  deletesAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the organization may use of a feature, or below a limit; null if there is no such key. */
  entitlement?: Maybe<Entitlement>;
  /** What the organization may use: below each limit, then of each feature. */
  entitlements: Array<Entitlement>;
  /** The values of features that override the plan's. */
  featureOverrides: Array<FeatureOverride>;
  /** Whether the organization's plan, or an override, includes the feature. */
  hasFeature: Scalars['Boolean']['output'];
  /** The organization's id. */
  id: Scalars['ID']['output'];
  /** Whether a flag is on for the organization. False for an unknown flag. */
  isFlagOn: Scalars['Boolean']['output'];
  /** The organization's members, newest first. */
  members: MembershipConnection;
  /** The name for display. */
  name: Scalars['String']['output'];
  /** The limits and features that override the plan's; null if there are none. */
  overrides?: Maybe<OrganizationOverrides>;
  /** The organization's plan. */
  plan: Plan;
  /** The organization's projects, newest first. */
  projects: ProjectConnection;
  /** What members may do, where organizations differ. */
  settings: OrganizationSettings;
  /** The short name for use in URLs; unique. */
  slug: Scalars['String']['output'];
  /** Whether work in the organization is possible. */
  status: OrganizationStatus;
  /** The changes of the organization's status, newest first. */
  statusHistory: OrganizationStatusChangeConnection;
  /** The suspension, with its reason, author and end; null if the organization is not suspended. */
  suspension?: Maybe<OrganizationSuspension>;
  /** When the organization last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The organization's usage compared with its plan's limits. */
  usage: OrganizationUsage;
  /** Whether the viewer may add and invite members. */
  viewerCanAddMembers: Scalars['Boolean']['output'];
  /** Whether the viewer may use `archiveOrganization`. */
  viewerCanArchive: Scalars['Boolean']['output'];
  /** Whether the viewer may use `changePlan`. */
  viewerCanChangePlan: Scalars['Boolean']['output'];
  /** Whether the viewer may create projects. */
  viewerCanCreateProjects: Scalars['Boolean']['output'];
  /** Whether the viewer may create tasks. */
  viewerCanCreateTasks: Scalars['Boolean']['output'];
  /** Whether the viewer may create teams. */
  viewerCanCreateTeams: Scalars['Boolean']['output'];
  /** Whether the viewer may use `deleteOrganization`. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `inviteMember`. Members with the role MEMBER may if the setting `membersInvite` is on, as MEMBER only. */
  viewerCanInviteMembers: Scalars['Boolean']['output'];
  /** Whether the viewer may use `leaveOrganization`. It is also true for the last owner, whose call is refused. */
  viewerCanLeave: Scalars['Boolean']['output'];
  /** Whether the viewer may create, roll, rename and revoke API keys. */
  viewerCanManageApiKeys: Scalars['Boolean']['output'];
  /** Whether the viewer may create, change and delete service accounts. */
  viewerCanManageServiceAccounts: Scalars['Boolean']['output'];
  /** Whether the viewer may create, change, test and delete webhook endpoints, if the plan includes them. */
  viewerCanManageWebhooks: Scalars['Boolean']['output'];
  /** Whether the viewer may use `reinstateOrganization`. */
  viewerCanReinstate: Scalars['Boolean']['output'];
  /** Whether the viewer may use `restoreOrganization`. */
  viewerCanRestore: Scalars['Boolean']['output'];
  /** Whether the viewer may see API keys. */
  viewerCanSeeApiKeys: Scalars['Boolean']['output'];
  /** Whether the viewer may read the audit log. */
  viewerCanSeeAuditEvents: Scalars['Boolean']['output'];
  /** Whether the viewer may see billing statements. */
  viewerCanSeeBilling: Scalars['Boolean']['output'];
  /** Whether the viewer may see invitations. */
  viewerCanSeeInvitations: Scalars['Boolean']['output'];
  /** Whether the viewer may see usage. */
  viewerCanSeeUsage: Scalars['Boolean']['output'];
  /** Whether the viewer may see webhook endpoints and their deliveries. */
  viewerCanSeeWebhooks: Scalars['Boolean']['output'];
  /** Whether the viewer may use `suspendOrganization`. */
  viewerCanSuspend: Scalars['Boolean']['output'];
  /** Whether the viewer may use `transferOwnership`. */
  viewerCanTransferOwnership: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateOrganization`. */
  viewerCanUpdate: Scalars['Boolean']['output'];
  /** The viewer's role in the organization; null if the viewer is not a member. */
  viewerRole?: Maybe<Role>;
};


/** A tenant. Every project, task, label and comment belongs to exactly one organization. */
export type OrganizationEntitlementArgs = {
  key: Scalars['String']['input'];
};


/** A tenant. Every project, task, label and comment belongs to exactly one organization. */
export type OrganizationHasFeatureArgs = {
  feature: Scalars['PlanFeature']['input'];
};


/** A tenant. Every project, task, label and comment belongs to exactly one organization. */
export type OrganizationIsFlagOnArgs = {
  flag: Scalars['String']['input'];
};


/** A tenant. Every project, task, label and comment belongs to exactly one organization. */
export type OrganizationMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MembershipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MembershipOrder>;
};


/** A tenant. Every project, task, label and comment belongs to exactly one organization. */
export type OrganizationProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectOrder>;
};


/** A tenant. Every project, task, label and comment belongs to exactly one organization. */
export type OrganizationStatusHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of organizations. */
export type OrganizationConnection = {
  __typename?: 'OrganizationConnection';
  /** The page's items with their cursors. */
  edges: Array<OrganizationEdge>;
  /** The page's items. */
  nodes: Array<Organization>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** An organization and its cursor. */
export type OrganizationEdge = {
  __typename?: 'OrganizationEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The organization. */
  node: Organization;
};

/** A change to the organization itself. */
export type OrganizationEvent = {
  __typename?: 'OrganizationEvent';
  /** The names of the changed fields of the organization, except `updatedAt`. */
  changedFields: Array<Scalars['String']['output']>;
  /** The organization in its current state. */
  organization: Organization;
  /** The kind of change: always UPDATED, because nobody can subscribe to an organization before it exists or after it is deleted. */
  type: ChangeType;
};

/** Conditions on organizations; all given conditions must hold. */
export type OrganizationFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<OrganizationFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<OrganizationFilter>>;
  /** Filters by the viewer's role in the organization. */
  role?: InputMaybe<RoleFilter>;
  /** Filters by short name. */
  slug?: InputMaybe<StringFilter>;
  /** Filters by status. A suspension that has ended counts as none. */
  status?: InputMaybe<OrganizationStatusFilter>;
};

/** The sort order of organizations. */
export type OrganizationOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: OrganizationOrderField;
};

/** The fields that organizations can be sorted by. */
export type OrganizationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** An organization's limits and features that override those of its plan. */
export type OrganizationOverrides = {
  __typename?: 'OrganizationOverrides';
  /** Features in addition to the plan's. */
  addedFeatures: Array<Scalars['PlanFeature']['output']>;
  /** The maximum number of API keys. */
  apiKeys?: Maybe<Scalars['Int']['output']>;
  /** The maximum number of requests a minute for each user and API key. */
  apiRequestsPerMinute?: Maybe<Scalars['Int']['output']>;
  /** The maximum number of requests with API keys in a calendar month (UTC). */
  apiRequestsPerMonth?: Maybe<Scalars['Int']['output']>;
  /** When the overrides expire; null if never. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The maximum number of members. */
  members?: Maybe<Scalars['Int']['output']>;
  /** The maximum number of projects. */
  projects?: Maybe<Scalars['Int']['output']>;
  /** The reason. */
  reason: Scalars['String']['output'];
  /** The maximum number of open subscriptions of the organization at one time. */
  subscriptions?: Maybe<Scalars['Int']['output']>;
  /** The maximum number of open subscriptions at one time for each user and API key. */
  subscriptionsPerCaller?: Maybe<Scalars['Int']['output']>;
  /** The maximum number of webhook endpoints. */
  webhookEndpoints?: Maybe<Scalars['Int']['output']>;
};

/** An organization as platform administrators see it: its plan, its use and its status, but nothing of its work. */
export type OrganizationOverview = {
  __typename?: 'OrganizationOverview';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When it will be deleted permanently; null if no deletion is scheduled. */
  deletesAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name for display. */
  name: Scalars['String']['output'];
  /** The organization's id. */
  organizationId: Scalars['ID']['output'];
  /** The code of the plan. */
  planCode: Scalars['PlanCode']['output'];
  /** The version of the plan. */
  planVersion: Scalars['Int']['output'];
  /** The short name for use in URLs. */
  slug: Scalars['String']['output'];
  /** Whether work in the organization is possible. A suspension that has ended counts as none. */
  status: OrganizationStatus;
  /** Who suspended it; null if it is not suspended. */
  suspendedBy?: Maybe<SuspensionAuthority>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** How much the organization uses. */
  use: OrganizationUse;
};

/** A page of organizations as platform administrators see them. */
export type OrganizationOverviewConnection = {
  __typename?: 'OrganizationOverviewConnection';
  /** The page's items with their cursors. */
  edges: Array<OrganizationOverviewEdge>;
  /** The page's items. */
  nodes: Array<OrganizationOverview>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** An organization as platform administrators see it, and its cursor. */
export type OrganizationOverviewEdge = {
  __typename?: 'OrganizationOverviewEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The organization. */
  node: OrganizationOverview;
};

/** Conditions on all organizations; all given conditions must hold. */
export type OrganizationOverviewFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<OrganizationOverviewFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<OrganizationOverviewFilter>>;
  /** Filters by id. */
  organizationId?: InputMaybe<IdFilter>;
  /** Filters by the code of the plan. */
  planCode?: InputMaybe<StringFilter>;
  /** Filters by short name. */
  slug?: InputMaybe<StringFilter>;
  /** Filters by status. A suspension that has ended counts as none. */
  status?: InputMaybe<OrganizationStatusFilter>;
};

/** The sort order of all organizations. */
export type OrganizationOverviewOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: OrganizationOverviewOrderField;
};

/** The fields that all organizations can be sorted by. */
export type OrganizationOverviewOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** A role that members of the organization can have: a built-in one, or a custom one. */
export type OrganizationRole = Node & {
  __typename?: 'OrganizationRole';
  /** The built-in role that `role` of a member with this role shows. */
  basedOn: Role;
  /** Whether the role is built in. Nobody can change or delete a built-in role. */
  builtIn: Scalars['Boolean']['output'];
  /** When it was created; null for a built-in role. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the role is for. */
  description?: Maybe<Scalars['String']['output']>;
  /** The role's id. For a built-in role, its name in the enum `Role`: it is the same in every organization. */
  id: Scalars['ID']['output'];
  /** The name. */
  name: Scalars['String']['output'];
  /** What the role permits. The status of the organization can prevent it. */
  permissions: Array<Permission>;
  /** When it last changed; null for a built-in role. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The role's version: starts at 1 and increases with each change. See `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteRole` on it. It is also true for a role that members have, for which `replaceWith` is required. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may give members this role with `updateMemberRole`. */
  viewerCanGrant: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateRole` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
};

/** A page of roles. */
export type OrganizationRoleConnection = {
  __typename?: 'OrganizationRoleConnection';
  /** The page's items with their cursors. */
  edges: Array<OrganizationRoleEdge>;
  /** The page's items. */
  nodes: Array<OrganizationRole>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A role and its cursor. */
export type OrganizationRoleEdge = {
  __typename?: 'OrganizationRoleEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The role. */
  node: OrganizationRole;
};

/** Conditions on roles; all given conditions must hold. */
export type OrganizationRoleFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<OrganizationRoleFilter>>;
  /** Whether the role is built in. */
  builtIn?: InputMaybe<Scalars['Boolean']['input']>;
  /** Filters by name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<OrganizationRoleFilter>>;
};

/** The sort order of roles. */
export type OrganizationRoleOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: OrganizationRoleOrderField;
};

/** The fields that roles can be sorted by. */
export type OrganizationRoleOrderField =
  /** The time of creation. Built-in roles are the oldest. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. Built-in roles are the oldest. */
  | 'UPDATED_AT';

/** What members may do, where organizations differ. */
export type OrganizationSettings = {
  __typename?: 'OrganizationSettings';
  /** Whether members who are not owners may grant ADMIN, and custom roles with permissions that MEMBER lacks. If not, only owners may create, change and grant such roles, and resend invitations to them. */
  adminsGrantAdmin: Scalars['Boolean']['output'];
  /** Whether members with the role MEMBER may use `inviteMember`, as MEMBER only. */
  membersInvite: Scalars['Boolean']['output'];
  /** Whether members see all projects that are not private. If not, members without the permission PROJECT_SEE_ALL see only the projects to which they belong. */
  membersSeeAllProjects: Scalars['Boolean']['output'];
};

/** Whether work in an organization is possible. */
export type OrganizationStatus =
  /** Open for work. */
  | 'ACTIVE'
  /** Archived; visible to its owners only. */
  | 'ARCHIVED'
  /** Read-only. */
  | 'SUSPENDED';

/** A change of an organization's status. */
export type OrganizationStatusChange = {
  __typename?: 'OrganizationStatusChange';
  /** The user who changed it; null for the system and for somebody who is not a member, such as a platform administrator. */
  changedBy?: Maybe<User>;
  /** When the change was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The change's id. */
  id: Scalars['ID']['output'];
  /** The reason. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The new status. */
  status: OrganizationStatus;
  /** The time at which the suspension was to end by itself. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of status changes. */
export type OrganizationStatusChangeConnection = {
  __typename?: 'OrganizationStatusChangeConnection';
  /** The page's items with their cursors. */
  edges: Array<OrganizationStatusChangeEdge>;
  /** The page's items. */
  nodes: Array<OrganizationStatusChange>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A status change and its cursor. */
export type OrganizationStatusChangeEdge = {
  __typename?: 'OrganizationStatusChangeEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: OrganizationStatusChange;
};

/** Conditions on an organization's status; all given conditions must hold. */
export type OrganizationStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<OrganizationStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<OrganizationStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<OrganizationStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<OrganizationStatus>>;
};

/** A suspension that is in effect. */
export type OrganizationSuspension = {
  __typename?: 'OrganizationSuspension';
  /** The reason. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When the suspension began. */
  since: Scalars['DateTime']['output'];
  /** Who imposed it. An owner cannot lift a suspension by the platform. */
  suspendedBy: SuspensionAuthority;
  /** When the suspension ends by itself; null if somebody must end it. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** An organization's usage compared with its plan's limits. */
export type OrganizationUsage = {
  __typename?: 'OrganizationUsage';
  /** Active API keys. */
  apiKeys: UsageCount;
  /** Requests with API keys in the current month. */
  apiRequests: PeriodUsage;
  /** People who are members, including pending invitations. Service accounts do not count. */
  members: UsageCount;
  /** Projects, including archived ones. */
  projects: UsageCount;
  /** Webhook endpoints, including disabled ones. */
  webhookEndpoints: UsageCount;
};

/** How much an organization uses. Rows are counted up to 10,000: that number means at least as many. */
export type OrganizationUse = {
  __typename?: 'OrganizationUse';
  /** The number of requests with API keys in this month (UTC). */
  apiRequests: Scalars['Int']['output'];
  /** The number of members. */
  members: Scalars['Int']['output'];
  /** The number of projects. */
  projects: Scalars['Int']['output'];
  /** The number of tasks. */
  tasks: Scalars['Int']['output'];
};

/** The position of a page in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the page's last item; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether more items follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether items precede this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first item; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** The payments of an organization: the last known state of its subscription with the payment provider. */
export type Payment = {
  __typename?: 'Payment';
  /** When the paid period ends; null before the first subscription. */
  currentPeriodEnd?: Maybe<Scalars['DateTime']['output']>;
  /** Whether this server has a payment provider. If not, no plan requires a subscription. */
  enabled: Scalars['Boolean']['output'];
  /** When the canceled subscription ends; null if it is renewed, or has ended. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** The plan that the subscription gives to the organization; null if it gives none. */
  plan?: Maybe<Plan>;
  /** When the plan of an ended subscription ends at the latest. The organization keeps it until then because it uses more than the plan `FREE` allows; null otherwise. */
  planEndsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Since when an operator decides about the plan of the organization. The subscription does not change it until the operator releases it, or a new subscription begins; null otherwise. */
  planGivenAt?: Maybe<Scalars['DateTime']['output']>;
  /** The number of paid seats, which follows the number of members; null before the first subscription. */
  seats?: Maybe<Scalars['Int']['output']>;
  /** The state of the subscription. */
  status: PaymentStatus;
};

/** The state of a subscription with the payment provider. */
export type PaymentStatus =
  /** In force and paid. */
  | 'ACTIVE'
  /** Ended: it was canceled, or its first payment never succeeded. */
  | 'CANCELED'
  /** The first payment is not complete. The subscription gives no plan yet. */
  | 'INCOMPLETE'
  /** There was no subscription yet. */
  | 'NONE'
  /** In force, but the last payment failed. The provider tries it again. */
  | 'PAST_DUE'
  /** Ended: the trial is over, and there is no means of payment. */
  | 'PAUSED'
  /** In force, in its trial period. */
  | 'TRIALING'
  /** Ended: no attempt of a payment succeeded. */
  | 'UNPAID';

/** Usage in the current period and its limit. */
export type PeriodUsage = {
  __typename?: 'PeriodUsage';
  /** The maximum; null means unlimited. */
  limit?: Maybe<Scalars['Int']['output']>;
  /** When the next period begins. */
  resetsAt: Scalars['DateTime']['output'];
  /** The usage, at most 2147483647. `usageSeries` of the meter `api.requests` returns larger numbers exactly. */
  used: Scalars['Int']['output'];
};

/** What a role may permit in an organization. The fields of the API check the same permissions. */
export type Permission =
  /** Create, roll, change and revoke API keys. */
  | 'API_KEY_MANAGE'
  /** See API keys. */
  | 'API_KEY_SEE'
  /** Verify API keys with `verifyKey`. */
  | 'API_KEY_VERIFY'
  /** Read and export the audit log. */
  | 'AUDIT_SEE'
  /** Use `openBillingPortal`, also while the organization is suspended. */
  | 'BILLING_MANAGE'
  /** See billing statements and payments. */
  | 'BILLING_SEE'
  /** Delete comments that others wrote. */
  | 'COMMENT_DELETE_OTHERS'
  /** Write comments, and change and delete own comments. */
  | 'COMMENT_WRITE'
  /** See prepaid credits, their grants and their ledger. */
  | 'CREDIT_SEE'
  /** Set the alert for a low balance of prepaid credits. */
  | 'CREDIT_SET_ALERT'
  /** Spend prepaid credits. */
  | 'CREDIT_SPEND'
  /** Create, resend and revoke invitations. */
  | 'INVITATION_MANAGE'
  /** See invitations. */
  | 'INVITATION_SEE'
  /** Create, change and delete labels. */
  | 'LABEL_MANAGE'
  /** Add members. */
  | 'MEMBER_ADD'
  /** Remove members whose role has no permissions that the caller lacks. */
  | 'MEMBER_REMOVE'
  /** See details of other members that only administrators may see: their permissions and suspensions. */
  | 'MEMBER_SEE_DETAILS'
  /** Suspend and reinstate members whose role has no permissions that the caller lacks. */
  | 'MEMBER_SUSPEND'
  /** Give members another role, with no permissions that the giver lacks. */
  | 'MEMBER_UPDATE_ROLE'
  /** Change own notifications and preferences. */
  | 'NOTIFICATION_MANAGE'
  /** See own notifications. */
  | 'NOTIFICATION_SEE'
  /** Use `archiveOrganization`. */
  | 'ORGANIZATION_ARCHIVE'
  /** Use `deleteOrganization`. */
  | 'ORGANIZATION_DELETE'
  /** Use `leaveOrganization`. */
  | 'ORGANIZATION_LEAVE'
  /** Use `reinstateOrganization`. */
  | 'ORGANIZATION_REINSTATE'
  /** Use `restoreOrganization`. */
  | 'ORGANIZATION_RESTORE'
  /** See the organization. */
  | 'ORGANIZATION_SEE'
  /** Use `suspendOrganization`. */
  | 'ORGANIZATION_SUSPEND'
  /** Use `updateOrganization`. */
  | 'ORGANIZATION_UPDATE'
  /** Use `transferOwnership`. */
  | 'OWNERSHIP_TRANSFER'
  /** Use `changePlan` and `startCheckout`. */
  | 'PLAN_CHANGE'
  /** See the plans that the organization had. */
  | 'PLAN_SEE_HISTORY'
  /** Create, change, archive, restore and delete projects. */
  | 'PROJECT_MANAGE'
  /** See projects. */
  | 'PROJECT_SEE'
  /** See all projects, also private ones to which one does not belong. */
  | 'PROJECT_SEE_ALL'
  /** Create, change and delete custom roles, with no permissions that the caller lacks. */
  | 'ROLE_MANAGE'
  /** Create, change and delete service accounts, and create their API keys. */
  | 'SERVICE_ACCOUNT_MANAGE'
  /** Use `updateOrganizationSettings`. */
  | 'SETTINGS_UPDATE'
  /** Delete tasks that others created. */
  | 'TASK_DELETE_OTHERS'
  /** See tasks. */
  | 'TASK_SEE'
  /** Create and change tasks, and delete own tasks. */
  | 'TASK_WRITE'
  /** Create, change and delete teams, and manage the members and leads of all teams. */
  | 'TEAM_MANAGE'
  /** Record usage. */
  | 'USAGE_RECORD'
  /** See usage. */
  | 'USAGE_SEE'
  /** Void usage events. */
  | 'USAGE_VOID'
  /** Manage webhook endpoints. */
  | 'WEBHOOK_MANAGE'
  /** See webhook endpoints and deliveries. */
  | 'WEBHOOK_SEE';

/** A plan: the limits and features of an organization. */
export type Plan = {
  __typename?: 'Plan';
  /** Since when no organization can change to the plan; null if any can. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The plan's code, for example `FREE`. */
  code: Scalars['PlanCode']['output'];
  /** The features that the plan includes: those whose value is not false, 0 or empty. */
  features: Array<Scalars['PlanFeature']['output']>;
  /** Whether everybody sees the plan and owners can change to it. Only platform administrators move organizations to other plans. */
  isPublic: Scalars['Boolean']['output'];
  /** The plan's limits. */
  limits: PlanLimits;
  /** The name for display. */
  name: Scalars['String']['output'];
  /** The terms of the version. */
  terms: PlanVersion;
  /** The version whose terms these are: the organization's own, or else the one that organizations get which change to the plan now. */
  version: Scalars['Int']['output'];
  /** The latest 100 versions, newest first. Only platform administrators see those that are not in effect yet, with `allPlans`. */
  versions: Array<PlanVersion>;
};

/** When a change of the plan takes effect. */
export type PlanChangeTime =
  /** Now. */
  | 'NOW'
  /** At the end of the calendar month (UTC); in a trial, at its end. */
  | 'PERIOD_END';

/** A plan's limits; null means unlimited. */
export type PlanLimits = {
  __typename?: 'PlanLimits';
  /** Active API keys. */
  apiKeys?: Maybe<Scalars['Int']['output']>;
  /** Requests a minute for each user and API key. Subscribing counts as a request. */
  apiRequestsPerMinute?: Maybe<Scalars['Int']['output']>;
  /** Requests with API keys in a calendar month (UTC). */
  apiRequestsPerMonth?: Maybe<Scalars['Int']['output']>;
  /** Members of the organization, including pending invitations. */
  members?: Maybe<Scalars['Int']['output']>;
  /** Projects, including archived ones. */
  projects?: Maybe<Scalars['Int']['output']>;
  /** Open subscriptions of the organization at one time. */
  subscriptions?: Maybe<Scalars['Int']['output']>;
  /** Open subscriptions at one time for each user and API key. */
  subscriptionsPerCaller?: Maybe<Scalars['Int']['output']>;
  /** Webhook endpoints. */
  webhookEndpoints?: Maybe<Scalars['Int']['output']>;
};

/** The limits of a version of a plan. Omitted limits and null mean unlimited. */
export type PlanLimitsInput = {
  /** The maximum number of API keys. */
  apiKeys?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of requests a minute for each user and API key. */
  apiRequestsPerMinute?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of requests with API keys in a calendar month (UTC). */
  apiRequestsPerMonth?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of members. */
  members?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of projects. */
  projects?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of open subscriptions of the organization at one time. */
  subscriptions?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of open subscriptions at one time for each user and API key. */
  subscriptionsPerCaller?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of webhook endpoints. */
  webhookEndpoints?: InputMaybe<Scalars['Int']['input']>;
};

/** The result of moving one organization. */
export type PlanMove = {
  __typename?: 'PlanMove';
  /** Why the organization was not moved; empty otherwise. */
  errors: Array<UserError>;
  /** The id of the organization. */
  organizationId: Scalars['ID']['output'];
  /** What happened. */
  status: PlanMoveStatus;
};

/** What happened to an organization that was to be moved. */
export type PlanMoveStatus =
  /** It has the version now. */
  | 'MOVED'
  /** It cannot be moved. Nothing about it changed. */
  | 'REFUSED'
  /** It will be moved at the given instant. This replaces an earlier scheduled move. */
  | 'SCHEDULED'
  /** It had the version already. */
  | 'UNCHANGED';

/** The price of a meter's usage. */
export type PlanPrice = {
  __typename?: 'PlanPrice';
  /** The quantity that a month includes. */
  included: Scalars['BigInt']['output'];
  /** The meter. */
  meter: Scalars['String']['output'];
  /** With packages, the number of units in one. */
  packageSize?: Maybe<Scalars['BigInt']['output']>;
  /** How the price depends on the quantity beyond the included one. */
  priceModel: PriceModel;
  /** The tiers, ascending; empty without tiers. */
  tiers: Array<PriceTier>;
  /** The price of each further unit, or of each package: a decimal number, in the smallest unit of the currency. With tiers, 0. */
  unitPrice: Scalars['String']['output'];
};

/** The price of a meter's usage. */
export type PlanPriceInput = {
  /** The quantity that a month includes, at most 9007199254740991. */
  included?: Scalars['BigInt']['input'];
  /** The meter. */
  meter: Scalars['String']['input'];
  /** With packages, the number of units in one. */
  packageSize?: InputMaybe<Scalars['BigInt']['input']>;
  /** How the price depends on the quantity beyond the included one. */
  priceModel?: PriceModel;
  /** With tiers, 1 to 20 of them, ascending; the last one has no end. */
  tiers?: Array<PriceTierInput>;
  /** The price of each further unit, or of each package, in the smallest unit of the currency: a decimal number with up to 12 digits before and after the point. Ignored with tiers. */
  unitPrice?: Scalars['String']['input'];
};

/** A time during which an organization had one version of a plan. */
export type PlanSegment = {
  __typename?: 'PlanSegment';
  /** When the plan or version began; null for the first plan, which the organization had from its creation. */
  from?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is a trial, in which the base price is not charged. */
  isTrial: Scalars['Boolean']['output'];
  /** The plan, with the terms of the segment's version. */
  plan: Plan;
  /** When the next one began; null for the present one. */
  to?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of plan segments. */
export type PlanSegmentConnection = {
  __typename?: 'PlanSegmentConnection';
  /** The page's items with their cursors. */
  edges: Array<PlanSegmentEdge>;
  /** The page's items. */
  nodes: Array<PlanSegment>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A plan segment and its cursor. */
export type PlanSegmentEdge = {
  __typename?: 'PlanSegmentEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The plan segment. */
  node: PlanSegment;
};

/** The terms of a new version of a plan. */
export type PlanTermsInput = {
  /** The base price of a month, in the smallest unit of the currency. */
  basePrice?: Scalars['BigInt']['input'];
  /** The currency as ISO 4217. It must be that of the plan's earlier versions. */
  currency?: Scalars['String']['input'];
  /** The values of features, at most 200. A key that is not declared yet is declared with the kind of its value. */
  features?: Array<FeatureValueInput>;
  /** The limits. Omitted ones are unlimited. */
  limits?: PlanLimitsInput;
  /** The plan that follows a trial unless an owner chooses another. By default `FREE`. Only with `trialDays`. */
  planAfterTrial?: InputMaybe<Scalars['PlanCode']['input']>;
  /** The prices of usage, at most 200. */
  prices?: Array<PlanPriceInput>;
  /** How many days a trial lasts, from 1 to 365. By default the plan has no trial. */
  trialDays?: InputMaybe<Scalars['Int']['input']>;
};

/** The terms of a plan: its limits, features and prices. A published version never changes, and an organization keeps its version until it is moved. */
export type PlanVersion = {
  __typename?: 'PlanVersion';
  /** The base price of a month, in the smallest unit of the currency. */
  basePrice: Scalars['BigInt']['output'];
  /** The currency as ISO 4217, for example `USD`. */
  currency: Scalars['String']['output'];
  /** From when organizations that change to the plan get this version. */
  effectiveFrom: Scalars['DateTime']['output'];
  /** The values of features. */
  features: Array<FeatureValue>;
  /** The limits. */
  limits: PlanLimits;
  /** The plan that follows a trial unless an owner chooses another; null if the plan has no trial. */
  planAfterTrial?: Maybe<Scalars['PlanCode']['output']>;
  /** The prices of usage, by meter. A meter without a price is not billed. */
  prices: Array<PlanPrice>;
  /** When the version was published. */
  publishedAt: Scalars['DateTime']['output'];
  /** How many days a trial lasts, in which the base price is not charged; null if the plan has no trial. */
  trialDays?: Maybe<Scalars['Int']['output']>;
  /** The number: 1 for the plan's first version. */
  version: Scalars['Int']['output'];
};

/** A change of an organization's plan that is to come. */
export type PlannedPlanChange = {
  __typename?: 'PlannedPlanChange';
  /** From when it will have it: the end of the month (UTC), or of the trial. */
  at: Scalars['DateTime']['output'];
  /** Why the plan changes. */
  kind: PlannedPlanChangeKind;
  /** The plan that the organization will have, with the terms that it would get now. */
  plan: Plan;
  /** Since when the change is refused because the organization uses more than the plan allows; null if it is not. It is tried again each day. */
  refusedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Why a plan will change. */
export type PlannedPlanChangeKind =
  /** An owner canceled the plan. The plan `FREE` follows. */
  | 'CANCELLATION'
  /** An owner chose another plan. */
  | 'CHANGE'
  /** The trial of the present plan ends. */
  | 'TRIAL_END';

/** How the price of usage depends on the quantity beyond the included one. */
export type PriceModel =
  /** Each unit has the price of the tier that it is in. */
  | 'GRADUATED'
  /** Each package that is begun has the same price. */
  | 'PACKAGE'
  /** Each unit has the same price. */
  | 'PER_UNIT'
  /** All units have the price of the tier that the quantity is in. */
  | 'VOLUME';

/** A tier of prices. */
export type PriceTier = {
  __typename?: 'PriceTier';
  /** The price of each unit: a decimal number, in the smallest unit of the currency. */
  unitPrice: Scalars['String']['output'];
  /** The quantity at which the tier ends, inclusive; null for the last one. In a line item for a part of a month, its share, rounded down; not for MAX and LAST. */
  upTo?: Maybe<Scalars['BigInt']['output']>;
};

/** A tier of a price. */
export type PriceTierInput = {
  /** The price of each unit, as in `PlanPriceInput`. */
  unitPrice: Scalars['String']['input'];
  /** The quantity beyond the included one at which the tier ends, inclusive; null for the last tier. */
  upTo?: InputMaybe<Scalars['BigInt']['input']>;
};

/** A project of an organization: a collection of tasks. */
export type Project = Node & {
  __typename?: 'Project';
  /** When it was archived; null if it is not. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The user who created it; null once they are no longer a member. */
  createdBy?: Maybe<User>;
  /** The description. */
  description?: Maybe<Scalars['String']['output']>;
  /** The project's id. */
  id: Scalars['ID']['output'];
  /** Who belongs to the project, first those who have for the longest time. Members with the permission PROJECT_SEE_ALL see it without that. */
  members: ProjectMemberConnection;
  /** The name. */
  name: Scalars['String']['output'];
  /** The organization. */
  organization: Organization;
  /** Whether the project is active. */
  status: ProjectStatus;
  /** The number of tasks with each status, in the order of `TaskStatus`. Archived tasks are not counted. */
  taskCounts: Array<TaskCount>;
  /** The project's tasks, newest first. */
  tasks: TaskConnection;
  /** The teams that belong to the project, first those that have for the longest time. Their members, and those of the teams below them, have the team's level there; of several, the highest. */
  teams: ProjectTeamConnection;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The project's version: starts at 1 and increases with each change. See `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteProject` on it. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateProject` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
  /** Whether the viewer watches the project. Watchers are notified of tasks that others create in it. */
  viewerIsWatching: Scalars['Boolean']['output'];
  /** What the viewer may do in the project, if the viewer's role permits it as well. MANAGE replaces the permission PROJECT_MANAGE. */
  viewerLevel: ProjectLevel;
  /** Who sees the project. */
  visibility: ProjectVisibility;
  /** The teams that watch the project, sorted by name: at most 5. */
  watchingTeams: Array<Team>;
};


/** A project of an organization: a collection of tasks. */
export type ProjectMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectMemberOrder>;
};


/** A project of an organization: a collection of tasks. */
export type ProjectTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TaskFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<TaskOrder>;
};


/** A project of an organization: a collection of tasks. */
export type ProjectTeamsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectTeamOrder>;
};

/** A page of projects. */
export type ProjectConnection = {
  __typename?: 'ProjectConnection';
  /** The page's items with their cursors. */
  edges: Array<ProjectEdge>;
  /** The page's items. */
  nodes: Array<Project>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A project and its cursor. */
export type ProjectEdge = {
  __typename?: 'ProjectEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The project. */
  node: Project;
};

/** A change to a project. Deleting a project deletes its tasks without events of their own. */
export type ProjectEvent = {
  __typename?: 'ProjectEvent';
  /** For an update, the names of the changed fields of the project, except `version` and `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The project in its current state; null if it was deleted, by this change or since. */
  project?: Maybe<Project>;
  /** The project's id. */
  projectId: Scalars['ID']['output'];
  /** The kind of change. */
  type: ChangeType;
};

/** Conditions on projects; all given conditions must hold. Archived projects are excluded unless `status` asks for them. */
export type ProjectFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<ProjectFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the user who created it. */
  createdById?: InputMaybe<IdFilter>;
  /** Filters by description. */
  description?: InputMaybe<StringFilter>;
  /** Filters by id. */
  id?: InputMaybe<IdFilter>;
  /** Filters by name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<ProjectFilter>>;
  /** Filters by status. */
  status?: InputMaybe<ProjectStatusFilter>;
  /** Filters by the time of the last change. */
  updatedAt?: InputMaybe<DateTimeFilter>;
};

/** What somebody may do in a project, if their role permits it as well. Each level includes those before it. */
export type ProjectLevel =
  /** Comment on its tasks. */
  | 'COMMENT'
  /** Create, change, move and delete its tasks. */
  | 'EDIT'
  /** Change the project, and who belongs to it. */
  | 'MANAGE'
  /** See the project, its tasks and their comments. */
  | 'VIEW';

/** Somebody who belongs to a project. */
export type ProjectMember = Node & {
  __typename?: 'ProjectMember';
  /** Since when they belong to it. */
  createdAt: Scalars['DateTime']['output'];
  /** The entry's id. */
  id: Scalars['ID']['output'];
  /** What they may do there. */
  level: ProjectLevel;
  /** When the entry last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The member. */
  user: User;
  /** The entry's version: starts at 1 and increases with each change. See `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of the members of a project. */
export type ProjectMemberConnection = {
  __typename?: 'ProjectMemberConnection';
  /** The page's items with their cursors. */
  edges: Array<ProjectMemberEdge>;
  /** The page's items. */
  nodes: Array<ProjectMember>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A member of a project and its cursor. */
export type ProjectMemberEdge = {
  __typename?: 'ProjectMemberEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The member of the project. */
  node: ProjectMember;
};

/** The sort order of the members of a project. */
export type ProjectMemberOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: ProjectMemberOrderField;
};

/** The fields that the members of a project can be sorted by. */
export type ProjectMemberOrderField =
  /** Since when they belong to it. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The sort order of projects. */
export type ProjectOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: ProjectOrderField;
};

/** The fields that projects can be sorted by. */
export type ProjectOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** Whether a project is active. */
export type ProjectStatus =
  /** Work on the project continues. */
  | 'ACTIVE'
  /** The project is archived. */
  | 'ARCHIVED';

/** Conditions on a project's status; all given conditions must hold. */
export type ProjectStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<ProjectStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<ProjectStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<ProjectStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<ProjectStatus>>;
};

/** A team that belongs to a project. */
export type ProjectTeam = Node & {
  __typename?: 'ProjectTeam';
  /** Since when the team belongs to it. */
  createdAt: Scalars['DateTime']['output'];
  /** The entry's id. */
  id: Scalars['ID']['output'];
  /** What the members of the team, and of the teams below it, may do there. */
  level: ProjectLevel;
  /** The project. */
  project: Project;
  /** The team. */
  team: Team;
  /** When the entry last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The entry's version: starts at 1 and increases with each change. See `expectedVersion`. */
  version: Scalars['Int']['output'];
};

/** A page of teams of projects. */
export type ProjectTeamConnection = {
  __typename?: 'ProjectTeamConnection';
  /** The page's items with their cursors. */
  edges: Array<ProjectTeamEdge>;
  /** The page's items. */
  nodes: Array<ProjectTeam>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A team of a project and its cursor. */
export type ProjectTeamEdge = {
  __typename?: 'ProjectTeamEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The team of the project. */
  node: ProjectTeam;
};

/** The sort order of teams of projects. */
export type ProjectTeamOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: ProjectTeamOrderField;
};

/** The fields that teams of projects can be sorted by. */
export type ProjectTeamOrderField =
  /** Since when the team belongs to the project. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** Who sees a project. */
export type ProjectVisibility =
  /** Members of the organization, if its setting `membersSeeAllProjects` is on, and those who belong to the project. */
  | 'ORGANIZATION'
  /** Only those who belong to the project, and members with the permission PROJECT_SEE_ALL. */
  | 'PRIVATE';

/** The version to publish. */
export type PublishPlanVersionInput = {
  /** From when organizations that change to the plan get the version, not before that of the plan's latest version. By default now. */
  effectiveFrom?: InputMaybe<Scalars['DateTime']['input']>;
  /** The plan's code. */
  plan: Scalars['PlanCode']['input'];
  /** The terms. */
  terms: PlanTermsInput;
};

/** The payload of `publishPlanVersion`. */
export type PublishPlanVersionPayload = {
  __typename?: 'PublishPlanVersionPayload';
  /** The published version. */
  planVersion?: Maybe<PlanVersion>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Reads data. A field that the caller may not see is null, with an error. */
export type Query = {
  __typename?: 'Query';
  /** The log of the viewer's account, newest first: sign-ins, sessions, and changes of the password, second factor, address, profile and status. Events are kept for 365 days. After the holder of the address took the account over (`account.reclaimed`), earlier events are not listed. Events caused by people who were not signed in are listed only once the address is verified. */
  accountEvents?: Maybe<AccountEventConnection>;
  /** All organizations with their plan, use and status, newest first. For platform administrators. */
  allOrganizations?: Maybe<OrganizationOverviewConnection>;
  /** All plans, also those that are archived or not public, with all their versions. For platform administrators. */
  allPlans?: Maybe<Array<Plan>>;
  /** The selected organization's API keys, newest first. Minimum role: ADMIN. */
  apiKeys?: Maybe<ApiKeyConnection>;
  /** The audit log of the selected organization as CSV, oldest first, at most 10000 events in one response. Minimum role: ADMIN; the plan must include AUDIT_EXPORT. */
  auditEventExport?: Maybe<AuditEventExport>;
  /** The audit log of the selected organization, newest first. Minimum role: ADMIN. */
  auditEvents?: Maybe<AuditEventConnection>;
  /** The selected organization's statement for a month; null for a month before the organization's first and for a future month. Minimum role: OWNER. */
  billingStatement?: Maybe<BillingStatement>;
  /** The selected organization's sealed statements, latest first. `billingStatement` returns the open one. Minimum role: OWNER. */
  billingStatements?: Maybe<BillingStatementConnection>;
  /** The client versions with registered operations, newest first. For platform administrators. */
  clientVersions?: Maybe<ClientVersionConnection>;
  /** The prepaid credits of the selected organization. Minimum role: ADMIN. */
  creditBalance?: Maybe<CreditBalance>;
  /** The ledger of the selected organization's credits, latest entry first. Minimum role: ADMIN. */
  creditEntries?: Maybe<CreditEntryConnection>;
  /** The selected organization's credit grants, newest first. Minimum role: ADMIN. */
  creditGrants?: Maybe<CreditGrantConnection>;
  /** All flags, by key. For platform administrators. */
  flags?: Maybe<Array<Flag>>;
  /** The pending invitation with this token, for the page behind its link. Null for every token that cannot be accepted: unknown, expired, revoked or used. Ignores credentials. At most 60 calls in 15 minutes from one network. */
  invitation?: Maybe<InvitationPreview>;
  /** The selected organization's invitations, newest first. Only pending ones unless the filter has a condition on `status`. Minimum role: ADMIN. */
  invitations?: Maybe<InvitationConnection>;
  /** The selected organization's labels, newest first. */
  labels?: Maybe<LabelConnection>;
  /** The signed-in user; null without credentials. */
  me?: Maybe<User>;
  /** How meters are treated that nobody declared. */
  meterPolicy?: Maybe<MeterPolicy>;
  /** The declared meters, by code. */
  meters?: Maybe<Array<Meter>>;
  /** The object with this id, of any type that implements `Node`. Null if there is none that the caller may see. */
  node?: Maybe<Node>;
  /** Several objects by their ids, as `node` returns them: in the order of the ids, null for an id without a visible object. */
  nodes?: Maybe<Array<Maybe<Node>>>;
  /** The viewer's notification preferences in the selected organization. Minimum role: MEMBER. */
  notificationPreferences?: Maybe<NotificationPreferences>;
  /** The viewer's notifications in the selected organization, newest first. Kept for 90 days. Minimum role: MEMBER. */
  notifications?: Maybe<NotificationConnection>;
  /** The selected organization. With `id` or `slug`: the organization with this id or short name, which need not be selected; null unless the viewer is a member of it. */
  organization?: Maybe<Organization>;
  /** The organizations that the viewer is a member of, newest first. */
  organizations?: Maybe<OrganizationConnection>;
  /** The payments of the selected organization. Minimum role: OWNER. */
  payment?: Maybe<Payment>;
  /** The plans that the selected organization had, newest first. Minimum role: ADMIN. */
  planHistory?: Maybe<PlanSegmentConnection>;
  /** The change of the selected organization's plan that is to come; null if none is. Minimum role: ADMIN. */
  plannedPlanChange?: Maybe<PlannedPlanChange>;
  /** The plans that owners can change to, smallest first. */
  plans?: Maybe<Array<Plan>>;
  /** A project of the selected organization; null when there is none with this id. */
  project?: Maybe<Project>;
  /** The projects of the selected organization, newest first. */
  projects?: Maybe<ProjectConnection>;
  /** The pending invitations to the viewer's address, newest first. Empty until the address is verified. Use the link in the mail to accept or decline. */
  receivedInvitations?: Maybe<ReceivedInvitationConnection>;
  /** The roles of the selected organization, the built-in ones included, newest first. Minimum role: MEMBER. */
  roles?: Maybe<OrganizationRoleConnection>;
  /**
   * The selected organization's tasks that match the words best. Words match in the title, description or comments, also as prefixes, and in the title also with small typing errors. Punctuation only separates words. Case, accents, full-width forms and invisible characters are ignored. Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean and emoji match anywhere in a text. Archived tasks are excluded.
   * @deprecated Use `searchTasks`. Removed after 2027-12-31.
   */
  search?: Maybe<Array<SearchHit>>;
  /** The selected organization's tasks that match the words best, best first, at most 10000. They match in the same way as by `search`: in the title, description or comments, also as prefixes, and in the title also with small typing errors. Archived tasks are excluded. */
  searchTasks?: Maybe<SearchHitConnection>;
  /** The viewer's open sessions, newest first. */
  sessions?: Maybe<SessionConnection>;
  /** A task of the selected organization; null when there is none with this id. */
  task?: Maybe<Task>;
  /** The tasks of the selected organization, newest first. */
  tasks?: Maybe<TaskConnection>;
  /** A team of the selected organization; null when there is none with this id. Minimum role: MEMBER. */
  team?: Maybe<Team>;
  /** The teams of the selected organization, newest first. Minimum role: MEMBER. */
  teams?: Maybe<TeamConnection>;
  /** The number of unread notifications of the viewer in the selected organization. Minimum role: MEMBER. */
  unreadNotificationCount?: Maybe<Scalars['Int']['output']>;
  /** The usage events that the selected organization recorded, newest first. Minimum role: ADMIN. */
  usageEvents?: Maybe<UsageEventConnection>;
  /** The usage of a meter by the selected organization, by default in the current month so far. At most 1000 buckets, or 200 with groups. Minimum role: ADMIN. */
  usageSeries?: Maybe<UsageSeries>;
  /** The viewer or a member of the selected organization; for platform administrators, any user. Otherwise null. */
  user?: Maybe<User>;
  /** All people, newest first. For platform administrators. */
  users?: Maybe<UserConnection>;
  /** The selected organization's webhook deliveries of the last 30 days, newest first. Minimum role: ADMIN. */
  webhookDeliveries?: Maybe<WebhookDeliveryConnection>;
  /** The selected organization's webhook endpoints, newest first. Minimum role: ADMIN. */
  webhookEndpoints?: Maybe<WebhookEndpointConnection>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryAccountEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccountEventOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryAllOrganizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganizationOverviewFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<OrganizationOverviewOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryApiKeysArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ApiKeyFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeRevoked?: Scalars['Boolean']['input'];
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ApiKeyOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryAuditEventExportArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEventFilter>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryAuditEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AuditEventOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryBillingStatementArgs = {
  month: Scalars['String']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryBillingStatementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryClientVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ClientVersionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ClientVersionOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryCreditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CreditEntryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CreditEntryOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryCreditGrantsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CreditGrantFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CreditGrantOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryInvitationArgs = {
  token: Scalars['String']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvitationOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryLabelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LabelFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LabelOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<NotificationOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryOrganizationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryOrganizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganizationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<OrganizationOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryPlanHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryReceivedInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReceivedInvitationOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryRolesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganizationRoleFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<OrganizationRoleOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QuerySearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QuerySearchTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QuerySessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<SessionOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TaskFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<TaskOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryTeamArgs = {
  id: Scalars['ID']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryTeamsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TeamFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<TeamOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryUsageEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UsageEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<UsageEventOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryUsageSeriesArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  granularity?: UsageGranularity;
  groupBy?: InputMaybe<UsageGroupBy>;
  groupByProperties?: InputMaybe<Array<Scalars['String']['input']>>;
  meter: Scalars['String']['input'];
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<UserOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryWebhookDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebhookDeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<WebhookDeliveryOrder>;
};


/** Reads data. A field that the caller may not see is null, with an error. */
export type QueryWebhookEndpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebhookEndpointFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<WebhookEndpointOrder>;
};

/** An invitation to the viewer's address. */
export type ReceivedInvitation = {
  __typename?: 'ReceivedInvitation';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** When the invitation expires. */
  expiresAt: Scalars['DateTime']['output'];
  /** The invitation's id. */
  id: Scalars['ID']['output'];
  /** The name of the person who invited; null if an API key invited. */
  inviterName?: Maybe<Scalars['String']['output']>;
  /** The name of the inviting organization. */
  organizationName: Scalars['String']['output'];
  /** The role that accepting grants. */
  role: Role;
};

/** A page of received invitations. */
export type ReceivedInvitationConnection = {
  __typename?: 'ReceivedInvitationConnection';
  /** The page's items with their cursors. */
  edges: Array<ReceivedInvitationEdge>;
  /** The page's items. */
  nodes: Array<ReceivedInvitation>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A received invitation and its cursor. */
export type ReceivedInvitationEdge = {
  __typename?: 'ReceivedInvitationEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The invitation. */
  node: ReceivedInvitation;
};

/** The sort order of received invitations. */
export type ReceivedInvitationOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: ReceivedInvitationOrderField;
};

/** The fields that received invitations can be sorted by. */
export type ReceivedInvitationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** When the invitation expires. */
  | 'EXPIRES_AT';

/** Events to record. */
export type RecordUsageInput = {
  /** 1 to 1000 events. */
  events: Array<UsageEventInput>;
};

/** The payload of `recordUsage`. */
export type RecordUsagePayload = {
  __typename?: 'RecordUsagePayload';
  /** One receipt for each event, in the same order. Null if the input had an error; then nothing was recorded. */
  receipts?: Maybe<Array<UsageReceipt>>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A refresh token to exchange. */
export type RefreshSessionInput = {
  /** The latest refresh token of the session. */
  refreshToken: Scalars['String']['input'];
};

/** The payload of `refreshSession`. */
export type RefreshSessionPayload = {
  __typename?: 'RefreshSessionPayload';
  /** The access token, for the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The selected organization; null if the user has none. */
  organization?: Maybe<Organization>;
  /** The next refresh token. A retry within 10 seconds returns the same one. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The session's user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The confirmation required to replace the recovery codes. */
export type RegenerateRecoveryCodesInput = {
  /** The app's six digits, or a recovery code. Without it the user error is `TOTP_REQUIRED`. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The payload of `regenerateRecoveryCodes`. */
export type RegenerateRecoveryCodesPayload = {
  __typename?: 'RegenerateRecoveryCodesPayload';
  /** Ten codes, each of which signs in once if the app is lost. They are shown only once. */
  recoveryCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new account and its first organization. */
export type RegisterInput = {
  /** The address to sign in with. It is stored in one normalized form: trimmed, lower case, NFKC, the domain in Punycode. */
  email: Scalars['String']['input'];
  /** The name that others see; 1 to 100 characters. */
  fullName: Scalars['String']['input'];
  /** The token of an invitation to this address. The account then joins the inviting organization and gets no organization of its own. Cannot be combined with `organizationName` or `organizationSlug`. */
  invitationToken?: InputMaybe<Scalars['String']['input']>;
  /** The name of the organization, 1 to 100 characters. By default `<full name>'s organization`. */
  organizationName?: InputMaybe<Scalars['String']['input']>;
  /** The organization's short name for use in URLs: lower-case letters, digits and single hyphens, 2 to 80 characters. By default derived from its name. */
  organizationSlug?: InputMaybe<Scalars['String']['input']>;
  /** The new password: 8 to 128 characters, with a higher minimum if the server sets one. Common passwords and the user's own name or address are refused. */
  password: Scalars['String']['input'];
};

/** A client version and its operations. */
export type RegisterOperationsInput = {
  /** The client's name; 1 to 100 visible ASCII characters. */
  clientName: Scalars['String']['input'];
  /** The client's version; 1 to 100 visible ASCII characters. */
  clientVersion: Scalars['String']['input'];
  /** Apollo's manifest: an object with `format`, `version` and `operations` (each with `id`, `name`, `type` and `body`), at most 5000 operations. */
  manifest: Scalars['JSON']['input'];
};

/** The payload of `registerOperations`. */
export type RegisterOperationsPayload = {
  __typename?: 'RegisterOperationsPayload';
  /** The client version. */
  clientVersion?: Maybe<ClientVersion>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The payload of `register`. */
export type RegisterPayload = {
  __typename?: 'RegisterPayload';
  /** The access token, for the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The new organization. */
  organization?: Maybe<Organization>;
  /** The refresh token, for one call of `refreshSession`. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The new user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An operation registered for a client version. */
export type RegisteredOperation = {
  __typename?: 'RegisteredOperation';
  /** The operation's text. */
  body: Scalars['String']['output'];
  /** The operation's cost. Where a variable sets a page size, the default page size counts. */
  cost: Scalars['Int']['output'];
  /** When the operation was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** The id that the client sends instead of the body. */
  documentId: Scalars['String']['output'];
  /** When the operation last ran; null if never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The operation's name. */
  name: Scalars['String']['output'];
  /** The kind of operation. */
  type: RegisteredOperationType;
  /** The number of times the operation ran. The last few seconds may be missing. */
  useCount: Scalars['Int']['output'];
};

/** A page of registered operations. */
export type RegisteredOperationConnection = {
  __typename?: 'RegisteredOperationConnection';
  /** The page's items with their cursors. */
  edges: Array<RegisteredOperationEdge>;
  /** The page's items. */
  nodes: Array<RegisteredOperation>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A registered operation and its cursor. */
export type RegisteredOperationEdge = {
  __typename?: 'RegisteredOperationEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The operation. */
  node: RegisteredOperation;
};

/** The sort order of registered operations. */
export type RegisteredOperationOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: RegisteredOperationOrderField;
};

/** The fields that registered operations can be sorted by. */
export type RegisteredOperationOrderField =
  /** When the operation was registered. */
  | 'CREATED_AT'
  /** When the operation last ran. Operations that never ran come last. */
  | 'LAST_USED_AT'
  /** The operation's name. */
  | 'NAME';

/** The kinds of operations. */
export type RegisteredOperationType =
  /** Writes data. */
  | 'MUTATION'
  /** Reads data. */
  | 'QUERY'
  /** Receives changes. */
  | 'SUBSCRIPTION';

/** A member to reinstate. */
export type ReinstateMemberInput = {
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `reinstateMember`. */
export type ReinstateMemberPayload = {
  __typename?: 'ReinstateMemberPayload';
  /** The membership, as before the suspension. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The payload of `reinstateOrganization`. */
export type ReinstateOrganizationPayload = {
  __typename?: 'ReinstateOrganizationPayload';
  /** The organization, open for work. */
  organization?: Maybe<Organization>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The organization whose plan is released. */
export type ReleasePlanInput = {
  /** The organization's id. */
  organizationId: Scalars['ID']['input'];
  /** Why, for the organization's audit log. */
  reason: Scalars['String']['input'];
};

/** The payload of `releasePlan`. */
export type ReleasePlanPayload = {
  __typename?: 'ReleasePlanPayload';
  /** 1 if an operator decided about the plan until now, otherwise 0. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member to remove. */
export type RemoveMemberInput = {
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `removeMember`. */
export type RemoveMemberPayload = {
  __typename?: 'RemoveMemberPayload';
  /** The id of the membership that ended, not of its user. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The id of the user whose membership ended. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** Somebody to remove from a project. */
export type RemoveProjectMemberInput = {
  /** Removes them only if the entry's version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  projectId: Scalars['ID']['input'];
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `removeProjectMember`. */
export type RemoveProjectMemberPayload = {
  __typename?: 'RemoveProjectMemberPayload';
  /** The id of the entry that was removed. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A team to remove from a project. */
export type RemoveProjectTeamInput = {
  /** Removes it only if the entry's version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  projectId: Scalars['ID']['input'];
  /** The team's id. */
  teamId: Scalars['ID']['input'];
};

/** The payload of `removeProjectTeam`. */
export type RemoveProjectTeamPayload = {
  __typename?: 'RemoveProjectTeamPayload';
  /** The id of the entry that was removed. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member to remove from a team. */
export type RemoveTeamMemberInput = {
  /** The team's id. */
  teamId: Scalars['ID']['input'];
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `removeTeamMember`. */
export type RemoveTeamMemberPayload = {
  __typename?: 'RemoveTeamMemberPayload';
  /** The user id of the removed member. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The team. */
  team?: Maybe<Team>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Failed deliveries to send again. */
export type ReplayFailedWebhookDeliveriesInput = {
  /** The endpoint's id. */
  endpointId: Scalars['ID']['input'];
  /** Deliveries created at or after this time. */
  since: Scalars['DateTime']['input'];
};

/** The payload of `replayFailedWebhookDeliveries`. */
export type ReplayFailedWebhookDeliveriesPayload = {
  __typename?: 'ReplayFailedWebhookDeliveriesPayload';
  /** The number of deliveries that are sent again. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /**
   * The number of deliveries that are sent again.
   * @deprecated Use `affectedCount`. Removed after 2027-12-31.
   */
  replayedCount?: Maybe<Scalars['Int']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** A delivery to send again. */
export type ReplayWebhookDeliveryInput = {
  /** The delivery's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `replayWebhookDelivery`. */
export type ReplayWebhookDeliveryPayload = {
  __typename?: 'ReplayWebhookDeliveryPayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The delivery, pending again. */
  webhookDelivery?: Maybe<WebhookDelivery>;
};

/** The payload of `requestEmailVerification`. */
export type RequestEmailVerificationPayload = {
  __typename?: 'RequestEmailVerificationPayload';
  /** The errors; empty when a mail was queued or was not needed. */
  userErrors: Array<UserError>;
};

/** The account whose password is to be reset. */
export type RequestPasswordResetInput = {
  /** The account's e-mail address. */
  email: Scalars['String']['input'];
};

/** The payload of `requestPasswordReset`. */
export type RequestPasswordResetPayload = {
  __typename?: 'RequestPasswordResetPayload';
  /** The errors in the input; empty when the mutation succeeded, whether or not the account exists. */
  userErrors: Array<UserError>;
};

/** An invitation to send again. */
export type ResendInvitationInput = {
  /** The invitation's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `resendInvitation`. */
export type ResendInvitationPayload = {
  __typename?: 'ResendInvitationPayload';
  /** The invitation. */
  invitation?: Maybe<Invitation>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A token from a mail, and a new password. */
export type ResetPasswordInput = {
  /** The new password: 8 to 128 characters, with a higher minimum if the server sets one. Common passwords and the user's own name or address are refused. */
  newPassword: Scalars['String']['input'];
  /** The token from the mail. */
  token: Scalars['String']['input'];
};

/** The payload of `resetPassword`. */
export type ResetPasswordPayload = {
  __typename?: 'ResetPasswordPayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The payload of `restoreOrganization`. */
export type RestoreOrganizationPayload = {
  __typename?: 'RestoreOrganizationPayload';
  /** The organization, as it was before it was archived. */
  organization?: Maybe<Organization>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to restore. */
export type RestoreProjectInput = {
  /** Restores it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `restoreProject`. */
export type RestoreProjectPayload = {
  __typename?: 'RestoreProjectPayload';
  /** The restored project. */
  project?: Maybe<Project>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to restore. */
export type RestoreTaskInput = {
  /** Restores it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `restoreTask`. */
export type RestoreTaskPayload = {
  __typename?: 'RestoreTaskPayload';
  /** The restored task. */
  task?: Maybe<Task>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A client version to retire. */
export type RetireClientVersionInput = {
  /** The client's name. */
  clientName: Scalars['String']['input'];
  /** The client's version. */
  clientVersion: Scalars['String']['input'];
};

/** The payload of `retireClientVersion`. */
export type RetireClientVersionPayload = {
  __typename?: 'RetireClientVersionPayload';
  /** The client version. */
  clientVersion?: Maybe<ClientVersion>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An API key to revoke. */
export type RevokeApiKeyInput = {
  /** The key's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `revokeApiKey`. */
export type RevokeApiKeyPayload = {
  __typename?: 'RevokeApiKeyPayload';
  /** The revoked key. */
  apiKey?: Maybe<ApiKey>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An invitation to revoke. */
export type RevokeInvitationInput = {
  /** The invitation's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `revokeInvitation`. */
export type RevokeInvitationPayload = {
  __typename?: 'RevokeInvitationPayload';
  /** The revoked invitation. */
  invitation?: Maybe<Invitation>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The payload of `revokeOtherSessions`. */
export type RevokeOtherSessionsPayload = {
  __typename?: 'RevokeOtherSessionsPayload';
  /** The number of sessions that ended. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /**
   * The number of sessions that ended.
   * @deprecated Use `affectedCount`. Removed after 2027-12-31.
   */
  count?: Maybe<Scalars['Int']['output']>;
  /** The errors; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A session to end. */
export type RevokeSessionInput = {
  /** The session's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `revokeSession`. */
export type RevokeSessionPayload = {
  __typename?: 'RevokeSessionPayload';
  /** The id of the session that ended. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The built-in roles of members. Each includes the permissions of the roles below it. */
export type Role =
  /** Manages projects, members and settings. */
  | 'ADMIN'
  /** Reads everything and works on tasks. */
  | 'MEMBER'
  /** May do everything, including changes of the plan and of other owners. */
  | 'OWNER';

/** A change to a custom role. It concerns all members who have the role. */
export type RoleEvent = {
  __typename?: 'RoleEvent';
  /** For an update, the names of the changed fields of the role, except `version` and `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The role in its current state; null if it was deleted, by this change or since. */
  role?: Maybe<OrganizationRole>;
  /** The role's id. */
  roleId: Scalars['ID']['output'];
  /** The kind of change. */
  type: ChangeType;
};

/** Conditions on a role; all given conditions must hold. */
export type RoleFilter = {
  /** Equal to. */
  eq?: InputMaybe<Role>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<Role>>;
  /** Not equal to. */
  ne?: InputMaybe<Role>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<Role>>;
};

/** An API key to roll. */
export type RollApiKeyInput = {
  /** The key's id. */
  id: Scalars['ID']['input'];
  /** How long previous secrets keep working, in seconds: at most 604800 (seven days). */
  overlapSeconds?: Scalars['Int']['input'];
};

/** The payload of `rollApiKey`. */
export type RollApiKeyPayload = {
  __typename?: 'RollApiKeyPayload';
  /** The key. */
  apiKey?: Maybe<ApiKey>;
  /** The key's secret, for the header `Authorization: Bearer …`. It is shown only once. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A webhook endpoint whose secret is to be rotated. */
export type RotateWebhookSecretInput = {
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
  /** How many hours messages are also signed with the replaced secret: 0 to 168. Previously replaced secrets keep their own ends, at most 5 at once. 0 ends all of them at once. */
  overlapHours?: Scalars['Int']['input'];
};

/** The payload of `rotateWebhookSecret`. */
export type RotateWebhookSecretPayload = {
  __typename?: 'RotateWebhookSecretPayload';
  /** The new secret. It is shown only once. */
  secret?: Maybe<Scalars['String']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** A search result: a task and its rank. */
export type SearchHit = {
  __typename?: 'SearchHit';
  /** How well the task matches; larger is better. */
  rank: Scalars['Float']['output'];
  /** The task. */
  task: Task;
};

/** A page of search results. */
export type SearchHitConnection = {
  __typename?: 'SearchHitConnection';
  /** The page's items with their cursors. */
  edges: Array<SearchHitEdge>;
  /** The page's items. */
  nodes: Array<SearchHit>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list, at most 10000. */
  totalCount: Scalars['Int']['output'];
};

/** A search result and its cursor. */
export type SearchHitEdge = {
  __typename?: 'SearchHitEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The task and its rank. */
  node: SearchHit;
};

/** A webhook endpoint to test. */
export type SendTestWebhookInput = {
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
};

/** The payload of `sendTestWebhook`. */
export type SendTestWebhookPayload = {
  __typename?: 'SendTestWebhookPayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The delivery. Query it again to see the result. */
  webhookDelivery?: Maybe<WebhookDelivery>;
};

/** A signed-in device or program of the user. */
export type Session = Node & {
  __typename?: 'Session';
  /** When the session began. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether it is the session of this request. */
  current: Scalars['Boolean']['output'];
  /** The browser or program and the operating system that signed in, from its `User-Agent` header; null without one. */
  device?: Maybe<Scalars['String']['output']>;
  /** The session's id. */
  id: Scalars['ID']['output'];
  /** The IP address that signed in. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** Whether a platform administrator acts as the user in this session. Revoke it to end that. */
  isImpersonation: Scalars['Boolean']['output'];
  /** When the session's tokens were last refreshed. */
  lastUsedAt: Scalars['DateTime']['output'];
};

/** A page of sessions. */
export type SessionConnection = {
  __typename?: 'SessionConnection';
  /** The page's items with their cursors. */
  edges: Array<SessionEdge>;
  /** The page's items. */
  nodes: Array<Session>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A session and its cursor. */
export type SessionEdge = {
  __typename?: 'SessionEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The session. */
  node: Session;
};

/** Conditions on sessions; all given conditions must hold. */
export type SessionFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<SessionFilter>>;
  /** Filters by the time the session began. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** `true`: the session of this request. `false`: all others. */
  current?: InputMaybe<Scalars['Boolean']['input']>;
  /** Filters by device, as in `Session.device`. Only the 200 most recently used kinds of devices are searched. */
  device?: InputMaybe<StringFilter>;
  /** Filters by the IP address that signed in. */
  ipAddress?: InputMaybe<StringFilter>;
  /** Filters by the time the session's tokens were last refreshed. */
  lastUsedAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<SessionFilter>>;
};

/** The sort order of sessions. */
export type SessionOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: SessionOrderField;
};

/** The fields that sessions can be sorted by. */
export type SessionOrderField =
  /** When the session began. */
  | 'CREATED_AT'
  /** When the session's tokens were last refreshed. */
  | 'LAST_USED_AT';

/** When to alert. */
export type SetCreditAlertInput = {
  /** The balance, from 1 to 9007199254740991; null for no alert. The alert is sent each time the balance falls from above to this number or below. */
  threshold?: InputMaybe<Scalars['BigInt']['input']>;
};

/** The payload of `setCreditAlert`. */
export type SetCreditAlertPayload = {
  __typename?: 'SetCreditAlertPayload';
  /** The organization's credits. */
  creditBalance?: Maybe<CreditBalance>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A value of a feature for an organization. */
export type SetFeatureOverrideInput = {
  /** When the override expires. By default never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The key of the feature. */
  feature: Scalars['PlanFeature']['input'];
  /** The organization. */
  organizationId: Scalars['ID']['input'];
  /** The reason, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** The value: a boolean, a number or a text of at most 500 characters, of the feature's kind. */
  value: Scalars['JSON']['input'];
};

/** The payload of `setFeatureOverride`. */
export type SetFeatureOverridePayload = {
  __typename?: 'SetFeatureOverridePayload';
  /** The override now in effect. */
  override?: Maybe<FeatureOverride>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The flag to set. */
export type SetFlagInput = {
  /** What the flag turns on, 1 to 500 characters. */
  description: Scalars['String']['input'];
  /** The key: up to 100 letters, digits, `_`, `-` and dots. */
  key: Scalars['String']['input'];
  /** The organizations for which the flag is on, whatever the percentage, at most 1000. Replaces earlier ones. By default they remain as they are. */
  organizationIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The share of organizations for which the flag is on, from 0 to 100. */
  percentage?: Scalars['Int']['input'];
};

/** The payload of `setFlag`. */
export type SetFlagPayload = {
  __typename?: 'SetFlagPayload';
  /** The flag. */
  flag?: Maybe<Flag>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member who becomes a guest, or a guest who becomes a member. */
export type SetMemberGuestInput = {
  /** Whether they are a guest from now on. */
  guest: Scalars['Boolean']['input'];
  /** The member's user id. A guest has the role MEMBER, or one that is based on it. */
  userId: Scalars['ID']['input'];
};

/** The payload of `setMemberGuest`. */
export type SetMemberGuestPayload = {
  __typename?: 'SetMemberGuestPayload';
  /** The changed membership. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member, by address or by user id, and the role to give. */
export type SetMemberRoleInput = {
  /** The member's e-mail address. Give either this or `userId`. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The built-in role to give. Give either this or `roleId`. */
  role?: InputMaybe<Role>;
  /** The id of the role to give, custom or built in. Give either this or `role`. */
  roleId?: InputMaybe<Scalars['ID']['input']>;
  /** The member's user id. Give either this or `email`. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `setMemberRole`. */
export type SetMemberRolePayload = {
  __typename?: 'SetMemberRolePayload';
  /** The changed membership. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Limits and features for an organization. Omitted limits stay as in the plan. */
export type SetOrganizationOverridesInput = {
  /** Features in addition to the plan's. */
  addedFeatures?: Array<Scalars['PlanFeature']['input']>;
  /** The maximum number of API keys. */
  apiKeys?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of requests a minute for each user and API key. */
  apiRequestsPerMinute?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of requests with API keys in a calendar month (UTC). */
  apiRequestsPerMonth?: InputMaybe<Scalars['Int']['input']>;
  /** When the overrides expire. By default never. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The maximum number of members. */
  members?: InputMaybe<Scalars['Int']['input']>;
  /** The organization. */
  organizationId: Scalars['ID']['input'];
  /** The maximum number of projects. */
  projects?: InputMaybe<Scalars['Int']['input']>;
  /** The reason, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** The maximum number of open subscriptions of the organization at one time. */
  subscriptions?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of open subscriptions at one time for each user and API key. */
  subscriptionsPerCaller?: InputMaybe<Scalars['Int']['input']>;
  /** The maximum number of webhook endpoints. */
  webhookEndpoints?: InputMaybe<Scalars['Int']['input']>;
};

/** The payload of `setOrganizationOverrides`. */
export type SetOrganizationOverridesPayload = {
  __typename?: 'SetOrganizationOverridesPayload';
  /** The overrides now in effect. */
  overrides?: Maybe<OrganizationOverrides>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The lead of a team. */
export type SetTeamLeadInput = {
  /** The team's id. */
  teamId: Scalars['ID']['input'];
  /** The user id of a member of the team; null for no lead. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `setTeamLead`. */
export type SetTeamLeadPayload = {
  __typename?: 'SetTeamLeadPayload';
  /** The team. */
  team?: Maybe<Team>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Credits to spend. */
export type SpendCreditsInput = {
  /** The number of credits, from 1 to 9007199254740991. */
  amount: Scalars['BigInt']['input'];
  /** What they are spent on, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** An id that the caller chooses, the same for each retry. 1 to 200 characters. Each id is spent once. */
  spendId: Scalars['String']['input'];
};

/** The payload of `spendCredits`. */
export type SpendCreditsPayload = {
  __typename?: 'SpendCreditsPayload';
  /** The spend; that of the first call if the id was used before. */
  creditSpend?: Maybe<CreditSpend>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The plan to buy, and where the person returns to. */
export type StartCheckoutInput = {
  /** The page to return to without a payment, on an origin that the server allows. By default the front end. */
  cancelUrl?: InputMaybe<Scalars['String']['input']>;
  /** The plan's code. */
  plan: Scalars['PlanCode']['input'];
  /** The page to return to after the payment, on an origin that the server allows. By default the front end. */
  successUrl?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `startCheckout`. */
export type StartCheckoutPayload = {
  __typename?: 'StartCheckoutPayload';
  /** The page of the payment provider, which can be used for a day. */
  url?: Maybe<Scalars['String']['output']>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The user to act as, and why. */
export type StartImpersonationInput = {
  /** Whether data may be changed. */
  allowsWrites?: Scalars['Boolean']['input'];
  /** The organization to act in, of which the user is a member. */
  organizationId: Scalars['ID']['input'];
  /** Why this is necessary, in 10 to 500 characters. The organization's audit log and the user's own log show it. */
  reason: Scalars['String']['input'];
  /** The user's id. Not a platform administrator. */
  userId: Scalars['ID']['input'];
};

/** The payload of `startImpersonation`. */
export type StartImpersonationPayload = {
  __typename?: 'StartImpersonationPayload';
  /** The access token with which to act as the user. It cannot be refreshed. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When it expires: after 30 minutes at the latest. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The session, to end it early. */
  session?: Maybe<Session>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The trial to start. */
export type StartPlanTrialInput = {
  /** The plan's code. */
  plan: Scalars['PlanCode']['input'];
};

/** The payload of `startPlanTrial`. */
export type StartPlanTrialPayload = {
  __typename?: 'StartPlanTrialPayload';
  /** The organization, on the plan. */
  organization?: Maybe<Organization>;
  /** The end of the trial. */
  plannedChange?: Maybe<PlannedPlanChange>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Conditions on a text; all given conditions must hold. */
export type StringFilter = {
  /** Contains this text. Case, full-width forms, invisible characters and the encoding of accents are ignored; accents themselves are significant. */
  contains?: InputMaybe<Scalars['String']['input']>;
  /** Equal to, character by character. */
  eq?: InputMaybe<Scalars['String']['input']>;
  /** Equal to one of these, at most 100. */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** `true`: has no value. `false`: has a value. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal to. */
  ne?: InputMaybe<Scalars['String']['input']>;
  /** Equal to none of these, at most 100. */
  notIn?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Starts with this text, compared in the same way as `contains`. */
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** Receives changes over a WebSocket or an event stream. Each event is delivered at most once: after a reconnect, query the current state again. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED). The plan limits the number of open subscriptions (PLAN_LIMIT_REACHED). A subscription with too many waiting events is ended (EVENT_BACKLOG). */
export type Subscription = {
  __typename?: 'Subscription';
  /** Changes to the comments of the selected organization. If both arguments are given, a comment must match both. Minimum role: MEMBER. */
  commentEvents?: Maybe<CommentEvent>;
  /** Changes to the invitations of the selected organization. Minimum role: ADMIN. */
  invitationEvents?: Maybe<InvitationEvent>;
  /** Changes to the labels of the selected organization. Minimum role: MEMBER. */
  labelEvents?: Maybe<LabelEvent>;
  /** Changes to the members of the selected organization. Minimum role: MEMBER. */
  memberEvents?: Maybe<MemberEvent>;
  /** The viewer's new notifications in the selected organization; null for one that was deleted before the event was sent. Minimum role: MEMBER. */
  notificationAdded?: Maybe<Notification>;
  /** Changes to the selected organization itself: its fields, status, plan, limits and features. Minimum role: MEMBER. */
  organizationEvents?: Maybe<OrganizationEvent>;
  /** Changes to the projects of the selected organization. Minimum role: MEMBER. */
  projectEvents?: Maybe<ProjectEvent>;
  /** Changes to the custom roles of the selected organization. Minimum role: MEMBER. */
  roleEvents?: Maybe<RoleEvent>;
  /** Changes to the tasks of the selected organization. Minimum role: MEMBER. */
  taskEvents?: Maybe<TaskEvent>;
  /** Changes to the teams of the selected organization. Minimum role: MEMBER. */
  teamEvents?: Maybe<TeamEvent>;
};


/** Receives changes over a WebSocket or an event stream. Each event is delivered at most once: after a reconnect, query the current state again. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED). The plan limits the number of open subscriptions (PLAN_LIMIT_REACHED). A subscription with too many waiting events is ended (EVENT_BACKLOG). */
export type SubscriptionCommentEventsArgs = {
  projectId?: InputMaybe<Scalars['ID']['input']>;
  taskId?: InputMaybe<Scalars['ID']['input']>;
};


/** Receives changes over a WebSocket or an event stream. Each event is delivered at most once: after a reconnect, query the current state again. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED). The plan limits the number of open subscriptions (PLAN_LIMIT_REACHED). A subscription with too many waiting events is ended (EVENT_BACKLOG). */
export type SubscriptionProjectEventsArgs = {
  projectId?: InputMaybe<Scalars['ID']['input']>;
};


/** Receives changes over a WebSocket or an event stream. Each event is delivered at most once: after a reconnect, query the current state again. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED). The plan limits the number of open subscriptions (PLAN_LIMIT_REACHED). A subscription with too many waiting events is ended (EVENT_BACKLOG). */
export type SubscriptionTaskEventsArgs = {
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** A member's suspension. */
export type SuspendMemberInput = {
  /** The reason, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** When the suspension ends by itself. Without it, somebody must end it. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
  /** The member's user id. The member's role must not be higher than the viewer's, and viewers cannot suspend themselves. */
  userId: Scalars['ID']['input'];
};

/** The payload of `suspendMember`. */
export type SuspendMemberPayload = {
  __typename?: 'SuspendMemberPayload';
  /** The suspended membership. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A suspension. */
export type SuspendOrganizationInput = {
  /** Why, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** When the suspension ends by itself. Without it, somebody must end it. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The payload of `suspendOrganization`. */
export type SuspendOrganizationPayload = {
  __typename?: 'SuspendOrganizationPayload';
  /** The suspended organization. */
  organization?: Maybe<Organization>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A user to suspend. */
export type SuspendUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
  /** The reason, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** When the suspension ends by itself. By default never. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The payload of `suspendUser`. */
export type SuspendUserPayload = {
  __typename?: 'SuspendUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Who can suspend an organization. */
export type SuspensionAuthority =
  /** An owner of the organization. */
  | 'OWNER'
  /** A platform administrator. */
  | 'PLATFORM';

/** The organization to act in. */
export type SwitchOrganizationInput = {
  /** An organization that the user is a member of. */
  organizationId: Scalars['ID']['input'];
};

/** The payload of `switchOrganization`. */
export type SwitchOrganizationPayload = {
  __typename?: 'SwitchOrganizationPayload';
  /** The access token, for the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token expires. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The newly selected organization. */
  organization?: Maybe<Organization>;
  /** The next refresh token. The session's earlier refresh tokens count as used. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The session's user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task of a project. */
export type Task = Node & {
  __typename?: 'Task';
  /** When it was archived; null if it is not. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The member who works on the task. */
  assignee?: Maybe<User>;
  /** The task's comments, newest first. */
  comments: CommentConnection;
  /** When the task was completed; null unless its status is DONE. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The user who created it; null once they are no longer a member. */
  createdBy?: Maybe<User>;
  /** The details. */
  description?: Maybe<Scalars['String']['output']>;
  /** When the task is due. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** All changes of the task, newest first. */
  history: TaskChangeConnection;
  /** The task's id. */
  id: Scalars['ID']['output'];
  /** The task's labels, sorted by name. */
  labels: Array<Label>;
  /** The organization. */
  organization: Organization;
  /** The position in the project's manual order. Positions sort as byte strings. See `moveTask`. */
  position: Scalars['String']['output'];
  /** The task's priority. */
  priority: TaskPriority;
  /** The project. */
  project: Project;
  /** The task's status. */
  status: TaskStatus;
  /** The title. */
  title: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The task's version: starts at 1 and increases with each change. See `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteTask` on it. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateTask` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
  /** Whether the viewer watches the task. Watchers are notified of its comments and of status changes. */
  viewerIsWatching: Scalars['Boolean']['output'];
  /** The teams that watch the task, sorted by name: at most 5. */
  watchingTeams: Array<Team>;
};


/** A task of a project. */
export type TaskCommentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CommentOrder>;
};


/** A task of a project. */
export type TaskHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A change of a task. */
export type TaskChange = {
  __typename?: 'TaskChange';
  /** The user who made the change; null for an API key, and once the user is no longer a member. */
  actor?: Maybe<User>;
  /** The id of the API key that made the change. */
  apiKeyId?: Maybe<Scalars['ID']['output']>;
  /** When the change was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The fields that it changed. */
  fields: Array<TaskFieldChange>;
  /** The change's id. */
  id: Scalars['ID']['output'];
};

/** A page of changes. */
export type TaskChangeConnection = {
  __typename?: 'TaskChangeConnection';
  /** The page's items with their cursors. */
  edges: Array<TaskChangeEdge>;
  /** The page's items. */
  nodes: Array<TaskChange>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A change and its cursor. */
export type TaskChangeEdge = {
  __typename?: 'TaskChangeEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: TaskChange;
};

/** A page of tasks. */
export type TaskConnection = {
  __typename?: 'TaskConnection';
  /** The page's items with their cursors. */
  edges: Array<TaskEdge>;
  /** The page's items. */
  nodes: Array<Task>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** The number of tasks with a status. */
export type TaskCount = {
  __typename?: 'TaskCount';
  /** The number of tasks. */
  count: Scalars['Int']['output'];
  /** The status. */
  status: TaskStatus;
};

/** A task and its cursor. */
export type TaskEdge = {
  __typename?: 'TaskEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The task. */
  node: Task;
};

/** A change to a task. */
export type TaskEvent = {
  __typename?: 'TaskEvent';
  /** For an update, the names of the changed fields of the task, except `version` and `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The task in its current state; null if it was deleted, by this change or since. */
  task?: Maybe<Task>;
  /** The task's id. */
  taskId: Scalars['ID']['output'];
  /** The kind of change. */
  type: ChangeType;
};

/** The change of one field. */
export type TaskFieldChange = {
  __typename?: 'TaskFieldChange';
  /** The field's name, as in `Task`. */
  field: Scalars['String']['output'];
  /** The value before. References to other objects are ids; that of a project is null if it was deleted or is not visible. */
  from?: Maybe<Scalars['JSON']['output']>;
  /** The value after, with ids of references as in `from`. */
  to?: Maybe<Scalars['JSON']['output']>;
};

/** Conditions on tasks; all given conditions must hold. Archived tasks are excluded unless `archivedAt` asks for them. */
export type TaskFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<TaskFilter>>;
  /** Filters by the time of archiving. */
  archivedAt?: InputMaybe<DateTimeFilter>;
  /** Filters by assignee. */
  assigneeId?: InputMaybe<IdFilter>;
  /** Filters by the time of completion. */
  completedAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the user who created it. */
  createdById?: InputMaybe<IdFilter>;
  /** Filters by description. */
  description?: InputMaybe<StringFilter>;
  /** Filters by the due date. */
  dueAt?: InputMaybe<DateTimeFilter>;
  /** Filters by id. */
  id?: InputMaybe<IdFilter>;
  /** Filters by label. */
  labelId?: InputMaybe<TaskLabelFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<TaskFilter>>;
  /** Filters by priority. */
  priority?: InputMaybe<TaskPriorityFilter>;
  /** Filters by project. */
  projectId?: InputMaybe<IdFilter>;
  /** Words in the title, description or comments, found in the same way as by `search`; at most 200 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Filters by status. */
  status?: InputMaybe<TaskStatusFilter>;
  /** Filters by title. */
  title?: InputMaybe<StringFilter>;
  /** Filters by the time of the last change. */
  updatedAt?: InputMaybe<DateTimeFilter>;
};

/** Conditions on a task's labels; all given conditions must hold. */
export type TaskLabelFilter = {
  /** Has this label. */
  eq?: InputMaybe<Scalars['ID']['input']>;
  /** Has at least one of these labels, at most 100. */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** `true`: has no label. `false`: has a label. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Does not have this label. */
  ne?: InputMaybe<Scalars['ID']['input']>;
  /** Has none of these labels, at most 100. */
  notIn?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The sort order of tasks. */
export type TaskOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: TaskOrderField;
};

/** The fields that tasks can be sorted by. */
export type TaskOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** When the task is due. Tasks without a due date come last in either direction. */
  | 'DUE_AT'
  /** The project's manual order. */
  | 'POSITION'
  /** The priority. */
  | 'PRIORITY'
  /** The title, ignoring case. */
  | 'TITLE'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The priority of a task. */
export type TaskPriority =
  /** High. */
  | 'HIGH'
  /** Low. */
  | 'LOW'
  /** Normal. */
  | 'MEDIUM'
  /** Urgent. */
  | 'URGENT';

/** Conditions on a task's priority, LOW being the least; all given conditions must hold. */
export type TaskPriorityFilter = {
  /** Equal to. */
  eq?: InputMaybe<TaskPriority>;
  /** Higher than. */
  gt?: InputMaybe<TaskPriority>;
  /** Higher than or equal to. */
  gte?: InputMaybe<TaskPriority>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<TaskPriority>>;
  /** Lower than. */
  lt?: InputMaybe<TaskPriority>;
  /** Lower than or equal to. */
  lte?: InputMaybe<TaskPriority>;
  /** Not equal to. */
  ne?: InputMaybe<TaskPriority>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<TaskPriority>>;
};

/** The status of a task. */
export type TaskStatus =
  /** Completed. */
  | 'DONE'
  /** Started. */
  | 'IN_PROGRESS'
  /** Not started. */
  | 'TODO';

/** Conditions on a task's status; all given conditions must hold. */
export type TaskStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<TaskStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<TaskStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<TaskStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<TaskStatus>>;
};

/** A group of members. Teams can form trees of at most three levels. */
export type Team = Node & {
  __typename?: 'Team';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** What the team is for. */
  description?: Maybe<Scalars['String']['output']>;
  /** The short name that mentions use: `@handle`. */
  handle: Scalars['String']['output'];
  /** The team's id. */
  id: Scalars['ID']['output'];
  /** The member who leads it: they manage the members of this team and of the teams below it. */
  lead?: Maybe<Membership>;
  /** The team's own members, newest memberships first. Those of the teams below it are not listed. */
  members: MembershipConnection;
  /** The name. */
  name: Scalars['String']['output'];
  /** The team that it belongs to; null at the top. */
  parent?: Maybe<Team>;
  /** The projects that the team itself belongs to, of those that the viewer sees, first those to which it has for the longest time. Projects of the teams above it are not listed. */
  projects: ProjectTeamConnection;
  /** When its fields last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The team's version: starts at 1 and increases with each change of its fields. See `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteTeam` on it. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `removeTeamMember` and `setTeamLead` on it, and `addTeamMember` if they manage its projects and those of the teams above it. */
  viewerCanManageMembers: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateTeam` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
};


/** A group of members. Teams can form trees of at most three levels. */
export type TeamMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MembershipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MembershipOrder>;
};


/** A group of members. Teams can form trees of at most three levels. */
export type TeamProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectTeamOrder>;
};

/** A page of teams. */
export type TeamConnection = {
  __typename?: 'TeamConnection';
  /** The page's items with their cursors. */
  edges: Array<TeamEdge>;
  /** The page's items. */
  nodes: Array<Team>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A team and its cursor. */
export type TeamEdge = {
  __typename?: 'TeamEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The team. */
  node: Team;
};

/** A change to a team, of its fields, its members or its lead. Deleting a team changes its members without events of their own. */
export type TeamEvent = {
  __typename?: 'TeamEvent';
  /** For an update, the names of the changed fields of the team, except `version` and `updatedAt`; otherwise empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The team in its current state; null if it was deleted, by this change or since. */
  team?: Maybe<Team>;
  /** The team's id. */
  teamId: Scalars['ID']['output'];
  /** The kind of change. */
  type: ChangeType;
};

/** Conditions on teams; all given conditions must hold. */
export type TeamFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<TeamFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by `handle`. */
  handle?: InputMaybe<StringFilter>;
  /** Filters by id. */
  id?: InputMaybe<IdFilter>;
  /** Filters by `name`. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<TeamFilter>>;
  /** Filters by the parent; null for the teams at the top. */
  parentId?: InputMaybe<IdFilter>;
  /** Filters by the time of the last change. */
  updatedAt?: InputMaybe<DateTimeFilter>;
};

/** The sort order of teams. */
export type TeamOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: TeamOrderField;
};

/** The fields that teams can be sorted by. */
export type TeamOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** A new owner. */
export type TransferOwnershipInput = {
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `transferOwnership`. */
export type TransferOwnershipPayload = {
  __typename?: 'TransferOwnershipPayload';
  /** The new owner's membership. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A token from a mail to the previous address, and a new password. */
export type UndoEmailChangeInput = {
  /** The new password: 8 to 128 characters, with a higher minimum if the server sets one. Common passwords and the user's own name or address are refused. */
  newPassword: Scalars['String']['input'];
  /** The token from the mail. */
  token: Scalars['String']['input'];
};

/** The payload of `undoEmailChange`. */
export type UndoEmailChangePayload = {
  __typename?: 'UndoEmailChangePayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to stop watching. */
export type UnwatchProjectInput = {
  /** The project's id. */
  id: Scalars['ID']['input'];
  /** The id of the team that stops watching it, in place of the viewer, who may manage the team's members. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `unwatchProject`. */
export type UnwatchProjectPayload = {
  __typename?: 'UnwatchProjectPayload';
  /** The project. */
  project?: Maybe<Project>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to stop watching. */
export type UnwatchTaskInput = {
  /** The task's id. */
  id: Scalars['ID']['input'];
  /** The id of the team that stops watching it, in place of the viewer, who may manage the team's members. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `unwatchTask`. */
export type UnwatchTaskPayload = {
  __typename?: 'UnwatchTaskPayload';
  /** The task. */
  task?: Maybe<Task>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to an API key. Omitted fields stay unchanged. */
export type UpdateApiKeyInput = {
  /** Of a service account's key: how long its secret works on, in seconds, after somebody who was shown it has left; at most 604800 (seven days). */
  departureOverlapSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** When the key expires; null for never. That of an expired key cannot be changed. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The key's id. */
  id: Scalars['ID']['input'];
  /** 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The networks from which alone the key works, as addresses or in CIDR notation, IPv4 and IPv6: at most 50; null for all. */
  networks?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The only permissions that the key has of those that its scopes, its role and its owner have; null for all of them. PROJECT_SEE and TASK_SEE need each other, and other permissions within projects and WEBHOOK_MANAGE need both (`INVALID`). */
  permissions?: InputMaybe<Array<Permission>>;
  /** The only projects in which the key may act, of those that its owner sees: at most 100. Such a key has no permissions but PROJECT_SEE, PROJECT_SEE_ALL, PROJECT_MANAGE, TASK_SEE, TASK_WRITE, TASK_DELETE_OTHERS, COMMENT_WRITE and COMMENT_DELETE_OTHERS, all of them unless `permissions` names some, and creates no projects; null for no limit. Those of another's key can only be narrowed. */
  projectIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The most requests that the key may make in a minute, at most 100000; null for no limit of its own. */
  requestsPerMinute?: InputMaybe<Scalars['Int']['input']>;
  /** The most requests that the key may make in a calendar month (UTC); null for no quota of its own. */
  requestsPerMonth?: InputMaybe<Scalars['Int']['input']>;
};

/** The payload of `updateApiKey`. */
export type UpdateApiKeyPayload = {
  __typename?: 'UpdateApiKeyPayload';
  /** The key. */
  apiKey?: Maybe<ApiKey>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a comment. Omitted fields stay unchanged. */
export type UpdateCommentInput = {
  /** 1 to 10000 characters. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The comment's id. */
  id: Scalars['ID']['input'];
  /** The user ids of the members that the comment mentions, at most 50. They replace the previous ones. */
  mentionedUserIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The payload of `updateComment`. */
export type UpdateCommentPayload = {
  __typename?: 'UpdateCommentPayload';
  /** The changed comment. */
  comment?: Maybe<Comment>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a label. Omitted fields stay unchanged. */
export type UpdateLabelInput = {
  /** The colour as `#rrggbb` in hexadecimal. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The label's id. */
  id: Scalars['ID']['input'];
  /** 1 to 50 characters. Unique in the organization, ignoring case. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `updateLabel`. */
export type UpdateLabelPayload = {
  __typename?: 'UpdateLabelPayload';
  /** The changed label. */
  label?: Maybe<Label>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member and the role to give. */
export type UpdateMemberRoleInput = {
  /** The built-in role to give. Give either this or `roleId`. */
  role?: InputMaybe<Role>;
  /** The id of the role to give, custom or built in. Give either this or `role`. */
  roleId?: InputMaybe<Scalars['ID']['input']>;
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `updateMemberRole`. */
export type UpdateMemberRolePayload = {
  __typename?: 'UpdateMemberRolePayload';
  /** The changed membership. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** How to treat meters that nobody declared. */
export type UpdateMeterPolicyInput = {
  /** Whether `recordUsage` refuses events of undeclared meters. */
  refuseUndeclared: Scalars['Boolean']['input'];
};

/** The payload of `updateMeterPolicy`. */
export type UpdateMeterPolicyPayload = {
  __typename?: 'UpdateMeterPolicyPayload';
  /** The policy now in effect. */
  meterPolicy?: Maybe<MeterPolicy>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Notification preferences to change. */
export type UpdateNotificationPreferencesInput = {
  /** The kinds to change, each at most once. */
  preferences: Array<NotificationPreferenceInput>;
};

/** The payload of `updateNotificationPreferences`. */
export type UpdateNotificationPreferencesPayload = {
  __typename?: 'UpdateNotificationPreferencesPayload';
  /** The viewer's preferences after the change. */
  notificationPreferences?: Maybe<NotificationPreferences>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to an organization. Omitted fields stay unchanged. */
export type UpdateOrganizationInput = {
  /** 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Lower-case letters, digits and single hyphens, 2 to 80 characters. */
  slug?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `updateOrganization`. */
export type UpdateOrganizationPayload = {
  __typename?: 'UpdateOrganizationPayload';
  /** The changed organization. */
  organization?: Maybe<Organization>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to an organization's settings. Omitted fields stay unchanged. */
export type UpdateOrganizationSettingsInput = {
  /** Whether members who are not owners may grant roles that can do more than MEMBER. */
  adminsGrantAdmin?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether members with the role MEMBER may invite others as MEMBER. */
  membersInvite?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether members see all projects that are not private. */
  membersSeeAllProjects?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The payload of `updateOrganizationSettings`. */
export type UpdateOrganizationSettingsPayload = {
  __typename?: 'UpdateOrganizationSettingsPayload';
  /** The changed organization. */
  organization?: Maybe<Organization>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a profile. Omitted fields stay unchanged. */
export type UpdateProfileInput = {
  /** An https address of at most 2000 characters; null removes it. */
  avatarUrl?: InputMaybe<Scalars['String']['input']>;
  /** At most 500 characters; null removes it. */
  bio?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  fullName?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `updateProfile`. */
export type UpdateProfilePayload = {
  __typename?: 'UpdateProfilePayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a project. Omitted fields stay unchanged. */
export type UpdateProjectInput = {
  /** At most 2000 characters; null removes it. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
  /** 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Who sees it. If it becomes private, whoever changes it belongs to it from then on, with the level MANAGE. */
  visibility?: InputMaybe<ProjectVisibility>;
};

/** A change of what somebody may do in a project. */
export type UpdateProjectMemberInput = {
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What they may do there from now on. */
  level: ProjectLevel;
  /** The project's id. */
  projectId: Scalars['ID']['input'];
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `updateProjectMember`. */
export type UpdateProjectMemberPayload = {
  __typename?: 'UpdateProjectMemberPayload';
  /** The changed entry. */
  projectMember?: Maybe<ProjectMember>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The payload of `updateProject`. */
export type UpdateProjectPayload = {
  __typename?: 'UpdateProjectPayload';
  /** The changed project. */
  project?: Maybe<Project>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A change of what the members of a team may do in a project. */
export type UpdateProjectTeamInput = {
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** What its members may do there from now on. */
  level: ProjectLevel;
  /** The project's id. */
  projectId: Scalars['ID']['input'];
  /** The team's id. */
  teamId: Scalars['ID']['input'];
};

/** The payload of `updateProjectTeam`. */
export type UpdateProjectTeamPayload = {
  __typename?: 'UpdateProjectTeamPayload';
  /** The changed entry. */
  projectTeam?: Maybe<ProjectTeam>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a custom role. Omitted fields stay unchanged. */
export type UpdateRoleInput = {
  /** What the role is for, at most 500 characters; null for nothing. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The role's id. */
  id: Scalars['ID']['input'];
  /** 1 to 50 characters. Unique in the organization, ignoring case. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** All that the role permits from now on, as in `createRole`. */
  permissions?: InputMaybe<Array<Permission>>;
};

/** The payload of `updateRole`. */
export type UpdateRolePayload = {
  __typename?: 'UpdateRolePayload';
  /** The changed role. */
  role?: Maybe<OrganizationRole>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a service account. Omitted fields stay unchanged. */
export type UpdateServiceAccountInput = {
  /** What it is for: at most 500 characters; null removes it. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The user id of the member to ask about it. */
  responsibleId?: InputMaybe<Scalars['ID']['input']>;
  /** The service account's user id. */
  userId: Scalars['ID']['input'];
};

/** The payload of `updateServiceAccount`. */
export type UpdateServiceAccountPayload = {
  __typename?: 'UpdateServiceAccountPayload';
  /** The service account's membership. */
  membership?: Maybe<Membership>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a task. Omitted fields stay unchanged. */
export type UpdateTaskInput = {
  /** The user id of the member who works on the task; null for nobody. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 10000 characters; null removes it. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When the task is due; null removes the due date. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
  /** The ids of at most 20 labels. They replace the task's labels. */
  labelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The task's priority. */
  priority?: InputMaybe<TaskPriority>;
  /** The task's status. */
  status?: InputMaybe<TaskStatus>;
  /** 1 to 200 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `updateTask`. */
export type UpdateTaskPayload = {
  __typename?: 'UpdateTaskPayload';
  /** The changed task. */
  task?: Maybe<Task>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to tasks. */
export type UpdateTasksInput = {
  /** 1 to 100 changes, each for a different task. */
  tasks: Array<UpdateTaskInput>;
};

/** The payload of `updateTasks`. */
export type UpdateTasksPayload = {
  __typename?: 'UpdateTasksPayload';
  /** The changed tasks, in the same order. */
  tasks?: Maybe<Array<Task>>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a team. Omitted fields stay unchanged. */
export type UpdateTeamInput = {
  /** What the team is for: at most 500 characters; null for nothing. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Changes it only if its version is still this one; otherwise the user error is `STALE_VERSION`. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 40 letters from a to z, digits and hyphens, with no hyphen at the start or end. Unique in the organization, ignoring case. */
  handle?: InputMaybe<Scalars['String']['input']>;
  /** The team's id. */
  id: Scalars['ID']['input'];
  /** 1 to 100 characters. Unique in the organization, ignoring case. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The id of the team that it belongs to from now on; null moves it to the top. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `updateTeam`. */
export type UpdateTeamPayload = {
  __typename?: 'UpdateTeamPayload';
  /** The changed team. */
  team?: Maybe<Team>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a webhook endpoint. Omitted fields stay unchanged. */
export type UpdateWebhookEndpointInput = {
  /** The endpoint's purpose, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** `true`: disables the endpoint and gives up pending deliveries. `false`: sends events from now on. */
  disabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Types of events, at least one. Cannot be combined with `events`. */
  eventTypes?: InputMaybe<Array<WebhookEventType>>;
  /** Types of events, or `*` alone for all types, including future ones. */
  events?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
  /** The kind of payload that the endpoint receives. */
  payload?: InputMaybe<WebhookPayloadKind>;
  /** The only projects whose events the endpoint receives, as in `CreateWebhookEndpointInput`. Naming them again confirms private ones. Null: all that are not private, and events that belong to no project. */
  projectIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The URL to send messages to: an absolute `https` URL without credentials and fragment, at most 2000 characters. Outside production `http` is allowed too. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** The payload of `updateWebhookEndpoint`. */
export type UpdateWebhookEndpointPayload = {
  __typename?: 'UpdateWebhookEndpointPayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The changed endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** The usage in one bucket of time. */
export type UsageBucket = {
  __typename?: 'UsageBucket';
  /** The meter's value for the bucket; 0 without usage. */
  quantity: Scalars['BigInt']['output'];
  /** When the bucket starts. It ends where the next one starts. */
  start: Scalars['DateTime']['output'];
};

/** A count and its limit. */
export type UsageCount = {
  __typename?: 'UsageCount';
  /** The maximum number; null means unlimited. */
  limit?: Maybe<Scalars['Int']['output']>;
  /** The current number. */
  used: Scalars['Int']['output'];
};

/** Recorded usage: a quantity of a meter at one instant. An event never changes; voiding adds an entry against it. */
export type UsageEvent = {
  __typename?: 'UsageEvent';
  /** When the event was recorded. */
  createdAt: Scalars['DateTime']['output'];
  /** The id that the sender gave the event. */
  eventId: Scalars['String']['output'];
  /** The meter. */
  meter: Scalars['String']['output'];
  /** When the usage happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** More data from the sender. */
  properties?: Maybe<Scalars['JSONObject']['output']>;
  /** The quantity. */
  quantity: Scalars['BigInt']['output'];
  /** Who or what caused the usage, for example a customer of the organization. */
  subject?: Maybe<Scalars['String']['output']>;
  /** The void, if the event no longer counts; null while it counts. */
  void?: Maybe<UsageVoid>;
};

/** A page of usage events. */
export type UsageEventConnection = {
  __typename?: 'UsageEventConnection';
  /** The page's items with their cursors. */
  edges: Array<UsageEventEdge>;
  /** The page's items. */
  nodes: Array<UsageEvent>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A usage event and its cursor. */
export type UsageEventEdge = {
  __typename?: 'UsageEventEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The usage event. */
  node: UsageEvent;
};

/** Conditions on usage events; all given conditions must hold. */
export type UsageEventFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<UsageEventFilter>>;
  /** Filters by the time of recording. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by the id that the sender gave the event. */
  eventId?: InputMaybe<StringFilter>;
  /** Filters by meter. */
  meter?: InputMaybe<StringFilter>;
  /** Filters by the time of the usage. */
  occurredAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<UsageEventFilter>>;
  /** Filters by subject. */
  subject?: InputMaybe<StringFilter>;
};

/** Usage to record. */
export type UsageEventInput = {
  /** An id that the sender chooses. Each id is recorded only once. At most 200 characters. */
  eventId: Scalars['String']['input'];
  /** The meter: letters, digits, `_` and `-`, in parts joined by dots; at most 100 characters. */
  meter: Scalars['String']['input'];
  /** When the usage happened: at most 35 days ago, and at most 5 minutes in the future. By default now. */
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** At most 20 strings, numbers or booleans by name; at most 2000 bytes as JSON. Those that the meter declares: at most 200 bytes each. */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The quantity: an integer from 0 to the server's limit for the meter, by default 1000000000, never more than 9007199254740991. */
  quantity: Scalars['BigInt']['input'];
  /** Who or what caused the usage; at most 200 characters. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** The sort order of usage events. */
export type UsageEventOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: UsageEventOrderField;
};

/** The fields that usage events can be sorted by. */
export type UsageEventOrderField =
  /** When the event was recorded. */
  | 'CREATED_AT'
  /** When the usage happened. */
  | 'OCCURRED_AT';

/** The length of a bucket of a series, in UTC. */
export type UsageGranularity =
  /** A day. */
  | 'DAY'
  /** An hour. */
  | 'HOUR'
  /** A calendar month. */
  | 'MONTH';

/** A group of a series. */
export type UsageGroup = {
  __typename?: 'UsageGroup';
  /** All buckets of the period, including empty ones. */
  buckets: Array<UsageBucket>;
  /** The value that the group's usage has in common. Null for the last group, which holds usage without a value and usage beyond the 50 largest groups. With several `groupByProperties`, their values as a JSON array. */
  key?: Maybe<Scalars['String']['output']>;
  /** The values of `groupByProperties` that the group's usage has in common, by property. Null for the last group and without `groupByProperties`. */
  properties?: Maybe<Scalars['JSONObject']['output']>;
  /** The meter's value for the group's usage in the whole period. */
  total: Scalars['BigInt']['output'];
};

/** What a series can be grouped by. */
export type UsageGroupBy =
  /** The API key's id; only for the meter `api.requests`. */
  | 'API_KEY'
  /** The client's name; only for the meter `api.requests`. */
  | 'CLIENT'
  /** The operation's name; only for the meter `api.requests`. */
  | 'OPERATION'
  /** The outcome of the request; only for the meter `api.requests`. */
  | 'STATUS'
  /** The subject of recorded events. */
  | 'SUBJECT';

/** The result for one event. */
export type UsageReceipt = {
  __typename?: 'UsageReceipt';
  /** The event's id. */
  eventId: Scalars['String']['output'];
  /** The result. */
  status: UsageReceiptStatus;
};

/** The possible results of recording an event. */
export type UsageReceiptStatus =
  /** The event is recorded durably. */
  | 'ACCEPTED'
  /** An event with this id but other content was already recorded. This one is not recorded. */
  | 'CONFLICT'
  /** The event was already recorded with the same content. It may have been voided since. */
  | 'DUPLICATE';

/** The usage of a meter over time. */
export type UsageSeries = {
  __typename?: 'UsageSeries';
  /** All buckets of the period, including empty ones, earliest first. */
  buckets: Array<UsageBucket>;
  /** When the first bucket starts. */
  from: Scalars['DateTime']['output'];
  /** The length of each bucket. */
  granularity: UsageGranularity;
  /** The series in groups, largest group first; empty without `groupBy` and `groupByProperties`. For SUM and COUNT, the groups add up to the total. */
  groups: Array<UsageGroup>;
  /** The meter. */
  meter: Scalars['String']['output'];
  /** When the last bucket ends. */
  to: Scalars['DateTime']['output'];
  /** The meter's value for the whole period. For SUM and COUNT it is the sum of all buckets; for MAX, UNIQUE and LAST it is not. */
  total: Scalars['BigInt']['output'];
};

/** An entry that voids a usage event: the event no longer counts. Statements show the void as an adjustment with a negative quantity. */
export type UsageVoid = {
  __typename?: 'UsageVoid';
  /** When the event was voided. */
  createdAt: Scalars['DateTime']['output'];
  /** The reason. */
  reason: Scalars['String']['output'];
  /** The month of the statement that takes the quantity back: the event's own, or the first one that was open. */
  statementMonth: Scalars['String']['output'];
  /** The user who voided the event; null once they are no longer a member. */
  voidedBy?: Maybe<User>;
};

/** A person with an account, or a service account of an organization. */
export type User = Node & {
  __typename?: 'User';
  /** Data that only the user and platform administrators may see; null for everybody else. */
  account?: Maybe<UserAccount>;
  /** The URL of the user's picture. */
  avatarUrl?: Maybe<Scalars['String']['output']>;
  /** The user's description of themselves. */
  bio?: Maybe<Scalars['String']['output']>;
  /** When the account was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The address that the user signs in with. A service account has none: it shows one of the domain `service.invalid`, which cannot receive mail. */
  email: Scalars['String']['output'];
  /** The name that others see. */
  fullName: Scalars['String']['output'];
  /** The user's id. */
  id: Scalars['ID']['output'];
  /** Whether it is a person or a service account. */
  kind: UserKind;
  /**
   * The user's memberships. For another user, only the membership in the selected organization.
   * @deprecated Use `organizationMemberships`. Removed after 2027-12-31.
   */
  memberships: Array<Membership>;
  /** The user's memberships, newest first. For another user, only the membership in the selected organization. */
  organizationMemberships: MembershipConnection;
  /** Whether the account can be used. Work that a deactivated user created remains. */
  status: UserStatus;
  /** When the account last changed. */
  updatedAt: Scalars['DateTime']['output'];
};


/** A person with an account, or a service account of an organization. */
export type UserOrganizationMembershipsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MembershipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MembershipOrder>;
};

/** Data that only the user and platform administrators may see. */
export type UserAccount = {
  __typename?: 'UserAccount';
  /** Whether the user has proved that the e-mail address is theirs. */
  emailVerified: Scalars['Boolean']['output'];
  /** When the password was last changed; null if never. */
  passwordChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the user is a platform administrator. */
  platformAdmin: Scalars['Boolean']['output'];
  /** The number of unused recovery codes. */
  recoveryCodesLeft: Scalars['Int']['output'];
  /** The changes of the account's status, newest first. */
  statusHistory: UserStatusChangeConnection;
  /** The reason for the account's status. */
  statusReason?: Maybe<Scalars['String']['output']>;
  /** When the suspension ends by itself; null if never. */
  statusUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Whether signing in requires a second factor. */
  totpEnabled: Scalars['Boolean']['output'];
};


/** Data that only the user and platform administrators may see. */
export type UserAccountStatusHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of users. */
export type UserConnection = {
  __typename?: 'UserConnection';
  /** The page's items with their cursors. */
  edges: Array<UserEdge>;
  /** The page's items. */
  nodes: Array<User>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A user and its cursor. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node: User;
};

/** An error in a mutation's input that the caller can correct. Nothing was written. */
export type UserError = {
  __typename?: 'UserError';
  /** The error for programs. */
  code: UserErrorCode;
  /** The path of the invalid input field, relative to `input`; list indices are strings. Null when the error does not concern a single field. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** The error for people. */
  message: Scalars['String']['output'];
};

/** The possible errors in a mutation's input. */
export type UserErrorCode =
  /** The account is suspended, deactivated or archived. */
  | 'ACCOUNT_INACTIVE'
  /** The user is already a member of the organization. */
  | 'ALREADY_A_MEMBER'
  /** The token, link or invitation has expired. */
  | 'EXPIRED'
  /** The organization's plan does not include this feature. */
  | 'FEATURE_NOT_IN_PLAN'
  /** The viewer's role is below what the change requires, for example below the role to grant or the role of the member to change. Also the error for a change that nobody can make to themselves. */
  | 'FORBIDDEN_ROLE'
  /** The organization has fewer prepaid credits than this would spend. */
  | 'INSUFFICIENT_CREDITS'
  /** The value is invalid. */
  | 'INVALID'
  /** The e-mail address, the password or the code is wrong. */
  | 'INVALID_CREDENTIALS'
  /** The token or link is unknown, already used, outdated or revoked. */
  | 'INVALID_TOKEN'
  /** An organization must keep at least one owner. */
  | 'LAST_OWNER'
  /** A limit that does not depend on the plan is reached. */
  | 'LIMIT_REACHED'
  /** The user must be a member of the organization. */
  | 'NOT_A_MEMBER'
  /** There is no such object that the caller may use. */
  | 'NOT_FOUND'
  /** This server has no payment provider. */
  | 'PAYMENTS_DISABLED'
  /** The limit of the organization's plan is reached. */
  | 'PLAN_LIMIT_REACHED'
  /** Registration is disabled. */
  | 'REGISTRATION_DISABLED'
  /** A value is required, and it must not be blank. */
  | 'REQUIRED'
  /** The object has changed since the expected version. */
  | 'STALE_VERSION'
  /** The organization has a subscription already. Use `openBillingPortal` to change it. */
  | 'SUBSCRIPTION_EXISTS'
  /** The plan requires a subscription. Use `startCheckout`. */
  | 'SUBSCRIPTION_REQUIRED'
  /** The value is already taken. */
  | 'TAKEN'
  /** The value has too many characters, or the list has too many items. */
  | 'TOO_LONG'
  /** The value has too few characters. */
  | 'TOO_SHORT'
  /** The account requires a second factor. */
  | 'TOTP_REQUIRED';

/** Conditions on users; all given conditions must hold. Archived users are excluded unless `status` asks for them. */
export type UserFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<UserFilter>>;
  /** Filters by the time the account was created. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by e-mail address. */
  email?: InputMaybe<StringFilter>;
  /** Filters by name. */
  fullName?: InputMaybe<StringFilter>;
  /** Filters by id. */
  id?: InputMaybe<IdFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<UserFilter>>;
  /** Limits the result to users whose e-mail address or name contains this text, compared as by `contains` of `StringFilter`; at most 254 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** Filters by status. */
  status?: InputMaybe<UserStatusFilter>;
};

/** The kinds of users. */
export type UserKind =
  /** A person, who can sign in. */
  | 'PERSON'
  /** A service account: it belongs to one organization, and acts with API keys alone. */
  | 'SERVICE';

/** Conditions on the kind of a member; all given conditions must hold. */
export type UserKindFilter = {
  /** Equal to. */
  eq?: InputMaybe<UserKind>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<UserKind>>;
  /** Not equal to. */
  ne?: InputMaybe<UserKind>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<UserKind>>;
};

/** The sort order of users. */
export type UserOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: UserOrderField;
};

/** The fields that users can be sorted by. */
export type UserOrderField =
  /** When the account was created. */
  | 'CREATED_AT'
  /** The e-mail address. */
  | 'EMAIL'
  /** The name, ignoring case. */
  | 'NAME'
  /** When the account last changed. */
  | 'UPDATED_AT';

/** Whether an account can be used. */
export type UserStatus =
  /** The account can be used. */
  | 'ACTIVE'
  /** The account cannot be used until it is activated again. Lists of users exclude it by default. */
  | 'ARCHIVED'
  /** The account cannot be used until it is activated again. */
  | 'DEACTIVATED'
  /** The account cannot be used until the suspension ends, at its time or when the account is activated. */
  | 'SUSPENDED';

/** A change of an account's status. */
export type UserStatusChange = {
  __typename?: 'UserStatusChange';
  /** When the change was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The change's id. */
  id: Scalars['ID']['output'];
  /** The reason. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The new status. */
  status: UserStatus;
  /** The time at which the suspension was to end by itself. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of status changes. */
export type UserStatusChangeConnection = {
  __typename?: 'UserStatusChangeConnection';
  /** The page's items with their cursors. */
  edges: Array<UserStatusChangeEdge>;
  /** The page's items. */
  nodes: Array<UserStatusChange>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A status change and its cursor. */
export type UserStatusChangeEdge = {
  __typename?: 'UserStatusChangeEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: UserStatusChange;
};

/** Conditions on an account's status; all given conditions must hold. */
export type UserStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<UserStatus>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<UserStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<UserStatus>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<UserStatus>>;
};

/** A token from a mail. */
export type VerifyEmailInput = {
  /** A new password, required from a caller who has no session of the account and does not know its password: 8 to 128 characters, with a higher minimum if the server sets one. Common passwords and the user's own name or address are refused. */
  newPassword?: InputMaybe<Scalars['String']['input']>;
  /** The account's password, if the caller has no session of the account. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** The token from the mail. */
  token: Scalars['String']['input'];
};

/** The payload of `verifyEmail`. */
export type VerifyEmailPayload = {
  __typename?: 'VerifyEmailPayload';
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An API key to verify. */
export type VerifyKeyInput = {
  /** As how many requests a valid key is counted: at most 1000000; 0 only verifies it. */
  cost?: Scalars['Int']['input'];
  /** The address of the client that sent the key. A key that is limited to networks is FORBIDDEN without it. */
  ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** The secret, as the client sent it. */
  key: Scalars['String']['input'];
  /** What the key must be permitted. A key that only people can do this with is FORBIDDEN. */
  permission?: InputMaybe<Permission>;
};

/** The payload of `verifyKey`. */
export type VerifyKeyPayload = {
  __typename?: 'VerifyKeyPayload';
  /** The errors in the input; empty when the mutation succeeded, whatever the result. */
  userErrors: Array<UserError>;
  /** The result. */
  verification?: Maybe<KeyVerification>;
};

/** A grant to void. */
export type VoidCreditGrantInput = {
  /** The grant's id. */
  id: Scalars['ID']['input'];
  /** The organization. */
  organizationId: Scalars['ID']['input'];
  /** The reason, 1 to 500 characters. Administrators of the organization see it. */
  reason: Scalars['String']['input'];
};

/** The payload of `voidCreditGrant`. */
export type VoidCreditGrantPayload = {
  __typename?: 'VoidCreditGrantPayload';
  /** The grant, of which nothing remains. */
  creditGrant?: Maybe<CreditGrant>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A recorded event to void. */
export type VoidUsageEventInput = {
  /** The id that the sender gave the event. */
  eventId: Scalars['String']['input'];
  /** The reason, at most 500 characters. The audit log keeps it. */
  reason: Scalars['String']['input'];
};

/** The payload of `voidUsageEvent`. */
export type VoidUsageEventPayload = {
  __typename?: 'VoidUsageEventPayload';
  /** The event, with its void. */
  usageEvent?: Maybe<UsageEvent>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to watch. */
export type WatchProjectInput = {
  /** The project's id. */
  id: Scalars['ID']['input'];
  /** The id of a team that watches it, in place of the viewer, who may manage the team's members: its members and those of the teams below it are notified, at most 500, while they belong to it. A team can watch at most 1000 projects and tasks, and 5 teams each. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `watchProject`. */
export type WatchProjectPayload = {
  __typename?: 'WatchProjectPayload';
  /** The project. */
  project?: Maybe<Project>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to watch. */
export type WatchTaskInput = {
  /** The task's id. */
  id: Scalars['ID']['input'];
  /** The id of a team that watches it, in place of the viewer, who may manage the team's members: its members and those of the teams below it are notified, at most 500, while they belong to it. A team can watch at most 1000 projects and tasks, and 5 teams each. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
};

/** The payload of `watchTask`. */
export type WatchTaskPayload = {
  __typename?: 'WatchTaskPayload';
  /** The task. */
  task?: Maybe<Task>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An attempt to deliver a message. */
export type WebhookAttempt = {
  __typename?: 'WebhookAttempt';
  /** The duration in milliseconds. */
  durationMs: Scalars['Int']['output'];
  /** The error; null when the endpoint accepted the message. */
  error?: Maybe<Scalars['String']['output']>;
  /** The number of the attempt, starting at 1. */
  number: Scalars['Int']['output'];
  /** The beginning of the response body, at most 8192 bytes. */
  responseBody?: Maybe<Scalars['String']['output']>;
  /** When the attempt began. */
  startedAt: Scalars['DateTime']['output'];
  /** The HTTP status of the response; null if there was none. */
  status?: Maybe<Scalars['Int']['output']>;
};

/** A message to one endpoint. Kept for 30 days. */
export type WebhookDelivery = Node & {
  __typename?: 'WebhookDelivery';
  /** The last 20 attempts, oldest first. */
  attempts: Array<WebhookAttempt>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The endpoint. */
  endpoint: WebhookEndpoint;
  /** The type of event, for example `task.created`. */
  eventType: Scalars['String']['output'];
  /** The delivery's id. */
  id: Scalars['ID']['output'];
  /** The message's id, sent as the header `webhook-id`. It is the same for all endpoints and all attempts. */
  messageId: Scalars['ID']['output'];
  /** The latest time of the next attempt; null when no further attempt follows. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** The message's payload. */
  payload: Scalars['JSON']['output'];
  /**
   * The same number as `sequenceNumber`, as a float.
   * @deprecated Use `sequenceNumber`. Removed after 2027-12-31.
   */
  sequence: Scalars['Float']['output'];
  /** An integer that increases with time, with gaps. Of two events about the same object, the later one has the larger number. */
  sequenceNumber: Scalars['BigInt']['output'];
  /** The state of the delivery. */
  state: WebhookDeliveryState;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of webhook deliveries. */
export type WebhookDeliveryConnection = {
  __typename?: 'WebhookDeliveryConnection';
  /** The page's items with their cursors. */
  edges: Array<WebhookDeliveryEdge>;
  /** The page's items. */
  nodes: Array<WebhookDelivery>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A webhook delivery and its cursor. */
export type WebhookDeliveryEdge = {
  __typename?: 'WebhookDeliveryEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The webhook delivery. */
  node: WebhookDelivery;
};

/** Conditions on webhook deliveries; all given conditions must hold. */
export type WebhookDeliveryFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<WebhookDeliveryFilter>>;
  /** Filters by time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by endpoint. */
  endpointId?: InputMaybe<IdFilter>;
  /** Filters by the type of event. */
  eventType?: InputMaybe<StringFilter>;
  /** Filters by message. */
  messageId?: InputMaybe<IdFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<WebhookDeliveryFilter>>;
  /** Filters by state. */
  state?: InputMaybe<WebhookDeliveryStateFilter>;
};

/** The sort order of webhook deliveries. */
export type WebhookDeliveryOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: WebhookDeliveryOrderField;
};

/** The fields that webhook deliveries can be sorted by. */
export type WebhookDeliveryOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The state of a delivery. */
export type WebhookDeliveryState =
  /** All attempts failed. The delivery can be replayed. */
  | 'FAILED'
  /** The delivery is in progress, or will be retried. */
  | 'PENDING'
  /** The endpoint accepted the message. */
  | 'SUCCEEDED';

/** Conditions on a delivery's state; all given conditions must hold. */
export type WebhookDeliveryStateFilter = {
  /** Equal to. */
  eq?: InputMaybe<WebhookDeliveryState>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<WebhookDeliveryState>>;
  /** Not equal to. */
  ne?: InputMaybe<WebhookDeliveryState>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<WebhookDeliveryState>>;
};

/** Why an endpoint is disabled. */
export type WebhookDisabledReason =
  /** All attempts failed for five days. */
  | 'FAILING'
  /** It responded with status 410. */
  | 'GONE'
  /** An administrator disabled it. */
  | 'MANUAL';

/** Conditions on the reason why an endpoint is disabled; all given conditions must hold. */
export type WebhookDisabledReasonFilter = {
  /** Equal to. */
  eq?: InputMaybe<WebhookDisabledReason>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<WebhookDisabledReason>>;
  /** Not equal to. */
  ne?: InputMaybe<WebhookDisabledReason>;
  /** Equal to none of these. */
  notIn?: InputMaybe<Array<WebhookDisabledReason>>;
};

/** A URL that receives the organization's events. Messages are signed as described by https://www.standardwebhooks.com. */
export type WebhookEndpoint = Node & {
  __typename?: 'WebhookEndpoint';
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** The endpoint's purpose. */
  description: Scalars['String']['output'];
  /** When the endpoint was disabled; null while it is enabled. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why the endpoint is disabled. */
  disabledReason?: Maybe<WebhookDisabledReason>;
  /** The same types as values of an enum. For `*`, all types that exist now. */
  eventTypes: Array<WebhookEventType>;
  /** The types of events that the endpoint receives, for example `task.created`. `*` alone means all types, including future ones. */
  events: Array<Scalars['String']['output']>;
  /** When the first failure after the last success happened. After five days of failures only, the endpoint is disabled. */
  failingSince?: Maybe<Scalars['DateTime']['output']>;
  /** The endpoint's id. */
  id: Scalars['ID']['output'];
  /** Whether the endpoint receives only the events of `projectIds`, and none that belong to no project. Otherwise it receives the events of all projects that are not private, and all that belong to no project. */
  isLimitedToProjects: Scalars['Boolean']['output'];
  /** The kind of payload that the endpoint receives. */
  payload: WebhookPayloadKind;
  /** Until when messages are also signed with previous secrets: the end of the last overlap. Each secret is used until the end of its own overlap. */
  previousSecretExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The only projects whose events the endpoint receives, if it is limited to projects, as far as the viewer sees them. */
  projectIds: Array<Scalars['ID']['output']>;
  /** When rotating the secret was first advised, because somebody who was shown it left or may no longer see it; null once it is rotated. */
  secretRotationAdvisedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Those of `projectIds` whose events the endpoint does not receive, because they are private and whoever named them may not manage them any more, or because somebody else changed the URL. Whoever manages them confirms them with `updateWebhookEndpoint(input: { id, projectIds })`. */
  unconfirmedProjectIds: Array<Scalars['ID']['output']>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The URL that messages are sent to. */
  url: Scalars['String']['output'];
  /** Whether the viewer may change, test and delete the endpoint. */
  viewerCanManage: Scalars['Boolean']['output'];
};

/** A page of webhook endpoints. */
export type WebhookEndpointConnection = {
  __typename?: 'WebhookEndpointConnection';
  /** The page's items with their cursors. */
  edges: Array<WebhookEndpointEdge>;
  /** The page's items. */
  nodes: Array<WebhookEndpoint>;
  /** The page's position in the list. */
  pageInfo: PageInfo;
  /** The number of items in the whole list. */
  totalCount: Scalars['Int']['output'];
};

/** A webhook endpoint and its cursor. */
export type WebhookEndpointEdge = {
  __typename?: 'WebhookEndpointEdge';
  /** The item's cursor, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The webhook endpoint. */
  node: WebhookEndpoint;
};

/** Conditions on webhook endpoints; all given conditions must hold. */
export type WebhookEndpointFilter = {
  /** All of these conditions must hold. */
  and?: InputMaybe<Array<WebhookEndpointFilter>>;
  /** Filters by the time of creation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Filters by purpose. */
  description?: InputMaybe<StringFilter>;
  /** Filters by the reason why the endpoint is disabled. */
  disabledReason?: InputMaybe<WebhookDisabledReasonFilter>;
  /** `true`: enabled endpoints. `false`: disabled endpoints. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Filters by the types of events that the endpoint receives, for example `task.created`. */
  event?: InputMaybe<WebhookEventFilter>;
  /** At least one of these conditions must hold. */
  or?: InputMaybe<Array<WebhookEndpointFilter>>;
  /** Filters by address. */
  url?: InputMaybe<StringFilter>;
};

/** The sort order of webhook endpoints. */
export type WebhookEndpointOrder = {
  /** The sort direction. */
  direction?: OrderDirection;
  /** The field to sort by. */
  field: WebhookEndpointOrderField;
};

/** The fields that webhook endpoints can be sorted by. */
export type WebhookEndpointOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** Conditions on the types of events that an endpoint receives; all given conditions must hold. An endpoint with `*` receives all types. */
export type WebhookEventFilter = {
  /** Receives this type. */
  eq?: InputMaybe<Scalars['String']['input']>;
  /** Receives at least one of these types, at most 100. */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Does not receive this type. */
  ne?: InputMaybe<Scalars['String']['input']>;
  /** Receives none of these types, at most 100. */
  notIn?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The types of events that webhooks deliver. Each value is the event type in upper case, with `_` for the dot. */
export type WebhookEventType =
  /** A comment was added to a task. */
  | 'COMMENT_CREATED'
  /** A comment was deleted. */
  | 'COMMENT_DELETED'
  /** A comment changed. */
  | 'COMMENT_UPDATED'
  /** The balance of prepaid credits fell to 0: the last ones were spent, expired or were voided. */
  | 'CREDITS_EXHAUSTED'
  /** The balance of prepaid credits fell to the organization's threshold or below. Sent each time it falls from above. */
  | 'CREDITS_LOW'
  /** Somebody became a member, by being added or by accepting an invitation. */
  | 'MEMBER_ADDED'
  /** The suspension of a member ended, because somebody ended it or because `until` passed (sent within five minutes). */
  | 'MEMBER_REINSTATED'
  /** A member was removed, or left. */
  | 'MEMBER_REMOVED'
  /** A member got another role. */
  | 'MEMBER_ROLE_UPDATED'
  /** The organization suspended a member, or changed the reason or end of the suspension. */
  | 'MEMBER_SUSPENDED'
  /** The organization has another plan, or the trial of its plan became the plan itself. */
  | 'PLAN_CHANGED'
  /** An owner asked for a change of the plan at the end of the month or trial. */
  | 'PLAN_CHANGE_PLANNED'
  /** A planned change was refused at its time. Sent once; the change is tried again each day. */
  | 'PLAN_CHANGE_REFUSED'
  /** A planned change was withdrawn, or is void because the plan changed before. */
  | 'PLAN_CHANGE_WITHDRAWN'
  /** A trial ended. */
  | 'PLAN_TRIAL_ENDED'
  /** A trial ends in three days. Not sent for a trial that lasts three days or less. */
  | 'PLAN_TRIAL_ENDING'
  /** A trial began. */
  | 'PLAN_TRIAL_STARTED'
  /** An operator moved the organization to another version of a plan. */
  | 'PLAN_VERSION_MOVED'
  /** A scheduled move was refused at its time. */
  | 'PLAN_VERSION_MOVE_REFUSED'
  /** An operator scheduled such a move. */
  | 'PLAN_VERSION_MOVE_SCHEDULED'
  /** A project was created. */
  | 'PROJECT_CREATED'
  /** A project and its tasks were deleted. */
  | 'PROJECT_DELETED'
  /** A project changed: its fields, or whether it is archived. */
  | 'PROJECT_UPDATED'
  /** A custom role was created. */
  | 'ROLE_CREATED'
  /** A custom role was deleted. */
  | 'ROLE_DELETED'
  /** A custom role changed, for all members who have it. */
  | 'ROLE_UPDATED'
  /** A task was assigned to another member, or created with an assignee. */
  | 'TASK_ASSIGNED'
  /** A task was created. */
  | 'TASK_CREATED'
  /** A task was deleted. */
  | 'TASK_DELETED'
  /** A task changed: its fields, its position, or whether it is archived. */
  | 'TASK_UPDATED'
  /** A team was created. */
  | 'TEAM_CREATED'
  /** A team was deleted. */
  | 'TEAM_DELETED'
  /** A team has another lead, or none. Not sent when the lead is removed from the team or the organization. */
  | 'TEAM_LEAD_CHANGED'
  /** Somebody became a member of a team. */
  | 'TEAM_MEMBER_ADDED'
  /** Somebody was removed from a team, or left it. Not sent when they leave the organization: MEMBER_REMOVED says that. */
  | 'TEAM_MEMBER_REMOVED'
  /** A team changed. */
  | 'TEAM_UPDATED'
  /** The month's usage of a meter reached 80 or 100 percent of the plan's limit. Each is sent once a month. */
  | 'USAGE_THRESHOLD_REACHED';

/** The kinds of payloads. */
export type WebhookPayloadKind =
  /** The object affected, as it was at the time of the event. */
  | 'FULL'
  /** Only ids: the receiver fetches the rest from the API. */
  | 'THIN';

/** The payload of `withdrawPlanChange`. */
export type WithdrawPlanChangePayload = {
  __typename?: 'WithdrawPlanChangePayload';
  /** The change that is to come now: the end of a trial; null if there is none. */
  plannedChange?: Maybe<PlannedPlanChange>;
  /** The errors in the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ApiKeyRow )
    | ( AuditEventRow )
    | ( CommentRow )
    | ( CreditGrantRow )
    | ( InvitationRow )
    | ( LabelRow )
    | ( MembershipRow )
    | ( NotificationRow )
    | ( OrganizationRow )
    | ( OrganizationRoleRow )
    | ( ProjectRow )
    | ( ProjectMemberRow )
    | ( ProjectTeamRow )
    | ( SessionRow )
    | ( TaskRow )
    | ( TeamRow )
    | ( UserRow )
    | ( WebhookDeliveryRow )
    | ( WebhookEndpointRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationPayload: ResolverTypeWrapper<Omit<AcceptInvitationPayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  AccountEvent: ResolverTypeWrapper<AccountEventRow>;
  AccountEventActor: AccountEventActor;
  AccountEventConnection: ResolverTypeWrapper<AccountEventPage>;
  AccountEventEdge: ResolverTypeWrapper<Omit<AccountEventEdge, 'node'> & { node: ResolversTypes['AccountEvent'] }>;
  AccountEventFilter: AccountEventFilter;
  AccountEventOrder: AccountEventOrder;
  AccountEventOrderField: AccountEventOrderField;
  ActivateClientVersionInput: ActivateClientVersionInput;
  ActivateClientVersionPayload: ResolverTypeWrapper<Omit<ActivateClientVersionPayload, 'clientVersion'> & { clientVersion?: Maybe<ResolversTypes['ClientVersion']> }>;
  ActivateUserInput: ActivateUserInput;
  ActivateUserPayload: ResolverTypeWrapper<Omit<ActivateUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  AddMemberInput: AddMemberInput;
  AddMemberPayload: ResolverTypeWrapper<Omit<AddMemberPayload, 'invitation' | 'membership'> & { invitation?: Maybe<ResolversTypes['Invitation']>, membership?: Maybe<ResolversTypes['Membership']> }>;
  AddProjectMemberInput: AddProjectMemberInput;
  AddProjectMemberPayload: ResolverTypeWrapper<Omit<AddProjectMemberPayload, 'projectMember'> & { projectMember?: Maybe<ResolversTypes['ProjectMember']> }>;
  AddProjectTeamInput: AddProjectTeamInput;
  AddProjectTeamPayload: ResolverTypeWrapper<Omit<AddProjectTeamPayload, 'projectTeam'> & { projectTeam?: Maybe<ResolversTypes['ProjectTeam']> }>;
  AddTeamMemberInput: AddTeamMemberInput;
  AddTeamMemberPayload: ResolverTypeWrapper<Omit<AddTeamMemberPayload, 'team'> & { team?: Maybe<ResolversTypes['Team']> }>;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  ApiKeyConnection: ResolverTypeWrapper<ApiKeyPage>;
  ApiKeyEdge: ResolverTypeWrapper<Omit<ApiKeyEdge, 'node'> & { node: ResolversTypes['ApiKey'] }>;
  ApiKeyFilter: ApiKeyFilter;
  ApiKeyOrder: ApiKeyOrder;
  ApiKeyOrderField: ApiKeyOrderField;
  ApiKeyScope: ApiKeyScope;
  ApiKeyScopeFilter: ApiKeyScopeFilter;
  ApiKeyStatus: ApiKeyStatus;
  ApiKeyStatusFilter: ApiKeyStatusFilter;
  ArchiveOrganizationInput: ArchiveOrganizationInput;
  ArchiveOrganizationPayload: ResolverTypeWrapper<Omit<ArchiveOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  ArchivePlanInput: ArchivePlanInput;
  ArchivePlanPayload: ResolverTypeWrapper<Omit<ArchivePlanPayload, 'plan'> & { plan?: Maybe<ResolversTypes['Plan']> }>;
  ArchiveProjectInput: ArchiveProjectInput;
  ArchiveProjectPayload: ResolverTypeWrapper<Omit<ArchiveProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  ArchiveTaskInput: ArchiveTaskInput;
  ArchiveTaskPayload: ResolverTypeWrapper<Omit<ArchiveTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  ArchiveUserInput: ArchiveUserInput;
  ArchiveUserPayload: ResolverTypeWrapper<Omit<ArchiveUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  AuditEvent: ResolverTypeWrapper<AuditEventRow>;
  AuditEventConnection: ResolverTypeWrapper<AuditEventPage>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  AuditEventExport: ResolverTypeWrapper<AuditEventExport>;
  AuditEventFilter: AuditEventFilter;
  AuditEventOrder: AuditEventOrder;
  AuditEventOrderField: AuditEventOrderField;
  BeginTotpEnrollmentInput: BeginTotpEnrollmentInput;
  BeginTotpEnrollmentPayload: ResolverTypeWrapper<BeginTotpEnrollmentPayload>;
  BigInt: ResolverTypeWrapper<Scalars['BigInt']['output']>;
  BillingLineItem: ResolverTypeWrapper<BillingLineItemRow>;
  BillingLineItemKind: BillingLineItemKind;
  BillingStatement: ResolverTypeWrapper<BillingStatementRow>;
  BillingStatementConnection: ResolverTypeWrapper<BillingStatementPage>;
  BillingStatementEdge: ResolverTypeWrapper<Omit<BillingStatementEdge, 'node'> & { node: ResolversTypes['BillingStatement'] }>;
  BillingStatementStatus: BillingStatementStatus;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelPlanPayload: ResolverTypeWrapper<Omit<CancelPlanPayload, 'plannedChange'> & { plannedChange?: Maybe<ResolversTypes['PlannedPlanChange']> }>;
  ChangeEmailInput: ChangeEmailInput;
  ChangeEmailPayload: ResolverTypeWrapper<ChangeEmailPayload>;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<Omit<ChangePasswordPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  ChangePlanInput: ChangePlanInput;
  ChangePlanPayload: ResolverTypeWrapper<Omit<ChangePlanPayload, 'organization' | 'plannedChange'> & { organization?: Maybe<ResolversTypes['Organization']>, plannedChange?: Maybe<ResolversTypes['PlannedPlanChange']> }>;
  ChangeType: ChangeType;
  ClearFeatureOverrideInput: ClearFeatureOverrideInput;
  ClearFeatureOverridePayload: ResolverTypeWrapper<ClearFeatureOverridePayload>;
  ClearFlagInput: ClearFlagInput;
  ClearFlagPayload: ResolverTypeWrapper<ClearFlagPayload>;
  ClearOrganizationOverridesInput: ClearOrganizationOverridesInput;
  ClearOrganizationOverridesPayload: ResolverTypeWrapper<ClearOrganizationOverridesPayload>;
  ClientVersion: ResolverTypeWrapper<ClientVersionRow>;
  ClientVersionConnection: ResolverTypeWrapper<ClientVersionPage>;
  ClientVersionEdge: ResolverTypeWrapper<Omit<ClientVersionEdge, 'node'> & { node: ResolversTypes['ClientVersion'] }>;
  ClientVersionFilter: ClientVersionFilter;
  ClientVersionOrder: ClientVersionOrder;
  ClientVersionOrderField: ClientVersionOrderField;
  ClientVersionStatus: ClientVersionStatus;
  ClientVersionStatusFilter: ClientVersionStatusFilter;
  Comment: ResolverTypeWrapper<CommentRow>;
  CommentConnection: ResolverTypeWrapper<CommentPage>;
  CommentEdge: ResolverTypeWrapper<Omit<CommentEdge, 'node'> & { node: ResolversTypes['Comment'] }>;
  CommentEvent: ResolverTypeWrapper<CommentEventRow>;
  CommentOrder: CommentOrder;
  CommentOrderField: CommentOrderField;
  ConfirmEmailChangeInput: ConfirmEmailChangeInput;
  ConfirmEmailChangePayload: ResolverTypeWrapper<ConfirmEmailChangePayload>;
  ConfirmTotpEnrollmentInput: ConfirmTotpEnrollmentInput;
  ConfirmTotpEnrollmentPayload: ResolverTypeWrapper<ConfirmTotpEnrollmentPayload>;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<Omit<CreateApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversTypes['ApiKey']> }>;
  CreateCommentInput: CreateCommentInput;
  CreateCommentPayload: ResolverTypeWrapper<Omit<CreateCommentPayload, 'comment'> & { comment?: Maybe<ResolversTypes['Comment']> }>;
  CreateLabelInput: CreateLabelInput;
  CreateLabelPayload: ResolverTypeWrapper<Omit<CreateLabelPayload, 'label'> & { label?: Maybe<ResolversTypes['Label']> }>;
  CreateOrganizationInput: CreateOrganizationInput;
  CreateOrganizationPayload: ResolverTypeWrapper<Omit<CreateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  CreatePlanInput: CreatePlanInput;
  CreatePlanPayload: ResolverTypeWrapper<Omit<CreatePlanPayload, 'plan'> & { plan?: Maybe<ResolversTypes['Plan']> }>;
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: ResolverTypeWrapper<Omit<CreateProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  CreateRoleInput: CreateRoleInput;
  CreateRolePayload: ResolverTypeWrapper<Omit<CreateRolePayload, 'role'> & { role?: Maybe<ResolversTypes['OrganizationRole']> }>;
  CreateServiceAccountInput: CreateServiceAccountInput;
  CreateServiceAccountPayload: ResolverTypeWrapper<Omit<CreateServiceAccountPayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  CreateTaskInput: CreateTaskInput;
  CreateTaskPayload: ResolverTypeWrapper<Omit<CreateTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  CreateTasksInput: CreateTasksInput;
  CreateTasksPayload: ResolverTypeWrapper<Omit<CreateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversTypes['Task']>> }>;
  CreateTeamInput: CreateTeamInput;
  CreateTeamPayload: ResolverTypeWrapper<Omit<CreateTeamPayload, 'team'> & { team?: Maybe<ResolversTypes['Team']> }>;
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: ResolverTypeWrapper<Omit<CreateWebhookEndpointPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }>;
  CreditBalance: ResolverTypeWrapper<CreditBalanceRow>;
  CreditEntry: ResolverTypeWrapper<CreditEntryRow>;
  CreditEntryConnection: ResolverTypeWrapper<CreditEntryPage>;
  CreditEntryEdge: ResolverTypeWrapper<Omit<CreditEntryEdge, 'node'> & { node: ResolversTypes['CreditEntry'] }>;
  CreditEntryFilter: CreditEntryFilter;
  CreditEntryKind: CreditEntryKind;
  CreditEntryKindFilter: CreditEntryKindFilter;
  CreditEntryOrder: CreditEntryOrder;
  CreditEntryOrderField: CreditEntryOrderField;
  CreditGrant: ResolverTypeWrapper<CreditGrantRow>;
  CreditGrantConnection: ResolverTypeWrapper<CreditGrantPage>;
  CreditGrantEdge: ResolverTypeWrapper<Omit<CreditGrantEdge, 'node'> & { node: ResolversTypes['CreditGrant'] }>;
  CreditGrantFilter: CreditGrantFilter;
  CreditGrantOrder: CreditGrantOrder;
  CreditGrantOrderField: CreditGrantOrderField;
  CreditGrantStatus: CreditGrantStatus;
  CreditGrantStatusFilter: CreditGrantStatusFilter;
  CreditSpend: ResolverTypeWrapper<CreditSpendRow>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeFilter: DateTimeFilter;
  DeactivateUserInput: DeactivateUserInput;
  DeactivateUserPayload: ResolverTypeWrapper<Omit<DeactivateUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  DeclareFeatureInput: DeclareFeatureInput;
  DeclareFeaturePayload: ResolverTypeWrapper<Omit<DeclareFeaturePayload, 'feature'> & { feature?: Maybe<ResolversTypes['Feature']> }>;
  DeclareMeterInput: DeclareMeterInput;
  DeclareMeterPayload: ResolverTypeWrapper<Omit<DeclareMeterPayload, 'meter'> & { meter?: Maybe<ResolversTypes['Meter']> }>;
  DeclineInvitationInput: DeclineInvitationInput;
  DeclineInvitationPayload: ResolverTypeWrapper<DeclineInvitationPayload>;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: ResolverTypeWrapper<DeleteAccountPayload>;
  DeleteCommentInput: DeleteCommentInput;
  DeleteCommentPayload: ResolverTypeWrapper<DeleteCommentPayload>;
  DeleteLabelInput: DeleteLabelInput;
  DeleteLabelPayload: ResolverTypeWrapper<DeleteLabelPayload>;
  DeleteOrganizationPayload: ResolverTypeWrapper<DeleteOrganizationPayload>;
  DeleteProjectInput: DeleteProjectInput;
  DeleteProjectPayload: ResolverTypeWrapper<DeleteProjectPayload>;
  DeleteRoleInput: DeleteRoleInput;
  DeleteRolePayload: ResolverTypeWrapper<DeleteRolePayload>;
  DeleteServiceAccountInput: DeleteServiceAccountInput;
  DeleteServiceAccountPayload: ResolverTypeWrapper<DeleteServiceAccountPayload>;
  DeleteTaskInput: DeleteTaskInput;
  DeleteTaskPayload: ResolverTypeWrapper<DeleteTaskPayload>;
  DeleteTasksInput: DeleteTasksInput;
  DeleteTasksPayload: ResolverTypeWrapper<DeleteTasksPayload>;
  DeleteTeamInput: DeleteTeamInput;
  DeleteTeamPayload: ResolverTypeWrapper<DeleteTeamPayload>;
  DeleteWebhookEndpointInput: DeleteWebhookEndpointInput;
  DeleteWebhookEndpointPayload: ResolverTypeWrapper<DeleteWebhookEndpointPayload>;
  DisableTotpInput: DisableTotpInput;
  DisableTotpPayload: ResolverTypeWrapper<Omit<DisableTotpPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  EndImpersonationInput: EndImpersonationInput;
  EndImpersonationPayload: ResolverTypeWrapper<EndImpersonationPayload>;
  Entitlement: ResolverTypeWrapper<EntitlementRow>;
  ExportAccountInput: ExportAccountInput;
  ExportAccountPayload: ResolverTypeWrapper<ExportAccountPayload>;
  Feature: ResolverTypeWrapper<FeatureRow>;
  FeatureKind: FeatureKind;
  FeatureOverride: ResolverTypeWrapper<FeatureOverrideRow>;
  FeatureValue: ResolverTypeWrapper<FeatureValue>;
  FeatureValueInput: FeatureValueInput;
  Flag: ResolverTypeWrapper<FlagRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GrantCreditsInput: GrantCreditsInput;
  GrantCreditsPayload: ResolverTypeWrapper<Omit<GrantCreditsPayload, 'creditGrant'> & { creditGrant?: Maybe<ResolversTypes['CreditGrant']> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IDFilter: IdFilter;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Invitation: ResolverTypeWrapper<InvitationRow>;
  InvitationConnection: ResolverTypeWrapper<InvitationPage>;
  InvitationEdge: ResolverTypeWrapper<Omit<InvitationEdge, 'node'> & { node: ResolversTypes['Invitation'] }>;
  InvitationEvent: ResolverTypeWrapper<InvitationEventRow>;
  InvitationFilter: InvitationFilter;
  InvitationOrder: InvitationOrder;
  InvitationOrderField: InvitationOrderField;
  InvitationPreview: ResolverTypeWrapper<InvitationPreview>;
  InvitationStatus: InvitationStatus;
  InvitationStatusFilter: InvitationStatusFilter;
  InviteMemberInput: InviteMemberInput;
  InviteMemberPayload: ResolverTypeWrapper<Omit<InviteMemberPayload, 'invitation'> & { invitation?: Maybe<ResolversTypes['Invitation']> }>;
  InvitedProject: ResolverTypeWrapper<InvitedProjectRow>;
  InvitedProjectInput: InvitedProjectInput;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  KeyVerification: ResolverTypeWrapper<KeyVerificationRow>;
  KeyVerificationCode: KeyVerificationCode;
  Label: ResolverTypeWrapper<LabelRow>;
  LabelConnection: ResolverTypeWrapper<LabelPage>;
  LabelEdge: ResolverTypeWrapper<Omit<LabelEdge, 'node'> & { node: ResolversTypes['Label'] }>;
  LabelEvent: ResolverTypeWrapper<LabelEventRow>;
  LabelFilter: LabelFilter;
  LabelOrder: LabelOrder;
  LabelOrderField: LabelOrderField;
  LeaveOrganizationPayload: ResolverTypeWrapper<LeaveOrganizationPayload>;
  LoginInput: LoginInput;
  LoginPayload: ResolverTypeWrapper<Omit<LoginPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversTypes['Organization']>, user?: Maybe<ResolversTypes['User']> }>;
  LogoutPayload: ResolverTypeWrapper<LogoutPayload>;
  MarkAllNotificationsReadPayload: ResolverTypeWrapper<MarkAllNotificationsReadPayload>;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadPayload: ResolverTypeWrapper<Omit<MarkNotificationReadPayload, 'notification'> & { notification?: Maybe<ResolversTypes['Notification']> }>;
  MarkNotificationUnreadInput: MarkNotificationUnreadInput;
  MarkNotificationUnreadPayload: ResolverTypeWrapper<Omit<MarkNotificationUnreadPayload, 'notification'> & { notification?: Maybe<ResolversTypes['Notification']> }>;
  MemberEvent: ResolverTypeWrapper<MemberEventRow>;
  Membership: ResolverTypeWrapper<MembershipRow>;
  MembershipConnection: ResolverTypeWrapper<MembershipPage>;
  MembershipEdge: ResolverTypeWrapper<Omit<MembershipEdge, 'node'> & { node: ResolversTypes['Membership'] }>;
  MembershipFilter: MembershipFilter;
  MembershipOrder: MembershipOrder;
  MembershipOrderField: MembershipOrderField;
  MembershipStatus: MembershipStatus;
  MembershipStatusFilter: MembershipStatusFilter;
  MembershipSuspension: ResolverTypeWrapper<MembershipSuspensionRow>;
  Meter: ResolverTypeWrapper<MeterRow>;
  MeterKind: MeterKind;
  MeterPolicy: ResolverTypeWrapper<MeterPolicyRow>;
  MovePlanVersionInput: MovePlanVersionInput;
  MovePlanVersionPayload: ResolverTypeWrapper<MovePlanVersionPayload>;
  MoveTaskInput: MoveTaskInput;
  MoveTaskPayload: ResolverTypeWrapper<Omit<MoveTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  Notification: ResolverTypeWrapper<NotificationRow>;
  NotificationConnection: ResolverTypeWrapper<NotificationPage>;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  NotificationFilter: NotificationFilter;
  NotificationKind: NotificationKind;
  NotificationKindFilter: NotificationKindFilter;
  NotificationOrder: NotificationOrder;
  NotificationOrderField: NotificationOrderField;
  NotificationPreference: ResolverTypeWrapper<NotificationPreferenceRow>;
  NotificationPreferenceInput: NotificationPreferenceInput;
  NotificationPreferences: ResolverTypeWrapper<Omit<NotificationPreferences, 'kinds'> & { kinds: Array<ResolversTypes['NotificationPreference']> }>;
  OpenBillingPortalInput: OpenBillingPortalInput;
  OpenBillingPortalPayload: ResolverTypeWrapper<OpenBillingPortalPayload>;
  OrderDirection: OrderDirection;
  Organization: ResolverTypeWrapper<OrganizationRow>;
  OrganizationConnection: ResolverTypeWrapper<OrganizationPage>;
  OrganizationEdge: ResolverTypeWrapper<Omit<OrganizationEdge, 'node'> & { node: ResolversTypes['Organization'] }>;
  OrganizationEvent: ResolverTypeWrapper<OrganizationEventRow>;
  OrganizationFilter: OrganizationFilter;
  OrganizationOrder: OrganizationOrder;
  OrganizationOrderField: OrganizationOrderField;
  OrganizationOverrides: ResolverTypeWrapper<OrganizationOverrides>;
  OrganizationOverview: ResolverTypeWrapper<OrganizationOverviewRow>;
  OrganizationOverviewConnection: ResolverTypeWrapper<OrganizationOverviewPage>;
  OrganizationOverviewEdge: ResolverTypeWrapper<Omit<OrganizationOverviewEdge, 'node'> & { node: ResolversTypes['OrganizationOverview'] }>;
  OrganizationOverviewFilter: OrganizationOverviewFilter;
  OrganizationOverviewOrder: OrganizationOverviewOrder;
  OrganizationOverviewOrderField: OrganizationOverviewOrderField;
  OrganizationRole: ResolverTypeWrapper<OrganizationRoleRow>;
  OrganizationRoleConnection: ResolverTypeWrapper<OrganizationRolePage>;
  OrganizationRoleEdge: ResolverTypeWrapper<Omit<OrganizationRoleEdge, 'node'> & { node: ResolversTypes['OrganizationRole'] }>;
  OrganizationRoleFilter: OrganizationRoleFilter;
  OrganizationRoleOrder: OrganizationRoleOrder;
  OrganizationRoleOrderField: OrganizationRoleOrderField;
  OrganizationSettings: ResolverTypeWrapper<OrganizationSettingsRow>;
  OrganizationStatus: OrganizationStatus;
  OrganizationStatusChange: ResolverTypeWrapper<OrganizationStatusChangeRow>;
  OrganizationStatusChangeConnection: ResolverTypeWrapper<OrganizationStatusChangePage>;
  OrganizationStatusChangeEdge: ResolverTypeWrapper<Omit<OrganizationStatusChangeEdge, 'node'> & { node: ResolversTypes['OrganizationStatusChange'] }>;
  OrganizationStatusFilter: OrganizationStatusFilter;
  OrganizationSuspension: ResolverTypeWrapper<OrganizationSuspension>;
  OrganizationUsage: ResolverTypeWrapper<OrganizationUsage>;
  OrganizationUse: ResolverTypeWrapper<OrganizationUseRow>;
  PageInfo: ResolverTypeWrapper<PageBounds>;
  Payment: ResolverTypeWrapper<PaymentRow>;
  PaymentStatus: PaymentStatus;
  PeriodUsage: ResolverTypeWrapper<PeriodUsage>;
  Permission: Permission;
  Plan: ResolverTypeWrapper<PlanRow>;
  PlanChangeTime: PlanChangeTime;
  PlanCode: ResolverTypeWrapper<Scalars['PlanCode']['output']>;
  PlanFeature: ResolverTypeWrapper<Scalars['PlanFeature']['output']>;
  PlanLimits: ResolverTypeWrapper<PlanLimits>;
  PlanLimitsInput: PlanLimitsInput;
  PlanMove: ResolverTypeWrapper<PlanMove>;
  PlanMoveStatus: PlanMoveStatus;
  PlanPrice: ResolverTypeWrapper<PlanPriceRow>;
  PlanPriceInput: PlanPriceInput;
  PlanSegment: ResolverTypeWrapper<PlanSegmentRow>;
  PlanSegmentConnection: ResolverTypeWrapper<PlanSegmentPage>;
  PlanSegmentEdge: ResolverTypeWrapper<Omit<PlanSegmentEdge, 'node'> & { node: ResolversTypes['PlanSegment'] }>;
  PlanTermsInput: PlanTermsInput;
  PlanVersion: ResolverTypeWrapper<PlanVersionRow>;
  PlannedPlanChange: ResolverTypeWrapper<PlannedPlanChangeRow>;
  PlannedPlanChangeKind: PlannedPlanChangeKind;
  PriceModel: PriceModel;
  PriceTier: ResolverTypeWrapper<PriceTier>;
  PriceTierInput: PriceTierInput;
  Project: ResolverTypeWrapper<ProjectRow>;
  ProjectConnection: ResolverTypeWrapper<ProjectPage>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  ProjectEvent: ResolverTypeWrapper<ProjectEventRow>;
  ProjectFilter: ProjectFilter;
  ProjectLevel: ProjectLevel;
  ProjectMember: ResolverTypeWrapper<ProjectMemberRow>;
  ProjectMemberConnection: ResolverTypeWrapper<ProjectMemberPage>;
  ProjectMemberEdge: ResolverTypeWrapper<Omit<ProjectMemberEdge, 'node'> & { node: ResolversTypes['ProjectMember'] }>;
  ProjectMemberOrder: ProjectMemberOrder;
  ProjectMemberOrderField: ProjectMemberOrderField;
  ProjectOrder: ProjectOrder;
  ProjectOrderField: ProjectOrderField;
  ProjectStatus: ProjectStatus;
  ProjectStatusFilter: ProjectStatusFilter;
  ProjectTeam: ResolverTypeWrapper<ProjectTeamRow>;
  ProjectTeamConnection: ResolverTypeWrapper<ProjectTeamPage>;
  ProjectTeamEdge: ResolverTypeWrapper<Omit<ProjectTeamEdge, 'node'> & { node: ResolversTypes['ProjectTeam'] }>;
  ProjectTeamOrder: ProjectTeamOrder;
  ProjectTeamOrderField: ProjectTeamOrderField;
  ProjectVisibility: ProjectVisibility;
  PublishPlanVersionInput: PublishPlanVersionInput;
  PublishPlanVersionPayload: ResolverTypeWrapper<Omit<PublishPlanVersionPayload, 'planVersion'> & { planVersion?: Maybe<ResolversTypes['PlanVersion']> }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReceivedInvitation: ResolverTypeWrapper<ReceivedInvitationRow>;
  ReceivedInvitationConnection: ResolverTypeWrapper<ReceivedInvitationPage>;
  ReceivedInvitationEdge: ResolverTypeWrapper<Omit<ReceivedInvitationEdge, 'node'> & { node: ResolversTypes['ReceivedInvitation'] }>;
  ReceivedInvitationOrder: ReceivedInvitationOrder;
  ReceivedInvitationOrderField: ReceivedInvitationOrderField;
  RecordUsageInput: RecordUsageInput;
  RecordUsagePayload: ResolverTypeWrapper<RecordUsagePayload>;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: ResolverTypeWrapper<Omit<RefreshSessionPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversTypes['Organization']>, user?: Maybe<ResolversTypes['User']> }>;
  RegenerateRecoveryCodesInput: RegenerateRecoveryCodesInput;
  RegenerateRecoveryCodesPayload: ResolverTypeWrapper<RegenerateRecoveryCodesPayload>;
  RegisterInput: RegisterInput;
  RegisterOperationsInput: RegisterOperationsInput;
  RegisterOperationsPayload: ResolverTypeWrapper<Omit<RegisterOperationsPayload, 'clientVersion'> & { clientVersion?: Maybe<ResolversTypes['ClientVersion']> }>;
  RegisterPayload: ResolverTypeWrapper<Omit<RegisterPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversTypes['Organization']>, user?: Maybe<ResolversTypes['User']> }>;
  RegisteredOperation: ResolverTypeWrapper<RegisteredOperationRow>;
  RegisteredOperationConnection: ResolverTypeWrapper<RegisteredOperationPage>;
  RegisteredOperationEdge: ResolverTypeWrapper<Omit<RegisteredOperationEdge, 'node'> & { node: ResolversTypes['RegisteredOperation'] }>;
  RegisteredOperationOrder: RegisteredOperationOrder;
  RegisteredOperationOrderField: RegisteredOperationOrderField;
  RegisteredOperationType: RegisteredOperationType;
  ReinstateMemberInput: ReinstateMemberInput;
  ReinstateMemberPayload: ResolverTypeWrapper<Omit<ReinstateMemberPayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  ReinstateOrganizationPayload: ResolverTypeWrapper<Omit<ReinstateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  ReleasePlanInput: ReleasePlanInput;
  ReleasePlanPayload: ResolverTypeWrapper<ReleasePlanPayload>;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: ResolverTypeWrapper<RemoveMemberPayload>;
  RemoveProjectMemberInput: RemoveProjectMemberInput;
  RemoveProjectMemberPayload: ResolverTypeWrapper<RemoveProjectMemberPayload>;
  RemoveProjectTeamInput: RemoveProjectTeamInput;
  RemoveProjectTeamPayload: ResolverTypeWrapper<RemoveProjectTeamPayload>;
  RemoveTeamMemberInput: RemoveTeamMemberInput;
  RemoveTeamMemberPayload: ResolverTypeWrapper<Omit<RemoveTeamMemberPayload, 'team'> & { team?: Maybe<ResolversTypes['Team']> }>;
  ReplayFailedWebhookDeliveriesInput: ReplayFailedWebhookDeliveriesInput;
  ReplayFailedWebhookDeliveriesPayload: ResolverTypeWrapper<Omit<ReplayFailedWebhookDeliveriesPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }>;
  ReplayWebhookDeliveryInput: ReplayWebhookDeliveryInput;
  ReplayWebhookDeliveryPayload: ResolverTypeWrapper<Omit<ReplayWebhookDeliveryPayload, 'webhookDelivery'> & { webhookDelivery?: Maybe<ResolversTypes['WebhookDelivery']> }>;
  RequestEmailVerificationPayload: ResolverTypeWrapper<RequestEmailVerificationPayload>;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: ResolverTypeWrapper<RequestPasswordResetPayload>;
  ResendInvitationInput: ResendInvitationInput;
  ResendInvitationPayload: ResolverTypeWrapper<Omit<ResendInvitationPayload, 'invitation'> & { invitation?: Maybe<ResolversTypes['Invitation']> }>;
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResolverTypeWrapper<ResetPasswordPayload>;
  RestoreOrganizationPayload: ResolverTypeWrapper<Omit<RestoreOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  RestoreProjectInput: RestoreProjectInput;
  RestoreProjectPayload: ResolverTypeWrapper<Omit<RestoreProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  RestoreTaskInput: RestoreTaskInput;
  RestoreTaskPayload: ResolverTypeWrapper<Omit<RestoreTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  RetireClientVersionInput: RetireClientVersionInput;
  RetireClientVersionPayload: ResolverTypeWrapper<Omit<RetireClientVersionPayload, 'clientVersion'> & { clientVersion?: Maybe<ResolversTypes['ClientVersion']> }>;
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<Omit<RevokeApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversTypes['ApiKey']> }>;
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: ResolverTypeWrapper<Omit<RevokeInvitationPayload, 'invitation'> & { invitation?: Maybe<ResolversTypes['Invitation']> }>;
  RevokeOtherSessionsPayload: ResolverTypeWrapper<RevokeOtherSessionsPayload>;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: ResolverTypeWrapper<RevokeSessionPayload>;
  Role: Role;
  RoleEvent: ResolverTypeWrapper<RoleEventRow>;
  RoleFilter: RoleFilter;
  RollApiKeyInput: RollApiKeyInput;
  RollApiKeyPayload: ResolverTypeWrapper<Omit<RollApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversTypes['ApiKey']> }>;
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: ResolverTypeWrapper<Omit<RotateWebhookSecretPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }>;
  SearchHit: ResolverTypeWrapper<SearchHitRow>;
  SearchHitConnection: ResolverTypeWrapper<SearchHitPage>;
  SearchHitEdge: ResolverTypeWrapper<Omit<SearchHitEdge, 'node'> & { node: ResolversTypes['SearchHit'] }>;
  SendTestWebhookInput: SendTestWebhookInput;
  SendTestWebhookPayload: ResolverTypeWrapper<Omit<SendTestWebhookPayload, 'webhookDelivery'> & { webhookDelivery?: Maybe<ResolversTypes['WebhookDelivery']> }>;
  Session: ResolverTypeWrapper<SessionRow>;
  SessionConnection: ResolverTypeWrapper<SessionPage>;
  SessionEdge: ResolverTypeWrapper<Omit<SessionEdge, 'node'> & { node: ResolversTypes['Session'] }>;
  SessionFilter: SessionFilter;
  SessionOrder: SessionOrder;
  SessionOrderField: SessionOrderField;
  SetCreditAlertInput: SetCreditAlertInput;
  SetCreditAlertPayload: ResolverTypeWrapper<Omit<SetCreditAlertPayload, 'creditBalance'> & { creditBalance?: Maybe<ResolversTypes['CreditBalance']> }>;
  SetFeatureOverrideInput: SetFeatureOverrideInput;
  SetFeatureOverridePayload: ResolverTypeWrapper<Omit<SetFeatureOverridePayload, 'override'> & { override?: Maybe<ResolversTypes['FeatureOverride']> }>;
  SetFlagInput: SetFlagInput;
  SetFlagPayload: ResolverTypeWrapper<Omit<SetFlagPayload, 'flag'> & { flag?: Maybe<ResolversTypes['Flag']> }>;
  SetMemberGuestInput: SetMemberGuestInput;
  SetMemberGuestPayload: ResolverTypeWrapper<Omit<SetMemberGuestPayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  SetMemberRoleInput: SetMemberRoleInput;
  SetMemberRolePayload: ResolverTypeWrapper<Omit<SetMemberRolePayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  SetOrganizationOverridesInput: SetOrganizationOverridesInput;
  SetOrganizationOverridesPayload: ResolverTypeWrapper<SetOrganizationOverridesPayload>;
  SetTeamLeadInput: SetTeamLeadInput;
  SetTeamLeadPayload: ResolverTypeWrapper<Omit<SetTeamLeadPayload, 'team'> & { team?: Maybe<ResolversTypes['Team']> }>;
  SpendCreditsInput: SpendCreditsInput;
  SpendCreditsPayload: ResolverTypeWrapper<Omit<SpendCreditsPayload, 'creditSpend'> & { creditSpend?: Maybe<ResolversTypes['CreditSpend']> }>;
  StartCheckoutInput: StartCheckoutInput;
  StartCheckoutPayload: ResolverTypeWrapper<StartCheckoutPayload>;
  StartImpersonationInput: StartImpersonationInput;
  StartImpersonationPayload: ResolverTypeWrapper<Omit<StartImpersonationPayload, 'session'> & { session?: Maybe<ResolversTypes['Session']> }>;
  StartPlanTrialInput: StartPlanTrialInput;
  StartPlanTrialPayload: ResolverTypeWrapper<Omit<StartPlanTrialPayload, 'organization' | 'plannedChange'> & { organization?: Maybe<ResolversTypes['Organization']>, plannedChange?: Maybe<ResolversTypes['PlannedPlanChange']> }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  StringFilter: StringFilter;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SuspendMemberInput: SuspendMemberInput;
  SuspendMemberPayload: ResolverTypeWrapper<Omit<SuspendMemberPayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  SuspendOrganizationInput: SuspendOrganizationInput;
  SuspendOrganizationPayload: ResolverTypeWrapper<Omit<SuspendOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  SuspendUserInput: SuspendUserInput;
  SuspendUserPayload: ResolverTypeWrapper<Omit<SuspendUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  SuspensionAuthority: SuspensionAuthority;
  SwitchOrganizationInput: SwitchOrganizationInput;
  SwitchOrganizationPayload: ResolverTypeWrapper<Omit<SwitchOrganizationPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversTypes['Organization']>, user?: Maybe<ResolversTypes['User']> }>;
  Task: ResolverTypeWrapper<TaskRow>;
  TaskChange: ResolverTypeWrapper<TaskChangeRow>;
  TaskChangeConnection: ResolverTypeWrapper<TaskChangePage>;
  TaskChangeEdge: ResolverTypeWrapper<Omit<TaskChangeEdge, 'node'> & { node: ResolversTypes['TaskChange'] }>;
  TaskConnection: ResolverTypeWrapper<TaskPage>;
  TaskCount: ResolverTypeWrapper<TaskCount>;
  TaskEdge: ResolverTypeWrapper<Omit<TaskEdge, 'node'> & { node: ResolversTypes['Task'] }>;
  TaskEvent: ResolverTypeWrapper<TaskEventRow>;
  TaskFieldChange: ResolverTypeWrapper<TaskFieldChange>;
  TaskFilter: TaskFilter;
  TaskLabelFilter: TaskLabelFilter;
  TaskOrder: TaskOrder;
  TaskOrderField: TaskOrderField;
  TaskPriority: TaskPriority;
  TaskPriorityFilter: TaskPriorityFilter;
  TaskStatus: TaskStatus;
  TaskStatusFilter: TaskStatusFilter;
  Team: ResolverTypeWrapper<TeamRow>;
  TeamConnection: ResolverTypeWrapper<TeamPage>;
  TeamEdge: ResolverTypeWrapper<Omit<TeamEdge, 'node'> & { node: ResolversTypes['Team'] }>;
  TeamEvent: ResolverTypeWrapper<TeamEventRow>;
  TeamFilter: TeamFilter;
  TeamOrder: TeamOrder;
  TeamOrderField: TeamOrderField;
  TransferOwnershipInput: TransferOwnershipInput;
  TransferOwnershipPayload: ResolverTypeWrapper<Omit<TransferOwnershipPayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  UndoEmailChangeInput: UndoEmailChangeInput;
  UndoEmailChangePayload: ResolverTypeWrapper<UndoEmailChangePayload>;
  UnwatchProjectInput: UnwatchProjectInput;
  UnwatchProjectPayload: ResolverTypeWrapper<Omit<UnwatchProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  UnwatchTaskInput: UnwatchTaskInput;
  UnwatchTaskPayload: ResolverTypeWrapper<Omit<UnwatchTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  UpdateApiKeyInput: UpdateApiKeyInput;
  UpdateApiKeyPayload: ResolverTypeWrapper<Omit<UpdateApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversTypes['ApiKey']> }>;
  UpdateCommentInput: UpdateCommentInput;
  UpdateCommentPayload: ResolverTypeWrapper<Omit<UpdateCommentPayload, 'comment'> & { comment?: Maybe<ResolversTypes['Comment']> }>;
  UpdateLabelInput: UpdateLabelInput;
  UpdateLabelPayload: ResolverTypeWrapper<Omit<UpdateLabelPayload, 'label'> & { label?: Maybe<ResolversTypes['Label']> }>;
  UpdateMemberRoleInput: UpdateMemberRoleInput;
  UpdateMemberRolePayload: ResolverTypeWrapper<Omit<UpdateMemberRolePayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  UpdateMeterPolicyInput: UpdateMeterPolicyInput;
  UpdateMeterPolicyPayload: ResolverTypeWrapper<Omit<UpdateMeterPolicyPayload, 'meterPolicy'> & { meterPolicy?: Maybe<ResolversTypes['MeterPolicy']> }>;
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: ResolverTypeWrapper<Omit<UpdateNotificationPreferencesPayload, 'notificationPreferences'> & { notificationPreferences?: Maybe<ResolversTypes['NotificationPreferences']> }>;
  UpdateOrganizationInput: UpdateOrganizationInput;
  UpdateOrganizationPayload: ResolverTypeWrapper<Omit<UpdateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  UpdateOrganizationSettingsInput: UpdateOrganizationSettingsInput;
  UpdateOrganizationSettingsPayload: ResolverTypeWrapper<Omit<UpdateOrganizationSettingsPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UpdateProjectInput: UpdateProjectInput;
  UpdateProjectMemberInput: UpdateProjectMemberInput;
  UpdateProjectMemberPayload: ResolverTypeWrapper<Omit<UpdateProjectMemberPayload, 'projectMember'> & { projectMember?: Maybe<ResolversTypes['ProjectMember']> }>;
  UpdateProjectPayload: ResolverTypeWrapper<Omit<UpdateProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  UpdateProjectTeamInput: UpdateProjectTeamInput;
  UpdateProjectTeamPayload: ResolverTypeWrapper<Omit<UpdateProjectTeamPayload, 'projectTeam'> & { projectTeam?: Maybe<ResolversTypes['ProjectTeam']> }>;
  UpdateRoleInput: UpdateRoleInput;
  UpdateRolePayload: ResolverTypeWrapper<Omit<UpdateRolePayload, 'role'> & { role?: Maybe<ResolversTypes['OrganizationRole']> }>;
  UpdateServiceAccountInput: UpdateServiceAccountInput;
  UpdateServiceAccountPayload: ResolverTypeWrapper<Omit<UpdateServiceAccountPayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  UpdateTaskInput: UpdateTaskInput;
  UpdateTaskPayload: ResolverTypeWrapper<Omit<UpdateTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  UpdateTasksInput: UpdateTasksInput;
  UpdateTasksPayload: ResolverTypeWrapper<Omit<UpdateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversTypes['Task']>> }>;
  UpdateTeamInput: UpdateTeamInput;
  UpdateTeamPayload: ResolverTypeWrapper<Omit<UpdateTeamPayload, 'team'> & { team?: Maybe<ResolversTypes['Team']> }>;
  UpdateWebhookEndpointInput: UpdateWebhookEndpointInput;
  UpdateWebhookEndpointPayload: ResolverTypeWrapper<Omit<UpdateWebhookEndpointPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }>;
  UsageBucket: ResolverTypeWrapper<UsageBucket>;
  UsageCount: ResolverTypeWrapper<UsageCount>;
  UsageEvent: ResolverTypeWrapper<UsageEventRow>;
  UsageEventConnection: ResolverTypeWrapper<UsageEventPage>;
  UsageEventEdge: ResolverTypeWrapper<Omit<UsageEventEdge, 'node'> & { node: ResolversTypes['UsageEvent'] }>;
  UsageEventFilter: UsageEventFilter;
  UsageEventInput: UsageEventInput;
  UsageEventOrder: UsageEventOrder;
  UsageEventOrderField: UsageEventOrderField;
  UsageGranularity: UsageGranularity;
  UsageGroup: ResolverTypeWrapper<UsageGroup>;
  UsageGroupBy: UsageGroupBy;
  UsageReceipt: ResolverTypeWrapper<UsageReceipt>;
  UsageReceiptStatus: UsageReceiptStatus;
  UsageSeries: ResolverTypeWrapper<UsageSeriesRow>;
  UsageVoid: ResolverTypeWrapper<UsageVoidRow>;
  User: ResolverTypeWrapper<UserRow>;
  UserAccount: ResolverTypeWrapper<UserAccountRow>;
  UserConnection: ResolverTypeWrapper<UserPage>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  UserFilter: UserFilter;
  UserKind: UserKind;
  UserKindFilter: UserKindFilter;
  UserOrder: UserOrder;
  UserOrderField: UserOrderField;
  UserStatus: UserStatus;
  UserStatusChange: ResolverTypeWrapper<UserStatusChangeRow>;
  UserStatusChangeConnection: ResolverTypeWrapper<UserStatusChangePage>;
  UserStatusChangeEdge: ResolverTypeWrapper<Omit<UserStatusChangeEdge, 'node'> & { node: ResolversTypes['UserStatusChange'] }>;
  UserStatusFilter: UserStatusFilter;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: ResolverTypeWrapper<VerifyEmailPayload>;
  VerifyKeyInput: VerifyKeyInput;
  VerifyKeyPayload: ResolverTypeWrapper<Omit<VerifyKeyPayload, 'verification'> & { verification?: Maybe<ResolversTypes['KeyVerification']> }>;
  VoidCreditGrantInput: VoidCreditGrantInput;
  VoidCreditGrantPayload: ResolverTypeWrapper<Omit<VoidCreditGrantPayload, 'creditGrant'> & { creditGrant?: Maybe<ResolversTypes['CreditGrant']> }>;
  VoidUsageEventInput: VoidUsageEventInput;
  VoidUsageEventPayload: ResolverTypeWrapper<Omit<VoidUsageEventPayload, 'usageEvent'> & { usageEvent?: Maybe<ResolversTypes['UsageEvent']> }>;
  WatchProjectInput: WatchProjectInput;
  WatchProjectPayload: ResolverTypeWrapper<Omit<WatchProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  WatchTaskInput: WatchTaskInput;
  WatchTaskPayload: ResolverTypeWrapper<Omit<WatchTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  WebhookAttempt: ResolverTypeWrapper<WebhookAttempt>;
  WebhookDelivery: ResolverTypeWrapper<WebhookDeliveryRow>;
  WebhookDeliveryConnection: ResolverTypeWrapper<WebhookDeliveryPage>;
  WebhookDeliveryEdge: ResolverTypeWrapper<Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversTypes['WebhookDelivery'] }>;
  WebhookDeliveryFilter: WebhookDeliveryFilter;
  WebhookDeliveryOrder: WebhookDeliveryOrder;
  WebhookDeliveryOrderField: WebhookDeliveryOrderField;
  WebhookDeliveryState: WebhookDeliveryState;
  WebhookDeliveryStateFilter: WebhookDeliveryStateFilter;
  WebhookDisabledReason: WebhookDisabledReason;
  WebhookDisabledReasonFilter: WebhookDisabledReasonFilter;
  WebhookEndpoint: ResolverTypeWrapper<WebhookEndpointRow>;
  WebhookEndpointConnection: ResolverTypeWrapper<WebhookEndpointPage>;
  WebhookEndpointEdge: ResolverTypeWrapper<Omit<WebhookEndpointEdge, 'node'> & { node: ResolversTypes['WebhookEndpoint'] }>;
  WebhookEndpointFilter: WebhookEndpointFilter;
  WebhookEndpointOrder: WebhookEndpointOrder;
  WebhookEndpointOrderField: WebhookEndpointOrderField;
  WebhookEventFilter: WebhookEventFilter;
  WebhookEventType: WebhookEventType;
  WebhookPayloadKind: WebhookPayloadKind;
  WithdrawPlanChangePayload: ResolverTypeWrapper<Omit<WithdrawPlanChangePayload, 'plannedChange'> & { plannedChange?: Maybe<ResolversTypes['PlannedPlanChange']> }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptInvitationInput: AcceptInvitationInput;
  AcceptInvitationPayload: Omit<AcceptInvitationPayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  AccountEvent: AccountEventRow;
  AccountEventConnection: AccountEventPage;
  AccountEventEdge: Omit<AccountEventEdge, 'node'> & { node: ResolversParentTypes['AccountEvent'] };
  AccountEventFilter: AccountEventFilter;
  AccountEventOrder: AccountEventOrder;
  ActivateClientVersionInput: ActivateClientVersionInput;
  ActivateClientVersionPayload: Omit<ActivateClientVersionPayload, 'clientVersion'> & { clientVersion?: Maybe<ResolversParentTypes['ClientVersion']> };
  ActivateUserInput: ActivateUserInput;
  ActivateUserPayload: Omit<ActivateUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  AddMemberInput: AddMemberInput;
  AddMemberPayload: Omit<AddMemberPayload, 'invitation' | 'membership'> & { invitation?: Maybe<ResolversParentTypes['Invitation']>, membership?: Maybe<ResolversParentTypes['Membership']> };
  AddProjectMemberInput: AddProjectMemberInput;
  AddProjectMemberPayload: Omit<AddProjectMemberPayload, 'projectMember'> & { projectMember?: Maybe<ResolversParentTypes['ProjectMember']> };
  AddProjectTeamInput: AddProjectTeamInput;
  AddProjectTeamPayload: Omit<AddProjectTeamPayload, 'projectTeam'> & { projectTeam?: Maybe<ResolversParentTypes['ProjectTeam']> };
  AddTeamMemberInput: AddTeamMemberInput;
  AddTeamMemberPayload: Omit<AddTeamMemberPayload, 'team'> & { team?: Maybe<ResolversParentTypes['Team']> };
  ApiKey: ApiKeyRow;
  ApiKeyConnection: ApiKeyPage;
  ApiKeyEdge: Omit<ApiKeyEdge, 'node'> & { node: ResolversParentTypes['ApiKey'] };
  ApiKeyFilter: ApiKeyFilter;
  ApiKeyOrder: ApiKeyOrder;
  ApiKeyScopeFilter: ApiKeyScopeFilter;
  ApiKeyStatusFilter: ApiKeyStatusFilter;
  ArchiveOrganizationInput: ArchiveOrganizationInput;
  ArchiveOrganizationPayload: Omit<ArchiveOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  ArchivePlanInput: ArchivePlanInput;
  ArchivePlanPayload: Omit<ArchivePlanPayload, 'plan'> & { plan?: Maybe<ResolversParentTypes['Plan']> };
  ArchiveProjectInput: ArchiveProjectInput;
  ArchiveProjectPayload: Omit<ArchiveProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  ArchiveTaskInput: ArchiveTaskInput;
  ArchiveTaskPayload: Omit<ArchiveTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  ArchiveUserInput: ArchiveUserInput;
  ArchiveUserPayload: Omit<ArchiveUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  AuditEvent: AuditEventRow;
  AuditEventConnection: AuditEventPage;
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  AuditEventExport: AuditEventExport;
  AuditEventFilter: AuditEventFilter;
  AuditEventOrder: AuditEventOrder;
  BeginTotpEnrollmentInput: BeginTotpEnrollmentInput;
  BeginTotpEnrollmentPayload: BeginTotpEnrollmentPayload;
  BigInt: Scalars['BigInt']['output'];
  BillingLineItem: BillingLineItemRow;
  BillingStatement: BillingStatementRow;
  BillingStatementConnection: BillingStatementPage;
  BillingStatementEdge: Omit<BillingStatementEdge, 'node'> & { node: ResolversParentTypes['BillingStatement'] };
  Boolean: Scalars['Boolean']['output'];
  CancelPlanPayload: Omit<CancelPlanPayload, 'plannedChange'> & { plannedChange?: Maybe<ResolversParentTypes['PlannedPlanChange']> };
  ChangeEmailInput: ChangeEmailInput;
  ChangeEmailPayload: ChangeEmailPayload;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: Omit<ChangePasswordPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  ChangePlanInput: ChangePlanInput;
  ChangePlanPayload: Omit<ChangePlanPayload, 'organization' | 'plannedChange'> & { organization?: Maybe<ResolversParentTypes['Organization']>, plannedChange?: Maybe<ResolversParentTypes['PlannedPlanChange']> };
  ClearFeatureOverrideInput: ClearFeatureOverrideInput;
  ClearFeatureOverridePayload: ClearFeatureOverridePayload;
  ClearFlagInput: ClearFlagInput;
  ClearFlagPayload: ClearFlagPayload;
  ClearOrganizationOverridesInput: ClearOrganizationOverridesInput;
  ClearOrganizationOverridesPayload: ClearOrganizationOverridesPayload;
  ClientVersion: ClientVersionRow;
  ClientVersionConnection: ClientVersionPage;
  ClientVersionEdge: Omit<ClientVersionEdge, 'node'> & { node: ResolversParentTypes['ClientVersion'] };
  ClientVersionFilter: ClientVersionFilter;
  ClientVersionOrder: ClientVersionOrder;
  ClientVersionStatusFilter: ClientVersionStatusFilter;
  Comment: CommentRow;
  CommentConnection: CommentPage;
  CommentEdge: Omit<CommentEdge, 'node'> & { node: ResolversParentTypes['Comment'] };
  CommentEvent: CommentEventRow;
  CommentOrder: CommentOrder;
  ConfirmEmailChangeInput: ConfirmEmailChangeInput;
  ConfirmEmailChangePayload: ConfirmEmailChangePayload;
  ConfirmTotpEnrollmentInput: ConfirmTotpEnrollmentInput;
  ConfirmTotpEnrollmentPayload: ConfirmTotpEnrollmentPayload;
  CreateApiKeyInput: CreateApiKeyInput;
  CreateApiKeyPayload: Omit<CreateApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']> };
  CreateCommentInput: CreateCommentInput;
  CreateCommentPayload: Omit<CreateCommentPayload, 'comment'> & { comment?: Maybe<ResolversParentTypes['Comment']> };
  CreateLabelInput: CreateLabelInput;
  CreateLabelPayload: Omit<CreateLabelPayload, 'label'> & { label?: Maybe<ResolversParentTypes['Label']> };
  CreateOrganizationInput: CreateOrganizationInput;
  CreateOrganizationPayload: Omit<CreateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  CreatePlanInput: CreatePlanInput;
  CreatePlanPayload: Omit<CreatePlanPayload, 'plan'> & { plan?: Maybe<ResolversParentTypes['Plan']> };
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: Omit<CreateProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  CreateRoleInput: CreateRoleInput;
  CreateRolePayload: Omit<CreateRolePayload, 'role'> & { role?: Maybe<ResolversParentTypes['OrganizationRole']> };
  CreateServiceAccountInput: CreateServiceAccountInput;
  CreateServiceAccountPayload: Omit<CreateServiceAccountPayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  CreateTaskInput: CreateTaskInput;
  CreateTaskPayload: Omit<CreateTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  CreateTasksInput: CreateTasksInput;
  CreateTasksPayload: Omit<CreateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversParentTypes['Task']>> };
  CreateTeamInput: CreateTeamInput;
  CreateTeamPayload: Omit<CreateTeamPayload, 'team'> & { team?: Maybe<ResolversParentTypes['Team']> };
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: Omit<CreateWebhookEndpointPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']> };
  CreditBalance: CreditBalanceRow;
  CreditEntry: CreditEntryRow;
  CreditEntryConnection: CreditEntryPage;
  CreditEntryEdge: Omit<CreditEntryEdge, 'node'> & { node: ResolversParentTypes['CreditEntry'] };
  CreditEntryFilter: CreditEntryFilter;
  CreditEntryKindFilter: CreditEntryKindFilter;
  CreditEntryOrder: CreditEntryOrder;
  CreditGrant: CreditGrantRow;
  CreditGrantConnection: CreditGrantPage;
  CreditGrantEdge: Omit<CreditGrantEdge, 'node'> & { node: ResolversParentTypes['CreditGrant'] };
  CreditGrantFilter: CreditGrantFilter;
  CreditGrantOrder: CreditGrantOrder;
  CreditGrantStatusFilter: CreditGrantStatusFilter;
  CreditSpend: CreditSpendRow;
  DateTime: Scalars['DateTime']['output'];
  DateTimeFilter: DateTimeFilter;
  DeactivateUserInput: DeactivateUserInput;
  DeactivateUserPayload: Omit<DeactivateUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  DeclareFeatureInput: DeclareFeatureInput;
  DeclareFeaturePayload: Omit<DeclareFeaturePayload, 'feature'> & { feature?: Maybe<ResolversParentTypes['Feature']> };
  DeclareMeterInput: DeclareMeterInput;
  DeclareMeterPayload: Omit<DeclareMeterPayload, 'meter'> & { meter?: Maybe<ResolversParentTypes['Meter']> };
  DeclineInvitationInput: DeclineInvitationInput;
  DeclineInvitationPayload: DeclineInvitationPayload;
  DeleteAccountInput: DeleteAccountInput;
  DeleteAccountPayload: DeleteAccountPayload;
  DeleteCommentInput: DeleteCommentInput;
  DeleteCommentPayload: DeleteCommentPayload;
  DeleteLabelInput: DeleteLabelInput;
  DeleteLabelPayload: DeleteLabelPayload;
  DeleteOrganizationPayload: DeleteOrganizationPayload;
  DeleteProjectInput: DeleteProjectInput;
  DeleteProjectPayload: DeleteProjectPayload;
  DeleteRoleInput: DeleteRoleInput;
  DeleteRolePayload: DeleteRolePayload;
  DeleteServiceAccountInput: DeleteServiceAccountInput;
  DeleteServiceAccountPayload: DeleteServiceAccountPayload;
  DeleteTaskInput: DeleteTaskInput;
  DeleteTaskPayload: DeleteTaskPayload;
  DeleteTasksInput: DeleteTasksInput;
  DeleteTasksPayload: DeleteTasksPayload;
  DeleteTeamInput: DeleteTeamInput;
  DeleteTeamPayload: DeleteTeamPayload;
  DeleteWebhookEndpointInput: DeleteWebhookEndpointInput;
  DeleteWebhookEndpointPayload: DeleteWebhookEndpointPayload;
  DisableTotpInput: DisableTotpInput;
  DisableTotpPayload: Omit<DisableTotpPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  EndImpersonationInput: EndImpersonationInput;
  EndImpersonationPayload: EndImpersonationPayload;
  Entitlement: EntitlementRow;
  ExportAccountInput: ExportAccountInput;
  ExportAccountPayload: ExportAccountPayload;
  Feature: FeatureRow;
  FeatureOverride: FeatureOverrideRow;
  FeatureValue: FeatureValue;
  FeatureValueInput: FeatureValueInput;
  Flag: FlagRow;
  Float: Scalars['Float']['output'];
  GrantCreditsInput: GrantCreditsInput;
  GrantCreditsPayload: Omit<GrantCreditsPayload, 'creditGrant'> & { creditGrant?: Maybe<ResolversParentTypes['CreditGrant']> };
  ID: Scalars['ID']['output'];
  IDFilter: IdFilter;
  Int: Scalars['Int']['output'];
  Invitation: InvitationRow;
  InvitationConnection: InvitationPage;
  InvitationEdge: Omit<InvitationEdge, 'node'> & { node: ResolversParentTypes['Invitation'] };
  InvitationEvent: InvitationEventRow;
  InvitationFilter: InvitationFilter;
  InvitationOrder: InvitationOrder;
  InvitationPreview: InvitationPreview;
  InvitationStatusFilter: InvitationStatusFilter;
  InviteMemberInput: InviteMemberInput;
  InviteMemberPayload: Omit<InviteMemberPayload, 'invitation'> & { invitation?: Maybe<ResolversParentTypes['Invitation']> };
  InvitedProject: InvitedProjectRow;
  InvitedProjectInput: InvitedProjectInput;
  JSON: Scalars['JSON']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  KeyVerification: KeyVerificationRow;
  Label: LabelRow;
  LabelConnection: LabelPage;
  LabelEdge: Omit<LabelEdge, 'node'> & { node: ResolversParentTypes['Label'] };
  LabelEvent: LabelEventRow;
  LabelFilter: LabelFilter;
  LabelOrder: LabelOrder;
  LeaveOrganizationPayload: LeaveOrganizationPayload;
  LoginInput: LoginInput;
  LoginPayload: Omit<LoginPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversParentTypes['Organization']>, user?: Maybe<ResolversParentTypes['User']> };
  LogoutPayload: LogoutPayload;
  MarkAllNotificationsReadPayload: MarkAllNotificationsReadPayload;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadPayload: Omit<MarkNotificationReadPayload, 'notification'> & { notification?: Maybe<ResolversParentTypes['Notification']> };
  MarkNotificationUnreadInput: MarkNotificationUnreadInput;
  MarkNotificationUnreadPayload: Omit<MarkNotificationUnreadPayload, 'notification'> & { notification?: Maybe<ResolversParentTypes['Notification']> };
  MemberEvent: MemberEventRow;
  Membership: MembershipRow;
  MembershipConnection: MembershipPage;
  MembershipEdge: Omit<MembershipEdge, 'node'> & { node: ResolversParentTypes['Membership'] };
  MembershipFilter: MembershipFilter;
  MembershipOrder: MembershipOrder;
  MembershipStatusFilter: MembershipStatusFilter;
  MembershipSuspension: MembershipSuspensionRow;
  Meter: MeterRow;
  MeterPolicy: MeterPolicyRow;
  MovePlanVersionInput: MovePlanVersionInput;
  MovePlanVersionPayload: MovePlanVersionPayload;
  MoveTaskInput: MoveTaskInput;
  MoveTaskPayload: Omit<MoveTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  Notification: NotificationRow;
  NotificationConnection: NotificationPage;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  NotificationFilter: NotificationFilter;
  NotificationKindFilter: NotificationKindFilter;
  NotificationOrder: NotificationOrder;
  NotificationPreference: NotificationPreferenceRow;
  NotificationPreferenceInput: NotificationPreferenceInput;
  NotificationPreferences: Omit<NotificationPreferences, 'kinds'> & { kinds: Array<ResolversParentTypes['NotificationPreference']> };
  OpenBillingPortalInput: OpenBillingPortalInput;
  OpenBillingPortalPayload: OpenBillingPortalPayload;
  Organization: OrganizationRow;
  OrganizationConnection: OrganizationPage;
  OrganizationEdge: Omit<OrganizationEdge, 'node'> & { node: ResolversParentTypes['Organization'] };
  OrganizationEvent: OrganizationEventRow;
  OrganizationFilter: OrganizationFilter;
  OrganizationOrder: OrganizationOrder;
  OrganizationOverrides: OrganizationOverrides;
  OrganizationOverview: OrganizationOverviewRow;
  OrganizationOverviewConnection: OrganizationOverviewPage;
  OrganizationOverviewEdge: Omit<OrganizationOverviewEdge, 'node'> & { node: ResolversParentTypes['OrganizationOverview'] };
  OrganizationOverviewFilter: OrganizationOverviewFilter;
  OrganizationOverviewOrder: OrganizationOverviewOrder;
  OrganizationRole: OrganizationRoleRow;
  OrganizationRoleConnection: OrganizationRolePage;
  OrganizationRoleEdge: Omit<OrganizationRoleEdge, 'node'> & { node: ResolversParentTypes['OrganizationRole'] };
  OrganizationRoleFilter: OrganizationRoleFilter;
  OrganizationRoleOrder: OrganizationRoleOrder;
  OrganizationSettings: OrganizationSettingsRow;
  OrganizationStatusChange: OrganizationStatusChangeRow;
  OrganizationStatusChangeConnection: OrganizationStatusChangePage;
  OrganizationStatusChangeEdge: Omit<OrganizationStatusChangeEdge, 'node'> & { node: ResolversParentTypes['OrganizationStatusChange'] };
  OrganizationStatusFilter: OrganizationStatusFilter;
  OrganizationSuspension: OrganizationSuspension;
  OrganizationUsage: OrganizationUsage;
  OrganizationUse: OrganizationUseRow;
  PageInfo: PageBounds;
  Payment: PaymentRow;
  PeriodUsage: PeriodUsage;
  Plan: PlanRow;
  PlanCode: Scalars['PlanCode']['output'];
  PlanFeature: Scalars['PlanFeature']['output'];
  PlanLimits: PlanLimits;
  PlanLimitsInput: PlanLimitsInput;
  PlanMove: PlanMove;
  PlanPrice: PlanPriceRow;
  PlanPriceInput: PlanPriceInput;
  PlanSegment: PlanSegmentRow;
  PlanSegmentConnection: PlanSegmentPage;
  PlanSegmentEdge: Omit<PlanSegmentEdge, 'node'> & { node: ResolversParentTypes['PlanSegment'] };
  PlanTermsInput: PlanTermsInput;
  PlanVersion: PlanVersionRow;
  PlannedPlanChange: PlannedPlanChangeRow;
  PriceTier: PriceTier;
  PriceTierInput: PriceTierInput;
  Project: ProjectRow;
  ProjectConnection: ProjectPage;
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  ProjectEvent: ProjectEventRow;
  ProjectFilter: ProjectFilter;
  ProjectMember: ProjectMemberRow;
  ProjectMemberConnection: ProjectMemberPage;
  ProjectMemberEdge: Omit<ProjectMemberEdge, 'node'> & { node: ResolversParentTypes['ProjectMember'] };
  ProjectMemberOrder: ProjectMemberOrder;
  ProjectOrder: ProjectOrder;
  ProjectStatusFilter: ProjectStatusFilter;
  ProjectTeam: ProjectTeamRow;
  ProjectTeamConnection: ProjectTeamPage;
  ProjectTeamEdge: Omit<ProjectTeamEdge, 'node'> & { node: ResolversParentTypes['ProjectTeam'] };
  ProjectTeamOrder: ProjectTeamOrder;
  PublishPlanVersionInput: PublishPlanVersionInput;
  PublishPlanVersionPayload: Omit<PublishPlanVersionPayload, 'planVersion'> & { planVersion?: Maybe<ResolversParentTypes['PlanVersion']> };
  Query: Record<PropertyKey, never>;
  ReceivedInvitation: ReceivedInvitationRow;
  ReceivedInvitationConnection: ReceivedInvitationPage;
  ReceivedInvitationEdge: Omit<ReceivedInvitationEdge, 'node'> & { node: ResolversParentTypes['ReceivedInvitation'] };
  ReceivedInvitationOrder: ReceivedInvitationOrder;
  RecordUsageInput: RecordUsageInput;
  RecordUsagePayload: RecordUsagePayload;
  RefreshSessionInput: RefreshSessionInput;
  RefreshSessionPayload: Omit<RefreshSessionPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversParentTypes['Organization']>, user?: Maybe<ResolversParentTypes['User']> };
  RegenerateRecoveryCodesInput: RegenerateRecoveryCodesInput;
  RegenerateRecoveryCodesPayload: RegenerateRecoveryCodesPayload;
  RegisterInput: RegisterInput;
  RegisterOperationsInput: RegisterOperationsInput;
  RegisterOperationsPayload: Omit<RegisterOperationsPayload, 'clientVersion'> & { clientVersion?: Maybe<ResolversParentTypes['ClientVersion']> };
  RegisterPayload: Omit<RegisterPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversParentTypes['Organization']>, user?: Maybe<ResolversParentTypes['User']> };
  RegisteredOperation: RegisteredOperationRow;
  RegisteredOperationConnection: RegisteredOperationPage;
  RegisteredOperationEdge: Omit<RegisteredOperationEdge, 'node'> & { node: ResolversParentTypes['RegisteredOperation'] };
  RegisteredOperationOrder: RegisteredOperationOrder;
  ReinstateMemberInput: ReinstateMemberInput;
  ReinstateMemberPayload: Omit<ReinstateMemberPayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  ReinstateOrganizationPayload: Omit<ReinstateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  ReleasePlanInput: ReleasePlanInput;
  ReleasePlanPayload: ReleasePlanPayload;
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: RemoveMemberPayload;
  RemoveProjectMemberInput: RemoveProjectMemberInput;
  RemoveProjectMemberPayload: RemoveProjectMemberPayload;
  RemoveProjectTeamInput: RemoveProjectTeamInput;
  RemoveProjectTeamPayload: RemoveProjectTeamPayload;
  RemoveTeamMemberInput: RemoveTeamMemberInput;
  RemoveTeamMemberPayload: Omit<RemoveTeamMemberPayload, 'team'> & { team?: Maybe<ResolversParentTypes['Team']> };
  ReplayFailedWebhookDeliveriesInput: ReplayFailedWebhookDeliveriesInput;
  ReplayFailedWebhookDeliveriesPayload: Omit<ReplayFailedWebhookDeliveriesPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']> };
  ReplayWebhookDeliveryInput: ReplayWebhookDeliveryInput;
  ReplayWebhookDeliveryPayload: Omit<ReplayWebhookDeliveryPayload, 'webhookDelivery'> & { webhookDelivery?: Maybe<ResolversParentTypes['WebhookDelivery']> };
  RequestEmailVerificationPayload: RequestEmailVerificationPayload;
  RequestPasswordResetInput: RequestPasswordResetInput;
  RequestPasswordResetPayload: RequestPasswordResetPayload;
  ResendInvitationInput: ResendInvitationInput;
  ResendInvitationPayload: Omit<ResendInvitationPayload, 'invitation'> & { invitation?: Maybe<ResolversParentTypes['Invitation']> };
  ResetPasswordInput: ResetPasswordInput;
  ResetPasswordPayload: ResetPasswordPayload;
  RestoreOrganizationPayload: Omit<RestoreOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  RestoreProjectInput: RestoreProjectInput;
  RestoreProjectPayload: Omit<RestoreProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  RestoreTaskInput: RestoreTaskInput;
  RestoreTaskPayload: Omit<RestoreTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  RetireClientVersionInput: RetireClientVersionInput;
  RetireClientVersionPayload: Omit<RetireClientVersionPayload, 'clientVersion'> & { clientVersion?: Maybe<ResolversParentTypes['ClientVersion']> };
  RevokeApiKeyInput: RevokeApiKeyInput;
  RevokeApiKeyPayload: Omit<RevokeApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']> };
  RevokeInvitationInput: RevokeInvitationInput;
  RevokeInvitationPayload: Omit<RevokeInvitationPayload, 'invitation'> & { invitation?: Maybe<ResolversParentTypes['Invitation']> };
  RevokeOtherSessionsPayload: RevokeOtherSessionsPayload;
  RevokeSessionInput: RevokeSessionInput;
  RevokeSessionPayload: RevokeSessionPayload;
  RoleEvent: RoleEventRow;
  RoleFilter: RoleFilter;
  RollApiKeyInput: RollApiKeyInput;
  RollApiKeyPayload: Omit<RollApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']> };
  RotateWebhookSecretInput: RotateWebhookSecretInput;
  RotateWebhookSecretPayload: Omit<RotateWebhookSecretPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']> };
  SearchHit: SearchHitRow;
  SearchHitConnection: SearchHitPage;
  SearchHitEdge: Omit<SearchHitEdge, 'node'> & { node: ResolversParentTypes['SearchHit'] };
  SendTestWebhookInput: SendTestWebhookInput;
  SendTestWebhookPayload: Omit<SendTestWebhookPayload, 'webhookDelivery'> & { webhookDelivery?: Maybe<ResolversParentTypes['WebhookDelivery']> };
  Session: SessionRow;
  SessionConnection: SessionPage;
  SessionEdge: Omit<SessionEdge, 'node'> & { node: ResolversParentTypes['Session'] };
  SessionFilter: SessionFilter;
  SessionOrder: SessionOrder;
  SetCreditAlertInput: SetCreditAlertInput;
  SetCreditAlertPayload: Omit<SetCreditAlertPayload, 'creditBalance'> & { creditBalance?: Maybe<ResolversParentTypes['CreditBalance']> };
  SetFeatureOverrideInput: SetFeatureOverrideInput;
  SetFeatureOverridePayload: Omit<SetFeatureOverridePayload, 'override'> & { override?: Maybe<ResolversParentTypes['FeatureOverride']> };
  SetFlagInput: SetFlagInput;
  SetFlagPayload: Omit<SetFlagPayload, 'flag'> & { flag?: Maybe<ResolversParentTypes['Flag']> };
  SetMemberGuestInput: SetMemberGuestInput;
  SetMemberGuestPayload: Omit<SetMemberGuestPayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  SetMemberRoleInput: SetMemberRoleInput;
  SetMemberRolePayload: Omit<SetMemberRolePayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  SetOrganizationOverridesInput: SetOrganizationOverridesInput;
  SetOrganizationOverridesPayload: SetOrganizationOverridesPayload;
  SetTeamLeadInput: SetTeamLeadInput;
  SetTeamLeadPayload: Omit<SetTeamLeadPayload, 'team'> & { team?: Maybe<ResolversParentTypes['Team']> };
  SpendCreditsInput: SpendCreditsInput;
  SpendCreditsPayload: Omit<SpendCreditsPayload, 'creditSpend'> & { creditSpend?: Maybe<ResolversParentTypes['CreditSpend']> };
  StartCheckoutInput: StartCheckoutInput;
  StartCheckoutPayload: StartCheckoutPayload;
  StartImpersonationInput: StartImpersonationInput;
  StartImpersonationPayload: Omit<StartImpersonationPayload, 'session'> & { session?: Maybe<ResolversParentTypes['Session']> };
  StartPlanTrialInput: StartPlanTrialInput;
  StartPlanTrialPayload: Omit<StartPlanTrialPayload, 'organization' | 'plannedChange'> & { organization?: Maybe<ResolversParentTypes['Organization']>, plannedChange?: Maybe<ResolversParentTypes['PlannedPlanChange']> };
  String: Scalars['String']['output'];
  StringFilter: StringFilter;
  Subscription: Record<PropertyKey, never>;
  SuspendMemberInput: SuspendMemberInput;
  SuspendMemberPayload: Omit<SuspendMemberPayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  SuspendOrganizationInput: SuspendOrganizationInput;
  SuspendOrganizationPayload: Omit<SuspendOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  SuspendUserInput: SuspendUserInput;
  SuspendUserPayload: Omit<SuspendUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  SwitchOrganizationInput: SwitchOrganizationInput;
  SwitchOrganizationPayload: Omit<SwitchOrganizationPayload, 'organization' | 'user'> & { organization?: Maybe<ResolversParentTypes['Organization']>, user?: Maybe<ResolversParentTypes['User']> };
  Task: TaskRow;
  TaskChange: TaskChangeRow;
  TaskChangeConnection: TaskChangePage;
  TaskChangeEdge: Omit<TaskChangeEdge, 'node'> & { node: ResolversParentTypes['TaskChange'] };
  TaskConnection: TaskPage;
  TaskCount: TaskCount;
  TaskEdge: Omit<TaskEdge, 'node'> & { node: ResolversParentTypes['Task'] };
  TaskEvent: TaskEventRow;
  TaskFieldChange: TaskFieldChange;
  TaskFilter: TaskFilter;
  TaskLabelFilter: TaskLabelFilter;
  TaskOrder: TaskOrder;
  TaskPriorityFilter: TaskPriorityFilter;
  TaskStatusFilter: TaskStatusFilter;
  Team: TeamRow;
  TeamConnection: TeamPage;
  TeamEdge: Omit<TeamEdge, 'node'> & { node: ResolversParentTypes['Team'] };
  TeamEvent: TeamEventRow;
  TeamFilter: TeamFilter;
  TeamOrder: TeamOrder;
  TransferOwnershipInput: TransferOwnershipInput;
  TransferOwnershipPayload: Omit<TransferOwnershipPayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  UndoEmailChangeInput: UndoEmailChangeInput;
  UndoEmailChangePayload: UndoEmailChangePayload;
  UnwatchProjectInput: UnwatchProjectInput;
  UnwatchProjectPayload: Omit<UnwatchProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  UnwatchTaskInput: UnwatchTaskInput;
  UnwatchTaskPayload: Omit<UnwatchTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  UpdateApiKeyInput: UpdateApiKeyInput;
  UpdateApiKeyPayload: Omit<UpdateApiKeyPayload, 'apiKey'> & { apiKey?: Maybe<ResolversParentTypes['ApiKey']> };
  UpdateCommentInput: UpdateCommentInput;
  UpdateCommentPayload: Omit<UpdateCommentPayload, 'comment'> & { comment?: Maybe<ResolversParentTypes['Comment']> };
  UpdateLabelInput: UpdateLabelInput;
  UpdateLabelPayload: Omit<UpdateLabelPayload, 'label'> & { label?: Maybe<ResolversParentTypes['Label']> };
  UpdateMemberRoleInput: UpdateMemberRoleInput;
  UpdateMemberRolePayload: Omit<UpdateMemberRolePayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  UpdateMeterPolicyInput: UpdateMeterPolicyInput;
  UpdateMeterPolicyPayload: Omit<UpdateMeterPolicyPayload, 'meterPolicy'> & { meterPolicy?: Maybe<ResolversParentTypes['MeterPolicy']> };
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: Omit<UpdateNotificationPreferencesPayload, 'notificationPreferences'> & { notificationPreferences?: Maybe<ResolversParentTypes['NotificationPreferences']> };
  UpdateOrganizationInput: UpdateOrganizationInput;
  UpdateOrganizationPayload: Omit<UpdateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  UpdateOrganizationSettingsInput: UpdateOrganizationSettingsInput;
  UpdateOrganizationSettingsPayload: Omit<UpdateOrganizationSettingsPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UpdateProjectInput: UpdateProjectInput;
  UpdateProjectMemberInput: UpdateProjectMemberInput;
  UpdateProjectMemberPayload: Omit<UpdateProjectMemberPayload, 'projectMember'> & { projectMember?: Maybe<ResolversParentTypes['ProjectMember']> };
  UpdateProjectPayload: Omit<UpdateProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  UpdateProjectTeamInput: UpdateProjectTeamInput;
  UpdateProjectTeamPayload: Omit<UpdateProjectTeamPayload, 'projectTeam'> & { projectTeam?: Maybe<ResolversParentTypes['ProjectTeam']> };
  UpdateRoleInput: UpdateRoleInput;
  UpdateRolePayload: Omit<UpdateRolePayload, 'role'> & { role?: Maybe<ResolversParentTypes['OrganizationRole']> };
  UpdateServiceAccountInput: UpdateServiceAccountInput;
  UpdateServiceAccountPayload: Omit<UpdateServiceAccountPayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  UpdateTaskInput: UpdateTaskInput;
  UpdateTaskPayload: Omit<UpdateTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  UpdateTasksInput: UpdateTasksInput;
  UpdateTasksPayload: Omit<UpdateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversParentTypes['Task']>> };
  UpdateTeamInput: UpdateTeamInput;
  UpdateTeamPayload: Omit<UpdateTeamPayload, 'team'> & { team?: Maybe<ResolversParentTypes['Team']> };
  UpdateWebhookEndpointInput: UpdateWebhookEndpointInput;
  UpdateWebhookEndpointPayload: Omit<UpdateWebhookEndpointPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']> };
  UsageBucket: UsageBucket;
  UsageCount: UsageCount;
  UsageEvent: UsageEventRow;
  UsageEventConnection: UsageEventPage;
  UsageEventEdge: Omit<UsageEventEdge, 'node'> & { node: ResolversParentTypes['UsageEvent'] };
  UsageEventFilter: UsageEventFilter;
  UsageEventInput: UsageEventInput;
  UsageEventOrder: UsageEventOrder;
  UsageGroup: UsageGroup;
  UsageReceipt: UsageReceipt;
  UsageSeries: UsageSeriesRow;
  UsageVoid: UsageVoidRow;
  User: UserRow;
  UserAccount: UserAccountRow;
  UserConnection: UserPage;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: UserError;
  UserFilter: UserFilter;
  UserKindFilter: UserKindFilter;
  UserOrder: UserOrder;
  UserStatusChange: UserStatusChangeRow;
  UserStatusChangeConnection: UserStatusChangePage;
  UserStatusChangeEdge: Omit<UserStatusChangeEdge, 'node'> & { node: ResolversParentTypes['UserStatusChange'] };
  UserStatusFilter: UserStatusFilter;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: VerifyEmailPayload;
  VerifyKeyInput: VerifyKeyInput;
  VerifyKeyPayload: Omit<VerifyKeyPayload, 'verification'> & { verification?: Maybe<ResolversParentTypes['KeyVerification']> };
  VoidCreditGrantInput: VoidCreditGrantInput;
  VoidCreditGrantPayload: Omit<VoidCreditGrantPayload, 'creditGrant'> & { creditGrant?: Maybe<ResolversParentTypes['CreditGrant']> };
  VoidUsageEventInput: VoidUsageEventInput;
  VoidUsageEventPayload: Omit<VoidUsageEventPayload, 'usageEvent'> & { usageEvent?: Maybe<ResolversParentTypes['UsageEvent']> };
  WatchProjectInput: WatchProjectInput;
  WatchProjectPayload: Omit<WatchProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  WatchTaskInput: WatchTaskInput;
  WatchTaskPayload: Omit<WatchTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  WebhookAttempt: WebhookAttempt;
  WebhookDelivery: WebhookDeliveryRow;
  WebhookDeliveryConnection: WebhookDeliveryPage;
  WebhookDeliveryEdge: Omit<WebhookDeliveryEdge, 'node'> & { node: ResolversParentTypes['WebhookDelivery'] };
  WebhookDeliveryFilter: WebhookDeliveryFilter;
  WebhookDeliveryOrder: WebhookDeliveryOrder;
  WebhookDeliveryStateFilter: WebhookDeliveryStateFilter;
  WebhookDisabledReasonFilter: WebhookDisabledReasonFilter;
  WebhookEndpoint: WebhookEndpointRow;
  WebhookEndpointConnection: WebhookEndpointPage;
  WebhookEndpointEdge: Omit<WebhookEndpointEdge, 'node'> & { node: ResolversParentTypes['WebhookEndpoint'] };
  WebhookEndpointFilter: WebhookEndpointFilter;
  WebhookEndpointOrder: WebhookEndpointOrder;
  WebhookEventFilter: WebhookEventFilter;
  WithdrawPlanChangePayload: Omit<WithdrawPlanChangePayload, 'plannedChange'> & { plannedChange?: Maybe<ResolversParentTypes['PlannedPlanChange']> };
};

export type CacheControlDirectiveArgs = {
  maxAge: Scalars['Int']['input'];
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShownOnceDirectiveArgs = { };

export type ShownOnceDirectiveResolver<Result, Parent, ContextType = Context, Args = ShownOnceDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcceptInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AcceptInvitationPayload'] = ResolversParentTypes['AcceptInvitationPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AccountEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEvent'] = ResolversParentTypes['AccountEvent']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['AccountEventActor'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sessionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AccountEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEventConnection'] = ResolversParentTypes['AccountEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AccountEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AccountEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccountEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AccountEventEdge'] = ResolversParentTypes['AccountEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccountEvent'], ParentType, ContextType>;
};

export type ActivateClientVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivateClientVersionPayload'] = ResolversParentTypes['ActivateClientVersionPayload']> = {
  clientVersion?: Resolver<Maybe<ResolversTypes['ClientVersion']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ActivateUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivateUserPayload'] = ResolversParentTypes['ActivateUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AddMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddMemberPayload'] = ResolversParentTypes['AddMemberPayload']> = {
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AddProjectMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddProjectMemberPayload'] = ResolversParentTypes['AddProjectMemberPayload']> = {
  projectMember?: Resolver<Maybe<ResolversTypes['ProjectMember']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AddProjectTeamPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddProjectTeamPayload'] = ResolversParentTypes['AddProjectTeamPayload']> = {
  projectTeam?: Resolver<Maybe<ResolversTypes['ProjectTeam']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AddTeamMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AddTeamMemberPayload'] = ResolversParentTypes['AddTeamMemberPayload']> = {
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  departureOverlapSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isLimitedToProjects?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networks?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['Permission']>, ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projects?: Resolver<Array<ResolversTypes['Project']>, ParentType, ContextType>;
  requestsPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  requestsPerMonth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  rollDueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['ApiKeyScope']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ApiKeyStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  usedThisMonth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  viewerCanManage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanRoll?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ApiKeyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyConnection'] = ResolversParentTypes['ApiKeyConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ApiKeyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ApiKeyEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKeyEdge'] = ResolversParentTypes['ApiKeyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
};

export type ArchiveOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveOrganizationPayload'] = ResolversParentTypes['ArchiveOrganizationPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ArchivePlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchivePlanPayload'] = ResolversParentTypes['ArchivePlanPayload']> = {
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ArchiveProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveProjectPayload'] = ResolversParentTypes['ArchiveProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ArchiveTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveTaskPayload'] = ResolversParentTypes['ArchiveTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ArchiveUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveUserPayload'] = ResolversParentTypes['ArchiveUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AuditEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  actorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  apiKeyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  impersonatorId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  targetType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventConnection'] = ResolversParentTypes['AuditEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventEdge'] = ResolversParentTypes['AuditEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEvent'], ParentType, ContextType>;
};

export type AuditEventExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEventExport'] = ResolversParentTypes['AuditEventExport']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  csv?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type BeginTotpEnrollmentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BeginTotpEnrollmentPayload'] = ResolversParentTypes['BeginTotpEnrollmentPayload']> = {
  otpauthUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface BigIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['BigInt'], any> {
  name: 'BigInt';
}

export type BillingLineItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingLineItem'] = ResolversParentTypes['BillingLineItem']> = {
  amount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  included?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BillingLineItemKind'], ParentType, ContextType>;
  meter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  meterKind?: Resolver<Maybe<ResolversTypes['MeterKind']>, ParentType, ContextType>;
  overage?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  packageSize?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  priceModel?: Resolver<ResolversTypes['PriceModel'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  tiers?: Resolver<Array<ResolversTypes['PriceTier']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  usageMonth?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BillingStatementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingStatement'] = ResolversParentTypes['BillingStatement']> = {
  checksum?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  csv?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lineItems?: Resolver<Array<ResolversTypes['BillingLineItem']>, ParentType, ContextType>;
  month?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  sealedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['BillingStatementStatus'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type BillingStatementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingStatementConnection'] = ResolversParentTypes['BillingStatementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['BillingStatementEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['BillingStatement']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BillingStatementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BillingStatementEdge'] = ResolversParentTypes['BillingStatementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['BillingStatement'], ParentType, ContextType>;
};

export type CancelPlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CancelPlanPayload'] = ResolversParentTypes['CancelPlanPayload']> = {
  plannedChange?: Resolver<Maybe<ResolversTypes['PlannedPlanChange']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangeEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeEmailPayload'] = ResolversParentTypes['ChangeEmailPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangePlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePlanPayload'] = ResolversParentTypes['ChangePlanPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  plannedChange?: Resolver<Maybe<ResolversTypes['PlannedPlanChange']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ClearFeatureOverridePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearFeatureOverridePayload'] = ResolversParentTypes['ClearFeatureOverridePayload']> = {
  affectedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ClearFlagPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearFlagPayload'] = ResolversParentTypes['ClearFlagPayload']> = {
  affectedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ClearOrganizationOverridesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClearOrganizationOverridesPayload'] = ResolversParentTypes['ClearOrganizationOverridesPayload']> = {
  clearedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  organizationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ClientVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientVersion'] = ResolversParentTypes['ClientVersion']> = {
  activatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operations?: Resolver<ResolversTypes['RegisteredOperationConnection'], ParentType, ContextType, Partial<ClientVersionOperationsArgs>>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ClientVersionStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ClientVersionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientVersionConnection'] = ResolversParentTypes['ClientVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ClientVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ClientVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClientVersionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClientVersionEdge'] = ResolversParentTypes['ClientVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ClientVersion'], ParentType, ContextType>;
};

export type CommentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Comment'] = ResolversParentTypes['Comment']> = {
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mentionedTeams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  mentions?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CommentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommentConnection'] = ResolversParentTypes['CommentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CommentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Comment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CommentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommentEdge'] = ResolversParentTypes['CommentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Comment'], ParentType, ContextType>;
};

export type CommentEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommentEvent'] = ResolversParentTypes['CommentEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['Comment']>, ParentType, ContextType>;
  commentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  taskId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type ConfirmEmailChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmEmailChangePayload'] = ResolversParentTypes['ConfirmEmailChangePayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ConfirmTotpEnrollmentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfirmTotpEnrollmentPayload'] = ResolversParentTypes['ConfirmTotpEnrollmentPayload']> = {
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateCommentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateCommentPayload'] = ResolversParentTypes['CreateCommentPayload']> = {
  comment?: Resolver<Maybe<ResolversTypes['Comment']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateLabelPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateLabelPayload'] = ResolversParentTypes['CreateLabelPayload']> = {
  label?: Resolver<Maybe<ResolversTypes['Label']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateOrganizationPayload'] = ResolversParentTypes['CreateOrganizationPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreatePlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreatePlanPayload'] = ResolversParentTypes['CreatePlanPayload']> = {
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProjectPayload'] = ResolversParentTypes['CreateProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateRolePayload'] = ResolversParentTypes['CreateRolePayload']> = {
  role?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateServiceAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateServiceAccountPayload'] = ResolversParentTypes['CreateServiceAccountPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTaskPayload'] = ResolversParentTypes['CreateTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTasksPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTasksPayload'] = ResolversParentTypes['CreateTasksPayload']> = {
  tasks?: Resolver<Maybe<Array<ResolversTypes['Task']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateTeamPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateTeamPayload'] = ResolversParentTypes['CreateTeamPayload']> = {
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateWebhookEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateWebhookEndpointPayload'] = ResolversParentTypes['CreateWebhookEndpointPayload']> = {
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhookEndpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export type CreditBalanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditBalance'] = ResolversParentTypes['CreditBalance']> = {
  alertThreshold?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  balance?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  nextExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CreditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditEntry'] = ResolversParentTypes['CreditEntry']> = {
  amount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  balanceAfter?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  grant?: Resolver<ResolversTypes['CreditGrant'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CreditEntryKind'], ParentType, ContextType>;
  spend?: Resolver<Maybe<ResolversTypes['CreditSpend']>, ParentType, ContextType>;
};

export type CreditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditEntryConnection'] = ResolversParentTypes['CreditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CreditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditEntryEdge'] = ResolversParentTypes['CreditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditEntry'], ParentType, ContextType>;
};

export type CreditGrantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditGrant'] = ResolversParentTypes['CreditGrant']> = {
  amount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CreditGrantStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  voidReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CreditGrantConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditGrantConnection'] = ResolversParentTypes['CreditGrantConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CreditGrantEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CreditGrantEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditGrantEdge'] = ResolversParentTypes['CreditGrantEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['CreditGrant'], ParentType, ContextType>;
};

export type CreditSpendResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreditSpend'] = ResolversParentTypes['CreditSpend']> = {
  amount?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  balanceAfter?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  spendId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  spentBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeactivateUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeactivateUserPayload'] = ResolversParentTypes['DeactivateUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeclareFeaturePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeclareFeaturePayload'] = ResolversParentTypes['DeclareFeaturePayload']> = {
  feature?: Resolver<Maybe<ResolversTypes['Feature']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeclareMeterPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeclareMeterPayload'] = ResolversParentTypes['DeclareMeterPayload']> = {
  meter?: Resolver<Maybe<ResolversTypes['Meter']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeclineInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeclineInvitationPayload'] = ResolversParentTypes['DeclineInvitationPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteAccountPayload'] = ResolversParentTypes['DeleteAccountPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteCommentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteCommentPayload'] = ResolversParentTypes['DeleteCommentPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteLabelPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteLabelPayload'] = ResolversParentTypes['DeleteLabelPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteOrganizationPayload'] = ResolversParentTypes['DeleteOrganizationPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  deletesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteProjectPayload'] = ResolversParentTypes['DeleteProjectPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteRolePayload'] = ResolversParentTypes['DeleteRolePayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteServiceAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteServiceAccountPayload'] = ResolversParentTypes['DeleteServiceAccountPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTaskPayload'] = ResolversParentTypes['DeleteTaskPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteTasksPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTasksPayload'] = ResolversParentTypes['DeleteTasksPayload']> = {
  deletedIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteTeamPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTeamPayload'] = ResolversParentTypes['DeleteTeamPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteWebhookEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteWebhookEndpointPayload'] = ResolversParentTypes['DeleteWebhookEndpointPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DisableTotpPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisableTotpPayload'] = ResolversParentTypes['DisableTotpPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EndImpersonationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EndImpersonationPayload'] = ResolversParentTypes['EndImpersonationPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EntitlementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Entitlement'] = ResolversParentTypes['Entitlement']> = {
  hasAccess?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  remaining?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  resetsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  used?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type ExportAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExportAccountPayload'] = ResolversParentTypes['ExportAccountPayload']> = {
  cursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  data?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FeatureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Feature'] = ResolversParentTypes['Feature']> = {
  key?: Resolver<ResolversTypes['PlanFeature'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeatureKind'], ParentType, ContextType>;
  meter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeatureOverrideResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeatureOverride'] = ResolversParentTypes['FeatureOverride']> = {
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  feature?: Resolver<ResolversTypes['PlanFeature'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type FeatureValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeatureValue'] = ResolversParentTypes['FeatureValue']> = {
  feature?: Resolver<ResolversTypes['PlanFeature'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
};

export type FlagResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Flag'] = ResolversParentTypes['Flag']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organizationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  percentage?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type GrantCreditsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GrantCreditsPayload'] = ResolversParentTypes['GrantCreditsPayload']> = {
  creditGrant?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type InvitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation']> = {
  assignedRole?: Resolver<ResolversTypes['OrganizationRole'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  guest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  projects?: Resolver<Array<ResolversTypes['InvitedProject']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['InvitationStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  viewerCanManage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InvitationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationConnection'] = ResolversParentTypes['InvitationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['InvitationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Invitation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type InvitationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationEdge'] = ResolversParentTypes['InvitationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Invitation'], ParentType, ContextType>;
};

export type InvitationEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationEvent'] = ResolversParentTypes['InvitationEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
  invitationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type InvitationPreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitationPreview'] = ResolversParentTypes['InvitationPreview']> = {
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  inviterName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organizationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type InviteMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InviteMemberPayload'] = ResolversParentTypes['InviteMemberPayload']> = {
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type InvitedProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InvitedProject'] = ResolversParentTypes['InvitedProject']> = {
  level?: Resolver<ResolversTypes['ProjectLevel'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type KeyVerificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeyVerification'] = ResolversParentTypes['KeyVerification']> = {
  code?: Resolver<ResolversTypes['KeyVerificationCode'], ParentType, ContextType>;
  keyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  ownerId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  remaining?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  resetsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  valid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type LabelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Label'] = ResolversParentTypes['Label']> = {
  color?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LabelConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabelConnection'] = ResolversParentTypes['LabelConnection']> = {
  edges?: Resolver<Array<ResolversTypes['LabelEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Label']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LabelEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabelEdge'] = ResolversParentTypes['LabelEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Label'], ParentType, ContextType>;
};

export type LabelEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabelEvent'] = ResolversParentTypes['LabelEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['Label']>, ParentType, ContextType>;
  labelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type LeaveOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaveOrganizationPayload'] = ResolversParentTypes['LeaveOrganizationPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type LoginPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoginPayload'] = ResolversParentTypes['LoginPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type LogoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LogoutPayload'] = ResolversParentTypes['LogoutPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MarkAllNotificationsReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkAllNotificationsReadPayload'] = ResolversParentTypes['MarkAllNotificationsReadPayload']> = {
  affectedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  markedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MarkNotificationReadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationReadPayload'] = ResolversParentTypes['MarkNotificationReadPayload']> = {
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MarkNotificationUnreadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MarkNotificationUnreadPayload'] = ResolversParentTypes['MarkNotificationUnreadPayload']> = {
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MemberEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MemberEvent'] = ResolversParentTypes['MemberEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  membershipId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Membership'] = ResolversParentTypes['Membership']> = {
  assignedRole?: Resolver<ResolversTypes['OrganizationRole'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  guest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UserKind'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  permissions?: Resolver<Maybe<Array<ResolversTypes['Permission']>>, ParentType, ContextType>;
  responsible?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MembershipStatus'], ParentType, ContextType>;
  suspension?: Resolver<Maybe<ResolversTypes['MembershipSuspension']>, ParentType, ContextType>;
  teams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  viewerCanReinstate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanRemove?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSuspend?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdateRole?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type MembershipConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MembershipConnection'] = ResolversParentTypes['MembershipConnection']> = {
  edges?: Resolver<Array<ResolversTypes['MembershipEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MembershipEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MembershipEdge'] = ResolversParentTypes['MembershipEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Membership'], ParentType, ContextType>;
};

export type MembershipSuspensionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MembershipSuspension'] = ResolversParentTypes['MembershipSuspension']> = {
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  suspendedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MeterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Meter'] = ResolversParentTypes['Meter']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groupBy?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['MeterKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uniqueBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MeterPolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MeterPolicy'] = ResolversParentTypes['MeterPolicy']> = {
  refuseUndeclared?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MovePlanVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MovePlanVersionPayload'] = ResolversParentTypes['MovePlanVersionPayload']> = {
  moves?: Resolver<Maybe<Array<ResolversTypes['PlanMove']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MoveTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoveTaskPayload'] = ResolversParentTypes['MoveTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<Maybe<ResolversTypes['AcceptInvitationPayload']>, ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  activateClientVersion?: Resolver<Maybe<ResolversTypes['ActivateClientVersionPayload']>, ParentType, ContextType, RequireFields<MutationActivateClientVersionArgs, 'input'>>;
  activateUser?: Resolver<Maybe<ResolversTypes['ActivateUserPayload']>, ParentType, ContextType, RequireFields<MutationActivateUserArgs, 'input'>>;
  addMember?: Resolver<Maybe<ResolversTypes['AddMemberPayload']>, ParentType, ContextType, RequireFields<MutationAddMemberArgs, 'input'>>;
  addProjectMember?: Resolver<Maybe<ResolversTypes['AddProjectMemberPayload']>, ParentType, ContextType, RequireFields<MutationAddProjectMemberArgs, 'input'>>;
  addProjectTeam?: Resolver<Maybe<ResolversTypes['AddProjectTeamPayload']>, ParentType, ContextType, RequireFields<MutationAddProjectTeamArgs, 'input'>>;
  addTeamMember?: Resolver<Maybe<ResolversTypes['AddTeamMemberPayload']>, ParentType, ContextType, RequireFields<MutationAddTeamMemberArgs, 'input'>>;
  archiveOrganization?: Resolver<Maybe<ResolversTypes['ArchiveOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationArchiveOrganizationArgs, 'input'>>;
  archivePlan?: Resolver<Maybe<ResolversTypes['ArchivePlanPayload']>, ParentType, ContextType, RequireFields<MutationArchivePlanArgs, 'input'>>;
  archiveProject?: Resolver<Maybe<ResolversTypes['ArchiveProjectPayload']>, ParentType, ContextType, RequireFields<MutationArchiveProjectArgs, 'input'>>;
  archiveTask?: Resolver<Maybe<ResolversTypes['ArchiveTaskPayload']>, ParentType, ContextType, RequireFields<MutationArchiveTaskArgs, 'input'>>;
  archiveUser?: Resolver<Maybe<ResolversTypes['ArchiveUserPayload']>, ParentType, ContextType, RequireFields<MutationArchiveUserArgs, 'input'>>;
  beginTotpEnrollment?: Resolver<Maybe<ResolversTypes['BeginTotpEnrollmentPayload']>, ParentType, ContextType, Partial<MutationBeginTotpEnrollmentArgs>>;
  cancelPlan?: Resolver<Maybe<ResolversTypes['CancelPlanPayload']>, ParentType, ContextType>;
  changeEmail?: Resolver<Maybe<ResolversTypes['ChangeEmailPayload']>, ParentType, ContextType, RequireFields<MutationChangeEmailArgs, 'input'>>;
  changePassword?: Resolver<Maybe<ResolversTypes['ChangePasswordPayload']>, ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  changePlan?: Resolver<Maybe<ResolversTypes['ChangePlanPayload']>, ParentType, ContextType, RequireFields<MutationChangePlanArgs, 'input'>>;
  clearFeatureOverride?: Resolver<Maybe<ResolversTypes['ClearFeatureOverridePayload']>, ParentType, ContextType, RequireFields<MutationClearFeatureOverrideArgs, 'input'>>;
  clearFlag?: Resolver<Maybe<ResolversTypes['ClearFlagPayload']>, ParentType, ContextType, RequireFields<MutationClearFlagArgs, 'input'>>;
  clearOrganizationOverrides?: Resolver<Maybe<ResolversTypes['ClearOrganizationOverridesPayload']>, ParentType, ContextType, RequireFields<MutationClearOrganizationOverridesArgs, 'input'>>;
  confirmEmailChange?: Resolver<Maybe<ResolversTypes['ConfirmEmailChangePayload']>, ParentType, ContextType, RequireFields<MutationConfirmEmailChangeArgs, 'input'>>;
  confirmTotpEnrollment?: Resolver<Maybe<ResolversTypes['ConfirmTotpEnrollmentPayload']>, ParentType, ContextType, RequireFields<MutationConfirmTotpEnrollmentArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['CreateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createComment?: Resolver<Maybe<ResolversTypes['CreateCommentPayload']>, ParentType, ContextType, RequireFields<MutationCreateCommentArgs, 'input'>>;
  createLabel?: Resolver<Maybe<ResolversTypes['CreateLabelPayload']>, ParentType, ContextType, RequireFields<MutationCreateLabelArgs, 'input'>>;
  createOrganization?: Resolver<Maybe<ResolversTypes['CreateOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationCreateOrganizationArgs, 'input'>>;
  createPlan?: Resolver<Maybe<ResolversTypes['CreatePlanPayload']>, ParentType, ContextType, RequireFields<MutationCreatePlanArgs, 'input'>>;
  createProject?: Resolver<Maybe<ResolversTypes['CreateProjectPayload']>, ParentType, ContextType, RequireFields<MutationCreateProjectArgs, 'input'>>;
  createRole?: Resolver<Maybe<ResolversTypes['CreateRolePayload']>, ParentType, ContextType, RequireFields<MutationCreateRoleArgs, 'input'>>;
  createServiceAccount?: Resolver<Maybe<ResolversTypes['CreateServiceAccountPayload']>, ParentType, ContextType, RequireFields<MutationCreateServiceAccountArgs, 'input'>>;
  createTask?: Resolver<Maybe<ResolversTypes['CreateTaskPayload']>, ParentType, ContextType, RequireFields<MutationCreateTaskArgs, 'input'>>;
  createTasks?: Resolver<Maybe<ResolversTypes['CreateTasksPayload']>, ParentType, ContextType, RequireFields<MutationCreateTasksArgs, 'input'>>;
  createTeam?: Resolver<Maybe<ResolversTypes['CreateTeamPayload']>, ParentType, ContextType, RequireFields<MutationCreateTeamArgs, 'input'>>;
  createWebhookEndpoint?: Resolver<Maybe<ResolversTypes['CreateWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationCreateWebhookEndpointArgs, 'input'>>;
  deactivateUser?: Resolver<Maybe<ResolversTypes['DeactivateUserPayload']>, ParentType, ContextType, RequireFields<MutationDeactivateUserArgs, 'input'>>;
  declareFeature?: Resolver<Maybe<ResolversTypes['DeclareFeaturePayload']>, ParentType, ContextType, RequireFields<MutationDeclareFeatureArgs, 'input'>>;
  declareMeter?: Resolver<Maybe<ResolversTypes['DeclareMeterPayload']>, ParentType, ContextType, RequireFields<MutationDeclareMeterArgs, 'input'>>;
  declineInvitation?: Resolver<Maybe<ResolversTypes['DeclineInvitationPayload']>, ParentType, ContextType, RequireFields<MutationDeclineInvitationArgs, 'input'>>;
  deleteAccount?: Resolver<Maybe<ResolversTypes['DeleteAccountPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  deleteComment?: Resolver<Maybe<ResolversTypes['DeleteCommentPayload']>, ParentType, ContextType, RequireFields<MutationDeleteCommentArgs, 'input'>>;
  deleteLabel?: Resolver<Maybe<ResolversTypes['DeleteLabelPayload']>, ParentType, ContextType, RequireFields<MutationDeleteLabelArgs, 'input'>>;
  deleteOrganization?: Resolver<Maybe<ResolversTypes['DeleteOrganizationPayload']>, ParentType, ContextType>;
  deleteProject?: Resolver<Maybe<ResolversTypes['DeleteProjectPayload']>, ParentType, ContextType, RequireFields<MutationDeleteProjectArgs, 'input'>>;
  deleteRole?: Resolver<Maybe<ResolversTypes['DeleteRolePayload']>, ParentType, ContextType, RequireFields<MutationDeleteRoleArgs, 'input'>>;
  deleteServiceAccount?: Resolver<Maybe<ResolversTypes['DeleteServiceAccountPayload']>, ParentType, ContextType, RequireFields<MutationDeleteServiceAccountArgs, 'input'>>;
  deleteTask?: Resolver<Maybe<ResolversTypes['DeleteTaskPayload']>, ParentType, ContextType, RequireFields<MutationDeleteTaskArgs, 'input'>>;
  deleteTasks?: Resolver<Maybe<ResolversTypes['DeleteTasksPayload']>, ParentType, ContextType, RequireFields<MutationDeleteTasksArgs, 'input'>>;
  deleteTeam?: Resolver<Maybe<ResolversTypes['DeleteTeamPayload']>, ParentType, ContextType, RequireFields<MutationDeleteTeamArgs, 'input'>>;
  deleteWebhookEndpoint?: Resolver<Maybe<ResolversTypes['DeleteWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationDeleteWebhookEndpointArgs, 'input'>>;
  disableTotp?: Resolver<Maybe<ResolversTypes['DisableTotpPayload']>, ParentType, ContextType, RequireFields<MutationDisableTotpArgs, 'input'>>;
  endImpersonation?: Resolver<Maybe<ResolversTypes['EndImpersonationPayload']>, ParentType, ContextType, RequireFields<MutationEndImpersonationArgs, 'input'>>;
  exportAccount?: Resolver<Maybe<ResolversTypes['ExportAccountPayload']>, ParentType, ContextType, RequireFields<MutationExportAccountArgs, 'input'>>;
  grantCredits?: Resolver<Maybe<ResolversTypes['GrantCreditsPayload']>, ParentType, ContextType, RequireFields<MutationGrantCreditsArgs, 'input'>>;
  inviteMember?: Resolver<Maybe<ResolversTypes['InviteMemberPayload']>, ParentType, ContextType, RequireFields<MutationInviteMemberArgs, 'input'>>;
  leaveOrganization?: Resolver<Maybe<ResolversTypes['LeaveOrganizationPayload']>, ParentType, ContextType>;
  login?: Resolver<Maybe<ResolversTypes['LoginPayload']>, ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  logout?: Resolver<Maybe<ResolversTypes['LogoutPayload']>, ParentType, ContextType>;
  markAllNotificationsRead?: Resolver<Maybe<ResolversTypes['MarkAllNotificationsReadPayload']>, ParentType, ContextType>;
  markNotificationRead?: Resolver<Maybe<ResolversTypes['MarkNotificationReadPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationReadArgs, 'input'>>;
  markNotificationUnread?: Resolver<Maybe<ResolversTypes['MarkNotificationUnreadPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationUnreadArgs, 'input'>>;
  movePlanVersion?: Resolver<Maybe<ResolversTypes['MovePlanVersionPayload']>, ParentType, ContextType, RequireFields<MutationMovePlanVersionArgs, 'input'>>;
  moveTask?: Resolver<Maybe<ResolversTypes['MoveTaskPayload']>, ParentType, ContextType, RequireFields<MutationMoveTaskArgs, 'input'>>;
  openBillingPortal?: Resolver<Maybe<ResolversTypes['OpenBillingPortalPayload']>, ParentType, ContextType, RequireFields<MutationOpenBillingPortalArgs, 'input'>>;
  publishPlanVersion?: Resolver<Maybe<ResolversTypes['PublishPlanVersionPayload']>, ParentType, ContextType, RequireFields<MutationPublishPlanVersionArgs, 'input'>>;
  recordUsage?: Resolver<Maybe<ResolversTypes['RecordUsagePayload']>, ParentType, ContextType, RequireFields<MutationRecordUsageArgs, 'input'>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['RefreshSessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  regenerateRecoveryCodes?: Resolver<Maybe<ResolversTypes['RegenerateRecoveryCodesPayload']>, ParentType, ContextType, RequireFields<MutationRegenerateRecoveryCodesArgs, 'input'>>;
  register?: Resolver<Maybe<ResolversTypes['RegisterPayload']>, ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  registerOperations?: Resolver<Maybe<ResolversTypes['RegisterOperationsPayload']>, ParentType, ContextType, RequireFields<MutationRegisterOperationsArgs, 'input'>>;
  reinstateMember?: Resolver<Maybe<ResolversTypes['ReinstateMemberPayload']>, ParentType, ContextType, RequireFields<MutationReinstateMemberArgs, 'input'>>;
  reinstateOrganization?: Resolver<Maybe<ResolversTypes['ReinstateOrganizationPayload']>, ParentType, ContextType>;
  releasePlan?: Resolver<Maybe<ResolversTypes['ReleasePlanPayload']>, ParentType, ContextType, RequireFields<MutationReleasePlanArgs, 'input'>>;
  removeMember?: Resolver<Maybe<ResolversTypes['RemoveMemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
  removeProjectMember?: Resolver<Maybe<ResolversTypes['RemoveProjectMemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveProjectMemberArgs, 'input'>>;
  removeProjectTeam?: Resolver<Maybe<ResolversTypes['RemoveProjectTeamPayload']>, ParentType, ContextType, RequireFields<MutationRemoveProjectTeamArgs, 'input'>>;
  removeTeamMember?: Resolver<Maybe<ResolversTypes['RemoveTeamMemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveTeamMemberArgs, 'input'>>;
  replayFailedWebhookDeliveries?: Resolver<Maybe<ResolversTypes['ReplayFailedWebhookDeliveriesPayload']>, ParentType, ContextType, RequireFields<MutationReplayFailedWebhookDeliveriesArgs, 'input'>>;
  replayWebhookDelivery?: Resolver<Maybe<ResolversTypes['ReplayWebhookDeliveryPayload']>, ParentType, ContextType, RequireFields<MutationReplayWebhookDeliveryArgs, 'input'>>;
  requestEmailVerification?: Resolver<Maybe<ResolversTypes['RequestEmailVerificationPayload']>, ParentType, ContextType>;
  requestPasswordReset?: Resolver<Maybe<ResolversTypes['RequestPasswordResetPayload']>, ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'input'>>;
  resendInvitation?: Resolver<Maybe<ResolversTypes['ResendInvitationPayload']>, ParentType, ContextType, RequireFields<MutationResendInvitationArgs, 'input'>>;
  resetPassword?: Resolver<Maybe<ResolversTypes['ResetPasswordPayload']>, ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'input'>>;
  restoreOrganization?: Resolver<Maybe<ResolversTypes['RestoreOrganizationPayload']>, ParentType, ContextType>;
  restoreProject?: Resolver<Maybe<ResolversTypes['RestoreProjectPayload']>, ParentType, ContextType, RequireFields<MutationRestoreProjectArgs, 'input'>>;
  restoreTask?: Resolver<Maybe<ResolversTypes['RestoreTaskPayload']>, ParentType, ContextType, RequireFields<MutationRestoreTaskArgs, 'input'>>;
  retireClientVersion?: Resolver<Maybe<ResolversTypes['RetireClientVersionPayload']>, ParentType, ContextType, RequireFields<MutationRetireClientVersionArgs, 'input'>>;
  revokeApiKey?: Resolver<Maybe<ResolversTypes['RevokeApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRevokeApiKeyArgs, 'input'>>;
  revokeInvitation?: Resolver<Maybe<ResolversTypes['RevokeInvitationPayload']>, ParentType, ContextType, RequireFields<MutationRevokeInvitationArgs, 'input'>>;
  revokeOtherSessions?: Resolver<Maybe<ResolversTypes['RevokeOtherSessionsPayload']>, ParentType, ContextType>;
  revokeSession?: Resolver<Maybe<ResolversTypes['RevokeSessionPayload']>, ParentType, ContextType, RequireFields<MutationRevokeSessionArgs, 'input'>>;
  rollApiKey?: Resolver<Maybe<ResolversTypes['RollApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationRollApiKeyArgs, 'input'>>;
  rotateWebhookSecret?: Resolver<Maybe<ResolversTypes['RotateWebhookSecretPayload']>, ParentType, ContextType, RequireFields<MutationRotateWebhookSecretArgs, 'input'>>;
  sendTestWebhook?: Resolver<Maybe<ResolversTypes['SendTestWebhookPayload']>, ParentType, ContextType, RequireFields<MutationSendTestWebhookArgs, 'input'>>;
  setCreditAlert?: Resolver<Maybe<ResolversTypes['SetCreditAlertPayload']>, ParentType, ContextType, RequireFields<MutationSetCreditAlertArgs, 'input'>>;
  setFeatureOverride?: Resolver<Maybe<ResolversTypes['SetFeatureOverridePayload']>, ParentType, ContextType, RequireFields<MutationSetFeatureOverrideArgs, 'input'>>;
  setFlag?: Resolver<Maybe<ResolversTypes['SetFlagPayload']>, ParentType, ContextType, RequireFields<MutationSetFlagArgs, 'input'>>;
  setMemberGuest?: Resolver<Maybe<ResolversTypes['SetMemberGuestPayload']>, ParentType, ContextType, RequireFields<MutationSetMemberGuestArgs, 'input'>>;
  setMemberRole?: Resolver<Maybe<ResolversTypes['SetMemberRolePayload']>, ParentType, ContextType, RequireFields<MutationSetMemberRoleArgs, 'input'>>;
  setOrganizationOverrides?: Resolver<Maybe<ResolversTypes['SetOrganizationOverridesPayload']>, ParentType, ContextType, RequireFields<MutationSetOrganizationOverridesArgs, 'input'>>;
  setTeamLead?: Resolver<Maybe<ResolversTypes['SetTeamLeadPayload']>, ParentType, ContextType, RequireFields<MutationSetTeamLeadArgs, 'input'>>;
  spendCredits?: Resolver<Maybe<ResolversTypes['SpendCreditsPayload']>, ParentType, ContextType, RequireFields<MutationSpendCreditsArgs, 'input'>>;
  startCheckout?: Resolver<Maybe<ResolversTypes['StartCheckoutPayload']>, ParentType, ContextType, RequireFields<MutationStartCheckoutArgs, 'input'>>;
  startImpersonation?: Resolver<Maybe<ResolversTypes['StartImpersonationPayload']>, ParentType, ContextType, RequireFields<MutationStartImpersonationArgs, 'input'>>;
  startPlanTrial?: Resolver<Maybe<ResolversTypes['StartPlanTrialPayload']>, ParentType, ContextType, RequireFields<MutationStartPlanTrialArgs, 'input'>>;
  suspendMember?: Resolver<Maybe<ResolversTypes['SuspendMemberPayload']>, ParentType, ContextType, RequireFields<MutationSuspendMemberArgs, 'input'>>;
  suspendOrganization?: Resolver<Maybe<ResolversTypes['SuspendOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationSuspendOrganizationArgs, 'input'>>;
  suspendUser?: Resolver<Maybe<ResolversTypes['SuspendUserPayload']>, ParentType, ContextType, RequireFields<MutationSuspendUserArgs, 'input'>>;
  switchOrganization?: Resolver<Maybe<ResolversTypes['SwitchOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationSwitchOrganizationArgs, 'input'>>;
  transferOwnership?: Resolver<Maybe<ResolversTypes['TransferOwnershipPayload']>, ParentType, ContextType, RequireFields<MutationTransferOwnershipArgs, 'input'>>;
  undoEmailChange?: Resolver<Maybe<ResolversTypes['UndoEmailChangePayload']>, ParentType, ContextType, RequireFields<MutationUndoEmailChangeArgs, 'input'>>;
  unwatchProject?: Resolver<Maybe<ResolversTypes['UnwatchProjectPayload']>, ParentType, ContextType, RequireFields<MutationUnwatchProjectArgs, 'input'>>;
  unwatchTask?: Resolver<Maybe<ResolversTypes['UnwatchTaskPayload']>, ParentType, ContextType, RequireFields<MutationUnwatchTaskArgs, 'input'>>;
  updateApiKey?: Resolver<Maybe<ResolversTypes['UpdateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationUpdateApiKeyArgs, 'input'>>;
  updateComment?: Resolver<Maybe<ResolversTypes['UpdateCommentPayload']>, ParentType, ContextType, RequireFields<MutationUpdateCommentArgs, 'input'>>;
  updateLabel?: Resolver<Maybe<ResolversTypes['UpdateLabelPayload']>, ParentType, ContextType, RequireFields<MutationUpdateLabelArgs, 'input'>>;
  updateMemberRole?: Resolver<Maybe<ResolversTypes['UpdateMemberRolePayload']>, ParentType, ContextType, RequireFields<MutationUpdateMemberRoleArgs, 'input'>>;
  updateMeterPolicy?: Resolver<Maybe<ResolversTypes['UpdateMeterPolicyPayload']>, ParentType, ContextType, RequireFields<MutationUpdateMeterPolicyArgs, 'input'>>;
  updateNotificationPreferences?: Resolver<Maybe<ResolversTypes['UpdateNotificationPreferencesPayload']>, ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferencesArgs, 'input'>>;
  updateOrganization?: Resolver<Maybe<ResolversTypes['UpdateOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateOrganizationArgs, 'input'>>;
  updateOrganizationSettings?: Resolver<Maybe<ResolversTypes['UpdateOrganizationSettingsPayload']>, ParentType, ContextType, RequireFields<MutationUpdateOrganizationSettingsArgs, 'input'>>;
  updateProfile?: Resolver<Maybe<ResolversTypes['UpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updateProject?: Resolver<Maybe<ResolversTypes['UpdateProjectPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProjectArgs, 'input'>>;
  updateProjectMember?: Resolver<Maybe<ResolversTypes['UpdateProjectMemberPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProjectMemberArgs, 'input'>>;
  updateProjectTeam?: Resolver<Maybe<ResolversTypes['UpdateProjectTeamPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProjectTeamArgs, 'input'>>;
  updateRole?: Resolver<Maybe<ResolversTypes['UpdateRolePayload']>, ParentType, ContextType, RequireFields<MutationUpdateRoleArgs, 'input'>>;
  updateServiceAccount?: Resolver<Maybe<ResolversTypes['UpdateServiceAccountPayload']>, ParentType, ContextType, RequireFields<MutationUpdateServiceAccountArgs, 'input'>>;
  updateTask?: Resolver<Maybe<ResolversTypes['UpdateTaskPayload']>, ParentType, ContextType, RequireFields<MutationUpdateTaskArgs, 'input'>>;
  updateTasks?: Resolver<Maybe<ResolversTypes['UpdateTasksPayload']>, ParentType, ContextType, RequireFields<MutationUpdateTasksArgs, 'input'>>;
  updateTeam?: Resolver<Maybe<ResolversTypes['UpdateTeamPayload']>, ParentType, ContextType, RequireFields<MutationUpdateTeamArgs, 'input'>>;
  updateWebhookEndpoint?: Resolver<Maybe<ResolversTypes['UpdateWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationUpdateWebhookEndpointArgs, 'input'>>;
  verifyEmail?: Resolver<Maybe<ResolversTypes['VerifyEmailPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
  verifyKey?: Resolver<Maybe<ResolversTypes['VerifyKeyPayload']>, ParentType, ContextType, RequireFields<MutationVerifyKeyArgs, 'input'>>;
  voidCreditGrant?: Resolver<Maybe<ResolversTypes['VoidCreditGrantPayload']>, ParentType, ContextType, RequireFields<MutationVoidCreditGrantArgs, 'input'>>;
  voidUsageEvent?: Resolver<Maybe<ResolversTypes['VoidUsageEventPayload']>, ParentType, ContextType, RequireFields<MutationVoidUsageEventArgs, 'input'>>;
  watchProject?: Resolver<Maybe<ResolversTypes['WatchProjectPayload']>, ParentType, ContextType, RequireFields<MutationWatchProjectArgs, 'input'>>;
  watchTask?: Resolver<Maybe<ResolversTypes['WatchTaskPayload']>, ParentType, ContextType, RequireFields<MutationWatchTaskArgs, 'input'>>;
  withdrawPlanChange?: Resolver<Maybe<ResolversTypes['WithdrawPlanChangePayload']>, ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'ApiKey' | 'AuditEvent' | 'Comment' | 'CreditGrant' | 'Invitation' | 'Label' | 'Membership' | 'Notification' | 'Organization' | 'OrganizationRole' | 'Project' | 'ProjectMember' | 'ProjectTeam' | 'Session' | 'Task' | 'Team' | 'User' | 'WebhookDelivery' | 'WebhookEndpoint', ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['Comment']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isRead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  email?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  inApp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
};

export type NotificationPreferencesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreferences'] = ResolversParentTypes['NotificationPreferences']> = {
  kinds?: Resolver<Array<ResolversTypes['NotificationPreference']>, ParentType, ContextType>;
};

export type OpenBillingPortalPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OpenBillingPortalPayload'] = ResolversParentTypes['OpenBillingPortalPayload']> = {
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization']> = {
  archiveReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entitlement?: Resolver<Maybe<ResolversTypes['Entitlement']>, ParentType, ContextType, RequireFields<OrganizationEntitlementArgs, 'key'>>;
  entitlements?: Resolver<Array<ResolversTypes['Entitlement']>, ParentType, ContextType>;
  featureOverrides?: Resolver<Array<ResolversTypes['FeatureOverride']>, ParentType, ContextType>;
  hasFeature?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<OrganizationHasFeatureArgs, 'feature'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isFlagOn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<OrganizationIsFlagOnArgs, 'flag'>>;
  members?: Resolver<ResolversTypes['MembershipConnection'], ParentType, ContextType, Partial<OrganizationMembersArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  overrides?: Resolver<Maybe<ResolversTypes['OrganizationOverrides']>, ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, Partial<OrganizationProjectsArgs>>;
  settings?: Resolver<ResolversTypes['OrganizationSettings'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrganizationStatus'], ParentType, ContextType>;
  statusHistory?: Resolver<ResolversTypes['OrganizationStatusChangeConnection'], ParentType, ContextType, Partial<OrganizationStatusHistoryArgs>>;
  suspension?: Resolver<Maybe<ResolversTypes['OrganizationSuspension']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  usage?: Resolver<ResolversTypes['OrganizationUsage'], ParentType, ContextType>;
  viewerCanAddMembers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanArchive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanChangePlan?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanCreateProjects?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanCreateTasks?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanCreateTeams?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanInviteMembers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanLeave?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanManageApiKeys?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanManageServiceAccounts?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanManageWebhooks?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanReinstate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanRestore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeApiKeys?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeAuditEvents?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeBilling?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeInvitations?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeUsage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeWebhooks?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSuspend?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanTransferOwnership?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerRole?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationConnection'] = ResolversParentTypes['OrganizationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrganizationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Organization']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrganizationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationEdge'] = ResolversParentTypes['OrganizationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
};

export type OrganizationEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationEvent'] = ResolversParentTypes['OrganizationEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type OrganizationOverridesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationOverrides'] = ResolversParentTypes['OrganizationOverrides']> = {
  addedFeatures?: Resolver<Array<ResolversTypes['PlanFeature']>, ParentType, ContextType>;
  apiKeys?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  apiRequestsPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  apiRequestsPerMonth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  projects?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subscriptions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  subscriptionsPerCaller?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  webhookEndpoints?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OrganizationOverviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationOverview'] = ResolversParentTypes['OrganizationOverview']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organizationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  planCode?: Resolver<ResolversTypes['PlanCode'], ParentType, ContextType>;
  planVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrganizationStatus'], ParentType, ContextType>;
  suspendedBy?: Resolver<Maybe<ResolversTypes['SuspensionAuthority']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  use?: Resolver<ResolversTypes['OrganizationUse'], ParentType, ContextType>;
};

export type OrganizationOverviewConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationOverviewConnection'] = ResolversParentTypes['OrganizationOverviewConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrganizationOverviewEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['OrganizationOverview']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrganizationOverviewEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationOverviewEdge'] = ResolversParentTypes['OrganizationOverviewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrganizationOverview'], ParentType, ContextType>;
};

export type OrganizationRoleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationRole'] = ResolversParentTypes['OrganizationRole']> = {
  basedOn?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  builtIn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permissions?: Resolver<Array<ResolversTypes['Permission']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanGrant?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OrganizationRoleConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationRoleConnection'] = ResolversParentTypes['OrganizationRoleConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrganizationRoleEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrganizationRoleEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationRoleEdge'] = ResolversParentTypes['OrganizationRoleEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrganizationRole'], ParentType, ContextType>;
};

export type OrganizationSettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationSettings'] = ResolversParentTypes['OrganizationSettings']> = {
  adminsGrantAdmin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  membersInvite?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  membersSeeAllProjects?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type OrganizationStatusChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationStatusChange'] = ResolversParentTypes['OrganizationStatusChange']> = {
  changedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['OrganizationStatus'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type OrganizationStatusChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationStatusChangeConnection'] = ResolversParentTypes['OrganizationStatusChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['OrganizationStatusChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['OrganizationStatusChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type OrganizationStatusChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationStatusChangeEdge'] = ResolversParentTypes['OrganizationStatusChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['OrganizationStatusChange'], ParentType, ContextType>;
};

export type OrganizationSuspensionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationSuspension'] = ResolversParentTypes['OrganizationSuspension']> = {
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  suspendedBy?: Resolver<ResolversTypes['SuspensionAuthority'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type OrganizationUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationUsage'] = ResolversParentTypes['OrganizationUsage']> = {
  apiKeys?: Resolver<ResolversTypes['UsageCount'], ParentType, ContextType>;
  apiRequests?: Resolver<ResolversTypes['PeriodUsage'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['UsageCount'], ParentType, ContextType>;
  projects?: Resolver<ResolversTypes['UsageCount'], ParentType, ContextType>;
  webhookEndpoints?: Resolver<ResolversTypes['UsageCount'], ParentType, ContextType>;
};

export type OrganizationUseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OrganizationUse'] = ResolversParentTypes['OrganizationUse']> = {
  apiRequests?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  projects?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tasks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PaymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Payment'] = ResolversParentTypes['Payment']> = {
  currentPeriodEnd?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['Plan']>, ParentType, ContextType>;
  planEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  planGivenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  seats?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PaymentStatus'], ParentType, ContextType>;
};

export type PeriodUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeriodUsage'] = ResolversParentTypes['PeriodUsage']> = {
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  resetsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['PlanCode'], ParentType, ContextType>;
  features?: Resolver<Array<ResolversTypes['PlanFeature']>, ParentType, ContextType>;
  isPublic?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['PlanLimits'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  terms?: Resolver<ResolversTypes['PlanVersion'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<Array<ResolversTypes['PlanVersion']>, ParentType, ContextType>;
};

export interface PlanCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlanCode'], any> {
  name: 'PlanCode';
}

export interface PlanFeatureScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PlanFeature'], any> {
  name: 'PlanFeature';
}

export type PlanLimitsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanLimits'] = ResolversParentTypes['PlanLimits']> = {
  apiKeys?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  apiRequestsPerMinute?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  apiRequestsPerMonth?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  members?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  projects?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  subscriptions?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  subscriptionsPerCaller?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  webhookEndpoints?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PlanMoveResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanMove'] = ResolversParentTypes['PlanMove']> = {
  errors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  organizationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PlanMoveStatus'], ParentType, ContextType>;
};

export type PlanPriceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanPrice'] = ResolversParentTypes['PlanPrice']> = {
  included?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  meter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  packageSize?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
  priceModel?: Resolver<ResolversTypes['PriceModel'], ParentType, ContextType>;
  tiers?: Resolver<Array<ResolversTypes['PriceTier']>, ParentType, ContextType>;
  unitPrice?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PlanSegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanSegment'] = ResolversParentTypes['PlanSegment']> = {
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isTrial?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PlanSegmentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanSegmentConnection'] = ResolversParentTypes['PlanSegmentConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PlanSegmentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PlanSegment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlanSegmentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanSegmentEdge'] = ResolversParentTypes['PlanSegmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PlanSegment'], ParentType, ContextType>;
};

export type PlanVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlanVersion'] = ResolversParentTypes['PlanVersion']> = {
  basePrice?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  features?: Resolver<Array<ResolversTypes['FeatureValue']>, ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['PlanLimits'], ParentType, ContextType>;
  planAfterTrial?: Resolver<Maybe<ResolversTypes['PlanCode']>, ParentType, ContextType>;
  prices?: Resolver<Array<ResolversTypes['PlanPrice']>, ParentType, ContextType>;
  publishedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  trialDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlannedPlanChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PlannedPlanChange'] = ResolversParentTypes['PlannedPlanChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PlannedPlanChangeKind'], ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  refusedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PriceTierResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PriceTier'] = ResolversParentTypes['PriceTier']> = {
  unitPrice?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  upTo?: Resolver<Maybe<ResolversTypes['BigInt']>, ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['ProjectMemberConnection'], ParentType, ContextType, Partial<ProjectMembersArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProjectStatus'], ParentType, ContextType>;
  taskCounts?: Resolver<Array<ResolversTypes['TaskCount']>, ParentType, ContextType>;
  tasks?: Resolver<ResolversTypes['TaskConnection'], ParentType, ContextType, Partial<ProjectTasksArgs>>;
  teams?: Resolver<ResolversTypes['ProjectTeamConnection'], ParentType, ContextType, Partial<ProjectTeamsArgs>>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerIsWatching?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerLevel?: Resolver<ResolversTypes['ProjectLevel'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['ProjectVisibility'], ParentType, ContextType>;
  watchingTeams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type ProjectEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectEvent'] = ResolversParentTypes['ProjectEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  projectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type ProjectMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectMember'] = ResolversParentTypes['ProjectMember']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['ProjectLevel'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectMemberConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectMemberConnection'] = ResolversParentTypes['ProjectMemberConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProjectMemberEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ProjectMember']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectMemberEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectMemberEdge'] = ResolversParentTypes['ProjectMemberEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProjectMember'], ParentType, ContextType>;
};

export type ProjectTeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectTeam'] = ResolversParentTypes['ProjectTeam']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['ProjectLevel'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  team?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProjectTeamConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectTeamConnection'] = ResolversParentTypes['ProjectTeamConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProjectTeamEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ProjectTeam']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectTeamEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProjectTeamEdge'] = ResolversParentTypes['ProjectTeamEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProjectTeam'], ParentType, ContextType>;
};

export type PublishPlanVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PublishPlanVersionPayload'] = ResolversParentTypes['PublishPlanVersionPayload']> = {
  planVersion?: Resolver<Maybe<ResolversTypes['PlanVersion']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accountEvents?: Resolver<Maybe<ResolversTypes['AccountEventConnection']>, ParentType, ContextType, Partial<QueryAccountEventsArgs>>;
  allOrganizations?: Resolver<Maybe<ResolversTypes['OrganizationOverviewConnection']>, ParentType, ContextType, Partial<QueryAllOrganizationsArgs>>;
  allPlans?: Resolver<Maybe<Array<ResolversTypes['Plan']>>, ParentType, ContextType>;
  apiKeys?: Resolver<Maybe<ResolversTypes['ApiKeyConnection']>, ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'includeRevoked'>>;
  auditEventExport?: Resolver<Maybe<ResolversTypes['AuditEventExport']>, ParentType, ContextType, Partial<QueryAuditEventExportArgs>>;
  auditEvents?: Resolver<Maybe<ResolversTypes['AuditEventConnection']>, ParentType, ContextType, Partial<QueryAuditEventsArgs>>;
  billingStatement?: Resolver<Maybe<ResolversTypes['BillingStatement']>, ParentType, ContextType, RequireFields<QueryBillingStatementArgs, 'month'>>;
  billingStatements?: Resolver<Maybe<ResolversTypes['BillingStatementConnection']>, ParentType, ContextType, Partial<QueryBillingStatementsArgs>>;
  clientVersions?: Resolver<Maybe<ResolversTypes['ClientVersionConnection']>, ParentType, ContextType, Partial<QueryClientVersionsArgs>>;
  creditBalance?: Resolver<Maybe<ResolversTypes['CreditBalance']>, ParentType, ContextType>;
  creditEntries?: Resolver<Maybe<ResolversTypes['CreditEntryConnection']>, ParentType, ContextType, Partial<QueryCreditEntriesArgs>>;
  creditGrants?: Resolver<Maybe<ResolversTypes['CreditGrantConnection']>, ParentType, ContextType, Partial<QueryCreditGrantsArgs>>;
  flags?: Resolver<Maybe<Array<ResolversTypes['Flag']>>, ParentType, ContextType>;
  invitation?: Resolver<Maybe<ResolversTypes['InvitationPreview']>, ParentType, ContextType, RequireFields<QueryInvitationArgs, 'token'>>;
  invitations?: Resolver<Maybe<ResolversTypes['InvitationConnection']>, ParentType, ContextType, Partial<QueryInvitationsArgs>>;
  labels?: Resolver<Maybe<ResolversTypes['LabelConnection']>, ParentType, ContextType, Partial<QueryLabelsArgs>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  meterPolicy?: Resolver<Maybe<ResolversTypes['MeterPolicy']>, ParentType, ContextType>;
  meters?: Resolver<Maybe<Array<ResolversTypes['Meter']>>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Node']>>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  notificationPreferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, Partial<QueryNotificationsArgs>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType, Partial<QueryOrganizationArgs>>;
  organizations?: Resolver<Maybe<ResolversTypes['OrganizationConnection']>, ParentType, ContextType, Partial<QueryOrganizationsArgs>>;
  payment?: Resolver<Maybe<ResolversTypes['Payment']>, ParentType, ContextType>;
  planHistory?: Resolver<Maybe<ResolversTypes['PlanSegmentConnection']>, ParentType, ContextType, Partial<QueryPlanHistoryArgs>>;
  plannedPlanChange?: Resolver<Maybe<ResolversTypes['PlannedPlanChange']>, ParentType, ContextType>;
  plans?: Resolver<Maybe<Array<ResolversTypes['Plan']>>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<Maybe<ResolversTypes['ProjectConnection']>, ParentType, ContextType, Partial<QueryProjectsArgs>>;
  receivedInvitations?: Resolver<Maybe<ResolversTypes['ReceivedInvitationConnection']>, ParentType, ContextType, Partial<QueryReceivedInvitationsArgs>>;
  roles?: Resolver<Maybe<ResolversTypes['OrganizationRoleConnection']>, ParentType, ContextType, Partial<QueryRolesArgs>>;
  search?: Resolver<Maybe<Array<ResolversTypes['SearchHit']>>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'query'>>;
  searchTasks?: Resolver<Maybe<ResolversTypes['SearchHitConnection']>, ParentType, ContextType, RequireFields<QuerySearchTasksArgs, 'query'>>;
  sessions?: Resolver<Maybe<ResolversTypes['SessionConnection']>, ParentType, ContextType, Partial<QuerySessionsArgs>>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  tasks?: Resolver<Maybe<ResolversTypes['TaskConnection']>, ParentType, ContextType, Partial<QueryTasksArgs>>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType, RequireFields<QueryTeamArgs, 'id'>>;
  teams?: Resolver<Maybe<ResolversTypes['TeamConnection']>, ParentType, ContextType, Partial<QueryTeamsArgs>>;
  unreadNotificationCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  usageEvents?: Resolver<Maybe<ResolversTypes['UsageEventConnection']>, ParentType, ContextType, Partial<QueryUsageEventsArgs>>;
  usageSeries?: Resolver<Maybe<ResolversTypes['UsageSeries']>, ParentType, ContextType, RequireFields<QueryUsageSeriesArgs, 'granularity' | 'meter'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, Partial<QueryUsersArgs>>;
  webhookDeliveries?: Resolver<Maybe<ResolversTypes['WebhookDeliveryConnection']>, ParentType, ContextType, Partial<QueryWebhookDeliveriesArgs>>;
  webhookEndpoints?: Resolver<Maybe<ResolversTypes['WebhookEndpointConnection']>, ParentType, ContextType, Partial<QueryWebhookEndpointsArgs>>;
};

export type ReceivedInvitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceivedInvitation'] = ResolversParentTypes['ReceivedInvitation']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inviterName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  organizationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type ReceivedInvitationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceivedInvitationConnection'] = ResolversParentTypes['ReceivedInvitationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReceivedInvitationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ReceivedInvitation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReceivedInvitationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReceivedInvitationEdge'] = ResolversParentTypes['ReceivedInvitationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReceivedInvitation'], ParentType, ContextType>;
};

export type RecordUsagePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RecordUsagePayload'] = ResolversParentTypes['RecordUsagePayload']> = {
  receipts?: Resolver<Maybe<Array<ResolversTypes['UsageReceipt']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RefreshSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RefreshSessionPayload'] = ResolversParentTypes['RefreshSessionPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegenerateRecoveryCodesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegenerateRecoveryCodesPayload'] = ResolversParentTypes['RegenerateRecoveryCodesPayload']> = {
  recoveryCodes?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisterOperationsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterOperationsPayload'] = ResolversParentTypes['RegisterOperationsPayload']> = {
  clientVersion?: Resolver<Maybe<ResolversTypes['ClientVersion']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisterPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisterPayload'] = ResolversParentTypes['RegisterPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RegisteredOperationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisteredOperation'] = ResolversParentTypes['RegisteredOperation']> = {
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  cost?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  documentId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['RegisteredOperationType'], ParentType, ContextType>;
  useCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegisteredOperationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisteredOperationConnection'] = ResolversParentTypes['RegisteredOperationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RegisteredOperationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RegisteredOperation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegisteredOperationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RegisteredOperationEdge'] = ResolversParentTypes['RegisteredOperationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RegisteredOperation'], ParentType, ContextType>;
};

export type ReinstateMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReinstateMemberPayload'] = ResolversParentTypes['ReinstateMemberPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReinstateOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReinstateOrganizationPayload'] = ResolversParentTypes['ReinstateOrganizationPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReleasePlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReleasePlanPayload'] = ResolversParentTypes['ReleasePlanPayload']> = {
  affectedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveMemberPayload'] = ResolversParentTypes['RemoveMemberPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RemoveProjectMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveProjectMemberPayload'] = ResolversParentTypes['RemoveProjectMemberPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveProjectTeamPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveProjectTeamPayload'] = ResolversParentTypes['RemoveProjectTeamPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RemoveTeamMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveTeamMemberPayload'] = ResolversParentTypes['RemoveTeamMemberPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReplayFailedWebhookDeliveriesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayFailedWebhookDeliveriesPayload'] = ResolversParentTypes['ReplayFailedWebhookDeliveriesPayload']> = {
  affectedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  replayedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhookEndpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export type ReplayWebhookDeliveryPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReplayWebhookDeliveryPayload'] = ResolversParentTypes['ReplayWebhookDeliveryPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhookDelivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
};

export type RequestEmailVerificationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestEmailVerificationPayload'] = ResolversParentTypes['RequestEmailVerificationPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RequestPasswordResetPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RequestPasswordResetPayload'] = ResolversParentTypes['RequestPasswordResetPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResendInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResendInvitationPayload'] = ResolversParentTypes['ResendInvitationPayload']> = {
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResetPasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResetPasswordPayload'] = ResolversParentTypes['ResetPasswordPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RestoreOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreOrganizationPayload'] = ResolversParentTypes['RestoreOrganizationPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RestoreProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreProjectPayload'] = ResolversParentTypes['RestoreProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RestoreTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RestoreTaskPayload'] = ResolversParentTypes['RestoreTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RetireClientVersionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RetireClientVersionPayload'] = ResolversParentTypes['RetireClientVersionPayload']> = {
  clientVersion?: Resolver<Maybe<ResolversTypes['ClientVersion']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeInvitationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeInvitationPayload'] = ResolversParentTypes['RevokeInvitationPayload']> = {
  invitation?: Resolver<Maybe<ResolversTypes['Invitation']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeOtherSessionsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeOtherSessionsPayload'] = ResolversParentTypes['RevokeOtherSessionsPayload']> = {
  affectedCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeSessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevokeSessionPayload'] = ResolversParentTypes['RevokeSessionPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RoleEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RoleEvent'] = ResolversParentTypes['RoleEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  roleId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type RollApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RollApiKeyPayload'] = ResolversParentTypes['RollApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RotateWebhookSecretPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RotateWebhookSecretPayload'] = ResolversParentTypes['RotateWebhookSecretPayload']> = {
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhookEndpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export type SearchHitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchHit'] = ResolversParentTypes['SearchHit']> = {
  rank?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type SearchHitConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchHitConnection'] = ResolversParentTypes['SearchHitConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SearchHitEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SearchHit']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SearchHitEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SearchHitEdge'] = ResolversParentTypes['SearchHitEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SearchHit'], ParentType, ContextType>;
};

export type SendTestWebhookPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SendTestWebhookPayload'] = ResolversParentTypes['SendTestWebhookPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhookDelivery?: Resolver<Maybe<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
};

export type SessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Session'] = ResolversParentTypes['Session']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isImpersonation?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SessionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionConnection'] = ResolversParentTypes['SessionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SessionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Session']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SessionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionEdge'] = ResolversParentTypes['SessionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Session'], ParentType, ContextType>;
};

export type SetCreditAlertPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetCreditAlertPayload'] = ResolversParentTypes['SetCreditAlertPayload']> = {
  creditBalance?: Resolver<Maybe<ResolversTypes['CreditBalance']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetFeatureOverridePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetFeatureOverridePayload'] = ResolversParentTypes['SetFeatureOverridePayload']> = {
  override?: Resolver<Maybe<ResolversTypes['FeatureOverride']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetFlagPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetFlagPayload'] = ResolversParentTypes['SetFlagPayload']> = {
  flag?: Resolver<Maybe<ResolversTypes['Flag']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetMemberGuestPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetMemberGuestPayload'] = ResolversParentTypes['SetMemberGuestPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetMemberRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetMemberRolePayload'] = ResolversParentTypes['SetMemberRolePayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetOrganizationOverridesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetOrganizationOverridesPayload'] = ResolversParentTypes['SetOrganizationOverridesPayload']> = {
  overrides?: Resolver<Maybe<ResolversTypes['OrganizationOverrides']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetTeamLeadPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetTeamLeadPayload'] = ResolversParentTypes['SetTeamLeadPayload']> = {
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SpendCreditsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpendCreditsPayload'] = ResolversParentTypes['SpendCreditsPayload']> = {
  creditSpend?: Resolver<Maybe<ResolversTypes['CreditSpend']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartCheckoutPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartCheckoutPayload'] = ResolversParentTypes['StartCheckoutPayload']> = {
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartImpersonationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartImpersonationPayload'] = ResolversParentTypes['StartImpersonationPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  session?: Resolver<Maybe<ResolversTypes['Session']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartPlanTrialPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StartPlanTrialPayload'] = ResolversParentTypes['StartPlanTrialPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  plannedChange?: Resolver<Maybe<ResolversTypes['PlannedPlanChange']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  commentEvents?: SubscriptionResolver<Maybe<ResolversTypes['CommentEvent']>, "commentEvents", ParentType, ContextType, Partial<SubscriptionCommentEventsArgs>>;
  invitationEvents?: SubscriptionResolver<Maybe<ResolversTypes['InvitationEvent']>, "invitationEvents", ParentType, ContextType>;
  labelEvents?: SubscriptionResolver<Maybe<ResolversTypes['LabelEvent']>, "labelEvents", ParentType, ContextType>;
  memberEvents?: SubscriptionResolver<Maybe<ResolversTypes['MemberEvent']>, "memberEvents", ParentType, ContextType>;
  notificationAdded?: SubscriptionResolver<Maybe<ResolversTypes['Notification']>, "notificationAdded", ParentType, ContextType>;
  organizationEvents?: SubscriptionResolver<Maybe<ResolversTypes['OrganizationEvent']>, "organizationEvents", ParentType, ContextType>;
  projectEvents?: SubscriptionResolver<Maybe<ResolversTypes['ProjectEvent']>, "projectEvents", ParentType, ContextType, Partial<SubscriptionProjectEventsArgs>>;
  roleEvents?: SubscriptionResolver<Maybe<ResolversTypes['RoleEvent']>, "roleEvents", ParentType, ContextType>;
  taskEvents?: SubscriptionResolver<Maybe<ResolversTypes['TaskEvent']>, "taskEvents", ParentType, ContextType, Partial<SubscriptionTaskEventsArgs>>;
  teamEvents?: SubscriptionResolver<Maybe<ResolversTypes['TeamEvent']>, "teamEvents", ParentType, ContextType>;
};

export type SuspendMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendMemberPayload'] = ResolversParentTypes['SuspendMemberPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SuspendOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendOrganizationPayload'] = ResolversParentTypes['SuspendOrganizationPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SuspendUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SuspendUserPayload'] = ResolversParentTypes['SuspendUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SwitchOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SwitchOrganizationPayload'] = ResolversParentTypes['SwitchOrganizationPayload']> = {
  accessToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  refreshToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TaskResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task']> = {
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  assignee?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  comments?: Resolver<ResolversTypes['CommentConnection'], ParentType, ContextType, Partial<TaskCommentsArgs>>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['TaskChangeConnection'], ParentType, ContextType, Partial<TaskHistoryArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  labels?: Resolver<Array<ResolversTypes['Label']>, ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  position?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['TaskPriority'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TaskStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerIsWatching?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  watchingTeams?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TaskChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskChange'] = ResolversParentTypes['TaskChange']> = {
  actor?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  apiKeyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fields?: Resolver<Array<ResolversTypes['TaskFieldChange']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type TaskChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskChangeConnection'] = ResolversParentTypes['TaskChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TaskChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['TaskChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TaskChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskChangeEdge'] = ResolversParentTypes['TaskChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TaskChange'], ParentType, ContextType>;
};

export type TaskConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskConnection'] = ResolversParentTypes['TaskConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TaskEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Task']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TaskCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskCount'] = ResolversParentTypes['TaskCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TaskStatus'], ParentType, ContextType>;
};

export type TaskEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskEdge'] = ResolversParentTypes['TaskEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type TaskEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskEvent'] = ResolversParentTypes['TaskEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  taskId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type TaskFieldChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TaskFieldChange'] = ResolversParentTypes['TaskFieldChange']> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type TeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Team'] = ResolversParentTypes['Team']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lead?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  members?: Resolver<ResolversTypes['MembershipConnection'], ParentType, ContextType, Partial<TeamMembersArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  projects?: Resolver<ResolversTypes['ProjectTeamConnection'], ParentType, ContextType, Partial<TeamProjectsArgs>>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanManageMembers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type TeamConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamConnection'] = ResolversParentTypes['TeamConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TeamEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Team']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TeamEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamEdge'] = ResolversParentTypes['TeamEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Team'], ParentType, ContextType>;
};

export type TeamEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TeamEvent'] = ResolversParentTypes['TeamEvent']> = {
  changedFields?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  teamId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ChangeType'], ParentType, ContextType>;
};

export type TransferOwnershipPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransferOwnershipPayload'] = ResolversParentTypes['TransferOwnershipPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UndoEmailChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UndoEmailChangePayload'] = ResolversParentTypes['UndoEmailChangePayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UnwatchProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnwatchProjectPayload'] = ResolversParentTypes['UnwatchProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UnwatchTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnwatchTaskPayload'] = ResolversParentTypes['UnwatchTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateApiKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateApiKeyPayload'] = ResolversParentTypes['UpdateApiKeyPayload']> = {
  apiKey?: Resolver<Maybe<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateCommentPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateCommentPayload'] = ResolversParentTypes['UpdateCommentPayload']> = {
  comment?: Resolver<Maybe<ResolversTypes['Comment']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateLabelPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateLabelPayload'] = ResolversParentTypes['UpdateLabelPayload']> = {
  label?: Resolver<Maybe<ResolversTypes['Label']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateMemberRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateMemberRolePayload'] = ResolversParentTypes['UpdateMemberRolePayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateMeterPolicyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateMeterPolicyPayload'] = ResolversParentTypes['UpdateMeterPolicyPayload']> = {
  meterPolicy?: Resolver<Maybe<ResolversTypes['MeterPolicy']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateNotificationPreferencesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationPreferencesPayload'] = ResolversParentTypes['UpdateNotificationPreferencesPayload']> = {
  notificationPreferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateOrganizationPayload'] = ResolversParentTypes['UpdateOrganizationPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateOrganizationSettingsPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateOrganizationSettingsPayload'] = ResolversParentTypes['UpdateOrganizationSettingsPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProjectMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProjectMemberPayload'] = ResolversParentTypes['UpdateProjectMemberPayload']> = {
  projectMember?: Resolver<Maybe<ResolversTypes['ProjectMember']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProjectPayload'] = ResolversParentTypes['UpdateProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProjectTeamPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProjectTeamPayload'] = ResolversParentTypes['UpdateProjectTeamPayload']> = {
  projectTeam?: Resolver<Maybe<ResolversTypes['ProjectTeam']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateRolePayload'] = ResolversParentTypes['UpdateRolePayload']> = {
  role?: Resolver<Maybe<ResolversTypes['OrganizationRole']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateServiceAccountPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateServiceAccountPayload'] = ResolversParentTypes['UpdateServiceAccountPayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTaskPayload'] = ResolversParentTypes['UpdateTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateTasksPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTasksPayload'] = ResolversParentTypes['UpdateTasksPayload']> = {
  tasks?: Resolver<Maybe<Array<ResolversTypes['Task']>>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateTeamPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateTeamPayload'] = ResolversParentTypes['UpdateTeamPayload']> = {
  team?: Resolver<Maybe<ResolversTypes['Team']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateWebhookEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateWebhookEndpointPayload'] = ResolversParentTypes['UpdateWebhookEndpointPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhookEndpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export type UsageBucketResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageBucket'] = ResolversParentTypes['UsageBucket']> = {
  quantity?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UsageCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageCount'] = ResolversParentTypes['UsageCount']> = {
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UsageEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageEvent'] = ResolversParentTypes['UsageEvent']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  eventId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  meter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  properties?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  void?: Resolver<Maybe<ResolversTypes['UsageVoid']>, ParentType, ContextType>;
};

export type UsageEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageEventConnection'] = ResolversParentTypes['UsageEventConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UsageEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['UsageEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UsageEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageEventEdge'] = ResolversParentTypes['UsageEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UsageEvent'], ParentType, ContextType>;
};

export type UsageGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageGroup'] = ResolversParentTypes['UsageGroup']> = {
  buckets?: Resolver<Array<ResolversTypes['UsageBucket']>, ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  properties?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type UsageReceiptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageReceipt'] = ResolversParentTypes['UsageReceipt']> = {
  eventId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UsageReceiptStatus'], ParentType, ContextType>;
};

export type UsageSeriesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageSeries'] = ResolversParentTypes['UsageSeries']> = {
  buckets?: Resolver<Array<ResolversTypes['UsageBucket']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  granularity?: Resolver<ResolversTypes['UsageGranularity'], ParentType, ContextType>;
  groups?: Resolver<Array<ResolversTypes['UsageGroup']>, ParentType, ContextType>;
  meter?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
};

export type UsageVoidResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UsageVoid'] = ResolversParentTypes['UsageVoid']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  statementMonth?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  voidedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  account?: Resolver<Maybe<ResolversTypes['UserAccount']>, ParentType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bio?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fullName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['UserKind'], ParentType, ContextType>;
  memberships?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
  organizationMemberships?: Resolver<ResolversTypes['MembershipConnection'], ParentType, ContextType, Partial<UserOrganizationMembershipsArgs>>;
  status?: Resolver<ResolversTypes['UserStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserAccountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserAccount'] = ResolversParentTypes['UserAccount']> = {
  emailVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  passwordChangedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  platformAdmin?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recoveryCodesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  statusHistory?: Resolver<ResolversTypes['UserStatusChangeConnection'], ParentType, ContextType, Partial<UserAccountStatusHistoryArgs>>;
  statusReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statusUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  totpEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserStatusChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserStatusChange'] = ResolversParentTypes['UserStatusChange']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UserStatus'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type UserStatusChangeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserStatusChangeConnection'] = ResolversParentTypes['UserStatusChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['UserStatusChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['UserStatusChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UserStatusChangeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UserStatusChangeEdge'] = ResolversParentTypes['UserStatusChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['UserStatusChange'], ParentType, ContextType>;
};

export type VerifyEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyEmailPayload'] = ResolversParentTypes['VerifyEmailPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type VerifyKeyPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VerifyKeyPayload'] = ResolversParentTypes['VerifyKeyPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  verification?: Resolver<Maybe<ResolversTypes['KeyVerification']>, ParentType, ContextType>;
};

export type VoidCreditGrantPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoidCreditGrantPayload'] = ResolversParentTypes['VoidCreditGrantPayload']> = {
  creditGrant?: Resolver<Maybe<ResolversTypes['CreditGrant']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type VoidUsageEventPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['VoidUsageEventPayload'] = ResolversParentTypes['VoidUsageEventPayload']> = {
  usageEvent?: Resolver<Maybe<ResolversTypes['UsageEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WatchProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchProjectPayload'] = ResolversParentTypes['WatchProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WatchTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WatchTaskPayload'] = ResolversParentTypes['WatchTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type WebhookAttemptResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookAttempt'] = ResolversParentTypes['WebhookAttempt']> = {
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  responseBody?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type WebhookDeliveryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDelivery'] = ResolversParentTypes['WebhookDelivery']> = {
  attempts?: Resolver<Array<ResolversTypes['WebhookAttempt']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endpoint?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  messageId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sequenceNumber?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WebhookDeliveryState'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookDeliveryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryConnection'] = ResolversParentTypes['WebhookDeliveryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WebhookDeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['WebhookDelivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WebhookDeliveryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookDeliveryEdge'] = ResolversParentTypes['WebhookDeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookDelivery'], ParentType, ContextType>;
};

export type WebhookEndpointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpoint'] = ResolversParentTypes['WebhookEndpoint']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  disabledAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  disabledReason?: Resolver<Maybe<ResolversTypes['WebhookDisabledReason']>, ParentType, ContextType>;
  eventTypes?: Resolver<Array<ResolversTypes['WebhookEventType']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  failingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isLimitedToProjects?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  payload?: Resolver<ResolversTypes['WebhookPayloadKind'], ParentType, ContextType>;
  previousSecretExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  projectIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  secretRotationAdvisedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  unconfirmedProjectIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewerCanManage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type WebhookEndpointConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointConnection'] = ResolversParentTypes['WebhookEndpointConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WebhookEndpointEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WebhookEndpointEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WebhookEndpointEdge'] = ResolversParentTypes['WebhookEndpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WebhookEndpoint'], ParentType, ContextType>;
};

export type WithdrawPlanChangePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WithdrawPlanChangePayload'] = ResolversParentTypes['WithdrawPlanChangePayload']> = {
  plannedChange?: Resolver<Maybe<ResolversTypes['PlannedPlanChange']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  AccountEvent?: AccountEventResolvers<ContextType>;
  AccountEventConnection?: AccountEventConnectionResolvers<ContextType>;
  AccountEventEdge?: AccountEventEdgeResolvers<ContextType>;
  ActivateClientVersionPayload?: ActivateClientVersionPayloadResolvers<ContextType>;
  ActivateUserPayload?: ActivateUserPayloadResolvers<ContextType>;
  AddMemberPayload?: AddMemberPayloadResolvers<ContextType>;
  AddProjectMemberPayload?: AddProjectMemberPayloadResolvers<ContextType>;
  AddProjectTeamPayload?: AddProjectTeamPayloadResolvers<ContextType>;
  AddTeamMemberPayload?: AddTeamMemberPayloadResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  ArchiveOrganizationPayload?: ArchiveOrganizationPayloadResolvers<ContextType>;
  ArchivePlanPayload?: ArchivePlanPayloadResolvers<ContextType>;
  ArchiveProjectPayload?: ArchiveProjectPayloadResolvers<ContextType>;
  ArchiveTaskPayload?: ArchiveTaskPayloadResolvers<ContextType>;
  ArchiveUserPayload?: ArchiveUserPayloadResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  AuditEventExport?: AuditEventExportResolvers<ContextType>;
  BeginTotpEnrollmentPayload?: BeginTotpEnrollmentPayloadResolvers<ContextType>;
  BigInt?: GraphQLScalarType;
  BillingLineItem?: BillingLineItemResolvers<ContextType>;
  BillingStatement?: BillingStatementResolvers<ContextType>;
  BillingStatementConnection?: BillingStatementConnectionResolvers<ContextType>;
  BillingStatementEdge?: BillingStatementEdgeResolvers<ContextType>;
  CancelPlanPayload?: CancelPlanPayloadResolvers<ContextType>;
  ChangeEmailPayload?: ChangeEmailPayloadResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ChangePlanPayload?: ChangePlanPayloadResolvers<ContextType>;
  ClearFeatureOverridePayload?: ClearFeatureOverridePayloadResolvers<ContextType>;
  ClearFlagPayload?: ClearFlagPayloadResolvers<ContextType>;
  ClearOrganizationOverridesPayload?: ClearOrganizationOverridesPayloadResolvers<ContextType>;
  ClientVersion?: ClientVersionResolvers<ContextType>;
  ClientVersionConnection?: ClientVersionConnectionResolvers<ContextType>;
  ClientVersionEdge?: ClientVersionEdgeResolvers<ContextType>;
  Comment?: CommentResolvers<ContextType>;
  CommentConnection?: CommentConnectionResolvers<ContextType>;
  CommentEdge?: CommentEdgeResolvers<ContextType>;
  CommentEvent?: CommentEventResolvers<ContextType>;
  ConfirmEmailChangePayload?: ConfirmEmailChangePayloadResolvers<ContextType>;
  ConfirmTotpEnrollmentPayload?: ConfirmTotpEnrollmentPayloadResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateCommentPayload?: CreateCommentPayloadResolvers<ContextType>;
  CreateLabelPayload?: CreateLabelPayloadResolvers<ContextType>;
  CreateOrganizationPayload?: CreateOrganizationPayloadResolvers<ContextType>;
  CreatePlanPayload?: CreatePlanPayloadResolvers<ContextType>;
  CreateProjectPayload?: CreateProjectPayloadResolvers<ContextType>;
  CreateRolePayload?: CreateRolePayloadResolvers<ContextType>;
  CreateServiceAccountPayload?: CreateServiceAccountPayloadResolvers<ContextType>;
  CreateTaskPayload?: CreateTaskPayloadResolvers<ContextType>;
  CreateTasksPayload?: CreateTasksPayloadResolvers<ContextType>;
  CreateTeamPayload?: CreateTeamPayloadResolvers<ContextType>;
  CreateWebhookEndpointPayload?: CreateWebhookEndpointPayloadResolvers<ContextType>;
  CreditBalance?: CreditBalanceResolvers<ContextType>;
  CreditEntry?: CreditEntryResolvers<ContextType>;
  CreditEntryConnection?: CreditEntryConnectionResolvers<ContextType>;
  CreditEntryEdge?: CreditEntryEdgeResolvers<ContextType>;
  CreditGrant?: CreditGrantResolvers<ContextType>;
  CreditGrantConnection?: CreditGrantConnectionResolvers<ContextType>;
  CreditGrantEdge?: CreditGrantEdgeResolvers<ContextType>;
  CreditSpend?: CreditSpendResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeactivateUserPayload?: DeactivateUserPayloadResolvers<ContextType>;
  DeclareFeaturePayload?: DeclareFeaturePayloadResolvers<ContextType>;
  DeclareMeterPayload?: DeclareMeterPayloadResolvers<ContextType>;
  DeclineInvitationPayload?: DeclineInvitationPayloadResolvers<ContextType>;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DeleteCommentPayload?: DeleteCommentPayloadResolvers<ContextType>;
  DeleteLabelPayload?: DeleteLabelPayloadResolvers<ContextType>;
  DeleteOrganizationPayload?: DeleteOrganizationPayloadResolvers<ContextType>;
  DeleteProjectPayload?: DeleteProjectPayloadResolvers<ContextType>;
  DeleteRolePayload?: DeleteRolePayloadResolvers<ContextType>;
  DeleteServiceAccountPayload?: DeleteServiceAccountPayloadResolvers<ContextType>;
  DeleteTaskPayload?: DeleteTaskPayloadResolvers<ContextType>;
  DeleteTasksPayload?: DeleteTasksPayloadResolvers<ContextType>;
  DeleteTeamPayload?: DeleteTeamPayloadResolvers<ContextType>;
  DeleteWebhookEndpointPayload?: DeleteWebhookEndpointPayloadResolvers<ContextType>;
  DisableTotpPayload?: DisableTotpPayloadResolvers<ContextType>;
  EndImpersonationPayload?: EndImpersonationPayloadResolvers<ContextType>;
  Entitlement?: EntitlementResolvers<ContextType>;
  ExportAccountPayload?: ExportAccountPayloadResolvers<ContextType>;
  Feature?: FeatureResolvers<ContextType>;
  FeatureOverride?: FeatureOverrideResolvers<ContextType>;
  FeatureValue?: FeatureValueResolvers<ContextType>;
  Flag?: FlagResolvers<ContextType>;
  GrantCreditsPayload?: GrantCreditsPayloadResolvers<ContextType>;
  Invitation?: InvitationResolvers<ContextType>;
  InvitationConnection?: InvitationConnectionResolvers<ContextType>;
  InvitationEdge?: InvitationEdgeResolvers<ContextType>;
  InvitationEvent?: InvitationEventResolvers<ContextType>;
  InvitationPreview?: InvitationPreviewResolvers<ContextType>;
  InviteMemberPayload?: InviteMemberPayloadResolvers<ContextType>;
  InvitedProject?: InvitedProjectResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  KeyVerification?: KeyVerificationResolvers<ContextType>;
  Label?: LabelResolvers<ContextType>;
  LabelConnection?: LabelConnectionResolvers<ContextType>;
  LabelEdge?: LabelEdgeResolvers<ContextType>;
  LabelEvent?: LabelEventResolvers<ContextType>;
  LeaveOrganizationPayload?: LeaveOrganizationPayloadResolvers<ContextType>;
  LoginPayload?: LoginPayloadResolvers<ContextType>;
  LogoutPayload?: LogoutPayloadResolvers<ContextType>;
  MarkAllNotificationsReadPayload?: MarkAllNotificationsReadPayloadResolvers<ContextType>;
  MarkNotificationReadPayload?: MarkNotificationReadPayloadResolvers<ContextType>;
  MarkNotificationUnreadPayload?: MarkNotificationUnreadPayloadResolvers<ContextType>;
  MemberEvent?: MemberEventResolvers<ContextType>;
  Membership?: MembershipResolvers<ContextType>;
  MembershipConnection?: MembershipConnectionResolvers<ContextType>;
  MembershipEdge?: MembershipEdgeResolvers<ContextType>;
  MembershipSuspension?: MembershipSuspensionResolvers<ContextType>;
  Meter?: MeterResolvers<ContextType>;
  MeterPolicy?: MeterPolicyResolvers<ContextType>;
  MovePlanVersionPayload?: MovePlanVersionPayloadResolvers<ContextType>;
  MoveTaskPayload?: MoveTaskPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  NotificationPreferences?: NotificationPreferencesResolvers<ContextType>;
  OpenBillingPortalPayload?: OpenBillingPortalPayloadResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  OrganizationConnection?: OrganizationConnectionResolvers<ContextType>;
  OrganizationEdge?: OrganizationEdgeResolvers<ContextType>;
  OrganizationEvent?: OrganizationEventResolvers<ContextType>;
  OrganizationOverrides?: OrganizationOverridesResolvers<ContextType>;
  OrganizationOverview?: OrganizationOverviewResolvers<ContextType>;
  OrganizationOverviewConnection?: OrganizationOverviewConnectionResolvers<ContextType>;
  OrganizationOverviewEdge?: OrganizationOverviewEdgeResolvers<ContextType>;
  OrganizationRole?: OrganizationRoleResolvers<ContextType>;
  OrganizationRoleConnection?: OrganizationRoleConnectionResolvers<ContextType>;
  OrganizationRoleEdge?: OrganizationRoleEdgeResolvers<ContextType>;
  OrganizationSettings?: OrganizationSettingsResolvers<ContextType>;
  OrganizationStatusChange?: OrganizationStatusChangeResolvers<ContextType>;
  OrganizationStatusChangeConnection?: OrganizationStatusChangeConnectionResolvers<ContextType>;
  OrganizationStatusChangeEdge?: OrganizationStatusChangeEdgeResolvers<ContextType>;
  OrganizationSuspension?: OrganizationSuspensionResolvers<ContextType>;
  OrganizationUsage?: OrganizationUsageResolvers<ContextType>;
  OrganizationUse?: OrganizationUseResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Payment?: PaymentResolvers<ContextType>;
  PeriodUsage?: PeriodUsageResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  PlanCode?: GraphQLScalarType;
  PlanFeature?: GraphQLScalarType;
  PlanLimits?: PlanLimitsResolvers<ContextType>;
  PlanMove?: PlanMoveResolvers<ContextType>;
  PlanPrice?: PlanPriceResolvers<ContextType>;
  PlanSegment?: PlanSegmentResolvers<ContextType>;
  PlanSegmentConnection?: PlanSegmentConnectionResolvers<ContextType>;
  PlanSegmentEdge?: PlanSegmentEdgeResolvers<ContextType>;
  PlanVersion?: PlanVersionResolvers<ContextType>;
  PlannedPlanChange?: PlannedPlanChangeResolvers<ContextType>;
  PriceTier?: PriceTierResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectEvent?: ProjectEventResolvers<ContextType>;
  ProjectMember?: ProjectMemberResolvers<ContextType>;
  ProjectMemberConnection?: ProjectMemberConnectionResolvers<ContextType>;
  ProjectMemberEdge?: ProjectMemberEdgeResolvers<ContextType>;
  ProjectTeam?: ProjectTeamResolvers<ContextType>;
  ProjectTeamConnection?: ProjectTeamConnectionResolvers<ContextType>;
  ProjectTeamEdge?: ProjectTeamEdgeResolvers<ContextType>;
  PublishPlanVersionPayload?: PublishPlanVersionPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReceivedInvitation?: ReceivedInvitationResolvers<ContextType>;
  ReceivedInvitationConnection?: ReceivedInvitationConnectionResolvers<ContextType>;
  ReceivedInvitationEdge?: ReceivedInvitationEdgeResolvers<ContextType>;
  RecordUsagePayload?: RecordUsagePayloadResolvers<ContextType>;
  RefreshSessionPayload?: RefreshSessionPayloadResolvers<ContextType>;
  RegenerateRecoveryCodesPayload?: RegenerateRecoveryCodesPayloadResolvers<ContextType>;
  RegisterOperationsPayload?: RegisterOperationsPayloadResolvers<ContextType>;
  RegisterPayload?: RegisterPayloadResolvers<ContextType>;
  RegisteredOperation?: RegisteredOperationResolvers<ContextType>;
  RegisteredOperationConnection?: RegisteredOperationConnectionResolvers<ContextType>;
  RegisteredOperationEdge?: RegisteredOperationEdgeResolvers<ContextType>;
  ReinstateMemberPayload?: ReinstateMemberPayloadResolvers<ContextType>;
  ReinstateOrganizationPayload?: ReinstateOrganizationPayloadResolvers<ContextType>;
  ReleasePlanPayload?: ReleasePlanPayloadResolvers<ContextType>;
  RemoveMemberPayload?: RemoveMemberPayloadResolvers<ContextType>;
  RemoveProjectMemberPayload?: RemoveProjectMemberPayloadResolvers<ContextType>;
  RemoveProjectTeamPayload?: RemoveProjectTeamPayloadResolvers<ContextType>;
  RemoveTeamMemberPayload?: RemoveTeamMemberPayloadResolvers<ContextType>;
  ReplayFailedWebhookDeliveriesPayload?: ReplayFailedWebhookDeliveriesPayloadResolvers<ContextType>;
  ReplayWebhookDeliveryPayload?: ReplayWebhookDeliveryPayloadResolvers<ContextType>;
  RequestEmailVerificationPayload?: RequestEmailVerificationPayloadResolvers<ContextType>;
  RequestPasswordResetPayload?: RequestPasswordResetPayloadResolvers<ContextType>;
  ResendInvitationPayload?: ResendInvitationPayloadResolvers<ContextType>;
  ResetPasswordPayload?: ResetPasswordPayloadResolvers<ContextType>;
  RestoreOrganizationPayload?: RestoreOrganizationPayloadResolvers<ContextType>;
  RestoreProjectPayload?: RestoreProjectPayloadResolvers<ContextType>;
  RestoreTaskPayload?: RestoreTaskPayloadResolvers<ContextType>;
  RetireClientVersionPayload?: RetireClientVersionPayloadResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  RevokeInvitationPayload?: RevokeInvitationPayloadResolvers<ContextType>;
  RevokeOtherSessionsPayload?: RevokeOtherSessionsPayloadResolvers<ContextType>;
  RevokeSessionPayload?: RevokeSessionPayloadResolvers<ContextType>;
  RoleEvent?: RoleEventResolvers<ContextType>;
  RollApiKeyPayload?: RollApiKeyPayloadResolvers<ContextType>;
  RotateWebhookSecretPayload?: RotateWebhookSecretPayloadResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  SearchHitConnection?: SearchHitConnectionResolvers<ContextType>;
  SearchHitEdge?: SearchHitEdgeResolvers<ContextType>;
  SendTestWebhookPayload?: SendTestWebhookPayloadResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  SetCreditAlertPayload?: SetCreditAlertPayloadResolvers<ContextType>;
  SetFeatureOverridePayload?: SetFeatureOverridePayloadResolvers<ContextType>;
  SetFlagPayload?: SetFlagPayloadResolvers<ContextType>;
  SetMemberGuestPayload?: SetMemberGuestPayloadResolvers<ContextType>;
  SetMemberRolePayload?: SetMemberRolePayloadResolvers<ContextType>;
  SetOrganizationOverridesPayload?: SetOrganizationOverridesPayloadResolvers<ContextType>;
  SetTeamLeadPayload?: SetTeamLeadPayloadResolvers<ContextType>;
  SpendCreditsPayload?: SpendCreditsPayloadResolvers<ContextType>;
  StartCheckoutPayload?: StartCheckoutPayloadResolvers<ContextType>;
  StartImpersonationPayload?: StartImpersonationPayloadResolvers<ContextType>;
  StartPlanTrialPayload?: StartPlanTrialPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SuspendMemberPayload?: SuspendMemberPayloadResolvers<ContextType>;
  SuspendOrganizationPayload?: SuspendOrganizationPayloadResolvers<ContextType>;
  SuspendUserPayload?: SuspendUserPayloadResolvers<ContextType>;
  SwitchOrganizationPayload?: SwitchOrganizationPayloadResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  TaskChange?: TaskChangeResolvers<ContextType>;
  TaskChangeConnection?: TaskChangeConnectionResolvers<ContextType>;
  TaskChangeEdge?: TaskChangeEdgeResolvers<ContextType>;
  TaskConnection?: TaskConnectionResolvers<ContextType>;
  TaskCount?: TaskCountResolvers<ContextType>;
  TaskEdge?: TaskEdgeResolvers<ContextType>;
  TaskEvent?: TaskEventResolvers<ContextType>;
  TaskFieldChange?: TaskFieldChangeResolvers<ContextType>;
  Team?: TeamResolvers<ContextType>;
  TeamConnection?: TeamConnectionResolvers<ContextType>;
  TeamEdge?: TeamEdgeResolvers<ContextType>;
  TeamEvent?: TeamEventResolvers<ContextType>;
  TransferOwnershipPayload?: TransferOwnershipPayloadResolvers<ContextType>;
  UndoEmailChangePayload?: UndoEmailChangePayloadResolvers<ContextType>;
  UnwatchProjectPayload?: UnwatchProjectPayloadResolvers<ContextType>;
  UnwatchTaskPayload?: UnwatchTaskPayloadResolvers<ContextType>;
  UpdateApiKeyPayload?: UpdateApiKeyPayloadResolvers<ContextType>;
  UpdateCommentPayload?: UpdateCommentPayloadResolvers<ContextType>;
  UpdateLabelPayload?: UpdateLabelPayloadResolvers<ContextType>;
  UpdateMemberRolePayload?: UpdateMemberRolePayloadResolvers<ContextType>;
  UpdateMeterPolicyPayload?: UpdateMeterPolicyPayloadResolvers<ContextType>;
  UpdateNotificationPreferencesPayload?: UpdateNotificationPreferencesPayloadResolvers<ContextType>;
  UpdateOrganizationPayload?: UpdateOrganizationPayloadResolvers<ContextType>;
  UpdateOrganizationSettingsPayload?: UpdateOrganizationSettingsPayloadResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  UpdateProjectMemberPayload?: UpdateProjectMemberPayloadResolvers<ContextType>;
  UpdateProjectPayload?: UpdateProjectPayloadResolvers<ContextType>;
  UpdateProjectTeamPayload?: UpdateProjectTeamPayloadResolvers<ContextType>;
  UpdateRolePayload?: UpdateRolePayloadResolvers<ContextType>;
  UpdateServiceAccountPayload?: UpdateServiceAccountPayloadResolvers<ContextType>;
  UpdateTaskPayload?: UpdateTaskPayloadResolvers<ContextType>;
  UpdateTasksPayload?: UpdateTasksPayloadResolvers<ContextType>;
  UpdateTeamPayload?: UpdateTeamPayloadResolvers<ContextType>;
  UpdateWebhookEndpointPayload?: UpdateWebhookEndpointPayloadResolvers<ContextType>;
  UsageBucket?: UsageBucketResolvers<ContextType>;
  UsageCount?: UsageCountResolvers<ContextType>;
  UsageEvent?: UsageEventResolvers<ContextType>;
  UsageEventConnection?: UsageEventConnectionResolvers<ContextType>;
  UsageEventEdge?: UsageEventEdgeResolvers<ContextType>;
  UsageGroup?: UsageGroupResolvers<ContextType>;
  UsageReceipt?: UsageReceiptResolvers<ContextType>;
  UsageSeries?: UsageSeriesResolvers<ContextType>;
  UsageVoid?: UsageVoidResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserAccount?: UserAccountResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  UserStatusChange?: UserStatusChangeResolvers<ContextType>;
  UserStatusChangeConnection?: UserStatusChangeConnectionResolvers<ContextType>;
  UserStatusChangeEdge?: UserStatusChangeEdgeResolvers<ContextType>;
  VerifyEmailPayload?: VerifyEmailPayloadResolvers<ContextType>;
  VerifyKeyPayload?: VerifyKeyPayloadResolvers<ContextType>;
  VoidCreditGrantPayload?: VoidCreditGrantPayloadResolvers<ContextType>;
  VoidUsageEventPayload?: VoidUsageEventPayloadResolvers<ContextType>;
  WatchProjectPayload?: WatchProjectPayloadResolvers<ContextType>;
  WatchTaskPayload?: WatchTaskPayloadResolvers<ContextType>;
  WebhookAttempt?: WebhookAttemptResolvers<ContextType>;
  WebhookDelivery?: WebhookDeliveryResolvers<ContextType>;
  WebhookDeliveryConnection?: WebhookDeliveryConnectionResolvers<ContextType>;
  WebhookDeliveryEdge?: WebhookDeliveryEdgeResolvers<ContextType>;
  WebhookEndpoint?: WebhookEndpointResolvers<ContextType>;
  WebhookEndpointConnection?: WebhookEndpointConnectionResolvers<ContextType>;
  WebhookEndpointEdge?: WebhookEndpointEdgeResolvers<ContextType>;
  WithdrawPlanChangePayload?: WithdrawPlanChangePayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  shownOnce?: ShownOnceDirectiveResolver<any, any, ContextType>;
};

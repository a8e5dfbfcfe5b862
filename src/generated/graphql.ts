import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserRow } from '../modules/user/queries.ts';
import type { AccountRow } from '../modules/account/queries.ts';
import type { UserPage, StatusChangeRow, StatusChangePage } from '../modules/user/directory.ts';
import type { ClientVersionRow, ClientVersionPage, RegisteredOperationRow, RegisteredOperationPage } from '../modules/client/queries.ts';
import type { PageBounds } from '../database/pagination.ts';
import type { AccountEventRow, AccountEventPage } from '../modules/account/events.ts';
import type { SessionRow, SessionPage } from '../modules/session/list.ts';
import type { OrganizationRow, OrganizationPage } from '../modules/organization/queries.ts';
import type { OrganizationStatusChangeRow, OrganizationStatusChangePage } from '../modules/organization/status-changes.ts';
import type { InvitationRow, InvitationPage } from '../modules/invitation/queries.ts';
import type { ReceivedInvitationRow, ReceivedInvitationPage } from '../modules/invitation/mailed.ts';
import type { AuditEventRow, AuditEventPage } from '../modules/audit/queries.ts';
import type { MembershipRow, MembershipPage } from '../modules/membership/queries.ts';
import type { PlanRow } from '../modules/plan/queries.ts';
import type { ProjectRow, ProjectPage } from '../modules/project/queries.ts';
import type { TaskRow, TaskPage } from '../modules/task/queries.ts';
import type { Change } from '../modules/event/change.ts';
import type { SearchHitRow, SearchHitPage } from '../modules/task/search.ts';
import type { TaskChangeRow, TaskChangePage } from '../modules/task/history.ts';
import type { ApiKeyRow, ApiKeyPage } from '../modules/api-key/queries.ts';
import type { LabelRow, LabelPage } from '../modules/label/queries.ts';
import type { CommentRow, CommentPage } from '../modules/comment/queries.ts';
import type { WebhookEndpointRow, WebhookEndpointPage } from '../modules/webhook/endpoints.ts';
import type { WebhookDeliveryRow, WebhookDeliveryPage } from '../modules/webhook/deliveries.ts';
import type { NotificationRow, NotificationPage } from '../modules/notification/queries.ts';
import type { Preference } from '../modules/notification/preferences.ts';
import type { UsageEventRow, UsageEventPage } from '../modules/usage/queries.ts';
import type { Series } from '../modules/usage/series.ts';
import type { Statement, StatementPage } from '../modules/billing/statement.ts';
import type { LineItem } from '../modules/billing/line-items.ts';
import type { Context } from '../context.ts';
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
  /** A whole number that may be larger than an `Int`. Answered as a JSON number up to 9007199254740991 and as a decimal string beyond, where readers of JSON would round it. Taken as either. */
  BigInt: { input: number | bigint; output: bigint | number | string; }
  /** An instant in time, written as RFC 3339 in UTC, for example `2026-01-31T09:30:00Z`. */
  DateTime: { input: string; output: string; }
  /** Any JSON value. Whole numbers beyond 9007199254740991 are refused: send them as texts, because readers of JSON would round them. */
  JSON: { input: unknown; output: unknown; }
  /** A JSON object. Whole numbers beyond 9007199254740991 are refused: send them as texts, because readers of JSON would round them. */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
};

/** An invitation to accept. */
export type AcceptInvitationInput = {
  /** The token of the mail's link. */
  token: Scalars['String']['input'];
};

/** The answer to `acceptInvitation`. */
export type AcceptInvitationPayload = {
  __typename?: 'AcceptInvitationPayload';
  /** One's membership. Select its organization with `switchOrganization` or `X-Organization-Id`. */
  membership?: Maybe<Membership>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Something that happened to the viewer's account. Events are never changed; they hold no secrets. */
export type AccountEvent = {
  __typename?: 'AccountEvent';
  /** What happened, for example `account.password_changed`. */
  action: Scalars['String']['output'];
  /** Who did it. */
  actor: AccountEventActor;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
  /** More about it, for example the fields that were changed: an object whose fields depend on the action: docs/audit-log.md. */
  details?: Maybe<Scalars['JSON']['output']>;
  /** The program and system that `userAgent` names, for people. */
  device?: Maybe<Scalars['String']['output']>;
  /** The event's id. */
  id: Scalars['ID']['output'];
  /** The address that the request came from; null for platform administrators. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** The request's id, as its answer's `X-Request-Id` told. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** The session that it happened in, if it is known; the session may have ended. */
  sessionId?: Maybe<Scalars['ID']['output']>;
  /** The program that sent the request, as it named itself; null where `ipAddress` is. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** Who did something to an account. */
export type AccountEventActor =
  /** A platform administrator, or the system. */
  | 'PLATFORM'
  /** Its holder: somebody with a session, the password or a mailed link. */
  | 'SELF'
  /** Somebody who was not signed in, such as after a wrong password. */
  | 'UNKNOWN';

/** A page of account events. */
export type AccountEventConnection = {
  __typename?: 'AccountEventConnection';
  /** The page's items with their cursors. */
  edges: Array<AccountEventEdge>;
  /** The page's items. */
  nodes: Array<AccountEvent>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** An account event and its place in a list. */
export type AccountEventEdge = {
  __typename?: 'AccountEventEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** An account event. */
  node: AccountEvent;
};

/** Which account events to list; all conditions must hold. */
export type AccountEventFilter = {
  /** By what happened. */
  action?: InputMaybe<StringFilter>;
  /** All of these hold. */
  and?: InputMaybe<Array<AccountEventFilter>>;
  /** By time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<AccountEventFilter>>;
  /** By the request. */
  requestId?: InputMaybe<StringFilter>;
};

/** How to sort account events. */
export type AccountEventOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: AccountEventOrderField;
};

/** What account events can be sorted by. */
export type AccountEventOrderField =
  /** When they happened. */
  | 'CREATED_AT';

/** A client version to activate. */
export type ActivateClientVersionInput = {
  /** The client's name. */
  clientName: Scalars['String']['input'];
  /** The client's version. */
  clientVersion: Scalars['String']['input'];
};

/** The answer to `activateClientVersion`. */
export type ActivateClientVersionPayload = {
  __typename?: 'ActivateClientVersionPayload';
  /** The client version. */
  clientVersion?: Maybe<ClientVersion>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A user to activate. */
export type ActivateUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `activateUser`. */
export type ActivateUserPayload = {
  __typename?: 'ActivateUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Somebody to let in. */
export type AddMemberInput = {
  /** The e-mail address. */
  email: Scalars['String']['input'];
  /** The role to give, at most one's own. */
  role?: Role;
};

/** The answer to `addMember`. */
export type AddMemberPayload = {
  __typename?: 'AddMemberPayload';
  /** The new invitation, whether or not the address has an account; null for somebody who was added at once. */
  invitation?: Maybe<Invitation>;
  /** The new membership; null for somebody who was invited. */
  membership?: Maybe<Membership>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Lets a program act in the organization. It is no person: what belongs to a user is closed to it. */
export type ApiKey = Node & {
  __typename?: 'ApiKey';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it, as long as they are a member. The key ends when they, or who was last shown its secret, leave, are suspended, or get a role that may not make such a key. */
  createdBy?: Maybe<User>;
  /** When it ends by itself. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The key's id. */
  id: Scalars['ID']['output'];
  /** When it was last used, to the minute. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it is called. */
  name: Scalars['String']['output'];
  /** How its latest secret begins. */
  prefix: Scalars['String']['output'];
  /** When it was revoked. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The most that it may do; never more than its creator may at the time. */
  role: Role;
  /** What it may be used for. */
  scopes: Array<ApiKeyScope>;
  /** Whether it works. */
  status: ApiKeyStatus;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Whether the viewer may rename and revoke it. */
  viewerCanManage: Scalars['Boolean']['output'];
  /** Whether the viewer may roll it: whoever is shown its secret can use all its scopes. */
  viewerCanRoll: Scalars['Boolean']['output'];
};

/** A page of API keys. */
export type ApiKeyConnection = {
  __typename?: 'ApiKeyConnection';
  /** The page's items with their cursors. */
  edges: Array<ApiKeyEdge>;
  /** The page's items. */
  nodes: Array<ApiKey>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** An API key and its place in a list. */
export type ApiKeyEdge = {
  __typename?: 'ApiKeyEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** An API key. */
  node: ApiKey;
};

/** Which API keys to list; all conditions must hold. Revoked ones are left out unless `status` or `includeRevoked` asks for them. */
export type ApiKeyFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<ApiKeyFilter>>;
  /** By the time it was made. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By the user who made it. */
  createdById?: InputMaybe<IdFilter>;
  /** By the time it expires; `isNull` finds those that never do. */
  expiresAt?: InputMaybe<DateTimeFilter>;
  /** By the time of the last use; `isNull` finds those that were never used. */
  lastUsedAt?: InputMaybe<DateTimeFilter>;
  /** By name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<ApiKeyFilter>>;
  /** By the beginning of the latest secret, as `ApiKey.prefix` shows it. */
  prefix?: InputMaybe<StringFilter>;
  /** By role. */
  role?: InputMaybe<RoleFilter>;
  /** By scope. */
  scope?: InputMaybe<ApiKeyScopeFilter>;
  /** By status. */
  status?: InputMaybe<ApiKeyStatusFilter>;
};

/** How to sort API keys. */
export type ApiKeyOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: ApiKeyOrderField;
};

/** What API keys can be sorted by. */
export type ApiKeyOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** Their name, in upper or lower case alike. */
  | 'NAME'
  /** When they last changed; use is no change. */
  | 'UPDATED_AT';

/** What an API key may be used for. */
export type ApiKeyScope =
  /** Adding, inviting and removing members and changing their roles, which no other key may. Only an OWNER makes or rolls such a key; it does at most what an ADMIN may. */
  | 'MEMBERS_WRITE'
  /** Queries and subscriptions. */
  | 'READ'
  /** Recording usage. */
  | 'USAGE_WRITE'
  /** Mutations. */
  | 'WRITE';

/** Conditions on an API key's scopes; all that are given must hold. */
export type ApiKeyScopeFilter = {
  /** Has this one. */
  eq?: InputMaybe<ApiKeyScope>;
  /** Has at least one of these. */
  in?: InputMaybe<Array<ApiKeyScope>>;
  /** Does not have this one. */
  ne?: InputMaybe<ApiKeyScope>;
  /** Has none of these. */
  notIn?: InputMaybe<Array<ApiKeyScope>>;
};

/** Whether an API key works. */
export type ApiKeyStatus =
  /** It does. */
  | 'ACTIVE'
  /** Not any more: its time has passed. */
  | 'EXPIRED'
  /** Not any more: it was revoked. */
  | 'REVOKED';

/** Conditions on an API key's status; all that are given must hold. */
export type ApiKeyStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<ApiKeyStatus>;
  /** One of. */
  in?: InputMaybe<Array<ApiKeyStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<ApiKeyStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<ApiKeyStatus>>;
};

/** Why an organization is put away. */
export type ArchiveOrganizationInput = {
  /** Why, 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** The answer to `archiveOrganization`. */
export type ArchiveOrganizationPayload = {
  __typename?: 'ArchiveOrganizationPayload';
  /** The archived organization. */
  organization?: Maybe<Organization>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to put away. */
export type ArchiveProjectInput = {
  /** Archive it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `archiveProject`. */
export type ArchiveProjectPayload = {
  __typename?: 'ArchiveProjectPayload';
  /** The archived project. */
  project?: Maybe<Project>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to put away. */
export type ArchiveTaskInput = {
  /** Archive it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `archiveTask`. */
export type ArchiveTaskPayload = {
  __typename?: 'ArchiveTaskPayload';
  /** The archived task. */
  task?: Maybe<Task>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A user to archive. */
export type ArchiveUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
  /** Why; 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** The answer to `archiveUser`. */
export type ArchiveUserPayload = {
  __typename?: 'ArchiveUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Something that happened in the organization. Events are never changed; they hold ids, not personal data or secrets. */
export type AuditEvent = Node & {
  __typename?: 'AuditEvent';
  /** What happened, for example `member.role_updated`. */
  action: Scalars['String']['output'];
  /** Who did it, as long as they are a member. */
  actor?: Maybe<User>;
  /** The id of the user who did it; null for the system, an API key, and somebody whose account was deleted. */
  actorId?: Maybe<Scalars['ID']['output']>;
  /** The changed fields as they were afterwards, an object whose fields depend on the action: docs/audit-log.md. */
  after?: Maybe<Scalars['JSON']['output']>;
  /** The id of the API key that did it. */
  apiKeyId?: Maybe<Scalars['ID']['output']>;
  /** The changed fields as they were before, an object whose fields depend on the action: docs/audit-log.md. */
  before?: Maybe<Scalars['JSON']['output']>;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
  /** The event's id. */
  id: Scalars['ID']['output'];
  /** The address that the request came from. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** The request's id, as its answer's `X-Request-Id` told. */
  requestId?: Maybe<Scalars['String']['output']>;
  /** The id of the thing that it happened to. */
  targetId?: Maybe<Scalars['ID']['output']>;
  /** The type of the thing that it happened to, for example `Membership`. */
  targetType: Scalars['String']['output'];
  /** The program that sent the request, as it named itself. */
  userAgent?: Maybe<Scalars['String']['output']>;
};

/** A page of audit events. */
export type AuditEventConnection = {
  __typename?: 'AuditEventConnection';
  /** The page's items with their cursors. */
  edges: Array<AuditEventEdge>;
  /** The page's items. */
  nodes: Array<AuditEvent>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** An audit event and its place in a list. */
export type AuditEventEdge = {
  __typename?: 'AuditEventEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** An audit event. */
  node: AuditEvent;
};

/** Audit events as a file's next part. */
export type AuditEventExport = {
  __typename?: 'AuditEventExport';
  /** How many events it holds, at most 10000. */
  count: Scalars['Int']['output'];
  /** Comma-separated values as in RFC 4180, with a line of titles; texts that a spreadsheet could take for a formula begin with an apostrophe. */
  csv: Scalars['String']['output'];
  /** Where it ends: give it as `after` for the next part. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are more. */
  hasNextPage: Scalars['Boolean']['output'];
};

/** Which audit events to list; all conditions must hold. */
export type AuditEventFilter = {
  /** By what happened. */
  action?: InputMaybe<StringFilter>;
  /** By who did it. */
  actorId?: InputMaybe<IdFilter>;
  /** All of these hold. */
  and?: InputMaybe<Array<AuditEventFilter>>;
  /** By the API key that did it. */
  apiKeyId?: InputMaybe<IdFilter>;
  /** By time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<AuditEventFilter>>;
  /** By the request. */
  requestId?: InputMaybe<StringFilter>;
  /** By the thing that it happened to. */
  targetId?: InputMaybe<IdFilter>;
  /** By the type of the thing that it happened to. */
  targetType?: InputMaybe<StringFilter>;
};

/** How to sort audit events. */
export type AuditEventOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: AuditEventOrderField;
};

/** What audit events can be sorted by. */
export type AuditEventOrderField =
  /** When they happened. */
  | 'CREATED_AT';

/** The confirmation that a second factor is to be set up. */
export type BeginTotpEnrollmentInput = {
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The answer to `beginTotpEnrollment`. */
export type BeginTotpEnrollmentPayload = {
  __typename?: 'BeginTotpEnrollmentPayload';
  /** The same as an `otpauth:` address, for a QR code. */
  otpauthUri?: Maybe<Scalars['String']['output']>;
  /** The shared secret in base32, for typing. */
  secret?: Maybe<Scalars['String']['output']>;
  /** What was wrong; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** One charge of a statement. */
export type BillingLineItem = {
  __typename?: 'BillingLineItem';
  /** The charge in the currency's smallest unit: `overage` times `unitPrice`, rounded half up. */
  amount: Scalars['BigInt']['output'];
  /** How much of it is free of charge at most; of what was voided, how much had been free of charge. */
  included: Scalars['BigInt']['output'];
  /** What kind of charge. */
  kind: BillingLineItemKind;
  /** The meter; null for the base price. */
  meter?: Maybe<Scalars['String']['output']>;
  /** How much is charged: what is beyond `included`; negative for what was charged and is taken back. */
  overage: Scalars['BigInt']['output'];
  /** How much was used; negative for what was voided. */
  quantity: Scalars['BigInt']['output'];
  /** The price of one, a decimal number in the currency's smallest unit. */
  unitPrice: Scalars['String']['output'];
  /** The month of the usage: an earlier one than the statement's for what was recorded or voided late. */
  usageMonth: Scalars['String']['output'];
};

/** What kind of charge. */
export type BillingLineItemKind =
  /** Usage of an earlier month, recorded after that was sealed; or, with a negative quantity, usage that was voided. */
  | 'ADJUSTMENT'
  /** The plan's price for the month. */
  | 'BASE'
  /** A meter's usage of the month. */
  | 'USAGE';

/** What an organization owes for a month (UTC). */
export type BillingStatement = {
  __typename?: 'BillingStatement';
  /** The SHA-256 of the sealed statement's canonical form, in hexadecimal digits; null while it is open. */
  checksum?: Maybe<Scalars['String']['output']>;
  /** The line items as CSV (RFC 4180), with a header. */
  csv: Scalars['String']['output'];
  /** The currency of all amounts, by its ISO 4217 code. */
  currency: Scalars['String']['output'];
  /** What is charged: the plan's base price, each priced meter, then adjustments for what was voided or recorded late. */
  lineItems: Array<BillingLineItem>;
  /** The month, for example `2026-01`. */
  month: Scalars['String']['output'];
  /** Who owes it. */
  organization: Organization;
  /** The plan that it is made by: the one at the time of sealing, until then the present one. */
  plan: Plan;
  /** When it was sealed; null while it is open. */
  sealedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it can still change. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A billing statement and its place in a list. */
export type BillingStatementEdge = {
  __typename?: 'BillingStatementEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The billing statement. */
  node: BillingStatement;
};

/** Whether a statement can still change. */
export type BillingStatementStatus =
  /** Provisional: the month is not over, or not sealed yet. */
  | 'OPEN'
  /** Final. What is recorded late is an adjustment of a later statement. */
  | 'SEALED';

/** A new address, and the confirmation that it is the account's holder who asks. */
export type ChangeEmailInput = {
  /** Six digits of the app, or a recovery code, for an account with a second factor; left out there, the answer is the user error `TOTP_REQUIRED`. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** The new e-mail address. */
  newEmail: Scalars['String']['input'];
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The answer to `changeEmail`. */
export type ChangeEmailPayload = {
  __typename?: 'ChangeEmailPayload';
  /** What was wrong with the input; empty when a mail is on its way, unless the new address has an account. */
  userErrors: Array<UserError>;
};

/** The present and the new password. */
export type ChangePasswordInput = {
  /** The present password. */
  currentPassword: Scalars['String']['input'];
  /** 8 to 128 characters, at least as many as the server is set to demand; not a common one, nor one's own name or address. */
  newPassword: Scalars['String']['input'];
};

/** The answer to `changePassword`. */
export type ChangePasswordPayload = {
  __typename?: 'ChangePasswordPayload';
  /** The user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The plan to change to. */
export type ChangePlanInput = {
  /** Only tell what would be refused; change nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The plan's code. */
  plan: PlanCode;
};

/** The answer to `changePlan`. */
export type ChangePlanPayload = {
  __typename?: 'ChangePlanPayload';
  /** The organization, on its new plan unless `dryRun` was asked for. */
  organization?: Maybe<Organization>;
  /** What was wrong with the input, each excess named; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** What happened to a thing. */
export type ChangeType =
  /** It was made. */
  | 'CREATED'
  /** It was deleted. */
  | 'DELETED'
  /** It was changed. */
  | 'UPDATED';

/** An organization. */
export type ClearOrganizationOverridesInput = {
  /** The organization. */
  organizationId: Scalars['ID']['input'];
};

/** The answer to `clearOrganizationOverrides`. */
export type ClearOrganizationOverridesPayload = {
  __typename?: 'ClearOrganizationOverridesPayload';
  /**
   * The id of the organization.
   * @deprecated Use `organizationId`. Removed after 2027-12-31.
   */
  clearedId?: Maybe<Scalars['ID']['output']>;
  /** The id of the organization whose limits are its plan's again. */
  organizationId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A version of a client program, with the operations that it was released with. */
export type ClientVersion = {
  __typename?: 'ClientVersion';
  /** When it was last activated; null for never. */
  activatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was first registered. */
  createdAt: Scalars['DateTime']['output'];
  /** What the client sends as `apollographql-client-name`. */
  name: Scalars['String']['output'];
  /** Its operations, newest first. */
  operations: RegisteredOperationConnection;
  /** When it was retired; null while it is not. */
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether its operations are served. */
  status: ClientVersionStatus;
  /** When its operations or its status last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** What the client sends as `apollographql-client-version`. */
  version: Scalars['String']['output'];
};


/** A version of a client program, with the operations that it was released with. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A client version and its place in a list. */
export type ClientVersionEdge = {
  __typename?: 'ClientVersionEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The client version. */
  node: ClientVersion;
};

/** Which client versions to list; all conditions must hold. */
export type ClientVersionFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<ClientVersionFilter>>;
  /** By the client's name. */
  clientName?: InputMaybe<StringFilter>;
  /** By the client's version. */
  clientVersion?: InputMaybe<StringFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<ClientVersionFilter>>;
  /** By status. */
  status?: InputMaybe<ClientVersionStatusFilter>;
};

/** How to sort client versions. */
export type ClientVersionOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: ClientVersionOrderField;
};

/** What client versions can be sorted by. */
export type ClientVersionOrderField =
  /** When they were first registered. */
  | 'CREATED_AT'
  /** The client's name. */
  | 'NAME'
  /** When they last changed. */
  | 'UPDATED_AT';

/** Whether the operations of a client version are served. */
export type ClientVersionStatus =
  /** They are. */
  | 'ACTIVE'
  /** Registered, not served yet. */
  | 'PENDING'
  /** No longer: whatever the client sends is answered with `CLIENT_UPGRADE_REQUIRED`. */
  | 'RETIRED';

/** Conditions on the status of a client version; all that are given must hold. */
export type ClientVersionStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<ClientVersionStatus>;
  /** One of. */
  in?: InputMaybe<Array<ClientVersionStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<ClientVersionStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<ClientVersionStatus>>;
};

/** What a member says about a task. */
export type Comment = Node & {
  __typename?: 'Comment';
  /** Who wrote it; null when that person is no longer a member. */
  author?: Maybe<User>;
  /** What it says. */
  body: Scalars['String']['output'];
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** When its text last changed; null unless it did. */
  editedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The comment's id. */
  id: Scalars['ID']['output'];
  /** The members whom it speaks to. */
  mentions: Array<User>;
  /** The task it is about. */
  task: Task;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts the changes to the comment, from 1; see `expectedVersion`. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A comment and its place in a list. */
export type CommentEdge = {
  __typename?: 'CommentEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** A comment. */
  node: Comment;
};

/** A change to a comment. Comments go with a deleted task or project, without events of their own. */
export type CommentEvent = {
  __typename?: 'CommentEvent';
  /** After an update, the names of the comment's fields that changed, besides `version` and `updatedAt`; else empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The comment as it is now; null when it was deleted, be it since the change. */
  comment?: Maybe<Comment>;
  /** The comment's id. */
  commentId: Scalars['ID']['output'];
  /** The id of the task that it is about. */
  taskId: Scalars['ID']['output'];
  /** What happened. */
  type: ChangeType;
};

/** How to sort comments. */
export type CommentOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: CommentOrderField;
};

/** What comments can be sorted by. */
export type CommentOrderField =
  /** When they were written. */
  | 'CREATED_AT'
  /** When they last changed. */
  | 'UPDATED_AT';

/** A token from a mail to the new address. */
export type ConfirmEmailChangeInput = {
  /** The account's password, where its session is not at hand. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** The token. */
  token: Scalars['String']['input'];
};

/** The answer to `confirmEmailChange`. */
export type ConfirmEmailChangePayload = {
  __typename?: 'ConfirmEmailChangePayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The first code of an authenticator app. */
export type ConfirmTotpEnrollmentInput = {
  /** Six digits. */
  code: Scalars['String']['input'];
  /** The account's password. Left out, the answer is the user error `REQUIRED`. */
  password?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `confirmTotpEnrollment`. */
export type ConfirmTotpEnrollmentPayload = {
  __typename?: 'ConfirmTotpEnrollmentPayload';
  /** Ten codes that each sign in once when the app is lost. They are never shown again. */
  recoveryCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new API key. */
export type CreateApiKeyInput = {
  /** When it ends; without it, when it is revoked. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** ADMIN or MEMBER, at most one's own role; the key never does more than its creator may at the time. */
  role?: Role;
  /** What it may be used for. MEMBERS_WRITE is for an OWNER to give. */
  scopes?: Array<ApiKeyScope>;
};

/** The answer to `createApiKey`. */
export type CreateApiKeyPayload = {
  __typename?: 'CreateApiKeyPayload';
  /** The new key. */
  apiKey?: Maybe<ApiKey>;
  /** What goes into `Authorization: Bearer …`. It is never shown again. */
  secret?: Maybe<Scalars['String']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new comment. */
export type CreateCommentInput = {
  /** 1 to 10000 characters. */
  body: Scalars['String']['input'];
  /** The user ids of at most 50 members whom it speaks to. */
  mentionedUserIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** The task. */
  taskId: Scalars['ID']['input'];
};

/** The answer to `createComment`. */
export type CreateCommentPayload = {
  __typename?: 'CreateCommentPayload';
  /** The new comment. */
  comment?: Maybe<Comment>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new label. */
export type CreateLabelInput = {
  /** As `#rrggbb`, in hexadecimal digits. */
  color: Scalars['String']['input'];
  /** 1 to 50 characters; in upper or lower case alike, unique in the organization. */
  name: Scalars['String']['input'];
};

/** The answer to `createLabel`. */
export type CreateLabelPayload = {
  __typename?: 'CreateLabelPayload';
  /** The new label. */
  label?: Maybe<Label>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new organization. */
export type CreateOrganizationInput = {
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** Lower-case letters, digits and single hyphens, 2 to 80 characters; by default made from the name. */
  slug?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `createOrganization`. */
export type CreateOrganizationPayload = {
  __typename?: 'CreateOrganizationPayload';
  /** The new organization. */
  organization?: Maybe<Organization>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new project. */
export type CreateProjectInput = {
  /** At most 2000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. */
  name: Scalars['String']['input'];
};

/** The answer to `createProject`. */
export type CreateProjectPayload = {
  __typename?: 'CreateProjectPayload';
  /** The new project. */
  project?: Maybe<Project>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new task. */
export type CreateTaskInput = {
  /** Who does it; a member's user id. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 10000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When it should be done. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The ids of at most 20 labels. */
  labelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** How much it matters. */
  priority?: TaskPriority;
  /** The project it belongs to. */
  projectId: Scalars['ID']['input'];
  /** How far it is. */
  status?: TaskStatus;
  /** 1 to 200 characters. */
  title: Scalars['String']['input'];
};

/** The answer to `createTask`. */
export type CreateTaskPayload = {
  __typename?: 'CreateTaskPayload';
  /** The new task. */
  task?: Maybe<Task>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** New tasks. */
export type CreateTasksInput = {
  /** 1 to 100 tasks. */
  tasks: Array<CreateTaskInput>;
};

/** The answer to `createTasks`. */
export type CreateTasksPayload = {
  __typename?: 'CreateTasksPayload';
  /** The new tasks, in the same order. */
  tasks?: Maybe<Array<Task>>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new webhook endpoint. */
export type CreateWebhookEndpointInput = {
  /** What it is for, at most 500 characters. */
  description?: Scalars['String']['input'];
  /** Types of events, at least one. Either this or `events`. */
  eventTypes?: InputMaybe<Array<WebhookEventType>>;
  /** Types of events, or `*` alone for all of them, those to come included. Either this or `eventTypes`. */
  events?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How much it is told. */
  payload?: WebhookPayloadKind;
  /** Where to send messages to: an absolute `https` URL without credentials and fragment, at most 2000 characters. Outside production `http` will do. */
  url: Scalars['String']['input'];
};

/** The answer to `createWebhookEndpoint`. */
export type CreateWebhookEndpointPayload = {
  __typename?: 'CreateWebhookEndpointPayload';
  /** What its messages are signed with: shown once. */
  secret?: Maybe<Scalars['String']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The new endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** Conditions on an instant; all that are given must hold. */
export type DateTimeFilter = {
  /** Equal to. */
  eq?: InputMaybe<Scalars['DateTime']['input']>;
  /** After. */
  gt?: InputMaybe<Scalars['DateTime']['input']>;
  /** At or after. */
  gte?: InputMaybe<Scalars['DateTime']['input']>;
  /** True: has no value. False: has one. */
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
  /** Why; 1 to 500 characters. */
  reason: Scalars['String']['input'];
};

/** The answer to `deactivateUser`. */
export type DeactivateUserPayload = {
  __typename?: 'DeactivateUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An invitation to decline. */
export type DeclineInvitationInput = {
  /** The token of the mail's link. */
  token: Scalars['String']['input'];
};

/** The answer to `declineInvitation`. */
export type DeclineInvitationPayload = {
  __typename?: 'DeclineInvitationPayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The confirmation that an account is to be deleted. */
export type DeleteAccountInput = {
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The answer to `deleteAccount`. */
export type DeleteAccountPayload = {
  __typename?: 'DeleteAccountPayload';
  /** The id of the user whose account was deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A comment to delete. */
export type DeleteCommentInput = {
  /** Delete it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The comment's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `deleteComment`. */
export type DeleteCommentPayload = {
  __typename?: 'DeleteCommentPayload';
  /** The id of the comment that was deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A label to delete. */
export type DeleteLabelInput = {
  /** Delete it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The label's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `deleteLabel`. */
export type DeleteLabelPayload = {
  __typename?: 'DeleteLabelPayload';
  /** The id of the label that was deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The answer to `deleteOrganization`. */
export type DeleteOrganizationPayload = {
  __typename?: 'DeleteOrganizationPayload';
  /** The id of the organization that is to be deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** When it is deleted for good. */
  deletesAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to delete. */
export type DeleteProjectInput = {
  /** Delete it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `deleteProject`. */
export type DeleteProjectPayload = {
  __typename?: 'DeleteProjectPayload';
  /** The id of the project that was deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to delete. */
export type DeleteTaskInput = {
  /** Delete it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `deleteTask`. */
export type DeleteTaskPayload = {
  __typename?: 'DeleteTaskPayload';
  /** The id of the task that was deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Tasks to delete. */
export type DeleteTasksInput = {
  /** The ids of 1 to 100 tasks. */
  ids: Array<Scalars['ID']['input']>;
};

/** The answer to `deleteTasks`. */
export type DeleteTasksPayload = {
  __typename?: 'DeleteTasksPayload';
  /** The ids of the deleted tasks, in the same order. */
  deletedIds?: Maybe<Array<Scalars['ID']['output']>>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A webhook endpoint to delete. */
export type DeleteWebhookEndpointInput = {
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `deleteWebhookEndpoint`. */
export type DeleteWebhookEndpointPayload = {
  __typename?: 'DeleteWebhookEndpointPayload';
  /** The id of the endpoint that was deleted. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The confirmation that the second factor is to be turned off. */
export type DisableTotpInput = {
  /** Six digits, or a recovery code. */
  code: Scalars['String']['input'];
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The answer to `disableTotp`. */
export type DisableTotpPayload = {
  __typename?: 'DisableTotpPayload';
  /** The user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Conditions on an identifier; all that are given must hold. */
export type IdFilter = {
  /** Equal to. */
  eq?: InputMaybe<Scalars['ID']['input']>;
  /** One of at most 100. */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal to. */
  ne?: InputMaybe<Scalars['ID']['input']>;
  /** None of at most 100. */
  notIn?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** An invitation to join the organization, sent by e-mail. */
export type Invitation = Node & {
  __typename?: 'Invitation';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The address that is invited: only its account can accept. */
  email: Scalars['String']['output'];
  /** Until when it can be accepted. */
  expiresAt: Scalars['DateTime']['output'];
  /** The invitation's id. */
  id: Scalars['ID']['output'];
  /** Who invited; null for somebody who is no member any more. */
  invitedBy?: Maybe<User>;
  /** The role that it grants. */
  role: Role;
  /** What became of it. */
  status: InvitationStatus;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Whether the viewer may resend and revoke it. */
  viewerCanManage: Scalars['Boolean']['output'];
};

/** A page of invitations. */
export type InvitationConnection = {
  __typename?: 'InvitationConnection';
  /** The page's items with their cursors. */
  edges: Array<InvitationEdge>;
  /** The page's items. */
  nodes: Array<Invitation>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** An invitation and its place in a list. */
export type InvitationEdge = {
  __typename?: 'InvitationEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** An invitation. */
  node: Invitation;
};

/** A change to an invitation: it was sent, sent again, accepted, declined, revoked, or its time passed. */
export type InvitationEvent = {
  __typename?: 'InvitationEvent';
  /** After an update, the names of the invitation's fields that changed, besides `updatedAt`; else empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The invitation as it is now; null when it was deleted, be it since the change. */
  invitation?: Maybe<Invitation>;
  /** The invitation's id. */
  invitationId: Scalars['ID']['output'];
  /** What happened. */
  type: ChangeType;
};

/** Which invitations to list; all conditions must hold. */
export type InvitationFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<InvitationFilter>>;
  /** By the time of invitation. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By address. */
  email?: InputMaybe<StringFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<InvitationFilter>>;
  /** By role. */
  role?: InputMaybe<RoleFilter>;
  /** By status. */
  status?: InputMaybe<InvitationStatusFilter>;
};

/** How to sort invitations. */
export type InvitationOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: InvitationOrderField;
};

/** What invitations can be sorted by. */
export type InvitationOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** When they last changed. */
  | 'UPDATED_AT';

/** What the link in an invitation's mail shows, before anybody signs in. */
export type InvitationPreview = {
  __typename?: 'InvitationPreview';
  /** Until when it can be accepted. */
  expiresAt: Scalars['DateTime']['output'];
  /** The name of the person who invited; null when that was an API key. */
  inviterName?: Maybe<Scalars['String']['output']>;
  /** The name of the organization that invites. */
  organizationName: Scalars['String']['output'];
  /** The role that accepting grants. */
  role: Role;
};

/** What became of an invitation. */
export type InvitationStatus =
  /** It was accepted. */
  | 'ACCEPTED'
  /** The invited person declined it. */
  | 'DECLINED'
  /** Its time passed; it can be sent again. */
  | 'EXPIRED'
  /** It can be accepted. */
  | 'PENDING'
  /** An administrator took it back. */
  | 'REVOKED';

/** Conditions on an invitation's status; all that are given must hold. */
export type InvitationStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<InvitationStatus>;
  /** One of. */
  in?: InputMaybe<Array<InvitationStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<InvitationStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<InvitationStatus>>;
};

/** Somebody to invite. */
export type InviteMemberInput = {
  /** The e-mail address. */
  email: Scalars['String']['input'];
  /** The role to grant, at most one's own. */
  role?: Role;
};

/** The answer to `inviteMember`. */
export type InviteMemberPayload = {
  __typename?: 'InviteMemberPayload';
  /** The new invitation. */
  invitation?: Maybe<Invitation>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A word to sort tasks by, with a colour. Every organization begins with Bug, Feature and Improvement. */
export type Label = Node & {
  __typename?: 'Label';
  /** As `#rrggbb`, in hexadecimal digits. */
  color: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The label's id. */
  id: Scalars['ID']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts the changes to the label, from 1; see `expectedVersion`. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A label and its place in a list. */
export type LabelEdge = {
  __typename?: 'LabelEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** A label. */
  node: Label;
};

/** A change to a label. A deleted label leaves its tasks without events of their own. */
export type LabelEvent = {
  __typename?: 'LabelEvent';
  /** After an update, the names of the label's fields that changed, besides `version` and `updatedAt`; else empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The label as it is now; null when it was deleted, be it since the change. */
  label?: Maybe<Label>;
  /** The label's id. */
  labelId: Scalars['ID']['output'];
  /** What happened. */
  type: ChangeType;
};

/** Which labels to list; all conditions must hold. */
export type LabelFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<LabelFilter>>;
  /** By id. */
  id?: InputMaybe<IdFilter>;
  /** By name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<LabelFilter>>;
};

/** How to sort labels. */
export type LabelOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: LabelOrderField;
};

/** What labels can be sorted by. */
export type LabelOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** Their name, in upper or lower case alike. */
  | 'NAME'
  /** When they last changed. */
  | 'UPDATED_AT';

/** The answer to `leaveOrganization`. */
export type LeaveOrganizationPayload = {
  __typename?: 'LeaveOrganizationPayload';
  /** The id of the membership that ended. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Credentials, and the organization to act in. */
export type LoginInput = {
  /** The account's e-mail address. */
  email: Scalars['String']['input'];
  /** The organization to select; by default the one used last. */
  organizationId?: InputMaybe<Scalars['ID']['input']>;
  /** The account's password. */
  password: Scalars['String']['input'];
  /** The second factor, for an account that has one: the app's six digits, or a recovery code. */
  totpCode?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `login`. */
export type LoginPayload = {
  __typename?: 'LoginPayload';
  /** Goes into the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token stops working. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The selected organization; null for a user without one. */
  organization?: Maybe<Organization>;
  /** Goes into `refreshSession`, once. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The user who signed in. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The answer to `logout`. */
export type LogoutPayload = {
  __typename?: 'LogoutPayload';
  /** Always empty. */
  userErrors: Array<UserError>;
};

/** The answer to `markAllNotificationsRead`. */
export type MarkAllNotificationsReadPayload = {
  __typename?: 'MarkAllNotificationsReadPayload';
  /** How many were unread. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /**
   * How many were unread.
   * @deprecated Use `affectedCount`. Removed after 2027-12-31.
   */
  markedCount?: Maybe<Scalars['Int']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A notification to mark as read. */
export type MarkNotificationReadInput = {
  /** The notification's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `markNotificationRead`. */
export type MarkNotificationReadPayload = {
  __typename?: 'MarkNotificationReadPayload';
  /** The notification. */
  notification?: Maybe<Notification>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A notification to mark as unread. */
export type MarkNotificationUnreadInput = {
  /** The notification's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `markNotificationUnread`. */
export type MarkNotificationUnreadPayload = {
  __typename?: 'MarkNotificationUnreadPayload';
  /** The notification. */
  notification?: Maybe<Notification>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A change to a member of the organization. */
export type MemberEvent = {
  __typename?: 'MemberEvent';
  /** After an update, the names of the membership's fields that changed, besides `updatedAt`; else empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The membership as it is now; null when it ended, be it since the change. */
  membership?: Maybe<Membership>;
  /** The membership's id. */
  membershipId: Scalars['ID']['output'];
  /** What happened: CREATED when somebody joined, UPDATED when their role or suspension changed, DELETED when they left or were removed. */
  type: ChangeType;
  /** The id of the user who is, or was, the member. */
  userId: Scalars['ID']['output'];
};

/** A user's place in an organization. */
export type Membership = Node & {
  __typename?: 'Membership';
  /** Since when. */
  createdAt: Scalars['DateTime']['output'];
  /** The membership's id. */
  id: Scalars['ID']['output'];
  /** Where. */
  organization: Organization;
  /** What the member may do in the organization now, in its present state; empty while they are suspended or their account is inactive. Null for a viewer who is neither the member nor an administrator of the selected organization. */
  permissions?: Maybe<Array<Permission>>;
  /** As what. */
  role: Role;
  /** Whether the organization has suspended the member. Nobody assigns tasks to suspended members or mentions them. */
  status: MembershipStatus;
  /** Why the organization has suspended the member, and until when. Null while the member is ACTIVE, and for a viewer who is no administrator of the selected organization. */
  suspension?: Maybe<MembershipSuspension>;
  /** When the role or the suspension last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Who. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A membership and its place in a list. */
export type MembershipEdge = {
  __typename?: 'MembershipEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The membership. */
  node: Membership;
};

/** Which members to list; all conditions must hold. */
export type MembershipFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<MembershipFilter>>;
  /** By the time of joining. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<MembershipFilter>>;
  /** By role. */
  role?: InputMaybe<RoleFilter>;
  /** Only those whose name or e-mail address contains this text, compared as `contains` of `StringFilter` compares it; at most 254 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** By status; for example, only ACTIVE members can be assigned and mentioned. */
  status?: InputMaybe<MembershipStatusFilter>;
  /** By user. */
  userId?: InputMaybe<IdFilter>;
};

/** How to sort members. */
export type MembershipOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: MembershipOrderField;
};

/** What members can be sorted by. */
export type MembershipOrderField =
  /** When they joined. */
  | 'CREATED_AT'
  /** Their name, in upper or lower case alike. */
  | 'NAME'
  /** When their role or suspension last changed. */
  | 'UPDATED_AT';

/** Whether a membership counts. */
export type MembershipStatus =
  /** The member works in the organization as their role allows. */
  | 'ACTIVE'
  /** The organization has suspended the member, who finds nothing in it until they are reinstated or the suspension ends. */
  | 'SUSPENDED';

/** Conditions on a membership's status; all that are given must hold. */
export type MembershipStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<MembershipStatus>;
  /** One of. */
  in?: InputMaybe<Array<MembershipStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<MembershipStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<MembershipStatus>>;
};

/** A member's suspension that is in effect. */
export type MembershipSuspension = {
  __typename?: 'MembershipSuspension';
  /** Why. */
  reason: Scalars['String']['output'];
  /** Since when. */
  since: Scalars['DateTime']['output'];
  /** Who suspended the member; null for an API key, and for somebody who is no member any more. */
  suspendedBy?: Maybe<User>;
  /** When it ends by itself; null when somebody must end it. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** Where to move a task. */
export type MoveTaskInput = {
  /** The task of that project that it shall follow. */
  afterId?: InputMaybe<Scalars['ID']['input']>;
  /** The task of that project that it shall precede; not together with `afterId`. */
  beforeId?: InputMaybe<Scalars['ID']['input']>;
  /** Move it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
  /** The project to move it to; by default it stays in its own. */
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** The answer to `moveTask`. */
export type MoveTaskPayload = {
  __typename?: 'MoveTaskPayload';
  /** The moved task. */
  task?: Maybe<Task>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Writing. The fields of one operation run one after the other, in one transaction. */
export type Mutation = {
  __typename?: 'Mutation';
  /** Become a member of the organization that invited one's address. Answers the same membership again when it is repeated. */
  acceptInvitation?: Maybe<AcceptInvitationPayload>;
  /** Serve a client version's operations, from a few seconds on. For platform administrators. */
  activateClientVersion?: Maybe<ActivateClientVersionPayload>;
  /** Let a user in again. For platform administrators. */
  activateUser?: Maybe<ActivateUserPayload>;
  /** Let somebody into the selected organization. An address is invited by mail, with an account or without, and `membership` is null. Only a person with a verified address who shares another organization with the viewer is a member at once. Least role: ADMIN. */
  addMember?: Maybe<AddMemberPayload>;
  /** Put the selected organization away: only its owners still find it. Least role: OWNER. */
  archiveOrganization?: Maybe<ArchiveOrganizationPayload>;
  /** Put a project away: lists leave it out, and no tasks are added to it. Least role: ADMIN. */
  archiveProject?: Maybe<ArchiveProjectPayload>;
  /** Put a task away: lists leave it out. Least role: MEMBER. */
  archiveTask?: Maybe<ArchiveTaskPayload>;
  /** Put an account away. What the user made stays, as that of a deactivated person. For platform administrators. */
  archiveUser?: Maybe<ArchiveUserPayload>;
  /** Begin to set up a second factor: an authenticator app gets the secret, `confirmTotpEnrollment` its first code. Needs the password: without `input` the answer is the user error `REQUIRED`. */
  beginTotpEnrollment?: Maybe<BeginTotpEnrollmentPayload>;
  /** Request a new address for one's own account. A link to the new address, valid for 24 hours, confirms it with `confirmEmailChange`. The request ends with a newer one, and with a change of password, second factor, status or address. Answers the same whether or not the new address has an account; one that an account has verified gets no mail. At most 5 requests of an account in an hour. */
  changeEmail?: Maybe<ChangeEmailPayload>;
  /** Change one's own password. Ends every other session, and the links that were mailed before. */
  changePassword?: Maybe<ChangePasswordPayload>;
  /** Put the selected organization on another plan; refused when it uses more than that plan allows. Least role: OWNER. */
  changePlan?: Maybe<ChangePlanPayload>;
  /** Give an organization its plan's limits again. For platform administrators. */
  clearOrganizationOverrides?: Maybe<ClearOrganizationOverridesPayload>;
  /** Give the account the new address, with the token from the mail and either a live session of the account or its password. Every session but the one that requested the change ends. A verified earlier address gets a link that undoes the change, and nobody else gets that address meanwhile. Credentials that do not hold are ignored. */
  confirmEmailChange?: Maybe<ConfirmEmailChangePayload>;
  /** Turn the second factor on. From now on signing in takes a code. A mail tells the owner. */
  confirmTotpEnrollment?: Maybe<ConfirmTotpEnrollmentPayload>;
  /** Make an API key. Its secret is shown once. Least role: ADMIN; not with an API key. */
  createApiKey?: Maybe<CreateApiKeyPayload>;
  /** Comment on a task. Least role: MEMBER. */
  createComment?: Maybe<CreateCommentPayload>;
  /** Make a label; the plan needs CUSTOM_LABELS. Least role: ADMIN. */
  createLabel?: Maybe<CreateLabelPayload>;
  /** Make an organization, owned by the viewer: select it with `switchOrganization` or `X-Organization-Id`. How many one person owns (`LIMIT_REACHED`) and creates a day (RATE_LIMITED) is limited. */
  createOrganization?: Maybe<CreateOrganizationPayload>;
  /** Make a project in the selected organization. Least role: ADMIN. */
  createProject?: Maybe<CreateProjectPayload>;
  /** Make a task. Least role: MEMBER. */
  createTask?: Maybe<CreateTaskPayload>;
  /** Make up to 100 tasks, all or none. Faults name the index: `tasks`, `3`, `title`. Least role: MEMBER. */
  createTasks?: Maybe<CreateTasksPayload>;
  /** Make a webhook endpoint, at most 20 in an organization; the plan needs WEBHOOKS. Least role: ADMIN. */
  createWebhookEndpoint?: Maybe<CreateWebhookEndpointPayload>;
  /** Keep a user from signing in, and end their sessions. For platform administrators. */
  deactivateUser?: Maybe<DeactivateUserPayload>;
  /** Decline an invitation. Needs no account. */
  declineInvitation?: Maybe<DeclineInvitationPayload>;
  /** Delete one's own account: what is known of the person is erased, what they made stays. Refused to the last owner of an organization with other members. */
  deleteAccount?: Maybe<DeleteAccountPayload>;
  /** Delete a comment: one's own, or any as ADMIN. */
  deleteComment?: Maybe<DeleteCommentPayload>;
  /** Delete a label; it goes from all tasks. Least role: ADMIN. */
  deleteLabel?: Maybe<DeleteLabelPayload>;
  /** Archive the selected organization and delete it for good after 30 days, unless it is restored. Least role: OWNER. */
  deleteOrganization?: Maybe<DeleteOrganizationPayload>;
  /** Delete a project and its tasks. Least role: ADMIN. */
  deleteProject?: Maybe<DeleteProjectPayload>;
  /** Delete a task. A MEMBER deletes their own, an ADMIN any. */
  deleteTask?: Maybe<DeleteTaskPayload>;
  /** Delete up to 100 tasks, all or none. Faults name the index: `ids`, `3`. A MEMBER deletes their own, an ADMIN any. */
  deleteTasks?: Maybe<DeleteTasksPayload>;
  /** Delete a webhook endpoint and the log of its deliveries. Least role: ADMIN. */
  deleteWebhookEndpoint?: Maybe<DeleteWebhookEndpointPayload>;
  /** Turn the second factor off. A mail tells the owner. */
  disableTotp?: Maybe<DisableTotpPayload>;
  /** Invite somebody by e-mail, with an account or without. The invitation counts as a member until it ends. Least role: ADMIN. */
  inviteMember?: Maybe<InviteMemberPayload>;
  /** End one's own membership of the selected organization. One's tasks stay, unassigned. The last owner stays. */
  leaveOrganization?: Maybe<LeaveOrganizationPayload>;
  /** Sign in with e-mail and password. Of several accounts that were registered with one address, the one that has verified it comes first, then the oldest with this password. Ignores credentials. */
  login?: Maybe<LoginPayload>;
  /** End the present session. Its access tokens stop working at once. */
  logout?: Maybe<LogoutPayload>;
  /** Mark all of the viewer's notifications in the selected organization as read. Least role: MEMBER. */
  markAllNotificationsRead?: Maybe<MarkAllNotificationsReadPayload>;
  /** Mark one of the viewer's notifications as read. The first time counts. Least role: MEMBER. */
  markNotificationRead?: Maybe<MarkNotificationReadPayload>;
  /** Mark one of the viewer's notifications as unread. Least role: MEMBER. */
  markNotificationUnread?: Maybe<MarkNotificationUnreadPayload>;
  /** Put a task in another place of the manual order, or into another project; at its end without `afterId` and `beforeId`. Least role: MEMBER. */
  moveTask?: Maybe<MoveTaskPayload>;
  /** Record up to 1000 usage events, once per operation. Send them again, unchanged, until they are acknowledged: none is counted twice. Least role: ADMIN; an API key of any role needs the scope USAGE_WRITE. */
  recordUsage?: Maybe<RecordUsagePayload>;
  /** Exchange a refresh token for new tokens. Each token works once; reuse ends the session. Ignores credentials. */
  refreshSession?: Maybe<RefreshSessionPayload>;
  /** Replace all recovery codes with ten new ones; the earlier ones stop working at once. Needs the password and a code. A mail tells the owner. */
  regenerateRecoveryCodes?: Maybe<RegenerateRecoveryCodesPayload>;
  /** Make an account and an organization that it owns, and sign in. Answers the same whether or not the address has an account: another one gets nothing by the address until it is verified. A client that lost the answer signs in. `TAKEN` at `email` is only for who sends the token of an invitation to the address. Ignores credentials. */
  register?: Maybe<RegisterPayload>;
  /** Register the operations that a client version is released with, in place of those that were registered for it while it is pending. For platform administrators. */
  registerOperations?: Maybe<RegisterOperationsPayload>;
  /** End a member's suspension, unless somebody of a higher role imposed it. The member has all that they had before. Least role: ADMIN. */
  reinstateMember?: Maybe<ReinstateMemberPayload>;
  /** End the suspension of the selected organization; the platform's, only as its administrator. Least role: OWNER. */
  reinstateOrganization?: Maybe<ReinstateOrganizationPayload>;
  /** End a membership, unless somebody of a higher role suspended the member. The member's tasks stay, unassigned. Least role: ADMIN. */
  removeMember?: Maybe<RemoveMemberPayload>;
  /** Send again what was given up, the oldest 10000 at most. Least role: ADMIN. */
  replayFailedWebhookDeliveries?: Maybe<ReplayFailedWebhookDeliveriesPayload>;
  /** Send a message again, with the same id, at once and then by the usual schedule. Least role: ADMIN. */
  replayWebhookDelivery?: Maybe<ReplayWebhookDeliveryPayload>;
  /** Mail a link that verifies one's own e-mail address, valid for 24 hours. It ends with a newer link, and with a change of password, second factor, status or address. */
  requestEmailVerification?: Maybe<RequestEmailVerificationPayload>;
  /** Mail a link that sets a new password, valid for one hour. It ends with a newer link, and with a change of password, second factor, status or address. Answers the same whether or not the account exists. Ignores credentials. */
  requestPasswordReset?: Maybe<RequestPasswordResetPayload>;
  /** Send an invitation again, with a new link and 7 more days; the old link ends. The sender is the inviter from then on. At most once a minute: sooner is `RATE_LIMITED` with `retryAfterSeconds`, an error at the top level as for every rate limit. Least role: ADMIN. */
  resendInvitation?: Maybe<ResendInvitationPayload>;
  /** Set a new password with the token from the mail. Ends every session. If nobody had verified the address before, the account is taken from whoever registered it: their second factor, recovery codes, API keys, tokens and memberships end, organizations without another owner are archived, and a mail says so. Ignores credentials. */
  resetPassword?: Maybe<ResetPasswordPayload>;
  /** Bring the selected organization back from its archive or from deletion. Least role: OWNER. */
  restoreOrganization?: Maybe<RestoreOrganizationPayload>;
  /** Bring a project back from the archive. Least role: ADMIN. */
  restoreProject?: Maybe<RestoreProjectPayload>;
  /** Bring a task back from the archive. Least role: MEMBER. */
  restoreTask?: Maybe<RestoreTaskPayload>;
  /** Answer `CLIENT_UPGRADE_REQUIRED` to whatever a client version sends, from a few seconds on. For platform administrators. */
  retireClientVersion?: Maybe<RetireClientVersionPayload>;
  /** End an API key: its requests fail from the next one on. Least role: ADMIN; not with an API key. */
  revokeApiKey?: Maybe<RevokeApiKeyPayload>;
  /** Take an invitation back. Least role: ADMIN. */
  revokeInvitation?: Maybe<RevokeInvitationPayload>;
  /** End all of one's own sessions but the present one. */
  revokeOtherSessions?: Maybe<RevokeOtherSessionsPayload>;
  /** End one of one's own sessions. Its access tokens stop working at once. */
  revokeSession?: Maybe<RevokeSessionPayload>;
  /** Give an API key a new secret: it then belongs to whoever is shown that, as well as to its creator. Least role: ADMIN, or OWNER for MEMBERS_WRITE; not with an API key. */
  rollApiKey?: Maybe<RollApiKeyPayload>;
  /** Give a webhook endpoint a new secret; for a while messages are signed with the old one, too. Least role: ADMIN. */
  rotateWebhookSecret?: Maybe<RotateWebhookSecretPayload>;
  /** Send an endpoint an event of the type `webhook.test`, whatever it listens to; the plan needs WEBHOOKS. Least role: ADMIN. */
  sendTestWebhook?: Maybe<SendTestWebhookPayload>;
  /** Give the member with this address, or with this user id, another role, at most one's own. An address that is no member's is `NOT_FOUND`, with an account or without. Least role: ADMIN. */
  setMemberRole?: Maybe<SetMemberRolePayload>;
  /** Give an organization other limits than its plan's, in the place of earlier ones. For platform administrators. */
  setOrganizationOverrides?: Maybe<SetOrganizationOverridesPayload>;
  /** Suspend a member of the selected organization, or change why and until when, unless somebody of a higher role suspended them. From then on the member finds nothing in it, as after a removal, and nothing of theirs is lost. Least role: ADMIN. */
  suspendMember?: Maybe<SuspendMemberPayload>;
  /** Close the selected organization for changes, or change why and until when. Least role: OWNER, or platform administrator. */
  suspendOrganization?: Maybe<SuspendOrganizationPayload>;
  /** Keep a user from signing in for a while, and end their sessions. For platform administrators. */
  suspendUser?: Maybe<SuspendUserPayload>;
  /** Select another organization for the present session; answers tokens that act in it. */
  switchOrganization?: Maybe<SwitchOrganizationPayload>;
  /** Make a member an owner in one's own place; oneself becomes an administrator. Least role: OWNER. */
  transferOwnership?: Maybe<TransferOwnershipPayload>;
  /** Give the account its earlier address back, with the token from the mail to it and a new password, within three days. Ends every session, later changes of the address, mailed links, and API keys made since; a second factor that was turned on within the three days before the change or since is turned off. Ignores credentials. */
  undoEmailChange?: Maybe<UndoEmailChangePayload>;
  /** Stop watching a project. Least role: MEMBER. */
  unwatchProject?: Maybe<UnwatchProjectPayload>;
  /** Stop watching a task. Least role: MEMBER. */
  unwatchTask?: Maybe<UnwatchTaskPayload>;
  /** Rename an API key. Least role: ADMIN; not with an API key. */
  updateApiKey?: Maybe<UpdateApiKeyPayload>;
  /** Change one's own comment. */
  updateComment?: Maybe<UpdateCommentPayload>;
  /** Change a label. Least role: ADMIN. */
  updateLabel?: Maybe<UpdateLabelPayload>;
  /** Give a member another role, at most one's own. Least role: ADMIN. */
  updateMemberRole?: Maybe<UpdateMemberRolePayload>;
  /** Change how the viewer wants to be told in the selected organization; what is not named stays. Least role: MEMBER. */
  updateNotificationPreferences?: Maybe<UpdateNotificationPreferencesPayload>;
  /** Change the selected organization. Least role: OWNER. */
  updateOrganization?: Maybe<UpdateOrganizationPayload>;
  /** Change one's own profile. */
  updateProfile?: Maybe<UpdateProfilePayload>;
  /** Change a project. Least role: ADMIN. */
  updateProject?: Maybe<UpdateProjectPayload>;
  /** Change a task. Least role: MEMBER. */
  updateTask?: Maybe<UpdateTaskPayload>;
  /** Change up to 100 tasks, all or none. Faults name the index: `tasks`, `3`, `title`. Least role: MEMBER. */
  updateTasks?: Maybe<UpdateTasksPayload>;
  /** Change, disable or enable a webhook endpoint. Least role: ADMIN. */
  updateWebhookEndpoint?: Maybe<UpdateWebhookEndpointPayload>;
  /** Verify an e-mail address with the token from the mail. A live session of the account, or its password, shows that it is the registrant's own: nothing ends. Without either, `newPassword` is required, and it counts as `resetPassword`. Of several accounts that were registered with the address, it is verified for that of the session, else the one that the password signs in to, else the one that the link was mailed for; the others keep what they made. Once another account has verified the address, the link is dead. Credentials that do not hold are ignored. */
  verifyEmail?: Maybe<VerifyEmailPayload>;
  /** Take a recorded usage event back, once and for good: reports no longer count it, and the first open statement takes it back. Its id cannot be recorded again. Least role: ADMIN; not with an API key. */
  voidUsageEvent?: Maybe<VoidUsageEventPayload>;
  /** Watch a project: be notified (TASK_CREATED) of tasks that others create in it. A member watches at most 1000 projects and tasks, and each has at most 500 watchers (LIMIT_REACHED). Least role: MEMBER. */
  watchProject?: Maybe<WatchProjectPayload>;
  /** Watch a task: be notified of comments on it (TASK_COMMENTED) and of its status (TASK_STATUS_CHANGED), like who made it. The limits are those of `watchProject`. Least role: MEMBER. */
  watchTask?: Maybe<WatchTaskPayload>;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationActivateClientVersionArgs = {
  input: ActivateClientVersionInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationActivateUserArgs = {
  input: ActivateUserInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationAddMemberArgs = {
  input: AddMemberInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationArchiveOrganizationArgs = {
  input: ArchiveOrganizationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationArchiveProjectArgs = {
  input: ArchiveProjectInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationArchiveTaskArgs = {
  input: ArchiveTaskInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationArchiveUserArgs = {
  input: ArchiveUserInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationBeginTotpEnrollmentArgs = {
  input?: InputMaybe<BeginTotpEnrollmentInput>;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationChangeEmailArgs = {
  input: ChangeEmailInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationChangePlanArgs = {
  input: ChangePlanInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationClearOrganizationOverridesArgs = {
  input: ClearOrganizationOverridesInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationConfirmEmailChangeArgs = {
  input: ConfirmEmailChangeInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationConfirmTotpEnrollmentArgs = {
  input: ConfirmTotpEnrollmentInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateCommentArgs = {
  input: CreateCommentInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateLabelArgs = {
  input: CreateLabelInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateOrganizationArgs = {
  input: CreateOrganizationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateProjectArgs = {
  input: CreateProjectInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateTaskArgs = {
  input: CreateTaskInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateTasksArgs = {
  input: CreateTasksInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationCreateWebhookEndpointArgs = {
  input: CreateWebhookEndpointInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeactivateUserArgs = {
  input: DeactivateUserInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeclineInvitationArgs = {
  input: DeclineInvitationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeleteAccountArgs = {
  input: DeleteAccountInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeleteCommentArgs = {
  input: DeleteCommentInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeleteLabelArgs = {
  input: DeleteLabelInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeleteProjectArgs = {
  input: DeleteProjectInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeleteTaskArgs = {
  input: DeleteTaskInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeleteTasksArgs = {
  input: DeleteTasksInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDeleteWebhookEndpointArgs = {
  input: DeleteWebhookEndpointInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationDisableTotpArgs = {
  input: DisableTotpInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationInviteMemberArgs = {
  input: InviteMemberInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationLoginArgs = {
  input: LoginInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationMarkNotificationReadArgs = {
  input: MarkNotificationReadInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationMarkNotificationUnreadArgs = {
  input: MarkNotificationUnreadInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationMoveTaskArgs = {
  input: MoveTaskInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRecordUsageArgs = {
  input: RecordUsageInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRefreshSessionArgs = {
  input: RefreshSessionInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRegenerateRecoveryCodesArgs = {
  input: RegenerateRecoveryCodesInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRegisterArgs = {
  input: RegisterInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRegisterOperationsArgs = {
  input: RegisterOperationsInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationReinstateMemberArgs = {
  input: ReinstateMemberInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRemoveMemberArgs = {
  input: RemoveMemberInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationReplayFailedWebhookDeliveriesArgs = {
  input: ReplayFailedWebhookDeliveriesInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationReplayWebhookDeliveryArgs = {
  input: ReplayWebhookDeliveryInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationResendInvitationArgs = {
  input: ResendInvitationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRestoreProjectArgs = {
  input: RestoreProjectInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRestoreTaskArgs = {
  input: RestoreTaskInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRetireClientVersionArgs = {
  input: RetireClientVersionInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRevokeInvitationArgs = {
  input: RevokeInvitationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRevokeSessionArgs = {
  input: RevokeSessionInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRollApiKeyArgs = {
  input: RollApiKeyInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationSendTestWebhookArgs = {
  input: SendTestWebhookInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationSetMemberRoleArgs = {
  input: SetMemberRoleInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationSetOrganizationOverridesArgs = {
  input: SetOrganizationOverridesInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationSuspendMemberArgs = {
  input: SuspendMemberInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationSuspendOrganizationArgs = {
  input: SuspendOrganizationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationSuspendUserArgs = {
  input: SuspendUserInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationSwitchOrganizationArgs = {
  input: SwitchOrganizationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationTransferOwnershipArgs = {
  input: TransferOwnershipInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUndoEmailChangeArgs = {
  input: UndoEmailChangeInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUnwatchProjectArgs = {
  input: UnwatchProjectInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUnwatchTaskArgs = {
  input: UnwatchTaskInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateApiKeyArgs = {
  input: UpdateApiKeyInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateCommentArgs = {
  input: UpdateCommentInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateLabelArgs = {
  input: UpdateLabelInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateMemberRoleArgs = {
  input: UpdateMemberRoleInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateNotificationPreferencesArgs = {
  input: UpdateNotificationPreferencesInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateOrganizationArgs = {
  input: UpdateOrganizationInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateProjectArgs = {
  input: UpdateProjectInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateTaskArgs = {
  input: UpdateTaskInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateTasksArgs = {
  input: UpdateTasksInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationUpdateWebhookEndpointArgs = {
  input: UpdateWebhookEndpointInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationVerifyEmailArgs = {
  input: VerifyEmailInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationVoidUsageEventArgs = {
  input: VoidUsageEventInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationWatchProjectArgs = {
  input: WatchProjectInput;
};


/** Writing. The fields of one operation run one after the other, in one transaction. */
export type MutationWatchTaskArgs = {
  input: WatchTaskInput;
};

/** Anything that can be fetched again by its id alone. */
export type Node = {
  /** An opaque identifier, unique among all types. */
  id: Scalars['ID']['output'];
};

/** Something that the viewer is told of. Nobody is told of what they did themselves. */
export type Notification = Node & {
  __typename?: 'Notification';
  /** Who did it; null for what happened by itself, and for somebody who is no member any more. */
  actor?: Maybe<User>;
  /** The comment that it is about, if it is about one. */
  comment?: Maybe<Comment>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** More about it: `{ role }` of MEMBER_ADDED and ROLE_UPDATED, `{ status }` of TASK_STATUS_CHANGED, `{ meter, percent, used, limit, month, resetsAt }` of USAGE_ALERT, `{ webhookEndpointIds }` of SECRET_ROTATION_ADVISED; else null. */
  details?: Maybe<Scalars['JSON']['output']>;
  /** The notification's id. */
  id: Scalars['ID']['output'];
  /** Whether it was marked as read. */
  isRead: Scalars['Boolean']['output'];
  /** What it is about. */
  kind: NotificationKind;
  /** When it was marked as read; null while it is unread. */
  readAt?: Maybe<Scalars['DateTime']['output']>;
  /** The task that it is about, if it is about one. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A notification and its place in a list. */
export type NotificationEdge = {
  __typename?: 'NotificationEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** A notification. */
  node: Notification;
};

/** Which notifications to list; all conditions must hold. */
export type NotificationFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<NotificationFilter>>;
  /** By the time of making. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** True: those that were marked as read. False: the others. */
  isRead?: InputMaybe<Scalars['Boolean']['input']>;
  /** By kind. */
  kind?: InputMaybe<NotificationKindFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<NotificationFilter>>;
};

/** What members are told of. */
export type NotificationKind =
  /** They were added to the organization. */
  | 'MEMBER_ADDED'
  /** A comment mentions them. */
  | 'MENTIONED'
  /** They have another role. */
  | 'ROLE_UPDATED'
  /** Somebody who was shown the signing secret of webhook endpoints left or may no longer see it: rotate it; for owners and administrators. */
  | 'SECRET_ROTATION_ADVISED'
  /** A task was assigned to them. */
  | 'TASK_ASSIGNED'
  /** A task that they made, are assigned, commented on or watch has a new comment. */
  | 'TASK_COMMENTED'
  /** A project that they watch has a new task. */
  | 'TASK_CREATED'
  /** A task that they made, are assigned or watch has another status. */
  | 'TASK_STATUS_CHANGED'
  /** The organization's use comes near a limit, or has reached it; for owners. */
  | 'USAGE_ALERT';

/** Conditions on a notification's kind; all that are given must hold. */
export type NotificationKindFilter = {
  /** Equal to. */
  eq?: InputMaybe<NotificationKind>;
  /** One of. */
  in?: InputMaybe<Array<NotificationKind>>;
  /** Not equal to. */
  ne?: InputMaybe<NotificationKind>;
  /** None of. */
  notIn?: InputMaybe<Array<NotificationKind>>;
};

/** How to sort notifications. */
export type NotificationOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: NotificationOrderField;
};

/** What notifications can be sorted by. */
export type NotificationOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** When they last changed. */
  | 'UPDATED_AT';

/** How to tell of one kind of notification. */
export type NotificationPreference = {
  __typename?: 'NotificationPreference';
  /** Whether it is mailed. */
  email: Scalars['Boolean']['output'];
  /** Whether it is listed in `notifications`. */
  inApp: Scalars['Boolean']['output'];
  /** The kind. */
  kind: NotificationKind;
};

/** How to tell of one kind of notification from now on. */
export type NotificationPreferenceInput = {
  /** Whether to mail it; left as it is when not given. */
  email?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether to list it in `notifications`; left as it is when not given. */
  inApp?: InputMaybe<Scalars['Boolean']['input']>;
  /** The kind. */
  kind: NotificationKind;
};

/** How the viewer wants to be told in the selected organization. */
export type NotificationPreferences = {
  __typename?: 'NotificationPreferences';
  /** One for each kind. */
  kinds: Array<NotificationPreference>;
};

/** The direction in which a list is sorted. */
export type OrderDirection =
  /** Smallest, earliest or first in the alphabet first. */
  | 'ASC'
  /** Largest, latest or last in the alphabet first. */
  | 'DESC';

/** A tenant: everything that is worked on belongs to one organization. */
export type Organization = Node & {
  __typename?: 'Organization';
  /** Why it was archived; null unless it is. */
  archiveReason?: Maybe<Scalars['String']['output']>;
  /** When the organization was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it is deleted for good, unless an owner restores it before; null unless it is to be deleted. */
  deletesAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether its plan, or an override, includes this. */
  hasFeature: Scalars['Boolean']['output'];
  /** The organization's id. */
  id: Scalars['ID']['output'];
  /** The organization's members, newest first. */
  members: MembershipConnection;
  /** The name that people see. */
  name: Scalars['String']['output'];
  /** What it may use in the place of its plan's limits; null for nothing. */
  overrides?: Maybe<OrganizationOverrides>;
  /** The organization's plan. */
  plan: Plan;
  /** The organization's projects, newest first. */
  projects: ProjectConnection;
  /** The short name used in addresses; unique. */
  slug: Scalars['String']['output'];
  /** Whether the organization can be worked in. */
  status: OrganizationStatus;
  /** What became of its status, newest first. */
  statusHistory: OrganizationStatusChangeConnection;
  /** Why it is suspended, by whom and until when; null unless it is. */
  suspension?: Maybe<OrganizationSuspension>;
  /** When the organization last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** How much of what its plan allows it uses. */
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
  /** Whether the viewer may use `deleteOrganization`. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `leaveOrganization`; an organization's last owner is refused all the same. */
  viewerCanLeave: Scalars['Boolean']['output'];
  /** Whether the viewer may make API keys, and roll, rename and revoke them. */
  viewerCanManageApiKeys: Scalars['Boolean']['output'];
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
  /** Whether the viewer may see what was used. */
  viewerCanSeeUsage: Scalars['Boolean']['output'];
  /** Whether the viewer may use `suspendOrganization`. */
  viewerCanSuspend: Scalars['Boolean']['output'];
  /** Whether the viewer may use `transferOwnership`. */
  viewerCanTransferOwnership: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateOrganization`. */
  viewerCanUpdate: Scalars['Boolean']['output'];
  /** The viewer's role in it; null for a viewer who is no member. */
  viewerRole?: Maybe<Role>;
};


/** A tenant: everything that is worked on belongs to one organization. */
export type OrganizationHasFeatureArgs = {
  feature: PlanFeature;
};


/** A tenant: everything that is worked on belongs to one organization. */
export type OrganizationMembersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MembershipFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<MembershipOrder>;
};


/** A tenant: everything that is worked on belongs to one organization. */
export type OrganizationProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectOrder>;
};


/** A tenant: everything that is worked on belongs to one organization. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** An organization and its place in a list. */
export type OrganizationEdge = {
  __typename?: 'OrganizationEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The organization. */
  node: Organization;
};

/** A change to the organization itself. */
export type OrganizationEvent = {
  __typename?: 'OrganizationEvent';
  /** The names of the organization's fields that changed, besides `updatedAt`. */
  changedFields: Array<Scalars['String']['output']>;
  /** The organization as it is now. */
  organization: Organization;
  /** What happened: always UPDATED, as nobody can hear of an organization before or after it is there. */
  type: ChangeType;
};

/** Which organizations to list; all conditions must hold. */
export type OrganizationFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<OrganizationFilter>>;
  /** By the time it was made. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<OrganizationFilter>>;
  /** By the viewer's role in it. */
  role?: InputMaybe<RoleFilter>;
  /** By short name. */
  slug?: InputMaybe<StringFilter>;
  /** By status. A suspension that has ended counts as none. */
  status?: InputMaybe<OrganizationStatusFilter>;
};

/** How to sort organizations. */
export type OrganizationOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: OrganizationOrderField;
};

/** What organizations can be sorted by. */
export type OrganizationOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** Their name, in upper or lower case alike. */
  | 'NAME'
  /** When they last changed. */
  | 'UPDATED_AT';

/** What an organization may use in the place of its plan's limits. */
export type OrganizationOverrides = {
  __typename?: 'OrganizationOverrides';
  /** What it includes beyond the plan. */
  addedFeatures: Array<PlanFeature>;
  /** API keys. */
  apiKeys?: Maybe<Scalars['Int']['output']>;
  /** Requests a minute, for each user and API key. */
  apiRequestsPerMinute?: Maybe<Scalars['Int']['output']>;
  /** Requests with API keys a month (UTC). */
  apiRequestsPerMonth?: Maybe<Scalars['Int']['output']>;
  /** When they end by themselves. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Members. */
  members?: Maybe<Scalars['Int']['output']>;
  /** Projects. */
  projects?: Maybe<Scalars['Int']['output']>;
  /** Why. */
  reason: Scalars['String']['output'];
  /** Open subscriptions of the organization at one time. */
  subscriptions?: Maybe<Scalars['Int']['output']>;
  /** Open subscriptions at one time, for each user and API key. */
  subscriptionsPerCaller?: Maybe<Scalars['Int']['output']>;
  /** Webhook endpoints. */
  webhookEndpoints?: Maybe<Scalars['Int']['output']>;
};

/** Whether an organization can be worked in. */
export type OrganizationStatus =
  /** Open for work. */
  | 'ACTIVE'
  /** Put away; only its owners can still find it. */
  | 'ARCHIVED'
  /** Can be read, not changed. */
  | 'SUSPENDED';

/** A change of an organization's status. */
export type OrganizationStatusChange = {
  __typename?: 'OrganizationStatusChange';
  /** Who changed it; null for somebody who is no member. */
  changedBy?: Maybe<User>;
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The change's id. */
  id: Scalars['ID']['output'];
  /** Why. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The status that the organization got. */
  status: OrganizationStatus;
  /** When a suspension was to end by itself. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of status changes. */
export type OrganizationStatusChangeConnection = {
  __typename?: 'OrganizationStatusChangeConnection';
  /** The page's items with their cursors. */
  edges: Array<OrganizationStatusChangeEdge>;
  /** The page's items. */
  nodes: Array<OrganizationStatusChange>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A status change and its place in a list. */
export type OrganizationStatusChangeEdge = {
  __typename?: 'OrganizationStatusChangeEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: OrganizationStatusChange;
};

/** Conditions on an organization's status; all that are given must hold. */
export type OrganizationStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<OrganizationStatus>;
  /** One of. */
  in?: InputMaybe<Array<OrganizationStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<OrganizationStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<OrganizationStatus>>;
};

/** A suspension that is in effect. */
export type OrganizationSuspension = {
  __typename?: 'OrganizationSuspension';
  /** Why. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Since when. */
  since: Scalars['DateTime']['output'];
  /** Whose it is: an owner cannot lift the platform's. */
  suspendedBy: SuspensionAuthority;
  /** When it ends by itself; null when somebody must end it. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** How much of what its plan allows an organization uses. */
export type OrganizationUsage = {
  __typename?: 'OrganizationUsage';
  /** API keys that work. */
  apiKeys: UsageCount;
  /** Requests with API keys in this month. */
  apiRequests: PeriodUsage;
  /** Members, and invitations that can be accepted. */
  members: UsageCount;
  /** Projects, archived ones included. */
  projects: UsageCount;
  /** Webhook endpoints, disabled ones included. */
  webhookEndpoints: UsageCount;
};

/** Where a page lies in its list. */
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

/** A use in the present period and its limit. */
export type PeriodUsage = {
  __typename?: 'PeriodUsage';
  /** How much there may be; null is unlimited. */
  limit?: Maybe<Scalars['Int']['output']>;
  /** When the next period begins. */
  resetsAt: Scalars['DateTime']['output'];
  /** How much there was; beyond 2147483647 that number: `usageSeries` of the meter `api.requests` tells it exactly. */
  used: Scalars['Int']['output'];
};

/** What a role may allow in an organization. The same permissions guard the fields of the API. */
export type Permission =
  /** Make, roll, rename and revoke API keys. */
  | 'API_KEY_MANAGE'
  /** See API keys. */
  | 'API_KEY_SEE'
  /** Read and export the audit log. */
  | 'AUDIT_SEE'
  /** See billing statements. */
  | 'BILLING_SEE'
  /** Delete comments that others wrote. */
  | 'COMMENT_DELETE_OTHERS'
  /** Write comments, and change and delete their own. */
  | 'COMMENT_WRITE'
  /** Make, resend and revoke invitations. */
  | 'INVITATION_MANAGE'
  /** See invitations. */
  | 'INVITATION_SEE'
  /** Create, change and delete labels. */
  | 'LABEL_MANAGE'
  /** Add members. */
  | 'MEMBER_ADD'
  /** Remove members of at most their own role. */
  | 'MEMBER_REMOVE'
  /** See what is for administrators to know of other members: their permissions and suspensions. */
  | 'MEMBER_SEE_DETAILS'
  /** Suspend and reinstate members of at most their own role. */
  | 'MEMBER_SUSPEND'
  /** Give members another role, at most their own. */
  | 'MEMBER_UPDATE_ROLE'
  /** Change their own notifications and preferences. */
  | 'NOTIFICATION_MANAGE'
  /** See their own notifications. */
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
  /** Use `changePlan`. */
  | 'PLAN_CHANGE'
  /** Create, change, archive, restore and delete projects. */
  | 'PROJECT_MANAGE'
  /** See projects. */
  | 'PROJECT_SEE'
  /** Delete tasks that others made. */
  | 'TASK_DELETE_OTHERS'
  /** See tasks. */
  | 'TASK_SEE'
  /** Create and change tasks, and delete their own. */
  | 'TASK_WRITE'
  /** Record usage. */
  | 'USAGE_RECORD'
  /** See what was used. */
  | 'USAGE_SEE'
  /** Void usage events. */
  | 'USAGE_VOID'
  /** Manage webhook endpoints. */
  | 'WEBHOOK_MANAGE'
  /** See webhook endpoints and deliveries. */
  | 'WEBHOOK_SEE';

/** What an organization may use. */
export type Plan = {
  __typename?: 'Plan';
  /** The plan's code, for example `FREE`. */
  code: PlanCode;
  /** What it includes beyond the basics. */
  features: Array<PlanFeature>;
  /** How much of each thing it allows. */
  limits: PlanLimits;
  /** The name that people see. */
  name: Scalars['String']['output'];
};

/** The plans there are. */
export type PlanCode =
  /** Free of charge, for small teams. */
  | 'FREE'
  /** For companies. */
  | 'PRO';

/** What a plan can include. */
export type PlanFeature =
  /** The audit log as a file. */
  | 'AUDIT_EXPORT'
  /** Labels of one's own. */
  | 'CUSTOM_LABELS'
  /** Webhook endpoints. */
  | 'WEBHOOKS';

/** How much a plan allows; null is unlimited. */
export type PlanLimits = {
  __typename?: 'PlanLimits';
  /** API keys that work. */
  apiKeys?: Maybe<Scalars['Int']['output']>;
  /** Requests a minute, for each user and API key. Subscribing over a WebSocket is a request, too. */
  apiRequestsPerMinute?: Maybe<Scalars['Int']['output']>;
  /** Requests with API keys a month (UTC). */
  apiRequestsPerMonth?: Maybe<Scalars['Int']['output']>;
  /** Members of the organization, invited ones included. */
  members?: Maybe<Scalars['Int']['output']>;
  /** Projects, archived ones included. */
  projects?: Maybe<Scalars['Int']['output']>;
  /** Open subscriptions of the organization at one time. */
  subscriptions?: Maybe<Scalars['Int']['output']>;
  /** Open subscriptions at one time, for each user and API key. */
  subscriptionsPerCaller?: Maybe<Scalars['Int']['output']>;
  /** Webhook endpoints. */
  webhookEndpoints?: Maybe<Scalars['Int']['output']>;
};

/** A body of work within an organization. */
export type Project = Node & {
  __typename?: 'Project';
  /** When it was put away; null unless it is. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it; null when that person is no longer a member. */
  createdBy?: Maybe<User>;
  /** What it is about. */
  description?: Maybe<Scalars['String']['output']>;
  /** The project's id. */
  id: Scalars['ID']['output'];
  /** What it is called. */
  name: Scalars['String']['output'];
  /** The organization it belongs to. */
  organization: Organization;
  /** Whether it is being worked on. */
  status: ProjectStatus;
  /** How many of its tasks have each status, in the order of `TaskStatus`; archived tasks are not counted. */
  taskCounts: Array<TaskCount>;
  /** The project's tasks, newest first. */
  tasks: TaskConnection;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts the changes to the project, from 1; see `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteProject` on it. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateProject` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
  /** Whether the viewer watches the project, and is notified of tasks that others create in it. */
  viewerIsWatching: Scalars['Boolean']['output'];
};


/** A body of work within an organization. */
export type ProjectTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TaskFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<TaskOrder>;
};

/** A page of projects. */
export type ProjectConnection = {
  __typename?: 'ProjectConnection';
  /** The page's items with their cursors. */
  edges: Array<ProjectEdge>;
  /** The page's items. */
  nodes: Array<Project>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A project and its place in a list. */
export type ProjectEdge = {
  __typename?: 'ProjectEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The project. */
  node: Project;
};

/** A change to a project. Its tasks go with a deleted project, without events of their own. */
export type ProjectEvent = {
  __typename?: 'ProjectEvent';
  /** After an update, the names of the project's fields that changed, besides `version` and `updatedAt`; else empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The project as it is now; null when it was deleted, be it since the change. */
  project?: Maybe<Project>;
  /** The project's id. */
  projectId: Scalars['ID']['output'];
  /** What happened. */
  type: ChangeType;
};

/** Which projects to list; all conditions must hold. Archived ones are left out unless `status` asks for them. */
export type ProjectFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<ProjectFilter>>;
  /** By the time it was made. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By the user who made it. */
  createdById?: InputMaybe<IdFilter>;
  /** By description. */
  description?: InputMaybe<StringFilter>;
  /** By id. */
  id?: InputMaybe<IdFilter>;
  /** By name. */
  name?: InputMaybe<StringFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<ProjectFilter>>;
  /** By status. */
  status?: InputMaybe<ProjectStatusFilter>;
  /** By the time it last changed. */
  updatedAt?: InputMaybe<DateTimeFilter>;
};

/** How to sort projects. */
export type ProjectOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: ProjectOrderField;
};

/** What projects can be sorted by. */
export type ProjectOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** Their name, in upper or lower case alike. */
  | 'NAME'
  /** When they last changed. */
  | 'UPDATED_AT';

/** Whether a project is being worked on. */
export type ProjectStatus =
  /** Being worked on. */
  | 'ACTIVE'
  /** Put away. */
  | 'ARCHIVED';

/** Conditions on a project's status; all that are given must hold. */
export type ProjectStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<ProjectStatus>;
  /** One of. */
  in?: InputMaybe<Array<ProjectStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<ProjectStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<ProjectStatus>>;
};

/** Reading. Every field is null, with an error, where the caller may not see it. */
export type Query = {
  __typename?: 'Query';
  /** The log of one's own account, newest first: sign-ins, sessions, and changes of password, second factor, address, profile and status. Events are kept for 365 days. When the address took the account back from somebody else (`account.reclaimed`), only what happened since. What strangers did shows only once the address is verified. */
  accountEvents?: Maybe<AccountEventConnection>;
  /** The selected organization's API keys, newest first. Least role: ADMIN. */
  apiKeys?: Maybe<ApiKeyConnection>;
  /** What happened in the selected organization as comma-separated values, oldest first, at most 10000 events at once. Least role: ADMIN; the plan needs AUDIT_EXPORT. */
  auditEventExport?: Maybe<AuditEventExport>;
  /** What happened in the selected organization, newest first. Least role: ADMIN. */
  auditEvents?: Maybe<AuditEventConnection>;
  /** The selected organization's statement for a month; null before the organization's first and for a month to come. Least role: OWNER. */
  billingStatement?: Maybe<BillingStatement>;
  /** The selected organization's sealed statements, the latest first; `billingStatement` has the open one. Least role: OWNER. */
  billingStatements?: Maybe<BillingStatementConnection>;
  /** The versions of clients that operations were registered for, newest first. For platform administrators. */
  clientVersions?: Maybe<ClientVersionConnection>;
  /** The pending invitation with this token, for the page that its link leads to. Null for every token that can not be accepted, whether it is unknown, expired, revoked or used. Ignores credentials. At most 60 calls of a network in 15 minutes. */
  invitation?: Maybe<InvitationPreview>;
  /** The selected organization's invitations, newest first; only pending ones unless the filter speaks of status. Least role: ADMIN. */
  invitations?: Maybe<InvitationConnection>;
  /** The selected organization's labels, newest first. */
  labels?: Maybe<LabelConnection>;
  /** The signed-in user; null without credentials. */
  me?: Maybe<User>;
  /** Any thing by its id: a user, organization, membership, invitation, project, task, label, comment, API key, webhook endpoint, webhook delivery or notification that the caller may see. Null when there is none. */
  node?: Maybe<Node>;
  /** Several things by their ids, each as `node` answers it: in the order of the ids, null where there is none. */
  nodes?: Maybe<Array<Maybe<Node>>>;
  /** How the viewer wants to be told in the selected organization. Least role: MEMBER. */
  notificationPreferences?: Maybe<NotificationPreferences>;
  /** What the viewer was told of in the selected organization, newest first; kept for 90 days. Least role: MEMBER. */
  notifications?: Maybe<NotificationConnection>;
  /** The selected organization; with `id` or `slug`, one that the viewer belongs to, whichever is selected, or null. */
  organization?: Maybe<Organization>;
  /** The organizations that the viewer belongs to, newest first. */
  organizations?: Maybe<OrganizationConnection>;
  /** The plans there are, smallest first. */
  plans?: Maybe<Array<Plan>>;
  /** A project of the selected organization; null when there is none with this id. */
  project?: Maybe<Project>;
  /** The projects of the selected organization, newest first. */
  projects?: Maybe<ProjectConnection>;
  /** The pending invitations to one's own address, newest first. Empty until the address is verified. The link in the mail accepts or declines them. */
  receivedInvitations?: Maybe<ReceivedInvitationConnection>;
  /**
   * The selected organization's tasks that fit the words best: in their title, description or comments, as beginnings and with small mistakes in the title. Punctuation only separates words. Case, accents, full-width forms and invisible characters make no difference. Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean and emoji are found anywhere in a text. Archived tasks are left out.
   * @deprecated Use `searchTasks`. Removed after 2027-12-31.
   */
  search?: Maybe<Array<SearchHit>>;
  /** The selected organization's tasks that fit the words best, the best first, at most 10000. What fits is what `search` finds: words in the title, description or comments, as beginnings and with small mistakes in the title. Archived tasks are left out. */
  searchTasks?: Maybe<SearchHitConnection>;
  /** One's own open sessions, newest first. */
  sessions?: Maybe<SessionConnection>;
  /** A task of the selected organization; null when there is none with this id. */
  task?: Maybe<Task>;
  /** The tasks of the selected organization, newest first. */
  tasks?: Maybe<TaskConnection>;
  /** How many of the viewer's notifications in the selected organization are unread. Least role: MEMBER. */
  unreadNotificationCount?: Maybe<Scalars['Int']['output']>;
  /** The usage events that the selected organization recorded, newest first. Least role: ADMIN. */
  usageEvents?: Maybe<UsageEventConnection>;
  /** How much of a meter the selected organization used; the month to date unless told otherwise. At most 1000 buckets, 200 when grouped. Least role: ADMIN. */
  usageSeries?: Maybe<UsageSeries>;
  /** Oneself or a fellow member of the selected organization, for platform administrators anybody; null otherwise. */
  user?: Maybe<User>;
  /** Every user, newest first. For platform administrators. */
  users?: Maybe<UserConnection>;
  /** The selected organization's webhook deliveries of the last 30 days, newest first. Least role: ADMIN. */
  webhookDeliveries?: Maybe<WebhookDeliveryConnection>;
  /** The selected organization's webhook endpoints, newest first. Least role: ADMIN. */
  webhookEndpoints?: Maybe<WebhookEndpointConnection>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryAccountEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AccountEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AccountEventOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
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


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryAuditEventExportArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEventFilter>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryAuditEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<AuditEventOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryBillingStatementArgs = {
  month: Scalars['String']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryBillingStatementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryClientVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ClientVersionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ClientVersionOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryInvitationArgs = {
  token: Scalars['String']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InvitationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InvitationOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryLabelsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LabelFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<LabelOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<NotificationOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryOrganizationArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryOrganizationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OrganizationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<OrganizationOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryProjectArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProjectFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ProjectOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryReceivedInvitationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<ReceivedInvitationOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QuerySearchArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QuerySearchTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  query: Scalars['String']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QuerySessionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SessionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<SessionOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryTaskArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TaskFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<TaskOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryUsageEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UsageEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<UsageEventOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryUsageSeriesArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  granularity?: UsageGranularity;
  groupBy?: InputMaybe<UsageGroupBy>;
  meter: Scalars['String']['input'];
  to?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<UserOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryWebhookDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebhookDeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<WebhookDeliveryOrder>;
};


/** Reading. Every field is null, with an error, where the caller may not see it. */
export type QueryWebhookEndpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<WebhookEndpointFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<WebhookEndpointOrder>;
};

/** An invitation to the viewer's own address. */
export type ReceivedInvitation = {
  __typename?: 'ReceivedInvitation';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Until when it can be accepted. */
  expiresAt: Scalars['DateTime']['output'];
  /** The invitation's id. */
  id: Scalars['ID']['output'];
  /** The name of the person who invited; null when that was an API key. */
  inviterName?: Maybe<Scalars['String']['output']>;
  /** The name of the organization that invites. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A received invitation and its place in a list. */
export type ReceivedInvitationEdge = {
  __typename?: 'ReceivedInvitationEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The invitation. */
  node: ReceivedInvitation;
};

/** How to sort received invitations. */
export type ReceivedInvitationOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: ReceivedInvitationOrderField;
};

/** What received invitations can be sorted by. */
export type ReceivedInvitationOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** When they expire. */
  | 'EXPIRES_AT';

/** Events to record. */
export type RecordUsageInput = {
  /** At least one, at most 1000. */
  events: Array<UsageEventInput>;
};

/** The answer to `recordUsage`. */
export type RecordUsagePayload = {
  __typename?: 'RecordUsagePayload';
  /** One for each event, in their order; null when the input had a fault, and then nothing was recorded. */
  receipts?: Maybe<Array<UsageReceipt>>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A refresh token to exchange. */
export type RefreshSessionInput = {
  /** The latest refresh token of the session. */
  refreshToken: Scalars['String']['input'];
};

/** The answer to `refreshSession`. */
export type RefreshSessionPayload = {
  __typename?: 'RefreshSessionPayload';
  /** Goes into the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token stops working. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The selected organization; null for a user without one. */
  organization?: Maybe<Organization>;
  /** The next refresh token. A retry within 10 seconds gets the same one. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The session's user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The confirmation that the recovery codes are to be replaced. */
export type RegenerateRecoveryCodesInput = {
  /** Six digits of the app, or a recovery code. Left out, the answer is the user error `TOTP_REQUIRED`. */
  code?: InputMaybe<Scalars['String']['input']>;
  /** The account's password. */
  password: Scalars['String']['input'];
};

/** The answer to `regenerateRecoveryCodes`. */
export type RegenerateRecoveryCodesPayload = {
  __typename?: 'RegenerateRecoveryCodesPayload';
  /** Ten codes that each sign in once when the app is lost. They are never shown again. */
  recoveryCodes?: Maybe<Array<Scalars['String']['output']>>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A new account and its first organization. */
export type RegisterInput = {
  /** The address to sign in with; kept in one form whatever its spelling: trimmed, lower case, NFKC, the domain in Punycode. */
  email: Scalars['String']['input'];
  /** The name that others see; 1 to 100 characters. */
  fullName: Scalars['String']['input'];
  /** The token of an invitation to this address: one becomes a member of the organization that invites, in place of an owner of one's own. It goes with neither name nor slug. */
  invitationToken?: InputMaybe<Scalars['String']['input']>;
  /** The name of the organization, 1 to 100 characters; by default `<full name>'s organization`. */
  organizationName?: InputMaybe<Scalars['String']['input']>;
  /** The organization's short name in addresses: lower-case letters, digits and single hyphens, 2 to 80 characters; by default made from its name. */
  organizationSlug?: InputMaybe<Scalars['String']['input']>;
  /** 8 to 128 characters, at least as many as the server is set to demand; not a common one, nor one's own name or address. */
  password: Scalars['String']['input'];
};

/** A client version and its operations. */
export type RegisterOperationsInput = {
  /** The client's name; 1 to 100 visible ASCII characters. */
  clientName: Scalars['String']['input'];
  /** The client's version; 1 to 100 visible ASCII characters. */
  clientVersion: Scalars['String']['input'];
  /** Apollo's manifest: an object with `format`, `version` and `operations` (each with `id`, `name`, `type` and `body`), of which there are at most 5000. */
  manifest: Scalars['JSON']['input'];
};

/** The answer to `registerOperations`. */
export type RegisterOperationsPayload = {
  __typename?: 'RegisterOperationsPayload';
  /** The client version. */
  clientVersion?: Maybe<ClientVersion>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The answer to `register`. */
export type RegisterPayload = {
  __typename?: 'RegisterPayload';
  /** Goes into the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token stops working. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The new organization. */
  organization?: Maybe<Organization>;
  /** Goes into `refreshSession`, once. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The new user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An operation that a client version was released with. */
export type RegisteredOperation = {
  __typename?: 'RegisteredOperation';
  /** The operation itself. */
  body: Scalars['String']['output'];
  /** What it costs, with the default page size where a variable decides. */
  cost: Scalars['Int']['output'];
  /** When it was registered. */
  createdAt: Scalars['DateTime']['output'];
  /** What the client sends in place of the body. */
  documentId: Scalars['String']['output'];
  /** When it was last run; null for never. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The operation's name. */
  name: Scalars['String']['output'];
  /** What kind of operation it is. */
  type: RegisteredOperationType;
  /** How often it was run, up to a few seconds ago. */
  useCount: Scalars['Int']['output'];
};

/** A page of registered operations. */
export type RegisteredOperationConnection = {
  __typename?: 'RegisteredOperationConnection';
  /** The page's items with their cursors. */
  edges: Array<RegisteredOperationEdge>;
  /** The page's items. */
  nodes: Array<RegisteredOperation>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A registered operation and its place in a list. */
export type RegisteredOperationEdge = {
  __typename?: 'RegisteredOperationEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The operation. */
  node: RegisteredOperation;
};

/** How to sort registered operations. */
export type RegisteredOperationOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: RegisteredOperationOrderField;
};

/** What registered operations can be sorted by. */
export type RegisteredOperationOrderField =
  /** When they were registered. */
  | 'CREATED_AT'
  /** When they were last run; those that never were come last. */
  | 'LAST_USED_AT'
  /** Their name. */
  | 'NAME';

/** The kinds of operations. */
export type RegisteredOperationType =
  /** It writes. */
  | 'MUTATION'
  /** It reads. */
  | 'QUERY'
  /** It hears of changes. */
  | 'SUBSCRIPTION';

/** A member to reinstate. */
export type ReinstateMemberInput = {
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The answer to `reinstateMember`. */
export type ReinstateMemberPayload = {
  __typename?: 'ReinstateMemberPayload';
  /** The membership, as it was before. */
  membership?: Maybe<Membership>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The answer to `reinstateOrganization`. */
export type ReinstateOrganizationPayload = {
  __typename?: 'ReinstateOrganizationPayload';
  /** The organization, open for work. */
  organization?: Maybe<Organization>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member to remove. */
export type RemoveMemberInput = {
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The answer to `removeMember`. */
export type RemoveMemberPayload = {
  __typename?: 'RemoveMemberPayload';
  /** The id of the membership that ended, not of its user. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The id of the user whose membership ended. */
  userId?: Maybe<Scalars['ID']['output']>;
};

/** Deliveries to send again. */
export type ReplayFailedWebhookDeliveriesInput = {
  /** The endpoint's id. */
  endpointId: Scalars['ID']['input'];
  /** Those that were made then or later. */
  since: Scalars['DateTime']['input'];
};

/** The answer to `replayFailedWebhookDeliveries`. */
export type ReplayFailedWebhookDeliveriesPayload = {
  __typename?: 'ReplayFailedWebhookDeliveriesPayload';
  /** How many are sent again. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /**
   * How many are sent again.
   * @deprecated Use `affectedCount`. Removed after 2027-12-31.
   */
  replayedCount?: Maybe<Scalars['Int']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** A delivery to send again. */
export type ReplayWebhookDeliveryInput = {
  /** The delivery's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `replayWebhookDelivery`. */
export type ReplayWebhookDeliveryPayload = {
  __typename?: 'ReplayWebhookDeliveryPayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The delivery, pending again. */
  webhookDelivery?: Maybe<WebhookDelivery>;
};

/** The answer to `requestEmailVerification`. */
export type RequestEmailVerificationPayload = {
  __typename?: 'RequestEmailVerificationPayload';
  /** What was wrong; empty when the mail is on its way, or was not needed. */
  userErrors: Array<UserError>;
};

/** An account whose password is forgotten. */
export type RequestPasswordResetInput = {
  /** The account's e-mail address. */
  email: Scalars['String']['input'];
};

/** The answer to `requestPasswordReset`. */
export type RequestPasswordResetPayload = {
  __typename?: 'RequestPasswordResetPayload';
  /** What was wrong with the input; empty when a mail is on its way, if the account exists. */
  userErrors: Array<UserError>;
};

/** An invitation to send again. */
export type ResendInvitationInput = {
  /** The invitation's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `resendInvitation`. */
export type ResendInvitationPayload = {
  __typename?: 'ResendInvitationPayload';
  /** The invitation. */
  invitation?: Maybe<Invitation>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A token from a mail, and a new password. */
export type ResetPasswordInput = {
  /** 8 to 128 characters, at least as many as the server is set to demand; not a common one, nor one's own name or address. */
  newPassword: Scalars['String']['input'];
  /** The token. */
  token: Scalars['String']['input'];
};

/** The answer to `resetPassword`. */
export type ResetPasswordPayload = {
  __typename?: 'ResetPasswordPayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The answer to `restoreOrganization`. */
export type RestoreOrganizationPayload = {
  __typename?: 'RestoreOrganizationPayload';
  /** The organization, as it was before it was put away. */
  organization?: Maybe<Organization>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to bring back. */
export type RestoreProjectInput = {
  /** Restore it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `restoreProject`. */
export type RestoreProjectPayload = {
  __typename?: 'RestoreProjectPayload';
  /** The restored project. */
  project?: Maybe<Project>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to bring back. */
export type RestoreTaskInput = {
  /** Restore it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `restoreTask`. */
export type RestoreTaskPayload = {
  __typename?: 'RestoreTaskPayload';
  /** The restored task. */
  task?: Maybe<Task>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A client version to retire. */
export type RetireClientVersionInput = {
  /** The client's name. */
  clientName: Scalars['String']['input'];
  /** The client's version. */
  clientVersion: Scalars['String']['input'];
};

/** The answer to `retireClientVersion`. */
export type RetireClientVersionPayload = {
  __typename?: 'RetireClientVersionPayload';
  /** The client version. */
  clientVersion?: Maybe<ClientVersion>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An API key to end. */
export type RevokeApiKeyInput = {
  /** The key's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `revokeApiKey`. */
export type RevokeApiKeyPayload = {
  __typename?: 'RevokeApiKeyPayload';
  /** The revoked key. */
  apiKey?: Maybe<ApiKey>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An invitation to take back. */
export type RevokeInvitationInput = {
  /** The invitation's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `revokeInvitation`. */
export type RevokeInvitationPayload = {
  __typename?: 'RevokeInvitationPayload';
  /** The revoked invitation. */
  invitation?: Maybe<Invitation>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** The answer to `revokeOtherSessions`. */
export type RevokeOtherSessionsPayload = {
  __typename?: 'RevokeOtherSessionsPayload';
  /** How many sessions ended. */
  affectedCount?: Maybe<Scalars['Int']['output']>;
  /**
   * How many sessions ended.
   * @deprecated Use `affectedCount`. Removed after 2027-12-31.
   */
  count?: Maybe<Scalars['Int']['output']>;
  /** What was wrong; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A session to end. */
export type RevokeSessionInput = {
  /** The session's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `revokeSession`. */
export type RevokeSessionPayload = {
  __typename?: 'RevokeSessionPayload';
  /** The id of the session that ended. */
  deletedId?: Maybe<Scalars['ID']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** What a member may do; each role includes those below it. */
export type Role =
  /** Projects, members and settings. */
  | 'ADMIN'
  /** Reading everything, working on tasks. */
  | 'MEMBER'
  /** Everything, including the plan and other owners. */
  | 'OWNER';

/** Conditions on a role; all that are given must hold. */
export type RoleFilter = {
  /** Equal to. */
  eq?: InputMaybe<Role>;
  /** One of. */
  in?: InputMaybe<Array<Role>>;
  /** Not equal to. */
  ne?: InputMaybe<Role>;
  /** None of. */
  notIn?: InputMaybe<Array<Role>>;
};

/** An API key to roll. */
export type RollApiKeyInput = {
  /** The key's id. */
  id: Scalars['ID']['input'];
  /** For how long the secrets so far go on working: at most 604800, which is seven days. */
  overlapSeconds?: Scalars['Int']['input'];
};

/** The answer to `rollApiKey`. */
export type RollApiKeyPayload = {
  __typename?: 'RollApiKeyPayload';
  /** The key. */
  apiKey?: Maybe<ApiKey>;
  /** What goes into `Authorization: Bearer …`. It is never shown again. */
  secret?: Maybe<Scalars['String']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A webhook endpoint whose secret is to be replaced. */
export type RotateWebhookSecretInput = {
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
  /** For how many hours messages are signed with the replaced secret, too: 0 to 168. Secrets that earlier rotations replaced keep their own ends, at most 5 at once; 0 ends them all at once. */
  overlapHours?: Scalars['Int']['input'];
};

/** The answer to `rotateWebhookSecret`. */
export type RotateWebhookSecretPayload = {
  __typename?: 'RotateWebhookSecretPayload';
  /** The new secret: shown once. */
  secret?: Maybe<Scalars['String']['output']>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** A task that a search found. */
export type SearchHit = {
  __typename?: 'SearchHit';
  /** How well it fits; larger is better. */
  rank: Scalars['Float']['output'];
  /** The task. */
  task: Task;
};

/** A page of what a search found. */
export type SearchHitConnection = {
  __typename?: 'SearchHitConnection';
  /** The page's items with their cursors. */
  edges: Array<SearchHitEdge>;
  /** The page's items. */
  nodes: Array<SearchHit>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has, at most 10000. */
  totalCount: Scalars['Int']['output'];
};

/** A task that a search found, and its place in the list. */
export type SearchHitEdge = {
  __typename?: 'SearchHitEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The task and how well it fits. */
  node: SearchHit;
};

/** A webhook endpoint to try. */
export type SendTestWebhookInput = {
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `sendTestWebhook`. */
export type SendTestWebhookPayload = {
  __typename?: 'SendTestWebhookPayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** What is sent: ask for it again to see what became of it. */
  webhookDelivery?: Maybe<WebhookDelivery>;
};

/** A place where the user is signed in. */
export type Session = Node & {
  __typename?: 'Session';
  /** When it began. */
  createdAt: Scalars['DateTime']['output'];
  /** Whether the request comes from it. */
  current: Scalars['Boolean']['output'];
  /** The program and system that signed in, as they named themselves; null when they did not. */
  device?: Maybe<Scalars['String']['output']>;
  /** The session's id. */
  id: Scalars['ID']['output'];
  /** The address that signed in. */
  ipAddress?: Maybe<Scalars['String']['output']>;
  /** When its tokens were last renewed. */
  lastUsedAt: Scalars['DateTime']['output'];
};

/** A page of sessions. */
export type SessionConnection = {
  __typename?: 'SessionConnection';
  /** The page's items with their cursors. */
  edges: Array<SessionEdge>;
  /** The page's items. */
  nodes: Array<Session>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A session and its place in a list. */
export type SessionEdge = {
  __typename?: 'SessionEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The session. */
  node: Session;
};

/** Which sessions to list; all conditions must hold. */
export type SessionFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<SessionFilter>>;
  /** By the time it began. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** Only the one that the request comes from, or only the others. */
  current?: InputMaybe<Scalars['Boolean']['input']>;
  /** By the program and system that signed in, as `Session.device` shows them: of the 200 kinds that were used last. */
  device?: InputMaybe<StringFilter>;
  /** By the address that signed in. */
  ipAddress?: InputMaybe<StringFilter>;
  /** By the time its tokens were last renewed. */
  lastUsedAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<SessionFilter>>;
};

/** How to sort sessions. */
export type SessionOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: SessionOrderField;
};

/** What sessions can be sorted by. */
export type SessionOrderField =
  /** When they began. */
  | 'CREATED_AT'
  /** When their tokens were last renewed. */
  | 'LAST_USED_AT';

/** A member, by address or by user id, and the role to give. */
export type SetMemberRoleInput = {
  /** The member's e-mail address; in place of `userId`. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** The role to give, at most one's own. */
  role: Role;
  /** The member's user id; in place of `email`. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** The answer to `setMemberRole`. */
export type SetMemberRolePayload = {
  __typename?: 'SetMemberRolePayload';
  /** The changed membership. */
  membership?: Maybe<Membership>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Limits for an organization; what is left out stays as in the plan. */
export type SetOrganizationOverridesInput = {
  /** What it includes beyond the plan. */
  addedFeatures?: Array<PlanFeature>;
  /** API keys. */
  apiKeys?: InputMaybe<Scalars['Int']['input']>;
  /** Requests a minute, for each user and API key. */
  apiRequestsPerMinute?: InputMaybe<Scalars['Int']['input']>;
  /** Requests with API keys a month (UTC). */
  apiRequestsPerMonth?: InputMaybe<Scalars['Int']['input']>;
  /** When they end by themselves. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Members. */
  members?: InputMaybe<Scalars['Int']['input']>;
  /** The organization. */
  organizationId: Scalars['ID']['input'];
  /** Projects. */
  projects?: InputMaybe<Scalars['Int']['input']>;
  /** Why, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** Open subscriptions of the organization at one time. */
  subscriptions?: InputMaybe<Scalars['Int']['input']>;
  /** Open subscriptions at one time, for each user and API key. */
  subscriptionsPerCaller?: InputMaybe<Scalars['Int']['input']>;
  /** Webhook endpoints. */
  webhookEndpoints?: InputMaybe<Scalars['Int']['input']>;
};

/** The answer to `setOrganizationOverrides`. */
export type SetOrganizationOverridesPayload = {
  __typename?: 'SetOrganizationOverridesPayload';
  /** The limits that count from now on. */
  overrides?: Maybe<OrganizationOverrides>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Conditions on a text; all that are given must hold. */
export type StringFilter = {
  /** Contains this text. Case, full-width forms, invisible characters and the way in which accents are encoded make no difference; accents do. */
  contains?: InputMaybe<Scalars['String']['input']>;
  /** Equal to, character for character. */
  eq?: InputMaybe<Scalars['String']['input']>;
  /** One of at most 100. */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** True: has no value. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Not equal to. */
  ne?: InputMaybe<Scalars['String']['input']>;
  /** None of at most 100. */
  notIn?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Starts with this text, compared as `contains` compares it. */
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** Hearing of changes as they are made, over a WebSocket. Events come at most once: fetch again after a reconnect. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED), the plan limits open subscriptions (PLAN_LIMIT_REACHED), and one for which too many events wait ends (EVENT_BACKLOG). */
export type Subscription = {
  __typename?: 'Subscription';
  /** Changes to the comments of the selected organization; a comment must pass both filters if both are given. Least role: MEMBER. */
  commentEvents?: Maybe<CommentEvent>;
  /** Changes to the invitations of the selected organization. Least role: ADMIN. */
  invitationEvents?: Maybe<InvitationEvent>;
  /** Changes to the labels of the selected organization. Least role: MEMBER. */
  labelEvents?: Maybe<LabelEvent>;
  /** Changes to the members of the selected organization. Least role: MEMBER. */
  memberEvents?: Maybe<MemberEvent>;
  /** The viewer's new notifications in the selected organization; null for one that was gone when it was told. Least role: MEMBER. */
  notificationAdded?: Maybe<Notification>;
  /** Changes to the selected organization itself: its fields, its status, its plan and what it may use. Least role: MEMBER. */
  organizationEvents?: Maybe<OrganizationEvent>;
  /** Changes to the projects of the selected organization. Least role: MEMBER. */
  projectEvents?: Maybe<ProjectEvent>;
  /** Changes to the tasks of the selected organization. Least role: MEMBER. */
  taskEvents?: Maybe<TaskEvent>;
};


/** Hearing of changes as they are made, over a WebSocket. Events come at most once: fetch again after a reconnect. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED), the plan limits open subscriptions (PLAN_LIMIT_REACHED), and one for which too many events wait ends (EVENT_BACKLOG). */
export type SubscriptionCommentEventsArgs = {
  projectId?: InputMaybe<Scalars['ID']['input']>;
  taskId?: InputMaybe<Scalars['ID']['input']>;
};


/** Hearing of changes as they are made, over a WebSocket. Events come at most once: fetch again after a reconnect. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED), the plan limits open subscriptions (PLAN_LIMIT_REACHED), and one for which too many events wait ends (EVENT_BACKLOG). */
export type SubscriptionProjectEventsArgs = {
  projectId?: InputMaybe<Scalars['ID']['input']>;
};


/** Hearing of changes as they are made, over a WebSocket. Events come at most once: fetch again after a reconnect. Subscribing counts as a request (RATE_LIMITED, QUOTA_EXCEEDED), the plan limits open subscriptions (PLAN_LIMIT_REACHED), and one for which too many events wait ends (EVENT_BACKLOG). */
export type SubscriptionTaskEventsArgs = {
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** A member's suspension. */
export type SuspendMemberInput = {
  /** Why, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** When it ends by itself; without it, somebody must end it. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
  /** The member's user id: nobody who stands above oneself, nor oneself. */
  userId: Scalars['ID']['input'];
};

/** The answer to `suspendMember`. */
export type SuspendMemberPayload = {
  __typename?: 'SuspendMemberPayload';
  /** The suspended membership. */
  membership?: Maybe<Membership>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A suspension. */
export type SuspendOrganizationInput = {
  /** Why, 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** When it ends by itself; without it, somebody must end it. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The answer to `suspendOrganization`. */
export type SuspendOrganizationPayload = {
  __typename?: 'SuspendOrganizationPayload';
  /** The suspended organization. */
  organization?: Maybe<Organization>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A user to suspend. */
export type SuspendUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
  /** Why; 1 to 500 characters. */
  reason: Scalars['String']['input'];
  /** When the suspension ends by itself; by default never. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** The answer to `suspendUser`. */
export type SuspendUserPayload = {
  __typename?: 'SuspendUserPayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Who can suspend an organization. */
export type SuspensionAuthority =
  /** One of its owners. */
  | 'OWNER'
  /** An administrator of the platform. */
  | 'PLATFORM';

/** The organization to act in. */
export type SwitchOrganizationInput = {
  /** An organization that the user belongs to. */
  organizationId: Scalars['ID']['input'];
};

/** The answer to `switchOrganization`. */
export type SwitchOrganizationPayload = {
  __typename?: 'SwitchOrganizationPayload';
  /** Goes into the header `Authorization: Bearer …`. */
  accessToken?: Maybe<Scalars['String']['output']>;
  /** When the access token stops working. */
  accessTokenExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The organization now selected. */
  organization?: Maybe<Organization>;
  /** The next refresh token; the session's earlier ones count as used. */
  refreshToken?: Maybe<Scalars['String']['output']>;
  /** The session's user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A piece of work within a project. */
export type Task = Node & {
  __typename?: 'Task';
  /** When it was put away; null unless it is. */
  archivedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who does it; a member of the organization. */
  assignee?: Maybe<User>;
  /** What was said about it, newest first. */
  comments: CommentConnection;
  /** When it was finished; null unless its status is DONE. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** Who made it; null when that person is no longer a member. */
  createdBy?: Maybe<User>;
  /** The details. */
  description?: Maybe<Scalars['String']['output']>;
  /** When it should be done. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** Every change of it, newest first. */
  history: TaskChangeConnection;
  /** The task's id. */
  id: Scalars['ID']['output'];
  /** Its labels, by name. */
  labels: Array<Label>;
  /** The organization it belongs to. */
  organization: Organization;
  /** Its place in the project's manual order: compared byte by byte, it sorts; see `moveTask`. */
  position: Scalars['String']['output'];
  /** How much it matters. */
  priority: TaskPriority;
  /** The project it belongs to. */
  project: Project;
  /** How far it is. */
  status: TaskStatus;
  /** What is to be done. */
  title: Scalars['String']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts the changes to the task, from 1; see `expectedVersion`. */
  version: Scalars['Int']['output'];
  /** Whether the viewer may use `deleteTask` on it. */
  viewerCanDelete: Scalars['Boolean']['output'];
  /** Whether the viewer may use `updateTask` on it. */
  viewerCanUpdate: Scalars['Boolean']['output'];
  /** Whether the viewer watches the task, and is notified of comments on it and of its status. */
  viewerIsWatching: Scalars['Boolean']['output'];
};


/** A piece of work within a project. */
export type TaskCommentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<CommentOrder>;
};


/** A piece of work within a project. */
export type TaskHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A change of a task. */
export type TaskChange = {
  __typename?: 'TaskChange';
  /** Who made it, as long as they are a member; null for an API key, too. */
  actor?: Maybe<User>;
  /** The id of the API key that made it. */
  apiKeyId?: Maybe<Scalars['ID']['output']>;
  /** When. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A change and its place in a list. */
export type TaskChangeEdge = {
  __typename?: 'TaskChangeEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** A change. */
  node: TaskChange;
};

/** A page of tasks. */
export type TaskConnection = {
  __typename?: 'TaskConnection';
  /** The page's items with their cursors. */
  edges: Array<TaskEdge>;
  /** The page's items. */
  nodes: Array<Task>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** How many tasks have a status. */
export type TaskCount = {
  __typename?: 'TaskCount';
  /** How many. */
  count: Scalars['Int']['output'];
  /** The status. */
  status: TaskStatus;
};

/** A task and its place in a list. */
export type TaskEdge = {
  __typename?: 'TaskEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The task. */
  node: Task;
};

/** A change to a task. */
export type TaskEvent = {
  __typename?: 'TaskEvent';
  /** After an update, the names of the task's fields that changed, besides `version` and `updatedAt`; else empty. */
  changedFields: Array<Scalars['String']['output']>;
  /** The task as it is now; null when it was deleted, be it since the change. */
  task?: Maybe<Task>;
  /** The task's id. */
  taskId: Scalars['ID']['output'];
  /** What happened. */
  type: ChangeType;
};

/** What became of a field. */
export type TaskFieldChange = {
  __typename?: 'TaskFieldChange';
  /** The field's name, as in `Task`. */
  field: Scalars['String']['output'];
  /** As it was; other things by their ids. */
  from?: Maybe<Scalars['JSON']['output']>;
  /** As it became. */
  to?: Maybe<Scalars['JSON']['output']>;
};

/** Which tasks to list; all conditions must hold. Archived ones are left out unless `archivedAt` asks for them. */
export type TaskFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<TaskFilter>>;
  /** By the time it was put away. */
  archivedAt?: InputMaybe<DateTimeFilter>;
  /** By assignee. */
  assigneeId?: InputMaybe<IdFilter>;
  /** By the time it was finished. */
  completedAt?: InputMaybe<DateTimeFilter>;
  /** By the time it was made. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By the user who made it. */
  createdById?: InputMaybe<IdFilter>;
  /** By description. */
  description?: InputMaybe<StringFilter>;
  /** By the time it should be done. */
  dueAt?: InputMaybe<DateTimeFilter>;
  /** By id. */
  id?: InputMaybe<IdFilter>;
  /** By label. */
  labelId?: InputMaybe<TaskLabelFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<TaskFilter>>;
  /** By priority. */
  priority?: InputMaybe<TaskPriorityFilter>;
  /** By project. */
  projectId?: InputMaybe<IdFilter>;
  /** Words that its title, description or comments have, as `search` finds them; at most 200 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** By status. */
  status?: InputMaybe<TaskStatusFilter>;
  /** By title. */
  title?: InputMaybe<StringFilter>;
  /** By the time it last changed. */
  updatedAt?: InputMaybe<DateTimeFilter>;
};

/** Conditions on a task's labels; all that are given must hold. */
export type TaskLabelFilter = {
  /** Has this one. */
  eq?: InputMaybe<Scalars['ID']['input']>;
  /** Has one of at most 100. */
  in?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** True: has no label. False: has one. */
  isNull?: InputMaybe<Scalars['Boolean']['input']>;
  /** Lacks this one. */
  ne?: InputMaybe<Scalars['ID']['input']>;
  /** Has none of at most 100. */
  notIn?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** How to sort tasks. */
export type TaskOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: TaskOrderField;
};

/** What tasks can be sorted by. */
export type TaskOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** When they should be done; those without a date come last in either direction. */
  | 'DUE_AT'
  /** The manual order of their project. */
  | 'POSITION'
  /** How much they matter. */
  | 'PRIORITY'
  /** Their title, in upper or lower case alike. */
  | 'TITLE'
  /** When they last changed. */
  | 'UPDATED_AT';

/** How much a task matters. */
export type TaskPriority =
  /** Soon. */
  | 'HIGH'
  /** Some day. */
  | 'LOW'
  /** As usual. */
  | 'MEDIUM'
  /** At once. */
  | 'URGENT';

/** Conditions on a task's priority, LOW being the least; all that are given must hold. */
export type TaskPriorityFilter = {
  /** Equal to. */
  eq?: InputMaybe<TaskPriority>;
  /** Above. */
  gt?: InputMaybe<TaskPriority>;
  /** At or above. */
  gte?: InputMaybe<TaskPriority>;
  /** One of. */
  in?: InputMaybe<Array<TaskPriority>>;
  /** Below. */
  lt?: InputMaybe<TaskPriority>;
  /** At or below. */
  lte?: InputMaybe<TaskPriority>;
  /** Not equal to. */
  ne?: InputMaybe<TaskPriority>;
  /** None of. */
  notIn?: InputMaybe<Array<TaskPriority>>;
};

/** How far a task is. */
export type TaskStatus =
  /** Finished. */
  | 'DONE'
  /** Begun. */
  | 'IN_PROGRESS'
  /** Not begun. */
  | 'TODO';

/** Conditions on a task's status; all that are given must hold. */
export type TaskStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<TaskStatus>;
  /** One of. */
  in?: InputMaybe<Array<TaskStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<TaskStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<TaskStatus>>;
};

/** A new owner. */
export type TransferOwnershipInput = {
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The answer to `transferOwnership`. */
export type TransferOwnershipPayload = {
  __typename?: 'TransferOwnershipPayload';
  /** The new owner's membership. */
  membership?: Maybe<Membership>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A token from a mail to the earlier address, and a new password. */
export type UndoEmailChangeInput = {
  /** 8 to 128 characters; not a common one, nor one's own name or address. */
  newPassword: Scalars['String']['input'];
  /** The token. */
  token: Scalars['String']['input'];
};

/** The answer to `undoEmailChange`. */
export type UndoEmailChangePayload = {
  __typename?: 'UndoEmailChangePayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to stop watching. */
export type UnwatchProjectInput = {
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `unwatchProject`. */
export type UnwatchProjectPayload = {
  __typename?: 'UnwatchProjectPayload';
  /** The project. */
  project?: Maybe<Project>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to stop watching. */
export type UnwatchTaskInput = {
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `unwatchTask`. */
export type UnwatchTaskPayload = {
  __typename?: 'UnwatchTaskPayload';
  /** The task. */
  task?: Maybe<Task>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to an API key. */
export type UpdateApiKeyInput = {
  /** The key's id. */
  id: Scalars['ID']['input'];
  /** 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateApiKey`. */
export type UpdateApiKeyPayload = {
  __typename?: 'UpdateApiKeyPayload';
  /** The key. */
  apiKey?: Maybe<ApiKey>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a comment; what is left out stays. */
export type UpdateCommentInput = {
  /** 1 to 10000 characters. */
  body?: InputMaybe<Scalars['String']['input']>;
  /** Change it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The comment's id. */
  id: Scalars['ID']['input'];
  /** The user ids of at most 50 members, in the place of those it mentions. */
  mentionedUserIds?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The answer to `updateComment`. */
export type UpdateCommentPayload = {
  __typename?: 'UpdateCommentPayload';
  /** The changed comment. */
  comment?: Maybe<Comment>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a label; what is left out stays. */
export type UpdateLabelInput = {
  /** As `#rrggbb`, in hexadecimal digits. */
  color?: InputMaybe<Scalars['String']['input']>;
  /** Change it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The label's id. */
  id: Scalars['ID']['input'];
  /** 1 to 50 characters; in upper or lower case alike, unique in the organization. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateLabel`. */
export type UpdateLabelPayload = {
  __typename?: 'UpdateLabelPayload';
  /** The changed label. */
  label?: Maybe<Label>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A member and the role to give. */
export type UpdateMemberRoleInput = {
  /** The role to give, at most one's own. */
  role: Role;
  /** The member's user id. */
  userId: Scalars['ID']['input'];
};

/** The answer to `updateMemberRole`. */
export type UpdateMemberRolePayload = {
  __typename?: 'UpdateMemberRolePayload';
  /** The changed membership. */
  membership?: Maybe<Membership>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** What to change about how one is told. */
export type UpdateNotificationPreferencesInput = {
  /** The kinds to change, each at most once. */
  preferences: Array<NotificationPreferenceInput>;
};

/** The answer to `updateNotificationPreferences`. */
export type UpdateNotificationPreferencesPayload = {
  __typename?: 'UpdateNotificationPreferencesPayload';
  /** How the viewer is told from now on. */
  notificationPreferences?: Maybe<NotificationPreferences>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to an organization; what is left out stays. */
export type UpdateOrganizationInput = {
  /** 1 to 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Lower-case letters, digits and single hyphens, 2 to 80 characters. */
  slug?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateOrganization`. */
export type UpdateOrganizationPayload = {
  __typename?: 'UpdateOrganizationPayload';
  /** The changed organization. */
  organization?: Maybe<Organization>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a profile; what is left out stays. */
export type UpdateProfileInput = {
  /** An https address of at most 2000 characters; null removes it. */
  avatarUrl?: InputMaybe<Scalars['String']['input']>;
  /** At most 500 characters; null removes it. */
  bio?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  fullName?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateProfile`. */
export type UpdateProfilePayload = {
  __typename?: 'UpdateProfilePayload';
  /** The changed user. */
  user?: Maybe<User>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a project; what is left out stays. */
export type UpdateProjectInput = {
  /** At most 2000 characters; null removes it. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Change it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The project's id. */
  id: Scalars['ID']['input'];
  /** 1 to 200 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateProject`. */
export type UpdateProjectPayload = {
  __typename?: 'UpdateProjectPayload';
  /** The changed project. */
  project?: Maybe<Project>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a task; what is left out stays. */
export type UpdateTaskInput = {
  /** Who does it; a member's user id, null for nobody. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 10000 characters; null removes it. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** When it should be done; null removes it. */
  dueAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Change it only if this is still its version. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** The task's id. */
  id: Scalars['ID']['input'];
  /** The ids of at most 20 labels, in the place of those it has. */
  labelIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** How much it matters. */
  priority?: InputMaybe<TaskPriority>;
  /** How far it is. */
  status?: InputMaybe<TaskStatus>;
  /** 1 to 200 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateTask`. */
export type UpdateTaskPayload = {
  __typename?: 'UpdateTaskPayload';
  /** The changed task. */
  task?: Maybe<Task>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to tasks. */
export type UpdateTasksInput = {
  /** 1 to 100 changes, each of another task. */
  tasks: Array<UpdateTaskInput>;
};

/** The answer to `updateTasks`. */
export type UpdateTasksPayload = {
  __typename?: 'UpdateTasksPayload';
  /** The changed tasks, in the same order. */
  tasks?: Maybe<Array<Task>>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** Changes to a webhook endpoint; what is left out stays. */
export type UpdateWebhookEndpointInput = {
  /** What it is for, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** True: nothing is sent any more, and what waits is given up. False: what happens from now on is sent. */
  disabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Types of events, at least one; not beside `events`. */
  eventTypes?: InputMaybe<Array<WebhookEventType>>;
  /** Types of events, or `*` alone for all of them, those to come included. */
  events?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The endpoint's id. */
  id: Scalars['ID']['input'];
  /** How much it is told. */
  payload?: InputMaybe<WebhookPayloadKind>;
  /** Where to send messages to: an absolute `https` URL without credentials and fragment, at most 2000 characters. Outside production `http` will do. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** The answer to `updateWebhookEndpoint`. */
export type UpdateWebhookEndpointPayload = {
  __typename?: 'UpdateWebhookEndpointPayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
  /** The changed endpoint. */
  webhookEndpoint?: Maybe<WebhookEndpoint>;
};

/** How much was used in one bucket of time. */
export type UsageBucket = {
  __typename?: 'UsageBucket';
  /** How much was used. */
  quantity: Scalars['BigInt']['output'];
  /** When it starts; it ends where the next one starts. */
  start: Scalars['DateTime']['output'];
};

/** A use and its limit. */
export type UsageCount = {
  __typename?: 'UsageCount';
  /** How many there may be; null is unlimited. */
  limit?: Maybe<Scalars['Int']['output']>;
  /** How many there are. */
  used: Scalars['Int']['output'];
};

/** Something that was metered: so much of a meter, at one instant. It never changes: a void is an entry against it. */
export type UsageEvent = {
  __typename?: 'UsageEvent';
  /** When it was recorded. */
  createdAt: Scalars['DateTime']['output'];
  /** The id that its sender gave it. */
  eventId: Scalars['String']['output'];
  /** What was metered. */
  meter: Scalars['String']['output'];
  /** When it happened. */
  occurredAt: Scalars['DateTime']['output'];
  /** More about it, from its sender. */
  properties?: Maybe<Scalars['JSONObject']['output']>;
  /** How much of it. */
  quantity: Scalars['BigInt']['output'];
  /** For whom or what, for example a customer of the organization's own. */
  subject?: Maybe<Scalars['String']['output']>;
  /** Why it counts no more; null while it counts. */
  void?: Maybe<UsageVoid>;
};

/** A page of usage events. */
export type UsageEventConnection = {
  __typename?: 'UsageEventConnection';
  /** The page's items with their cursors. */
  edges: Array<UsageEventEdge>;
  /** The page's items. */
  nodes: Array<UsageEvent>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A usage event and its place in a list. */
export type UsageEventEdge = {
  __typename?: 'UsageEventEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The usage event. */
  node: UsageEvent;
};

/** Which usage events to list; all conditions must hold. */
export type UsageEventFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<UsageEventFilter>>;
  /** By when it was recorded. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By the id that the sender gave. */
  eventId?: InputMaybe<StringFilter>;
  /** By meter. */
  meter?: InputMaybe<StringFilter>;
  /** By when it happened. */
  occurredAt?: InputMaybe<DateTimeFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<UsageEventFilter>>;
  /** By subject. */
  subject?: InputMaybe<StringFilter>;
};

/** Something that was metered. */
export type UsageEventInput = {
  /** An id of the sender's choosing, by which the event is recorded once; at most 200 characters. */
  eventId: Scalars['String']['input'];
  /** What was metered: letters, digits, `_`, `-`, in parts joined by dots; at most 100 characters. */
  meter: Scalars['String']['input'];
  /** When it happened: within the last 35 days, and no more than 5 minutes ahead. Now by default. */
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** At most 20 texts, numbers or booleans by name, 2000 bytes as JSON. */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How much of it: a whole number from 0 to the server's limit for the meter, 1000000000 by default, at most 9007199254740991. */
  quantity: Scalars['BigInt']['input'];
  /** For whom or what; at most 200 characters. */
  subject?: InputMaybe<Scalars['String']['input']>;
};

/** How to sort usage events. */
export type UsageEventOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: UsageEventOrderField;
};

/** What usage events can be sorted by. */
export type UsageEventOrderField =
  /** When they were recorded. */
  | 'CREATED_AT'
  /** When they happened. */
  | 'OCCURRED_AT';

/** How long a bucket of a series is, in UTC. */
export type UsageGranularity =
  /** A day. */
  | 'DAY'
  /** An hour. */
  | 'HOUR'
  /** A calendar month. */
  | 'MONTH';

/** A part of a series. */
export type UsageGroup = {
  __typename?: 'UsageGroup';
  /** All buckets of the time, empty ones too. */
  buckets: Array<UsageBucket>;
  /** What its usage has in common; null for the last one: what has no key, and what is beyond the 50 greatest. */
  key?: Maybe<Scalars['String']['output']>;
  /** The sum of its buckets. */
  total: Scalars['BigInt']['output'];
};

/** What a series can be split by. */
export type UsageGroupBy =
  /** The API key's id; of the meter `api.requests`. */
  | 'API_KEY'
  /** The client's name; of the meter `api.requests`. */
  | 'CLIENT'
  /** The operation's name; of the meter `api.requests`. */
  | 'OPERATION'
  /** What came of the request; of the meter `api.requests`. */
  | 'STATUS'
  /** The subject of recorded events. */
  | 'SUBJECT';

/** What became of an event. */
export type UsageReceipt = {
  __typename?: 'UsageReceipt';
  /** The event's id. */
  eventId: Scalars['String']['output'];
  /** What became of it. */
  status: UsageReceiptStatus;
};

/** What can become of an event. */
export type UsageReceiptStatus =
  /** It is recorded, for good. */
  | 'ACCEPTED'
  /** An event of this id, but with other content, was recorded before; this one is not. */
  | 'CONFLICT'
  /** It was recorded before, with the same content; it may have been voided since. */
  | 'DUPLICATE';

/** How much of a meter was used, over time. */
export type UsageSeries = {
  __typename?: 'UsageSeries';
  /** All buckets of the time, empty ones too, the earliest first. */
  buckets: Array<UsageBucket>;
  /** Where the first bucket starts. */
  from: Scalars['DateTime']['output'];
  /** How long each bucket is. */
  granularity: UsageGranularity;
  /** The same split by `groupBy`, the greatest first; empty without it. They sum up to the whole. */
  groups: Array<UsageGroup>;
  /** The meter. */
  meter: Scalars['String']['output'];
  /** Where the last bucket ends. */
  to: Scalars['DateTime']['output'];
  /** The sum of all buckets. */
  total: Scalars['BigInt']['output'];
};

/** An entry against a usage event, which counts no more. Statements show it as an adjustment with a negative quantity. */
export type UsageVoid = {
  __typename?: 'UsageVoid';
  /** When it was voided. */
  createdAt: Scalars['DateTime']['output'];
  /** Why. */
  reason: Scalars['String']['output'];
  /** The month whose statement takes the quantity back: the event's own, or the first that was open. */
  statementMonth: Scalars['String']['output'];
  /** Who voided it, as long as they are a member. */
  voidedBy?: Maybe<User>;
};

/** A person with an account. */
export type User = Node & {
  __typename?: 'User';
  /** What only the user and platform administrators may know; null for anybody else. */
  account?: Maybe<UserAccount>;
  /** The address of the user's picture. */
  avatarUrl?: Maybe<Scalars['String']['output']>;
  /** What the user says about themselves. */
  bio?: Maybe<Scalars['String']['output']>;
  /** When the account was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The address that the user signs in with. */
  email: Scalars['String']['output'];
  /** The name that others see. */
  fullName: Scalars['String']['output'];
  /** The user's id. */
  id: Scalars['ID']['output'];
  /** The organizations that the user belongs to. Of somebody else, only the membership in the selected organization is shown. */
  memberships: Array<Membership>;
  /** Whether the account can be used. What a deactivated person made stays. */
  status: UserStatus;
  /** When the account last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** What only the user and platform administrators may know. */
export type UserAccount = {
  __typename?: 'UserAccount';
  /** Whether the e-mail address is known to be the user's. */
  emailVerified: Scalars['Boolean']['output'];
  /** When the password was last changed; null for never. */
  passwordChangedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the user administers the platform. */
  platformAdmin: Scalars['Boolean']['output'];
  /** How many recovery codes are left. */
  recoveryCodesLeft: Scalars['Int']['output'];
  /** The changes of the account's status, newest first. */
  statusHistory: UserStatusChangeConnection;
  /** Why the account has its status. */
  statusReason?: Maybe<Scalars['String']['output']>;
  /** When a suspension ends by itself; null for never. */
  statusUntil?: Maybe<Scalars['DateTime']['output']>;
  /** Whether signing in takes a second factor. */
  totpEnabled: Scalars['Boolean']['output'];
};


/** What only the user and platform administrators may know. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A user and their place in a list. */
export type UserEdge = {
  __typename?: 'UserEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node: User;
};

/** A fault in a mutation's input that its caller can mend. Nothing was written. */
export type UserError = {
  __typename?: 'UserError';
  /** What is wrong, for programs. */
  code: UserErrorCode;
  /** The path to the input field at fault, relative to `input`; list indices are written as strings. Null when no single field is at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** What is wrong, for people. */
  message: Scalars['String']['output'];
};

/** What can be wrong with a mutation's input. */
export type UserErrorCode =
  /** The account is suspended, deactivated or archived. */
  | 'ACCOUNT_INACTIVE'
  /** The user is a member of the organization already. */
  | 'ALREADY_A_MEMBER'
  /** The token's time has passed. */
  | 'EXPIRED'
  /** The organization's plan does not include this. */
  | 'FEATURE_NOT_IN_PLAN'
  /** The role to be granted, or the member to be changed, stands above your own role. */
  | 'FORBIDDEN_ROLE'
  /** The value is not acceptable. */
  | 'INVALID'
  /** The e-mail address or the password is wrong. */
  | 'INVALID_CREDENTIALS'
  /** The token is unknown, used up or revoked. */
  | 'INVALID_TOKEN'
  /** An organization keeps at least one owner. */
  | 'LAST_OWNER'
  /** One person may have no more of these, whatever the plan. */
  | 'LIMIT_REACHED'
  /** The user is not a member of the organization. */
  | 'NOT_A_MEMBER'
  /** No such thing exists in the selected organization. */
  | 'NOT_FOUND'
  /** The organization's plan allows no more of these. */
  | 'PLAN_LIMIT_REACHED'
  /** New accounts are not accepted at present. */
  | 'REGISTRATION_DISABLED'
  /** A value is needed, and not a blank one. */
  | 'REQUIRED'
  /** The thing has changed since the version that was expected. */
  | 'STALE_VERSION'
  /** Somebody else has this value already. */
  | 'TAKEN'
  /** The value has too many characters, or the list too many items. */
  | 'TOO_LONG'
  /** The value has too few characters. */
  | 'TOO_SHORT'
  /** The account asks for a second factor. */
  | 'TOTP_REQUIRED';

/** Which users to list; all conditions must hold. Archived ones are left out unless `status` asks for them. */
export type UserFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<UserFilter>>;
  /** By the time the account was made. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By e-mail address. */
  email?: InputMaybe<StringFilter>;
  /** By name. */
  fullName?: InputMaybe<StringFilter>;
  /** By id. */
  id?: InputMaybe<IdFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<UserFilter>>;
  /** Only those whose e-mail address or name contains this text, compared as `contains` of `StringFilter` compares it; at most 254 characters. */
  search?: InputMaybe<Scalars['String']['input']>;
  /** By status. */
  status?: InputMaybe<UserStatusFilter>;
};

/** How to sort users. */
export type UserOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: UserOrderField;
};

/** What users can be sorted by. */
export type UserOrderField =
  /** When their accounts were made. */
  | 'CREATED_AT'
  /** Their e-mail address. */
  | 'EMAIL'
  /** Their name, in upper or lower case alike. */
  | 'NAME'
  /** When their accounts last changed. */
  | 'UPDATED_AT';

/** Whether an account can be used. */
export type UserStatus =
  /** It can. */
  | 'ACTIVE'
  /** Not any more. */
  | 'ARCHIVED'
  /** Not until it is activated again. */
  | 'DEACTIVATED'
  /** Not until the suspension ends. */
  | 'SUSPENDED';

/** A change of an account's status. */
export type UserStatusChange = {
  __typename?: 'UserStatusChange';
  /** When. */
  createdAt: Scalars['DateTime']['output'];
  /** The change's id. */
  id: Scalars['ID']['output'];
  /** Why. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The status that the account got. */
  status: UserStatus;
  /** When a suspension was to end by itself. */
  until?: Maybe<Scalars['DateTime']['output']>;
};

/** A page of status changes. */
export type UserStatusChangeConnection = {
  __typename?: 'UserStatusChangeConnection';
  /** The page's items with their cursors. */
  edges: Array<UserStatusChangeEdge>;
  /** The page's items. */
  nodes: Array<UserStatusChange>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A status change and its place in a list. */
export type UserStatusChangeEdge = {
  __typename?: 'UserStatusChangeEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The change. */
  node: UserStatusChange;
};

/** Conditions on an account's status; all that are given must hold. */
export type UserStatusFilter = {
  /** Equal to. */
  eq?: InputMaybe<UserStatus>;
  /** One of. */
  in?: InputMaybe<Array<UserStatus>>;
  /** Not equal to. */
  ne?: InputMaybe<UserStatus>;
  /** None of. */
  notIn?: InputMaybe<Array<UserStatus>>;
};

/** A token from a mail. */
export type VerifyEmailInput = {
  /** A new password, from somebody who neither has a session of the account nor knows its password; 8 to 128 characters, at least as many as the server is set to demand. */
  newPassword?: InputMaybe<Scalars['String']['input']>;
  /** The account's password, where its session is not at hand. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** The token. */
  token: Scalars['String']['input'];
};

/** The answer to `verifyEmail`. */
export type VerifyEmailPayload = {
  __typename?: 'VerifyEmailPayload';
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A recorded event to take back. */
export type VoidUsageEventInput = {
  /** The id that its sender gave it. */
  eventId: Scalars['String']['input'];
  /** Why, at most 500 characters; the audit log keeps it. */
  reason: Scalars['String']['input'];
};

/** The answer to `voidUsageEvent`. */
export type VoidUsageEventPayload = {
  __typename?: 'VoidUsageEventPayload';
  /** The event, with its void. */
  usageEvent?: Maybe<UsageEvent>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A project to watch. */
export type WatchProjectInput = {
  /** The project's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `watchProject`. */
export type WatchProjectPayload = {
  __typename?: 'WatchProjectPayload';
  /** The project. */
  project?: Maybe<Project>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** A task to watch. */
export type WatchTaskInput = {
  /** The task's id. */
  id: Scalars['ID']['input'];
};

/** The answer to `watchTask`. */
export type WatchTaskPayload = {
  __typename?: 'WatchTaskPayload';
  /** The task. */
  task?: Maybe<Task>;
  /** What was wrong with the input; empty when the mutation succeeded. */
  userErrors: Array<UserError>;
};

/** An attempt to deliver a message. */
export type WebhookAttempt = {
  __typename?: 'WebhookAttempt';
  /** How many milliseconds it took. */
  durationMs: Scalars['Int']['output'];
  /** What went wrong; null when the endpoint took the message. */
  error?: Maybe<Scalars['String']['output']>;
  /** Counts the attempts of the delivery, from 1. */
  number: Scalars['Int']['output'];
  /** The beginning of the answer's body, at most 8192 bytes. */
  responseBody?: Maybe<Scalars['String']['output']>;
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
  /** The HTTP status of the answer; null when there was none. */
  status?: Maybe<Scalars['Int']['output']>;
};

/** A message for one endpoint, kept for 30 days. */
export type WebhookDelivery = Node & {
  __typename?: 'WebhookDelivery';
  /** The last 20 attempts, the oldest first. */
  attempts: Array<WebhookAttempt>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The endpoint. */
  endpoint: WebhookEndpoint;
  /** What happened, for example `task.created`. */
  eventType: Scalars['String']['output'];
  /** The delivery's id. */
  id: Scalars['ID']['output'];
  /** The message's id, which all endpoints and all attempts have in common: the header `webhook-id`. */
  messageId: Scalars['ID']['output'];
  /** When it is tried next, at the latest; null when it is done. */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** What is sent. */
  payload: Scalars['JSON']['output'];
  /**
   * The same as `sequenceNumber`.
   * @deprecated Use `sequenceNumber`. Removed after 2027-12-31.
   */
  sequence: Scalars['Float']['output'];
  /** A whole number that grows with time, with gaps: of two events about one thing the later has the greater. */
  sequenceNumber: Scalars['BigInt']['output'];
  /** How far it is. */
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
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A webhook delivery and its place in a list. */
export type WebhookDeliveryEdge = {
  __typename?: 'WebhookDeliveryEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** A webhook delivery. */
  node: WebhookDelivery;
};

/** Which webhook deliveries to list; all conditions must hold. */
export type WebhookDeliveryFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<WebhookDeliveryFilter>>;
  /** By time. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By endpoint. */
  endpointId?: InputMaybe<IdFilter>;
  /** By what happened. */
  eventType?: InputMaybe<StringFilter>;
  /** By message. */
  messageId?: InputMaybe<IdFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<WebhookDeliveryFilter>>;
  /** By state. */
  state?: InputMaybe<WebhookDeliveryStateFilter>;
};

/** How to sort webhook deliveries. */
export type WebhookDeliveryOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: WebhookDeliveryOrderField;
};

/** What webhook deliveries can be sorted by. */
export type WebhookDeliveryOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** When they last changed. */
  | 'UPDATED_AT';

/** How far a delivery is. */
export type WebhookDeliveryState =
  /** It was given up; it can be replayed. */
  | 'FAILED'
  /** It is tried, or will be again. */
  | 'PENDING'
  /** The endpoint took it. */
  | 'SUCCEEDED';

/** Conditions on a delivery's state; all that are given must hold. */
export type WebhookDeliveryStateFilter = {
  /** Equal to. */
  eq?: InputMaybe<WebhookDeliveryState>;
  /** One of. */
  in?: InputMaybe<Array<WebhookDeliveryState>>;
  /** Not equal to. */
  ne?: InputMaybe<WebhookDeliveryState>;
  /** None of. */
  notIn?: InputMaybe<Array<WebhookDeliveryState>>;
};

/** Why nothing is sent to an endpoint. */
export type WebhookDisabledReason =
  /** For five days every attempt failed. */
  | 'FAILING'
  /** It answered 410. */
  | 'GONE'
  /** An administrator disabled it. */
  | 'MANUAL';

/** Conditions on the reason why nothing is sent to an endpoint; all that are given must hold. */
export type WebhookDisabledReasonFilter = {
  /** Equal to. */
  eq?: InputMaybe<WebhookDisabledReason>;
  /** One of. */
  in?: InputMaybe<Array<WebhookDisabledReason>>;
  /** Not equal to. */
  ne?: InputMaybe<WebhookDisabledReason>;
  /** None of. */
  notIn?: InputMaybe<Array<WebhookDisabledReason>>;
};

/** An address that is told of what happens in the organization. Messages are signed as https://www.standardwebhooks.com describes. */
export type WebhookEndpoint = Node & {
  __typename?: 'WebhookEndpoint';
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** What it is for. */
  description: Scalars['String']['output'];
  /** Since when nothing is sent to it; null while it is enabled. */
  disabledAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why nothing is sent to it. */
  disabledReason?: Maybe<WebhookDisabledReason>;
  /** The same as values of an enum; where all are asked for, those that there are now. */
  eventTypes: Array<WebhookEventType>;
  /** The types of events that it is told of, for example `task.created`; `*` alone stands for all, those to come included. */
  events: Array<Scalars['String']['output']>;
  /** The first failure after the last success: after five days of nothing but failures the endpoint is disabled. */
  failingSince?: Maybe<Scalars['DateTime']['output']>;
  /** The endpoint's id. */
  id: Scalars['ID']['output'];
  /** How much it is told. */
  payload: WebhookPayloadKind;
  /** Until when messages are signed with replaced secrets, too: the end of the last one. Each signs until the end of its own overlap. */
  previousSecretExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Since when the secret should be rotated, because somebody who was shown it left or may no longer see it; null once it is rotated. */
  secretRotationAdvisedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Where messages are sent to. */
  url: Scalars['String']['output'];
  /** Whether the viewer may change, test and delete it. */
  viewerCanManage: Scalars['Boolean']['output'];
};

/** A page of webhook endpoints. */
export type WebhookEndpointConnection = {
  __typename?: 'WebhookEndpointConnection';
  /** The page's items with their cursors. */
  edges: Array<WebhookEndpointEdge>;
  /** The page's items. */
  nodes: Array<WebhookEndpoint>;
  /** Where the page lies in its list. */
  pageInfo: PageInfo;
  /** How many items the whole list has. */
  totalCount: Scalars['Int']['output'];
};

/** A webhook endpoint and its place in a list. */
export type WebhookEndpointEdge = {
  __typename?: 'WebhookEndpointEdge';
  /** The place, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** A webhook endpoint. */
  node: WebhookEndpoint;
};

/** Which webhook endpoints to list; all conditions must hold. */
export type WebhookEndpointFilter = {
  /** All of these hold. */
  and?: InputMaybe<Array<WebhookEndpointFilter>>;
  /** By the time it was made. */
  createdAt?: InputMaybe<DateTimeFilter>;
  /** By what it is for. */
  description?: InputMaybe<StringFilter>;
  /** By the reason why nothing is sent to it. */
  disabledReason?: InputMaybe<WebhookDisabledReasonFilter>;
  /** Only enabled ones, or only disabled ones. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** By the types of events that it is told of, for example `task.created`. */
  event?: InputMaybe<WebhookEventFilter>;
  /** At least one of these holds. */
  or?: InputMaybe<Array<WebhookEndpointFilter>>;
  /** By address. */
  url?: InputMaybe<StringFilter>;
};

/** How to sort webhook endpoints. */
export type WebhookEndpointOrder = {
  /** In which direction. */
  direction?: OrderDirection;
  /** By what. */
  field: WebhookEndpointOrderField;
};

/** What webhook endpoints can be sorted by. */
export type WebhookEndpointOrderField =
  /** When they were made. */
  | 'CREATED_AT'
  /** When they last changed. */
  | 'UPDATED_AT';

/** Conditions on the types of events that an endpoint is told of; all that are given must hold. An endpoint with `*` is told of all. */
export type WebhookEventFilter = {
  /** Is told of this one. */
  eq?: InputMaybe<Scalars['String']['input']>;
  /** Is told of at least one of these, 100 at most. */
  in?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Is not told of this one. */
  ne?: InputMaybe<Scalars['String']['input']>;
  /** Is told of none of these, 100 at most. */
  notIn?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What happens in an organization that webhooks tell of: each value is a type of events in upper case, with `_` for its point. */
export type WebhookEventType =
  /** Somebody commented on a task. */
  | 'COMMENT_CREATED'
  /** A comment was deleted. */
  | 'COMMENT_DELETED'
  /** A comment changed. */
  | 'COMMENT_UPDATED'
  /** Somebody became a member: added, or by accepting an invitation. */
  | 'MEMBER_ADDED'
  /** The suspension of a member ended: somebody ended it, or, within five minutes, `until` has passed. */
  | 'MEMBER_REINSTATED'
  /** Somebody was removed, or left. */
  | 'MEMBER_REMOVED'
  /** A member was given another role. */
  | 'MEMBER_ROLE_UPDATED'
  /** The organization suspended a member, or changed why or until when. */
  | 'MEMBER_SUSPENDED'
  /** A project was made. */
  | 'PROJECT_CREATED'
  /** A project was deleted, and its tasks with it. */
  | 'PROJECT_DELETED'
  /** A project changed: its fields, or whether it is archived. */
  | 'PROJECT_UPDATED'
  /** A task was assigned to another member, or made with one. */
  | 'TASK_ASSIGNED'
  /** A task was made. */
  | 'TASK_CREATED'
  /** A task was deleted. */
  | 'TASK_DELETED'
  /** A task changed: its fields, its place, or whether it is archived. */
  | 'TASK_UPDATED'
  /** Of what the plan lets be used of a meter in a month, 80 or 100 percent are used: each is told once a month. */
  | 'USAGE_THRESHOLD_REACHED';

/** How much an endpoint is told. */
export type WebhookPayloadKind =
  /** The thing that it happened to, as it was then. */
  | 'FULL'
  /** Only ids: the receiver asks the API for the rest. */
  | 'THIN';



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
    | ( InvitationRow )
    | ( LabelRow )
    | ( MembershipRow )
    | ( NotificationRow )
    | ( OrganizationRow )
    | ( ProjectRow )
    | ( SessionRow )
    | ( TaskRow )
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
  BillingLineItem: ResolverTypeWrapper<LineItem>;
  BillingLineItemKind: BillingLineItemKind;
  BillingStatement: ResolverTypeWrapper<Statement>;
  BillingStatementConnection: ResolverTypeWrapper<StatementPage>;
  BillingStatementEdge: ResolverTypeWrapper<Omit<BillingStatementEdge, 'node'> & { node: ResolversTypes['BillingStatement'] }>;
  BillingStatementStatus: BillingStatementStatus;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ChangeEmailInput: ChangeEmailInput;
  ChangeEmailPayload: ResolverTypeWrapper<ChangeEmailPayload>;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: ResolverTypeWrapper<Omit<ChangePasswordPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  ChangePlanInput: ChangePlanInput;
  ChangePlanPayload: ResolverTypeWrapper<Omit<ChangePlanPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  ChangeType: ChangeType;
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
  CommentEvent: ResolverTypeWrapper<Change>;
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
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: ResolverTypeWrapper<Omit<CreateProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  CreateTaskInput: CreateTaskInput;
  CreateTaskPayload: ResolverTypeWrapper<Omit<CreateTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  CreateTasksInput: CreateTasksInput;
  CreateTasksPayload: ResolverTypeWrapper<Omit<CreateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversTypes['Task']>> }>;
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: ResolverTypeWrapper<Omit<CreateWebhookEndpointPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversTypes['WebhookEndpoint']> }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DateTimeFilter: DateTimeFilter;
  DeactivateUserInput: DeactivateUserInput;
  DeactivateUserPayload: ResolverTypeWrapper<Omit<DeactivateUserPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
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
  DeleteTaskInput: DeleteTaskInput;
  DeleteTaskPayload: ResolverTypeWrapper<DeleteTaskPayload>;
  DeleteTasksInput: DeleteTasksInput;
  DeleteTasksPayload: ResolverTypeWrapper<DeleteTasksPayload>;
  DeleteWebhookEndpointInput: DeleteWebhookEndpointInput;
  DeleteWebhookEndpointPayload: ResolverTypeWrapper<DeleteWebhookEndpointPayload>;
  DisableTotpInput: DisableTotpInput;
  DisableTotpPayload: ResolverTypeWrapper<Omit<DisableTotpPayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IDFilter: IdFilter;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Invitation: ResolverTypeWrapper<InvitationRow>;
  InvitationConnection: ResolverTypeWrapper<InvitationPage>;
  InvitationEdge: ResolverTypeWrapper<Omit<InvitationEdge, 'node'> & { node: ResolversTypes['Invitation'] }>;
  InvitationEvent: ResolverTypeWrapper<Change>;
  InvitationFilter: InvitationFilter;
  InvitationOrder: InvitationOrder;
  InvitationOrderField: InvitationOrderField;
  InvitationPreview: ResolverTypeWrapper<InvitationPreview>;
  InvitationStatus: InvitationStatus;
  InvitationStatusFilter: InvitationStatusFilter;
  InviteMemberInput: InviteMemberInput;
  InviteMemberPayload: ResolverTypeWrapper<Omit<InviteMemberPayload, 'invitation'> & { invitation?: Maybe<ResolversTypes['Invitation']> }>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Label: ResolverTypeWrapper<LabelRow>;
  LabelConnection: ResolverTypeWrapper<LabelPage>;
  LabelEdge: ResolverTypeWrapper<Omit<LabelEdge, 'node'> & { node: ResolversTypes['Label'] }>;
  LabelEvent: ResolverTypeWrapper<Change>;
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
  MemberEvent: ResolverTypeWrapper<Change>;
  Membership: ResolverTypeWrapper<MembershipRow>;
  MembershipConnection: ResolverTypeWrapper<MembershipPage>;
  MembershipEdge: ResolverTypeWrapper<Omit<MembershipEdge, 'node'> & { node: ResolversTypes['Membership'] }>;
  MembershipFilter: MembershipFilter;
  MembershipOrder: MembershipOrder;
  MembershipOrderField: MembershipOrderField;
  MembershipStatus: MembershipStatus;
  MembershipStatusFilter: MembershipStatusFilter;
  MembershipSuspension: ResolverTypeWrapper<MembershipRow>;
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
  NotificationPreference: ResolverTypeWrapper<Preference>;
  NotificationPreferenceInput: NotificationPreferenceInput;
  NotificationPreferences: ResolverTypeWrapper<Omit<NotificationPreferences, 'kinds'> & { kinds: Array<ResolversTypes['NotificationPreference']> }>;
  OrderDirection: OrderDirection;
  Organization: ResolverTypeWrapper<OrganizationRow>;
  OrganizationConnection: ResolverTypeWrapper<OrganizationPage>;
  OrganizationEdge: ResolverTypeWrapper<Omit<OrganizationEdge, 'node'> & { node: ResolversTypes['Organization'] }>;
  OrganizationEvent: ResolverTypeWrapper<Change>;
  OrganizationFilter: OrganizationFilter;
  OrganizationOrder: OrganizationOrder;
  OrganizationOrderField: OrganizationOrderField;
  OrganizationOverrides: ResolverTypeWrapper<OrganizationOverrides>;
  OrganizationStatus: OrganizationStatus;
  OrganizationStatusChange: ResolverTypeWrapper<OrganizationStatusChangeRow>;
  OrganizationStatusChangeConnection: ResolverTypeWrapper<OrganizationStatusChangePage>;
  OrganizationStatusChangeEdge: ResolverTypeWrapper<Omit<OrganizationStatusChangeEdge, 'node'> & { node: ResolversTypes['OrganizationStatusChange'] }>;
  OrganizationStatusFilter: OrganizationStatusFilter;
  OrganizationSuspension: ResolverTypeWrapper<OrganizationSuspension>;
  OrganizationUsage: ResolverTypeWrapper<OrganizationUsage>;
  PageInfo: ResolverTypeWrapper<PageBounds>;
  PeriodUsage: ResolverTypeWrapper<PeriodUsage>;
  Permission: Permission;
  Plan: ResolverTypeWrapper<PlanRow>;
  PlanCode: PlanCode;
  PlanFeature: PlanFeature;
  PlanLimits: ResolverTypeWrapper<PlanLimits>;
  Project: ResolverTypeWrapper<ProjectRow>;
  ProjectConnection: ResolverTypeWrapper<ProjectPage>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  ProjectEvent: ResolverTypeWrapper<Change>;
  ProjectFilter: ProjectFilter;
  ProjectOrder: ProjectOrder;
  ProjectOrderField: ProjectOrderField;
  ProjectStatus: ProjectStatus;
  ProjectStatusFilter: ProjectStatusFilter;
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
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: ResolverTypeWrapper<RemoveMemberPayload>;
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
  SetMemberRoleInput: SetMemberRoleInput;
  SetMemberRolePayload: ResolverTypeWrapper<Omit<SetMemberRolePayload, 'membership'> & { membership?: Maybe<ResolversTypes['Membership']> }>;
  SetOrganizationOverridesInput: SetOrganizationOverridesInput;
  SetOrganizationOverridesPayload: ResolverTypeWrapper<SetOrganizationOverridesPayload>;
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
  TaskEvent: ResolverTypeWrapper<Change>;
  TaskFieldChange: ResolverTypeWrapper<TaskFieldChange>;
  TaskFilter: TaskFilter;
  TaskLabelFilter: TaskLabelFilter;
  TaskOrder: TaskOrder;
  TaskOrderField: TaskOrderField;
  TaskPriority: TaskPriority;
  TaskPriorityFilter: TaskPriorityFilter;
  TaskStatus: TaskStatus;
  TaskStatusFilter: TaskStatusFilter;
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
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: ResolverTypeWrapper<Omit<UpdateNotificationPreferencesPayload, 'notificationPreferences'> & { notificationPreferences?: Maybe<ResolversTypes['NotificationPreferences']> }>;
  UpdateOrganizationInput: UpdateOrganizationInput;
  UpdateOrganizationPayload: ResolverTypeWrapper<Omit<UpdateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversTypes['Organization']> }>;
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: ResolverTypeWrapper<Omit<UpdateProfilePayload, 'user'> & { user?: Maybe<ResolversTypes['User']> }>;
  UpdateProjectInput: UpdateProjectInput;
  UpdateProjectPayload: ResolverTypeWrapper<Omit<UpdateProjectPayload, 'project'> & { project?: Maybe<ResolversTypes['Project']> }>;
  UpdateTaskInput: UpdateTaskInput;
  UpdateTaskPayload: ResolverTypeWrapper<Omit<UpdateTaskPayload, 'task'> & { task?: Maybe<ResolversTypes['Task']> }>;
  UpdateTasksInput: UpdateTasksInput;
  UpdateTasksPayload: ResolverTypeWrapper<Omit<UpdateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversTypes['Task']>> }>;
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
  UsageSeries: ResolverTypeWrapper<Series>;
  UsageVoid: ResolverTypeWrapper<UsageEventRow>;
  User: ResolverTypeWrapper<UserRow>;
  UserAccount: ResolverTypeWrapper<AccountRow>;
  UserConnection: ResolverTypeWrapper<UserPage>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  UserFilter: UserFilter;
  UserOrder: UserOrder;
  UserOrderField: UserOrderField;
  UserStatus: UserStatus;
  UserStatusChange: ResolverTypeWrapper<StatusChangeRow>;
  UserStatusChangeConnection: ResolverTypeWrapper<StatusChangePage>;
  UserStatusChangeEdge: ResolverTypeWrapper<Omit<UserStatusChangeEdge, 'node'> & { node: ResolversTypes['UserStatusChange'] }>;
  UserStatusFilter: UserStatusFilter;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: ResolverTypeWrapper<VerifyEmailPayload>;
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
  ApiKey: ApiKeyRow;
  ApiKeyConnection: ApiKeyPage;
  ApiKeyEdge: Omit<ApiKeyEdge, 'node'> & { node: ResolversParentTypes['ApiKey'] };
  ApiKeyFilter: ApiKeyFilter;
  ApiKeyOrder: ApiKeyOrder;
  ApiKeyScopeFilter: ApiKeyScopeFilter;
  ApiKeyStatusFilter: ApiKeyStatusFilter;
  ArchiveOrganizationInput: ArchiveOrganizationInput;
  ArchiveOrganizationPayload: Omit<ArchiveOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
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
  BillingLineItem: LineItem;
  BillingStatement: Statement;
  BillingStatementConnection: StatementPage;
  BillingStatementEdge: Omit<BillingStatementEdge, 'node'> & { node: ResolversParentTypes['BillingStatement'] };
  Boolean: Scalars['Boolean']['output'];
  ChangeEmailInput: ChangeEmailInput;
  ChangeEmailPayload: ChangeEmailPayload;
  ChangePasswordInput: ChangePasswordInput;
  ChangePasswordPayload: Omit<ChangePasswordPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  ChangePlanInput: ChangePlanInput;
  ChangePlanPayload: Omit<ChangePlanPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
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
  CommentEvent: Change;
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
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: Omit<CreateProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  CreateTaskInput: CreateTaskInput;
  CreateTaskPayload: Omit<CreateTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  CreateTasksInput: CreateTasksInput;
  CreateTasksPayload: Omit<CreateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversParentTypes['Task']>> };
  CreateWebhookEndpointInput: CreateWebhookEndpointInput;
  CreateWebhookEndpointPayload: Omit<CreateWebhookEndpointPayload, 'webhookEndpoint'> & { webhookEndpoint?: Maybe<ResolversParentTypes['WebhookEndpoint']> };
  DateTime: Scalars['DateTime']['output'];
  DateTimeFilter: DateTimeFilter;
  DeactivateUserInput: DeactivateUserInput;
  DeactivateUserPayload: Omit<DeactivateUserPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
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
  DeleteTaskInput: DeleteTaskInput;
  DeleteTaskPayload: DeleteTaskPayload;
  DeleteTasksInput: DeleteTasksInput;
  DeleteTasksPayload: DeleteTasksPayload;
  DeleteWebhookEndpointInput: DeleteWebhookEndpointInput;
  DeleteWebhookEndpointPayload: DeleteWebhookEndpointPayload;
  DisableTotpInput: DisableTotpInput;
  DisableTotpPayload: Omit<DisableTotpPayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  IDFilter: IdFilter;
  Int: Scalars['Int']['output'];
  Invitation: InvitationRow;
  InvitationConnection: InvitationPage;
  InvitationEdge: Omit<InvitationEdge, 'node'> & { node: ResolversParentTypes['Invitation'] };
  InvitationEvent: Change;
  InvitationFilter: InvitationFilter;
  InvitationOrder: InvitationOrder;
  InvitationPreview: InvitationPreview;
  InvitationStatusFilter: InvitationStatusFilter;
  InviteMemberInput: InviteMemberInput;
  InviteMemberPayload: Omit<InviteMemberPayload, 'invitation'> & { invitation?: Maybe<ResolversParentTypes['Invitation']> };
  JSON: Scalars['JSON']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  Label: LabelRow;
  LabelConnection: LabelPage;
  LabelEdge: Omit<LabelEdge, 'node'> & { node: ResolversParentTypes['Label'] };
  LabelEvent: Change;
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
  MemberEvent: Change;
  Membership: MembershipRow;
  MembershipConnection: MembershipPage;
  MembershipEdge: Omit<MembershipEdge, 'node'> & { node: ResolversParentTypes['Membership'] };
  MembershipFilter: MembershipFilter;
  MembershipOrder: MembershipOrder;
  MembershipStatusFilter: MembershipStatusFilter;
  MembershipSuspension: MembershipRow;
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
  NotificationPreference: Preference;
  NotificationPreferenceInput: NotificationPreferenceInput;
  NotificationPreferences: Omit<NotificationPreferences, 'kinds'> & { kinds: Array<ResolversParentTypes['NotificationPreference']> };
  Organization: OrganizationRow;
  OrganizationConnection: OrganizationPage;
  OrganizationEdge: Omit<OrganizationEdge, 'node'> & { node: ResolversParentTypes['Organization'] };
  OrganizationEvent: Change;
  OrganizationFilter: OrganizationFilter;
  OrganizationOrder: OrganizationOrder;
  OrganizationOverrides: OrganizationOverrides;
  OrganizationStatusChange: OrganizationStatusChangeRow;
  OrganizationStatusChangeConnection: OrganizationStatusChangePage;
  OrganizationStatusChangeEdge: Omit<OrganizationStatusChangeEdge, 'node'> & { node: ResolversParentTypes['OrganizationStatusChange'] };
  OrganizationStatusFilter: OrganizationStatusFilter;
  OrganizationSuspension: OrganizationSuspension;
  OrganizationUsage: OrganizationUsage;
  PageInfo: PageBounds;
  PeriodUsage: PeriodUsage;
  Plan: PlanRow;
  PlanLimits: PlanLimits;
  Project: ProjectRow;
  ProjectConnection: ProjectPage;
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  ProjectEvent: Change;
  ProjectFilter: ProjectFilter;
  ProjectOrder: ProjectOrder;
  ProjectStatusFilter: ProjectStatusFilter;
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
  RemoveMemberInput: RemoveMemberInput;
  RemoveMemberPayload: RemoveMemberPayload;
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
  SetMemberRoleInput: SetMemberRoleInput;
  SetMemberRolePayload: Omit<SetMemberRolePayload, 'membership'> & { membership?: Maybe<ResolversParentTypes['Membership']> };
  SetOrganizationOverridesInput: SetOrganizationOverridesInput;
  SetOrganizationOverridesPayload: SetOrganizationOverridesPayload;
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
  TaskEvent: Change;
  TaskFieldChange: TaskFieldChange;
  TaskFilter: TaskFilter;
  TaskLabelFilter: TaskLabelFilter;
  TaskOrder: TaskOrder;
  TaskPriorityFilter: TaskPriorityFilter;
  TaskStatusFilter: TaskStatusFilter;
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
  UpdateNotificationPreferencesInput: UpdateNotificationPreferencesInput;
  UpdateNotificationPreferencesPayload: Omit<UpdateNotificationPreferencesPayload, 'notificationPreferences'> & { notificationPreferences?: Maybe<ResolversParentTypes['NotificationPreferences']> };
  UpdateOrganizationInput: UpdateOrganizationInput;
  UpdateOrganizationPayload: Omit<UpdateOrganizationPayload, 'organization'> & { organization?: Maybe<ResolversParentTypes['Organization']> };
  UpdateProfileInput: UpdateProfileInput;
  UpdateProfilePayload: Omit<UpdateProfilePayload, 'user'> & { user?: Maybe<ResolversParentTypes['User']> };
  UpdateProjectInput: UpdateProjectInput;
  UpdateProjectPayload: Omit<UpdateProjectPayload, 'project'> & { project?: Maybe<ResolversParentTypes['Project']> };
  UpdateTaskInput: UpdateTaskInput;
  UpdateTaskPayload: Omit<UpdateTaskPayload, 'task'> & { task?: Maybe<ResolversParentTypes['Task']> };
  UpdateTasksInput: UpdateTasksInput;
  UpdateTasksPayload: Omit<UpdateTasksPayload, 'tasks'> & { tasks?: Maybe<Array<ResolversParentTypes['Task']>> };
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
  UsageSeries: Series;
  UsageVoid: UsageEventRow;
  User: UserRow;
  UserAccount: AccountRow;
  UserConnection: UserPage;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: UserError;
  UserFilter: UserFilter;
  UserOrder: UserOrder;
  UserStatusChange: StatusChangeRow;
  UserStatusChangeConnection: StatusChangePage;
  UserStatusChangeEdge: Omit<UserStatusChangeEdge, 'node'> & { node: ResolversParentTypes['UserStatusChange'] };
  UserStatusFilter: UserStatusFilter;
  VerifyEmailInput: VerifyEmailInput;
  VerifyEmailPayload: VerifyEmailPayload;
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

export type ApiKeyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  prefix?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  scopes?: Resolver<Array<ResolversTypes['ApiKeyScope']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ApiKeyStatus'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
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
  included?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['BillingLineItemKind'], ParentType, ContextType>;
  meter?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  overage?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['BigInt'], ParentType, ContextType>;
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

export type ChangeEmailPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangeEmailPayload'] = ResolversParentTypes['ChangeEmailPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangePasswordPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePasswordPayload'] = ResolversParentTypes['ChangePasswordPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ChangePlanPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChangePlanPayload'] = ResolversParentTypes['ChangePlanPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
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

export type CreateProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateProjectPayload'] = ResolversParentTypes['CreateProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
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

export type CreateWebhookEndpointPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CreateWebhookEndpointPayload'] = ResolversParentTypes['CreateWebhookEndpointPayload']> = {
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  webhookEndpoint?: Resolver<Maybe<ResolversTypes['WebhookEndpoint']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeactivateUserPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeactivateUserPayload'] = ResolversParentTypes['DeactivateUserPayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
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

export type DeleteTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTaskPayload'] = ResolversParentTypes['DeleteTaskPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteTasksPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeleteTasksPayload'] = ResolversParentTypes['DeleteTasksPayload']> = {
  deletedIds?: Resolver<Maybe<Array<ResolversTypes['ID']>>, ParentType, ContextType>;
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

export type InvitationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Invitation'] = ResolversParentTypes['Invitation']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  invitedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
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

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

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
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  permissions?: Resolver<Maybe<Array<ResolversTypes['Permission']>>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MembershipStatus'], ParentType, ContextType>;
  suspension?: Resolver<Maybe<ResolversTypes['MembershipSuspension']>, ParentType, ContextType>;
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

export type MoveTaskPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MoveTaskPayload'] = ResolversParentTypes['MoveTaskPayload']> = {
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptInvitation?: Resolver<Maybe<ResolversTypes['AcceptInvitationPayload']>, ParentType, ContextType, RequireFields<MutationAcceptInvitationArgs, 'input'>>;
  activateClientVersion?: Resolver<Maybe<ResolversTypes['ActivateClientVersionPayload']>, ParentType, ContextType, RequireFields<MutationActivateClientVersionArgs, 'input'>>;
  activateUser?: Resolver<Maybe<ResolversTypes['ActivateUserPayload']>, ParentType, ContextType, RequireFields<MutationActivateUserArgs, 'input'>>;
  addMember?: Resolver<Maybe<ResolversTypes['AddMemberPayload']>, ParentType, ContextType, RequireFields<MutationAddMemberArgs, 'input'>>;
  archiveOrganization?: Resolver<Maybe<ResolversTypes['ArchiveOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationArchiveOrganizationArgs, 'input'>>;
  archiveProject?: Resolver<Maybe<ResolversTypes['ArchiveProjectPayload']>, ParentType, ContextType, RequireFields<MutationArchiveProjectArgs, 'input'>>;
  archiveTask?: Resolver<Maybe<ResolversTypes['ArchiveTaskPayload']>, ParentType, ContextType, RequireFields<MutationArchiveTaskArgs, 'input'>>;
  archiveUser?: Resolver<Maybe<ResolversTypes['ArchiveUserPayload']>, ParentType, ContextType, RequireFields<MutationArchiveUserArgs, 'input'>>;
  beginTotpEnrollment?: Resolver<Maybe<ResolversTypes['BeginTotpEnrollmentPayload']>, ParentType, ContextType, Partial<MutationBeginTotpEnrollmentArgs>>;
  changeEmail?: Resolver<Maybe<ResolversTypes['ChangeEmailPayload']>, ParentType, ContextType, RequireFields<MutationChangeEmailArgs, 'input'>>;
  changePassword?: Resolver<Maybe<ResolversTypes['ChangePasswordPayload']>, ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  changePlan?: Resolver<Maybe<ResolversTypes['ChangePlanPayload']>, ParentType, ContextType, RequireFields<MutationChangePlanArgs, 'input'>>;
  clearOrganizationOverrides?: Resolver<Maybe<ResolversTypes['ClearOrganizationOverridesPayload']>, ParentType, ContextType, RequireFields<MutationClearOrganizationOverridesArgs, 'input'>>;
  confirmEmailChange?: Resolver<Maybe<ResolversTypes['ConfirmEmailChangePayload']>, ParentType, ContextType, RequireFields<MutationConfirmEmailChangeArgs, 'input'>>;
  confirmTotpEnrollment?: Resolver<Maybe<ResolversTypes['ConfirmTotpEnrollmentPayload']>, ParentType, ContextType, RequireFields<MutationConfirmTotpEnrollmentArgs, 'input'>>;
  createApiKey?: Resolver<Maybe<ResolversTypes['CreateApiKeyPayload']>, ParentType, ContextType, RequireFields<MutationCreateApiKeyArgs, 'input'>>;
  createComment?: Resolver<Maybe<ResolversTypes['CreateCommentPayload']>, ParentType, ContextType, RequireFields<MutationCreateCommentArgs, 'input'>>;
  createLabel?: Resolver<Maybe<ResolversTypes['CreateLabelPayload']>, ParentType, ContextType, RequireFields<MutationCreateLabelArgs, 'input'>>;
  createOrganization?: Resolver<Maybe<ResolversTypes['CreateOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationCreateOrganizationArgs, 'input'>>;
  createProject?: Resolver<Maybe<ResolversTypes['CreateProjectPayload']>, ParentType, ContextType, RequireFields<MutationCreateProjectArgs, 'input'>>;
  createTask?: Resolver<Maybe<ResolversTypes['CreateTaskPayload']>, ParentType, ContextType, RequireFields<MutationCreateTaskArgs, 'input'>>;
  createTasks?: Resolver<Maybe<ResolversTypes['CreateTasksPayload']>, ParentType, ContextType, RequireFields<MutationCreateTasksArgs, 'input'>>;
  createWebhookEndpoint?: Resolver<Maybe<ResolversTypes['CreateWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationCreateWebhookEndpointArgs, 'input'>>;
  deactivateUser?: Resolver<Maybe<ResolversTypes['DeactivateUserPayload']>, ParentType, ContextType, RequireFields<MutationDeactivateUserArgs, 'input'>>;
  declineInvitation?: Resolver<Maybe<ResolversTypes['DeclineInvitationPayload']>, ParentType, ContextType, RequireFields<MutationDeclineInvitationArgs, 'input'>>;
  deleteAccount?: Resolver<Maybe<ResolversTypes['DeleteAccountPayload']>, ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'input'>>;
  deleteComment?: Resolver<Maybe<ResolversTypes['DeleteCommentPayload']>, ParentType, ContextType, RequireFields<MutationDeleteCommentArgs, 'input'>>;
  deleteLabel?: Resolver<Maybe<ResolversTypes['DeleteLabelPayload']>, ParentType, ContextType, RequireFields<MutationDeleteLabelArgs, 'input'>>;
  deleteOrganization?: Resolver<Maybe<ResolversTypes['DeleteOrganizationPayload']>, ParentType, ContextType>;
  deleteProject?: Resolver<Maybe<ResolversTypes['DeleteProjectPayload']>, ParentType, ContextType, RequireFields<MutationDeleteProjectArgs, 'input'>>;
  deleteTask?: Resolver<Maybe<ResolversTypes['DeleteTaskPayload']>, ParentType, ContextType, RequireFields<MutationDeleteTaskArgs, 'input'>>;
  deleteTasks?: Resolver<Maybe<ResolversTypes['DeleteTasksPayload']>, ParentType, ContextType, RequireFields<MutationDeleteTasksArgs, 'input'>>;
  deleteWebhookEndpoint?: Resolver<Maybe<ResolversTypes['DeleteWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationDeleteWebhookEndpointArgs, 'input'>>;
  disableTotp?: Resolver<Maybe<ResolversTypes['DisableTotpPayload']>, ParentType, ContextType, RequireFields<MutationDisableTotpArgs, 'input'>>;
  inviteMember?: Resolver<Maybe<ResolversTypes['InviteMemberPayload']>, ParentType, ContextType, RequireFields<MutationInviteMemberArgs, 'input'>>;
  leaveOrganization?: Resolver<Maybe<ResolversTypes['LeaveOrganizationPayload']>, ParentType, ContextType>;
  login?: Resolver<Maybe<ResolversTypes['LoginPayload']>, ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  logout?: Resolver<Maybe<ResolversTypes['LogoutPayload']>, ParentType, ContextType>;
  markAllNotificationsRead?: Resolver<Maybe<ResolversTypes['MarkAllNotificationsReadPayload']>, ParentType, ContextType>;
  markNotificationRead?: Resolver<Maybe<ResolversTypes['MarkNotificationReadPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationReadArgs, 'input'>>;
  markNotificationUnread?: Resolver<Maybe<ResolversTypes['MarkNotificationUnreadPayload']>, ParentType, ContextType, RequireFields<MutationMarkNotificationUnreadArgs, 'input'>>;
  moveTask?: Resolver<Maybe<ResolversTypes['MoveTaskPayload']>, ParentType, ContextType, RequireFields<MutationMoveTaskArgs, 'input'>>;
  recordUsage?: Resolver<Maybe<ResolversTypes['RecordUsagePayload']>, ParentType, ContextType, RequireFields<MutationRecordUsageArgs, 'input'>>;
  refreshSession?: Resolver<Maybe<ResolversTypes['RefreshSessionPayload']>, ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'input'>>;
  regenerateRecoveryCodes?: Resolver<Maybe<ResolversTypes['RegenerateRecoveryCodesPayload']>, ParentType, ContextType, RequireFields<MutationRegenerateRecoveryCodesArgs, 'input'>>;
  register?: Resolver<Maybe<ResolversTypes['RegisterPayload']>, ParentType, ContextType, RequireFields<MutationRegisterArgs, 'input'>>;
  registerOperations?: Resolver<Maybe<ResolversTypes['RegisterOperationsPayload']>, ParentType, ContextType, RequireFields<MutationRegisterOperationsArgs, 'input'>>;
  reinstateMember?: Resolver<Maybe<ResolversTypes['ReinstateMemberPayload']>, ParentType, ContextType, RequireFields<MutationReinstateMemberArgs, 'input'>>;
  reinstateOrganization?: Resolver<Maybe<ResolversTypes['ReinstateOrganizationPayload']>, ParentType, ContextType>;
  removeMember?: Resolver<Maybe<ResolversTypes['RemoveMemberPayload']>, ParentType, ContextType, RequireFields<MutationRemoveMemberArgs, 'input'>>;
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
  setMemberRole?: Resolver<Maybe<ResolversTypes['SetMemberRolePayload']>, ParentType, ContextType, RequireFields<MutationSetMemberRoleArgs, 'input'>>;
  setOrganizationOverrides?: Resolver<Maybe<ResolversTypes['SetOrganizationOverridesPayload']>, ParentType, ContextType, RequireFields<MutationSetOrganizationOverridesArgs, 'input'>>;
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
  updateNotificationPreferences?: Resolver<Maybe<ResolversTypes['UpdateNotificationPreferencesPayload']>, ParentType, ContextType, RequireFields<MutationUpdateNotificationPreferencesArgs, 'input'>>;
  updateOrganization?: Resolver<Maybe<ResolversTypes['UpdateOrganizationPayload']>, ParentType, ContextType, RequireFields<MutationUpdateOrganizationArgs, 'input'>>;
  updateProfile?: Resolver<Maybe<ResolversTypes['UpdateProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  updateProject?: Resolver<Maybe<ResolversTypes['UpdateProjectPayload']>, ParentType, ContextType, RequireFields<MutationUpdateProjectArgs, 'input'>>;
  updateTask?: Resolver<Maybe<ResolversTypes['UpdateTaskPayload']>, ParentType, ContextType, RequireFields<MutationUpdateTaskArgs, 'input'>>;
  updateTasks?: Resolver<Maybe<ResolversTypes['UpdateTasksPayload']>, ParentType, ContextType, RequireFields<MutationUpdateTasksArgs, 'input'>>;
  updateWebhookEndpoint?: Resolver<Maybe<ResolversTypes['UpdateWebhookEndpointPayload']>, ParentType, ContextType, RequireFields<MutationUpdateWebhookEndpointArgs, 'input'>>;
  verifyEmail?: Resolver<Maybe<ResolversTypes['VerifyEmailPayload']>, ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'input'>>;
  voidUsageEvent?: Resolver<Maybe<ResolversTypes['VoidUsageEventPayload']>, ParentType, ContextType, RequireFields<MutationVoidUsageEventArgs, 'input'>>;
  watchProject?: Resolver<Maybe<ResolversTypes['WatchProjectPayload']>, ParentType, ContextType, RequireFields<MutationWatchProjectArgs, 'input'>>;
  watchTask?: Resolver<Maybe<ResolversTypes['WatchTaskPayload']>, ParentType, ContextType, RequireFields<MutationWatchTaskArgs, 'input'>>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'ApiKey' | 'AuditEvent' | 'Comment' | 'Invitation' | 'Label' | 'Membership' | 'Notification' | 'Organization' | 'Project' | 'Session' | 'Task' | 'User' | 'WebhookDelivery' | 'WebhookEndpoint', ParentType, ContextType>;
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

export type OrganizationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Organization'] = ResolversParentTypes['Organization']> = {
  archiveReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deletesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hasFeature?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<OrganizationHasFeatureArgs, 'feature'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  members?: Resolver<ResolversTypes['MembershipConnection'], ParentType, ContextType, Partial<OrganizationMembersArgs>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  overrides?: Resolver<Maybe<ResolversTypes['OrganizationOverrides']>, ParentType, ContextType>;
  plan?: Resolver<ResolversTypes['Plan'], ParentType, ContextType>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, Partial<OrganizationProjectsArgs>>;
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
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanLeave?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanManageApiKeys?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanReinstate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanRestore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeApiKeys?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeAuditEvents?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeBilling?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeInvitations?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanSeeUsage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PeriodUsageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PeriodUsage'] = ResolversParentTypes['PeriodUsage']> = {
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  resetsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PlanResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Plan'] = ResolversParentTypes['Plan']> = {
  code?: Resolver<ResolversTypes['PlanCode'], ParentType, ContextType>;
  features?: Resolver<Array<ResolversTypes['PlanFeature']>, ParentType, ContextType>;
  limits?: Resolver<ResolversTypes['PlanLimits'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

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

export type ProjectResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  archivedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  organization?: Resolver<ResolversTypes['Organization'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProjectStatus'], ParentType, ContextType>;
  taskCounts?: Resolver<Array<ResolversTypes['TaskCount']>, ParentType, ContextType>;
  tasks?: Resolver<ResolversTypes['TaskConnection'], ParentType, ContextType, Partial<ProjectTasksArgs>>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerCanDelete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerCanUpdate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerIsWatching?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
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

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accountEvents?: Resolver<Maybe<ResolversTypes['AccountEventConnection']>, ParentType, ContextType, Partial<QueryAccountEventsArgs>>;
  apiKeys?: Resolver<Maybe<ResolversTypes['ApiKeyConnection']>, ParentType, ContextType, RequireFields<QueryApiKeysArgs, 'includeRevoked'>>;
  auditEventExport?: Resolver<Maybe<ResolversTypes['AuditEventExport']>, ParentType, ContextType, Partial<QueryAuditEventExportArgs>>;
  auditEvents?: Resolver<Maybe<ResolversTypes['AuditEventConnection']>, ParentType, ContextType, Partial<QueryAuditEventsArgs>>;
  billingStatement?: Resolver<Maybe<ResolversTypes['BillingStatement']>, ParentType, ContextType, RequireFields<QueryBillingStatementArgs, 'month'>>;
  billingStatements?: Resolver<Maybe<ResolversTypes['BillingStatementConnection']>, ParentType, ContextType, Partial<QueryBillingStatementsArgs>>;
  clientVersions?: Resolver<Maybe<ResolversTypes['ClientVersionConnection']>, ParentType, ContextType, Partial<QueryClientVersionsArgs>>;
  invitation?: Resolver<Maybe<ResolversTypes['InvitationPreview']>, ParentType, ContextType, RequireFields<QueryInvitationArgs, 'token'>>;
  invitations?: Resolver<Maybe<ResolversTypes['InvitationConnection']>, ParentType, ContextType, Partial<QueryInvitationsArgs>>;
  labels?: Resolver<Maybe<ResolversTypes['LabelConnection']>, ParentType, ContextType, Partial<QueryLabelsArgs>>;
  me?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Node']>>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  notificationPreferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, Partial<QueryNotificationsArgs>>;
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType, Partial<QueryOrganizationArgs>>;
  organizations?: Resolver<Maybe<ResolversTypes['OrganizationConnection']>, ParentType, ContextType, Partial<QueryOrganizationsArgs>>;
  plans?: Resolver<Maybe<Array<ResolversTypes['Plan']>>, ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, RequireFields<QueryProjectArgs, 'id'>>;
  projects?: Resolver<Maybe<ResolversTypes['ProjectConnection']>, ParentType, ContextType, Partial<QueryProjectsArgs>>;
  receivedInvitations?: Resolver<Maybe<ResolversTypes['ReceivedInvitationConnection']>, ParentType, ContextType, Partial<QueryReceivedInvitationsArgs>>;
  search?: Resolver<Maybe<Array<ResolversTypes['SearchHit']>>, ParentType, ContextType, RequireFields<QuerySearchArgs, 'query'>>;
  searchTasks?: Resolver<Maybe<ResolversTypes['SearchHitConnection']>, ParentType, ContextType, RequireFields<QuerySearchTasksArgs, 'query'>>;
  sessions?: Resolver<Maybe<ResolversTypes['SessionConnection']>, ParentType, ContextType, Partial<QuerySessionsArgs>>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTaskArgs, 'id'>>;
  tasks?: Resolver<Maybe<ResolversTypes['TaskConnection']>, ParentType, ContextType, Partial<QueryTasksArgs>>;
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

export type RemoveMemberPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RemoveMemberPayload'] = ResolversParentTypes['RemoveMemberPayload']> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
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

export type SetMemberRolePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetMemberRolePayload'] = ResolversParentTypes['SetMemberRolePayload']> = {
  membership?: Resolver<Maybe<ResolversTypes['Membership']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetOrganizationOverridesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SetOrganizationOverridesPayload'] = ResolversParentTypes['SetOrganizationOverridesPayload']> = {
  overrides?: Resolver<Maybe<ResolversTypes['OrganizationOverrides']>, ParentType, ContextType>;
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
  taskEvents?: SubscriptionResolver<Maybe<ResolversTypes['TaskEvent']>, "taskEvents", ParentType, ContextType, Partial<SubscriptionTaskEventsArgs>>;
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

export type UpdateNotificationPreferencesPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateNotificationPreferencesPayload'] = ResolversParentTypes['UpdateNotificationPreferencesPayload']> = {
  notificationPreferences?: Resolver<Maybe<ResolversTypes['NotificationPreferences']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateOrganizationPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateOrganizationPayload'] = ResolversParentTypes['UpdateOrganizationPayload']> = {
  organization?: Resolver<Maybe<ResolversTypes['Organization']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProfilePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProfilePayload'] = ResolversParentTypes['UpdateProfilePayload']> = {
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateProjectPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UpdateProjectPayload'] = ResolversParentTypes['UpdateProjectPayload']> = {
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
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
  memberships?: Resolver<Array<ResolversTypes['Membership']>, ParentType, ContextType>;
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
  payload?: Resolver<ResolversTypes['WebhookPayloadKind'], ParentType, ContextType>;
  previousSecretExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  secretRotationAdvisedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
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

export type Resolvers<ContextType = Context> = {
  AcceptInvitationPayload?: AcceptInvitationPayloadResolvers<ContextType>;
  AccountEvent?: AccountEventResolvers<ContextType>;
  AccountEventConnection?: AccountEventConnectionResolvers<ContextType>;
  AccountEventEdge?: AccountEventEdgeResolvers<ContextType>;
  ActivateClientVersionPayload?: ActivateClientVersionPayloadResolvers<ContextType>;
  ActivateUserPayload?: ActivateUserPayloadResolvers<ContextType>;
  AddMemberPayload?: AddMemberPayloadResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  ApiKeyConnection?: ApiKeyConnectionResolvers<ContextType>;
  ApiKeyEdge?: ApiKeyEdgeResolvers<ContextType>;
  ArchiveOrganizationPayload?: ArchiveOrganizationPayloadResolvers<ContextType>;
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
  ChangeEmailPayload?: ChangeEmailPayloadResolvers<ContextType>;
  ChangePasswordPayload?: ChangePasswordPayloadResolvers<ContextType>;
  ChangePlanPayload?: ChangePlanPayloadResolvers<ContextType>;
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
  CreateProjectPayload?: CreateProjectPayloadResolvers<ContextType>;
  CreateTaskPayload?: CreateTaskPayloadResolvers<ContextType>;
  CreateTasksPayload?: CreateTasksPayloadResolvers<ContextType>;
  CreateWebhookEndpointPayload?: CreateWebhookEndpointPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeactivateUserPayload?: DeactivateUserPayloadResolvers<ContextType>;
  DeclineInvitationPayload?: DeclineInvitationPayloadResolvers<ContextType>;
  DeleteAccountPayload?: DeleteAccountPayloadResolvers<ContextType>;
  DeleteCommentPayload?: DeleteCommentPayloadResolvers<ContextType>;
  DeleteLabelPayload?: DeleteLabelPayloadResolvers<ContextType>;
  DeleteOrganizationPayload?: DeleteOrganizationPayloadResolvers<ContextType>;
  DeleteProjectPayload?: DeleteProjectPayloadResolvers<ContextType>;
  DeleteTaskPayload?: DeleteTaskPayloadResolvers<ContextType>;
  DeleteTasksPayload?: DeleteTasksPayloadResolvers<ContextType>;
  DeleteWebhookEndpointPayload?: DeleteWebhookEndpointPayloadResolvers<ContextType>;
  DisableTotpPayload?: DisableTotpPayloadResolvers<ContextType>;
  Invitation?: InvitationResolvers<ContextType>;
  InvitationConnection?: InvitationConnectionResolvers<ContextType>;
  InvitationEdge?: InvitationEdgeResolvers<ContextType>;
  InvitationEvent?: InvitationEventResolvers<ContextType>;
  InvitationPreview?: InvitationPreviewResolvers<ContextType>;
  InviteMemberPayload?: InviteMemberPayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
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
  MoveTaskPayload?: MoveTaskPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  NotificationPreferences?: NotificationPreferencesResolvers<ContextType>;
  Organization?: OrganizationResolvers<ContextType>;
  OrganizationConnection?: OrganizationConnectionResolvers<ContextType>;
  OrganizationEdge?: OrganizationEdgeResolvers<ContextType>;
  OrganizationEvent?: OrganizationEventResolvers<ContextType>;
  OrganizationOverrides?: OrganizationOverridesResolvers<ContextType>;
  OrganizationStatusChange?: OrganizationStatusChangeResolvers<ContextType>;
  OrganizationStatusChangeConnection?: OrganizationStatusChangeConnectionResolvers<ContextType>;
  OrganizationStatusChangeEdge?: OrganizationStatusChangeEdgeResolvers<ContextType>;
  OrganizationSuspension?: OrganizationSuspensionResolvers<ContextType>;
  OrganizationUsage?: OrganizationUsageResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PeriodUsage?: PeriodUsageResolvers<ContextType>;
  Plan?: PlanResolvers<ContextType>;
  PlanLimits?: PlanLimitsResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  ProjectEvent?: ProjectEventResolvers<ContextType>;
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
  RemoveMemberPayload?: RemoveMemberPayloadResolvers<ContextType>;
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
  RollApiKeyPayload?: RollApiKeyPayloadResolvers<ContextType>;
  RotateWebhookSecretPayload?: RotateWebhookSecretPayloadResolvers<ContextType>;
  SearchHit?: SearchHitResolvers<ContextType>;
  SearchHitConnection?: SearchHitConnectionResolvers<ContextType>;
  SearchHitEdge?: SearchHitEdgeResolvers<ContextType>;
  SendTestWebhookPayload?: SendTestWebhookPayloadResolvers<ContextType>;
  Session?: SessionResolvers<ContextType>;
  SessionConnection?: SessionConnectionResolvers<ContextType>;
  SessionEdge?: SessionEdgeResolvers<ContextType>;
  SetMemberRolePayload?: SetMemberRolePayloadResolvers<ContextType>;
  SetOrganizationOverridesPayload?: SetOrganizationOverridesPayloadResolvers<ContextType>;
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
  TransferOwnershipPayload?: TransferOwnershipPayloadResolvers<ContextType>;
  UndoEmailChangePayload?: UndoEmailChangePayloadResolvers<ContextType>;
  UnwatchProjectPayload?: UnwatchProjectPayloadResolvers<ContextType>;
  UnwatchTaskPayload?: UnwatchTaskPayloadResolvers<ContextType>;
  UpdateApiKeyPayload?: UpdateApiKeyPayloadResolvers<ContextType>;
  UpdateCommentPayload?: UpdateCommentPayloadResolvers<ContextType>;
  UpdateLabelPayload?: UpdateLabelPayloadResolvers<ContextType>;
  UpdateMemberRolePayload?: UpdateMemberRolePayloadResolvers<ContextType>;
  UpdateNotificationPreferencesPayload?: UpdateNotificationPreferencesPayloadResolvers<ContextType>;
  UpdateOrganizationPayload?: UpdateOrganizationPayloadResolvers<ContextType>;
  UpdateProfilePayload?: UpdateProfilePayloadResolvers<ContextType>;
  UpdateProjectPayload?: UpdateProjectPayloadResolvers<ContextType>;
  UpdateTaskPayload?: UpdateTaskPayloadResolvers<ContextType>;
  UpdateTasksPayload?: UpdateTasksPayloadResolvers<ContextType>;
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
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  shownOnce?: ShownOnceDirectiveResolver<any, any, ContextType>;
};

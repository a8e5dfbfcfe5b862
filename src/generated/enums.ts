/** The kinds of actors in an account log. */
export type AccountEventActor =
  /** A platform administrator, or the system. */
  | 'PLATFORM'
  /** The account's holder: somebody with a session, the password or a mailed link. */
  | 'SELF'
  /** Somebody who was not signed in, for example after a wrong password. */
  | 'UNKNOWN';

/** The fields that account events can be sorted by. */
export type AccountEventOrderField =
  /** When the event happened. */
  | 'CREATED_AT';

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

/** Whether an API key works. */
export type ApiKeyStatus =
  /** The key works. */
  | 'ACTIVE'
  /** The key has expired. */
  | 'EXPIRED'
  /** The key was revoked. */
  | 'REVOKED';

/** The fields that audit events can be sorted by. */
export type AuditEventOrderField =
  /** When the event happened. */
  | 'CREATED_AT';

/** The kind of charge. */
export type BillingLineItemKind =
  /** Usage of an earlier month that was recorded after the month was sealed, or, with a negative quantity, usage that was voided. */
  | 'ADJUSTMENT'
  /** The plan's price for a month, or for the part of the month in which the organization had the plan. */
  | 'BASE'
  /** A meter's usage of the month. */
  | 'USAGE';

/** Whether a statement can still change. */
export type BillingStatementStatus =
  /** Provisional: the month is not over, or is not sealed yet. */
  | 'OPEN'
  /** Final. Usage that is recorded late becomes an adjustment of a later statement. */
  | 'SEALED';

/** The kinds of changes. */
export type ChangeType =
  /** The object was created. */
  | 'CREATED'
  /** The object was deleted. */
  | 'DELETED'
  /** The object was changed. */
  | 'UPDATED';

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

/** The fields that comments can be sorted by. */
export type CommentOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

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

/** The fields that credit entries can be sorted by. */
export type CreditEntryOrderField =
  /** When it happened. */
  | 'CREATED_AT';

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

/** The kinds of features. */
export type FeatureKind =
  /** On or off. */
  | 'BOOLEAN'
  /** A limit or another number. */
  | 'NUMBER'
  /** A text. */
  | 'TEXT';

/** The fields that invitations can be sorted by. */
export type InvitationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

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

/** The fields that labels can be sorted by. */
export type LabelOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

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

/** The fields that notifications can be sorted by. */
export type NotificationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The direction in which a list is sorted. */
export type OrderDirection =
  /** Ascending: smallest, earliest or alphabetically first values first. */
  | 'ASC'
  /** Descending: largest, latest or alphabetically last values first. */
  | 'DESC';

/** The fields that organizations can be sorted by. */
export type OrganizationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The fields that all organizations can be sorted by. */
export type OrganizationOverviewOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

/** The fields that roles can be sorted by. */
export type OrganizationRoleOrderField =
  /** The time of creation. Built-in roles are the oldest. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. Built-in roles are the oldest. */
  | 'UPDATED_AT';

/** Whether work in an organization is possible. */
export type OrganizationStatus =
  /** Open for work. */
  | 'ACTIVE'
  /** Archived; visible to its owners only. */
  | 'ARCHIVED'
  /** Read-only. */
  | 'SUSPENDED';

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

/** When a change of the plan takes effect. */
export type PlanChangeTime =
  /** Now. */
  | 'NOW'
  /** At the end of the calendar month (UTC); in a trial, at its end. */
  | 'PERIOD_END';

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

/** The fields that the members of a project can be sorted by. */
export type ProjectMemberOrderField =
  /** Since when they belong to it. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

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

/** The fields that received invitations can be sorted by. */
export type ReceivedInvitationOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** When the invitation expires. */
  | 'EXPIRES_AT';

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

/** The built-in roles of members. Each includes the permissions of the roles below it. */
export type Role =
  /** Manages projects, members and settings. */
  | 'ADMIN'
  /** Reads everything and works on tasks. */
  | 'MEMBER'
  /** May do everything, including changes of the plan and of other owners. */
  | 'OWNER';

/** The fields that sessions can be sorted by. */
export type SessionOrderField =
  /** When the session began. */
  | 'CREATED_AT'
  /** When the session's tokens were last refreshed. */
  | 'LAST_USED_AT';

/** Who can suspend an organization. */
export type SuspensionAuthority =
  /** An owner of the organization. */
  | 'OWNER'
  /** A platform administrator. */
  | 'PLATFORM';

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

/** The status of a task. */
export type TaskStatus =
  /** Completed. */
  | 'DONE'
  /** Started. */
  | 'IN_PROGRESS'
  /** Not started. */
  | 'TODO';

/** The fields that teams can be sorted by. */
export type TeamOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The name, ignoring case. */
  | 'NAME'
  /** The time of the last change. */
  | 'UPDATED_AT';

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

/** The possible results of recording an event. */
export type UsageReceiptStatus =
  /** The event is recorded durably. */
  | 'ACCEPTED'
  /** An event with this id but other content was already recorded. This one is not recorded. */
  | 'CONFLICT'
  /** The event was already recorded with the same content. It may have been voided since. */
  | 'DUPLICATE';

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

/** The kinds of users. */
export type UserKind =
  /** A person, who can sign in. */
  | 'PERSON'
  /** A service account: it belongs to one organization, and acts with API keys alone. */
  | 'SERVICE';

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

/** Why an endpoint is disabled. */
export type WebhookDisabledReason =
  /** All attempts failed for five days. */
  | 'FAILING'
  /** It responded with status 410. */
  | 'GONE'
  /** An administrator disabled it. */
  | 'MANUAL';

/** The fields that webhook endpoints can be sorted by. */
export type WebhookEndpointOrderField =
  /** The time of creation. */
  | 'CREATED_AT'
  /** The time of the last change. */
  | 'UPDATED_AT';

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

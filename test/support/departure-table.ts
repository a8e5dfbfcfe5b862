/** Something that a member sets up or is shown, where it is stored and shown, and what happens to it. docs/departures.md has the same table. */
export interface Left {
  what: string;
  /** Columns as `table.column`, and fields of the schema as `Type.field`. */
  places: string[];
  /** The effect when they are removed, leave, delete their account, or are suspended, deactivated or archived by the platform. */
  gone: string;
  /** The effect when they get a lower role. */
  demoted: string;
}

const STAYS = 'remains: it records who did it, and gives no access';
const OWN = 'remains: it belongs to the person, and acts with their current permissions';

export const departureTable: Left[] = [
  {
    what: 'membership',
    places: ['memberships.user_id', 'Membership.user'],
    gone: 'ends; an inactive account keeps it, but cannot use it until it is activated',
    demoted: 'has the lower role from the next request on',
  },
  {
    what: 'their API keys, and those of others whose latest secret they were shown',
    places: [
      'api_keys.owner_id',
      'ApiKey.owner',
      'api_keys.created_by_id',
      'api_key_secrets.seen_by_id',
      'api_key_secrets.hash',
      'api_key_secrets.api_key_id',
      'ApiKey.createdBy',
    ],
    gone: 'end, audited as `api_key.revoked`',
    demoted: 'end if the lower role could not create them, audited as `api_key.revoked`',
  },
  {
    what: "secrets that they were shown of service accounts' API keys",
    places: ['api_key_secrets.seen_by_id'],
    gone: "work on for the key's `departureOverlapSeconds`, with MEMBERS_WRITE not at all; audited as `api_key.roll_forced`, or `api_key.secrets_expired` for earlier ones; `rollDueAt` is set, and the responsible contact, owners and administrators get a notification",
    demoted: 'the same if the lower role lacks something that the key can do',
  },
  {
    what: 'service accounts whose responsible contact they are',
    places: ['memberships.responsible_id', 'Membership.responsible'],
    gone: 'work on; have no contact, of which owners and administrators get one notification for all, once the membership ends',
    demoted: 'remain: a contact needs no permission',
  },
  {
    what: 'earlier secrets that they were shown, of keys that somebody else has since rolled',
    places: ['api_key_secrets.seen_by_id'],
    gone: 'expire at once, audited as `api_key.secrets_expired`',
    demoted:
      'expire at once if the lower role could not create the key, audited as `api_key.secrets_expired`',
  },
  {
    what: 'pending invitations that they or their keys sent',
    places: ['invitations.invited_by_id', 'invitations.api_key_id', 'Invitation.invitedBy'],
    gone: 'are revoked, audited as `invitation.revoked`',
    demoted:
      'are revoked if they grant a role that the lower role cannot grant, audited as `invitation.revoked`',
  },
  {
    what: 'signing secrets of webhook endpoints that they or their keys were shown',
    places: [
      'webhook_endpoints.secret',
      'webhook_endpoints.secret_seen_by_id',
      'webhook_endpoints.secret_seen_by_key_id',
      'webhook_endpoints.previous_secret',
      'webhook_retired_secrets.secret',
    ],
    gone: 'keep signing; `secretRotationAdvisedAt` is set, audited as `webhook_endpoint.rotation_advised`, and owners and administrators get a notification',
    demoted: 'the same for a MEMBER; an ADMIN may see them',
  },
  {
    what: 'private projects that they named for webhook endpoints',
    places: ['webhook_endpoints.confirmed_by_id'],
    gone: 'are heard of no more; `unconfirmedProjectIds` shows them until somebody who manages them names them again',
    demoted: 'the same if they may not manage the projects, or webhooks, any more',
  },
  {
    what: 'links in mails to them: verification, new password',
    places: ['account_tokens.user_id', 'account_tokens.token_hash'],
    gone: 'are invalidated with an inactive or deleted account; remain when only a membership ends: they concern the account',
    demoted: 'remain: they concern the account',
  },
  {
    what: 'changes of their address, and the links in mails to the new and the previous one',
    places: ['email_changes.user_id', 'email_changes.confirm_hash', 'email_changes.undo_hash'],
    gone: 'a request is invalidated with an inactive account, the link that undoes a change works for its three days; both are deleted with the account, and remain when only a membership ends',
    demoted: 'remain: they concern the account',
  },
  {
    what: 'links in mails to them: unsubscribe',
    places: ['unsubscribe_secrets.user_id', 'unsubscribe_secrets.secret'],
    gone: 'are invalidated with the membership; an inactive account gets no mails',
    demoted: OWN,
  },
  {
    what: 'links in invitations that they sent',
    places: ['invitations.token_hash'],
    gone: 'are invalidated with the invitation',
    demoted: 'are invalidated with the invitation',
  },
  {
    what: 'sessions, refresh tokens, WebSockets and their subscriptions',
    places: [
      'sessions.user_id',
      'sessions.impersonator_id',
      'refresh_tokens.token_hash',
      'refresh_tokens.successor',
    ],
    gone: 'WebSockets in the organization close; sessions end with an inactive or deleted account, and no longer find anything in the organization',
    demoted: 'WebSockets in the organization close, and reconnect with the lower role; sessions remain',
  },
  {
    what: 'password, second factor, recovery codes',
    places: [
      'users.password_hash',
      'users.totp_secret',
      'recovery_codes.user_id',
      'recovery_codes.code_hash',
    ],
    gone: 'give no access while the account is inactive; are deleted with it',
    demoted: 'remain: they concern the account',
  },
  {
    what: 'networks from which they signed in, and from which strangers elsewhere cannot lock them out',
    places: ['sign_in_networks.user_id'],
    gone: 'give no access without the password; are deleted with the account',
    demoted: 'remain: they concern the account',
  },
  {
    what: 'number of organizations that they created today',
    places: ['organization_creations.user_id'],
    gone: 'remains, and limits how many more they can create; is deleted with the account',
    demoted: OWN,
  },
  {
    what: 'number of recent mails to their mailbox, under the hash of its address',
    places: ['mail_allowances.recipient'],
    gone: 'remains until the allowance is complete again, at most two days: it limits what strangers can send to the mailbox',
    demoted: OWN,
  },
  {
    what: 'mails of the last hour about tasks that they caused or got, as a count',
    places: ['notification_mails.member_id', 'notification_mails.recipient_id'],
    gone: 'what they got is deleted with the membership; what they caused remains for an hour or two: it limits what they cause',
    demoted: OWN,
  },
  {
    what: 'notifications and their preferences',
    places: ['notifications.user_id', 'notification_preferences.user_id'],
    gone: 'are deleted with the membership; an inactive account gets none',
    demoted: OWN,
  },
  {
    what: 'projects to which they belong',
    places: ['project_members.user_id', 'ProjectMember.user'],
    gone: 'end with the membership; an inactive account keeps them, but cannot use them until it is activated',
    demoted: 'remain: what they may do there is limited to the lower role',
  },
  {
    what: 'projects and tasks that they watch',
    places: ['watches.user_id'],
    gone: 'are deleted with the membership; an inactive account gets no notifications',
    demoted: OWN,
  },
  {
    what: 'teams that they belong to, and lead',
    places: ['team_members.user_id'],
    gone: 'lose them with the membership, and so the projects of the teams; an inactive account stays in them, without doing anything there',
    demoted: 'remain: a lead manages the members of their team, whatever their role',
  },
  {
    what: 'responses stored for an `Idempotency-Key`',
    places: ['idempotency_records.caller_id', 'idempotency_records.request_hash'],
    gone: 'are returned to nobody: each retry is authorized again',
    demoted: 'are returned only where the lower role has the permission: each retry is authorized again',
  },
  {
    what: 'tasks assigned to them, and mentions of them',
    places: ['tasks.assignee_id', 'comment_mentions.user_id', 'Task.assignee', 'Comment.mentions'],
    gone: 'tasks are unassigned and mentions deleted with the membership; an inactive account keeps both',
    demoted: OWN,
  },
  {
    what: 'projects, tasks and comments that they created',
    places: [
      'projects.created_by_id',
      'tasks.created_by_id',
      'comments.author_id',
      'Project.createdBy',
      'Task.createdBy',
      'Comment.author',
    ],
    gone: STAYS,
    demoted: 'remain: changing them requires permission of the lower role',
  },
  {
    what: 'records of their actions',
    places: [
      'audit_events.actor_id',
      'audit_events.api_key_id',
      'account_events.actor_id',
      'account_events.user_id',
      'task_changes.actor_id',
      'task_changes.api_key_id',
      'notifications.actor_id',
      'organization_status_changes.changed_by_id',
      'organizations.suspended_by',
      'memberships.member_suspended_by_id',
      'user_status_changes.changed_by_id',
      'user_status_changes.user_id',
      'client_versions.registered_by_id',
      'plan_moves.requested_by_id',
      'meters.declared_by_id',
      'api_requests.api_key_id',
      'api_key_counts.api_key_id',
      'usage_events.content_hash',
      'usage_unique_hours.member',
      'usage_voids.voided_by_id',
      'credit_spends.spent_by_id',
      'credit_spends.api_key_id',
      'AuditEvent.actor',
      'TaskChange.actor',
      'Notification.actor',
      'OrganizationStatusChange.changedBy',
      'MembershipSuspension.suspendedBy',
      'UsageVoid.voidedBy',
      'CreditSpend.spentBy',
    ],
    gone: STAYS,
    demoted: STAYS,
  },
];

/** What somebody sets up or is shown, where it is kept and shown, and what becomes of it. docs/departures.md says the same. */
export interface Left {
  what: string;
  /** Columns as `table.column`, and fields of the schema as `Type.field`. */
  places: string[];
  /** When they are removed, leave, delete their account, or are suspended, deactivated or archived by the platform. */
  gone: string;
  /** When their role becomes a lower one. */
  demoted: string;
}

const STAYS = 'stays: it says who did it, and opens nothing';
const OWN = "stays: it is the person's own, and acts with what they may do at the time";

export const departureTable: Left[] = [
  {
    what: 'membership',
    places: ['memberships.user_id', 'Membership.user'],
    gone: 'ends; an inactive account keeps it, unusable until it is activated',
    demoted: 'has the lower role from the next request on',
  },
  {
    what: 'API keys that they made, or whose latest secret they were shown',
    places: [
      'api_keys.created_by_id',
      'api_key_secrets.seen_by_id',
      'api_key_secrets.hash',
      'api_key_secrets.api_key_id',
      'ApiKey.createdBy',
    ],
    gone: 'end, audited as `api_key.revoked`',
    demoted: 'end if the lower role could not make them, audited as `api_key.revoked`',
  },
  {
    what: 'earlier secrets that they were shown, of keys that somebody else has rolled since',
    places: ['api_key_secrets.seen_by_id'],
    gone: 'expire at once, audited as `api_key.secrets_expired`',
    demoted: 'expire at once if the lower role could not make the key, audited as `api_key.secrets_expired`',
  },
  {
    what: 'pending invitations that they or their keys sent',
    places: ['invitations.invited_by_id', 'invitations.api_key_id', 'Invitation.invitedBy'],
    gone: 'are revoked, audited as `invitation.revoked`',
    demoted: 'are revoked if they grant more than the lower role may, audited as `invitation.revoked`',
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
    gone: 'go on signing; `secretRotationAdvisedAt` is set, audited as `webhook_endpoint.rotation_advised`, and owners and administrators get a notification',
    demoted: 'the same for a MEMBER; an ADMIN may see them',
  },
  {
    what: 'links in mails to them: verification, new password',
    places: ['account_tokens.user_id', 'account_tokens.token_hash'],
    gone: 'die with an inactive or deleted account; stay when only a membership ends: they are about the account',
    demoted: 'stay: they are about the account',
  },
  {
    what: 'changes of their address, and the links in mails to the new and the earlier one',
    places: ['email_changes.user_id', 'email_changes.confirm_hash', 'email_changes.undo_hash'],
    gone: 'a request dies with an inactive account, the link that undoes a change lasts for its three days; both go with a deleted account, and stay when only a membership ends',
    demoted: 'stay: they are about the account',
  },
  {
    what: 'links in mails to them: unsubscribe',
    places: ['unsubscribe_secrets.user_id', 'unsubscribe_secrets.secret'],
    gone: 'die with the membership; with an inactive account nothing is mailed',
    demoted: OWN,
  },
  {
    what: 'links in invitations that they sent',
    places: ['invitations.token_hash'],
    gone: 'die with the invitation',
    demoted: 'die with the invitation',
  },
  {
    what: 'sessions, refresh tokens, sockets and their subscriptions',
    places: ['sessions.user_id', 'refresh_tokens.token_hash', 'refresh_tokens.successor'],
    gone: 'sockets in the organization close; sessions end with an inactive or deleted account, and find nothing in the organization any more',
    demoted: 'sockets in the organization close, and connect again with the lower role; sessions stay',
  },
  {
    what: 'password, second factor, recovery codes',
    places: [
      'users.password_hash',
      'users.totp_secret',
      'recovery_codes.user_id',
      'recovery_codes.code_hash',
    ],
    gone: 'open nothing while the account is inactive; go with a deleted one',
    demoted: 'stay: they are about the account',
  },
  {
    what: 'networks that they signed in from, which strangers elsewhere cannot lock out',
    places: ['sign_in_networks.user_id'],
    gone: 'open nothing without the password; go with a deleted account',
    demoted: 'stay: they are about the account',
  },
  {
    what: 'how many organizations they created today',
    places: ['organization_creations.user_id'],
    gone: 'stays, and bounds how many more they may create; goes with a deleted account',
    demoted: OWN,
  },
  {
    what: 'how many mails their mailbox got lately, under the hash of its address',
    places: ['mail_allowances.recipient'],
    gone: 'stays until nothing is missing from the allowance, at most two days: it bounds what strangers can send to the mailbox',
    demoted: OWN,
  },
  {
    what: 'notifications and their preferences',
    places: ['notifications.user_id', 'notification_preferences.user_id'],
    gone: 'go with the membership; an inactive account gets none',
    demoted: OWN,
  },
  {
    what: 'the projects and tasks that they watch',
    places: ['watches.user_id'],
    gone: 'go with the membership; an inactive account is notified of nothing',
    demoted: OWN,
  },
  {
    what: 'answers that are kept for an `Idempotency-Key`',
    places: ['idempotency_records.caller_id', 'idempotency_records.request_hash'],
    gone: 'are given to nobody: each is authorised again',
    demoted: 'are given only for what the lower role may do: each is authorised again',
  },
  {
    what: 'tasks that are assigned to them, and mentions of them',
    places: ['tasks.assignee_id', 'comment_mentions.user_id', 'Task.assignee', 'Comment.mentions'],
    gone: 'tasks are unassigned and mentions go with the membership; an inactive account keeps both',
    demoted: OWN,
  },
  {
    what: 'projects, tasks and comments that they made',
    places: [
      'projects.created_by_id',
      'tasks.created_by_id',
      'comments.author_id',
      'Project.createdBy',
      'Task.createdBy',
      'Comment.author',
    ],
    gone: STAYS,
    demoted: 'stay: changing them needs what the lower role may do',
  },
  {
    what: 'what is recorded of what they did',
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
      'api_requests.api_key_id',
      'usage_events.content_hash',
      'usage_voids.voided_by_id',
      'AuditEvent.actor',
      'TaskChange.actor',
      'Notification.actor',
      'OrganizationStatusChange.changedBy',
      'MembershipSuspension.suspendedBy',
      'UsageVoid.voidedBy',
    ],
    gone: STAYS,
    demoted: STAYS,
  },
];

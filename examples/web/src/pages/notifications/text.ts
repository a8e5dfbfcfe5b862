import type { NotificationKind, NotificationTextFragment } from '../../api/gql/graphql.ts';

type Notification = Pick<NotificationTextFragment, 'kind' | 'actor' | 'task'>;

const texts: Record<NotificationKind, (who: string, task: string) => string> = {
  TASK_ASSIGNED: (who, task) => `${who} assigned ${task} to you.`,
  TASK_COMMENTED: (who, task) => `${who} commented on ${task}.`,
  MENTIONED: (who, task) => `${who} mentioned you on ${task}.`,
  TASK_STATUS_CHANGED: (who, task) => `${who} changed the status of ${task}.`,
  TASK_CREATED: (who, task) => `${who} created ${task}.`,
  MEMBER_ADDED: (who) => `${who} added you to the organization.`,
  ROLE_UPDATED: (who) => `${who} gave you another role.`,
  USAGE_ALERT: () => 'The use of a meter has reached its alert.',
  CREDIT_ALERT: () => 'The prepaid credits are running low.',
  PLAN_ALERT: () => 'The plan of the organization changes.',
  SERVICE_ACCOUNT_ALERT: () => 'A service account needs another secret or another contact.',
  SECRET_ROTATION_ADVISED: () => 'A person who knew secrets has left: replace them.',
};

/** Returns what happened, in one sentence. A server that is newer than this client may have other kinds. */
export function textOf({ kind, actor, task }: Notification): string {
  const describe = texts[kind] as (typeof texts)[NotificationKind] | undefined;
  const title = task ? `“${task.title}”` : 'a task that was deleted';
  return describe?.(actor?.fullName ?? 'Somebody', title) ?? 'Something new happened.';
}

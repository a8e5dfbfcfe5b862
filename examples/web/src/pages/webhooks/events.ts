import type { WebhookEventType } from '../../api/gql/graphql.ts';

/** The types of events that the form offers. Those of your own entities are added here. */
const texts: Partial<Record<WebhookEventType, string>> = {
  TASK_CREATED: 'created',
  TASK_UPDATED: 'changed',
  TASK_DELETED: 'deleted',
  TASK_ASSIGNED: 'assigned',
  COMMENT_CREATED: 'created',
  COMMENT_UPDATED: 'changed',
  COMMENT_DELETED: 'deleted',
  PROJECT_CREATED: 'created',
  PROJECT_UPDATED: 'changed',
  PROJECT_DELETED: 'deleted',
  MEMBER_ADDED: 'added',
  MEMBER_ROLE_UPDATED: 'has another role',
  MEMBER_REMOVED: 'removed',
  MEMBER_SUSPENDED: 'suspended',
  MEMBER_REINSTATED: 'suspension ended',
  TEAM_CREATED: 'created',
  TEAM_UPDATED: 'changed',
  TEAM_DELETED: 'deleted',
  TEAM_MEMBER_ADDED: 'has another member',
  TEAM_MEMBER_REMOVED: 'lost a member',
  TEAM_LEAD_CHANGED: 'has another lead',
  USAGE_THRESHOLD_REACHED: '80 or 100 percent of a limit are used',
  CREDITS_LOW: 'credits are low',
  CREDITS_EXHAUSTED: 'credits are used up',
  PLAN_CHANGED: 'changed',
  PLAN_CHANGE_PLANNED: 'change planned',
  PLAN_CHANGE_WITHDRAWN: 'planned change withdrawn',
  PLAN_CHANGE_REFUSED: 'planned change refused',
  PLAN_TRIAL_STARTED: 'trial began',
  PLAN_TRIAL_ENDING: 'trial ends in three days',
  PLAN_TRIAL_ENDED: 'trial ended',
  PLAN_VERSION_MOVED: 'moved to another version',
  PLAN_VERSION_MOVE_SCHEDULED: 'move scheduled',
  PLAN_VERSION_MOVE_REFUSED: 'move refused',
};

const groupNames: Record<string, string> = {
  TASK: 'Tasks',
  COMMENT: 'Comments',
  PROJECT: 'Projects',
  MEMBER: 'Members',
  TEAM: 'Teams',
  USAGE: 'Usage',
  CREDITS: 'Credits',
  PLAN: 'Plan',
};

/** The texts of the types by group. A type begins with the name of its group. */
export const eventGroups: Record<string, Record<string, string>> = {};
for (const [type, text] of Object.entries(texts)) {
  const prefix = type.split('_')[0]!;
  (eventGroups[groupNames[prefix] ?? prefix] ??= {})[type] = text;
}

import type { Change } from '../../core/change.ts';

export type TaskEventRow = Change;
export type ProjectEventRow = Change;
export type CommentEventRow = Change;
export type MemberEventRow = Change;
export type InvitationEventRow = Change;
export type LabelEventRow = Change;
export type OrganizationEventRow = Change;
export type RoleEventRow = Change;

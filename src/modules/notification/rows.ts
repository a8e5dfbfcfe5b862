import type { Page } from '../../database/pagination.ts';
import type { NotificationKind } from '../../generated/enums.ts';

export interface NotificationRow {
  id: string;
  kind: NotificationKind;
  actorId: string | null;
  taskId: string | null;
  commentId: string | null;
  details: unknown;
  readAt: string | null;
  createdAt: string;
  updatedAt: string;
}

export type NotificationPage = Page<NotificationRow>;

/** A member's preference for a kind of notification. */
export interface NotificationPreferenceRow {
  kind: NotificationKind;
  inApp: boolean;
  email: boolean;
}

import type { NotificationKind } from '../../generated/enums.ts';

/** The subject of a notification. */
export interface Subject {
  kind: NotificationKind;
  actorId?: string | null;
  taskId?: string | null;
  commentId?: string | null;
  details?: unknown;
}

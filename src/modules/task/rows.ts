import type { Page } from '../../database/pagination.ts';
import type { TaskStatus } from '../../generated/enums.ts';

export interface TaskRow {
  id: string;
  projectId: string;
  title: string;
  description: string | null;
  status: TaskStatus;
  /** An index of `priorities`. */
  priority: number;
  assigneeId: string | null;
  dueAt: string | null;
  position: string;
  completedAt: string | null;
  archivedAt: string | null;
  version: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

export type TaskPage = Page<TaskRow>;

/** A task with its search rank. */
export type SearchHitRow = TaskRow & { rank: number };

export type SearchHitPage = Page<SearchHitRow>;

export interface FieldChange {
  field: string;
  from: unknown;
  to: unknown;
}

export interface TaskChangeRow {
  id: string;
  taskId: string;
  actorId: string | null;
  apiKeyId: string | null;
  fields: FieldChange[];
  createdAt: string;
}

export type TaskChangePage = Page<TaskChangeRow>;

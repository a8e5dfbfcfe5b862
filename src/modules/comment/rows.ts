import type { Page } from '../../database/pagination.ts';

export interface CommentRow {
  id: string;
  taskId: string;
  authorId: string | null;
  body: string;
  editedAt: string | null;
  version: number;
  createdAt: string;
  updatedAt: string;
}

export type CommentPage = Page<CommentRow>;

/** A comment with the project of its task and the user ids of the members whom it mentions. */
export type PlacedComment = CommentRow & { projectId: string; mentions: string[] };

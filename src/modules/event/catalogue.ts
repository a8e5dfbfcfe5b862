import type { Role } from '../../generated/graphql.ts';
import type { TaskSnapshot } from '../task/snapshot.ts';

/** A project as an event tells of it. */
export interface ProjectSnapshot {
  id: string;
  name: string;
  description: string | null;
  status: string;
  version: number;
  createdById: string | null;
  createdAt: string;
  updatedAt: string;
}

/** A comment as an event tells of it. */
export interface CommentSnapshot {
  id: string;
  taskId: string;
  authorId: string | null;
  body: string;
  mentionedUserIds: string[];
  createdAt: string;
  updatedAt: string;
}

/** Everything that happens which others may want to hear of, and what is told of it: the thing as it was then. */
export interface Events {
  'task.created': { task: TaskSnapshot };
  'task.updated': { task: TaskSnapshot; changedFields: string[] };
  'task.deleted': { task: TaskSnapshot };
  'task.assigned': { task: TaskSnapshot; assigneeId: string };
  'comment.created': { comment: CommentSnapshot };
  'comment.updated': { comment: CommentSnapshot };
  'comment.deleted': { comment: CommentSnapshot };
  'project.created': { project: ProjectSnapshot };
  'project.updated': { project: ProjectSnapshot; changedFields: string[] };
  'project.deleted': { project: ProjectSnapshot };
  'member.added': { userId: string; role: Role };
  'member.role_updated': { userId: string; role: Role };
  'member.removed': { userId: string };
}

export type EventType = keyof Events;

/** Something that happened. */
export type Happening = { [Type in EventType]: { type: Type; data: Events[Type] } }[EventType];

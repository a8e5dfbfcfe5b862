import type { AnyWrite } from '../queue/write.ts';
import { createTask, moveCard } from './board/writes.ts';
import { markAllRead, markRead } from './notifications/writes.ts';
import { createComment, updateTask } from './task/writes.ts';

/** What can wait for the connection. */
export const writes = [
  createTask,
  moveCard,
  updateTask,
  createComment,
  markRead,
  markAllRead,
] as readonly unknown[] as readonly AnyWrite[];

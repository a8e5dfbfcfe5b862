import { z } from 'zod';
import { id, text, unlessNull } from '../../graphql/input.ts';

const title = text({ min: 1, max: 200 });
const description = text({ max: 10_000 }).nullish();
const status = z.enum(['TODO', 'IN_PROGRESS', 'DONE']);
const priority = z.enum(['LOW', 'MEDIUM', 'HIGH', 'URGENT']);
const assigneeId = id('member').nullish();
const dueAt = z.string().nullish();
const expectedVersion = z.number().nullish();

export const createTaskInput = z.object({
  projectId: id('project'),
  title,
  description,
  status,
  priority,
  assigneeId,
  dueAt,
});
export const updateTaskInput = z.object({
  id: id('task'),
  title: unlessNull(title),
  description,
  status: unlessNull(status),
  priority: unlessNull(priority),
  assigneeId,
  dueAt,
  expectedVersion,
});
export const deleteTaskInput = z.object({ id: id('task'), expectedVersion });

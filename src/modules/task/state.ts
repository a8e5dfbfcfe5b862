import { DateTime } from '../../graphql/scalars.ts';
import type { NewTask } from './input.ts';
import { priorities } from './priority.ts';
import type { TaskState } from './queries.ts';
import type { TaskRow } from './rows.ts';

type Update = Partial<Omit<NewTask, 'projectId'>>;

export const emptyTask: TaskState = {
  projectId: '',
  title: '',
  description: null,
  status: 'TODO',
  priority: 0,
  assigneeId: null,
  dueAt: null,
  position: '',
  archived: false,
};

export const stateOf = (task: TaskRow): TaskState => ({
  projectId: task.projectId,
  title: task.title,
  description: task.description,
  status: task.status,
  priority: task.priority,
  assigneeId: task.assigneeId,
  dueAt: task.dueAt && DateTime.serialize(task.dueAt),
  position: task.position,
  archived: task.archivedAt !== null,
});

/** Returns the state after an update. Fields that are left out keep their values. */
export function changedState(before: TaskRow | TaskState, update: Update): TaskState {
  const state = 'archived' in before ? before : stateOf(before);
  const { title, description, status, priority, assigneeId, dueAt } = update;
  return {
    ...state,
    title: title ?? state.title,
    description: description === undefined ? state.description : description || null,
    status: status ?? state.status,
    priority: priority === undefined ? state.priority : priorities.indexOf(priority),
    assigneeId: assigneeId === undefined ? state.assigneeId : assigneeId,
    dueAt: dueAt === undefined ? state.dueAt : dueAt,
  };
}

import type { ApolloCache, Reference } from '@apollo/client';
import { readFragment, type FragmentType } from '../../api/gql/index.ts';
import { CardFragment } from './operations.ts';

interface Tasks {
  edges: { node: Reference }[];
  totalCount: number;
}

/** Adds a task to the board of its project, or removes it if it is archived or belongs to another project. */
export function placeOnBoard(
  cache: ApolloCache,
  projectId: string,
  masked: FragmentType<typeof CardFragment>,
): void {
  const task = readFragment(CardFragment, masked);
  if (task.archivedAt || task.project.id !== projectId) return removeFromBoard(cache, projectId, task.id);
  const reference = { __ref: cache.identify({ __typename: 'Task', id: task.id })! };
  changeTasks(cache, projectId, (tasks) =>
    tasks.edges.some(({ node }) => node.__ref === reference.__ref)
      ? tasks
      : {
          ...tasks,
          totalCount: tasks.totalCount + 1,
          edges: [...tasks.edges, { __typename: 'TaskEdge', cursor: '', node: reference }],
        },
  );
}

export function removeFromBoard(cache: ApolloCache, projectId: string, taskId: string): void {
  const removed = cache.identify({ __typename: 'Task', id: taskId });
  changeTasks(cache, projectId, (tasks) => {
    const edges = tasks.edges.filter(({ node }) => node.__ref !== removed);
    return { ...tasks, edges, totalCount: tasks.totalCount - (tasks.edges.length - edges.length) };
  });
}

function changeTasks(cache: ApolloCache, projectId: string, change: (tasks: Tasks) => Tasks): void {
  cache.modify<{ tasks: Tasks }>({
    id: cache.identify({ __typename: 'Project', id: projectId })!,
    fields: { tasks: (tasks) => change(tasks as Tasks) },
  });
}

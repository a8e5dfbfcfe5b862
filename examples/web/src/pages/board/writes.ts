import { readFragment, type FragmentType } from '../../api/gql/index.ts';
import type {
  CreateTaskMutation,
  CreateTaskMutationVariables,
  MoveCardMutation,
  MoveCardMutationVariables,
} from '../../api/gql/graphql.ts';
import type { Write } from '../../queue/write.ts';
import { placeOnBoard } from './board-cache.ts';
import { CardFragment, CreateTask, MoveCard } from './operations.ts';

const cardOf = (task: FragmentType<typeof CardFragment> | null | undefined) =>
  task && readFragment(CardFragment, task);

export const createTask: Write<CreateTaskMutation, CreateTaskMutationVariables> = {
  name: 'CreateTask',
  mutation: CreateTask,
  update(cache, data, { input }) {
    const task = data.createTask?.task;
    if (task) placeOnBoard(cache, String(input.projectId), task);
  },
  tasksOf: (data) => [cardOf(data.createTask?.task)],
};

export const moveCard: Write<MoveCardMutation, MoveCardMutationVariables> = {
  name: 'MoveCard',
  mutation: MoveCard,
  // The fields run one after the other.
  tasksOf: ({ updateTask, moveTask }) => [cardOf(updateTask?.task), cardOf(moveTask?.task)],
};

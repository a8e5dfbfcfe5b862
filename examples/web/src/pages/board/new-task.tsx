import { useApolloClient } from '@apollo/client/react';
import { mutate } from '../../api/client.ts';
import { makeFragmentData } from '../../api/gql/index.ts';
import { Field, Form } from '../../ui/form.tsx';
import { placeOnBoard } from './board-cache.ts';
import { CardFragment, CreateTask } from './operations.ts';

/** Adds a task to a project. It is on the board before the server has answered. */
export function NewTask({ projectId }: { projectId: string }) {
  const client = useApolloClient();

  function create({ title = '' }: Record<string, string>) {
    const id = `new-${Date.now()}`;
    const expected = {
      __typename: 'Task' as const,
      id,
      title,
      status: 'TODO' as const,
      // Behind all others, until the server has given it a position.
      position: '~',
      version: 0,
      archivedAt: null,
      assignee: null,
      project: { __typename: 'Project' as const, id: projectId },
    };
    return mutate(client, CreateTask, {
      variables: { input: { projectId, title } },
      optimisticResponse: {
        createTask: {
          __typename: 'CreateTaskPayload' as const,
          task: { __typename: 'Task' as const, id, ...makeFragmentData(expected, CardFragment) },
          userErrors: [],
        },
      },
      update: (cache, { data }) => {
        const task = data?.createTask?.task;
        if (task) placeOnBoard(cache, projectId, task);
      },
    });
  }

  return (
    <Form label="New task" button="Add task" onSubmit={create} resets>
      <Field name="title" label="New task" required maxLength={200} />
    </Form>
  );
}

import { makeFragmentData } from '../../api/gql/index.ts';
import { useQueue } from '../../queue/context.ts';
import { newId, newVersion } from '../../queue/provisional.ts';
import { Field, Form } from '../../ui/form.tsx';
import { CardFragment } from './operations.ts';
import { createTask } from './writes.ts';

/** Adds a task to a project. It is on the board before the server has answered, and waits there if it cannot. */
export function NewTask({ projectId }: { projectId: string }) {
  const queue = useQueue();

  function create({ title = '' }: Record<string, string>) {
    const id = newId();
    const version = newVersion();
    const expected = {
      __typename: 'Task' as const,
      id,
      title,
      status: 'TODO' as const,
      // Behind all others, until the server has given it a position.
      position: '~',
      version,
      archivedAt: null,
      assignee: null,
      project: { __typename: 'Project' as const, id: projectId },
    };
    return queue.write(createTask, {
      what: `New task “${title}”`,
      variables: { input: { projectId, title } },
      expected: {
        createTask: {
          __typename: 'CreateTaskPayload' as const,
          task: { __typename: 'Task' as const, id, ...makeFragmentData(expected, CardFragment) },
          userErrors: [],
        },
      },
      provides: { id, version },
    });
  }

  return (
    <Form label="New task" button="Add task" onSubmit={create} resets>
      <Field name="title" label="New task" required maxLength={200} />
    </Form>
  );
}

import { useQuery, useSubscription } from '@apollo/client/react';
import { readFragment } from '../../api/gql/index.ts';
import { useCurrent } from '../../queue/context.ts';
import { isProvisional } from '../../queue/provisional.ts';
import { Failure, Loading, Page } from '../../ui/page.tsx';
import { Link } from '../../ui/router.tsx';
import { NotFound } from '../routes.tsx';
import { Comments } from './comments.tsx';
import { TaskDocument, TaskFragment, ThisTaskChanges } from './operations.ts';
import { TaskForm } from './task-form.tsx';

/** The page of a task, also of one that was not sent yet when the page was opened. */
export function TaskPage({ taskId }: { taskId: string }) {
  const id = useCurrent(taskId);
  if (id === null) return <NotFound what="task" />;
  if (!isProvisional(id)) return <TaskDetails key={id} taskId={id} />;
  return (
    <Page title="Not sent yet">
      <p>This task is waiting to be sent. It opens here as soon as it is.</p>
    </Page>
  );
}

function TaskDetails({ taskId }: { taskId: string }) {
  const { data, error, refetch } = useQuery(TaskDocument, {
    variables: { id: taskId },
    fetchPolicy: 'cache-and-network',
  });
  const task = readFragment(TaskFragment, data?.task);
  // The events have what the cache needs to update the page.
  useSubscription(ThisTaskChanges, {
    variables: { projectId: task?.project.id ?? '' },
    skip: !task,
    onData({ data: { data: change } }) {
      if (change?.taskEvents?.taskId === taskId && !change.taskEvents.task) void refetch();
    },
  });
  if (error && !data) return <Failure error={error} retry={refetch} />;
  if (!data) return <Loading />;
  if (!task) return <NotFound what="task" />;
  const members = data.organization?.members.nodes.map(({ user }) => user) ?? [];
  return (
    <Page title={task.title}>
      <p>
        <Link to={`/projects/${task.project.id}`}>{task.project.name}</Link>
      </p>
      <div className="task">
        <section className="sheet" aria-label="Task">
          <TaskForm task={task} members={members} />
        </section>
        <Comments taskId={taskId} title={task.title} />
      </div>
    </Page>
  );
}

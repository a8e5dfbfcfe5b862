import { useState } from 'react';
import type { TaskDetailsFragment, TaskPriority, TaskStatus } from '../../api/gql/graphql.ts';
import { makeFragmentData, readFragment } from '../../api/gql/index.ts';
import { useQueue } from '../../queue/context.ts';
import { newVersion } from '../../queue/provisional.ts';
import { Field, Form } from '../../ui/form.tsx';
import { useMessages } from '../../ui/messages.tsx';
import { statusNames } from '../board/columns.ts';
import { TaskFragment } from './operations.ts';
import { updateTask } from './writes.ts';

const priorityNames: Record<TaskPriority, string> = {
  LOW: 'Low',
  MEDIUM: 'Medium',
  HIGH: 'High',
  URGENT: 'Urgent',
};

interface Person {
  id: string;
  fullName: string;
}

interface TaskFormProps {
  task: TaskDetailsFragment;
  members: readonly Person[];
}

/** Changes a task. It begins with one version, and never overwrites a change that somebody else made since. */
export function TaskForm({ task, members }: TaskFormProps) {
  const queue = useQueue();
  const { say } = useMessages();
  const [base, setBase] = useState(task);
  const [isSaving, setSaving] = useState(false);
  const people = [
    ...members,
    ...(base.assignee && !members.some(({ id }) => id === base.assignee?.id) ? [base.assignee] : []),
  ];

  async function save(fields: Record<string, string>) {
    const changes = {
      title: fields['title'] ?? base.title,
      description: fields['description'] || null,
      status: fields['status'] as TaskStatus,
      priority: fields['priority'] as TaskPriority,
    };
    const assignee = people.find(({ id }) => id === fields['assigneeId']) ?? null;
    const version = newVersion();
    const expected = {
      ...task,
      ...changes,
      version,
      assignee: assignee && { __typename: 'User' as const, id: assignee.id, fullName: assignee.fullName },
    };
    setSaving(true);
    try {
      const data = await queue.write(updateTask, {
        what: `Change of “${base.title}”`,
        variables: {
          input: { id: base.id, ...changes, assigneeId: assignee?.id ?? null, expectedVersion: base.version },
        },
        expected: {
          updateTask: {
            __typename: 'UpdateTaskPayload' as const,
            task: { __typename: 'Task' as const, id: task.id, ...makeFragmentData(expected, TaskFragment) },
            userErrors: [],
          },
        },
        provides: { version, base: base.version },
      });
      const saved = data?.updateTask?.task;
      setBase(saved ? readFragment(TaskFragment, saved) : expected);
      say(saved ? 'The task is saved.' : 'The task is saved as soon as possible.');
    } finally {
      setSaving(false);
    }
  }

  if (!task.viewerCanUpdate) return <p className="comment">{task.description}</p>;
  return (
    <>
      {task.version !== queue.current(base.version) && !isSaving && (
        <div role="alert" className="notice">
          <p>This task was changed meanwhile.</p>
          <button type="button" onClick={() => setBase(task)}>
            Show the current values
          </button>
        </div>
      )}
      <Form key={base.version} label="Task" button="Save" onSubmit={save}>
        <Field name="title" label="Title" defaultValue={base.title} required maxLength={200} />
        <Field name="description" label="Description" defaultValue={base.description ?? ''} rows={6} />
        <Choice name="status" label="Status" value={base.status} choices={Object.entries(statusNames)} />
        <Choice
          name="priority"
          label="Priority"
          value={base.priority}
          choices={Object.entries(priorityNames)}
        />
        <Choice
          name="assigneeId"
          label="Assigned to"
          value={base.assignee?.id ?? ''}
          choices={[['', 'Nobody'], ...people.map(({ id, fullName }): [string, string] => [id, fullName])]}
        />
      </Form>
    </>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string;
  choices: [string, string][];
}

function Choice({ name, label, value, choices }: ChoiceProps) {
  return (
    <div className="field">
      <label>
        {label}{' '}
        <select name={name} defaultValue={value}>
          {choices.map(([choice, text]) => (
            <option key={choice} value={choice}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

import type { Tenant } from './contract.ts';

/** Texts that JSON writes with escapes, or that are easily broken. */
const texts = [
  'Quote " and \\ and / and \u2028',
  'Lines\nand\ttabs\r\n\b\f',
  'Bells \u0007 and \u001f, deletes \u007f',
  'Größe 漢字 😀',
  'null',
  '{"a":1}',
];
const instants = [
  null,
  '2027-01-31T09:30:00Z',
  '2027-01-31T09:30:00.1Z',
  '0001-01-01T00:00:00.123456Z',
  '9999-12-31T23:59:59.9Z',
];
const statuses = ['TODO', 'IN_PROGRESS', 'DONE'] as const;
const priorities = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'] as const;

/** Gives the tenant projects, tasks, labels and comments of all sorts, so that lists differ from one another. */
export async function fillWithRows({ owner, fellow, labelId, projectId }: Tenant): Promise<void> {
  const { client } = owner;
  const { other, empty } = await client.ask(
    `mutation {
      other: createProject(input: { name: "Other", description: "With a description." }) { project { id } userErrors { code } }
      empty: createProject(input: { name: "Empty" }) { project { id } userErrors { code } }
    }`,
  );
  const projects = [projectId, other.project.id];
  const people = [owner.userId, fellow.userId, null];
  const tasks = Array.from({ length: 24 }, (_, index) => ({
    projectId: projects[index % 2]!,
    title: texts[index % texts.length]!.replaceAll(/\p{Cc}/gu, ' '),
    description: index % 3 === 0 ? null : texts[(index + 1) % texts.length],
    status: statuses[index % 3],
    priority: priorities[index % 4],
    assigneeId: people[index % 3],
    dueAt: instants[index % instants.length],
    labelIds: index % 4 === 0 ? [labelId] : [],
  }));
  const { createTasks } = await client.ask(
    'mutation ($input: CreateTasksInput!) { createTasks(input: $input) { tasks { id } userErrors { code message field } } }',
    { input: { tasks } },
  );
  const [first, , , archived] = createTasks.tasks.map(({ id }) => id) as [string, string, string, string];
  await client.ask(
    `mutation ($archived: ID!, $empty: ID!, $comment: CreateCommentInput!, $answer: CreateCommentInput!) {
      archiveTask(input: { id: $archived }) { userErrors { code } }
      archiveProject(input: { id: $empty }) { userErrors { code } }
      a: createComment(input: $comment) { userErrors { code } }
      b: createComment(input: $answer) { userErrors { code } }
    }`,
    {
      archived,
      empty: empty.project.id,
      comment: { taskId: first, body: texts[1]!, mentionedUserIds: [fellow.userId, owner.userId] },
      answer: { taskId: first, body: texts[3]! },
    },
  );
}

import type { DemoStory } from './demo-story.ts';
import { type DemoTask, updatedAt } from './demo-tasks.ts';
import { timestamps, workTime } from './demo-time.ts';

/** A comment, as its event shows it. */
export interface DemoComment {
  id: string;
  taskId: string;
  authorId: string;
  body: string;
  mentionedUserIds: string[];
  at: number;
}

const remarks: Record<string, string[]> = {
  TODO: [
    'Two more customers asked for this last week.',
    'Let us agree on the scope before anybody starts.',
    'I can take this once the current one is out.',
    'Do we have numbers? I would like to know how many this concerns.',
  ],
  IN_PROGRESS: [
    'A first version is on staging, please have a look.',
    'Blocked for a day: I need access to the logs.',
    'The simple way works for all but one customer. Is that good enough for now?',
    'Half of it turned out to be there already.',
  ],
  DONE: [
    'Live since this morning. I keep an eye on the errors until tomorrow.',
    'Tested with the largest customer, works.',
    'Nice! Much faster than before.',
    'The help page is updated, too.',
  ],
};

/** What people add when they mention somebody. */
const asks = [
  'what do you think?',
  'can you have a look?',
  'this is for you, I believe.',
  'you know this part.',
];

/** Gives most tasks a label, and some of them comments of members, of which some mention others. */
export async function addConversation(story: DemoStory, tasks: DemoTask[]): Promise<DemoComment[]> {
  await addLabels(story, tasks);
  const comments = tasks.flatMap((task) => commentsOf(story, task));
  const { db, organizationId } = story;
  await db
    .insertInto('comments')
    .values(
      comments.map(({ id, taskId, authorId, body, at }) => ({
        organization_id: organizationId,
        id,
        task_id: taskId,
        author_id: authorId,
        body,
        ...timestamps(at),
      })),
    )
    .execute();
  const mentions = comments.flatMap(({ id, mentionedUserIds }) =>
    mentionedUserIds.map((userId) => ({ organization_id: organizationId, comment_id: id, user_id: userId })),
  );
  if (mentions.length > 0) await db.insertInto('comment_mentions').values(mentions).execute();
  return comments;
}

async function addLabels({ db, organizationId, random }: DemoStory, tasks: DemoTask[]): Promise<void> {
  const labels = await db
    .selectFrom('labels')
    .select(['id', 'name'])
    .where('organization_id', '=', organizationId)
    .execute();
  const idOf = (name: string) => labels.find((label) => label.name === name)!.id;
  const labelled = tasks.flatMap(({ id, title }) => {
    const name = /fail|wrong|twice|slow|lost|nothing|crash/i.test(title)
      ? 'Bug'
      : random.pick(['Feature', 'Improvement', undefined]);
    return name ? [{ organization_id: organizationId, task_id: id, label_id: idOf(name) }] : [];
  });
  await db.insertInto('task_labels').values(labelled).execute();
}

function commentsOf(story: DemoStory, task: DemoTask): DemoComment[] {
  const { random, members, idAt } = story;
  const { fraction, pick } = random;
  const concerned = new Set([task.creatorId, task.assigneeId].filter((each) => each !== null));
  return Array.from({ length: pick([0, 0, 0, 1, 1, 2]) }, () =>
    workTime(random, task.createdAt, updatedAt(task)),
  )
    .toSorted((one, other) => one - other)
    .map((at) => {
      const author = pick(members);
      const others = members.filter(({ userId }) => userId !== author.userId);
      const mentioned = fraction() < 0.35 ? pick(others) : undefined;
      const remark = pick(remarks[task.status]!);
      const comment: DemoComment = {
        id: idAt(at),
        taskId: task.id,
        authorId: author.userId,
        body: mentioned ? `${remark} @${mentioned.name}, ${pick(asks)}` : remark,
        mentionedUserIds: mentioned ? [mentioned.userId] : [],
        at,
      };
      noteComment(story, comment, concerned);
      concerned.add(author.userId);
      return comment;
    });
}

/** Notifies whom the comment mentions, and everybody who has to do with the task. */
function noteComment({ notifications }: DemoStory, comment: DemoComment, concerned: Set<string>): void {
  const { id, taskId, authorId, mentionedUserIds, at } = comment;
  const subject = { at, actorId: authorId, taskId, commentId: id };
  for (const userId of mentionedUserIds)
    notifications.push({ ...subject, userId, kind: 'MENTIONED', happening: `mention:${id}` });
  for (const userId of concerned)
    if (!mentionedUserIds.includes(userId))
      notifications.push({ ...subject, userId, kind: 'TASK_COMMENTED', happening: `comment:${id}` });
}

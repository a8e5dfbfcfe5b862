import type { SystemDb } from '../../database/system.ts';
import type { Random } from './random.ts';

interface DemoTask {
  id: string;
  organization_id: string;
  title: string;
  status: string;
  created_at: string;
  updated_at: string;
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

/** Gives most tasks a label, and some of them remarks of members; the same each time. */
export async function addConversation(
  db: SystemDb,
  tasks: DemoTask[],
  memberIds: string[],
  { fraction, pick }: Random,
): Promise<void> {
  const { organization_id } = tasks[0]!;
  const labels = await db
    .selectFrom('labels')
    .select(['id', 'name'])
    .where('organization_id', '=', organization_id)
    .execute();
  const idOf = (name: string) => labels.find((label) => label.name === name)!.id;
  const labelled = tasks.flatMap(({ id, title }) => {
    const name = /fail|wrong|twice|slow|lost|nothing|crash/i.test(title)
      ? 'Bug'
      : pick(['Feature', 'Improvement', undefined]);
    return name ? [{ organization_id, task_id: id, label_id: idOf(name) }] : [];
  });
  const comments = tasks.flatMap(({ id, status, created_at, updated_at }) => {
    const from = Date.parse(created_at);
    const times = Array.from(
      { length: pick([0, 0, 0, 1, 1, 2]) },
      () => from + fraction() * (Date.parse(updated_at) - from),
    );
    return times.toSorted().map((time) => {
      const at = new Date(time).toISOString();
      return {
        organization_id,
        task_id: id,
        author_id: pick(memberIds),
        body: pick(remarks[status]!),
        created_at: at,
        updated_at: at,
      };
    });
  });
  await db.insertInto('task_labels').values(labelled).execute();
  await db.insertInto('comments').values(comments).execute();
}

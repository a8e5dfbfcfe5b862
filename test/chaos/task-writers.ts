import { randomInt } from 'node:crypto';
import { latestText } from './ledger.ts';
import type { Act, Writer } from './writers.ts';

const CREATE = `mutation ($input: CreateTaskInput!) { createTask(input: $input) {
  task { id version } userErrors { code field } } }`;
const UPDATE = `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) {
  task { id version } userErrors { code field } } }`;
const DELETE = `mutation ($input: DeleteTaskInput!) { deleteTask(input: $input) {
  deletedId userErrors { code field } } }`;
const CREATE_ALL = `mutation ($tasks: [CreateTaskInput!]!) { createTasks(input: { tasks: $tasks }) {
  tasks { id version } userErrors { code field } } }`;
const UPDATE_ALL = `mutation ($tasks: [UpdateTaskInput!]!) { updateTasks(input: { tasks: $tasks }) {
  tasks { id version } userErrors { code field } } }`;
const READ = 'query ($id: ID!) { task(id: $id) { id title version } }';
const COUNT =
  'query ($title: String!) { tasks(filter: { title: { eq: $title } }) { totalCount nodes { id } } }';

/** A writer changes this many of its tasks; it leaves older ones alone. */
const OWN = 12;

/** Creates tasks, and changes and deletes some of its own, which nobody else does. */
export function writesOwn(writer: Writer): Act {
  const { organization, text, key } = writer;
  const { caller, ledger, projectId, member } = organization;
  const own: string[] = [];
  const create = async () => {
    const title = text();
    const isAssigned = randomInt(4) === 0;
    const input = { projectId, title, ...(isAssigned && { assigneeId: member.userId }) };
    const { createTask } = await caller.once(key()).ask(CREATE, { input });
    if (!accepted(writer, createTask)) return;
    ledger.note('tasks', createTask.task, title, isAssigned);
    own.push(createTask.task.id);
    if (own.length > OWN) own.shift();
    if (randomInt(3) > 0) return;
    const { tasks } = await caller.ask(COUNT, { title });
    writer.promises.check('an acknowledged task is in the lists, once', tasks.totalCount === 1, {
      title,
      tasks,
    });
  };
  const update = async () => {
    const id = own[randomInt(own.length)]!;
    const title = text();
    const input = { id, title, expectedVersion: ledger.tasks.get(id)!.version };
    const { updateTask } = await caller.once(key()).ask(UPDATE, { input });
    if (!accepted(writer, updateTask)) return;
    ledger.note('tasks', updateTask.task, title);
    if (randomInt(3) === 0) await readBack(writer, id);
  };
  const remove = async () => {
    const [id] = own.splice(randomInt(own.length), 1) as [string];
    const input = { id, expectedVersion: ledger.tasks.get(id)!.version };
    const { deleteTask } = await caller.once(key()).ask(DELETE, { input });
    if (!accepted(writer, deleteTask)) return;
    ledger.noteDeleted(id);
    await readBack(writer, id);
  };
  return async () => {
    const chance = randomInt(10);
    await (own.length < 3 || chance < 4 ? create() : chance === 9 ? remove() : update());
  };
}

/** Creates several tasks at once, and changes all of them at once. */
export function writesBulk(writer: Writer): Act {
  const { organization, text, key } = writer;
  const { caller, ledger, projectId } = organization;
  let own: string[] = [];
  return async () => {
    if (own.length === 0 || randomInt(3) === 0) {
      const tasks = Array.from({ length: 2 + randomInt(5) }, () => ({ projectId, title: text() }));
      const { createTasks } = await caller.once(key()).ask(CREATE_ALL, { tasks });
      if (!accepted(writer, createTasks)) return;
      for (const [index, task] of createTasks.tasks.entries())
        ledger.note('tasks', task, tasks[index]!.title);
      own = createTasks.tasks.map(({ id }) => id);
    } else {
      const tasks = own.map((id) => ({
        id,
        title: text(),
        expectedVersion: ledger.tasks.get(id)!.version,
      }));
      const { updateTasks } = await caller.once(key()).ask(UPDATE_ALL, { tasks });
      if (!accepted(writer, updateTasks)) return;
      for (const [index, task] of updateTasks.tasks.entries())
        ledger.note('tasks', task, tasks[index]!.title);
    }
  };
}

/** Changes a task that others change, too, and tries again when somebody was faster. */
export function writesShared(writer: Writer): Act {
  const { organization, text, key } = writer;
  const { caller, ledger, sharedTaskId: id } = organization;
  return async () => {
    const title = text();
    const { task } = await caller.ask(READ, { id });
    const input = { id, title, expectedVersion: task.version };
    const { updateTask } = await caller.once(key()).ask(UPDATE, { input });
    if (updateTask.userErrors.some(({ code }) => code === 'STALE_VERSION')) return;
    if (!accepted(writer, updateTask)) return;
    ledger.note('tasks', updateTask.task, title);
    await readBack(writer, id);
  };
}

/** Whether the write had no user error. */
export function accepted(writer: Writer, payload: { userErrors: { code: string }[] }): boolean {
  const { userErrors } = payload;
  writer.promises.check('a repeated write is not refused', userErrors.length === 0, {
    organization: writer.organization.tag,
    userErrors,
  });
  return userErrors.length === 0;
}

/** What was acknowledged before is in what is read afterwards. */
async function readBack({ organization, promises }: Writer, id: string): Promise<void> {
  const { caller, ledger } = organization;
  const known = ledger.tasks.get(id)!;
  const { version, isDeleted } = known;
  const text = latestText(known);
  const { task } = (await caller.ask(READ, { id })) as {
    task: { title: string; version: number } | null;
  };
  const isThere = task && (task.version > version || (task.version === version && task.title === text));
  promises.check('an acknowledged write is read afterwards', isDeleted ? task === null : isThere === true, {
    id,
    acknowledged: { version, text, isDeleted },
    task,
  });
}

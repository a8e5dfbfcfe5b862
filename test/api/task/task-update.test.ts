import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { createTask } from '../../fixtures/work.ts';
import type { UpdateTaskInput } from '../../../src/generated/graphql.ts';
import { createTenant } from '../../support/contract.ts';
import { until } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const tenant = await createTenant(server.anonymous);
const { owner, fellow, projectId } = tenant;
// The system login does not see what the serving login waits for.
const { pathname } = new URL(server.urls.systemUrl);
const connectionString = Object.assign(new URL(inject('superuserUrl')), { pathname }).href;
const pool = new pg.Pool({ connectionString, max: 2 });
afterAll(() => pool.end());

const TASK =
  'title description status priority version completedAt assignee { id } history(first: 5) { nodes { fields { field from to } } }';

const update = (input: UpdateTaskInput) =>
  owner.client.payload(
    `mutation ($input: UpdateTaskInput!) { updateTask(input: $input) { task { ${TASK} } userErrors { code field message } } }`,
    { input },
  );

/** The events that were announced of a task, without what differs between two equal tasks. */
async function eventsOf(id: string): Promise<unknown[]> {
  const { rows } = await sql<{ type: string; data: { task: Record<string, unknown> } }>`
    select happening ->> 'type' as type, happening -> 'data' as data
    from graphile_worker._private_jobs j, jsonb_array_elements(j.payload::jsonb -> 'happenings') as happening
    where happening -> 'data' -> 'task' ->> 'id' = ${id} order by j.id, (happening -> 'sequence')::bigint`.execute(
    server.db,
  );
  return rows.map(({ type, data: { task, ...data } }) => {
    const { id: _id, createdAt, updatedAt, completedAt, ...rest } = task;
    // A new task's two instants are read from the clock one after the other.
    const wasUpdated = task['version'] !== 1 && createdAt !== updatedAt;
    return { type, ...data, ...rest, wasUpdated, isCompleted: completedAt !== null };
  });
}

describe('an update of one task', () => {
  const updates: Record<string, Omit<UpdateTaskInput, 'id'>[]> = {
    'of all fields': [
      { title: 'Other', description: 'Text', status: 'DONE', priority: 'HIGH' },
      { title: 'Other', description: '', status: 'TODO', priority: 'LOW', assigneeId: null },
    ],
    'of one field': [{ status: 'IN_PROGRESS' }, { description: null }, { assigneeId: null }],
    'that changes nothing': [{}, { title: 'Same', description: 'Old' }, { assigneeId: fellow.userId }],
  };
  test.each(Object.entries(updates))('%s writes the same as one of several tasks', async (_name, inputs) => {
    const initial = { title: 'Same', description: 'Old', assigneeId: fellow.userId };
    const [alone, first, second] = [
      await createTask(owner.client, projectId, initial),
      await createTask(owner.client, projectId, initial),
      await createTask(owner.client, projectId, initial),
    ];
    for (const input of inputs) {
      const { task } = await update({ id: alone!, ...input });
      const { updateTasks } = await owner.client.ask(
        `mutation ($tasks: [UpdateTaskInput!]!) { updateTasks(input: { tasks: $tasks }) { tasks { ${TASK} } userErrors { code } } }`,
        { tasks: [first!, second!].map((id) => ({ id, ...input })) },
      );
      const [other] = updateTasks.tasks!;
      const isCompleted = (each: typeof other) => each!.completedAt !== null;
      expect({ ...task, completedAt: isCompleted(task!) }).toEqual({
        ...other,
        completedAt: isCompleted(other),
      });
    }
    expect(await eventsOf(alone!)).toEqual(await eventsOf(first!));
  });

  /** Sends an update that waits for another one, which then commits. */
  async function updateAfter(statement: string, input: Omit<UpdateTaskInput, 'id'>) {
    const id = await createTask(owner.client, projectId, { title: 'Old' });
    const other = await pool.connect();
    try {
      await other.query('begin');
      await other.query(statement, [id]);
      const updating = update({ id, ...input });
      await until(async () => {
        const { rowCount } = await pool.query(
          `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
        );
        return rowCount! > 0;
      });
      await other.query('commit');
      return await updating;
    } finally {
      other.release();
    }
  }

  const RENAME = `update tasks set title = 'Renamed', version = version + 1 where id = $1`;

  test('that waits for another update builds on it', async () => {
    const { task, userErrors } = await updateAfter(RENAME, { title: 'New', status: 'DONE' });
    expect(userErrors).toEqual([]);
    expect(task).toMatchObject({ title: 'New', status: 'DONE', version: 3 });
    expect(task!.history.nodes[0]!.fields).toEqual([
      { field: 'title', from: 'Renamed', to: 'New' },
      { field: 'status', from: 'TODO', to: 'DONE' },
    ]);
  });

  test('that waits for another update sees its version', async () => {
    const { task, userErrors } = await updateAfter(RENAME, { status: 'DONE', expectedVersion: 1 });
    expect(task).toBeNull();
    expect(userErrors).toMatchObject([
      { code: 'STALE_VERSION', message: 'The task is at version 2 by now.' },
    ]);
  });

  test('that waits for another update which writes the same writes nothing', async () => {
    const { task } = await updateAfter(RENAME, { title: 'Renamed' });
    expect(task).toMatchObject({ title: 'Renamed', version: 2, history: { nodes: [] } });
  });

  test('that waits for a deletion finds no task', async () => {
    const { userErrors } = await updateAfter('delete from tasks where id = $1', { status: 'DONE' });
    expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
  });
});

import pg from 'pg';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createProject } from '../../fixtures/work.ts';
import { join, register } from '../../support/client.ts';
import { receiveMails, until } from '../../support/mail.ts';
import { assignTasks, notified } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

test('a notification that waits for a locked row gives up before a deadlock is detected, and is retried', async () => {
  const server = await startTestServer();
  const owner = await register(server.anonymous);
  const member = await join(owner, 'MEMBER');
  const [taskId] = await assignTasks(owner, await createProject(owner.client), member.userId);

  const holder = new pg.Client({ connectionString: server.urls.systemUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from tasks where id = $1 for update', [taskId]);
  await receiveMails(server);
  const failure = () =>
    sql<{ error: string }>`select last_error as error from graphile_worker._private_jobs
      where last_error is not null and payload ->> 'organizationId' = ${owner.organizationId}`.execute(
      server.db,
    );
  const { error } = await until(async () => (await failure()).rows[0]);
  expect(error).toContain('lock timeout');
  await holder.query('rollback');
  await holder.end();

  const kinds = await until(async () => {
    const found = (await notified(member.client)).filter(({ task }) => task?.id === taskId);
    return found.length > 0 ? found.map(({ kind }) => kind) : undefined;
  });
  expect(kinds).toEqual(['TASK_ASSIGNED']);
});

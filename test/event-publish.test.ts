import { randomUUID } from 'node:crypto';
import { isObjectType } from 'graphql';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { mintScope } from '../src/authorization/scope.ts';
import { type Change, type Kind, toChange } from '../src/modules/event/change.ts';
import { inParts, publishChange } from '../src/modules/event/publish.ts';
import { findProjectsByIds } from '../src/modules/project/queries.ts';
import { findTasksByIds } from '../src/modules/task/queries.ts';
import { limitConcurrency } from '../src/subscriptions/concurrency.ts';
import { EventQueue } from '../src/subscriptions/queue.ts';
import { createTenant, schema } from './support/contract.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { organizationId, projectId, taskId } = await createTenant(server.anonymous);
const scope = mintScope(organizationId);

describe('a change', () => {
  test('names what differs as the API does, whatever columns there will be', async () => {
    const [task] = await findTasksByIds(server.db, scope, [taskId]);
    const [project] = await findProjectsByIds(server.db, scope, [projectId]);
    const things: [Kind, string, object][] = [
      ['task', 'Task', task!],
      ['project', 'Project', project!],
    ];
    for (const [kind, name, after] of things) {
      const before = Object.fromEntries(Object.keys(after).map((key) => [key, `another ${key}`]));
      const { changedFields } = toChange(kind, { before: before as never, after: after as never });
      const type = schema.getType(name);
      const fields = Object.keys(isObjectType(type) ? type.getFields() : {});
      expect(fields).toEqual(expect.arrayContaining(changedFields));
      for (const bookkeeping of ['version', 'updatedAt']) expect(changedFields).not.toContain(bookkeeping);
    }
  });

  test('of a task that moves is told to both projects', () => {
    const before = { id: taskId, projectId: 'a', version: 1 };
    expect(toChange('task', { before, after: { ...before, projectId: 'b', version: 2 } })).toEqual({
      type: 'UPDATED',
      id: taskId,
      projectIds: ['a', 'b'],
      changedFields: ['project'],
    });
  });

  test('that changes nothing but the version is told, because the version counts', () => {
    const before = { id: taskId, projectId: 'a', title: 'Same', version: 1 };
    expect(toChange('task', { before, after: { ...before, version: 2 } })).toMatchObject({
      type: 'UPDATED',
      changedFields: [],
    });
  });
});

describe('many changes', () => {
  const ids = Array.from({ length: 1000 }, () => randomUUID());

  test('are told in parts that fit, in their order', () => {
    const changes = ids.map((id): Change => ({
      type: 'UPDATED',
      id,
      projectIds: [randomUUID(), randomUUID()],
      changedFields: Array.from({ length: 20 }, (_, index) => `someField${index}`),
    }));
    const parts = inParts(changes);
    expect(parts.flat()).toEqual(changes);
    expect(parts.length).toBeLessThan(200);
    expect(inParts([])).toEqual([]);
  });

  test('are one statement, and every one is heard', async () => {
    const heard = server.services.events.subscribe(scope, 'task', undefined);
    const fields = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f"${index}`, index]));
    const changed = Object.fromEntries(Object.keys(fields).map((key) => [key, 'other']));
    await server.db.transaction().execute(async (db) => {
      await sql`select set_config('app.organization_id', ${organizationId}, true)`.execute(db);
      await publishChange(
        db,
        'task',
        ids.map((id) => ({ before: { id, projectId, ...fields }, after: { id, projectId, ...changed } })),
      );
      await publishChange(db, 'task', []);
    });
    for (const id of ids) expect((await heard.next()).value).toMatchObject({ id, projectIds: [projectId] });
    heard.end();
  });
});

test('nothing is published outside an organization, nor believed that is not of our making', async () => {
  const heard = server.services.events.subscribe(scope, 'task', undefined);
  await expect(publishChange(server.db, 'task', [{ after: { id: taskId, projectId } }])).rejects.toThrow(
    'no organization',
  );
  const nonsense = ['', '{', '7', '{"organizationId":1}', JSON.stringify({ organizationId, kind: 'task' })];
  for (const payload of nonsense) await sql`select pg_notify('polity_events', ${payload})`.execute(server.db);
  const good: Change = { type: 'UPDATED', id: taskId, projectIds: [], changedFields: [] };
  const message = JSON.stringify({ organizationId, kind: 'task', changes: [good] });
  await sql`select pg_notify('polity_events', ${message})`.execute(server.db);
  expect((await heard.next()).value).toEqual(good);
  heard.end();
});

describe('a queue of events', () => {
  test('hands them out in their order, those that wait and those that come', async () => {
    const queue = new EventQueue<number>(() => undefined);
    for (const event of [1, 2]) queue.push(event);
    const read = [await queue.next(), await queue.next(), queue.next()];
    queue.push(3);
    expect((await Promise.all(read)).map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  test('ends for good when one more comes than it holds, and says so once', async () => {
    const told: string[] = [];
    const queue = new EventQueue<number>(() => told.push('ended'), 2);
    queue.onOverflow = () => told.push('too many');
    for (const event of [1, 2, 3, 4]) queue.push(event);
    expect(told).toEqual(['ended', 'too many']);
    expect(await queue.next()).toEqual({ value: undefined, done: true });
    expect(queue.ended).toBe(true);
  });

  test('lets a reader go that waits when it ends', async () => {
    const queue = new EventQueue<number>(() => undefined);
    const waiting = queue.next();
    await queue.return();
    expect(await waiting).toEqual({ value: undefined, done: true });
  });
});

test('no more work runs at a time than is allowed, the first to come being the first to run', async () => {
  const limited = limitConcurrency(3);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      limited(async () => {
        order.push(index);
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
        if (index % 5 === 0) throw new Error('a failure frees its place, too');
        return index;
      }),
    ),
  );
  expect(most).toBe(3);
  expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(4);
});

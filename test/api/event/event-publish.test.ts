import { randomUUID } from 'node:crypto';
import { isObjectType } from 'graphql';
import { sql } from 'kysely';
import pLimit from 'p-limit';
import { describe, expect, test } from 'vitest';
import { type EntityKind, toChange } from '../../../src/events/change.ts';
import { inParts, publishChange } from '../../../src/events/publish.ts';
import { findProjectsByIds } from '../../../src/modules/project/queries.ts';
import { findTasksByIds } from '../../../src/modules/task/queries.ts';
import { EventQueue } from '../../../src/events/event-queue.ts';
import { createTenant, schema } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';
import { tenantOf } from '../../support/tenant.ts';
import type { Change } from '../../../src/core/change.ts';

const server = await startTestServer();
const { organizationId, projectId, taskId } = await createTenant(server.anonymous);
const tenant = tenantOf(server.db, organizationId);

describe('a change', () => {
  test('has the changed fields by their names in the API', async () => {
    const [task] = await findTasksByIds(tenant, [taskId]);
    const [project] = await findProjectsByIds(tenant, [projectId]);
    const things: [EntityKind, string, object][] = [
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

  test('of a task that moves is delivered to both projects', () => {
    const before = { id: taskId, projectId: 'a', version: 1 };
    expect(toChange('task', { before, after: { ...before, projectId: 'b', version: 2 } })).toEqual({
      type: 'UPDATED',
      id: taskId,
      projectIds: ['a', 'b'],
      changedFields: ['project'],
    });
  });

  test('of only the version is delivered', () => {
    const before = { id: taskId, projectId: 'a', title: 'Same', version: 1 };
    expect(toChange('task', { before, after: { ...before, version: 2 } })).toMatchObject({
      type: 'UPDATED',
      changedFields: [],
    });
  });
});

describe('many changes', () => {
  const ids = Array.from({ length: 1000 }, () => randomUUID());

  test('are published in order, in parts of the maximum size', () => {
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

  test('are published with one statement, and each is delivered', async () => {
    const heard = await server.services.events.subscribe(tenant.scope, 'task', undefined);
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

test('nothing is published without an organization, and a malformed message is ignored', async () => {
  const heard = await server.services.events.subscribe(tenant.scope, 'task', undefined);
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
  test('delivers waiting and later events in order', async () => {
    const queue = new EventQueue<number>(() => undefined);
    for (const event of [1, 2]) queue.push(event);
    const read = [await queue.next(), await queue.next(), queue.next()];
    queue.push(3);
    expect((await Promise.all(read)).map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  test('ends permanently when its queue overflows, and reports that once', async () => {
    const told: string[] = [];
    const queue = new EventQueue<number>(() => told.push('ended'), 2);
    queue.onOverflow = () => told.push('too many');
    for (const event of [1, 2, 3, 4]) queue.push(event);
    expect(told).toEqual(['ended', 'too many']);
    expect(await queue.next()).toEqual({ value: undefined, done: true });
    expect(queue.ended).toBe(true);
  });

  test('releases a waiting reader when it ends', async () => {
    const queue = new EventQueue<number>(() => undefined);
    const waiting = queue.next();
    await queue.return();
    expect(await waiting).toEqual({ value: undefined, done: true });
  });
});

test('the amount of concurrent work is limited, first come, first served', async () => {
  const limited = pLimit(3);
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

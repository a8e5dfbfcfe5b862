import { expect, test } from 'vitest';
import { countStatements, requestStatements } from '../../support/count-statements.ts';
import { createTenant, type Tenant } from '../../support/contract.ts';
import { notifyAll } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

/** Returns the number of statements of a list of this many notifications, each with an actor, a task and a comment. */
async function listing({ fellow, organizationId, owner, taskId, commentId }: Tenant, many: number) {
  for (let told = 0; told < many; told++)
    await notifyAll(server.db, organizationId, { actorId: owner.userId, taskId, commentId });
  const {
    statements,
    result: { notifications },
  } = await requestStatements(() =>
    fellow.client.ask(
      `{ notifications(first: 100) { totalCount nodes {
        kind actor { fullName } task { title project { name } } comment { body author { fullName } } } } }`,
    ),
  );
  expect(notifications.totalCount).toBe(many);
  expect(notifications.nodes).toHaveLength(many);
  expect(notifications.nodes[0]).toMatchObject({ actor: {}, task: { project: {} }, comment: { author: {} } });
  return statements.length;
}

test('a list of many notifications takes as many statements as a list of one', async () => {
  const one = await listing(await createTenant(server.anonymous), 1);
  expect(one).toBeLessThan(10);
  expect(await listing(await createTenant(server.anonymous), 30)).toBe(one);
});

test('notifying a hundred members takes as many statements as notifying one', async () => {
  const tenant = await createTenant(server.anonymous);
  const telling = () => countStatements(() => notifyAll(server.db, tenant.organizationId));
  const few = await telling();
  await server.db
    .insertInto('users')
    .values(
      Array.from({ length: 100 }, (_, index) => ({
        email: `member${index}@polity.test`,
        full_name: 'Max Member',
        password_hash: 'none',
      })),
    )
    .execute();
  const users = await server.db
    .selectFrom('users')
    .select('id')
    .where('password_hash', '=', 'none')
    .execute();
  await server.db
    .insertInto('memberships')
    .values(users.map(({ id }) => ({ organization_id: tenant.organizationId, user_id: id, role: 'MEMBER' })))
    .execute();
  expect(await telling()).toBe(few);
});

import { beforeEach, expect, test } from 'vitest';
import { createProjectOwner } from '../../fixtures/owner.ts';
import { addToTeam, createTeam } from '../../fixtures/teams.ts';
import { createTask } from '../../fixtures/work.ts';
import { type Account, type Client, join } from '../../support/client.ts';
import { createKey } from '../../support/departure.ts';
import { settled } from '../../support/jobs.ts';
import { receiveMails } from '../../support/mail.ts';
import { notificationsOf, setPreferences } from '../../support/notifications.ts';
import { createServiceAccount } from '../../support/service-accounts.ts';
import { runScheduled } from '../../support/scheduled-jobs.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

/** The limits of src/modules/notification/notify.ts. */
const [ALL, EACH] = [1000, 30];

const COMMENT = `mutation ($input: CreateCommentInput!) { createComment(input: $input) {
  comment { id } userErrors { code } } }`;
const EDIT = `mutation ($id: ID!, $body: String!) { updateComment(input: { id: $id, body: $body }) { userErrors { code } } }`;
const DELETE = 'mutation ($id: ID!) { deleteComment(input: { id: $id }) { userErrors { code } } }';

let owner: Account & { projectId: string };
let ann: Account;
let ben: Account;
let taskId: string;

/** Team `dock` with Ann and Ben. */
beforeEach(async () => {
  owner = await createProjectOwner(anonymous);
  [ann, ben] = [await join(owner, 'MEMBER', 'Ann'), await join(owner, 'MEMBER', 'Ben')];
  await addToTeam(owner.client, await createTeam(owner.client, { handle: 'dock' }), ann.userId, ben.userId);
  taskId = await createTask(owner.client, owner.projectId);
});

async function comment(client: Client, body = 'Ahoy @dock', mentionedUserIds?: string[]): Promise<string> {
  const { createComment } = await client.ask(COMMENT, { input: { taskId, body, mentionedUserIds } });
  return createComment.comment.id;
}

/** Comments so many times at once. */
const comments = (client: Client, times: number) =>
  Promise.all(Array.from({ length: times }, () => comment(client)));

/** Returns how many mails each was sent about a mention, once all jobs are done. */
async function mailed(...people: Account[]): Promise<number[]> {
  await settled(db, owner.organizationId, undefined, 60);
  return people.map(({ email }) => mails.to(email, 'mentioned you').length);
}

const listed = async ({ client }: Account) =>
  (await notificationsOf(client, { kind: { eq: 'MENTIONED' } })).length;

test('mentions of a team mail each member thirty times an hour, all others are listed', async () => {
  await comments(owner.client, EACH + 6);
  expect(await mailed(ann, ben)).toEqual([EACH, EACH]);
  expect(await Promise.all([ann, ben].map(listed))).toEqual([EACH + 6, EACH + 6]);
  // Mentioning somebody by name, and editing or writing a comment anew, counts together with it.
  const id = await comment(owner.client, 'Ahoy', [ann.userId]);
  await owner.client.ask(EDIT, { id, body: 'Ahoy @dock' });
  await owner.client.ask(DELETE, { id });
  await comment(owner.client);
  expect(await mailed(ann, ben)).toEqual([EACH, EACH]);
  // Somebody else is not affected, nor is anybody in the next hour.
  await comment(ben.client);
  expect(await mailed(ann)).toEqual([EACH + 1]);
  await pass();
  await comment(owner.client);
  expect(await mailed(ann, ben)).toEqual([EACH + 2, EACH + 1]);
});

test('all keys of a member count with the member, and those of a service account together', async () => {
  const robot = await createServiceAccount(owner.client, owner.userId);
  const keysOf = async (ownerId?: string) => {
    const create = () => createKey(owner.client, { ownerId, scopes: ['READ', 'WRITE'] });
    const keys = [await create(), await create()];
    return keys.map(({ secret }) => anonymous.with({ authorization: `Bearer ${secret}` }));
  };
  const own = [owner.client, ...(await keysOf())];
  await Promise.all(own.map((client) => comments(client, EACH / 2)));
  expect(await mailed(ann, ben)).toEqual([EACH, EACH]);
  await Promise.all((await keysOf(robot)).map((client) => comments(client, EACH / 2 + 1)));
  expect(await mailed(ann, ben)).toEqual([EACH * 2, EACH * 2]);
});

test('a member causes a thousand mails an hour, also by concurrent comments', async () => {
  await count(owner, ALL - 3);
  await comments(owner.client, 4);
  const sent = await mailed(ann, ben);
  expect(sent[0]! + sent[1]!).toBe(3);
  expect(await Promise.all([ann, ben].map(listed))).toEqual([4, 4]);
});

test('whoever chose mails only finds in the list what was not mailed', async () => {
  await setPreferences(ann.client, { kind: 'MENTIONED', inApp: false });
  await count(ann, EACH - 1);
  await comment(owner.client);
  expect([await mailed(ann), await listed(ann)]).toEqual([[1], 0]);
  await comment(owner.client);
  expect([await mailed(ann), await listed(ann)]).toEqual([[1], 1]);
});

test('the mails of one organization count in no other', async () => {
  const first = owner;
  await count(ann, ALL);
  const other = await createProjectOwner(anonymous);
  await db
    .insertInto('memberships')
    .values({ organization_id: other.organizationId, user_id: first.userId, role: 'MEMBER' })
    .execute();
  const mia = await join(other, 'MEMBER', 'Mia');
  owner = other;
  taskId = await createTask(other.client, other.projectId);
  await comment(first.client.in(other.organizationId), 'Ahoy', [mia.userId]);
  expect(await mailed(mia)).toEqual([1]);
});

test('the count is deleted after an hour', async () => {
  await comment(owner.client);
  await mailed(ann);
  const kept = () => db.selectFrom('notification_mails').select('id').execute();
  await runScheduled(server, 'delete-old-mail-counts');
  expect(await kept()).not.toEqual([]);
  await pass();
  await runScheduled(server, 'delete-old-mail-counts');
  expect(await kept()).toEqual([]);
});

/** Counts so many mails to the recipient as caused by the owner. */
const count = (recipient: Account, times: number) =>
  db
    .insertInto('notification_mails')
    .values(
      Array.from({ length: times }, () => ({
        organization_id: owner.organizationId,
        member_id: owner.userId,
        recipient_id: recipient.userId,
      })),
    )
    .execute();

/** Lets an hour pass. */
const pass = () =>
  server.systemPool.query(`update notification_mails set created_at = created_at - interval '61 minutes'`);

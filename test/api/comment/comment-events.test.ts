import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createComment, createProject, createTask } from '../../fixtures/work.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';
import { commentEvents, connect, type Heard, listen } from '../../support/subscriber.ts';

const server = await startTestServer();

const updateComment = `mutation ($input: UpdateCommentInput!) {
  updateComment(input: $input) { userErrors { code } } }`;
const deleteComment = `mutation ($id: ID!) { deleteComment(input: { id: $id }) { userErrors { code } } }`;

test('commentEvents delivers creation, change and deletion', async () => {
  const { fellow, owner, taskId } = await createTenant(server.anonymous);
  const heard = await listen(server, connect(fellow.client), commentEvents, { taskId });
  const id = await createComment(owner.client, taskId);
  await heard.first(1);
  await owner.client.ask(updateComment, {
    input: { id, body: 'Of oak.', mentionedUserIds: [fellow.userId] },
  });
  await heard.first(2);
  // An update that changes nothing causes no event.
  await owner.client.ask(updateComment, {
    input: { id, body: 'Of oak.', mentionedUserIds: [fellow.userId] },
  });
  await owner.client.ask(updateComment, { input: { id, mentionedUserIds: [] } });
  await heard.first(3);
  await owner.client.ask(deleteComment, { id });
  const comment = { id, body: 'Of oak.', mentions: [{ id: fellow.userId }] };
  expect(await heard.first(4)).toEqual([
    expect.objectContaining({ type: 'CREATED', commentId: id, taskId, changedFields: [] }),
    { type: 'UPDATED', commentId: id, taskId, comment, changedFields: ['body', 'editedAt', 'mentions'] },
    {
      type: 'UPDATED',
      commentId: id,
      taskId,
      comment: { ...comment, mentions: [] },
      changedFields: ['mentions'],
    },
    { type: 'DELETED', commentId: id, taskId, comment: null, changedFields: [] },
  ]);
});

test('taskId and projectId limit the events, and no event of another tenant is delivered', async () => {
  const ours = await createTenant(server.anonymous);
  const theirs = await createTenant(server.anonymous);
  const { owner, taskId, projectId } = ours;
  const other = await createProject(owner.client, { name: 'Pier' });
  const otherTask = await createTask(owner.client, other);
  const client = connect(owner.client);
  const subscribe = (filter: Record<string, string>) => listen(server, client, commentEvents, filter);
  const all = await subscribe({});
  const thread = await subscribe({ taskId: taskId.toUpperCase() });
  const inProject = await subscribe({ projectId: other });
  const both = await subscribe({ taskId, projectId });
  const nothing: Heard[] = [await subscribe({ taskId, projectId: other })];
  for (const id of [theirs.taskId, projectId, randomUUID(), 'not-an-id', ''])
    nothing.push(await subscribe({ taskId: id }), await subscribe({ projectId: id && theirs.projectId }));

  const there = await createComment(owner.client, otherTask);
  const here = await createComment(owner.client, taskId);
  await createComment(theirs.owner.client, theirs.taskId);
  const ids = async (heard: Heard<{ commentId: string }>, count: number) =>
    (await heard.first(count)).map(({ commentId }) => commentId);
  expect(await ids(all, 2)).toEqual([there, here]);
  expect(await ids(thread, 1)).toEqual([here]);
  expect(await ids(both, 1)).toEqual([here]);
  expect(await ids(inProject, 1)).toEqual([there]);
  for (const heard of [thread, both, inProject]) expect(heard.events).toHaveLength(1);
  for (const { events } of nothing) expect(events).toEqual([]);
});

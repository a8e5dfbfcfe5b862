import { describe, expect, test } from 'vitest';
import { createComment } from '../../fixtures/work.ts';
import { join } from '../../support/client.ts';
import { createTenant } from '../../support/contract.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();

describe('comments', () => {
  const EDIT = `mutation ($input: UpdateCommentInput!) { updateComment(input: $input) {
    comment { body editedAt version mentions { id } } userErrors { code field } } }`;
  const DELETE = `mutation ($id: ID!) { deleteComment(input: { id: $id }) { deletedId userErrors { code } } }`;

  test('can be changed only by their author, and deleted by administrators too', async () => {
    const { owner, fellow, taskId, organizationId } = await createTenant(server.anonymous);
    const member = await join(owner, 'MEMBER');
    const id = await createComment(member.client, taskId);
    const { updateComment } = await member.client.ask(EDIT, {
      input: { id, body: 'Changed', mentionedUserIds: [fellow.userId], expectedVersion: 1 },
    });
    expect(updateComment.comment).toMatchObject({
      body: 'Changed',
      version: 2,
      mentions: [{ id: fellow.userId }],
    });
    expect(updateComment.comment.editedAt).not.toBeNull();
    expect(await member.client.codes(EDIT, { input: { id, body: 'Late', expectedVersion: 1 } })).toEqual([
      'STALE_VERSION',
    ]);
    expect(await owner.client.codes(EDIT, { input: { id, body: 'Mine' } })).toEqual(['FORBIDDEN']);
    expect(await fellow.client.in(organizationId).codes(DELETE, { id })).toEqual(['FORBIDDEN']);
    expect(await owner.client.codes(DELETE, { id })).toEqual([]);
    expect(await owner.client.codes(DELETE, { id })).toEqual(['NOT_FOUND']);
  });

  test('are listed in pages, newest first, and can mention only members', async () => {
    const { owner, taskId } = await createTenant(server.anonymous);
    const stranger = await createTenant(server.anonymous);
    for (let index = 0; index < 3; index++) await createComment(owner.client, taskId);
    const { task } = await owner.client.ask(
      `query ($id: ID!) { task(id: $id) { comments(first: 2) { totalCount nodes { createdAt author { id } } pageInfo { hasNextPage } } } }`,
      { id: taskId },
    );
    expect([task.comments.totalCount, task.comments.pageInfo.hasNextPage]).toEqual([4, true]);
    expect(task.comments.nodes[0]!.createdAt > task.comments.nodes[1]!.createdAt).toBe(true);
    for (const [body, ids, code] of [
      ['Hello', [stranger.owner.userId], 'NOT_FOUND'],
      [' ', [], 'REQUIRED'],
      ['x'.repeat(10_001), [], 'TOO_LONG'],
    ] as const)
      expect(
        await owner.client.codes(
          'mutation ($input: CreateCommentInput!) { createComment(input: $input) { userErrors { code } } }',
          { input: { taskId, body, mentionedUserIds: ids } },
        ),
      ).toEqual([code]);
  });
});

import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makePlatformAdmin } from '../../fixtures/platform-admin.ts';
import { ADDRESS, events, marked, registerOwner } from '../../support/audit.ts';
import { type Account, join, register } from '../../support/client.ts';
import { receiveMails } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

/** Returns the events of one operation, oldest first, and checks that each has its origin. */
async function recorded(by: Account, mutation: string, reader: Account = by) {
  const requestId = randomUUID();
  await by.client.with({ 'x-request-id': requestId }).ask(mutation);
  const found = await events(reader.client, { filter: { requestId: { eq: requestId } } });
  for (const event of found)
    expect(event).toMatchObject({
      actorId: by.userId,
      ipAddress: ADDRESS,
      userAgent: 'audit log test',
      apiKeyId: null,
    });
  return found.toReversed().map(({ action, targetType, targetId, before, after }) => ({
    action,
    targetType,
    targetId,
    before,
    after,
  }));
}

const userErrors = '{ userErrors { code } }';

describe('the audit log records', () => {
  test('the suspension, archiving and restoring of an organization', async () => {
    const owner = await registerOwner(anonymous);
    const of = { targetType: 'Organization', targetId: owner.organizationId };
    const status = (before: string, after: string, more: object = {}) => ({
      ...of,
      before: { status: before },
      after: { status: after, ...more },
    });
    const seen = [
      ...(await recorded(
        owner,
        `mutation { suspendOrganization(input: { reason: "Storm" }) ${userErrors} }`,
      )),
      ...(await recorded(owner, `mutation { reinstateOrganization ${userErrors} }`)),
    ];
    expect(seen).toEqual([
      { action: 'organization.suspended', ...status('ACTIVE', 'SUSPENDED', { reason: 'Storm' }) },
      { action: 'organization.reinstated', ...status('SUSPENDED', 'ACTIVE') },
    ]);
    const away = `mutation { archiveOrganization(input: { reason: "Done" }) ${userErrors} deleteOrganization ${userErrors} restoreOrganization ${userErrors} }`;
    expect(await recorded(owner, away)).toEqual([
      { action: 'organization.archived', ...status('ACTIVE', 'ARCHIVED', { reason: 'Done' }) },
      { action: 'organization.deletion_scheduled', ...status('ARCHIVED', 'ARCHIVED') },
      { action: 'organization.restored', ...status('ARCHIVED', 'ACTIVE') },
    ]);
  });

  test('a suspension by the platform, whose administrator is not a member', async () => {
    const owner = await registerOwner(anonymous);
    const platform = marked({ ...(await register(anonymous)), organizationId: owner.organizationId });
    await makePlatformAdmin(server, platform.userId);
    const [event] = await recorded(
      platform,
      `mutation { suspendOrganization(input: { reason: "Spam" }) ${userErrors} }`,
      owner,
    );
    expect(event).toMatchObject({ action: 'organization.suspended', after: { reason: 'Spam' } });
    expect((await events(owner.client, { first: 1 }))[0]).toMatchObject({
      actorId: platform.userId,
      actor: null,
    });
  });

  test('the changes of an invitation, only by its id', async () => {
    const owner = await registerOwner(anonymous);
    const guest = marked({ ...(await register(anonymous)), organizationId: owner.organizationId });
    const [created] = await recorded(
      owner,
      `mutation { inviteMember(input: { email: "${guest.email}", role: ADMIN }) ${userErrors} }`,
    );
    const { targetId: id } = created!;
    expect(created).toEqual({
      action: 'invitation.created',
      targetType: 'Invitation',
      targetId: id,
      before: null,
      after: { role: 'ADMIN' },
    });
    await mails.token(guest.email, 'You are invited');
    const old = { mail_requested_at: new Date(Date.now() - 61_000).toISOString() };
    await db.updateTable('invitations').set(old).where('id', '=', id).execute();
    const resent = await recorded(
      owner,
      `mutation { resendInvitation(input: { id: "${id}" }) ${userErrors} }`,
    );
    expect(resent).toMatchObject([{ action: 'invitation.resent', targetId: id }]);
    const token = await mails.token(guest.email, 'You are invited', 2);
    const accepted = await recorded(
      guest,
      `mutation { acceptInvitation(input: { token: "${token}" }) ${userErrors} }`,
      owner,
    );
    const after = { userId: guest.userId, role: 'ADMIN', invitationId: id };
    expect(accepted).toMatchObject([
      { action: 'member.added', targetType: 'Membership', before: null, after },
    ]);
    const [other] = await recorded(
      owner,
      `mutation { inviteMember(input: { email: "${randomUUID()}@polity.test" }) ${userErrors} }`,
    );
    const revoked = await recorded(
      owner,
      `mutation { revokeInvitation(input: { id: "${other!.targetId}" }) ${userErrors} }`,
    );
    expect(revoked).toMatchObject([{ action: 'invitation.revoked', targetId: other!.targetId }]);
    const text = JSON.stringify(await events(owner.client, { first: 100 }));
    for (const secret of [guest.email, owner.email, token, '@']) expect(text).not.toContain(secret);
  });

  test('a transfer of ownership and a member who leaves', async () => {
    const owner = await registerOwner(anonymous);
    const heir = await join(owner, 'MEMBER');
    const { userId } = heir;
    const handed = await recorded(
      owner,
      `mutation { transferOwnership(input: { userId: "${userId}" }) ${userErrors} leaveOrganization ${userErrors} }`,
      heir,
    );
    expect(handed).toMatchObject([
      { action: 'member.role_updated', before: { userId, role: 'MEMBER' }, after: { userId, role: 'OWNER' } },
      {
        action: 'member.role_updated',
        before: { userId: owner.userId, role: 'OWNER' },
        after: { userId: owner.userId, role: 'ADMIN' },
      },
      { action: 'member.left', before: { userId: owner.userId, role: 'ADMIN' }, after: null },
    ]);
    const [left] = await events(heir.client, { filter: { action: { eq: 'member.left' } } });
    expect(left).toMatchObject({ actorId: owner.userId, actor: null });
  });
});

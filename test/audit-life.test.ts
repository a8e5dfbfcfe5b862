import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { ADDRESS, events, marked, registerOwner } from './support/audit.ts';
import { type Account, join, register } from './support/client.ts';
import { receiveMails } from './support/mail.ts';
import { startTestServer } from './support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

/** The events of one operation, oldest first, each of which is checked to tell where it came from. */
async function recorded(by: Account, mutation: string, reader: Account = by): Promise<any[]> {
  const requestId = randomUUID();
  await by.client.with({ 'x-request-id': requestId }).ask(`mutation ${mutation}`);
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

describe('the audit log tells', () => {
  test('how an organization is suspended, put away and brought back', async () => {
    const owner = await registerOwner(anonymous);
    const of = { targetType: 'Organization', targetId: owner.organizationId };
    const status = (before: string, after: string, more: object = {}) => ({
      ...of,
      before: { status: before },
      after: { status: after, ...more },
    });
    const seen = [
      ...(await recorded(owner, `{ suspendOrganization(input: { reason: "Storm" }) ${userErrors} }`)),
      ...(await recorded(owner, `{ reinstateOrganization ${userErrors} }`)),
    ];
    expect(seen).toEqual([
      { action: 'organization.suspended', ...status('ACTIVE', 'SUSPENDED', { reason: 'Storm' }) },
      { action: 'organization.reinstated', ...status('SUSPENDED', 'ACTIVE') },
    ]);
    const away = `{ archiveOrganization(input: { reason: "Done" }) ${userErrors} deleteOrganization ${userErrors} restoreOrganization ${userErrors} }`;
    expect(await recorded(owner, away)).toEqual([
      { action: 'organization.archived', ...status('ACTIVE', 'ARCHIVED', { reason: 'Done' }) },
      { action: 'organization.deletion_scheduled', ...status('ARCHIVED', 'ARCHIVED') },
      { action: 'organization.restored', ...status('ARCHIVED', 'ACTIVE') },
    ]);
  });

  test('that the platform suspended it, though its administrator is nobody’s fellow', async () => {
    const owner = await registerOwner(anonymous);
    const platform = marked({ ...(await register(anonymous)), organizationId: owner.organizationId });
    await db.updateTable('users').set({ platform_admin: true }).where('id', '=', platform.userId).execute();
    const [event] = await recorded(
      platform,
      `{ suspendOrganization(input: { reason: "Spam" }) ${userErrors} }`,
      owner,
    );
    expect(event).toMatchObject({ action: 'organization.suspended', after: { reason: 'Spam' } });
    expect((await events(owner.client, { first: 1 }))[0]).toMatchObject({
      actorId: platform.userId,
      actor: null,
    });
  });

  test('what became of an invitation, by id alone', async () => {
    const owner = await registerOwner(anonymous);
    const guest = marked({ ...(await register(anonymous)), organizationId: owner.organizationId });
    const [created] = await recorded(
      owner,
      `{ inviteMember(input: { email: "${guest.email}", role: ADMIN }) ${userErrors} }`,
    );
    const { targetId: id } = created;
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
    const resent = await recorded(owner, `{ resendInvitation(input: { id: "${id}" }) ${userErrors} }`);
    expect(resent).toMatchObject([{ action: 'invitation.resent', targetId: id }]);
    const token = await mails.token(guest.email, 'You are invited', 2);
    const accepted = await recorded(
      guest,
      `{ acceptInvitation(input: { token: "${token}" }) ${userErrors} }`,
      owner,
    );
    const after = { userId: guest.userId, role: 'ADMIN', invitationId: id };
    expect(accepted).toMatchObject([
      { action: 'member.added', targetType: 'Membership', before: null, after },
    ]);
    const [other] = await recorded(
      owner,
      `{ inviteMember(input: { email: "${randomUUID()}@polity.test" }) ${userErrors} }`,
    );
    const revoked = await recorded(
      owner,
      `{ revokeInvitation(input: { id: "${other.targetId}" }) ${userErrors} }`,
    );
    expect(revoked).toMatchObject([{ action: 'invitation.revoked', targetId: other.targetId }]);
    const text = JSON.stringify(await events(owner.client, { first: 100 }));
    for (const secret of [guest.email, owner.email, token, '@']) expect(text).not.toContain(secret);
  });

  test('who handed ownership over, and who left', async () => {
    const owner = await registerOwner(anonymous);
    const heir = await join(owner, 'MEMBER');
    const { userId } = heir;
    const handed = await recorded(
      owner,
      `{ transferOwnership(input: { userId: "${userId}" }) ${userErrors} leaveOrganization ${userErrors} }`,
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

import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { createProject } from '../../fixtures/work.ts';
import { ADDRESS, EVENTS, events, marked, registerOwner } from '../../support/audit.ts';
import { type Client, join, password, register } from '../../support/client.ts';
import { receiveMails } from '../../support/mail.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const { anonymous, db } = server;
const mails = await receiveMails(server);

const userErrors = '{ userErrors { code } }';
const actions = (found: { action: string }[]) => found.map((event) => event.action);

describe('the audit log can be read', () => {
  test('filtered by actor, action, target and time', async () => {
    const [owner, admin] = await (async () => {
      const account = await registerOwner(anonymous);
      return [account, await join(account, 'ADMIN')] as const;
    })();
    const pier = await createProject(admin.client, { name: 'Pier' });
    await createProject(owner.client, { name: 'Quay' });
    const found = async (filter: object) => actions(await events(owner.client, { filter }));
    expect(await found({ actorId: { eq: admin.userId } })).toEqual(['project.created']);
    expect(await found({ targetId: { eq: pier } })).toEqual(['project.created']);
    expect(await found({ targetType: { eq: 'Membership' } })).toEqual(['member.added']);
    expect(await found({ action: { startsWith: 'organization.' } })).toEqual([
      'organization.plan_changed',
      'organization.created',
    ]);
    expect(await found({ apiKeyId: { isNull: false } })).toEqual([]);
    expect(await found({ createdAt: { gt: new Date(Date.now() + 60_000).toISOString() } })).toEqual([]);
    expect(
      await found({ or: [{ action: { eq: 'member.added' } }, { actorId: { eq: admin.userId } }] }),
    ).toEqual(['project.created', 'member.added']);
  });

  test('in pages, forward and backward, in either order', async () => {
    const owner = await registerOwner(anonymous);
    for (const name of ['A', 'B', 'C']) await createProject(owner.client, { name });
    const all = await events(owner.client);
    expect(all).toHaveLength(5);
    const page = async (variables: object) => (await owner.client.ask(EVENTS, { ...variables })).auditEvents;
    const first = await page({ first: 2 });
    expect([first.nodes, first.totalCount, first.pageInfo.hasNextPage]).toEqual([all.slice(0, 2), 5, true]);
    const second = await page({ first: 2, after: first.pageInfo.endCursor });
    expect(second.nodes).toEqual(all.slice(2, 4));
    expect((await page({ last: 2, before: second.pageInfo.startCursor })).nodes).toEqual(all.slice(0, 2));
    const oldestFirst = { orderBy: { field: 'CREATED_AT', direction: 'ASC' } };
    expect((await page(oldestFirst)).nodes).toEqual(all.toReversed());
  });

  test('only by administrators of the organization', async () => {
    const owner = await registerOwner(anonymous);
    const [member, admin, stranger] = [
      await join(owner, 'MEMBER'),
      await join(owner, 'ADMIN'),
      await registerOwner(anonymous),
    ];
    expect(await member.client.codes(EVENTS)).toEqual(['FORBIDDEN']);
    expect(await stranger.client.in(owner.organizationId).codes(EVENTS)).toEqual(['NOT_FOUND']);
    expect(await anonymous.in(owner.organizationId).codes(EVENTS)).toEqual(['UNAUTHENTICATED']);
    expect(await events(admin.client)).toHaveLength(4);
    const about = {
      filter: { or: [{ actorId: { eq: owner.userId } }, { targetId: { eq: owner.organizationId } }] },
    };
    expect(await events(stranger.client, about)).toEqual([]);
  });
});

describe('an audit event', () => {
  test('cannot be changed or deleted by the serving role', async () => {
    await registerOwner(anonymous);
    for (const statement of [
      `update audit_events set action = 'x'`,
      'delete from audit_events',
      'truncate audit_events',
    ])
      await expect(server.servingPool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  test('contains no personal data of a deleted account', async () => {
    const [owner, guest] = [await registerOwner(anonymous), await register(anonymous)];
    const ask = (client: Client, text: string) => client.ask(`mutation ${text}`);
    const invite = `{ inviteMember(input: { email: "${guest.email}" }) ${userErrors} }`;
    await ask(owner.client, invite);
    const declining = await mails.token(guest.email, 'You are invited');
    const theirs = marked({ ...guest, organizationId: owner.organizationId });
    const signedOut = anonymous.with({ 'x-forwarded-for': ADDRESS, 'user-agent': 'audit log test' });
    await ask(signedOut, `{ declineInvitation(input: { token: "${declining}" }) ${userErrors} }`);
    // An invitation can be resent once a minute.
    await sql`update invitations set mail_requested_at = now() - interval '61 seconds'`.execute(db);
    await ask(owner.client, invite);
    const token = await mails.token(guest.email, 'You are invited', 2);
    await ask(theirs.client, `{ acceptInvitation(input: { token: "${token}" }) ${userErrors} }`);
    const ofGuest = () =>
      db
        .selectFrom('audit_events')
        .select(['action', 'actor_id', 'ip_address', 'user_agent'])
        .where('organization_id', '=', owner.organizationId)
        .where('action', 'in', ['invitation.declined', 'member.added', 'member.removed'])
        .orderBy('id')
        .execute();
    expect(await ofGuest()).toMatchObject([
      { ip_address: ADDRESS },
      { ip_address: ADDRESS, actor_id: guest.userId },
    ]);
    await guest.client.ask(`mutation { deleteAccount(input: { password: "${password}" }) ${userErrors} }`);
    const unknown = { actor_id: null, ip_address: null, user_agent: null };
    expect(await ofGuest()).toEqual([
      { action: 'invitation.declined', ...unknown },
      { action: 'member.added', ...unknown },
      { action: 'member.removed', ...unknown },
    ]);
    const { rows } = await server.systemPool.query(
      `select concat((select jsonb_agg(e) from audit_events e), (select jsonb_agg(i) from invitations i)) as text`,
    );
    expect(rows[0].text).not.toContain(guest.email);
  });
});

import { describe, expect, test } from 'vitest';
import { createComment, createProject } from '../../fixtures/work.ts';
import { renderMail } from '../../../src/mail/render-mail.ts';
import { excerpt } from '../../../src/modules/notification/mail.ts';
import { type Account, join, register } from '../../support/client.ts';
import { settled } from '../../support/jobs.ts';
import { receiveMails, type ReceivedMail, until } from '../../support/mail.ts';
import { assignTasks, notified, setPreferences } from '../../support/notifications.ts';
import { startTestServer } from '../../support/server.ts';

const server = await startTestServer();
const mails = await receiveMails(server);

async function pair() {
  const owner = await register(server.anonymous, 'Olga Owner');
  const member = await join(owner, 'MEMBER', 'Max <b>Member</b>');
  return { owner, member, projectId: await createProject(owner.client) };
}

const assigned = ({ email }: Account, count = 1) =>
  until(() => {
    const found = mails.to(email, 'assigned').concat(mails.to(email, 'notifications'));
    return found.length >= count ? found : undefined;
  });

const linkIn = ({ headers }: ReceivedMail) => headers['list-unsubscribe']!.slice(1, -1);

const settings = async ({ client }: Account) =>
  (await client.ask('{ notificationPreferences { kinds { kind email inApp } } }')).notificationPreferences
    .kinds as { email: boolean; inApp: boolean }[];

describe('a mail', () => {
  test('has text and HTML, links to the task, and one-click unsubscription', async () => {
    const { owner, member, projectId } = await pair();
    const [taskId] = await assignTasks(owner, projectId, member.userId);
    const [mail] = await assigned(member);
    const { subject, headers, text, html } = mail!;
    expect(subject).toBe(`[Olga Owner's organization] Olga Owner assigned "Task 1" to you`);
    expect(headers['content-type']).toContain('multipart/alternative');
    expect(text).toContain(`- Olga Owner assigned "Task 1" to you\r\n  https://app.test/tasks/${taskId}`);
    expect(html).toContain(`<a href="https://app.test/tasks/${taskId}">`);
    expect(html).toContain('<p>Hello Max &lt;b&gt;Member&lt;/b&gt;,</p>');
    expect(html).not.toMatch(/<(img|script|link)\b|src=/);
    const url = linkIn(mail!);
    expect(url).toMatch(new RegExp(`^${server.url}/unsubscribe\\?token=[\\w.-]+$`));
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    for (const part of [text, html]) expect(part).toContain(url);
  });

  test('reports all tasks that were assigned at once, the first twenty by title', async () => {
    const { owner, member, projectId } = await pair();
    await assignTasks(owner, projectId, member.userId, 100);
    await notified(member.client, 100);
    await settled(server.db, owner.organizationId);
    const [mail, ...others] = await assigned(member);
    expect(others).toEqual([]);
    expect(mail!.subject).toContain('100 notifications');
    expect(mail!.text).toContain('"Task 20"');
    expect(mail!.text).not.toContain('"Task 21"');
    expect(mail!.text).toContain('and 80 more.');
  });

  test('is sent according to the preference, listed or not', async () => {
    const { owner, member, projectId } = await pair();
    await setPreferences(
      member.client,
      { kind: 'TASK_ASSIGNED', inApp: false },
      { kind: 'TASK_COMMENTED', email: false },
    );
    const [taskId] = await assignTasks(owner, projectId, member.userId);
    await createComment(owner.client, taskId!);
    await settled(server.db, owner.organizationId);
    await assigned(member);
    expect(mails.to(member.email, 'commented')).toEqual([]);
    const { notifications } = await member.client.ask('{ notifications { nodes { kind } totalCount } }');
    expect(notifications.nodes.map(({ kind }) => kind)).toEqual(['TASK_COMMENTED', 'MEMBER_ADDED']);
    expect(notifications.totalCount).toBe(2);
  });

  test('quotes the comment, or the beginning of a long one, without links', async () => {
    const { owner, member, projectId } = await pair();
    const [taskId] = await assignTasks(owner, projectId, member.userId);
    await assigned(member);
    const body = `Mind the <b>gulls</b>.\nSee https://gulls.example ${'and so on '.repeat(60)}`;
    await createComment(owner.client, taskId!, { body, mentionedUserIds: [member.userId] });
    const [mail] = await until(() => {
      const found = mails.to(member.email, 'mentioned you');
      return found.length > 0 ? found : undefined;
    });
    expect(mail!.text).toContain('\n  > Mind the <b>gulls</b>. See gulls\u2024example and so on');
    expect(mail!.text.replaceAll(/\s+/g, ' ').match(/and so on/g)!.length).toBeLessThan(50);
    expect(mail!.text).toContain(' …');
    expect(mail!.html).toContain('<blockquote>Mind the &lt;b&gt;gulls&lt;/b&gt;. See gulls');
    expect(mail!.html).not.toContain('https://gulls');
  });

  test('quotes whole characters in any encoding', () => {
    const rower = '🚣🏽‍♀️';
    for (let before = 480; before <= 500; before++) {
      const [quoted] = excerpt('a'.repeat(before) + rower.repeat(9)).split(' …');
      expect(quoted!.slice(before)).toBe(rower.repeat(Math.floor((500 - before) / rower.length)));
    }
    const marked = `a${'\u0301'.repeat(498)}`;
    for (const body of ['a'.repeat(500), `${marked}\u0301`]) expect(excerpt(body)).toBe(body);
    // U+1D165 is a combining mark of two code units.
    const endless = excerpt(`${marked}\u{1d165}\u{1d165}`);
    expect([endless.isWellFormed(), endless.length]).toEqual([true, 502]);
  });

  test('of an invitation and of a registration has escaped HTML too', async () => {
    const { owner, member } = await pair();
    for (const subject of ['Verify your e-mail address', 'You are now a member'])
      await until(() => mails.to(member.email, subject)[0]);
    const [verify] = mails.to(member.email, 'Verify');
    expect(verify!.html).toMatch(/<a href="https:\/\/app.test\/verify-email\?token=[\w-]+">/);
    const [welcome] = mails.to(member.email, 'You are now a member');
    expect(welcome!.html).toContain('Hello Max &lt;b&gt;Member&lt;/b&gt;,');
    await owner.client.ask(
      'mutation { inviteMember(input: { email: "new@polity.test" }) { userErrors { code } } }',
    );
    const invitation = await until(() => mails.to('new@polity.test', 'You are invited')[0]);
    expect(invitation.html).toMatch(/<a href="https:\/\/app.test\/accept-invitation\?token=[\w-]+">Accept/);
  });

  test('escapes every text in it', () => {
    const { html, text } = renderMail(
      ['<script>', { list: [{ text: '"&\'', link: 'https://app.test/?a="b' }] }],
      [{ link: 'https://app.test/', label: '<end>' }],
    );
    expect(html).not.toContain('<script>');
    expect(html).toContain('<a href="https://app.test/?a=&quot;b">&quot;&amp;&#39;</a>');
    expect(html).toContain('&lt;end&gt;');
    expect(text).toBe('<script>\n\n- "&\'\n  https://app.test/?a="b\n\n--\nhttps://app.test/');
  });
});

describe('the unsubscribe link', () => {
  const link = async () => {
    const { owner, member, projectId } = await pair();
    await assignTasks(owner, projectId, member.userId);
    const [mail] = await assigned(member);
    return { owner, member, projectId, url: linkIn(mail!) };
  };
  const click = (url: string) =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });

  test('shows a confirmation, and one-click unsubscription turns mails off; notifications are still listed', async () => {
    const { owner, member, projectId, url } = await link();
    const page = await fetch(url);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await page.text()).toContain('<form method="post"');
    expect((await settings(member)).some(({ email }) => email)).toBe(true);
    expect((await click(url)).status).toBe(200);
    expect((await settings(member)).some(({ email }) => email)).toBe(false);
    expect((await settings(member)).every(({ inApp }) => inApp)).toBe(true);
    await assignTasks(owner, projectId, member.userId);
    await notified(member.client, 3);
    await settled(server.db, owner.organizationId);
    expect(await assigned(member)).toHaveLength(1);
    await setPreferences(member.client, { kind: 'TASK_ASSIGNED', email: true });
    await assignTasks(owner, projectId, member.userId);
    await assigned(member, 2);
  });

  test('accepts every request that mail programs send; only the token matters', async () => {
    const { member, url } = await link();
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200);
    expect((await settings(member)).some(({ email }) => email)).toBe(false);
    const { member: other, url: second } = await link();
    expect((await fetch(second, { method: 'POST' })).status).toBe(200);
    expect((await settings(other)).some(({ email }) => email)).toBe(false);
  });

  test('has the same response without names for every invalid token, and changes nothing', async () => {
    const { owner, member, url } = await link();
    const good = new URL(url).searchParams.get('token')!;
    const [organizationId, userId, signature] = good.split('.');
    const forged = [
      '',
      'x',
      `${organizationId}.${userId}.`,
      `${organizationId}.${userId}.${'A'.repeat(signature!.length)}`,
      `${organizationId}.${owner.userId}.${signature}`,
      `${owner.organizationId}.${userId}.${signature!.slice(0, -2)}`,
      `"><script>.${userId}.${signature}`,
    ];
    const answers = new Set<string>();
    for (const token of forged) {
      const other = `${server.url}/unsubscribe?token=${encodeURIComponent(token)}`;
      for (const answer of [await fetch(other), await click(other)]) {
        expect(answer.status).toBe(410);
        answers.add(await answer.text());
      }
    }
    expect(answers.size).toBe(1);
    const [refusal] = answers;
    expect(refusal).toContain('This link is not valid any more.');
    for (const hidden of ['<script>', '<form', organizationId!, userId!, member.email, owner.email])
      expect(refusal).not.toContain(hidden);
    expect((await settings(member)).some(({ email }) => email)).toBe(true);
    expect((await settings(owner)).some(({ email }) => email)).toBe(true);
    expect((await click(url)).status).toBe(200);
    expect((await settings(member)).some(({ email }) => email)).toBe(false);
  });

  test('becomes invalid with the end of the membership', async () => {
    const { owner, member, url } = await link();
    await owner.client.ask(
      `mutation ($id: ID!) { removeMember(input: { userId: $id }) { userErrors { code } } }`,
      { id: member.userId },
    );
    expect((await click(url)).status).toBe(410);
    const kept = await server.db
      .selectFrom('notification_preferences')
      .select('kind')
      .where('user_id', '=', member.userId)
      .execute();
    expect(kept).toEqual([]);
  });

  test('works sixty times an hour for an IP address', async () => {
    const from = (address: string) =>
      fetch(`${server.url}/unsubscribe`, { method: 'POST', headers: { 'x-forwarded-for': address } });
    const answers = await Promise.all(Array.from({ length: 65 }, () => from('10.9.8.7')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    // Without a token, it is rejected and counted as well.
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(60);
    expect(answers.find(({ status }) => status === 429)!.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await from('10.9.8.6')).status).toBe(410);
  });
});

import { describe, expect, test } from 'vitest';
import { hashToken, newToken } from '../../src/crypto/one-time-tokens.ts';
import { unsubscribeUrl } from '../../src/modules/notification/unsubscribe.ts';
import { asTenant } from '../../src/jobs/run-as-tenant.ts';
import { password, register } from '../support/client.ts';
import { invite, roleOf } from '../support/invitations.ts';
import { receiveMails } from '../support/mail.ts';
import { valueAt } from '../support/operations.ts';
import { startTestServer } from '../support/server.ts';

const server = await startTestServer({ PERSISTED_OPERATIONS: 'require', ROUTER_SECRET: 'r'.repeat(40) });
const { db, url } = server;
const anonymous = server.anonymous.with({ 'router-authorization': 'r'.repeat(40) });
const mails = await receiveMails(server, { pagesUrl: url });

const headers = { accept: 'text/html', 'x-forwarded-for': '10.1.2.3' };
const get = (path: string) => fetch(`${url}${path}`, { headers });
const post = (path: string, fields: Record<string, string>, more: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: 'POST',
    headers: { ...headers, ...more },
    body: new URLSearchParams(fields),
  });

const PAGES = [
  '/verify-email',
  '/reset-password',
  '/confirm-email-change',
  '/undo-email-change',
  '/accept-invitation',
  '/unsubscribe',
];

describe('every page', () => {
  test.each(PAGES)('%s reports an invalid link for an invalid token', async (path) => {
    for (const token of ['garbage', '', '<script>', newToken()]) {
      const response = await get(`${path}?token=${encodeURIComponent(token)}`);
      expect(response.status).toBe(410);
      const text = await response.text();
      expect(text).toContain('This link is not valid any more.');
      expect(text).not.toContain('<form');
      if (token) expect(text).not.toContain(token);
      expect(await (await post(path, { token })).text()).toContain('This link is not valid any more.');
    }
  });

  test.each([...PAGES, '/tasks/01900000-0000-7000-8000-000000000000', '/nothing'])(
    '%s is kept nowhere, runs nothing and leaks no address',
    async (path) => {
      const response = await get(path);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      const policy = response.headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('script-src');
      expect(await response.text()).not.toContain('<script');
    },
  );

  test.each(['/verify-email', '/reset-password', '/accept-invitation'])(
    '%s takes no form of another site',
    async (path) => {
      const response = await post(path, { token: 'x' }, { 'sec-fetch-site': 'cross-site' });
      expect(response.status).toBe(403);
    },
  );
});

test('for an unknown path a browser gets a page and a program gets JSON', async () => {
  const page = await get('/nothing');
  expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  const data = await fetch(`${url}/nothing`);
  expect([data.status, valueAt(await data.json(), 'errors.0.extensions.code')]).toEqual([404, 'NOT_FOUND']);
});

test('following the links changes nothing', async () => {
  const ada = await register(anonymous);
  const token = await mails.token(ada.email, 'Verify your e-mail address');
  for (let time = 0; time < 2; time++) expect((await get(`/verify-email?token=${token}`)).status).toBe(200);
  const account = db.selectFrom('users').select('email_verified_at').where('id', '=', ada.userId);
  expect(await account.executeTakeFirst()).toEqual({ email_verified_at: null });
  const { guest, token: invitation, owner } = await invite({ ...server, anonymous }, mails);
  const page = await (await get(`/accept-invitation?token=${invitation}`)).text();
  for (const shown of ['Olive Owner&#39;s organization', 'Olive Owner', 'MEMBER', guest.email, 'Valid until'])
    expect(page).toContain(shown);
  expect(await roleOf(owner, guest)).toBeUndefined();
});

describe('an invitation on its page', () => {
  test('is accepted with the password of the account, without an open session afterwards', async () => {
    const { owner, guest, token } = await invite({ ...server, anonymous }, mails);
    const sessions = db
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', guest.userId)
      .where('revoked_at', 'is', null);
    const before = await sessions.execute();
    const wrong = await post('/accept-invitation', { token, answer: 'accept', password: 'wrong' });
    expect([wrong.status, await wrong.text()]).toEqual([
      422,
      expect.stringContaining('The e-mail address or the password is wrong.'),
    ]);
    const right = await post('/accept-invitation', { token, answer: 'accept', password });
    expect(await right.text()).toContain('You are now a member of Olive Owner&#39;s organization.');
    expect(await roleOf(owner, guest)).toBe('MEMBER');
    expect(await sessions.execute()).toEqual(before);
    expect((await get(`/accept-invitation?token=${token}`)).status).toBe(410);
  });

  test('is accepted by registering', async () => {
    const owner = await register(anonymous);
    const email = `nora-${crypto.randomUUID()}@polity.test`;
    await owner.client.ask(
      'mutation ($email: String!) { inviteMember(input: { email: $email, role: ADMIN }) { userErrors { code } } }',
      { email },
    );
    const token = await mails.token(email, 'You are invited');
    const fields = { token, answer: 'register', fullName: 'Nora', password: 'brisk heron 17' };
    const refused = await (await post('/accept-invitation', { ...fields, password: 'short' })).text();
    expect(refused).toContain('at least 8 characters');
    expect(refused).not.toContain('value="short"');
    expect(await (await post('/accept-invitation', fields)).text()).toContain('You are now a member of');
    const { role } = await db
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .select('role')
      .where('email', '=', email)
      .executeTakeFirstOrThrow();
    expect(role).toBe('ADMIN');
  });

  test('is declined', async () => {
    const { owner, guest, token } = await invite({ ...server, anonymous }, mails);
    expect(await (await post('/accept-invitation', { token, answer: 'decline' })).text()).toContain(
      'You declined',
    );
    expect((await get(`/accept-invitation?token=${token}`)).status).toBe(410);
    expect(await roleOf(owner, guest)).toBeUndefined();
  });

  test('of somebody else’s token shows nothing of other organizations', async () => {
    const { token } = await invite({ ...server, anonymous }, mails);
    const hash = hashToken(token);
    await db.updateTable('invitations').set({ status: 'REVOKED' }).where('token_hash', '=', hash).execute();
    const page = await get(`/accept-invitation?token=${token}`);
    expect([page.status, await page.text()]).toEqual([410, expect.not.stringContaining('Olive')]);
  });
});

test.each([
  ['the password of the account, which goes on', { password }, password],
  ['a new password, which takes the account', { newPassword: 'a wholly new phrase' }, 'a wholly new phrase'],
])('the page verifies an address with %s', async (_, fields, secret) => {
  const ada = await register(anonymous);
  const token = await mails.token(ada.email, 'Verify your e-mail address');
  expect(await (await get(`/verify-email?token=${token}`)).text()).toContain(ada.email);
  for (const wrong of [{}, { password: 'wrong' }, { newPassword: 'password1' }])
    expect((await post('/verify-email', { token, ...(wrong as Record<string, string>) })).status).toBe(422);
  expect(await (await post('/verify-email', { token, ...fields })).text()).toContain('is verified');
  expect((await post('/verify-email', { token, ...fields })).status).toBe(410);
  expect(
    await anonymous.codes(
      'mutation ($email: String!, $secret: String!) { login(input: { email: $email, password: $secret }) { userErrors { code } } }',
      { email: ada.email, secret },
    ),
  ).toEqual([]);
  expect(await ada.client.codes('{ me { id } }')).toEqual('newPassword' in fields ? ['UNAUTHENTICATED'] : []);
});

test('the page sets a password by the rules of the API', async () => {
  const ada = await register(anonymous);
  await anonymous.ask(
    'mutation ($email: String!) { requestPasswordReset(input: { email: $email }) { userErrors { code } } }',
    { email: ada.email },
  );
  const token = await mails.token(ada.email, 'Set a new password');
  expect(await (await get(`/reset-password?token=${token}`)).text()).toContain(ada.email);
  expect((await post('/reset-password', { token, password: 'password1' })).status).toBe(422);
  expect(await (await post('/reset-password', { token, password: 'a wholly new phrase' })).text()).toContain(
    'is set',
  );
  expect((await post('/reset-password', { token, password: 'a wholly new phrase' })).status).toBe(410);
});

test('one-click unsubscription and the page both turn off the mails of their organization', async () => {
  const ada = await register(anonymous);
  const link = await asTenant(server.services, ada.organizationId, (tenant) =>
    unsubscribeUrl(tenant, ada.userId, url),
  );
  const path = link.slice(url.length);
  const page = await (await get(path)).text();
  expect(page).toContain(ada.email);
  expect(page).toContain('organization?');
  const wanted = async () => {
    const rows = await db
      .selectFrom('notification_preferences')
      .select('by_email')
      .where('user_id', '=', ada.userId)
      .execute();
    return rows.every((row) => row.by_email === false) && rows.length > 0;
  };
  expect(await wanted()).toBe(false);
  const click = await post(path, { 'List-Unsubscribe': 'One-Click' });
  expect(click.status).toBe(200);
  expect(await wanted()).toBe(true);
});

import type { FastifyInstance, FastifyReply } from 'fastify';
import type { KeptMail } from './mail.ts';
import { developerPagePolicy } from './security-headers.ts';

/**
 * For development: the mails that no mail server was there to take, and pages for their links to lead to while there
 * is no front end.
 */
export function addDeveloperPages(app: FastifyInstance, outbox: KeptMail[]): void {
  app.get('/outbox', (_request, reply) => sendPage(reply, 'Outbox', outboxPage(outbox)));
  app.get('/verify-email', (_request, reply) =>
    sendPage(
      reply,
      'Verify your e-mail address',
      form(
        `mutation ($token: String!, $password: String, $newPassword: String) {
          answer: verifyEmail(input: { token: $token, password: $password, newPassword: $newPassword }) {
            userErrors { message } } }`,
        'Verify',
        `<p><label>Your password <input name="password" type="password" autocomplete="current-password"></label></p>
        <p><label>If you did not make the account, a new password
          <input name="newPassword" type="password" autocomplete="new-password"></label></p>`,
      ),
    ),
  );
  app.get('/reset-password', (_request, reply) =>
    sendPage(
      reply,
      'Set a new password',
      form(
        `mutation ($token: String!, $password: String!) {
          answer: resetPassword(input: { token: $token, newPassword: $password }) { userErrors { message } } }`,
        'Set',
        '<label>New password <input name="password" type="password" autocomplete="new-password" required></label>',
      ),
    ),
  );
  app.get('/accept-invitation', (_request, reply) =>
    sendPage(
      reply,
      'Accept the invitation',
      form(
        `mutation ($token: String!, $email: String!, $password: String!, $fullName: String!) {
          answer: register(input: { invitationToken: $token, email: $email, password: $password, fullName: $fullName }) {
            userErrors { message } } }`,
        'Register and accept',
        `<p>With an account already? Sign in and use <code>acceptInvitation</code> with the token of this page's address.</p>
        <p><label>E-mail <input name="email" type="email" autocomplete="username" required></label></p>
        <p><label>Full name <input name="fullName" autocomplete="name" required></label></p>
        <p><label>Password <input name="password" type="password" autocomplete="new-password" required></label></p>`,
      ),
    ),
  );
}

const sendPage = (reply: FastifyReply, title: string, body: string) =>
  reply.type('text/html; charset=utf-8').header('content-security-policy', developerPagePolicy)
    .send(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${title}</title>
<style>body { font: 16px/1.5 system-ui; max-width: 45rem; margin: 3rem auto; padding: 0 1rem }
pre { white-space: pre-wrap; background: #f4f4f5; padding: 1rem; border-radius: .5rem }</style>
<h1>${title}</h1>${body}</html>`);

function outboxPage(outbox: KeptMail[]): string {
  if (outbox.length === 0) return '<p>No mail has been sent since the server started.</p>';
  const mails = outbox.map(
    ({ to, subject, text, html }) =>
      `<article><h2>${escape(subject)}</h2><p>To ${escape(to)}</p><pre>${link(escape(text))}</pre>${html ? preview(html) : ''}</article>`,
  );
  return mails.toReversed().join('\n');
}

// Sandboxed: nothing in a mail runs.
const preview = (html: string) =>
  `<details><summary>HTML</summary><iframe sandbox srcdoc="${escape(html)}" style="width: 100%; height: 20rem; border: 1px solid #ddd"></iframe></details>`;

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const link = (escaped: string) => escaped.replace(/https?:\/\/[^\s&#]+/g, '<a href="$&">$&</a>');

/** Sends the mutation with the token of the page's address and the form's fields. */
const form = (mutation: string, button: string, fields = '') => `
<form>${fields} <button>${button}</button></form><p role="status"></p>
<script>
  document.forms[0].addEventListener('submit', async (event) => {
    event.preventDefault();
    const variables = { token: new URLSearchParams(location.search).get('token') ?? '', ...Object.fromEntries([...new FormData(event.target)].filter(([, value]) => value !== '')) };
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: ${JSON.stringify(mutation).replaceAll('<', '\\u003c')}, variables }),
    });
    const { data, errors } = await response.json();
    const faults = errors ?? data.answer.userErrors;
    document.querySelector('[role=status]').textContent = faults.length > 0 ? faults.map(({ message }) => message).join(' ') : 'Done.';
  });
</script>`;

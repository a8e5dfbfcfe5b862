import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findTokenHolder } from '../../modules/account/mailed-token-queries.ts';
import {
  findPendingEmailChange,
  findUndoableEmailChange,
} from '../../modules/account/email-change-queries.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { ask, createFormLimit, fieldsOf, isForeign, tokenOf, visitorsDb, withForms } from './server.ts';
import { foreignForm, type Html, html, type Page, sendPage, tooMany } from './template.ts';
import type { Services } from '../../core/services.ts';

const deadLink = html`<p>
  This link is not valid any more. It was used, replaced by a newer one, or has expired. Request a new one
  where you sign in.
</p>`;

export const faultsOf = (faults: { message: string }[]) =>
  faults.length > 0 &&
  html`<p class="fault" role="alert">${faults.map(({ message }) => message).join(' ')}</p>`;

/** A hidden field that tells password managers which account the form is for. */
const username = (email: string) =>
  html`<input type="hidden" name="username" value="${email}" autocomplete="username" />`;

const newPasswordForm = (email: string, button: string) =>
  html`${username(email)}
    <label
      >New password <input name="password" type="password" autocomplete="new-password" required minlength="8"
    /></label>
    <button>${button}</button>`;

interface TokenPage {
  path: string;
  /** Returns the address that the page shows; undefined when the token is invalid. */
  findEmail: (db: ReturnType<typeof visitorsDb>, hash: Buffer) => Promise<string | undefined>;
  title: string;
  mutation: string;
  done: string;
  /** The text above the forms; by default it names the account. */
  about?: (email: string) => Html;
  /** The fields and the button of each form, for the account with this address. */
  forms: (email: string) => Html[];
  variables: (fields: Record<string, string>) => object;
}

const tokenPages: TokenPage[] = [
  {
    path: '/verify-email',
    findEmail: async (db, hash) => (await findTokenHolder(db, hash, 'VERIFY_EMAIL'))?.email,
    title: 'Verify your e-mail address',
    mutation: `mutation ($token: String!, $password: String, $newPassword: String) {
      answer: verifyEmail(input: { token: $token, password: $password, newPassword: $newPassword }) {
        userErrors { code message } } }`,
    done: 'Your address is verified. You can close this page.',
    forms: (email) => [
      html`<h2>I created this account</h2>
        ${username(email)}
        <label
          >Password <input name="password" type="password" autocomplete="current-password" required
        /></label>
        <button>Verify</button>`,
      html`<h2>Somebody else created it</h2>
        <p>
          ${email} is your address, so the account is yours. Set a new password. Everything that somebody else
          set up with the account is revoked.
        </p>
        ${username(email)}
        <label
          >New password
          <input name="newPassword" type="password" autocomplete="new-password" required minlength="8"
        /></label>
        <button>Set password and verify</button>`,
    ],
    variables: ({ password, newPassword }) => ({
      password: password || null,
      newPassword: newPassword || null,
    }),
  },
  {
    path: '/reset-password',
    findEmail: async (db, hash) => (await findTokenHolder(db, hash, 'RESET_PASSWORD'))?.email,
    title: 'Set a new password',
    mutation: `mutation ($token: String!, $password: String!) {
      answer: resetPassword(input: { token: $token, newPassword: $password }) { userErrors { code message } } }`,
    done: 'The new password is set, and all sessions have ended. Sign in with the new password.',
    forms: (email) => [newPasswordForm(email, 'Set password')],
    variables: ({ password = '' }) => ({ password }),
  },
  {
    path: '/confirm-email-change',
    findEmail: async (db, hash) => {
      const change = await findPendingEmailChange(db, hash);
      return change && !change.expired ? change.newEmail : undefined;
    },
    title: 'Confirm your new e-mail address',
    mutation: `mutation ($token: String!, $password: String) {
      answer: confirmEmailChange(input: { token: $token, password: $password }) { userErrors { code message } } }`,
    done: 'Your account has its new address. Sign in with it from now on.',
    about: (email) => html`<p>The new address of your account is ${email}.</p>`,
    forms: () => [
      html`<label
          >Password of the account
          <input name="password" type="password" autocomplete="current-password" required
        /></label>
        <button>Confirm</button>`,
    ],
    variables: ({ password = '' }) => ({ password }),
  },
  {
    path: '/undo-email-change',
    findEmail: async (db, hash) => (await findUndoableEmailChange(db, hash))?.oldEmail,
    title: 'Undo the change of your e-mail address',
    mutation: `mutation ($token: String!, $password: String!) {
      answer: undoEmailChange(input: { token: $token, newPassword: $password }) { userErrors { code message } } }`,
    done: 'Your account has this address and a new password again, and every session has ended. Sign in with them.',
    about: (email) => html`<p>Your account gets the address ${email} back, and a new password.</p>`,
    forms: (email) => [newPasswordForm(email, 'Undo the change')],
    variables: ({ password = '' }) => ({ password }),
  },
];

/** Adds the pages for links in account mails. `GET` changes nothing, because mail programs follow links, too. */
export async function addAccountPages(app: FastifyInstance, services: Services): Promise<void> {
  const isWithinLimit = createFormLimit();

  async function pageOf(
    request: FastifyRequest,
    page: TokenPage,
    token: string,
    faults: { message: string }[] = [],
  ): Promise<Page> {
    const email = token && (await page.findEmail(visitorsDb(services, request), hashToken(token)));
    if (!email) return { title: page.title, body: deadLink, status: 410 };
    return {
      title: page.title,
      status: faults.length > 0 ? 422 : 200,
      body: html`${faultsOf(faults)}
      ${page.about ? page.about(email) : html`<p>For the account of ${email}.</p>`}
      ${page
        .forms(email)
        .map(
          (fields) =>
            html`<form method="post" action="${page.path.slice(1)}">
              <input type="hidden" name="token" value="${token}" />${fields}
            </form>`,
        )}`,
    };
  }

  async function send(page: TokenPage, request: FastifyRequest): Promise<Page> {
    if (isForeign(request)) return foreignForm;
    if (!isWithinLimit(request)) return tooMany;
    const fields = fieldsOf(request);
    const token = tokenOf(fields['token']);
    const { faults } = await ask(request, page.mutation, { token, ...page.variables(fields) });
    if (faults.length > 0) return pageOf(request, page, token, faults);
    return { title: page.title, body: html`<p role="status">${page.done}</p>` };
  }

  await withForms(app, (scope) => {
    for (const page of tokenPages) {
      scope.get(page.path, async (request, reply) =>
        sendPage(
          reply,
          await pageOf(request, page, tokenOf((request.query as Record<string, unknown>)['token'])),
        ),
      );
      scope.post(page.path, async (request, reply) => sendPage(reply, await send(page, request)));
    }
  });
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findInvitationByToken } from '../../modules/invitation/mailed-queries.ts';
import { hashToken } from '../../crypto/one-time-tokens.ts';
import { faultsOf } from './account.ts';
import {
  type Answer,
  ask,
  createFormLimit,
  fieldsOf,
  isForeign,
  tokenOf,
  visitorsDb,
  withForms,
} from './server.ts';
import { foreignForm, html, type Page, sendPage, tooMany } from './template.ts';
import type { Services } from '../../core/services.ts';

const title = 'Accept an invitation';

const LOGIN = `mutation ($email: String!, $password: String!, $code: String) {
  answer: login(input: { email: $email, password: $password, totpCode: $code }) { accessToken userErrors { code message } } }`;
const ACCEPT =
  'mutation ($token: String!) { answer: acceptInvitation(input: { token: $token }) { userErrors { code message } } }';
const REGISTER = `mutation ($token: String!, $email: String!, $password: String!, $fullName: String!) {
  answer: register(input: { invitationToken: $token, email: $email, password: $password, fullName: $fullName }) {
    accessToken userErrors { code message } } }`;
const DECLINE =
  'mutation ($token: String!) { answer: declineInvitation(input: { token: $token }) { userErrors { code message } } }';
const LOGOUT = 'mutation { answer: logout { userErrors { code message } } }';

type Invitation = NonNullable<Awaited<ReturnType<typeof findInvitationByToken>>>;

const describe = ({ organizationName, inviterName, role, email, expiresAt }: Invitation) =>
  html`<dl>
    <dt>Organization</dt>
    <dd>${organizationName}</dd>
    <dt>Invited by</dt>
    <dd>${inviterName ?? 'an administrator'}</dd>
    <dt>Role</dt>
    <dd>${role}</dd>
    <dt>For</dt>
    <dd>${email}</dd>
    <dt>Valid until</dt>
    <dd>${new Date(expiresAt).toUTCString()}</dd>
  </dl>`;

/** One form for each possible answer. The field `answer` identifies it. */
const forms = (token: string, email: string) =>
  html` <form method="post" action="accept-invitation">
      <h2>I have an account</h2>
      <input type="hidden" name="token" value="${token}" /><input
        type="hidden"
        name="answer"
        value="accept"
      />
      <input type="hidden" name="username" value="${email}" autocomplete="username" />
      <label
        >Password <input name="password" type="password" autocomplete="current-password" required
      /></label>
      <label>Code, if your account asks for one <input name="code" autocomplete="one-time-code" /></label>
      <button>Sign in and accept</button>
    </form>
    <form method="post" action="accept-invitation">
      <h2>I am new here</h2>
      <input type="hidden" name="token" value="${token}" /><input
        type="hidden"
        name="answer"
        value="register"
      />
      <label>Full name <input name="fullName" autocomplete="name" required maxlength="100" /></label>
      <label
        >New password
        <input name="password" type="password" autocomplete="new-password" required minlength="8"
      /></label>
      <button>Register and accept</button>
    </form>
    <form method="post" action="accept-invitation">
      <h2>No, thanks</h2>
      <input type="hidden" name="token" value="${token}" /><input
        type="hidden"
        name="answer"
        value="decline"
      />
      <button>Decline</button>
    </form>`;

const deadLink: Page = {
  title,
  status: 410,
  body: html`<p>
    This link is not valid any more. The invitation was answered, revoked, replaced by a newer mail, or has
    expired. Ask the person who invited you for a new one.
  </p>`,
};

/** Accepts or declines an invitation. Ends the session that accepting creates, so that the browser stays signed out. */
async function answerInvitation(
  request: FastifyRequest,
  token: string,
  { email }: Invitation,
): Promise<Answer> {
  const { answer, password = '', code, fullName = '' } = fieldsOf(request);
  if (answer === 'decline') return ask(request, DECLINE, { token });
  if (answer === 'register') {
    const registered = await ask(request, REGISTER, { token, email, password, fullName });
    await signOut(request, registered);
    return registered;
  }
  const signedIn = await ask(request, LOGIN, { email, password, code: code || null });
  if (signedIn.faults.length > 0) return signedIn;
  const accepted = await ask(request, ACCEPT, { token }, signedIn.data?.accessToken);
  await signOut(request, signedIn);
  return accepted;
}

async function signOut(request: FastifyRequest, { data }: Answer): Promise<void> {
  if (data?.accessToken) await ask(request, LOGOUT, {}, data.accessToken);
}

/** Adds the page for links in invitations. `GET` changes nothing, because mail programs follow links, too. */
export async function addInvitationPage(app: FastifyInstance, services: Services): Promise<void> {
  const isWithinLimit = createFormLimit();
  const { appUrl, apiUrl } = services.config;
  const find = async (request: FastifyRequest, token: string) =>
    token ? findInvitationByToken(visitorsDb(services, request), hashToken(token)) : undefined;
  const appLink = appUrl !== apiUrl && html`<p><a href="${appUrl}">Continue to the application</a></p>`;

  async function send(request: FastifyRequest): Promise<Page> {
    if (isForeign(request)) return foreignForm;
    if (!isWithinLimit(request)) return tooMany;
    const token = tokenOf(fieldsOf(request)['token']);
    const invitation = await find(request, token);
    if (!invitation) return deadLink;
    const { faults } = await answerInvitation(request, token, invitation);
    if (faults.length > 0)
      return {
        title,
        status: 422,
        body: html`${faultsOf(faults)}${describe(invitation)}${forms(token, invitation.email)}`,
      };
    const { organizationName } = invitation;
    return fieldsOf(request)['answer'] === 'decline'
      ? { title, body: html`<p role="status">You declined the invitation to ${organizationName}.</p>` }
      : {
          title,
          body: html`<p role="status">You are now a member of ${organizationName}.</p>
            ${appLink}`,
        };
  }

  await withForms(app, (scope) => {
    scope.get('/accept-invitation', async (request, reply) => {
      const token = tokenOf((request.query as Record<string, unknown>)['token']);
      const invitation = await find(request, token);
      return sendPage(
        reply,
        invitation
          ? { title, body: html`${describe(invitation)}${forms(token, invitation.email)}` }
          : deadLink,
      );
    });
    scope.post('/accept-invitation', async (request, reply) => sendPage(reply, await send(request)));
  });
}

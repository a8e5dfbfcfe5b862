import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Services } from '../context.ts';
import { findSubscription, unsubscribe } from '../modules/notification/unsubscribe.ts';
import { createFormLimit, fieldsOf, tokenOf, visitorsDb, withForms } from './server.ts';
import { html, type Page, sendPage, tooMany } from './template.ts';

const title = 'End mails';

const deadLink: Page = {
  title,
  status: 410,
  body: html`<p>
    This link is not valid any more. Mails about an organization end when you are no longer a member of it;
    what is mailed to you is chosen in your preferences.
  </p>`,
};

/** A form's token, else the address's, which is where mail programs send their one click (RFC 8058). */
const sentToken = (request: FastifyRequest) =>
  tokenOf(fieldsOf(request)['token']) || tokenOf((request.query as Record<string, unknown>)['token']);

/** The page that mails' unsubscribe links lead to: it asks, because programs follow links, too. */
export async function addUnsubscribePage(app: FastifyInstance, services: Services): Promise<void> {
  const mayPost = createFormLimit();
  await withForms(app, (scope) => {
    scope.get('/unsubscribe', async (request, reply) => {
      const token = sentToken(request);
      const found = await findSubscription(visitorsDb(services, request), token);
      if (!found) return sendPage(reply, deadLink);
      return sendPage(reply, {
        title,
        body: html`<form method="post" action="unsubscribe">
          <input type="hidden" name="token" value="${token}" />
          <p>Send ${found.email} no more mails about what happens in ${found.organization}?</p>
          <button>Unsubscribe</button>
        </form>`,
      });
    });
    scope.post('/unsubscribe', async (request, reply) => {
      if (!(await mayPost(request))) return sendPage(reply.header('retry-after', '3600'), tooMany);
      const found = await unsubscribe(visitorsDb(services, request), sentToken(request));
      if (!found) return sendPage(reply, deadLink);
      return sendPage(reply, {
        title,
        body: html`<p role="status">
          ${found.email} gets no more mails about what happens in ${found.organization}.
        </p>`,
      });
    });
  });
}

import type { FastifyInstance, FastifyRequest } from 'fastify';
import { findSubscription, unsubscribe } from '../../modules/notification/unsubscribe.ts';
import { createFormLimit, fieldsOf, tokenOf, visitorsDb, withForms } from './server.ts';
import { html, type Page, sendPage, tooMany } from './template.ts';
import type { Services } from '../../core/services.ts';

const title = 'Unsubscribe';

const deadLink: Page = {
  title,
  status: 410,
  body: html`<p>
    This link is not valid any more. You receive no mails about an organization of which you are no longer a
    member. Choose in your preferences which mails you receive.
  </p>`,
};

/** Returns the token of the form, else that of the URL, which mail programs post to (RFC 8058). */
const sentToken = (request: FastifyRequest) =>
  tokenOf(fieldsOf(request)['token']) || tokenOf((request.query as Record<string, unknown>)['token']);

/** Adds the page for unsubscribe links. `GET` only asks for confirmation, because mail programs follow links, too. */
export async function addUnsubscribePage(app: FastifyInstance, services: Services): Promise<void> {
  const isWithinLimit = createFormLimit();
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
      if (!isWithinLimit(request)) return sendPage(reply.header('retry-after', '3600'), tooMany);
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

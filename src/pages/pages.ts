import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.ts';
import { addAccountPages } from './account.ts';
import { addInvitationPage } from './invitation.ts';
import { html, sendPage } from './template.ts';
import { addUnsubscribePage } from './unsubscribe.ts';

/** Every page that a mail's link may lead to on this server. */
export async function addPages(app: FastifyInstance, services: Services): Promise<void> {
  await addAccountPages(app, services);
  await addInvitationPage(app, services);
  await addUnsubscribePage(app, services);
  const { explorer } = services.config;
  // Without a front end, mails of notifications lead here.
  app.get('/tasks/:id', (_request, reply) =>
    sendPage(reply, {
      title: 'A task',
      body: html`<p>
          Tasks are shown by the application that uses this API. Its address is the setting
          <code>APP_URL</code>, which is not set here.
        </p>
        ${explorer && html`<p><a href="../explorer">Look at the task in the explorer</a></p>`}`,
    }),
  );
}

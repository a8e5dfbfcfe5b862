import type { FastifyInstance } from 'fastify';
import type { Services } from '../context.ts';
import { explorerWith } from '../explorer.ts';
import { addAccountPages } from './account.ts';
import { addInvitationPage } from './invitation.ts';
import { sendNotFoundPage } from './not-found.ts';
import { isId } from '../database/ids.ts';
import { html, sendPage } from './template.ts';
import { addUnsubscribePage } from './unsubscribe.ts';

/** Every page that a mail's link may lead to on this server. */
export async function addPages(app: FastifyInstance, services: Services): Promise<void> {
  await addAccountPages(app, services);
  await addInvitationPage(app, services);
  await addUnsubscribePage(app, services);
  addTaskPage(app, services);
}

/** Without a front end, mails of notifications lead here. */
function addTaskPage(app: FastifyInstance, { config }: Services): void {
  app.get<{ Params: { id: string } }>('/tasks/:id', ({ params: { id } }, reply) => {
    if (!isId(id)) return sendNotFoundPage(reply);
    const query = `{\n  task(id: "${id}") {\n    title\n    description\n    status\n    assignee {\n      fullName\n    }\n  }\n}\n`;
    return sendPage(reply, {
      title: 'A task',
      body: html`<p>
          Tasks are shown by the application that uses this API. Its address is the setting
          <code>APP_URL</code>, which is not set here.
        </p>
        ${config.explorer && html`<p><a href="${explorerWith(query)}">Look at the task in the explorer</a></p>`}`,
    });
  });
}

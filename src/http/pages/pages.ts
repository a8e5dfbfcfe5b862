import type { FastifyInstance } from 'fastify';
import { addAccountPages } from './account.ts';
import { addInvitationPage } from './invitation.ts';
import { sendNotFoundPage } from './not-found.ts';
import { isId } from '../../database/ids.ts';
import { html, sendPage } from './template.ts';
import { addUnsubscribePage } from './unsubscribe.ts';
import type { Services } from '../../core/services.ts';

/** Returns a link to the explorer with this query; undefined when there is no explorer. */
export type ExplorerLink = ((query: string) => string) | undefined;

/** Adds the pages for links in mails. */
export async function addPages(
  app: FastifyInstance,
  services: Services,
  explorerLink: ExplorerLink,
): Promise<void> {
  await addAccountPages(app, services);
  await addInvitationPage(app, services);
  await addUnsubscribePage(app, services);
  addTaskPage(app, explorerLink);
}

/** Adds the page for links in notifications, for use without a front end. */
function addTaskPage(app: FastifyInstance, explorerLink: ExplorerLink): void {
  app.get<{ Params: { id: string } }>('/tasks/:id', ({ params: { id } }, reply) => {
    if (!isId(id)) return sendNotFoundPage(reply);
    const query = `{\n  task(id: "${id}") {\n    title\n    description\n    status\n    assignee {\n      fullName\n    }\n  }\n}\n`;
    return sendPage(reply, {
      title: 'Task',
      body: html`<p>
          The application that uses this API shows tasks. Set its address as <code>APP_URL</code>, which is
          not set on this server.
        </p>
        ${explorerLink && html`<p><a href="${explorerLink(query)}">Show the task in the explorer</a></p>`}`,
    });
  });
}

import type { FastifyInstance } from 'fastify';
import type { KeptMail } from '../mail/mailer.ts';
import { Html, html, sendPage } from '../http/pages/template.ts';

/** For development: shows the mails that were stored because no mail server is configured, newest first. */
export function addOutbox(app: FastifyInstance, outbox: KeptMail[]): void {
  app.get('/outbox', (_request, reply) =>
    sendPage(reply, {
      title: 'Outbox',
      wide: true,
      ownStyles: true,
      body:
        outbox.length === 0
          ? html`<p>No mail has been sent since the server started.</p>`
          : html`${outbox.toReversed().map(article)}`,
    }),
  );
}

/**
 * Returns a line for the terminal with the mail's URL. Subjects and addresses of stored mails contain no control
 * characters.
 */
export const mailLine = (base: string, { to, subject, number }: KeptMail) =>
  `Mail to ${to}: "${subject}" ${base}/outbox#${number}`;

const article = ({ from, to, sentAt, subject, text, html: body, number }: KeptMail) =>
  html`<article id="${String(number)}">
    <h2>${subject}</h2>
    <dl>
      <dt>From</dt>
      <dd>${from.name} &lt;${from.address}&gt;</dd>
      <dt>To</dt>
      <dd>${to}</dd>
      <dt>Sent</dt>
      <dd><time datetime="${sentAt.toISOString()}">${sentAt.toUTCString()}</time></dd>
    </dl>
    <pre>${linked(text)}</pre>
    ${body && preview(body)}
  </article>`;

// Sandboxed: no script in a mail runs. Links open outside the frame, in a new page.
const preview = (body: string) =>
  html`<details>
    <summary>HTML</summary>
    <iframe
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcdoc="${body.replace('<meta ', '<base target="_blank"><meta ')}"
    ></iframe>
  </details>`;

/** Returns the text with its URLs as links. */
const linked = (text: string): Html => {
  const parts = text.split(/(https?:\/\/\S+)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))}`;
};

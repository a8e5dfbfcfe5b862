import type { FastifyInstance } from 'fastify';
import type { KeptMail } from '../mail.ts';
import { Html, html, sendPage } from './template.ts';

/** For development: the mails that no mail server was there to take, the newest first. */
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

/** A line for the terminal: where the mail can be read. The subject of a kept mail has no control characters, nor has an address. */
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

// Sandboxed: nothing in a mail runs. Its links open outside the frame, in a page of their own.
const preview = (body: string) =>
  html`<details>
    <summary>HTML</summary>
    <iframe
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcdoc="${body.replace('<meta ', '<base target="_blank"><meta ')}"
    ></iframe>
  </details>`;

/** The text with its addresses as links. */
const linked = (text: string): Html => {
  const parts = text.split(/(https?:\/\/\S+)/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<a href="${part}">${part}</a>` : part))}`;
};

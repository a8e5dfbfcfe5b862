import { createHash } from 'node:crypto';
import escapeHtml from 'escape-html';
import type { FastifyReply } from 'fastify';
import { pagePolicy } from '../security-headers.ts';

/** Safe markup. Create it only with `html`, or from constants. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type TemplateValue = Html | string | number | undefined | false | TemplateValue[];

function render(value: TemplateValue): string {
  if (Array.isArray(value)) return value.map(render).join('');
  if (value instanceof Html) return value.markup;
  return value === undefined || value === false ? '' : escapeHtml(String(value));
}

/**
 * Creates markup from a template.
 * Security: text from users could contain scripts. Every value that is not markup is escaped.
 */
export const html = (parts: TemplateStringsArray, ...values: TemplateValue[]) =>
  new Html(parts.reduce((all, part, index) => all + render(values[index - 1]) + part));

const style = `
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem }
body.wide { max-width: 50rem }
h1 { font-size: 1.5rem }
form { margin: 1.5rem 0; padding: 1rem 1.25rem; border: 1px solid #8886; border-radius: .5rem }
h2 { font-size: 1.1rem; margin: 0 0 .5rem }
label { display: block; margin: .75rem 0 }
input { display: block; box-sizing: border-box; width: 100%; font: inherit; padding: .4rem .6rem }
button { font: inherit; padding: .4rem 1rem; cursor: pointer }
.fault { color: #b3261e; font-weight: 600 }
dt { opacity: .7 } dd { margin: 0 0 .5rem }
article { margin: 2rem 0; padding-bottom: 1rem; border-bottom: 1px solid #8886 }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #8882; padding: 1rem; border-radius: .5rem }
iframe { width: 100%; height: 20rem; border: 1px solid #8886; background: #fff }`;

// Inserted unchanged: the policy contains the hash of exactly the text between the tags.
const styleElement = new Html(`<style>${style}</style>`);
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

export interface Page {
  title: string;
  body: Html;
  status?: number;
  wide?: boolean;
  /** Whether the body contains inline styles. */
  ownStyles?: boolean;
}

/**
 * Sends a page. It loads nothing, runs no scripts, submits forms only to this server and is not cached.
 * Security: the URL may contain a token, which the `Referer` header would reveal to the targets of links. The policy is
 * `no-referrer`.
 */
export function sendPage(
  reply: FastifyReply,
  { title, body, status = 200, wide = false, ownStyles = false }: Page,
) {
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body class="${wide && 'wide'}">
        <h1>${title}</h1>
        ${body}
      </body>
    </html>`;
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': pagePolicy(ownStyles ? "'unsafe-inline'" : styleHash),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    .send(markup);
}

export const tooMany: Page = {
  title: 'Too many attempts',
  status: 429,
  body: html`<p>There were too many attempts. Try again in an hour.</p>`,
};

export const foreignForm: Page = {
  title: 'Form rejected',
  status: 403,
  body: html`<p>This form came from another site. Open the link in your mail again.</p>`,
};

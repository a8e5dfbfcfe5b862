import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { pagePolicy } from '../security-headers.ts';

/** Markup that may be shown as it is. Only `html` makes it. */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}

type Shown = Html | string | number | undefined | false | Shown[];

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

function show(value: Shown): string {
  if (Array.isArray(value)) return value.map(show).join('');
  if (value instanceof Html) return value.markup;
  return value === undefined || value === false ? '' : escape(String(value));
}

/** Markup with values in it, of which texts are escaped. */
export const html = (parts: TemplateStringsArray, ...values: Shown[]) =>
  new Html(parts.reduce((all, part, index) => all + show(values[index - 1]) + part));

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

// In one piece: the policy has the hash of exactly what stands between the tags.
const styleElement = new Html(`<style>${style}</style>`);
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

export interface Page {
  title: string;
  body: Html;
  status?: number;
  wide?: boolean;
  /** Whether the page shows markup with styles of its own. */
  ownStyles?: boolean;
}

/**
 * Sends a page for people. It loads nothing, runs nothing, sends forms to this server alone, and is not kept anywhere.
 * Security: its address may hold a token, so no `Referer` tells it to where the page's links lead.
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
  title: 'Not from here',
  status: 403,
  body: html`<p>This form came from another site. Open the link in your mail again.</p>`,
};

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { acceptsCoding } from '../content-negotiation.ts';
import { publicSchema } from '../../graphql/type-definitions.ts';
import { html, Html } from '../pages/template.ts';
import { policyOf } from '../security-headers.ts';
import { renderReference } from './render.ts';

const style = `
:root { color-scheme: light dark; --line: #8884; --faint: #8881 }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; display: grid; grid-template-columns: 19rem 1fr }
nav { position: sticky; top: 0; height: 100vh; box-sizing: border-box; overflow-y: auto; padding: 1rem; border-right: 1px solid var(--line) }
nav input { box-sizing: border-box; width: 100%; font: inherit; padding: .4rem .6rem }
nav h2 { font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; opacity: .7; margin: 1.5rem 0 .25rem }
nav ul { list-style: none; margin: 0; padding: 0; font-size: .9rem; overflow-wrap: anywhere }
main { padding: 1rem 2rem 50vh; max-width: 56rem; min-width: 0 }
section { border-top: 1px solid var(--line); margin-top: 2rem }
h3 { margin: 1rem 0 .25rem; overflow-wrap: anywhere } h3 small { font-weight: 400; opacity: .7 }
p { margin: .25rem 0 .75rem }
code { font: .9em ui-monospace, monospace; background: var(--faint); border-radius: .2rem; padding: 0 .2em }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 } caption { text-align: left; opacity: .7 }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line) }
th { font-weight: 400; white-space: nowrap } td p { margin: 0 } td ul { margin: .25rem 0; padding-left: 1.25rem }
.deprecated { opacity: .8 } .deprecated > th code, h3.deprecated { text-decoration: line-through }
a { color: inherit } [hidden] { display: none !important }
@media (max-width: 50rem) { body { display: block } nav { position: static; height: auto; max-height: 50vh } main { padding: 1rem } }`;

/** Shows the entries that contain all typed words. */
const script = `
const field = document.querySelector('input');
const count = document.querySelector('output');
const entries = [...document.querySelectorAll('section')].map((section) => ({
  section, link: document.querySelector('nav a[href="#' + section.id + '"]').parentNode,
  text: section.textContent.toLowerCase(),
}));
const groups = [...document.querySelectorAll('nav h2')];
const search = () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let found = 0;
  for (const { section, link, text } of entries) {
    const shown = words.every((word) => text.includes(word));
    section.hidden = link.hidden = !shown;
    found += shown;
  }
  for (const group of groups) group.hidden = [...group.nextElementSibling.children].every((each) => each.hidden);
  count.textContent = words.length ? found + ' found' : '';
};
field.addEventListener('input', search);
addEventListener('hashchange', () => {
  if (document.querySelector('section:target')?.hidden) { field.value = ''; search(); document.querySelector(':target').scrollIntoView(); }
});
addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== field) { event.preventDefault(); field.focus(); }
});
search();`;

const sourceOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Allows only the page's own style and script. */
const policy = policyOf({
  'img-src': ['data:'],
  'style-src': [sourceOf(style)],
  'script-src': [sourceOf(script)],
});

/** Serves the schema reference as one self-contained page at `/docs`. */
export function addReference(app: FastifyInstance): void {
  let page: ReturnType<typeof createPage> | undefined;
  app.get('/docs', (request, reply) => {
    page ??= createPage();
    void reply.headers({
      'content-security-policy': policy,
      'cache-control': 'public, max-age=300',
      vary: 'accept-encoding',
      etag: page.etag,
    });
    if (request.headers['if-none-match'] === page.etag) return reply.code(304).send();
    void reply.type('text/html; charset=utf-8');
    if (!acceptsCoding(request.headers['accept-encoding'], 'gzip')) return reply.send(page.markup);
    return reply.header('content-encoding', 'gzip').send(page.compressed);
  });
}

function createPage(): { markup: string; compressed: Buffer; etag: string } {
  const { contents, sections } = renderReference(publicSchema());
  const { markup } = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>API reference</title>
        <link rel="icon" href="data:," />
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <nav>
          <label>Search (press /) <input type="search" autocomplete="off" /></label>
          <output></output>
          ${contents}
        </nav>
        <main>
          <h1>API reference</h1>
          <p>The schema of <code>/graphql</code>.</p>
          ${sections}
        </main>
        ${new Html(`<script>${script}</script>`)}
      </body>
    </html>`;
  // A weak ETag, because the compressed and the plain page share it.
  const etag = `W/"${createHash('sha256').update(markup).digest('base64url')}"`;
  return { markup, compressed: gzipSync(markup), etag };
}

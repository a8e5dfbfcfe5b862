import type { FastifyInstance } from 'fastify';
import { type Html, html, sendPage } from '../http/pages/template.ts';
import { type Example, readExamples } from './examples.ts';

/** Serves on `/examples` an operation for each thing that clients do. Each opens in one of the explorers. */
export function addExamples(app: FastifyInstance): void {
  app.get('/examples', (_request, reply) =>
    sendPage(reply, {
      title: 'Examples',
      wide: true,
      body: html`<p>
          An operation for each thing that clients do. Both explorers open it with variables of the
          demonstration data, and signed in as the account that it is for. Nothing is sent before you send it.
        </p>
        ${readExamples().map(
          ({ title, examples }) =>
            html`<article>
              <h2>${title}</h2>
              ${examples.map(entry)}
            </article>`,
        )}`,
    }),
  );
}

const entry = ({ name, title, text, variables }: Example): Html =>
  html`<h3 id="${name}">${name}</h3>
    <p>${title}</p>
    <p>
      <a href="explorer?example=${name}">Open ${name} in the explorer</a>,
      <a href="graphql?example=${name}">in Apollo Sandbox</a>
    </p>
    <details>
      <summary>The operation</summary>
      <pre>${text}</pre>
      ${variables && html`<pre>${variables}</pre>`}
    </details>`;

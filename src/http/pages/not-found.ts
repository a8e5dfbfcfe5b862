import type { FastifyReply, FastifyRequest } from 'fastify';
import { chooseMediaType } from '../content-negotiation.ts';
import { html, sendPage } from './template.ts';

/** Returns whether a browser requests a page, and not a program data. */
export const wantsPage = ({ method, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && chooseMediaType(headers.accept, true) === 'text/html';

export const sendNotFoundPage = (reply: FastifyReply) =>
  sendPage(reply, {
    title: 'Not found',
    status: 404,
    body: html`<p>There is nothing at this address. The API is at <code>/graphql</code>.</p>`,
  });

import type { FastifyReply, FastifyRequest } from 'fastify';
import { html, sendPage } from './template.ts';

/** Whether a browser asks for a page, not a program for data. */
export const wantsPage = ({ method, headers }: FastifyRequest) =>
  (method === 'GET' || method === 'HEAD') && /(?:^|,)\s*text\/html/i.test(headers.accept ?? '');

export const sendNotFoundPage = (reply: FastifyReply) =>
  sendPage(reply, {
    title: 'Not found',
    status: 404,
    body: html`<p>There is nothing at this address. The API is at <code>/graphql</code>.</p>`,
  });

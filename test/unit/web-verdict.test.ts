import { ServerError } from '@apollo/client';
import { expect, test } from 'vitest';
import { ConnectionLost, requestError, UserErrors } from '../../examples/web/src/api/errors.ts';
import { verdictOf } from '../../examples/web/src/queue/verdict.ts';

/** An answer that is not the server's own. */
const proxyAnswer = (status: number) =>
  new ServerError('No.', { response: new Response('No.', { status }), bodyText: 'No.' });

test.each([
  [400, 'refused'],
  [408, 'later'],
  [413, 'refused'],
  [425, 'later'],
  [429, 'later'],
  [502, 'lost'],
])(
  'a proxy that answers with %i decides nothing unless it finds fault with the request',
  (status, verdict) => {
    expect(verdictOf(proxyAnswer(status))).toBe(verdict);
  },
);

test('only a request without an answer counts as lost, not a fault of the client', () => {
  expect(verdictOf(requestError(new TypeError('Failed to fetch')))).toBe('lost');
  expect(verdictOf(new ConnectionLost())).toBe('lost');
  expect(verdictOf(new TypeError('undefined is not a function'))).toBe('failed');
  const refused = new UserErrors([{ code: 'INVALID', message: 'No.' }]);
  expect(verdictOf(refused)).toBe('refused');
  const answer = proxyAnswer(502);
  expect(requestError(answer)).toBe(answer);
});

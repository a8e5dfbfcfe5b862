import { expect, test } from 'vitest';
import { JsonText } from '../../src/graphql/response-text.ts';
import { ValidatedResponses } from '../../src/graphql/validated/cache.ts';

test('a kept response holds no more memory than what is counted', () => {
  const responses = new ValidatedResponses();
  const data = new JsonText('{"me":{"id":"1"}}');
  responses.keep('key', { state: 'state', data, isRepeated: true });
  // A slice of Node's pool would hold the whole pool, with the bodies of other responses.
  expect(data.body.buffer.byteLength).toBe(data.body.length);
  expect(data.body.toString()).toBe('{"data":{"me":{"id":"1"}}}\n');
});

import { expect, test } from 'vitest';
import { JsonText, writeResult } from '../../src/graphql/response-text.ts';

test.each([
  ['short', '{"a":1}'],
  ['of other scripts', JSON.stringify({ a: 'é 漢 😀'.repeat(1000) })],
  ['long', JSON.stringify({ a: 'x'.repeat(400_000) })],
  ['long and of other scripts', JSON.stringify({ a: '漢'.repeat(150_000) })],
])('a text that is %s is sent as its bytes, and is the same afterwards', (_name, text) => {
  const data = new JsonText(text);
  const size = Buffer.byteLength(text);
  for (const { text: read } of [data, data]) {
    expect(read === text).toBe(true);
    expect(data.isLargerThan(size)).toBe(false);
    expect(data.isLargerThan(size - 1)).toBe(true);
    expect(data.body.equals(Buffer.from(`{"data":${text}}\n`))).toBe(true);
  }
  expect(data.toJSON()).toEqual(JSON.parse(text));
});

test('bytes of one response are not those of the next', () => {
  const [one, other] = ['{"a":1}', '{"b":2}'].map((text) => new JsonText(text).body);
  expect([String(one), String(other)]).toEqual(['{"data":{"a":1}}\n', '{"data":{"b":2}}\n']);
});

test('a response with more than data is written as text', () => {
  const data = new JsonText('{"a":1}') as never;
  const extensions = { cost: 1 };
  expect(writeResult({ data })).toEqual(Buffer.from('{"data":{"a":1}}\n'));
  expect(writeResult({ data, extensions })).toBe('{"data":{"a":1},"extensions":{"cost":1}}\n');
  expect(writeResult({ data: null, errors: [] })).toBe('{"errors":[],"data":null}\n');
  expect(writeResult({ data: { a: 1 } })).toBe('{"data":{"a":1}}\n');
});

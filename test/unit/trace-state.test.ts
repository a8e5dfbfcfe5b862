import { expect, test } from 'vitest';
import { readTraceState } from '../../src/tracing/trace-state.ts';

const members = (count: number) => Array.from({ length: count }, (_, index) => `k${index}=v`).join(',');
const long = (characters: number) =>
  `a=${'x'.repeat(200)},b=${'x'.repeat(200)},c=${'x'.repeat(characters - 408)}`;

test.each([
  ['vendor=1', 'vendor=1'],
  ['a=1, b=2 ,\tc=3', 'a=1,b=2,c=3'],
  ['a=1,,b=2,', 'a=1,b=2'],
  ['a=x y=z', undefined],
  ['a= x', 'a= x'],
  ["a='; drop table users; --", "a='; drop table users; --"],
  ['0tenant@vendor=1', '0tenant@vendor=1'],
  ['a-b_c*d/e=!~', 'a-b_c*d/e=!~'],
  [members(32), members(32)],
  [long(512), long(512)],
])('%s is passed on as %s', (sent, read) => {
  expect(readTraceState(sent)).toBe(read);
});

test.each([
  undefined,
  '',
  ' , ',
  'vendor',
  '=1',
  'vendor=',
  'Vendor=1',
  '0vendor=1',
  'vendor =1',
  'a@B=1',
  'tenant@0vendor=1',
  `tenant@${'v'.repeat(15)}=1`,
  `${'k'.repeat(257)}=1`,
  `a=${'x'.repeat(257)}`,
  'a=1,a=2',
  'a=1,b',
  'a=é',
  'a=\u0001',
  members(33),
  long(513),
])('%s is dropped', (sent) => {
  expect(readTraceState(sent)).toBeUndefined();
});

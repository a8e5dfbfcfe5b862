import { expect, test } from 'vitest';
import { label, type Noted, type SpanType, spanTypes, versionLabel } from '../../src/tracing/span-types.ts';
import { errorType } from '../../src/tracing/error-type.ts';

test('a name is a label, and a text, an address or a number is not', () => {
  for (const name of [
    'NewTask',
    'web',
    '@acme/web',
    'Polity iOS',
    'task.created',
    'send-mail',
    '/graphql',
    '*',
  ])
    expect(label(name)).toBe(name);
  for (const other of [
    undefined,
    '',
    'ada@polity.test',
    '49 170 1234567',
    'Line one\nline two',
    'Grüße',
    'a'.repeat(101),
    `select 'x'`,
    '{"password":"x"}',
  ])
    expect(label(other)).toBeUndefined();
  expect([versionLabel('1.2.3-beta+4'), versionLabel('1.2 for ada@polity.test')]).toEqual([
    '1.2.3-beta+4',
    undefined,
  ]);
});

test('a span takes neither plain strings nor other fields', () => {
  const text: string = 'a secret';
  // @ts-expect-error A string that was not checked.
  const unchecked: Noted<'operation'> = { name: text };
  // @ts-expect-error An operation has no variables.
  const more: Noted<'operation'> = { variables: text };
  // @ts-expect-error A statement has no text.
  const sql: Noted<'statement'> = { text: label('select') };
  expect([unchecked, more, sql]).toHaveLength(3);
});

test('each field has an attribute of its own', () => {
  for (const type of Object.keys(spanTypes) as SpanType[]) {
    const names = Object.values(spanTypes[type].attributes);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('of an error only its code or class is recorded', () => {
  const quoting = Object.assign(new Error('invalid input: "ada@polity.test"'), { code: '22P02' });
  expect(errorType(quoting)).toBe('22P02');
  expect(errorType({ message: 'ada', extensions: { code: 'NOT_FOUND' } })).toBe('NOT_FOUND');
  expect(errorType(new TypeError('ada@polity.test'))).toBe('TypeError');
  expect(errorType(Object.assign(new Error('x'), { code: 'ada@polity.test', name: 'no class' }))).toBe(
    'unknown',
  );
  expect(errorType('ada@polity.test')).toBe('unknown');
});

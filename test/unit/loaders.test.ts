import { expect, test } from 'vitest';
import { type Loader, Loaders } from '../../src/core/loaders.ts';

const batches: unknown[] = [];
const lengthOf: Loader<string, string, number, undefined> = {
  batch: async (context, keys) => {
    batches.push([context, ...keys]);
    return keys.map((key) => key.length);
  },
};
const startOf: Loader<string, string, string, { first: number }> = {
  batch: async (_context, keys, { first }) => {
    batches.push([first, ...keys]);
    return keys.map((key) => key.slice(0, first));
  },
};

test('keys that are loaded at the same time form one batch with each key once', async () => {
  const loaders = new Loaders('context');
  batches.length = 0;
  const found = await Promise.all(['a', 'bb', 'a'].map((key) => loaders.load(lengthOf, key, undefined)));
  expect(found).toEqual([1, 2, 1]);
  expect(await loaders.load(lengthOf, 'bb', undefined)).toBe(2);
  expect(batches).toEqual([['context', 'a', 'bb']]);
});

test('keys with equal arguments form one batch', async () => {
  const loaders = new Loaders('context');
  batches.length = 0;
  const found = await Promise.all([
    loaders.load(startOf, 'abc', { first: 1 }),
    loaders.load(startOf, 'abc', { first: 2 }),
    loaders.load(startOf, 'xyz', { first: 1 }),
  ]);
  expect(found).toEqual(['a', 'ab', 'x']);
  expect(batches).toEqual([
    [1, 'abc', 'xyz'],
    [2, 'abc'],
  ]);
});

test('a batch that throws synchronously rejects all its keys', async () => {
  const refuses: Loader<string, string, never, undefined> = {
    batch: () => {
      throw new Error('refused');
    },
  };
  await expect(new Loaders('context').load(refuses, 'a', undefined)).rejects.toThrow('refused');
});

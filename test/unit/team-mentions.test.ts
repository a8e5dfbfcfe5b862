import { expect, test } from 'vitest';
import { handlesIn } from '../../src/modules/notification/team-mentions.ts';

test('handles are found in a text, once each, in lower case', () => {
  expect(handlesIn('@dock please, and @Crane-7: see (@dock). "@a"')).toEqual(['dock', 'crane-7', 'a']);
  expect(handlesIn('@dock.\n@pier,@quay;@jetty!')).toEqual(['dock', 'pier', 'quay', 'jetty']);
});

test('addresses, paths and longer words are none', () => {
  for (const text of [
    'ann@dock',
    'ann@dock.example',
    '@dock.example',
    'https://example.com/@dock',
    '@dock/pier',
    '@@dock',
    '@dock@example.com',
    '@dock_',
    '@-dock',
    '@dock-',
    '@döck',
    'é@dock',
    '@',
    `@${'d'.repeat(41)}`,
  ])
    expect([text, handlesIn(text)]).toEqual([text, []]);
});

test('only the first ten are, however long the text', () => {
  const text = Array.from({ length: 2000 }, (_, index) => `@t${index}`).join(' ');
  expect(handlesIn(text)).toEqual(Array.from({ length: 10 }, (_, index) => `t${index}`));
  const started = performance.now();
  for (const hostile of ['@'.repeat(10_000), `@${'a-'.repeat(5_000)}`, '@a-'.repeat(3_333)])
    handlesIn(hostile);
  expect(performance.now() - started).toBeLessThan(1000);
});

import { expect, test } from 'vitest';
import { plainText } from '../../src/mail/plain-text.ts';

/** Parts of links, and characters that join or separate such parts. */
const parts =
  'http https: HTTP:// :// // / \\ : ftp: mailto: mailto tel: x: _ - . 。 1 93.184.216.34 evil.example www. @ [::1] a é e\u0301 💩 \u202e \u200b \u0000 \n'
    .split(' ')
    .concat(' ', '  ');

/** A generator of pseudo-random numbers that are the same in each run. */
function* numbers(seed: number) {
  for (;;) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    yield seed / 2 ** 31;
  }
}

test.each([
  ['https://evil.example/login', 'evil\u2024example/login'],
  ['http:http:////93.184.216.34/login', 'http: 93\u2024184\u2024216\u202434/login'],
  ['https:x:////evil.example', 'https: evil\u2024example'],
  ['_http://93.184.216.34', '_93\u2024184\u2024216\u202434'],
  ['http:\\\\93.184.216.34', '93\u2024184\u2024216\u202434'],
  ['\\\\server\\share', '\\server\\share'],
  ['http://[::1]:80/x', '[::1]:80/x'],
  ['see 93.184.216.34/login', 'see 93\u2024184\u2024216\u202434/login'],
  ['www.evil.example', 'www\u2024evil\u2024example'],
  ['www._evil.example', 'www\u2024_evil\u2024example'],
  ['cafe\u0301.example and 💩.example', 'cafe\u0301\u2024example and 💩\u2024example'],
  ['MAILTO:a@evil.example', 'MAILTO: a@evil\u2024example'],
  ['_tel:+1555', '_tel: +1555'],
  ['http:1572395042', 'http: 1572395042'],
])('in %j no mail program finds a link', (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test.each([
  '3.5 % of 1.2.3',
  'at 10:30, 2026-11-01T10:00:00Z',
  'Done. Next: paint',
  'and/or',
  'wait...',
  'Re: 👩‍🚀',
])('%j is unchanged', (text) => {
  expect(plainText(text)).toBe(text);
});

test('no combination of parts becomes a link, and applying the function twice changes nothing more', () => {
  const random = numbers(1);
  const next = (below: number) => Math.floor(random.next().value! * below);
  for (let run = 0; run < 20_000; run++) {
    const text = Array.from({ length: 1 + next(12) }, () => parts[next(parts.length)]).join('');
    const plain = plainText(text);
    expect(plain).not.toMatch(/[a-z][a-z\d+.-]*:\/\//i);
    expect(plain).not.toMatch(/(mailto|tel|https?):\S|[a-z\d]\.[a-z]|\d+(\.\d+){3}|\\\\|\s\s/i);
    expect(plainText(plain)).toBe(plain);
  }
});

import { describe, expect, test } from 'vitest';
import { toMailbox } from '../../src/util/mailbox.ts';
import { readCode, readToken } from '../../src/util/typed-codes.ts';

describe('a mailbox', () => {
  test.each([
    ['ada@polity.test', 'ada@polity.test'],
    [' Ada.Lovelace+mail@Polity.Test\n', 'ada.lovelace+mail@polity.test'],
    ["o'brien_1@a-b.polity.test", "o'brien_1@a-b.polity.test"],
    ['ada@bücher.test', 'ada@xn--bcher-kva.test'],
    ['ada@xn--bcher-kva.test', 'ada@xn--bcher-kva.test'],
    ['ada@BU\u0308CHER.test', 'ada@xn--bcher-kva.test'],
    ['ａｄａ@ｐｏｌｉｔｙ．test', 'ada@polity.test'],
    ['mu\u0308ller@polity.test', 'müller@polity.test'],
    ['MÜLLER@polity.test', 'müller@polity.test'],
    ['\u212aate@polity.test', 'kate@polity.test'],
    ['用户@例え。テスト', '用户@xn--r8jz45g.xn--zckzah'],
    [`${'a'.repeat(64)}@polity.test`, `${'a'.repeat(64)}@polity.test`],
  ])('of %j is %s', (written, mailbox) => {
    expect(toMailbox(written)).toBe(mailbox);
  });

  test.each([
    '',
    'ada',
    '@polity.test',
    'ada@',
    'ada@localhost',
    'ada@polity..test',
    'ada@.polity.test',
    'ada@polity.test.',
    '.ada@polity.test',
    'ada.@polity.test',
    'a..da@polity.test',
    'ada@-polity-.test',
    `ada@${'a'.repeat(64)}.test`,
    `${'a'.repeat(65)}@polity.test`,
    `${'ä'.repeat(33)}@polity.test`,
    `ada@${'a.'.repeat(125)}test`,
    'crew:ada@polity.test',
    'crew: ada@polity.test, bob@polity.test;',
    'ada@polity.test, bob@polity.test',
    'Ada <ada@polity.test>',
    '"ada b"@polity.test',
    '"ada"@polity.test',
    'ada(comment)@polity.test',
    'ada@(comment)polity.test',
    'ada\\@b@polity.test',
    'ada@b@polity.test',
    '[ada]@polity.test',
    'ada@[127.0.0.1]',
    'ada@127.0.0.1',
    'ada@1.2',
    'ada@0x7f.1',
    'ada@pol_ity.test',
    'ada@pol%69ty.test',
    'ada@polity.test/path',
    'ada@polity.test?x',
    'ada@polity.test:25',
    'ada@xn--a.test',
    'ada@xn--ascii-.test',
    'a da@polity.test',
    'a\u0001da@polity.test',
    'a\nda@polity.test',
    'ada@polity.test\r\nBcc: bob@polity.test',
    'a\u200bda@polity.test',
    'a\u202eda@polity.test',
    'a\u3164da@polity.test',
    'ada@pol\u200dity.test',
    '👩@polity.test',
  ])('is not %j', (written) => {
    expect(toMailbox(written)).toBeUndefined();
  });

  test('is normalized to one spelling, and normalizing it again changes nothing', () => {
    for (let code = 0x21; code <= 0xffff; code++) {
      const character = String.fromCodePoint(code);
      if (!character.isWellFormed()) continue;
      for (const written of [`a${character}b@polity.test`, `a@b${character}c.test`]) {
        const mailbox = toMailbox(written);
        if (mailbox === undefined) continue;
        if (toMailbox(mailbox) !== mailbox || !/@[\x21-\x7e]+$/.test(mailbox))
          expect.fail(`${JSON.stringify(written)} becomes ${JSON.stringify(mailbox)}`);
      }
    }
  });
});

describe('a code', () => {
  test.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['123\u2011456', '123456'],
    ['123\u2013456\u200b', '123456'],
    ['123\u2212456', '123456'],
    ['١٢٣٤٥٦', '123456'],
    ['۱۲۳۴۵۶', '123456'],
    ['१२३४५६', '123456'],
    ['１２３４５６', '123456'],
    ['𝟏𝟚𝟹𝟜𝟱𝟞', '123456'],
    ['a1b2c-d3e4f', 'a1b2cd3e4f'],
    ['ａ１b2c－d3e4f', 'a1b2cd3e4f'],
  ])('typed as %j is %s', (typed, meant) => {
    expect(readCode(typed)).toBe(meant);
  });

  test('copied from a mail keeps its dashes and loses line breaks', () => {
    expect(readToken(' abc-_\r\n DEF-9\u200b')).toBe('abc-_DEF-9');
  });
});

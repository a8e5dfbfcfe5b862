import { describe, expect, test } from 'vitest';
import { isInNetworks, toNetwork } from '../../src/util/networks.ts';

describe('a network', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3/32'],
    ['10.1.2.3/16', '10.1.0.0/16'],
    [' 0.0.0.0/0 ', '0.0.0.0/0'],
    ['2001:DB8::1', '2001:db8::1/128'],
    ['2001:db8:1::/32', '2001:db8::/32'],
    ['::ffff:10.1.2.3', '10.1.2.3/32'],
    ['::ffff:10.1.2.3/104', '10.0.0.0/8'],
    ['::/0', '::/0'],
  ])('%s has the canonical form %s', (text, network) => expect(toNetwork(text)).toBe(network));

  test.each([
    '',
    '10.1',
    '10.1.2.3/33',
    '010.1.2.3',
    '0x0a.1.2.3',
    '10.1.2.3/8/8',
    '10.1.2.3/',
    'fe80::1%eth0',
    '::/129',
    'x',
    '10.0.0.0/255.0.0.0',
  ])('"%s" is none', (text) => expect(toNetwork(text)).toBeUndefined());
});

test('an address is in a network of its own family', () => {
  const networks = ['10.1.0.0/16', '2001:db8::/32'];
  const outcomes = ['10.1.255.1', '::ffff:10.1.0.1', '2001:db8::7', '10.2.0.1', '2001:db9::', '', 'x'].map(
    (address) => isInNetworks(address, networks),
  );
  expect(outcomes).toEqual([true, true, true, false, false, false, false]);
  expect(isInNetworks('10.0.0.1', ['::/0'])).toBe(false);
});

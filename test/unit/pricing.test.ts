import { describe, expect, test } from 'vitest';
import { charge } from '../../src/modules/billing/charges.ts';
import { priceOf, PRICE_SCALE, statedPrice } from '../../src/modules/plan/pricing.ts';
import type { Pricing } from '../../src/modules/plan/rows.ts';

const tiers = [
  { upTo: '3', unitPrice: '1.5' },
  { upTo: '5', unitPrice: '0.25' },
  { upTo: null, unitPrice: '0' },
];
const models: Record<string, Pricing> = {
  PER_UNIT: { model: 'PER_UNIT' },
  PACKAGE: { model: 'PACKAGE', packageSize: '4' },
  GRADUATED: { model: 'GRADUATED', tiers },
  VOLUME: { model: 'VOLUME', tiers },
};

describe('the price of a quantity', () => {
  test.each([
    ['PER_UNIT', [0, 2, 4, 6, 8, 10, 12, 14, 16]],
    ['PACKAGE', [0, 2, 2, 2, 2, 4, 4, 4, 4]],
    ['GRADUATED', [0, 1.5, 3, 4.5, 4.75, 5, 5, 5, 5]],
    ['VOLUME', [0, 1.5, 3, 4.5, 1, 1.25, 0, 0, 0]],
  ])('%s', (model, expected) => {
    const prices = expected.map((_price, quantity) => Number(priceOf(BigInt(quantity), '2', models[model]!)));
    expect(prices.map((price) => price / Number(PRICE_SCALE))).toEqual(expected);
  });

  test('is exact for quantities and prices beyond floating point', () => {
    const pricing: Pricing = { model: 'VOLUME', tiers: [{ upTo: null, unitPrice: '0.000000000001' }] };
    expect(priceOf(9_007_199_254_740_993n, '0', pricing)).toBe(9_007_199_254_740_993n);
    expect(charge(9_007_199_254_740_993n, '0', undefined, pricing)).toBe(9007n);
  });

  test('is rounded once, half away from zero', () => {
    expect(charge(1n, '0', undefined, { model: 'GRADUATED', tiers })).toBe(2n);
    expect(charge(1n, '0.5')).toBe(1n);
    expect(charge(-1n, '0.5')).toBe(-1n);
  });
});

test('an item states the price of the highest tier that is reached', () => {
  expect([0n, 3n, 4n, 6n].map((quantity) => statedPrice(quantity, '9', models['VOLUME']!))).toEqual([
    '1.5',
    '1.5',
    '0.25',
    '0',
  ]);
  expect(statedPrice(7n, '9', models['PACKAGE']!)).toBe('9');
  const prices = ['10', '2.500000', '3.00', '0.05'].map((unitPrice) =>
    statedPrice(1n, '0', { model: 'VOLUME', tiers: [{ upTo: null, unitPrice }] }),
  );
  expect(prices).toEqual(['10', '2.5', '3', '0.05']);
});

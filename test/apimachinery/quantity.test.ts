// Quantities: canonical texts as kubectl v1.36 prints them, and the laws of reckoning.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, parseQuantity } from '../../src/apimachinery/quantity.ts';

test.each([
  ['1000m', '1'],
  ['0.5', '500m'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Ki', '512'],
  ['0.1Gi', '107374182400m'],
  ['1024', '1024'],
  ['1500k', '1500k'],
  ['1e3', '1e3'],
  ['12e6', '12e6'],
  ['1e-3', '1e-3'],
  ['0.1n', '1n'],
  ['1.500', '1.500'],
  ['0.500', '500m'],
  ['+5', '+5'],
  ['8Ei', '9223372036854775807'],
  ['0Mi', '0'],
  ['-1.5Gi', '-1536Mi'],
  ['Gi', '0'],
  ['10000P', '10E'],
  ['1e19', '10e18'],
])('%s is %s', (text, expected) => {
  expect(canonical(text)).toBe(expected);
});

test.each(['', 'abc', '1.2.3', '1 Gi', '1_0'])('%j does not read as one', (text) => {
  expect(() => parseQuantity(text)).toThrow("quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
});

test.each(['1mi', '1K', '1kk', '1e'])('%j has no such suffix', (text) => {
  expect(() => parseQuantity(text)).toThrow("unable to parse quantity's suffix");
});

const amount = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom('', 'm', 'k', 'Ki', 'Mi', 'Gi', 'e3')).map(([n, suffix]) => `${n}${suffix}`);

test('reckoning is exact, and the canonical text is the same amount', () => {
  fc.assert(
    fc.property(amount, amount, (x, y) => {
      const [a, b] = [parseQuantity(x), parseQuantity(y)];
      expect(parseQuantity(canonical(x)).equals(a)).toBe(true);
      expect(a.add(b).sub(b).equals(a)).toBe(true);
      expect(a.compare(b)).toBe(a.sub(b).sign);
    }),
  );
  expect(parseQuantity('1500m').value()).toBe(2);
  expect(parseQuantity('0.0001').milliValue()).toBe(1);
  expect(parseQuantity('1').add(parseQuantity('100m')).toString()).toBe('1100m');
});

// Label and field selectors: what they select, and what is said of those that cannot be read (as kubectl v1.36 says it).
import { expect, test } from 'vitest';
import { parseFieldSelector } from '../../src/apimachinery/fields.ts';
import { formatLabelSelector, formatLabels, fromLabelSelector, parseSelector, selectorText, toLabelSelector } from '../../src/apimachinery/labels.ts';

const labels = { env: 'prod', tier: 'front', n: '5', none: '' };

test.each([
  ['', true],
  ['env=prod,tier!=back', true],
  ['env==dev', false],
  ['env in (prod,dev),!old', true],
  ['env notin (prod)', false],
  ['other notin (prod)', true],
  ['none=', true],
  ['none in ()', true],
  ['n>4,n<6', true],
  ['env>4', false],
])('%s', (text, expected) => {
  expect(parseSelector(text).matches(labels)).toBe(expected);
});

test.each([
  ['a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
  ['a=b=', "found '=', expected: ',' or 'end of string'"],
  ['a,', "found '', expected: identifier after ','"],
  [',a', "found ',', expected: !, identifier, or 'end of string'"],
  ['a in b', "unable to parse requirement: found 'b' expected: '('"],
  ['a in (b=)', "unable to parse requirement: found '=', expected: ',' or ')'"],
  ['!', "unable to parse requirement: found '', expected: identifier"],
  ['/a', 'unable to parse requirement: <nil>: Invalid value: "/a": prefix part must be non-empty'],
  ['a>x', "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer"],
])('%s is refused', (text, message) => {
  expect(() => parseSelector(text)).toThrow(new Error(message));
});

test('a LabelSelector selects as its text says', () => {
  const selector = {
    matchLabels: { tier: 'front' },
    matchExpressions: [
      { key: 'env', operator: 'In', values: ['prod', 'dev'] },
      { key: 'old', operator: 'DoesNotExist' },
    ],
  };
  expect(formatLabelSelector(selector)).toBe('env in (dev,prod),!old,tier=front');
  expect(fromLabelSelector(selector).matches(labels)).toBe(true);
  expect(fromLabelSelector(undefined).matches(labels)).toBe(false);
  expect(fromLabelSelector({}).matches(labels)).toBe(true);
  expect(formatLabelSelector({})).toBe('<none>');
  expect(formatLabels({ b: '2', a: '1' })).toBe('a=1,b=2');
  expect(toLabelSelector(parseSelector('h=i,!f'))).toEqual({ matchLabels: { h: 'i' }, matchExpressions: [{ key: 'f', operator: 'DoesNotExist' }] });
  expect(selectorText(parseSelector('b>1 , a in (z,y)'))).toBe('a in (y,z),b>1');
});

test('field selectors', () => {
  expect(parseFieldSelector('status.phase!=Running,metadata.name==a\\,b')).toEqual([
    { field: 'metadata.name', operator: '=', value: 'a,b' },
    { field: 'status.phase', operator: '!=', value: 'Running' },
  ]);
  expect(() => parseFieldSelector('status.phase')).toThrow("invalid selector: 'status.phase'; can't understand 'status.phase'");
});

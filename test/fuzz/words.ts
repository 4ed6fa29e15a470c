// What random things are made of: words that mean something, words that nearly do, and noise.
import fc, { type Arbitrary } from 'fast-check';
import { builtInResources } from '../../src/apis/resources.ts';

/** The same tries each time; a failure's report names the one that failed. */
export const seed = 1_364;

const odd = [
  '',
  ' ',
  '-',
  '--',
  '=',
  ':',
  '/',
  ',',
  '*',
  '.',
  '..',
  '\u0000',
  '\n',
  'é',
  '😀',
  'a'.repeat(300),
  '0',
  '-1',
  '1e9',
  '99999999999999999999',
  'true',
  'null',
  '{}',
  '[]',
  '{',
  '"',
  "'",
  '%',
  '$(A)',
  'A=B',
  'a=b,c',
  'x/y/z',
  '__proto__',
  'constructor',
  'toString',
];
const ownNames = ['web', 'app', 'default', 'kube-system', 'node01', 'nginx', 'no-such', 'Web', 'web.', 'a-b.c', 'admin', 'system:masters'];
const resources = [...new Set(builtInResources.flatMap(({ resource: plural, singular, kind, shortNames = [] }) => [plural, singular, kind, ...shortNames]))];

export const noise: Arbitrary<string> = fc.oneof(fc.constantFrom(...odd), fc.string({ maxLength: 12 }), fc.string({ unit: 'binary', maxLength: 6 }));
export const name: Arbitrary<string> = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ownNames) }, { weight: 1, arbitrary: noise });
export const resource: Arbitrary<string> = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...resources) }, { weight: 1, arbitrary: noise });

/** Any JSON value, small. */
export const json: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e21, '', 'x', '100Mi', '1x', [], {}, [null], { a: null }, [[]], [{ name: 'x' }, { name: 'x' }]),
  fc.jsonValue({ maxDepth: 2 }),
  noise,
);
/** Words put together by a grammar's own signs. */
export const joined = (words: readonly string[], longest: number): Arbitrary<string> =>
  fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: noise }), { maxLength: longest }).map((parts) => parts.join(''));

// How things are printed: YAML, KYAML, JSON, durations, columns, names' sentences (compared with kubectl).
import { expect, test } from 'vitest';
import { formatGoDuration, humanDuration, parseGoDuration, shortHumanDuration } from '../../src/apimachinery/duration.ts';
import { hashText } from '../../src/apimachinery/hash.ts';
import { scaledValue } from '../../src/apimachinery/intOrString.ts';
import { toKyaml } from '../../src/apimachinery/kyaml.ts';
import { isDNS1123Label, isQualifiedName, isValidIP, isValidPortName } from '../../src/apimachinery/names.ts';
import { TabWriter, tableOptions } from '../../src/apimachinery/tabwriter.ts';
import { parseYaml, parseYamlDocuments, toJson, toYaml } from '../../src/apimachinery/yaml.ts';

test.each([
  ['', '""'],
  ['yes', '"yes"'],
  ['y', '"y"'],
  ['1e3', '"1e3"'],
  ['0x1F', '"0x1F"'],
  ['089', '"089"'],
  ['1e400', '1e400'],
  ['2001-01-01', '"2001-01-01"'],
  ['1:30', '"1:30"'],
  ['10.0.0.1', '10.0.0.1'],
  ['a: b', "'a: b'"],
  ['a:b', 'a:b'],
  ['a #b', "'a #b'"],
  ['- a', "'- a'"],
  ['-a', '-a'],
  ["it's", "it's"],
  ["'a'", "'''a'''"],
  [' a', "' a'"],
  ['*a', "'*a'"],
  ['a,b', 'a,b'],
  ['{a}', "'{a}'"],
  ['a\tb', '"a\\tb"'],
  ['😀', '"\\U0001F600"'],
  ['é', 'é'],
  ['a\n', '|\n  a'],
  ['a\nb', '|-\n  a\n  b'],
  ['\na', '|2-\n\n  a'],
  ['a\n\n', '|+\n  a\n'],
  ['a \nb', '"a \\nb"'],
  ['\n', '|2+\n'],
])('%j in YAML', (text, expected) => {
  expect(toYaml({ k: text })).toBe(`k: ${expected}\n`);
  expect(parseYaml(toYaml({ k: text }))).toEqual({ k: text });
});

test('YAML: natural order of keys, lists not indented, long texts folded', () => {
  const words = 'word '.repeat(20).trim();
  expect(toYaml({ b: [{ y: 1, x: [1, 2] }, []], a10: {}, a2: null, no: 1.5, long: words })).toBe(
    `a2: null\na10: {}\nb:\n- x:\n  - 1\n  - 2\n  "y": 1\n- []\nlong: ${'word '.repeat(16).trim()}\n  ${'word '.repeat(4).trim()}\n"no": 1.5\n`,
  );
});

test('YAML 1.1 is read as Go reads it', () => {
  expect(parseYaml('a: yes\nb: "yes"\nc: 017\nd: 2001-01-01\ne: &x {p: 1}\nf:\n  <<: *x\n  q: ~\n1: x\n')).toEqual({
    a: true,
    b: 'yes',
    c: 15,
    d: '2001-01-01',
    e: { p: 1 },
    f: { p: 1, q: null },
    1: 'x',
  });
  expect(parseYamlDocuments('a: 1\n---\n# nothing\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
});

test('JSON and KYAML', () => {
  expect(toJson({ b: '<&>', a: [], c: [1] })).toBe('{\n    "a": [],\n    "b": "\\u003c\\u0026\\u003e",\n    "c": [\n        1\n    ]\n}');
  expect(toKyaml({ a: 'x\n y\n', no: [1], l: [{ k: true }, {}] })).toBe('---\n{\n  a: "\\\n     x\\n\\\n    \\ y\\n\\\n    ",\n  l: [{\n    k: true,\n  }, {}],\n  "no": [\n    1,\n  ],\n}\n');
});

test('durations', () => {
  const seconds = [0, 59, 119, 120, 599, 600, 10799, 10800, 28799, 28800, 172799, 172800, 691199, 691200, 63072000, 63158400, 252288000];
  expect(seconds.map((s) => humanDuration(s * 1000)).join(' ')).toBe('0s 59s 119s 2m 9m59s 10m 179m 3h 7h59m 8h 47h 2d 7d23h 8d 2y 2y1d 8y');
  expect([59, 60, 3600, 90000].map((s) => shortHumanDuration(s * 1000)).join(' ')).toBe('59s 1m 1h 1d');
  expect([parseGoDuration('1h15m30.5s'), parseGoDuration('-1.5s'), parseGoDuration('0')]).toEqual([4530500, -1500, 0]);
  expect([0, 60000, 1500, 100, 4530000, 0.0015].map(formatGoDuration).join(' ')).toBe('0s 1m0s 1.5s 100ms 1h15m30s 1.5µs');
  expect(() => parseGoDuration('5')).toThrow('time: missing unit in duration "5"');
  expect(() => parseGoDuration('5x')).toThrow('time: unknown unit "x" in duration "5x"');
  expect(() => parseGoDuration('')).toThrow('time: invalid duration ""');
});

test('columns', () => {
  const writer = new TabWriter(tableOptions);
  writer.write('NAME\tREADY\tAGE\nlong-name\t1/1\t5s\n');
  expect(writer.flush()).toBe('NAME        READY   AGE\nlong-name   1/1     5s\n');
  writer.write('x\t0/1\t6s\n');
  expect(writer.flush()).toBe('x           0/1     6s\n');
  const blocks = new TabWriter({ minwidth: 0, tabwidth: 8, padding: 2 });
  blocks.write('a:\tb\nlonger:\tc\nno tabs\nd:\te\n');
  expect(blocks.flush()).toBe('a:       b\nlonger:  c\nno tabs\nd:  e\n');
});

test('names, hashes, percentages', () => {
  expect(isDNS1123Label('a.b')).toEqual(['must not contain dots']);
  expect(isQualifiedName('/a')).toEqual(['prefix part must be non-empty']);
  expect(isValidPortName('a--b-')).toEqual(['must not contain consecutive hyphens', 'must not begin or end with a hyphen']);
  expect([isValidIP('::1'), isValidIP('1.2.3.4'), isValidIP('1.2.3')].map((errors) => errors.length)).toEqual([0, 0, 1]);
  expect(hashText('')).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]{10}$/);
  expect([scaledValue('25%', 10, true), scaledValue('25%', 10, false), scaledValue(3, 10, true)]).toEqual([3, 2, 3]);
});

test.each([
  ['a:\n\tb: c\n', 'yaml: line 2: found character that cannot start any token'],
  ['m:\n  name: a\n spec: x\n', 'yaml: line 2: did not find expected key'],
  ['a: b\nx: y: z\n', 'yaml: line 2: mapping values are not allowed in this context'],
  ['a: b\nspec\nc: d\n', "yaml: line 3: could not find expected ':'"],
  ['a: "b\n', 'yaml: line 2: found unexpected end of stream'],
  ['x: y\na: [b, c\nd: e\n', "yaml: line 2: did not find expected ',' or ']'"],
  ['a: *x\n', "yaml: unknown anchor 'x' referenced"],
  ['a: {{ .x }}\n', 'yaml: invalid map key: map[interface {}]interface {}{".x":interface {}(nil)}'],
  ['b:\na: @c\n', 'yaml: line 2: found character that cannot start any token'],
])('%j is no YAML', (text, message) => {
  expect(() => parseYaml(text)).toThrow(message);
});

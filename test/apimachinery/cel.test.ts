// What cel-go says of expressions before they are evaluated, and what they evaluate to.
import { describe, expect, test } from 'vitest';
import { CelError, compileCel, evaluateCel, toCel } from '../../src/apimachinery/cel.ts';
import { celTypeOf } from '../../src/apimachinery/celSchema.ts';
import type { CelType } from '../../src/apimachinery/celTypes.ts';

const self = celTypeOf(
  {
    type: 'object',
    properties: {
      n: { type: 'integer' },
      s: { type: 'string' },
      tags: { type: 'array', items: { type: 'string' } },
      any: { 'x-kubernetes-int-or-string': true },
      map: { type: 'object', additionalProperties: { type: 'integer' } },
      'a-b': { type: 'string' },
      when: { type: 'string', format: 'date-time' },
      inner: { type: 'object', properties: {} },
    },
  },
  'T',
  false,
) as CelType;

/** The first line of what is wrong, or the type. */
const said = (expression: string): string => {
  const { fault, type } = compileCel(expression, { self });
  return fault ? (fault.split('\n')[0] as string).replace('ERROR: <input>:', '') : type;
};

describe('a compiled expression', () => {
  const cases: [expression: string, expected: string][] = [
    ['self.n > 1', 'bool'],
    ['self.any > 1', 'bool'],
    ['self.a__dash__b', 'string'],
    ['self.map["x"] + 1', 'int'],
    ["self.tags.filter(t, t != 'a').map(t, t.size())", 'list(int)'],
    ['self.?n.orValue(2)', 'int'],
    ["quantity('1Gi').isLessThan(quantity('2Gi'))", 'bool'],
    ['[1, 2].sum()', 'int'],
    ['self.when.getFullYear()', 'int'],
    ['self.m', "1:5: undefined field 'm'"],
    ['has(self.m)', "1:4: undefined field 'm'"],
    ['foo', "1:1: undeclared reference to 'foo' (in container '')"],
    ['foo(self.n)', "1:4: undeclared reference to 'foo' (in container '')"],
    ["self.n == 'a'", "1:8: found no matching overload for '_==_' applied to '(int, string)'"],
    ['self.n == null', "1:8: found no matching overload for '_==_' applied to '(int, null)'"],
    ['self.inner == 1', "1:12: found no matching overload for '_==_' applied to '(T.inner, int)'"],
    ['self.s.startsWith(1)', "1:18: found no matching overload for 'startsWith' applied to 'string.(int)'"],
    ['size(self.n)', "1:5: found no matching overload for 'size' applied to '(int)'"],
    ['self.n in self.tags', "1:8: found no matching overload for '@in' applied to '(int, list(string))'"],
    ['!self.n', "1:1: found no matching overload for '!_' applied to '(int)'"],
    ['self.n && true', "1:5: expected type 'bool' but found 'int'"],
    ['self.n.all(x, true)', "1:5: expression of type 'int' cannot be range of a comprehension (must be list, map, or dynamic)"],
    ["[1, 'a']", "1:5: expected type 'int' but found 'string'"],
    ['self.n = 1', "1:8: Syntax error: token recognition error at: '= '"],
    ['(self.n > 1', "1:12: Syntax error: missing ')' at '<EOF>'"],
    ['self.n > 1)', "1:11: Syntax error: extraneous input ')' expecting <EOF>"],
    ['namespace', '1:1: reserved identifier: namespace'],
  ];
  test.each(cases)('%s', (expression, expected) => expect(said(expression)).toBe(expected));
});

describe('a value', () => {
  const variables = { o: toCel({ a: 'abc', n: 3, list: ['b', 'a'] }) };
  const cases: [expression: string, expected: unknown][] = [
    ["ip('10.0.0.1').family()", 4n],
    ["cidr('10.0.0.0/8').containsIP('10.1.1.1')", true],
    ["url('https://a.b:81/c?d=e').getPort()", '81'],
    ["semver('1.2.3').isLessThan(semver('1.10.0'))", true],
    ["jsonpatch.escapeKey('a/b~c')", 'a~1b~0c'],
    ["'%s-%d'.format([o.a, o.n])", 'abc-3'],
    ["o.a.replace('a', 'x', 1)", 'xbc'],
    ['o.list.slice(0, 1)', ['b']],
    ["quantity('1').add(1).asInteger()", 2n],
  ];
  test.each(cases)('%s', (expression, expected) => expect(evaluateCel(expression, variables)).toEqual(expected));

  const missing: [expression: string, message: string][] = [
    ['o.zz', 'no such key: zz'],
    ['o.list[5]', 'index out of bounds: 5'],
    ["o.n + 'a'", 'no such overload'],
    ['1 / 0', 'division by zero'],
  ];
  test.each(missing)('%s has none', (expression, message) => expect(() => evaluateCel(expression, variables)).toThrow(new CelError(message)));
});

// Conditions: `[[ ... ]]`, and `test` with its brackets.
import type { TestExpression, Word } from 'unbash';
import { evaluate, patternOf, regularOf, textOf } from './expand.ts';
import { matcher } from './patterns.ts';
import type { Shell } from './shell.ts';
import type { ShellProgram } from './tasks.ts';

/** A condition that cannot be read: what `test` says. */
export class TestError extends Error {}

const info = (shell: Shell, path: string, follow = true) => {
  try {
    return shell.machine.files.stat(shell.resolve(path), follow);
  } catch {
    return undefined;
  }
};

const unary: Readonly<Record<string, (shell: Shell, text: string) => boolean>> = {
  '-n': (_, text) => text !== '',
  '-z': (_, text) => text === '',
  '-e': (shell, path) => info(shell, path) !== undefined,
  '-a': (shell, path) => info(shell, path) !== undefined,
  '-f': (shell, path) => info(shell, path)?.directory === false,
  '-d': (shell, path) => info(shell, path)?.directory === true,
  '-s': (shell, path) => (info(shell, path)?.size ?? 0) > 0,
  '-L': (shell, path) => info(shell, path, false)?.link !== undefined,
  '-h': (shell, path) => info(shell, path, false)?.link !== undefined,
  '-r': (shell, path) => shell.machine.files.allows(shell.resolve(path), 'r'),
  '-w': (shell, path) => shell.machine.files.allows(shell.resolve(path), 'w'),
  '-x': (shell, path) => shell.machine.files.allows(shell.resolve(path), 'x'),
  '-O': (shell, path) => info(shell, path)?.owner === shell.machine.user,
  '-v': (shell, name) => shell.parameter(name) !== undefined,
  '-o': (shell, option) => shell.options.has(option),
  '-t': (shell, number) => (number === '0' ? shell.standard.input.terminal : shell.standard.out.terminal),
  '-p': () => false,
  '-S': () => false,
  '-b': () => false,
  '-c': (_, path) => path.startsWith('/dev/'),
};

const at = (shell: Shell, path: string): number => info(shell, path)?.at ?? Number.NEGATIVE_INFINITY;

const texts: Readonly<Record<string, (a: string, b: string, shell: Shell) => boolean>> = {
  '=': (a, b) => a === b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '-nt': (a, b, shell) => at(shell, a) > at(shell, b),
  '-ot': (a, b, shell) => at(shell, a) < at(shell, b),
  '-ef': (a, b, shell) => shell.resolve(a) === shell.resolve(b),
};

const numbers: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

/** `[[ ... ]]` */
export function* testExpression(shell: Shell, expression: TestExpression): ShellProgram<boolean> {
  switch (expression.type) {
    case 'TestGroup':
      return yield* testExpression(shell, expression.expression);
    case 'TestNot': {
      const holds = yield* testExpression(shell, expression.operand);
      return expression.negations.length % 2 === 1 ? !holds : holds;
    }
    case 'TestLogical':
      for (const operand of expression.operands) if ((yield* testExpression(shell, operand)) !== (expression.operator === '&&')) return expression.operator === '||';
      return expression.operator === '&&';
    case 'TestUnary':
      return unary[expression.operator]?.(shell, yield* textOf(shell, expression.operand)) ?? false;
    case 'TestBinary':
      return yield* binary(shell, expression.operator, expression.left, expression.right);
  }
}

function* binary(shell: Shell, operator: string, left: Word, right: Word): ShellProgram<boolean> {
  const a = yield* textOf(shell, left);
  if (operator === '=~') {
    const found = new RegExp(yield* regularOf(shell, right)).exec(a);
    shell.match = found ? [...found].map((text) => text ?? '') : [];
    return found !== null;
  }
  if (operator === '=' || operator === '==' || operator === '!=') return matcher(yield* patternOf(shell, right)).test(a) === (operator !== '!=');
  const b = yield* textOf(shell, right);
  const number = numbers[operator];
  return number ? number(yield* evaluate(shell, a), yield* evaluate(shell, b)) : (texts[operator]?.(a, b, shell) ?? false);
}

/** `test` and `[`: the words, without the closing bracket. Throws TestError. */
export function testWords(shell: Shell, words: readonly string[]): boolean {
  let i = 0;
  const integer = (text: string): bigint => {
    if (!/^\s*[-+]?\d+\s*$/.test(text)) throw new TestError(`${text}: integer expression expected`);
    return BigInt(text.trim());
  };
  const primary = (): boolean => {
    const [first, second, third] = words.slice(i, i + 3);
    if (first === undefined) throw new TestError('argument expected');
    if (second !== undefined && third !== undefined && (Object.hasOwn(texts, second) || Object.hasOwn(numbers, second))) {
      i += 3;
      return Object.hasOwn(numbers, second) ? (numbers[second]?.(integer(first), integer(third)) ?? false) : (texts[second]?.(first, third, shell) ?? false);
    }
    if (first === '!') {
      i += 1;
      return !primary();
    }
    if (first === '(') {
      i += 1;
      const value = either();
      if (words[i] !== ')') throw new TestError("`)' expected");
      i += 1;
      return value;
    }
    if (second !== undefined && Object.hasOwn(unary, first)) {
      i += 2;
      return unary[first]?.(shell, second) ?? false;
    }
    if (second !== undefined && second !== '-a' && second !== '-o' && second !== ')')
      throw new TestError(words.length === 2 ? `${first}: unary operator expected` : third === undefined ? `${second}: unary operator expected` : `${second}: binary operator expected`);
    i += 1;
    return first !== '';
  };
  const both = (): boolean => {
    let value = primary();
    while (words[i] === '-a') {
      i += 1;
      value = primary() && value;
    }
    return value;
  };
  const either = (): boolean => {
    let value = both();
    while (words[i] === '-o') {
      i += 1;
      value = both() || value;
    }
    return value;
  };
  if (words.length === 0) return false;
  const value = either();
  if (i < words.length) throw new TestError(words.length > 4 ? 'too many arguments' : `${words[i]}: binary operator expected`);
  return value;
}

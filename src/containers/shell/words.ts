// Words of a shell's command: parameters, substitutions, arithmetic, quotes and splitting.
import type { ArithmeticExpression, Word, WordPart } from 'unbash';
import type { Machine } from './machine.ts';

export interface Expander {
  machine: Machine;
  /** Runs `$(...)` and gives what it printed. */
  substitute(part: WordPart): string;
}

function parameter({ machine }: Expander, name: string): string | undefined {
  const special: Record<string, () => string> = {
    '?': () => String(machine.status),
    '#': () => String(Math.max(machine.args.length - 1, 0)),
    '@': () => machine.args.slice(1).join(' '),
    '*': () => machine.args.slice(1).join(' '),
    $: () => '1',
    RANDOM: () => String((machine.now * 7919) % 32768),
    SECONDS: () => String(Math.floor((machine.now - machine.start.at) / 1000)),
    PWD: () => machine.cwd,
  };
  if (special[name]) return special[name]();
  if (/^\d+$/.test(name)) return machine.args[Number(name)];
  return machine.vars[name];
}

/** A pattern of the shell (`*`, `?`, `[...]`) as a regular expression. */
export const globToRegExp = (glob: string, anchored = true): RegExp => {
  const body = glob
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
    .replace(/\[!/g, '[^');
  return new RegExp(anchored ? `^${body}$` : body);
};

function expandParameter(by: Expander, part: Extract<WordPart, { type: 'ParameterExpansion' }>): string {
  const value = parameter(by, part.parameter);
  if (part.prefix === '#') return String((value ?? '').length);
  const operation = part.operation;
  if (!operation) return value ?? '';
  const word = (w: Word): string => textOf(by, w);
  if (operation.type === 'Default') {
    const empty = value === undefined || (operation.operator.startsWith(':') && value === '');
    const sort = operation.operator.at(-1);
    if (sort === '+') return empty ? '' : word(operation.operand);
    if (empty && sort === '=') by.machine.vars[part.parameter] = word(operation.operand);
    return empty ? word(operation.operand) : (value ?? '');
  }
  if (operation.type === 'Remove') {
    const text = value ?? '';
    const pattern = globToRegExp(word(operation.operand));
    const cuts = Array.from({ length: text.length + 1 }, (_, i) => i);
    const front = operation.operator.startsWith('#');
    const ordered = (operation.operator.length === 1) === front ? cuts : cuts.reverse();
    const cut = ordered.find((i) => pattern.test(front ? text.slice(0, i) : text.slice(i)));
    return cut === undefined ? text : front ? text.slice(cut) : text.slice(0, cut);
  }
  if (operation.type === 'Replace') {
    const source = globToRegExp(word(operation.pattern), false).source;
    return (value ?? '').replace(new RegExp(source, operation.operator === '//' ? 'g' : ''), word(operation.replacement));
  }
  if (operation.type === 'Slice') return (value ?? '').slice(Number(word(operation.offset)), operation.length ? Number(word(operation.offset)) + Number(word(operation.length)) : undefined);
  return value ?? '';
}

const binary: Record<string, (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => Math.trunc(a / b),
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<': (a, b) => Number(a < b),
  '>': (a, b) => Number(a > b),
  '<=': (a, b) => Number(a <= b),
  '>=': (a, b) => Number(a >= b),
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '&&': (a, b) => Number(a !== 0 && b !== 0),
  '||': (a, b) => Number(a !== 0 || b !== 0),
};

export function arithmetic(by: Expander, expression: ArithmeticExpression | undefined): number {
  if (!expression) return 0;
  const name = (e: ArithmeticExpression): string => (e.type === 'ArithmeticWord' ? e.value : '');
  const read = (text: string): number => Number(/^[A-Za-z_]\w*$/.test(text) ? (by.machine.vars[text] ?? 0) : text.replace(/^\$\{?(\w+)\}?$/, (_, n) => parameter(by, n) ?? '0')) || 0;
  switch (expression.type) {
    case 'ArithmeticWord':
      return read(expression.value);
    case 'ArithmeticGroup':
      return arithmetic(by, expression.expression);
    case 'ArithmeticTernary':
      return arithmetic(by, arithmetic(by, expression.test) ? expression.consequent : expression.alternate);
    case 'ArithmeticUnary': {
      const value = arithmetic(by, expression.operand);
      if (expression.operator === '++' || expression.operator === '--') {
        const next = value + (expression.operator === '++' ? 1 : -1);
        by.machine.vars[name(expression.operand)] = String(next);
        return expression.prefix ? next : value;
      }
      return expression.operator === '-' ? -value : expression.operator === '!' ? Number(value === 0) : value;
    }
    case 'ArithmeticBinary': {
      const { operator, left } = expression;
      const right = arithmetic(by, expression.right);
      if (!/^([-+*/%]?)=$/.test(operator)) return binary[operator]?.(arithmetic(by, left), right) ?? 0;
      const value = operator === '=' ? right : (binary[operator.slice(0, -1)]?.(arithmetic(by, left), right) ?? 0);
      by.machine.vars[name(left)] = String(value);
      return value;
    }
    default:
      return 0;
  }
}

/** The text of one part, and whether it may be split into words. */
function partText(by: Expander, part: WordPart): { text: string; splits: boolean; quoted?: boolean } {
  switch (part.type) {
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return { text: part.value, splits: false, quoted: true };
    case 'DoubleQuoted':
      return { text: part.parts.map((child) => partText(by, child).text).join(''), splits: false, quoted: true };
    case 'SimpleExpansion':
      return { text: parameter(by, part.text.replace(/^\$/, '')) ?? '', splits: true };
    case 'ParameterExpansion':
      return { text: expandParameter(by, part), splits: true };
    case 'CommandExpansion':
      return { text: by.substitute(part).replace(/\n+$/, ''), splits: true };
    case 'ArithmeticExpansion':
      return { text: String(arithmetic(by, part.expression)), splits: true };
    case 'Literal':
      return { text: part.value, splits: false };
    default:
      return { text: part.text, splits: false };
  }
}

/** A word as one text, without splitting. */
export const textOf = (by: Expander, word: Word): string => (word.parts ? word.parts.map((part) => partText(by, part).text).join('') : word.value);

const braces = (text: string): string[] => {
  const range = /^(.*)\{(-?\d+)\.\.(-?\d+)\}(.*)$/.exec(text);
  if (!range) return [text];
  const [, before = '', from, to, after = ''] = range;
  const [a, b] = [Number(from), Number(to)];
  return Array.from({ length: Math.abs(b - a) + 1 }, (_, i) => `${before}${a + (b >= a ? i : -i)}${after}`);
};

/** A word as the words that it becomes. */
export function wordsOf(by: Expander, word: Word): string[] {
  if (!word.parts) return braces(word.value);
  const out: string[] = [];
  let current: string | undefined;
  for (const part of word.parts) {
    const { text, splits, quoted } = partText(by, part);
    if (part.type === 'BraceExpansion') {
      const all = braces(text);
      out.push(...all.slice(0, -1).map((t) => (current ?? '') + t));
      current = all.at(-1);
    } else if (!splits) current = text || quoted ? (current ?? '') + text : current;
    else {
      const pieces = text.split(/\s+/);
      pieces.forEach((piece, i) => {
        if (i > 0 && current !== undefined) {
          out.push(current);
          current = undefined;
        }
        if (piece) current = (current ?? '') + piece;
      });
    }
  }
  if (current !== undefined) out.push(current);
  return out;
}

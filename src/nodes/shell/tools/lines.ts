// Small tools for lines: uniq, seq, yes.
import { write } from '../streams.ts';
import { complain } from './options.ts';
import { linesOf, missingOperand, texts, tool } from './tool.ts';

export const uniq = tool(['c|count', 'd|repeated', 'u|unique', 'i|ignore-case', 'f|skip-fields=', 's|skip-chars=', 'w|check-chars='], function* (call, options) {
  const [first] = yield* texts(call, options.words.slice(0, 1));
  if (!first) return 1;
  const key = (line: string): string => {
    const fields = Number(options.value('f') ?? 0);
    const rest = line.replace(new RegExp(`^(?:\\s*\\S+){0,${fields}}`), '').slice(Number(options.value('s') ?? 0), options.has('w') ? Number(options.value('w')) : undefined);
    return options.has('i') ? rest.toLowerCase() : rest;
  };
  const groups: { line: string; count: number }[] = [];
  for (const line of linesOf(first.text)) {
    const last = groups.at(-1);
    if (last && key(last.line) === key(line)) last.count += 1;
    else groups.push({ line, count: 1 });
  }
  const shown = groups.filter(({ count }) => (!options.has('d') || count > 1) && (!options.has('u') || count === 1));
  yield* write(call.out, shown.map(({ line, count }) => `${options.has('c') ? `${String(count).padStart(7)} ` : ''}${line}\n`).join(''));
  return 0;
});

const decimals = (text: string): number => (text.split('.')[1] ?? '').length;

export const seq = tool(
  ['s|separator=', 'w|equal-width', 'f|format=', 'NEGATIVE'],
  function* (call, options) {
    const { words } = options;
    if (words.length === 0) return missingOperand(call);
    const wrong = words.find((word) => !/^[-+]?\d*\.?\d+$/.test(word));
    if (wrong !== undefined) return complain(call, `invalid floating point argument: ‘${wrong}’\nTry 'seq --help' for more information.`);
    const [from, step, to] = words.length === 1 ? ['1', '1', words[0]] : words.length === 2 ? [words[0], '1', words[1]] : words;
    const [first, by, last] = [Number(from), Number(step), Number(to)];
    if (by === 0) return complain(call, `invalid Zero increment value: ‘${step}’`);
    const digits = Math.max(decimals(from as string), decimals(step as string));
    const width = options.has('w') ? Math.max(first.toFixed(digits).length, last.toFixed(digits).length) : 0;
    const separator = options.value('s') ?? '\n';
    let any = false;
    for (let i = 0; by > 0 ? first + i * by <= last + 1e-9 : first + i * by >= last - 1e-9; i += 1) {
      const text = (first + i * by).toFixed(digits);
      yield* write(call.out, `${any ? separator : ''}${text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0')}`);
      any = true;
    }
    if (any) yield* write(call.out, '\n');
    return 0;
  },
  { inOrder: false },
);

export const yes = tool([], function* (call, { words }) {
  const line = `${words.length > 0 ? words.join(' ') : 'y'}\n`;
  for (;;) {
    yield* write(call.out, line.repeat(1000));
    // A reader that is a file never makes it wait: its driver gets a moment.
    yield { for: 'instant', at: call.shell.machine.now() };
  }
});

// Tools that pass texts on: cat, head, tail, tac, tee, wc.
import type { Call, Command } from '../machine.ts';
import { readLine, type Sink, write } from '../streams.ts';
import type { ShellProgram } from '../tasks.ts';
import { complain, type Options } from './options.ts';
import { attempt, cannotOpen, linesOf, texts, tool } from './tool.ts';

/** Each file in turn; standard input as it comes. */
function* pass(call: Call, words: readonly string[], show: (text: string) => ShellProgram<void>): ShellProgram<number> {
  let status = 0;
  for (const name of words.length > 0 ? words : ['-']) {
    if (name !== '-') {
      let text: string | undefined;
      if (
        !attempt(
          call,
          () => {
            text = call.shell.readFile(name);
          },
          (why) => `${name}: ${why}`,
        )
      )
        status = 1;
      else yield* show(text as string);
      continue;
    }
    for (let text = yield* call.input.read(); text !== undefined; text = yield* call.input.read()) yield* show(text);
  }
  return status;
}

const visible = (text: string, options: Options): string => {
  const all = options.has('A');
  let out = text;
  if (all || options.has('v')) out = out.replace(/[\x00-\x08\x0b-\x1f]/g, (char) => `^${String.fromCharCode(char.charCodeAt(0) + 64)}`);
  if (all || options.has('T')) out = out.replaceAll('\t', '^I');
  if (all || options.has('E')) out = out.replaceAll('\n', '$\n');
  return out;
};

export const cat = tool(['n|number', 'b|number-nonblank', 'A|show-all', 'E|show-ends', 'T|show-tabs', 'v|show-nonprinting', 's|squeeze-blank', 'u', 'e', 't'], function* (call, options) {
  let number = 0;
  let fresh = true;
  const numbered = (text: string): string =>
    text.replace(/^.*\n?/gm, (line) => {
      if (line === '') return '';
      const shown = fresh && (options.has('n') || line !== '\n') ? `${String(++number).padStart(6)}\t${line}` : line;
      fresh = line.endsWith('\n');
      return shown;
    });
  const counts = options.has('n') || options.has('b');
  return yield* pass(call, options.words, (text) => write(call.out, visible(counts ? numbered(text) : text, options)));
});

/** `-n 5`, `-n -1`, `-c 60` */
interface Amount {
  bytes: boolean;
  sign: string;
  count: number;
}

function amountOf(options: Options): Amount | undefined {
  const bytes = options.value('c');
  const text = bytes ?? options.value('n') ?? '10';
  const found = /^([-+]?)(\d+)([kKM]?)$/.exec(text);
  return found ? { bytes: bytes !== undefined, sign: found[1] as string, count: Number(found[2]) * ({ k: 1024, K: 1024, M: 1_048_576 }[found[3] as string] ?? 1) } : undefined;
}

const wrongAmount = (call: Call, options: Options): number => complain(call, `invalid number of ${options.has('c') ? 'bytes' : 'lines'}: ‘${options.value('c') ?? options.value('n')}’`);

/** The beginning of standard input, which is read no further than needed. */
function* headOfInput({ input, out }: Call, { bytes, count }: Amount): ShellProgram<void> {
  let left = count;
  while (left > 0) {
    if (bytes) {
      const text = yield* input.read();
      if (text === undefined) return;
      yield* write(out, text.slice(0, left));
      left -= text.length;
    } else {
      const typed = yield* readLine(input);
      if (!typed) return;
      yield* write(out, typed.line + (typed.ended ? '\n' : ''));
      left -= 1;
    }
  }
}

const withEnds = (lines: readonly string[], text: string): string => (lines.length === 0 ? '' : lines.join('\n') + (text.endsWith('\n') || lines.length < linesOf(text).length ? '\n' : ''));

function headOf(text: string, { bytes, sign, count }: Amount): string {
  if (bytes) return sign === '-' ? text.slice(0, Math.max(0, text.length - count)) : text.slice(0, count);
  const lines = linesOf(text);
  return withEnds(sign === '-' ? lines.slice(0, Math.max(0, lines.length - count)) : lines.slice(0, count), text);
}

function tailOf(text: string, { bytes, sign, count }: Amount): string {
  if (bytes) return sign === '+' ? text.slice(Math.max(0, count - 1)) : count === 0 ? '' : text.slice(-count);
  const lines = linesOf(text);
  const kept = sign === '+' ? lines.slice(Math.max(0, count - 1)) : count === 0 ? [] : lines.slice(-count);
  return kept.length === 0 ? '' : kept.join('\n') + (text.endsWith('\n') ? '\n' : '');
}

function* severalTexts(call: Call, options: Options, show: (text: string) => string): ShellProgram<number> {
  const all = yield* texts(call, options.words, cannotOpen);
  const titled = (options.words.length > 1 && !options.has('q')) || options.has('v');
  for (const [i, { name, text }] of all.entries()) yield* write(call.out, `${titled ? `${i > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n` : ''}${show(text)}`);
  return all.length < Math.max(options.words.length, 1) ? 1 : 0;
}

const cuts = ['n|lines|NUMBER=', 'c|bytes=', 'q|quiet|silent', 'v|verbose'];

export const head = tool(cuts, function* (call, options) {
  const amount = amountOf(options);
  if (!amount) return wrongAmount(call, options);
  if (options.words.length === 0 && amount.sign !== '-') {
    yield* headOfInput(call, amount);
    call.input.close();
    return 0;
  }
  return yield* severalTexts(call, options, (text) => headOf(text, amount));
});

/** What comes to a file; one that begins again is shown from its beginning. */
function* follow(call: Call, path: string): ShellProgram<number> {
  const textNow = (): string => (call.shell.machine.files.stat(call.shell.resolve(path)) ? call.shell.readFile(path) : '');
  for (let seen = textNow(); ; ) {
    yield { for: 'change' };
    const text = textNow();
    if (text !== seen) yield* write(call.out, text.startsWith(seen) ? text.slice(seen.length) : text);
    seen = text;
  }
}

export const tail = tool([...cuts, 'f|follow', 'F', 'retry', 's|sleep-interval='], function* (call, options) {
  const amount = amountOf(options);
  if (!amount) return wrongAmount(call, options);
  const status = yield* severalTexts(call, options, (text) => tailOf(text, amount));
  const [path] = options.words;
  return path !== undefined && (options.has('F') || (status === 0 && options.has('f'))) ? yield* follow(call, path) : status;
});

export const tac = tool([], function* (call, { words }) {
  const all = yield* texts(call, words);
  for (const { text } of all)
    yield* write(
      call.out,
      linesOf(text)
        .reverse()
        .map((line) => `${line}\n`)
        .join(''),
    );
  return all.length < Math.max(words.length, 1) ? 1 : 0;
});

export const tee = tool(['a|append', 'i|ignore-interrupts'], function* (call, options) {
  const { shell } = call;
  let status = 0;
  const paths = options.words.filter((name) =>
    attempt(
      call,
      () => {
        const path = shell.resolve(name);
        if (name === '/dev/null') return;
        shell.machine.files.write(path, options.has('a') && shell.machine.files.stat(path) ? shell.machine.files.read(path) : '');
      },
      (why) => `${name}: ${why}`,
    ),
  );
  if (paths.length < options.words.length) status = 1;
  let broken: Sink | undefined = call.out;
  for (let text = yield* call.input.read(); text !== undefined; text = yield* call.input.read()) {
    for (const name of paths) if (name !== '/dev/null') shell.machine.files.write(shell.resolve(name), shell.machine.files.read(shell.resolve(name)) + text);
    // The files get everything, even when nobody reads the output any more.
    try {
      if (broken) yield* write(broken, text);
    } catch {
      broken = undefined;
      status = 141;
    }
  }
  return status;
});

const encoder = new TextEncoder();

export const wc: Command = tool(['l|lines', 'w|words', 'c|bytes', 'm|chars', 'L|max-line-length'], function* (call, options) {
  const all = yield* texts(call, options.words);
  const chosen = ['l', 'w', 'm', 'c', 'L'].filter((name) => options.has(name));
  const wanted = chosen.length > 0 ? chosen : ['l', 'w', 'c'];
  const counted = all.map(({ name, text }) => ({
    name,
    counts: {
      l: text.split('\n').length - 1,
      w: text.split(/\s+/).filter(Boolean).length,
      c: encoder.encode(text).length,
      m: [...text].length,
      L: Math.max(0, ...linesOf(text).map((line) => line.length)),
    } as Record<string, number>,
  }));
  const total: Record<string, number> = {};
  for (const { counts } of counted) for (const key of wanted) total[key] = (total[key] ?? 0) + (counts[key] as number);
  const rows = [...counted, ...(options.words.length > 1 ? [{ name: 'total', counts: total }] : [])];
  // The width is that of the bytes of all files, and 7 where that cannot be known beforehand.
  const single = wanted.length === 1 && rows.length === 1;
  const bytes = counted.reduce((sum, { counts }) => sum + (counts.c as number), 0);
  const width = single ? 1 : call.shell.machine.tools === 'busybox' ? 9 : options.words.length === 0 || options.words.includes('-') ? 7 : String(bytes).length;
  for (const { name, counts } of rows) call.out.push(`${wanted.map((key) => String(counts[key]).padStart(width)).join(' ')}${options.words.length > 0 ? ` ${name}` : ''}\n`);
  return all.length < options.words.length ? 1 : 0;
});

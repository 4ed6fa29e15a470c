// Tools that run other commands: xargs, env, timeout, watch, nohup, bash; and sleep.
import type { Call, Command } from '../machine.ts';
import { PlainSink, readAll, TextSource, write } from '../streams.ts';
import { Task, type ShellProgram } from '../tasks.ts';
import { complain } from './options.ts';
import { missingOperand, plainTool, tool } from './tool.ts';

/** Runs words as a command of the shell that called the tool. */
function* run(call: Call, argv: readonly string[], { input = call.input, env = {} as Readonly<Record<string, string>> } = {}): ShellProgram<number> {
  const child = call.shell.subshell();
  for (const [name, value] of Object.entries({ ...call.env, ...env })) {
    child.variables.set(name, value);
    child.variables.mark(name, { exported: true });
  }
  child.functions.clear();
  return yield* child.call(argv, { input, out: call.out, err: call.err, more: new Map() });
}

/** Words as xargs reads them: quotes and backslashes protect. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:\\[\s\S]|"[^"\n]*"|'[^'\n]*'|[^\s"'\\])+/g)].map(([word]) => word.replace(/\\([\s\S])|"([^"]*)"|'([^']*)'/g, (_, char, double, single) => char ?? double ?? single));
}

export const xargs = tool(
  ['0|null', 'n|max-args=', 'L|max-lines=', 'I|replace=', 'd|delimiter=', 'r|no-run-if-empty', 't|verbose', 'p', 'P|max-procs=', 'a|arg-file=', 's=', 'x', 'i'],
  function* (call, options) {
    const text = options.has('a') ? call.shell.readFile(options.value('a') as string) : yield* readAll(call.input);
    const command = options.words.length > 0 ? options.words : ['echo'];
    const mark = options.value('I') ?? (options.has('i') ? '{}' : undefined);
    const delimiter = options.has('0') ? '\0' : options.value('d')?.replace('\\n', '\n').replace('\\t', '\t');
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const items =
      delimiter !== undefined
        ? text.split(delimiter).filter((item, i, all) => item !== '' || i < all.length - 1)
        : mark !== undefined
          ? lines.map((line) => line.trim())
          : options.has('L')
            ? lines
            : wordsOf(text);
    if (mark === undefined && !options.has('0') && delimiter === undefined && options.has('L')) {
      const size = Number(options.value('L'));
      return yield* each(
        call,
        options.has('t'),
        Array.from({ length: Math.ceil(lines.length / size) }, (_, i) => [...command, ...lines.slice(i * size, (i + 1) * size).flatMap(wordsOf)]),
      );
    }
    if (mark !== undefined)
      return yield* each(
        call,
        options.has('t'),
        items.map((item) => command.map((word) => word.replaceAll(mark, item))),
      );
    if (items.length === 0) return options.has('r') ? 0 : yield* each(call, options.has('t'), [command]);
    const size = options.has('n') ? Number(options.value('n')) : items.length;
    return yield* each(
      call,
      options.has('t'),
      Array.from({ length: Math.ceil(items.length / size) }, (_, i) => [...command, ...items.slice(i * size, (i + 1) * size)]),
    );
  },
  { inOrder: true },
);

function* each(call: Call, told: boolean, lines: readonly (readonly string[])[]): ShellProgram<number> {
  let status = 0;
  for (const argv of lines) {
    if (told) call.err.push(`${argv.join(' ')}\n`);
    const one = yield* run(call, argv, { input: new TextSource() });
    if (one === 255) return complain(call, `${argv[0]}: exited with status 255; aborting`, 124);
    if (one === 126 || one === 127) return one;
    if (one !== 0) status = 123;
  }
  return status;
}

export const printenv = plainTool(['0|null'], ({ env: all, out }, { words }) => {
  for (const [name, value] of Object.entries(all)) if (words.length === 0) out.push(`${name}=${value}\n`);
  for (const name of words) if (all[name] !== undefined) out.push(`${all[name]}\n`);
  return Number(words.some((name) => all[name] === undefined));
});

export const env: Command = tool(
  ['i|ignore-environment', 'u|unset=', '0|null', 'C|chdir=', 'S='],
  function* (call, options) {
    const words = [...options.words];
    const set: Record<string, string> = {};
    while (/^[A-Za-z_]\w*=/.test(words[0] ?? '')) {
      const word = words.shift() as string;
      set[word.slice(0, word.indexOf('='))] = word.slice(word.indexOf('=') + 1);
    }
    if (words.length > 0) return yield* run(call, words, { env: set });
    const all = { ...(options.has('i') ? {} : call.env), ...set };
    for (const name of options.values('u')) delete all[name];
    yield* write(
      call.out,
      Object.entries(all)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    );
    return 0;
  },
  { inOrder: true, usageStatus: 125 },
);

const units: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3600_000, d: 86_400_000 };

/** `0.5`, `2m`: in milliseconds. */
function durationOf(text: string): number | undefined {
  const found = /^(\d*\.?\d+)([smhd]?)$/.exec(text);
  return found ? Number(found[1]) * (units[found[2] as string] as number) : undefined;
}

export const sleep = tool([], function* (call, { words }) {
  if (words.length === 0) return missingOperand(call);
  const wrong = words.find((word) => word !== 'infinity' && durationOf(word) === undefined);
  if (wrong !== undefined) {
    call.err.push(`sleep: invalid time interval ‘${wrong}’\nTry 'sleep --help' for more information.\n`);
    return 1;
  }
  if (words.includes('infinity')) for (;;) yield { for: 'change' };
  yield { for: 'instant', at: call.shell.machine.now() + words.reduce((sum, word) => sum + (durationOf(word) as number), 0) };
  return 0;
});

export const timeout = tool(
  ['s|signal=', 'k|kill-after=', 'preserve-status', 'foreground', 'v|verbose'],
  function* (call, { words }) {
    const [limit, ...argv] = words;
    const length = limit === undefined ? undefined : durationOf(limit);
    if (length === undefined) {
      call.err.push(`timeout: ${limit === undefined ? 'missing operand' : `invalid time interval ‘${limit}’`}\nTry 'timeout --help' for more information.\n`);
      return 125;
    }
    const { tasks } = call.shell;
    const task = tasks.add(new Task(run(call, argv)));
    const clock = tasks.add(new Task(until(call, call.shell.machine.now() + length)));
    yield { for: 'stream', ready: () => task.done || clock.done };
    clock.kill(0);
    if (task.done) return task.status as number;
    task.kill(124);
    return 124;
  },
  { inOrder: true },
);

function* until(call: Call, at: number): ShellProgram<number> {
  yield { for: 'instant', at };
  void call;
  return 0;
}

/** Shows a command's output again and again; the screen is cleared before each. */
export const watch = tool(
  ['n|interval=', 'd|differences=?', 't|no-title', 'x|exec', 'e', 'g', 'c|color', 'b', 'p'],
  function* (call, options) {
    if (options.words.length === 0) return missingOperand(call);
    const seconds = Number(options.value('n') ?? 2);
    const line = options.words.join(' ');
    // It has a screen of its own, as a terminal calls it.
    if (call.out.terminal) yield* write(call.out, '\u001b[?1049h');
    for (;;) {
      let text = '';
      const child = call.shell.subshell();
      yield* child.guarded(line, {
        input: new TextSource(),
        out: new PlainSink((more) => {
          text += more;
        }),
        err: new PlainSink((more) => {
          text += more;
        }),
        more: new Map(),
      });
      const stamp = new Date(call.shell.machine.now()).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 $4');
      const title = `Every ${seconds.toFixed(1)}s: ${line}`;
      const right = `${call.shell.machine.hostname}: ${stamp}`;
      const head = options.has('t') ? '' : `${title.padEnd(Math.max(title.length + 1, call.shell.machine.columns - right.length))}${right}\n\n`;
      yield* write(call.out, `${call.out.terminal ? '\u001b[H\u001b[2J' : ''}${head}${text}`);
      yield { for: 'instant', at: call.shell.machine.now() + seconds * 1000 };
    }
  },
  { inOrder: true },
);

export const nohup = tool(
  [],
  function* (call, { words }) {
    return words.length === 0 ? missingOperand(call) : yield* run(call, words);
  },
  { inOrder: true },
);

/** A script's text in a shell of its own, which is called by the name of its program. */
export function* runScript(call: Call, text: string, name: string, args: readonly string[], program = 'bash'): ShellProgram<number> {
  return yield* call.shell.runScript(text, { environment: call.env, name, args, voice: call.shell.machine.voice?.(program) }, { input: call.input, out: call.out, err: call.err, more: new Map() });
}

export const bash = tool(
  ['c=', 'e', 'x', 'u', 'i', 'l|login', 's', 'o=', 'O=', 'norc', 'noprofile', 'version'],
  function* (call, options) {
    if (options.has('version')) {
      yield* write(call.out, 'GNU bash, version 5.2.21(1)-release (x86_64-pc-linux-gnu)\n');
      return 0;
    }
    const program = call.name.slice(call.name.lastIndexOf('/') + 1);
    const before = ['e', 'x', 'u']
      .filter((letter) => options.has(letter))
      .map((letter) => `set -${letter}\n`)
      .join('');
    const script = options.value('c');
    if (script !== undefined) return yield* runScript(call, before + script, options.words[0] ?? call.name, options.words.slice(1), program);
    const [path, ...args] = options.words;
    if (path !== undefined) {
      const found = call.shell.machine.files.stat(call.shell.resolve(path));
      if (!found) return complain(call, `${path}: No such file or directory`, program === 'bash' ? 127 : 2);
      if (found.directory) return complain(call, `${path}: Is a directory`, 126);
      return yield* runScript(call, before + call.shell.readFile(path), path, args, program);
    }
    if (call.input.terminal) return yield* call.shell.machine.program('bash -i')?.(call) ?? ended();
    return yield* runScript(call, before + (yield* readAll(call.input)), call.name, [], program);
  },
  { inOrder: true },
);

// biome-ignore lint/correctness/useYield: a status as a program
function* ended(): ShellProgram<number> {
  return 0;
}

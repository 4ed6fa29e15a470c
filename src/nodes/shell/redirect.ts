// Redirections: files, here-documents and other descriptors in the place of a command's streams.
import type { Redirection, Word } from 'unbash';
import { expandDocument, textOf, wordsOf } from './expand.ts';
import { FileError } from './machine.ts';
import type { Io, Shell } from './shell.ts';
import { PlainSink, type Sink, type Source, TextSource } from './streams.ts';
import type { ShellProgram } from './tasks.ts';

/** A redirection that cannot be made: what the shell says after its name. */
class RedirectionError extends Error {
  constructor(
    problem: string,
    readonly doing?: 'open' | 'create',
  ) {
    super(problem);
  }
}

interface Redirected {
  io: Io;
  close(): void;
}

interface Open {
  descriptors: Map<number, Source | Sink>;
  close: (() => void)[];
}

function* redirect(shell: Shell, redirects: readonly Redirection[], io: Io): ShellProgram<Redirected> {
  if (redirects.length === 0) return { io, close: () => {} };
  const open: Open = { descriptors: new Map<number, Source | Sink>([...io.more, [0, io.input], [1, io.out], [2, io.err]]), close: [] };
  for (const one of redirects) yield* apply(shell, one, open);
  const { descriptors } = open;
  const more = new Map([...descriptors].filter(([number]) => number > 2));
  return {
    io: { input: sourceAt(descriptors, 0), out: sinkAt(descriptors, 1), err: sinkAt(descriptors, 2), more },
    close: () => {
      for (const close of open.close) close();
    },
  };
}

const closed: Sink & Source = Object.assign(new TextSource(), { push: () => {}, drain: new PlainSink(() => {}).drain });
const sourceAt = (all: Map<number, Source | Sink>, number: number): Source => {
  const found = all.get(number);
  return found && 'read' in found ? found : closed;
};
const sinkAt = (all: Map<number, Source | Sink>, number: number): Sink => {
  const found = all.get(number);
  return found && 'push' in found ? found : closed;
};

function* apply(shell: Shell, one: Redirection, open: Open): ShellProgram<void> {
  const { descriptors } = open;
  const number = one.descriptor?.type === 'FileDescriptor' ? one.descriptor.value : undefined;
  if (one.type === 'HereDoc') {
    const text = one.delimiter?.quoted ? one.body.text : yield* expandDocument(shell, one.body);
    descriptors.set(number ?? 0, new TextSource(one.operator === '<<-' ? text.replace(/^\t+/gm, '') : text));
    return;
  }
  if (one.type === 'HereString') {
    descriptors.set(number ?? 0, new TextSource(`${one.target ? yield* textOf(shell, one.target) : ''}\n`));
    return;
  }
  const target = yield* pathOf(shell, one.target);
  if ((one.operator === '>&' || one.operator === '<&') && (/^\d+-?$/.test(target) || target === '-')) {
    duplicate(descriptors, number ?? (one.operator === '>&' ? 1 : 0), target);
    return;
  }
  if (one.operator === '<' || one.operator === '<>') {
    descriptors.set(number ?? 0, reading(shell, target));
    return;
  }
  const both = one.operator === '&>' || one.operator === '&>>' || (one.operator === '>&' && number === undefined);
  const sink = writing(shell, target, one.operator.endsWith('>>'), one.operator !== '>|', descriptors);
  descriptors.set(number ?? 1, sink);
  if (both) descriptors.set(2, sink);
}

function* pathOf(shell: Shell, word: Word | undefined): ShellProgram<string> {
  if (!word) throw new RedirectionError("syntax error near unexpected token `newline'");
  const words = yield* wordsOf(shell, word);
  if (words.length !== 1) throw new RedirectionError(`${word.text}: ambiguous redirect`);
  return words[0] as string;
}

function duplicate(descriptors: Map<number, Source | Sink>, number: number, target: string): void {
  if (target === '-') {
    descriptors.set(number, closed);
    return;
  }
  const from = Number.parseInt(target, 10);
  const found = descriptors.get(from);
  if (!found) throw new RedirectionError(`${from}: Bad file descriptor`);
  descriptors.set(number, found);
  if (target.endsWith('-')) descriptors.delete(from);
}

function during<T>(path: string, doing: 'open' | 'create', work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof FileError) throw new RedirectionError(`${path}: ${error.message}`, doing);
    throw error;
  }
}

function reading(shell: Shell, path: string): Source {
  if (path === '/dev/null') return new TextSource();
  if (path === '/dev/stdin') return shell.standard.input;
  return new TextSource(during(path, 'open', () => shell.readFile(path)));
}

function writing(shell: Shell, path: string, append: boolean, careful: boolean, descriptors: Map<number, Source | Sink>): Sink {
  if (path === '/dev/null') return new PlainSink(() => {});
  const number = /^(?:\/dev\/|\/proc\/(?:1|self)\/)fd\/([12])$/.exec(path)?.[1] ?? { '/dev/stdout': 1, '/dev/stderr': 2 }[path];
  if (number !== undefined) return sinkAt(descriptors, Number(number));
  if (path === '/dev/tty') return sinkAt(descriptors, 2);
  const { files } = shell.machine;
  const whole = shell.resolve(path);
  return during(path, 'create', () => {
    if (careful && !append && shell.options.has('noclobber') && files.stat(whole)) throw new RedirectionError(`${path}: cannot overwrite existing file`);
    const before = append && files.stat(whole) ? files.read(whole) : '';
    files.write(whole, before);
    return new PlainSink((text) => files.write(whole, files.read(whole) + text));
  });
}

/** Does the work with the streams that the redirections ask for, or says why they cannot be had. */
export function* withRedirections(shell: Shell, redirects: readonly Redirection[], io: Io, work: (io: Io) => ShellProgram<number>): ShellProgram<number> {
  let inner: Redirected;
  try {
    inner = yield* redirect(shell, redirects, io);
  } catch (error) {
    if (!(error instanceof RedirectionError)) throw error;
    io.err.push(shell.says(error.message, error.doing));
    return 1;
  }
  try {
    return yield* work(inner.io);
  } finally {
    inner.close();
  }
}

// Tools that change files: cp, mv, rm, mkdir, rmdir, touch, ln, chmod, chown, mktemp.
import type { Call } from '../machine.ts';
import { FileError } from '../machine.ts';
import { complain } from './options.ts';
import { attempt, missingOperand, plainTool } from './tool.ts';

const base = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) || '/';
const join = (folder: string, name: string): string => `${folder.replace(/\/+$/, '')}/${name}`;

/** Where each of several sources goes: into a directory, or in the place of the one target. */
function* targets(call: Call, words: readonly string[], target: string | undefined): Generator<{ from: string; to: string }> {
  const [sources, last] = target === undefined ? [words.slice(0, -1), words.at(-1) as string] : [words, target];
  const into = call.shell.machine.files.stat(call.shell.resolve(last))?.directory === true;
  if (sources.length > 1 && !into) {
    complain(call, `target '${last}'${call.shell.machine.files.stat(call.shell.resolve(last)) ? ' is not a directory' : ': No such file or directory'}`);
    return;
  }
  for (const from of sources) yield { from, to: into ? join(last, base(from)) : last };
}

function copyTree(call: Call, from: string, to: string, keep: boolean): void {
  const { files } = call.shell.machine;
  const found = files.stat(from);
  if (!found) throw new FileError('ENOENT');
  if (!found.directory) {
    files.write(to, files.read(from));
    if (keep) files.touch(to, found.at);
    if (keep || (found.mode & 0o111) !== 0) files.chmod(to, found.mode);
    return;
  }
  if (!files.stat(to)) files.makeDirectory(to);
  for (const name of files.names(from) ?? []) copyTree(call, join(from, name), join(to, name), keep);
}

export const cp = plainTool(
  ['r|R|recursive', 'a|archive', 'p|preserve', 'f|force', 'v|verbose', 'n|no-clobber', 'i|interactive', 't|target-directory=', 'u|update', 'd', 'L|dereference', 'P|no-dereference', 'b|backup'],
  (call, options) => {
    const { words } = options;
    if (words.length === 0) return missingOperand(call);
    if (words.length === 1 && !options.has('t')) return missingOperand(call, words[0]);
    const { shell } = call;
    let status = 0;
    let any = false;
    for (const { from, to } of targets(call, words, options.value('t'))) {
      any = true;
      const source = shell.resolve(from);
      if (!shell.machine.files.stat(source)) status = complain(call, `cannot stat '${from}': No such file or directory`);
      else if (shell.machine.files.stat(source)?.directory && !options.has('r') && !options.has('a')) status = complain(call, `-r not specified; omitting directory '${from}'`);
      else if (source === shell.resolve(to)) status = complain(call, `'${from}' and '${to}' are the same file`);
      else if (options.has('n') && shell.machine.files.stat(shell.resolve(to))) continue;
      else if (
        !attempt(
          call,
          () => copyTree(call, source, shell.resolve(to), options.has('a') || options.has('p')),
          (why) => `cannot create regular file '${to}': ${why}`,
        )
      )
        status = 1;
      else if (options.has('v')) call.out.push(`'${from}' -> '${to}'\n`);
    }
    return any ? status : 1;
  },
);

function removeTree(call: Call, path: string): void {
  const { files } = call.shell.machine;
  if (files.stat(path, false)?.directory) for (const name of files.names(path) ?? []) removeTree(call, join(path, name));
  files.remove(path);
}

export const mv = plainTool(['f|force', 'i|interactive', 'n|no-clobber', 'v|verbose', 't|target-directory=', 'u|update', 'b|backup'], (call, options) => {
  const { words } = options;
  if (words.length === 0) return missingOperand(call);
  if (words.length === 1 && !options.has('t')) return missingOperand(call, words[0]);
  const { files } = call.shell.machine;
  let status = 0;
  let any = false;
  for (const { from, to } of targets(call, words, options.value('t'))) {
    any = true;
    const [source, target] = [call.shell.resolve(from), call.shell.resolve(to)];
    if (!files.stat(source, false)) status = complain(call, `cannot stat '${from}': No such file or directory`);
    else if (source === target) status = complain(call, `'${from}' and '${to}' are the same file`);
    else if (options.has('n') && files.stat(target)) continue;
    else if (
      !attempt(
        call,
        () => files.rename(source, target),
        (why) => `cannot move '${from}' to '${to}': ${why}`,
      )
    )
      status = 1;
    else if (options.has('v')) call.out.push(`renamed '${from}' -> '${to}'\n`);
  }
  return any ? status : 1;
});

export const rm = plainTool(['r|R|recursive', 'f|force', 'i', 'I', 'v|verbose', 'd|dir'], (call, options) => {
  const { words } = options;
  if (words.length === 0) return options.has('f') ? 0 : missingOperand(call);
  const { files } = call.shell.machine;
  let status = 0;
  for (const word of words) {
    const path = call.shell.resolve(word);
    const found = files.stat(path, false);
    if (!found) {
      if (!options.has('f')) status = complain(call, `cannot remove '${word}': No such file or directory`);
    } else if (found.directory && !options.has('r') && !options.has('d')) status = complain(call, `cannot remove '${word}': Is a directory`);
    else if (path === '/' || word === '.' || word === '..') status = complain(call, `refusing to remove '.' or '..' directory: skipping '${word}'`);
    else if (
      !attempt(
        call,
        () => removeTree(call, path),
        (why) => `cannot remove '${word}': ${why}`,
      )
    )
      status = 1;
    else if (options.has('v')) call.out.push(`removed '${word}'\n`);
  }
  return status;
});

const modeOf = (text: string, before: number, directory: boolean): number | undefined => {
  if (/^[0-7]{1,4}$/.test(text)) return Number.parseInt(text, 8);
  let mode = before;
  for (const clause of text.split(',')) {
    const found = /^([ugoa]*)((?:[-+=][rwxXst]*)+)$/.exec(clause);
    if (!found) return undefined;
    const who = found[1] === '' || found[1]?.includes('a') ? 'ugo' : (found[1] as string);
    for (const [, sign, rights] of (found[2] as string).matchAll(/([-+=])([rwxXst]*)/g)) {
      const bits = [...(rights as string)].reduce((all, right) => all | ({ r: 4, w: 2, x: 1, X: directory || (before & 0o111) !== 0 ? 1 : 0 }[right] ?? 0), 0);
      for (const one of who) {
        const shift = { u: 6, g: 3, o: 0 }[one] as number;
        if (sign === '=') mode = (mode & ~(7 << shift)) | (bits << shift);
        else mode = sign === '+' ? mode | (bits << shift) : mode & ~(bits << shift);
      }
      if (rights?.includes('t')) mode = sign === '-' ? mode & ~0o1000 : mode | 0o1000;
    }
  }
  return mode;
};

/** The path and, with -R, everything below it. */
function* below(call: Call, path: string, recursive: boolean): Generator<string> {
  yield path;
  if (recursive && call.shell.machine.files.stat(path, false)?.directory) for (const name of call.shell.machine.files.names(path) ?? []) yield* below(call, join(path, name), true);
}

export const chmod = plainTool(
  ['R|recursive', 'v|verbose', 'f|silent', 'c|changes', 'reference='],
  (call, options) => {
    const [mode, ...words] = options.words;
    if (mode === undefined) return missingOperand(call);
    if (words.length === 0) return missingOperand(call, mode);
    const { files } = call.shell.machine;
    let status = 0;
    for (const word of words) {
      for (const path of below(call, call.shell.resolve(word), options.has('R'))) {
        const found = files.stat(path);
        if (!found) {
          status = complain(call, `cannot access '${word}': No such file or directory`);
          continue;
        }
        const bits = modeOf(mode, found.mode, found.directory);
        if (bits === undefined) return complain(call, `invalid mode: ‘${mode}’\nTry 'chmod --help' for more information.`);
        if (
          !attempt(
            call,
            () => files.chmod(path, bits),
            (why) => `changing permissions of '${word}': ${why}`,
          )
        )
          status = 1;
      }
    }
    return status;
  },
  { inOrder: true },
);

export const chown = plainTool(['R|recursive', 'v|verbose', 'f|silent', 'h|no-dereference'], (call, options) => {
  const [who, ...words] = options.words;
  if (who === undefined) return missingOperand(call);
  if (words.length === 0) return missingOperand(call, who);
  const group = call.name === 'chgrp';
  const [owner, team] = group ? [undefined, who] : who.split(/[:.]/);
  let status = 0;
  for (const word of words) {
    const path = call.shell.resolve(word);
    if (!call.shell.machine.files.stat(path)) status = complain(call, `cannot access '${word}': No such file or directory`);
    else
      for (const one of below(call, path, options.has('R')))
        if (
          !attempt(
            call,
            () => call.shell.machine.files.chown(one, owner || undefined, team || undefined),
            (why) => `changing ownership of '${word}': ${why}`,
          )
        )
          status = 1;
  }
  return status;
});

export const mkdir = plainTool(['p|parents', 'm|mode=', 'v|verbose'], (call, options) => {
  if (options.words.length === 0) return missingOperand(call);
  const { files } = call.shell.machine;
  let status = 0;
  for (const word of options.words) {
    const path = call.shell.resolve(word);
    const steps = options.has('p')
      ? path
          .split('/')
          .slice(1)
          .map((_, i, all) => `/${all.slice(0, i + 1).join('/')}`)
      : [path];
    const made = attempt(
      call,
      () => {
        for (const step of steps) {
          const found = files.stat(step);
          if (found && (!options.has('p') || !found.directory)) throw new FileError('EEXIST');
          if (!found) files.makeDirectory(step);
        }
        const mode = options.value('m');
        if (mode !== undefined) files.chmod(path, modeOf(mode, 0o755, true) ?? 0o755);
      },
      (why) => `cannot create directory ‘${word}’: ${why}`,
    );
    if (!made) status = 1;
    else if (options.has('v')) call.out.push(`mkdir: created directory '${word}'\n`);
  }
  return status;
});

export const rmdir = plainTool(['p|parents', 'v|verbose', 'ignore-fail-on-non-empty'], (call, { words }) => {
  if (words.length === 0) return missingOperand(call);
  const { files } = call.shell.machine;
  let status = 0;
  for (const word of words) {
    const path = call.shell.resolve(word);
    const done = attempt(
      call,
      () => {
        if (files.stat(path, false)?.directory === false) throw new FileError('ENOTDIR');
        files.remove(path);
      },
      (why) => `failed to remove '${word}': ${why}`,
    );
    if (!done) status = 1;
  }
  return status;
});

export const touch = plainTool(['c|no-create', 'a', 'm', 'd|date=', 't=', 'r|reference='], (call, options) => {
  if (options.words.length === 0) {
    call.err.push("touch: missing file operand\nTry 'touch --help' for more information.\n");
    return 1;
  }
  let status = 0;
  for (const word of options.words) {
    const path = call.shell.resolve(word);
    if (options.has('c') && !call.shell.machine.files.stat(path)) continue;
    const at = options.value('d');
    if (
      !attempt(
        call,
        () => call.shell.machine.files.touch(path, at === undefined ? undefined : Date.parse(at)),
        (why) => `cannot touch '${word}': ${why}`,
      )
    )
      status = 1;
  }
  return status;
});

export const ln = plainTool(['s|symbolic', 'f|force', 'n|no-dereference', 'v|verbose', 'r|relative', 'T'], (call, options) => {
  const { words } = options;
  if (words.length === 0) return missingOperand(call);
  const { files } = call.shell.machine;
  const [target = '', given = base(target)] = words;
  const into = !options.has('n') && files.stat(call.shell.resolve(given))?.directory;
  const name = into ? join(given, base(target)) : given;
  const path = call.shell.resolve(name);
  const done = attempt(
    call,
    () => {
      if (options.has('f') && files.stat(path, false)) files.remove(path);
      if (options.has('s')) files.link(target, path);
      else files.write(path, files.read(call.shell.resolve(target)));
    },
    (why) => `failed to create ${options.has('s') ? 'symbolic' : 'hard'} link '${name}': ${why}`,
  );
  return done ? 0 : 1;
});

export const mktemp = plainTool(['d|directory', 'q|quiet', 'u|dry-run', 'p|tmpdir=', 't', 'suffix='], (call, options) => {
  const { files } = call.shell.machine;
  const shape = options.words[0] ?? '/tmp/tmp.XXXXXXXXXX';
  // The name follows from what is there already, so that the same story makes the same names.
  const letters = (n: number): string => shape.replace(/X{3,}/, (run) => (n * 2_654_435_761 + 60_466_176).toString(36).padStart(run.length, 'k').slice(-run.length));
  let n = 1;
  while (files.stat(call.shell.resolve(letters(n)))) n += 1;
  const path = letters(n);
  const done = attempt(
    call,
    () => (options.has('d') ? files.makeDirectory(call.shell.resolve(path)) : files.write(call.shell.resolve(path), '')),
    (why) => `failed to create file via template ‘${shape}’: ${why}`,
  );
  if (!done) return 1;
  files.chmod(call.shell.resolve(path), options.has('d') ? 0o700 : 0o600);
  call.out.push(`${path}\n`);
  return 0;
});

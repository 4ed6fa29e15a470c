// Tools that are languages of their own, or large: the driver runs them (just-bash's), on the same files.
import { type Call, type Command, FileError } from '../machine.ts';
import { readAll, write } from '../streams.ts';
import type { UtilityFiles, UtilityResult } from '../tasks.ts';

export const utilityNames = [
  'awk',
  'base64',
  'column',
  'comm',
  'expand',
  'expr',
  'file',
  'find',
  'fold',
  'gunzip',
  'gzip',
  'join',
  'jq',
  'md5sum',
  'nl',
  'od',
  'paste',
  'sed',
  'sha1sum',
  'sha256sum',
  'split',
  'strings',
  'tar',
  'tree',
  'unexpand',
  'yq',
  'zcat',
] as const;

/** Programs of other names that are the same. */
const same: Readonly<Record<string, string>> = { gawk: 'awk', mawk: 'awk' };

function filesOf({ shell }: Call): UtilityFiles {
  const { files } = shell.machine;
  return {
    stat: (path, follow) => {
      const found = files.stat(path, follow);
      if (!found && path.startsWith('/dev/fd/')) return { directory: false, mode: 0o600, size: 0, at: shell.machine.now() };
      return found;
    },
    read: (path) => shell.readFile(path),
    write: (path, text) => files.write(path, text),
    list: (path) => {
      const names = files.names(path);
      if (!names) throw new FileError('ENOENT');
      return names;
    },
    makeDirectory: (path) => files.makeDirectory(path),
    remove: (path) => files.remove(path),
    chmod: (path, mode) => files.chmod(path, mode),
    link: (target, path) => files.link(target, path),
  };
}

/** What some are told that need no input at all. */
const inputless: Readonly<Record<string, RegExp>> = { awk: /^\s*BEGIN\s*\{[^{}]*\}\s*$/, jq: /^(?:-[a-zA-Z]*n[a-zA-Z]*|--null-input)$/, yq: /^(?:-[a-zA-Z]*n[a-zA-Z]*|--null-input)$/ };

/** Whether the tool reads standard input: none of its words is a file. Reading it all the same would take it from the next command. */
function readsInput({ name, args, input, shell }: Call): boolean {
  if (!input.terminal) return true;
  const needsNone = inputless[same[name] ?? name];
  return !args.some((arg) => ['--help', '--version', '-V'].includes(arg) || needsNone?.test(arg) || (!arg.startsWith('-') && shell.machine.files.stat(shell.resolve(arg))));
}

/** GNU's sed: text after `a\` keeps its blanks, and -i may name a suffix for a copy. */
function sedArguments(call: Call): string[] {
  const suffix = call.args.map((arg) => /^(?:-[nErs]*i|--in-place=)(.+)$/.exec(arg)?.[1]).find(Boolean);
  const args = call.args.map((arg) => arg.replace(/^(-[nErs]*i|--in-place).*$/, '$1').replace(/([aic])\\(?!\n)([ \t]+\S)/, '$1\\\n$2'));
  if (suffix === undefined) return args;
  const { files } = call.shell.machine;
  const paths = call.args.filter((arg) => !arg.startsWith('-') && files.stat(call.shell.resolve(arg))?.directory === false);
  for (const path of paths) files.write(call.shell.resolve(suffix.includes('*') ? suffix.replaceAll('*', path) : path + suffix), call.shell.readFile(path));
  return args;
}

/** Words in which just-bash's tool differs from the real one. */
const spelt: Readonly<Record<string, (call: Call) => readonly string[]>> = {
  sed: sedArguments,
  // The real `unique` sorts.
  jq: ({ args }) => args.map((arg) => (arg.startsWith('-') ? arg : arg.replace(/\bunique\b(?!_by|\s*\()/g, '(sort | unique)'))),
};

export const utility: Command = function* (call) {
  const stdin = readsInput(call) && call.name !== 'find' && call.name !== 'expr' && call.name !== 'du' && call.name !== 'tree' ? yield* readAll(call.input) : '';
  const result = (yield {
    for: 'utility',
    name: same[call.name] ?? call.name,
    args: spelt[call.name]?.(call) ?? call.args,
    stdin,
    cwd: call.shell.cwd,
    env: call.env,
    files: filesOf(call),
  }) as UtilityResult;
  if (result.stderr) call.err.push(result.stderr);
  yield* write(call.out, result.stdout);
  return result.status;
};

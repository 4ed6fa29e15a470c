// What the word before the cursor may become: programs, files, variables, and whatever kubectl proposes.
import { hostsLines } from '../nodes/host/index.ts';
import { builtinNames, type Shell } from '../nodes/shell/index.ts';
import { quoted, type TypedCommand, typedCommand } from './commandLine.ts';

export interface Candidates {
  /** Where the word begins that they would take the place of. */
  from: number;
  words: readonly string[];
  /** What each is, where that is known. */
  descriptions?: readonly string[];
}

/** Runs kubectl with these words; answers what it prints. */
type Ask = (args: readonly string[]) => string;

/** Programs whose arguments are a command. */
const around = new Set(['command', 'exec', 'nohup', 'sudo', 'time', 'watch', 'xargs']);
const keywords = ['case', 'do', 'done', 'elif', 'else', 'esac', 'fi', 'for', 'function', 'if', 'in', 'select', 'then', 'time', 'until', 'while'];

/** What cobra's programs say of the words that they propose. */
const directives = { error: 1, noSpace: 2, noFiles: 4, extensions: 8, folders: 16, inOrder: 32 };

type Proposal = Pick<Candidates, 'words' | 'descriptions'> & { from?: number };

export function completions(shell: Shell, line: string, ask: Ask): Candidates {
  const typed = typedCommand(line);
  const variable = /(?:^|[^\\])\$(\{?)(\w*)$/.exec(line);
  if (variable && typed.quote !== "'") return variables(shell, line, variable);
  const proposal = typed.isFile ? files(shell, typed) : forCommand(shell, withoutOuter(typed), ask);
  return { from: typed.from, ...proposal };
}

/** `sudo -u root kubectl ge` is completed as `kubectl ge`. */
function withoutOuter(typed: TypedCommand): TypedCommand {
  const { words } = typed;
  if (words.length < 2 || !around.has(words[0] as string)) return typed;
  const next = words.findIndex((word, index) => index > 0 && index < words.length - 1 && !word.startsWith('-'));
  return withoutOuter({ ...typed, words: next < 0 ? words.slice(-1) : words.slice(next) });
}

function forCommand(shell: Shell, typed: TypedCommand, ask: Ask): Proposal {
  const [name = '', ...args] = typed.words;
  if (args.length === 0) return programs(shell, typed);
  const [program, ...more] = (shell.aliases.get(name) ?? name).split(' ');
  if (program === 'kubectl') return fromKubectl(shell, typed, [...more, ...args], ask);
  if (name === 'ssh') return hosts(shell, typed);
  return files(shell, typed, name === 'cd' || name === 'pushd' || name === 'rmdir' ? () => false : undefined);
}

function variables(shell: Shell, line: string, [, brace = '', start = '']: RegExpExecArray): Candidates {
  const names = Object.keys(shell.variables.environment()).filter((name) => name.startsWith(start));
  return { from: line.length - start.length, words: names.sort().map((name) => name + (brace === '' ? ' ' : '}')) };
}

function programs(shell: Shell, typed: TypedCommand): Proposal {
  const word = typed.words.at(-1) as string;
  if (word.includes('/') || word.startsWith('~')) return files(shell, typed);
  const names = new Set([...shell.aliases.keys(), ...shell.functions.keys(), ...builtinNames, ...keywords, ...shell.machine.programs()]);
  return {
    words: [...names]
      .filter((name) => /^[\w.+-]/.test(name) && name.startsWith(word))
      .sort()
      .map((name) => `${quoted(name, typed.quote)} `),
  };
}

/** Machines that this one knows by name. */
function hosts(shell: Shell, typed: TypedCommand): Proposal {
  const word = typed.words.at(-1) as string;
  const { files } = shell.machine;
  const names = hostsLines(files.stat('/etc/hosts') ? files.read('/etc/hosts') : '').flatMap((line) => line.names);
  const [user = ''] = /^.*@/.exec(word) ?? [];
  return {
    words: [...new Set(names)]
      .filter((name) => `${user}${name}`.startsWith(word))
      .sort()
      .map((name) => `${user}${name} `),
  };
}

function fromKubectl(shell: Shell, typed: TypedCommand, args: readonly string[], ask: Ask): Proposal {
  const lines = ask(['__complete', ...args])
    .split('\n')
    .filter(Boolean);
  const directive = Number(/^:(\d+)/.exec(lines.at(-1) ?? '')?.[1] ?? directives.error);
  const proposed = lines.filter((line) => !/^:\d+$/.test(line)).map((line) => line.split('\t') as [string, string?]);
  if (directive & directives.error) return files(shell, typed);
  if (directive & directives.folders) return files(shell, typed, () => false);
  const extensions = proposed.map(([word]) => word);
  if (directive & directives.extensions) return files(shell, typed, (name) => extensions.some((extension) => name.endsWith(`.${extension}`)));
  // The value of `--output=` is a word of its own.
  const word = args.at(-1) ?? '';
  const value = /^-.*?=/.exec(word)?.[0].length ?? 0;
  const fitting = proposed.filter(([name]) => name.startsWith(word.slice(value)));
  if (!(directive & directives.inOrder)) fitting.sort(([one], [other]) => (one < other ? -1 : 1));
  if (fitting.length === 0 && !(directive & directives.noFiles)) return files(shell, typed);
  const space = directive & directives.noSpace ? '' : ' ';
  return {
    ...(value > 0 ? { from: typed.from + value } : {}),
    words: fitting.map(([name]) => quoted(name, typed.quote) + space),
    ...(fitting.some(([, text]) => text) ? { descriptions: fitting.map(([, text]) => text ?? '') } : {}),
  };
}

/** Files whose names `fits`, and all directories. */
function files(shell: Shell, { words, quote }: Pick<TypedCommand, 'words' | 'quote'>, fits: (name: string) => boolean = () => true): Proposal {
  const word = words.at(-1) as string;
  const slash = word.lastIndexOf('/') + 1;
  const [folder, stem] = [word.slice(0, slash), word.slice(slash)];
  const expanded = folder.replace(/^~(?=\/)/, shell.variables.get('HOME') ?? '~');
  const isFolder = (name: string): boolean => shell.machine.files.stat(shell.resolve(`${expanded}${name}`))?.directory === true;
  const names = (shell.machine.files.names(shell.resolve(expanded === '' ? '.' : expanded)) ?? [])
    .filter((name) => name.startsWith(stem) && (stem.startsWith('.') || !name.startsWith('.')))
    .filter((name) => isFolder(name) || fits(name));
  return { words: names.map((name) => quoted(folder + name, quote) + (isFolder(name) ? '/' : `${quote} `)) };
}

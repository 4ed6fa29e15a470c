// The person's own shell, started with kubectl, k and cka-lab of the lab first on its PATH and a prompt that names the lab.
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { layPrograms } from './wrappers.ts';

interface Place {
  lab: string;
  directory: string;
}

interface Start {
  program: string;
  words: string[];
  env: Record<string, string | undefined>;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function write(folder: string, name: string, lines: readonly string[]): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** After the person's own settings, which may set the PATH and the prompt. */
const bashLines = (programs: string, name: string): string[] => [
  '[ -f ~/.bashrc ] && . ~/.bashrc',
  `PATH=${quoted(programs)}:$PATH`,
  `PS1=${quoted(`(${name}) `)}"$PS1"`,
  // What kubectl's completion needs of the package bash-completion, where that is not installed.
  'declare -F _get_comp_words_by_ref >/dev/null || _get_comp_words_by_ref() { cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} words=("${COMP_WORDS[@]}") cword=$COMP_CWORD; }',
  '. <(kubectl completion bash) && complete -o default -F __start_kubectl k',
];

const zshLines = (programs: string, name: string): string[] => [
  'ZDOTDIR=${CKA_LAB_ZDOTDIR:-$HOME}',
  '[ -f "$ZDOTDIR/.zshrc" ] && . "$ZDOTDIR/.zshrc"',
  `PATH=${quoted(programs)}:$PATH`,
  `PROMPT=${quoted(`(${name}) `)}"$PROMPT"`,
];

/** How each shell is told; others get the PATH and a prompt from the environment. */
const starts: Readonly<Record<string, (shell: string, folder: string, programs: string, name: string) => Start>> = {
  bash: (shell, folder, programs, name) => ({ program: shell, words: ['--rcfile', write(folder, 'bashrc', bashLines(programs, name)), '-i'], env: {} }),
  zsh: (shell, folder, programs, name) => {
    write(folder, '.zshrc', zshLines(programs, name));
    return { program: shell, words: ['-i'], env: { ZDOTDIR: folder, CKA_LAB_ZDOTDIR: process.env.ZDOTDIR } };
  },
  powershell: (shell, _folder, _programs, name) => ({ program: shell, words: ['-NoExit', '-Command', `function prompt { '(${name}) PS ' + (Get-Location) + '> ' }`], env: {} }),
};

function startOf(folder: string, programs: string, name: string): Start {
  const windows = process.platform === 'win32';
  const shell = process.env.SHELL || (windows ? (process.env.ComSpec ?? 'cmd.exe') : '/bin/sh');
  const kind = basename(shell.replaceAll('\\', '/'))
    .replace(/\.exe$/i, '')
    .replace(/^pwsh$/, 'powershell');
  const start = starts[kind]?.(shell, folder, programs, name) ?? { program: shell, words: windows ? [] : ['-i'], env: { PS1: `(${name}) \\$ `, PROMPT: `(${name}) $P$G` } };
  return { ...start, env: { ...start.env, PATH: `${programs}${delimiter}${process.env.PATH ?? ''}` } };
}

/** Answers the shell's exit status when the person has left it. */
export function personsShell(home: string, place: Place | undefined): number {
  const folder = join(resolve(home), 'shell');
  const programs = join(folder, 'bin');
  layPrograms(programs);
  const name = place?.lab ?? 'cka-lab';
  const { program, words, env } = startOf(folder, programs, name);
  const options: SpawnSyncOptions = { stdio: 'inherit', env: { ...process.env, ...env, CKA_LAB_HOME: resolve(home), CKA_LAB_SHELL: name }, ...(place ? { cwd: place.directory } : {}) };
  const { status, signal, error } = spawnSync(program, words, options);
  if (error) throw new Error(`the shell ${program} could not be started (${(error as NodeJS.ErrnoException).code})`);
  return status ?? 128 + (signal ? constants.signals[signal] : 0);
}

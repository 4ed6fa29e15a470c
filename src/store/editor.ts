// Opens a text in the person's own editor, as kubectl does (upstream: kubectl/pkg/cmd/util/editor).
import { type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Edited, EditorWait } from '../sim/index.ts';

function temporaryFile({ prefix, extension, text }: EditorWait): string {
  for (;;) {
    const path = join(tmpdir(), `${prefix}${Math.floor(Math.random() * 1e10)}${extension}`);
    try {
      writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
      return path;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

export interface EditorContext {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** Takes what the editor prints, where that does not go to the terminal. */
  print?: (text: string) => void;
}

/** A command with quotes needs a shell; others are split at blanks, and the program may turn out not to be there. */
function launch(command: string, path: string, { env, cwd, print }: EditorContext): string | undefined {
  const options: SpawnSyncOptions = { env, cwd, stdio: print ? ['ignore', 'pipe', 'inherit'] : 'inherit' };
  const words = command.split(' ').filter((word) => word !== '');
  const shell = process.platform !== 'win32' && /["'\\]/.test(command) ? (env.SHELL ?? '/bin/bash') : undefined;
  const done = shell ? spawnSync(shell, ['-c', `${command} ${JSON.stringify(path)}`], options) : spawnSync(words[0] ?? 'vi', [...words.slice(1), path], options);
  print?.(String(done.stdout ?? ''));
  if ((done.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return `unable to launch the editor ${JSON.stringify(command)}`;
  if (done.error || done.status !== 0) return `there was a problem with the editor ${JSON.stringify(command)}`;
  return undefined;
}

/** The file stays where it is: who asked for it removes it, or tells the person where it lies. */
export function edit(wait: EditorWait, context: EditorContext = { env: process.env, cwd: process.cwd() }): Edited {
  const path = temporaryFile(wait);
  const error = launch(wait.command, path, context);
  const text = readFileSync(path, 'utf8');
  return error === undefined ? { text, path } : { text, path, error };
}

// Runs another program for a command that has come to it: a plugin, or a diff of the person's choice.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProgramWait, Ran } from '../sim/index.ts';

function makeDirectory({ prefix, files }: NonNullable<ProgramWait['directories']>[number]): string {
  mkdirSync(tmpdir(), { recursive: true });
  const path = mkdtempSync(join(tmpdir(), prefix));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text, { mode: 0o600 });
  return path;
}

const reasons: Readonly<Record<string, string>> = { EACCES: 'permission denied', ENOEXEC: 'exec format error', E2BIG: 'argument list too long', ENOENT: 'no such file or directory' };

function explain({ command }: ProgramWait, { code = '', message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT' && !command.includes('/')) return `exec: ${JSON.stringify(command)}: executable file not found in $PATH`;
  return `fork/exec ${command}: ${reasons[code] ?? message}`;
}

/** The terminal is the program's while it runs; a signal counts as a shell counts it. */
export function runProgram(wait: ProgramWait): Ran {
  const directories = (wait.directories ?? []).map(makeDirectory);
  try {
    const done = spawnSync(wait.command, [...directories, ...wait.args], { stdio: 'inherit', env: { ...process.env, ...wait.env } });
    if (done.error) return { status: 126, error: explain(wait, done.error) };
    return { status: done.status ?? 128 + (done.signal ? constants.signals[done.signal] : 0) };
  } finally {
    for (const path of directories) rmSync(path, { recursive: true, force: true });
  }
}

// Lines run by the person's own bash, one process for each, with the state of the shell carried from line to line in files.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type BashFiles, bashScript, withoutLineNumbers } from './bashScript.ts';
import type { LineKind } from './lineKind.ts';

/** What a shell answers for a program that a signal ended. */
const signalled: Readonly<Record<string, number>> = { SIGHUP: 129, SIGINT: 130, SIGQUIT: 131, SIGKILL: 137, SIGTERM: 143 };

/** Each further Ctrl-C is less polite. */
const insistence = ['SIGINT', 'SIGINT', 'SIGTERM', 'SIGKILL'] as const;

/** Output that a line's own processes wrote just before their end may still be on its way. */
const grace = 20;

export function findBash(path: string = process.env.PATH ?? ''): string | undefined {
  if (process.platform === 'win32') return undefined;
  return [...path.split(delimiter).filter(Boolean), '/bin', '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, 'bash')).find((file) => existsSync(file));
}

export interface BashOptions {
  bash: string;
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
}

/** What the shell knows after a line. */
export interface Notes {
  cwd: string;
  env: Readonly<Record<string, string | undefined>>;
  /** Whether kubectl and k are still the programs, and not functions or aliases of the person's. */
  kubectlIsOurs: boolean;
  kIsOurs: boolean;
}

export interface Child {
  input(text: string): void;
  endInput(): void;
  interrupt(): void;
  done: Promise<{ status: number; unread: string }>;
}

export class Bash {
  private readonly files: BashFiles;
  private begun = false;
  notes: Notes;

  constructor(private readonly options: BashOptions) {
    this.files = { state: join(options.folder, 'state'), options: join(options.folder, 'options'), notes: join(options.folder, 'notes'), unread: join(options.folder, 'unread') };
    this.notes = { cwd: options.cwd, env: options.env, kubectlIsOurs: true, kIsOurs: true };
  }

  start(line: string, kind: LineKind, status: number, size: { columns: number; rows: number }, write: (text: string) => void): Child {
    const script = bashScript({ line, files: this.files, begun: this.begun, status, ...size, onTerminal: kind === 'screen' });
    for (const file of [this.files.notes, this.files.unread]) rmSync(file, { force: true });
    const ours = kind === 'plain';
    const child = spawn(this.options.bash, ['--noprofile', '--norc', '-c', script, 'bash'], {
      cwd: existsSync(this.options.cwd) ? this.options.cwd : '/',
      env: { ...this.options.env, ...(this.begun ? {} : { PWD: this.options.cwd }) },
      // A process group of its own, so that Ctrl-C reaches all of the line; with the terminal at hand, the terminal does that.
      detached: ours,
      stdio: [ours ? 'pipe' : 'inherit', kind === 'screen' ? 'inherit' : 'pipe', kind === 'screen' ? 'inherit' : 'ignore'],
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => write(withoutLineNumbers(text)));
    child.stdin?.on('error', () => {});
    return { ...controls(child, ours), done: this.ended(child) };
  }

  /** Whether bash would wait for more lines of this. */
  async wantsMore(text: string): Promise<boolean> {
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return true;
    const child = spawn(this.options.bash, ['--noprofile', '--norc', '-O', 'extglob', '-n', '-c', text], { env: { LC_ALL: 'C' }, stdio: ['ignore', 'ignore', 'pipe'] });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      told += part;
    });
    await new Promise((resolve) => child.on('close', resolve).on('error', resolve));
    return /unexpected end of file|unexpected EOF|here-document .*delimited by end-of-file/.test(told);
  }

  private ended(child: ChildProcess): Child['done'] {
    return new Promise((resolve) => {
      const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.readNotes();
        resolve({ status: code ?? signalled[signal ?? ''] ?? 1, unread: existsSync(this.files.unread) ? readFileSync(this.files.unread, 'utf8') : '' });
      };
      child.on('error', () => finish(127, null));
      // What runs on in the background may hold the output open.
      child.on('exit', (code, signal) => {
        const late = setTimeout(() => finish(code, signal), grace);
        child.on('close', () => {
          clearTimeout(late);
          finish(code, signal);
        });
      });
    });
  }

  private readNotes(): void {
    if (!existsSync(this.files.notes)) return;
    this.begun ||= existsSync(this.files.state);
    const [cwd, kubectlType, kType, alias, ...variables] = readFileSync(this.files.notes, 'utf8').split('\0');
    const env = Object.fromEntries(variables.filter((text) => text !== '').map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]));
    const kubectlIsOurs = kubectlType === 'file';
    this.notes = { cwd: cwd || this.notes.cwd, env, kubectlIsOurs, kIsOurs: kType === 'file' || (kubectlIsOurs && /^alias k='?kubectl'?$/.test(alias ?? '')) };
  }
}

function controls(child: ChildProcess, ownGroup: boolean): Pick<Child, 'input' | 'endInput' | 'interrupt'> {
  let times = 0;
  return {
    input: (text) => void child.stdin?.write(text),
    endInput: () => void child.stdin?.end(),
    interrupt: () => {
      const signal = insistence[Math.min(times++, insistence.length - 1)] as NodeJS.Signals;
      try {
        process.kill(ownGroup ? -(child.pid as number) : (child.pid as number), signal);
      } catch {
        // It has just ended.
      }
    },
  };
}

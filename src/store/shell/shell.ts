// The shell of the app's terminal: plain kubectl lines run in this process, all others in the person's own bash.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';
import type { LabLease } from '../lab.ts';
import { Bash, type Child, findBash, type Notes } from './bash.ts';
import { kubectlInProcess } from './inProcess.ts';
import { lineKind } from './lineKind.ts';
import { TypedLines } from './typedLines.ts';
import { plainWords } from './words.ts';
import { layEditors, layPrograms } from './wrappers.ts';

/** Where a line prints, and how it gets the whole terminal. */
export interface Outlet {
  columns: number;
  rows: number;
  write(text: string): void;
  handOver<Result>(work: () => Result | Promise<Result>): Promise<Result>;
}

const fails = (write: (text: string) => void, text: string): number => {
  write(`${text}\n`);
  return 1;
};

export class PersonsShell {
  private folder: string | undefined;
  private bash: Bash | undefined;
  private notes: Notes;
  private running: Child | undefined;
  status = 0;

  /** `directory` is where it begins, and what its prompt calls ~. */
  constructor(
    private readonly lease: LabLease,
    private readonly directory: string,
    private readonly bashPath: string | undefined = findBash(),
    private readonly env: Readonly<Record<string, string | undefined>> = process.env,
  ) {
    this.notes = { cwd: directory, env, kubectlIsOurs: true, kIsOurs: true };
  }

  /** The directory as the prompt shows it. */
  get place(): string {
    const below = relative(this.directory, this.now.cwd);
    if (below === '') return '~';
    return below.startsWith('..') || resolve(below) === below ? this.now.cwd : join('~', below);
  }

  private get now(): Notes {
    return this.bash?.notes ?? this.notes;
  }

  async wantsMore(text: string): Promise<boolean> {
    if (!this.bashPath || /^[\w@%+=:,./ -]*$/.test(text) || plainWords(text)) return false;
    return this.bashOf(this.bashPath).wantsMore(text);
  }

  run(line: string, outlet: Outlet): Child {
    const child = this.start(line, outlet);
    this.running = child;
    child.done.then(({ status }) => {
      this.status = status;
      this.running = undefined;
    });
    return child;
  }

  /** Ends what runs, and removes what bash kept. */
  close(): void {
    this.running?.interrupt();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  private start(line: string, outlet: Outlet): Child {
    const words = plainWords(line);
    if (words && ((words[0] === 'kubectl' && this.now.kubectlIsOurs) || (words[0] === 'k' && this.now.kIsOurs))) return this.startKubectl(words.slice(1), outlet);
    if (this.bashPath) return this.startBash(this.bashOf(this.bashPath), line, outlet);
    return deaf(Promise.resolve(this.withoutBash(words, outlet.write)));
  }

  private startBash(bash: Bash, line: string, outlet: Outlet): Child {
    const { env } = bash.notes;
    const kind = lineKind(
      line,
      [env.EDITOR, env.KUBE_EDITOR, env.VISUAL].filter((name) => name !== undefined),
    );
    const start = (): Child => bash.start(line, kind, this.status, outlet, outlet.write);
    if (kind === 'plain') return start();
    if (kind === 'editor') layEditors(join(this.folder as string, 'bin'), env.PATH ?? '');
    return deaf(outlet.handOver(() => start().done.then(({ status }) => status)));
  }

  private startKubectl(argv: readonly string[], outlet: Outlet): Child {
    const { cwd, env } = this.now;
    const control = new AbortController();
    const input = new TypedLines(control.signal);
    const work = kubectlInProcess(argv, this.lease, { env, cwd, columns: outlet.columns, write: outlet.write, handOver: outlet.handOver, line: () => input.next(), signal: control.signal });
    const failed = (error: unknown): number => fails(outlet.write, `kubectl: ${error instanceof Error ? error.message : error}`);
    return {
      input: (text) => input.add(text),
      endInput: () => input.end(),
      interrupt: () => control.abort(),
      done: work.catch(failed).then((status) => ({ status, unread: input.rest() })),
    };
  }

  private bashOf(path: string): Bash {
    if (this.bash) return this.bash;
    this.folder = mkdtempSync(join(tmpdir(), 'cka-lab-'));
    const programs = join(this.folder, 'bin');
    layPrograms(programs);
    mkdirSync(this.directory, { recursive: true });
    const env = { ...this.env, PATH: `${programs}${delimiter}${this.env.PATH ?? ''}`, HOME: this.env.HOME ?? homedir() };
    this.bash = new Bash({ bash: path, folder: this.folder, env, cwd: this.directory });
    return this.bash;
  }

  /** What a machine without bash can do beside kubectl. */
  private withoutBash(words: readonly string[] | undefined, write: (text: string) => void): number {
    if (!words) return fails(write, 'This machine has no bash: kubectl works here, but no pipes, redirections or variables.');
    const [command, argument] = words;
    if (command === undefined) return 0;
    if (command === 'pwd') write(`${this.notes.cwd}\n`);
    else if (command === 'cd') return this.changeDirectory(argument ?? this.directory, write);
    else return fails(write, `${command}: command not found (this machine has no bash: only kubectl, cd and pwd work here)`);
    return 0;
  }

  private changeDirectory(path: string, write: (text: string) => void): number {
    const cwd = resolve(this.notes.cwd, path);
    if (!statSync(cwd, { throwIfNoEntry: false })?.isDirectory()) return fails(write, `cd: ${path}: no such directory`);
    this.notes = { ...this.notes, cwd };
    return 0;
  }
}

/** A line that reads nothing of what is typed here. */
function deaf(status: Promise<number>): Child {
  let unread = '';
  return {
    input: (text) => {
      unread += text;
    },
    endInput: () => {},
    interrupt: () => {},
    done: status.then((value) => ({ status: value, unread })),
  };
}

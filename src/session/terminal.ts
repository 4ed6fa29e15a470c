// A person's terminal: the machine where they are, the shells they came through, what they typed. One line at a time.
import { deepEqual } from '../apimachinery/object.ts';
import type { Transport } from '../client/index.ts';
import type { Cluster } from '../cluster.ts';
import { commandsFor, environmentOf, HostMachine, type Land, personOf } from '../nodes/commands/index.ts';
import type { HostState } from '../nodes/host/index.ts';
import { type Io, type OuterProgram, PlainSink, Shell, TerminalSource, TextSource, wantsMore } from '../nodes/shell/index.ts';
import { kubectl } from './atOnce.ts';

/** Where somebody is, as it is kept. */
export interface Whereabouts {
  host: string;
  user: string;
  cwd: string;
}

/** What is kept of a terminal from one start of the program to the next. */
export interface TerminalState {
  /** The shells, the outermost first. */
  shells: Whereabouts[];
  history: string[];
}

export const newTerminal = (): TerminalState => ({ shells: [], history: [] });

/** How the terminal reaches the cluster: it may be another object at each line. */
export interface Surroundings {
  cluster(): Cluster;
  connect(server: string): Transport | undefined;
  columns(): number;
}

const longestHistory = 2_000;

export class PersonsTerminal {
  private readonly shells: Shell[] = [];

  constructor(
    private readonly surroundings: Surroundings,
    readonly state: TerminalState = newTerminal(),
  ) {
    const land = this.land();
    const installed = commandsFor({ enter: (machine, cwd) => this.enter(machine, cwd) });
    const first = state.shells[0] ?? { host: 'base', user: 'candidate', cwd: personOf('candidate').home };
    for (const { host, user, cwd } of state.shells.length > 0 ? state.shells : [first]) {
      const found = land.hosts().find(({ name }) => name === host);
      if (found) this.push(new HostMachine(land, found, user, installed, () => this.surroundings.columns()), cwd);
    }
    this.keep();
  }

  private get shell(): Shell {
    return this.shells.at(-1) as Shell;
  }

  get status(): number {
    return this.shell.status;
  }

  /** Whether the last shell has been left. */
  get left(): boolean {
    return this.shells.length === 0;
  }

  /** `candidate@base:~$ ` */
  get prompt(): string {
    const { machine, cwd } = this.shell;
    const { home } = personOf(machine.user);
    const place = cwd === home ? '~' : cwd.startsWith(`${home}/`) ? `~${cwd.slice(home.length)}` : cwd;
    return `${machine.user}@${machine.hostname}:${place}${machine.user === 'root' ? '#' : '$'} `;
  }

  wantsMore(text: string): boolean {
    return wantsMore(text);
  }

  /** Runs what was typed. `write` gets what a terminal shows. */
  *run(text: string, write: (text: string) => void): OuterProgram<number> {
    if (text.trim() !== '' && !text.startsWith(' ')) this.remember(text);
    const { shell } = this;
    const out = new PlainSink(write, true);
    const io: Io = { input: new TerminalSource(), out, err: out, more: new Map() };
    const before = this.files();
    const status = yield* shell.run(text, io);
    if (shell.ended) this.leave(write);
    this.tellKubelets(before);
    this.keep();
    return status;
  }

  /** Ctrl-D at an empty prompt. */
  endOfInput(write: (text: string) => void): void {
    this.leave(write);
    this.keep();
  }

  /** Runs a script as somebody who typed it would, from where they are; nothing of it is remembered. */
  *script(text: string, write: { out(text: string): void; err(text: string): void }, input = ''): OuterProgram<number> {
    const io: Io = { input: new TextSource(input), out: new PlainSink(write.out), err: new PlainSink(write.err), more: new Map() };
    const before = this.files();
    const status = yield* this.shell.run(text, io);
    this.tellKubelets(before);
    return status;
  }

  /** What the word before the cursor may become: names of programs, of files, and whatever kubectl proposes. */
  complete(line: string): { from: number; words: readonly string[] } {
    return completions(this.shell, line, (args) => this.ask(args));
  }

  /** What kubectl's own completion answers. */
  private ask(args: readonly string[]): string {
    let text = '';
    const { shell, surroundings } = this;
    const cluster = surroundings.cluster();
    kubectl(
      args,
      cluster,
      {
        stdout: (more) => {
          text += more;
        },
        stderr: () => {},
        files: {
          readFile: (path) => shell.readFile(path),
          writeFile: () => {},
          readDir: (path) => shell.machine.files.names(shell.resolve(path)) ?? [],
          stat: (path) => {
            const found = shell.machine.files.stat(shell.resolve(path));
            if (!found) throw Object.assign(new Error(`stat ${path}: no such file or directory`), { code: 'ENOENT' });
            return found;
          },
          mkdir: () => {},
          remove: () => {},
        },
        env: shell.variables.environment(),
        cwd: shell.cwd,
        home: personOf(shell.machine.user).home,
        user: shell.machine.user,
        terminal: false,
        connect: surroundings.connect,
        now: () => cluster.now,
      },
      { edit: () => ({ text: '', path: '', error: 'no editor' }), input: () => '', line: () => undefined },
    );
    return text;
  }

  private land(): Land {
    const { surroundings } = this;
    const state = () => surroundings.cluster().state;
    return {
      hosts: () => [state().base, ...state().hosts],
      connect: (server) => surroundings.connect(server),
      now: () => surroundings.cluster().now,
    };
  }

  private enter(machine: HostMachine, cwd: string): void {
    this.push(machine, cwd);
  }

  private push(machine: HostMachine, cwd: string): void {
    const known = machine.files.stat(cwd)?.directory ? cwd : '/';
    const shell = new Shell({ machine, environment: environmentOf(machine), cwd: known, name: '-bash', interactive: true, history: this.state.history });
    this.shells.push(shell);
    const rc = `${personOf(machine.user).home}/.bashrc`;
    // Nothing in it waits or prints: it is run at once.
    if (machine.files.stat(rc)) for (const step of shell.run(`. ${rc}`, { input: new TextSource(), out: new PlainSink(() => {}), err: new PlainSink(() => {}), more: new Map() })) void step;
    shell.status = 0;
  }

  private leave(write: (text: string) => void): void {
    const [gone] = this.shells.splice(-1);
    const back = this.shells.at(-1);
    if (!gone || !back) return;
    write('logout\n');
    if (gone.machine.hostname !== back.machine.hostname) write(`Connection to ${gone.machine.hostname} closed.\n`);
    back.status = gone.status;
  }

  private remember(text: string): void {
    const { history } = this.state;
    if (history.at(-1) !== text) history.push(text);
    if (history.length > longestHistory) history.splice(0, history.length - longestHistory);
  }

  private keep(): void {
    this.state.shells = this.shells.map(({ machine, cwd }) => ({ host: machine.hostname, user: machine.user, cwd }));
  }

  /** Which files each node has: to see whether a line changed any. */
  private files(): Map<string, HostState['files']> {
    return new Map(this.surroundings.cluster().state.hosts.map(({ name, files }) => [name, { ...files }]));
  }

  /** A kubelet notices what was changed in its folders. */
  private tellKubelets(before: ReadonlyMap<string, HostState['files']>): void {
    const cluster = this.surroundings.cluster();
    for (const { name, files } of cluster.state.hosts) if (differ(before.get(name) ?? {}, files)) cluster.touch(name);
  }
}

/** Whether anything is different of what a kubelet and the programs of a node read. A file that is written is another object. */
function differ(before: HostState['files'], now: HostState['files']): boolean {
  const read = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((path) => path.startsWith('/etc/') || path.startsWith('/var/lib/kubelet/'));
  return read.some((path) => before[path] !== now[path] && !deepEqual(before[path], now[path]));
}

type Ask = (args: readonly string[]) => string;

function completions(shell: Shell, line: string, ask: Ask): { from: number; words: readonly string[] } {
  // The last command of the line, after pipes and the like.
  const start = Math.max(...['|', ';', '&', '(', '`'].map((sign) => line.lastIndexOf(sign))) + 1;
  const part = line.slice(start);
  const words = part.trimStart().split(/\s+/);
  const last = words.at(-1) ?? '';
  const from = line.length - last.length;
  if (words.length === 1) return { from, words: commandsLike(shell, last) };
  const command = shell.aliases.get(words[0] as string) ?? words[0];
  const proposed = command === 'kubectl' || command?.startsWith('kubectl ') ? fromKubectl([...command.split(' ').slice(1), ...words.slice(1)], ask) : undefined;
  return { from, words: proposed && proposed.length > 0 ? proposed : pathsLike(shell, last) };
}

function commandsLike(shell: Shell, word: string): string[] {
  if (word.includes('/')) return pathsLike(shell, word);
  const names = new Set([...shell.aliases.keys(), ...shell.functions.keys(), ...shell.machine.programs()]);
  return [...names]
    .filter((name) => name.startsWith(word))
    .sort()
    .map((name) => `${name} `);
}

function fromKubectl(args: readonly string[], ask: Ask): string[] | undefined {
  const lines = ask(['__complete', ...args])
    .split('\n')
    .filter(Boolean);
  const directive = Number(/^:(\d+)/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
  const found = lines.filter((line) => !line.startsWith(':') && !line.startsWith('Completion ended')).map((line) => line.split('\t')[0] as string);
  const fitting = found.filter((word) => word.startsWith(args.at(-1) ?? ''));
  return fitting.map((word) => ((directive & 2) !== 0 || word.endsWith('=') ? word : `${word} `));
}

function pathsLike(shell: Shell, word: string): string[] {
  const slash = word.lastIndexOf('/') + 1;
  const [folder, stem] = [word.slice(0, slash), word.slice(slash)];
  const expanded = folder.replace(/^~(?=\/)/, shell.variables.get('HOME') ?? '~');
  const names = shell.machine.files.names(shell.resolve(expanded === '' ? '.' : expanded)) ?? [];
  return names
    .filter((name) => name.startsWith(stem) && (stem.startsWith('.') || !name.startsWith('.')))
    .map((name) => `${folder}${name}${shell.machine.files.stat(shell.resolve(`${expanded}${name}`))?.directory ? '/' : ' '}`);
}

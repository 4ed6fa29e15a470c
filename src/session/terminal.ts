// A person's terminal: the machine where they are, the shells they came through, what they typed. One line at a time.
import { deepEqual } from '../apimachinery/object.ts';
import type { Transport } from '../client/index.ts';
import type { Cluster } from '../cluster.ts';
import { commandsFor, environmentOf, HostMachine, type Land, personOf } from '../nodes/commands/index.ts';
import type { HostState } from '../nodes/host/index.ts';
import { type Io, jobNotices, type OuterProgram, PlainSink, Shell, TerminalSource, TextSource, wantsMore } from '../nodes/shell/index.ts';
import type { ServeWait } from '../sim/index.ts';
import { askKubectl } from './askKubectl.ts';
import { type Candidates, completions } from './completion.ts';
import { type Expanded, expandHistory } from './historyExpansion.ts';
import { asOneLine } from './openLines.ts';
import { promptOf } from './prompt.ts';

/** Where somebody is, as it is kept. */
export interface Whereabouts {
  host: string;
  user: string;
  cwd: string;
  /** The machine was this one: rebooted, it is another. */
  boot?: string;
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
    const installed = commandsFor({ enter: (machine, cwd, isLogin, environment) => this.push(machine, cwd, isLogin, environment) });
    const first = state.shells[0] ?? { host: 'base', user: 'candidate', cwd: personOf('candidate').home };
    for (const { host, user, cwd, boot } of state.shells.length > 0 ? state.shells : [first]) {
      const found = land.hosts().find(({ name }) => name === host);
      if (this.shells.length > 0 && boot !== undefined && found?.facts.bootID !== boot) break;
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
    return promptOf(this.shell, 'PS1');
  }

  /** Before a line that goes on with a command. */
  get innerPrompt(): string {
    return promptOf(this.shell, 'PS2');
  }

  wantsMore(text: string): boolean {
    return wantsMore(text);
  }

  /** `begun` are the lines before it of the same command, in which a quote may be open. */
  expand(line: string, begun: readonly string[]): Expanded {
    const found = expandHistory(line, this.state.history, begun);
    if ('text' in found && found.onlyShown) this.remember(found.text);
    return found;
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
    this.leaveGone(write);
    this.notices(write);
    this.tellKubelets(before);
    this.keep();
    return status;
  }

  /** What was sent to the background goes on, while nothing is typed. */
  *rest(): OuterProgram<void> {
    if (this.left) return;
    const before = this.files();
    try {
      yield* this.shell.rest();
    } finally {
      this.tellKubelets(before);
    }
  }

  get hasBackground(): boolean {
    return !this.left && this.shell.tasks.background.length > 0;
  }

  /** Whoever listens on ports of this terminal's machine, and is to be served. */
  get serving(): ServeWait[] {
    return this.left ? [] : this.shell.tasks.serving;
  }

  /** What the next prompt says of jobs that have ended. */
  notices(write: (text: string) => void): void {
    if (!this.left) write(jobNotices(this.shell));
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
  complete(line: string): Candidates {
    const { cluster, connect } = this.surroundings;
    return completions(this.shell, line, askKubectl(this.shell, cluster(), connect));
  }

  private land(): Land {
    const { surroundings } = this;
    const state = () => surroundings.cluster().state;
    return {
      hosts: () => [state().base, ...state().hosts],
      connect: (server) => surroundings.connect(server),
      touch: (host) => surroundings.cluster().touch(host),
      reboot: (host) => surroundings.cluster().reboot(host),
      network: () => surroundings.cluster().network,
      now: () => surroundings.cluster().now,
    };
  }

  private push(machine: HostMachine, cwd: string, isLogin = true, inherited: Readonly<Record<string, string>> = {}): void {
    const known = machine.files.stat(cwd)?.directory ? cwd : '/';
    const shell = new Shell(
      { machine, environment: { ...environmentOf(machine), ...inherited }, cwd: known, name: isLogin ? '-bash' : 'bash', interactive: true, history: this.state.history },
      undefined,
      this.shells[0]?.tasks,
    );
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
    write(gone.name === '-bash' ? 'logout\n' : 'exit\n');
    if (gone.machine.hostname !== back.machine.hostname) write(`Connection to ${gone.machine.hostname} closed.\n`);
    back.status = gone.status;
  }

  /** A machine that went down takes the shells on it along, and those behind them. One's own machine is back at once. */
  private leaveGone(write: (text: string) => void): void {
    const gone = this.shells.findIndex(({ machine }) => (machine as HostMachine).isGone);
    const machine = this.shells[gone]?.machine as HostMachine | undefined;
    if (!machine) return;
    this.shells.splice(gone);
    if (gone === 0) this.push(machine.as(machine.user), personOf(machine.user).home);
    write(`Connection to ${machine.hostname} closed by remote host.\nConnection to ${machine.hostname} closed.\n`);
    this.shell.status = 255;
  }

  private remember(lines: string): void {
    const { history } = this.state;
    const text = asOneLine(lines);
    if (history.at(-1) !== text) history.push(text);
    if (history.length > longestHistory) history.splice(0, history.length - longestHistory);
  }

  private keep(): void {
    const bootOf = ({ host, hostname }: HostMachine): Partial<Whereabouts> => (hostname === this.shells[0]?.machine.hostname ? {} : { boot: host.facts.bootID });
    this.state.shells = this.shells.map(({ machine, cwd }) => ({ host: machine.hostname, user: machine.user, cwd, ...bootOf(machine as HostMachine) }));
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

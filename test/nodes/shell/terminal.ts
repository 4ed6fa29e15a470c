// A machine to type at, without a cluster.
import { type Command, HostFiles, Interrupted, type Io, type Machine, PlainSink, Shell, TextSource, tools } from '../../../src/nodes/shell/index.ts';
import type { HostState } from '../../../src/nodes/host/index.ts';
import { runUtility } from '../../../src/store/shell/utilities.ts';

export interface Typed {
  stdout: string;
  stderr: string;
  status: number;
}

const began = Date.parse('2026-03-02T10:00:00Z');

export class Terminal {
  readonly host: HostState;
  private now = began;
  readonly shell: Shell;

  constructor(files: Readonly<Record<string, string>>, programs: Readonly<Record<string, Command>> = {}, interactive = false) {
    this.host = { name: 'base', facts: {} as never, files: {}, units: {}, images: [], pods: {}, processes: {}, bootedAt: began - 3600_000, runtime: 'containerd' };
    this.host.files['/root'] = { text: '', mode: 0o700, owner: 'root', directory: true };
    this.host.files['/root/work'] = { text: '', mode: 0o755, owner: 'root', directory: true };
    for (const [name, text] of Object.entries(files)) this.host.files[`/root/work/${name}`] = { text, mode: 0o644, owner: 'root' };
    const machine: Machine = {
      hostname: 'base',
      user: 'root',
      columns: 80,
      files: new HostFiles(this.host, { name: 'root', groups: ['root'], home: '/root' }, () => this.now),
      now: () => this.now,
      homeOf: (user) => (user === 'root' ? '/root' : undefined),
      program: (name) => programs[name] ?? tools[name],
      programs: () => [...Object.keys(tools), ...Object.keys(programs)],
    };
    this.shell = new Shell({ machine, environment: { HOME: '/root', PATH: '/usr/local/bin:/usr/bin:/bin', USER: 'root' }, cwd: '/root/work', interactive });
  }

  /** A line; what it waits for comes at once. `interruptAfter` waits comes Ctrl-C. */
  async type(line: string, { stdin = '', interruptAfter = Number.POSITIVE_INFINITY } = {}): Promise<Typed> {
    const typed = { stdout: '', stderr: '', status: 0 };
    const io: Io = {
      input: new TextSource(stdin),
      out: new PlainSink((text) => {
        typed.stdout += text;
      }),
      err: new PlainSink((text) => {
        typed.stderr += text;
      }),
      more: new Map(),
    };
    const program = this.shell.run(line, io);
    let step = program.next();
    for (let waits = 0; !step.done; waits += 1) {
      if (waits === interruptAfter) step = program.throw(new Interrupted());
      else if (step.value.for === 'utility') step = program.next(await runUtility(step.value));
      else {
        if (step.value.for === 'instant') this.now = step.value.at;
        if (step.value.for === 'change') this.now += 1000;
        step = program.next(undefined);
      }
    }
    typed.status = step.value;
    return typed;
  }
}

// Somebody at the terminal of a cluster's base machine, in simulated time.
import { Cluster, type ClusterState } from '../../src/cluster.ts';
import { Interrupted } from '../../src/nodes/shell/index.ts';
import { PersonsTerminal, type TerminalState } from '../../src/session.ts';
import { connect } from '../../src/store/lab.ts';
import { runUtility } from '../../src/store/shell/utilities.ts';

export class Typist {
  readonly cluster: Cluster;
  readonly terminal: PersonsTerminal;

  constructor(
    state: ClusterState,
    kept?: TerminalState,
    /** What an editor makes of a text. */
    private readonly edits: (text: string) => string = (text) => text,
  ) {
    this.cluster = new Cluster(state, false);
    this.terminal = new PersonsTerminal({ cluster: () => this.cluster, connect: (server) => connect(this.cluster, server), columns: () => 80 }, kept);
  }

  /** The screen after a line: the prompt and what was typed, and what came. */
  async type(line: string, { typed = [] as string[], interruptAfter = Number.POSITIVE_INFINITY } = {}): Promise<string> {
    let screen = `${this.terminal.prompt}${line}\n`;
    const program = this.terminal.run(line, (text) => {
      screen += text;
    });
    const lines = [...typed];
    let step = program.next();
    for (let waits = 0; !step.done; waits += 1) {
      const wait = step.value;
      if (waits >= interruptAfter) step = program.throw(new Interrupted());
      else if (wait.for === 'utility') step = program.next(await runUtility(wait));
      else if (wait.for === 'listen') step = program.next({ port: wait.port });
      else if (wait.for === 'line') step = program.next(lines.shift());
      else if (wait.for === 'editor') step = program.next({ text: this.edits(wait.text), path: '/tmp/edited' });
      else {
        if (wait.for === 'instant') this.cluster.advance(wait.at);
        if (wait.for === 'change') this.cluster.step(wait.until ?? this.cluster.now + 3600_000);
        step = program.next(undefined);
      }
    }
    return screen;
  }
}

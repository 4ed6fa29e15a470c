// Programs in simulated time alone: what a command waits for comes at once.
import type { Cluster } from '../cluster.ts';
import { type Environment, run } from '../kubectl/index.ts';
import type { Answer, Edited, EditorWait, Program, Wait } from '../sim/index.ts';

/** What a command asks of the person or the machine that runs it. */
export interface Edge {
  edit(wait: EditorWait): Edited;
  /** All of standard input. */
  input(): string;
  /** The next line of it. */
  line(): string | undefined;
}

/** A command waits for a change that nothing is going to make. */
export class EndlessWait extends Error {
  constructor() {
    super('waits for a change that never comes');
    this.name = 'EndlessWait';
  }
}

/** How long a command may wait for a change before it counts as endless: a day. */
const longest = 24 * 3600_000;

/** Runs a program in simulated time alone: what it waits for comes at once. */
export function runAtOnce<Result>(program: Program<Result>, cluster: Cluster, edge: Edge): Result {
  const began = cluster.now;
  for (let answer: Answer; ; ) {
    const step = program.next(answer);
    if (step.done) return step.value;
    if (cluster.now - began > longest) throw new EndlessWait();
    answer = answerTo(step.value, cluster, edge);
  }
}

function answerTo(wait: Wait, cluster: Cluster, edge: Edge): Answer {
  switch (wait.for) {
    case 'change':
      return passUntilChange(cluster, wait.until);
    case 'instant':
      return pass(cluster, wait.at);
    case 'editor':
      return edge.edit(wait);
    case 'input':
      return edge.input();
    case 'line':
      return edge.line();
    case 'listen':
      // There is no machine whose ports could be opened.
      return { port: 0, error: 'bind: operation not permitted' };
    case 'program':
      return { status: 126, error: 'operation not permitted' };
    case 'serve':
      return undefined;
  }
}

function pass(cluster: Cluster, until: number): undefined {
  cluster.advance(until);
}

/** To the next instant at which anything happens; a wait without an end must have one. */
function passUntilChange(cluster: Cluster, until: number | undefined): undefined {
  const happened = cluster.step(until ?? cluster.now + longest);
  if (!happened && until === undefined) throw new EndlessWait();
}

/** One kubectl command, to its end; answers its exit status. */
export const kubectl = (argv: readonly string[], cluster: Cluster, environment: Environment, edge: Edge): number => runAtOnce(run(argv, environment), cluster, edge);

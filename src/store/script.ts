// Somebody who types at the base machine of a cluster in simulated time: scripts of labs run so without bash, and without waiting.
import type { Cluster } from '../cluster.ts';
import type { OuterProgram, OuterWait } from '../nodes/shell/index.ts';
import { EndlessWait, PersonsTerminal } from '../session.ts';
import { connect } from './lab.ts';
import { runUtility } from './shell/utilities.ts';

/** How long a command may wait for a change before it counts as endless. */
const longest = 24 * 3600_000;

/** What is free when somebody asks for no port in particular. */
const anyPort = 40_000;

async function answerTo(wait: OuterWait, cluster: Cluster): Promise<Parameters<OuterProgram<void>['next']>[0]> {
  switch (wait.for) {
    case 'utility':
      return runUtility(wait) as Promise<Parameters<OuterProgram<void>['next']>[0]>;
    case 'instant':
      cluster.advance(wait.at);
      return undefined;
    case 'change':
      if (!cluster.step(wait.until ?? cluster.now + longest) && wait.until === undefined) throw new EndlessWait();
      return undefined;
    case 'editor':
      return { text: wait.text, path: '', error: 'nobody is here to edit' };
    // Nobody outside connects to it; curl on the simulated machine does.
    case 'listen':
      return { port: wait.port || anyPort };
    case 'input':
      return '';
    default:
      return undefined;
  }
}

/** Runs a program to its end: what it waits for comes at once. */
export async function toItsEnd<Result>(program: OuterProgram<Result>, cluster: Cluster): Promise<Result> {
  const began = cluster.now;
  for (let step = program.next(); ; ) {
    if (step.done) return step.value;
    if (cluster.now - began > longest) throw new EndlessWait();
    step = program.next(await answerTo(step.value, cluster));
  }
}

export interface Ran {
  stdout: string;
  stderr: string;
  status: number;
}

/** A terminal on the cluster's base machine. */
export const terminalOn = (cluster: Cluster): PersonsTerminal => new PersonsTerminal({ cluster: () => cluster, connect: (server) => connect(cluster, server), columns: () => 80 });

/** Runs a script as somebody would who typed it in their home. */
export async function runScript(cluster: Cluster, text: string): Promise<Ran> {
  const ran: Ran = { stdout: '', stderr: '', status: 0 };
  const write = {
    out: (more: string) => {
      ran.stdout += more;
    },
    err: (more: string) => {
      ran.stderr += more;
    },
  };
  ran.status = await toItsEnd(terminalOn(cluster).script(text, write), cluster);
  return ran;
}

// Lines run on a machine by nobody in particular, as root there, in simulated time alone: for preparations of labs.
import type { Cluster } from '../cluster.ts';
import type { Answered } from '../labs/index.ts';
import { commandsFor, environmentOf, HostMachine, type Land } from '../nodes/commands/index.ts';
import { type OuterWait, PlainSink, Shell, TextSource } from '../nodes/shell/index.ts';

const landOf = (cluster: Cluster): Land => ({
  hosts: () => [cluster.state.base, ...cluster.state.hosts],
  connect: () => cluster.transport,
  touch: (host) => cluster.touch(host),
  reboot: (host) => cluster.reboot(host),
  network: () => cluster.network,
  now: () => cluster.now,
});

/** Lets the time pass that is waited for; answers why it cannot. */
function pass(wait: OuterWait, cluster: Cluster): string | undefined {
  if (wait.for === 'instant') cluster.advance(wait.at);
  else if (wait.for === 'change' && wait.until !== undefined) cluster.step(wait.until);
  else if (wait.for === 'utility') return `${wait.name} runs only at a terminal, not in preparations and checks`;
  else return wait.for === 'change' ? 'it does not end by itself' : `it waits for somebody at a terminal (${wait.for})`;
  return undefined;
}

export function shellOn(cluster: Cluster, hostName: string, text: string): Answered {
  const answered: Answered = { status: 255, stdout: '', stderr: '' };
  const land = landOf(cluster);
  const host = land.hosts().find(({ name }) => name === hostName);
  if (!host) return { ...answered, stderr: `there is no machine ${hostName}` };
  const machine = new HostMachine(land, host, 'root', commandsFor({ enter: () => {} }), () => 80);
  const shell = new Shell({ machine, environment: environmentOf(machine), cwd: '/root' });
  const out = new PlainSink((more) => {
    answered.stdout += more;
  });
  const err = new PlainSink((more) => {
    answered.stderr += more;
  });
  const program = shell.run(text, { input: new TextSource(''), out, err, more: new Map() });
  let step = program.next();
  let givenUp: string | undefined;
  for (; !step.done; step = givenUp === undefined ? program.next() : program.return(255)) givenUp = pass(step.value, cluster);
  cluster.touch(hostName);
  if (givenUp !== undefined) return { ...answered, status: 255, stderr: `${answered.stderr}${givenUp}\n`, givenUp };
  return { ...answered, status: step.value };
}

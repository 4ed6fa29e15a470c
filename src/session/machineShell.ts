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

function pass(wait: OuterWait, cluster: Cluster): undefined {
  if (wait.for === 'instant') cluster.advance(wait.at);
  else if (wait.for === 'change' && wait.until !== undefined) cluster.step(wait.until);
  else throw new Error(`nobody is here to wait for: ${wait.for === 'utility' ? wait.name : wait.for}`);
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
  while (!step.done) step = program.next(pass(step.value, cluster));
  cluster.touch(hostName);
  return { ...answered, status: step.value };
}

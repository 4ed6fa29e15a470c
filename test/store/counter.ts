// A program for the tests of the store: a "cluster" that is a list of names, and commands that add to it.
import { Lease, withLease } from '../../src/store/lease.ts';
import { Being, type Names } from './names.ts';

const lease = new Lease<Names, Being>(process.argv[2] as string, {
  born: (now) => ({ sim: { now }, names: [] }),
  bring: (state) => new Being(state),
  pack: (state) => [JSON.stringify(state)],
  unpack: ([line]) => JSON.parse(line as string),
});

function command(): void {
  const [, , , verb, name] = process.argv;
  if (verb === 'add') withLease(lease, () => lease.cluster.state.names.push(name as string));
  if (verb === 'list') withLease(lease, () => process.stdout.write(`${lease.cluster.state.names.join('\n')}\n`));
  if (verb === 'forever') for (let i = 0; ; i++) withLease(lease, () => lease.cluster.state.names.push(`${name}-${i}`));
}

command();
if (lease.damage) process.stderr.write(`${lease.damage.reason}; kept as ${lease.damage.keptAs}\n`);

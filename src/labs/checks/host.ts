// host: what must be true of a machine: its units, files, processes, kernel, packages; and what commands say there.
import type { HostState } from '../../nodes/host/index.ts';
import { holds, toCel } from '../cel.ts';
import type { Answered, World } from '../world.ts';
import { keptField } from './client.ts';
import { type Condition, conditionsField, expressionsOf, failures } from './condition.ts';
import type { CheckKind, CheckSpec, Finding } from './kind.ts';
import { machineSeen } from './machine.ts';
import { type Target, variablesOf, withField } from './target.ts';

interface HostSpec extends CheckSpec {
  host: string;
  run?: Record<string, string>;
  with?: Record<string, Target>;
  conditions: Condition[];
  kept?: boolean;
}

export const hostField = { type: 'string', minLength: 1, description: 'The machine: base, controlplane, node01, ...' } as const;

export const machinesOf = ({ base, hosts }: World): HostState[] => [base, ...hosts];

/** What the commands of a check answer on a machine: run on a copy, as root. */
function answers(run: Readonly<Record<string, string>>, world: World, host: string): Record<string, Answered> {
  const asked = Object.entries(run);
  if (asked.length === 0) return {};
  const copy = world.fork();
  return Object.fromEntries(asked.map(([name, line]) => [name, copy.shell(host, line)]));
}

/** What conditions see when they look at this machine. */
function variablesOn(machine: HostState, { run = {}, with: others }: HostSpec, world: World, answered = answers(run, world, machine.name)): Record<string, unknown> {
  const objects = others ? (toCel(variablesOf(world.client, others)) as Record<string, unknown>) : {};
  return { ...objects, ...(toCel(answered) as Record<string, unknown>), host: machineSeen(machine, world.now) };
}

/** The machines on which each condition holds. */
const whereSo = (spec: HostSpec, world: World): string[][] => {
  const seen = machinesOf(world).map((machine) => ({ name: machine.name, variables: variablesOn(machine, spec, world) }));
  return spec.conditions.map(({ that }) => seen.flatMap(({ name, variables }) => (holds(that, variables) ? [name] : [])));
};

/** Right work on the wrong machine: it was not so there at the beginning, and is now. */
function elsewhere(spec: HostSpec, index: number, before: readonly (readonly string[])[] | undefined, world: World): string | undefined {
  const known = before?.[index];
  return known && whereSo(spec, world)[index]?.find((name) => name !== spec.host && !known.includes(name));
}

export const host: CheckKind<HostSpec> = {
  kind: 'host',
  description: 'The state of a machine, which conditions see as `host`: units, files, processes with their flags, certificates, the kernel, packages',
  protects: ({ kept }) => kept === true,
  fields: {
    host: hostField,
    run: {
      type: 'object',
      description: 'Further variables: lines that are run on a copy of the machine, as root; conditions see `stdout`, `stderr` and `status`',
      additionalProperties: { type: 'string', minLength: 1 },
    },
    with: withField,
    conditions: conditionsField,
    kept: keptField,
  },
  required: ['host', 'conditions'],
  expressions: ({ conditions }) => expressionsOf(conditions),
  variables: ({ run = {} }) => ['host', ...Object.keys(run)],
  remember: (spec, { world }) => ({ machines: whereSo(spec, world) }),
  run(spec, { world, before }) {
    const machine = machinesOf(world).find(({ name }) => name === spec.host);
    if (!machine) return [{ expected: `the machine ${spec.host}`, found: 'there is none' }];
    const { run = {} } = spec;
    const answered = answers(run, world, machine.name);
    const unknown = Object.entries(run).flatMap(([name, line]): Finding[] => (answered[name]?.givenUp === undefined ? [] : [{ expected: `an answer to "${line}"`, found: answered[name].givenUp }]));
    if (unknown.length > 0) return unknown;
    const variables = variablesOn(machine, spec, world, answered);
    return spec.conditions.flatMap((condition, i): Finding[] =>
      failures([condition], variables).map((finding) => {
        const other = elsewhere(spec, i, before.machines?.[spec.id], world);
        return other ? { ...finding, found: `it is so on ${other}` } : finding;
      }),
    );
  },
};

// reboot: what must be true again after a machine was restarted, and stay true. Tried on a copy of the cluster.
import { ApiError } from '../../apimachinery/status.ts';
import { toCel } from '../cel.ts';
import type { World } from '../world.ts';
import { keptField } from './client.ts';
import { type Condition, conditionsField, expressionsOf, failures } from './condition.ts';
import { hostField, machinesOf } from './host.ts';
import type { CheckKind, CheckSpec, Finding } from './kind.ts';
import { machineSeen } from './machine.ts';
import { lookUp, missing, subjectOf, type Target, targetFields, variablesOf, withField } from './target.ts';

interface RebootSpec extends CheckSpec, Partial<Target> {
  host: string;
  with?: Record<string, Target>;
  conditions: Condition[];
  within?: number;
  hold?: number;
  kept?: boolean;
}

/** A node that does not come back counts as ready for 40 seconds: to hold for a minute is enough to know. */
const usual = { within: 120, hold: 60 };
const stride = 1000;

const machineIn = (world: World, name: string) => machinesOf(world).find((machine) => machine.name === name);

function lookAt(spec: RebootSpec, world: World): Finding[] {
  const machine = machineIn(world, spec.host);
  if (!machine) return [{ expected: `the machine ${spec.host}`, found: 'there is none' }];
  try {
    const target = spec.resource === undefined ? undefined : (spec as Target);
    const object = target && lookUp(world.client, target);
    if (target && object === null) return [missing(world.client, target)];
    const objects = { ...variablesOf(world.client, spec.with), ...(target ? { [subjectOf(target)]: object } : {}) };
    return failures(spec.conditions, { ...(toCel(objects) as Record<string, unknown>), host: machineSeen(machine, world.now) });
  } catch (error) {
    if (error instanceof ApiError || (error instanceof Error && error.message === 'connection refused')) return [{ expected: 'a cluster that answers', found: 'the API server does not answer' }];
    throw error;
  }
}

export const reboot: CheckKind<RebootSpec> = {
  kind: 'reboot',
  description: 'What must be true after a machine was restarted on a copy of the cluster: of the machine (`host`), of one object or several; within a time, and for a time',
  protects: ({ kept }) => kept === true,
  fields: {
    host: hostField,
    ...targetFields,
    with: withField,
    conditions: conditionsField,
    within: { type: 'integer', minimum: 0, maximum: 3600, description: `Seconds of simulated time from when the machine is up until it must be true (${usual.within})` },
    hold: { type: 'integer', minimum: 0, maximum: 3600, description: `Seconds for which it must stay true (${usual.hold})` },
    kept: keptField,
  },
  required: ['host', 'conditions'],
  expressions: ({ conditions }) => expressionsOf(conditions),
  variables: (spec) => ['host', ...(spec.resource === undefined ? [] : [subjectOf(spec as Target)])],
  run(spec, { world }) {
    const { host, within = usual.within, hold = usual.hold } = spec;
    const copy = world.fork();
    copy.reboot(host);
    while (machineIn(copy, host)?.awayUntil !== undefined) copy.advance(copy.now + stride);
    const last = copy.now + within * 1000;
    for (let since: number | undefined; ; copy.advance(copy.now + stride)) {
      const findings = lookAt(spec, copy);
      since = findings.length > 0 ? undefined : (since ?? copy.now);
      if (since !== undefined && copy.now - since >= hold * 1000) return [];
      if (since === undefined && copy.now >= last) return findings.map(({ expected, found }) => ({ expected: `${expected}, after a reboot of ${host}`, found }));
    }
  },
};

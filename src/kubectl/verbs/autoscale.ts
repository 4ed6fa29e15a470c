// kubectl autoscale: an autoscaler for what has replicas.
import type { Json } from '../../apimachinery/object.ts';
import { canonical } from '../../apimachinery/quantity.ts';
import { ApiError } from '../../apimachinery/status.ts';
import { type Call, CommandError, type Program, type Verb } from '../call.ts';
import { groupVersionOf, type Mapping } from '../discovery/mapping.ts';
import { dryRunOf } from '../printers/index.ts';
import { buildResources, fileOptionsOf, type Info } from '../resources/index.ts';
import { withLastApplied } from './lastApplied.ts';
import { writeQuery } from './write.ts';
import { typedPrinter } from '../typed.ts';

const units = { cpu: 'm', memory: 'Mi' } as const;
type Resource = keyof typeof units;

/** `70%` aims at a share of what pods ask for, an amount at that amount; a bare number is an amount in the usual unit. */
function targetOf(input: string, resource: Resource): Json {
  const text = input.trim();
  if (text === '') throw new CommandError('empty input');
  if (text.endsWith('%')) {
    const share = text.slice(0, -1);
    if (!/^\+?\d+$/.test(share) || Number(share) > 2 ** 31 - 1) throw new CommandError(`invalid percentage value: ${share}`);
    return { type: 'Utilization', averageUtilization: Number(share) };
  }
  const isBare = Number.isFinite(Number(text));
  try {
    return { type: 'AverageValue', averageValue: canonical(isBare ? `${Number(text)}${units[resource]}` : text) };
  } catch (error) {
    throw isBare ? error : new CommandError(`invalid resource ${resource} value: ${text}`);
  }
}

function check({ flags }: Call): void {
  const [max, min] = [flags.int('max'), flags.int('min')];
  if (max < 1) throw new CommandError(`--max=MAXPODS is required and must be at least 1, max: ${max}`);
  if (max < min) throw new CommandError(`--max=MAXPODS must be larger or equal to --min=MINPODS, max: ${max}, min: ${min}`);
  if (flags.int('cpu-percent') > 0 && flags.string('cpu')) throw new CommandError('--cpu-percent and --cpu are mutually exclusive');
  for (const resource of ['cpu', 'memory'] as const) if (flags.string(resource)) targetOf(flags.string(resource), resource);
}

function metricsOf({ flags }: Call): Json[] {
  const metric = (name: string, target: Json): Json => ({ type: 'Resource', resource: { name, target } });
  const percent = flags.int('cpu-percent');
  const given = (['cpu', 'memory'] as const).filter((resource) => flags.string(resource));
  return [...(percent > 0 ? [metric('cpu', { type: 'Utilization', averageUtilization: percent })] : []), ...given.map((resource) => metric(resource, targetOf(flags.string(resource), resource)))];
}

/** The autoscaler in one of the two versions that kubectl knows; only their specs differ. */
function autoscaler(call: Call, { mapping, name }: Info, version: 'v1' | 'v2'): Json {
  const { flags, factory } = call;
  const { namespace, explicit } = factory.namespace();
  const [min, percent, metrics] = [flags.int('min'), flags.int('cpu-percent'), metricsOf(call)];
  const spec = {
    scaleTargetRef: { kind: mapping.kind, name, apiVersion: groupVersionOf(mapping) },
    ...(min > 0 ? { minReplicas: min } : {}),
    maxReplicas: flags.int('max'),
    ...(version === 'v2' && metrics.length > 0 ? { metrics } : {}),
    ...(version === 'v1' && percent >= 0 ? { targetCPUUtilizationPercentage: percent } : {}),
  };
  const metadata = { name: flags.string('name') || name, ...(explicit ? { namespace } : {}) };
  const status = version === 'v2' ? { desiredReplicas: 0, currentMetrics: null } : { currentReplicas: 0, desiredReplicas: 0 };
  return { kind: 'HorizontalPodAutoscaler', apiVersion: `autoscaling/${version}`, metadata, spec, status };
}

function deliver(call: Call, object: Json): void {
  if (dryRunOf(call) === 'client') {
    typedPrinter(call, 'created').print(object, call.environment.stdout);
    return;
  }
  const body = call.flags.bool('save-config') ? withLastApplied(object) : object;
  const path = `/apis/${object.apiVersion}/namespaces/${call.factory.namespace().namespace}/horizontalpodautoscalers`;
  typedPrinter(call, 'autoscaled').print(call.factory.request('POST', path, { body, query: writeQuery(call) }), call.environment.stdout);
}

/** Why the older version could not say the same; nothing when it could. */
function tooNew({ flags }: Call): string | undefined {
  try {
    const target = targetOf(flags.string('cpu'), 'cpu');
    const fits = flags.string('memory') === '' && (flags.int('cpu-percent') >= 0 || target.type === 'Utilization');
    return fits ? undefined : '%!w(<nil>)';
  } catch (error) {
    return (error as Error).message;
  }
}

function requireScale(call: Call, mapping: Mapping): void {
  const { group, version, resource, kind } = mapping;
  const { resources = [] } = call.factory.request('GET', group ? `/apis/${group}/${version}` : `/api/${version}`);
  if (resources.some((each: Json) => each.name === `${resource}/scale`)) return;
  throw new CommandError(`cannot autoscale a ${kind}: could not find scale subresource for ${group}/${version}, Resource=${resource} in discovery information`);
}

function autoscaleOne(call: Call, info: Info): void {
  requireScale(call, info.mapping);
  try {
    deliver(call, autoscaler(call, info, 'v2'));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const why = tooNew(call);
    if (why) throw new CommandError(`failed to create autoscaling/v2 HPA and the configuration is incompatible with autoscaling/v1: ${why}`);
    deliver(call, autoscaler(call, info, 'v1'));
  }
}

export const autoscale: Verb = {
  command: 'autoscale',
  *run(call): Program<number> {
    dryRunOf(call);
    check(call);
    const result = yield* buildResources(call, { files: fileOptionsOf(call), args: call.args, continueOnError: true, flatten: true });
    let count = 0;
    yield* result.visit((info) => {
      autoscaleOne(call, info);
      count++;
    });
    if (count === 0) throw new CommandError('no objects passed to autoscale');
    return 0;
  },
};

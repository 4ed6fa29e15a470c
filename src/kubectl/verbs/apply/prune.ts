// --prune: what was applied before and is in the files no more goes.
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError } from '../../call.ts';
import { type Mapping, pathOf } from '../../factory.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import { logLine } from '../../log.ts';
import { cascadePolicy } from '../delete/index.ts';
import { lastAppliedAnnotation } from '../lastApplied.ts';

/** What is pruned unless --prune-allowlist says otherwise (pkg/cmd/util/prune). */
const defaultKinds = [
  'core/v1/ConfigMap',
  'core/v1/Endpoints',
  'core/v1/PersistentVolumeClaim',
  'core/v1/Pod',
  'core/v1/ReplicationController',
  'core/v1/Secret',
  'core/v1/Service',
  'batch/v1/Job',
  'batch/v1/CronJob',
  'networking.k8s.io/v1/Ingress',
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/ReplicaSet',
  'apps/v1/StatefulSet',
  'core/v1/Namespace',
  'core/v1/PersistentVolume',
];

const advice =
  'Deprecated: kubectl apply will no longer prune non-namespaced resources by default when used with the --namespace flag in a future release. To preserve the current behaviour, list the resources you want to target explicitly in the --prune-allowlist flag.';

function parseKind(text: string): { apiVersion: string; kind: string } {
  const parts = text.split('/');
  if (parts.length !== 3) throw new CommandError(`invalid GroupVersionKind format: ${text}, please follow <group/version/kind>`);
  const [group, version, kind] = parts as [string, string, string];
  return { apiVersion: group === 'core' ? version : `${group}/${version}`, kind };
}

export function prunableMappings(call: Call): Mapping[] {
  const given = call.flags.list('prune-allowlist');
  const mapper = call.factory.mapper();
  return (given.length > 0 ? given : defaultKinds).map((text) => {
    const { apiVersion, kind } = parseKind(text);
    return mapper.forKind(apiVersion, kind);
  });
}

/** What was visited: the uids that stay, and the namespaces that are looked through. */
export interface Visited {
  uids: ReadonlySet<string>;
  namespaces: ReadonlySet<string>;
}

/** The objects of a kind that a selector means, each saying its kind. */
export function listMembers(call: Call, mapping: Mapping, namespace: string | undefined, selector: string): Json[] {
  const { items } = call.factory.request('GET', pathOf(mapping, namespace), { query: selector ? { labelSelector: selector } : {} });
  return items.map((item: Json) => ({ ...item, kind: mapping.kind, apiVersion: mapping.group ? `${mapping.group}/${mapping.version}` : mapping.version }));
}

export function pruneOne(call: Call, mapping: Mapping, object: Json): void {
  if (dryRunOf(call) !== 'client') {
    const grace = call.flags.int('grace-period');
    const body = { propagationPolicy: cascadePolicy(call.flags.string('cascade')), ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}) };
    call.factory.request('DELETE', pathOf(mapping, object.metadata.namespace, object.metadata.name), { body, query: dryRunOf(call) === 'server' ? { dryRun: 'All' } : {} });
  }
  operationPrinter(call, 'pruned').print(object, call.environment.stdout);
}

/** What was applied once and was not visited now. There is always a namespace, and so the advice for those who say one always comes. */
export function prunable(call: Call, { uids, namespaces }: Visited): { mapping: Mapping; object: Json }[] {
  const mappings = prunableMappings(call);
  const { environment, flags } = call;
  if (flags.list('prune-allowlist').length === 0) environment.stderr(logLine('W', environment.now(), 'prune.go:76', advice));
  const places: [Mapping, string | undefined][] = [
    ...[...namespaces].flatMap((namespace) => mappings.filter((m) => m.namespaced).map((m) => [m, namespace] as [Mapping, string])),
    ...mappings.filter((m) => !m.namespaced).map((m) => [m, undefined] as [Mapping, undefined]),
  ];
  const isLeft = (object: Json): boolean => object.metadata.annotations?.[lastAppliedAnnotation] !== undefined && !uids.has(object.metadata.uid);
  return places.flatMap(([mapping, namespace]) => {
    const left = listMembers(call, mapping, namespace, call.flags.string('selector')).filter(isLeft);
    return left.map((object) => ({ mapping, object }));
  });
}

export function prune(call: Call, visited: Visited): void {
  for (const { mapping, object } of prunable(call, visited)) pruneOne(call, mapping, object);
}

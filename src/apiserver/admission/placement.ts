// Plugins that say where pods may go: by their namespace's annotations, by what they ask for, by whom they avoid. Off unless enabled.
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import { ApiError, forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

const isNewPod = ({ operation, resourceText, subresource }: AdmissionRequest): boolean => operation === 'CREATE' && resourceText === 'pods' && subresource === '';

const annotationOf = (request: AdmissionRequest, name: string): string | undefined => reads(request).find('namespaces', request.namespace ?? '')?.metadata.annotations?.[name];

/** `a=b, c=d` */
function labelsIn(text: string): Record<string, string> {
  const pairs = text
    .split(',')
    .map((pair) => pair.split('=').map((part) => part.trim()))
    .filter(([key]) => key);
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value]));
}

export const podNodeSelector: AdmissionPlugin = {
  name: 'PodNodeSelector',
  offByDefault: true,
  mutate(request) {
    if (!isNewPod(request)) return;
    const wanted = labelsIn(annotationOf(request, 'scheduler.alpha.kubernetes.io/node-selector') ?? '');
    const own: Record<string, string> = request.object.spec.nodeSelector ?? {};
    if (Object.entries(wanted).some(([key, value]) => own[key] !== undefined && own[key] !== value))
      throw forbidden(request.resource, request.name, 'pod node label selector conflicts with its namespace node label selector');
    if (Object.keys(wanted).length > 0) request.object.spec.nodeSelector = { ...own, ...wanted };
  },
};

/** Whether `by` tolerates all that `what` tolerates. */
function contains(by: Json, what: Json): boolean {
  if (by.key && by.key !== what.key) return false;
  if (by.effect && by.effect !== what.effect) return false;
  if (by.tolerationSeconds !== undefined && (what.tolerationSeconds === undefined || what.tolerationSeconds > by.tolerationSeconds)) return false;
  return by.operator === 'Exists' || ((what.operator ?? 'Equal') !== 'Exists' && (by.value ?? '') === (what.value ?? ''));
}

const asksForCompute = ({ resources }: Json): boolean => Object.keys({ ...resources?.requests, ...resources?.limits }).some((name) => name === 'cpu' || name === 'memory');
const isBestEffort = ({ spec }: Json): boolean => ![...(spec.initContainers ?? []), ...(spec.containers ?? [])].some(asksForCompute);

/** The tolerations that a namespace's annotation lists. */
function tolerationsIn(request: AdmissionRequest, name: string): Json[] | undefined {
  const text = annotationOf(request, `scheduler.alpha.kubernetes.io/${name}`);
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // what cannot be read is as if it were not there
  }
}

function refuseTolerations(): never {
  const message = 'pod tolerations (possibly merged with namespace default tolerations) conflict with its namespace whitelist';
  throw new ApiError({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, code: 500 });
}

export const podTolerationRestriction: AdmissionPlugin = {
  name: 'PodTolerationRestriction',
  offByDefault: true,
  mutate(request) {
    if (!isNewPod(request)) return;
    const { spec } = request.object;
    const pressure = isBestEffort(request.object) ? [] : [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' }];
    const all: Json[] = [...(tolerationsIn(request, 'defaultTolerations') ?? []), ...(spec.tolerations ?? []), ...pressure];
    // What another tolerates too need not be said.
    const merged = all.filter((each, i) => !all.some((other, j) => j !== i && contains(other, each) && !(contains(each, other) && i < j)));
    if (merged.length > 0) spec.tolerations = merged;
  },
  validate(request) {
    if (!isNewPod(request)) return;
    const allowed = tolerationsIn(request, 'tolerationsWhitelist');
    if (allowed?.length && (request.object.spec.tolerations ?? []).some((each: Json) => !allowed.some((by) => contains(by, each)))) refuseTolerations();
  },
};

/** Resources of a domain that is not Kubernetes' own, as device plugins offer them. */
const isExtended = (name: string): boolean => name.includes('/') && !name.startsWith('requests.') && !/(^|\.)kubernetes\.io\//.test(name);

export const extendedResourceToleration: AdmissionPlugin = {
  name: 'ExtendedResourceToleration',
  offByDefault: true,
  mutate(request) {
    const { operation, resourceText, subresource, object } = request;
    if (resourceText !== 'pods' || subresource || (operation !== 'CREATE' && operation !== 'UPDATE')) return;
    const { spec } = object;
    const names = new Set<string>([...(spec.initContainers ?? []), ...(spec.containers ?? [])].flatMap((c: Json) => Object.keys(c.resources?.requests ?? {}).filter(isExtended)));
    const tolerations: Json[] = [...names].sort().map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' }));
    const added = tolerations.filter((each) => !(spec.tolerations ?? []).some((own: Json) => deepEqual(own, each)));
    if (added.length > 0) spec.tolerations = [...(spec.tolerations ?? []), ...added];
  },
};

const hostname = 'kubernetes.io/hostname';

export const limitPodHardAntiAffinityTopology: AdmissionPlugin = {
  name: 'LimitPodHardAntiAffinityTopology',
  offByDefault: true,
  validate(request) {
    const { operation, resourceText, subresource, object } = request;
    if (resourceText !== 'pods' || subresource || (operation !== 'CREATE' && operation !== 'UPDATE')) return;
    const terms: Json[] = object.spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const wrong = terms.find(({ topologyKey }) => topologyKey !== hostname);
    if (wrong) throw forbidden(request.resource, request.name, `affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey ${wrong.topologyKey} but only key ${hostname} is allowed`);
  },
};

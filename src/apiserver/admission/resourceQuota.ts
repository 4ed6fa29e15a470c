// Quotas: what an object asks for must fit in what every quota of its namespace has left, and is taken from it at once.
import { inScopes, resourceCounted, type Usage, usageOf } from '../../apis/quota.ts';
import { deepCopy, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { parseQuantity, Quantity } from '../../apimachinery/quantity.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

/** Resources of containers that a quota on them makes everybody say. */
const compute = /^(cpu|memory|(requests|limits)\.(cpu|memory))$/;

function says(container: Json, name: string): boolean {
  const [list, resource] = name.includes('.') ? (name.split('.') as [string, string]) : ['requests', name];
  return container.resources?.[list]?.[resource] !== undefined;
}

/** What containers do not say although the quota counts it: `limits.memory for: a,b; requests.cpu for: a`. */
function unsaid(pod: Json, names: readonly string[]): string {
  const containers: Json[] = [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])];
  return names
    .filter((name) => compute.test(name))
    .map((name) => ({ name, missing: containers.filter((c) => !says(c, name)).map((c) => c.name) }))
    .filter(({ missing }) => missing.length > 0)
    .map(({ name, missing }) => `${name} for: ${[...missing].sort().join(',')}`)
    .join('; ');
}

/** What the request adds to what is used already. */
function deltaOf(request: AdmissionRequest): Usage {
  const after = usageOf(request.resourceText, request.object);
  if (!request.old) return after;
  const before = usageOf(request.resourceText, request.old);
  const delta: Usage = {};
  for (const name of Object.keys(after)) {
    const more = (after[name] as Quantity).sub(before[name] ?? Quantity.of(0));
    if (more.sign > 0) delta[name] = more;
  }
  return delta;
}

const pairs = (names: readonly string[], value: (name: string) => Quantity): string => names.map((name) => `${name}=${value(name)}`).join(',');

function check(request: AdmissionRequest, quota: KubeObject, delta: Usage): KubeObject | undefined {
  const hard: Record<string, string> = quota.status?.hard ?? {};
  const names = Object.keys(delta)
    .filter((name) => quota.spec.hard?.[name] !== undefined)
    .sort();
  const refuse = (why: string) => forbidden(request.resource, request.name, why);
  if (request.resourceText === 'pods' && !request.old) {
    const counted = Object.keys(quota.spec.hard ?? {})
      .filter((name) => resourceCounted(name) === 'pods')
      .sort();
    const missing = unsaid(request.object, counted);
    if (missing) throw refuse(`failed quota: ${quota.metadata.name}: must specify ${missing}`);
  }
  if (names.length === 0) return undefined;
  const unknown = names.filter((name) => hard[name] === undefined);
  if (unknown.length > 0) throw refuse(`status unknown for quota: ${quota.metadata.name}, resources: ${unknown.join(',')}`);
  const used = (name: string): Quantity => parseQuantity(quota.status?.used?.[name] ?? '0');
  const limit = (name: string): Quantity => parseQuantity(hard[name] as string);
  const asked = (name: string): Quantity => delta[name] as Quantity;
  const exceeded = names.filter((name) => used(name).add(asked(name)).compare(limit(name)) > 0);
  if (exceeded.length > 0) throw refuse(`exceeded quota: ${quota.metadata.name}, requested: ${pairs(exceeded, asked)}, used: ${pairs(exceeded, used)}, limited: ${pairs(exceeded, limit)}`);
  const draft = deepCopy(quota);
  draft.status.used = { ...draft.status.used, ...Object.fromEntries(names.map((name) => [name, used(name).add(asked(name)).toString()])) };
  return draft;
}

export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validate(request) {
    const { operation, namespace, subresource, context, resource } = request;
    if ((subresource && !(subresource === 'resize' && request.resourceText === 'pods')) || !resource.namespaced || (operation !== 'CREATE' && operation !== 'UPDATE')) return;
    const quotas = reads(request)
      .list('resourcequotas', namespace)
      .filter((quota) => inScopes(quota, request.resourceText, request.object));
    if (quotas.length === 0) return;
    const delta = deltaOf(request);
    const info = context.server.resourceNamed('resourcequotas');
    // All must agree before any is charged.
    const charged = quotas.flatMap((quota) => {
      const draft = check(request, quota, delta);
      return draft ? [{ quota, draft }] : [];
    });
    if (!info || context.dryRun) return;
    for (const { quota, draft } of charged) context.server.storage.replace(info, draft, quota);
  },
};

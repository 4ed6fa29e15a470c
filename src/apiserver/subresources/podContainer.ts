// Which container of a pod is meant, and the kubelet that runs it.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { badRequest, notFound } from '../../apimachinery/status.ts';
import { type KubeletApi, query, type ResourceContext } from '../context.ts';

/** The container that the query names, or the only one. */
export function containerOf(context: ResourceContext, pod: KubeObject): string {
  const names = (field: string): string[] => (pod.spec[field] ?? []).map((c: Json) => c.name);
  const [containers, init, ephemeral] = [names('containers'), names('initContainers'), names('ephemeralContainers')];
  const asked = query(context, 'container');
  if (asked) {
    if (![...containers, ...init, ...ephemeral].includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${pod.metadata.name}`);
    return asked;
  }
  if (containers.length === 1) return containers[0] as string;
  const hint = init.length > 0 ? ` or one of the init containers: [${init.join(' ')}]` : '';
  throw badRequest(`a container name must be specified for pod ${pod.metadata.name}, choose one of: [${containers.join(' ')}]${hint}`);
}

export function kubeletFor({ server }: ResourceContext, nodeName: string): KubeletApi {
  const nodes = server.resourceNamed('nodes');
  const node = nodes && server.storage.get(nodes, undefined, nodeName);
  if (!node) throw notFound({ group: '', resource: 'nodes' }, nodeName);
  return server.options.kubelet(node);
}

/** Without a node there is nobody to ask. */
export function kubeletOfPod(context: ResourceContext, pod: KubeObject): KubeletApi {
  if (!pod.spec.nodeName) throw badRequest(`pod ${pod.metadata.name} does not have a host assigned`);
  return kubeletFor(context, pod.spec.nodeName);
}

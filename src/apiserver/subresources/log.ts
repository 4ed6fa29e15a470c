// GET pods/NAME/log: asked of the kubelet of the pod's node.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { badRequest, notFound } from '../../apimachinery/status.ts';
import { query, type ResourceContext } from '../context.ts';
import { getObject } from '../handlers/read.ts';
import type { SubresourceHandlers } from './index.ts';

function containerOf(context: ResourceContext, pod: KubeObject): string {
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

export const log: SubresourceHandlers = {
  GET(context) {
    const pod = getObject(context);
    const container = containerOf(context, pod);
    // Without a node there is nobody to ask, and nothing to tell.
    if (!pod.spec.nodeName) return { code: 200, body: '' };
    const nodes = context.server.resourceNamed('nodes');
    const node = nodes && context.server.storage.get(nodes, undefined, pod.spec.nodeName);
    if (!node) throw notFound({ group: '', resource: 'nodes' }, pod.spec.nodeName);
    return { code: 200, body: context.server.options.kubelet(node).containerLogs(pod, container, (name) => query(context, name)) };
  },
};

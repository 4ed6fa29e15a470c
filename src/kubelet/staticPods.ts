// Static pods: manifests on the host that run whether or not the API server answers, and their mirrors in the API.
import { createHash } from 'node:crypto';
import { deepCopy, type Json, type KubeObject } from '../apimachinery/object.ts';
import { isReason } from '../apimachinery/status.ts';
import { parseYaml } from '../apimachinery/yaml.ts';
import type { ComponentContext } from '../client/index.ts';
import { type HostState, listDirectory, readFile } from '../nodes/host/index.ts';
import { askApi } from './work.ts';

const directory = '/etc/kubernetes/manifests';
const hashAnnotation = 'kubernetes.io/config.hash';
const mirrorAnnotation = 'kubernetes.io/config.mirror';

export interface StaticPod {
  key: string;
  path: string;
  pod: KubeObject;
}

const hashOf = (host: HostState, path: string, text: string): string => createHash('md5').update(`${host.name}${path}${text}`).digest('hex');

/** The directory that the kubelet watches, as its configuration says. */
function manifestDirectory(host: HostState): string {
  const config = readFile(host, '/var/lib/kubelet/config.yaml');
  const match = config && /^staticPodPath:\s*(\S+)/m.exec(config);
  return match ? (match[1] as string).replace(/^"|"$/g, '').replace(/\/$/, '') : directory;
}

/** The pods that the host's manifests describe; a file that is no pod is passed over. */
export function staticPodsOf(host: HostState): StaticPod[] {
  const from = manifestDirectory(host);
  return (listDirectory(host, from) ?? []).flatMap((name) => {
    const path = `${from}/${name}`;
    const text = readFile(host, path);
    if (name.startsWith('.') || text === undefined) return [];
    const pod = podIn(host, path, text);
    return pod ? [{ key: `${pod.metadata.namespace}/${pod.metadata.name}`, path, pod }] : [];
  });
}

/** Files among the manifests that are no pods, and why; the kubelet passes them over. */
export function brokenManifests(host: HostState): { path: string; reason: string }[] {
  const from = manifestDirectory(host);
  return (listDirectory(host, from) ?? []).flatMap((name) => {
    const path = `${from}/${name}`;
    const text = readFile(host, path);
    if (name.startsWith('.') || text === undefined || podIn(host, path, text)) return [];
    try {
      const { kind, apiVersion } = parseYaml(text) ?? {};
      if (!kind) return [{ path, reason: "Object 'Kind' is missing" }];
      return [{ path, reason: kind === 'Pod' && apiVersion === 'v1' ? 'invalid pod' : `no kind "${kind}" is registered for version "${apiVersion ?? ''}"` }];
    } catch (error) {
      return [{ path, reason: (error as Error).message }];
    }
  });
}

function podIn(host: HostState, path: string, text: string): KubeObject | undefined {
  let parsed: Json;
  try {
    parsed = parseYaml(text);
  } catch {
    return undefined;
  }
  if (parsed?.kind !== 'Pod' || parsed.apiVersion !== 'v1' || !parsed.metadata?.name || !Array.isArray(parsed.spec?.containers)) return undefined;
  const hash = hashOf(host, path, text);
  const { name, namespace = 'default', labels, annotations } = parsed.metadata;
  const spec = {
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    enableServiceLinks: true,
    schedulerName: 'default-scheduler',
    ...deepCopy(parsed.spec),
    nodeName: host.name,
  };
  spec.tolerations = [{ effect: 'NoExecute', operator: 'Exists' }, ...(spec.tolerations ?? [])];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${host.name}`, namespace, uid: hash, ...(labels ? { labels } : {}), annotations: { ...annotations, [hashAnnotation]: hash, 'kubernetes.io/config.source': 'file' } },
    spec,
  };
}

export const isMirror = (pod: KubeObject): boolean => pod.metadata.annotations?.[mirrorAnnotation] !== undefined;

/** The mirror in the API: created when missing, replaced when the manifest changed. Undefined while the server is away. */
export function mirrorOf(host: HostState, { pod }: StaticPod, { client, now }: ComponentContext): KubeObject | undefined {
  const hash = pod.metadata.annotations?.[hashAnnotation] as string;
  const { name, namespace } = pod.metadata;
  const known = askApi(() => client.find('pods', name, namespace));
  if (known === 'away') return undefined;
  if (known && known.metadata.annotations?.[mirrorAnnotation] === hash && !known.metadata.deletionTimestamp) return known;
  if (known) client.delete('pods', name, namespace, { gracePeriodSeconds: 0 });
  const node = client.find('nodes', host.name);
  if (!node) return undefined;
  const { uid: _, ...metadata } = deepCopy(pod.metadata);
  metadata.annotations = { ...metadata.annotations, [mirrorAnnotation]: hash, 'kubernetes.io/config.seen': `${new Date(now).toISOString().slice(0, 23)}000000Z` };
  metadata.ownerReferences = [{ apiVersion: 'v1', kind: 'Node', name: host.name, uid: node.metadata.uid as string, controller: true }];
  try {
    return client.create('pods', { ...deepCopy(pod), metadata });
  } catch (error) {
    // Refused by admission (the namespace is not there yet, for one): it runs all the same.
    if (isReason(error, 'NotFound') || isReason(error, 'Forbidden') || isReason(error, 'AlreadyExists')) return undefined;
    throw error;
  }
}

// Every pod runs as a service account, and is given its token to read.
import type { Json } from '../../apimachinery/object.ts';
import { forbidden } from '../../apimachinery/status.ts';
import { suffix } from '../../sim/index.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

const mountPath = '/var/run/secrets/kubernetes.io/serviceaccount';

const isMirror = (pod: Json): boolean => pod.metadata.annotations?.['kubernetes.io/config.mirror'] !== undefined;

/** The volume that holds the token, the cluster's CA and the namespace. */
const tokenVolume = (name: string): Json => ({
  name,
  projected: {
    defaultMode: 420,
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
      { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
      { downwardAPI: { items: [{ fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' }] } },
    ],
  },
});

function mountToken(request: AdmissionRequest, pod: Json): void {
  const { seed } = request.context.server.options;
  const name = `kube-api-access-${suffix(5, seed, 'token', request.namespace ?? '', pod.metadata.name ?? pod.metadata.generateName)}`;
  let mounted = false;
  for (const container of [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])]) {
    if (container.volumeMounts?.some((mount: Json) => mount.mountPath === mountPath)) continue;
    container.volumeMounts = [...(container.volumeMounts ?? []), { mountPath, name, readOnly: true }];
    mounted = true;
  }
  if (mounted) pod.spec.volumes = [...(pod.spec.volumes ?? []), tokenVolume(name)];
}

export const serviceAccount: AdmissionPlugin = {
  name: 'ServiceAccount',
  mutate(request) {
    const pod = request.object;
    if (request.operation !== 'CREATE' || request.resourceText !== 'pods' || request.subresource || isMirror(pod)) return;
    pod.spec.serviceAccountName ||= 'default';
    pod.spec.serviceAccount = pod.spec.serviceAccountName;
    const account = reads(request).find('serviceaccounts', pod.spec.serviceAccountName, request.namespace);
    if (!account)
      throw forbidden(
        request.resource,
        request.name,
        `error looking up service account ${request.namespace}/${pod.spec.serviceAccountName}: serviceaccount ${JSON.stringify(pod.spec.serviceAccountName)} not found`,
      );
    if (!pod.spec.imagePullSecrets?.length && account.imagePullSecrets?.length) pod.spec.imagePullSecrets = structuredClone(account.imagePullSecrets);
    if (pod.spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) mountToken(request, pod);
  },
};

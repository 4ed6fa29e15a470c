// Publishes the cluster's certificate authority into every namespace as config map kube-root-ca.crt.
import { deepEqual } from '../../apimachinery/object.ts';
import type { Change, Client, Component, ComponentContext } from '../../client/index.ts';
import { controllerCredential } from '../shared/identity.ts';

const configMap = 'kube-root-ca.crt';
/** Where the API server tells which authority it trusts; in a kubeadm cluster that is the authority that signed its own certificate. */
const source = { name: 'extension-apiserver-authentication', namespace: 'kube-system', key: 'client-ca-file' };
const description =
  'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.';

export const rootCaPublisher: Component = {
  name: 'root-ca-certificate-publisher-controller',
  credential: controllerCredential('root-ca-cert-publisher'),
  watches: [{ resource: 'namespaces' }, { resource: 'configmaps', keys: keysOf }],
  reconcile: (name, { client }) => {
    publish(name, client);
    return undefined;
  },
};

function keysOf({ object }: Change, { client }: ComponentContext): string[] {
  const { name, namespace } = object.metadata;
  if (name === configMap && namespace) return [namespace];
  return name === source.name && namespace === source.namespace ? client.list('namespaces').map((n) => n.metadata.name) : [];
}

function publish(namespace: string, client: Client): void {
  if (client.find('namespaces', namespace)?.status?.phase !== 'Active') return;
  const authority = client.find('configmaps', source.name, source.namespace)?.data?.[source.key];
  if (!authority) return;
  const data = { 'ca.crt': authority };
  const known = client.find('configmaps', configMap, namespace);
  if (!known) {
    client.create('configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: configMap, namespace, annotations: { 'kubernetes.io/description': description } }, data });
  } else if (!deepEqual(known.data, data)) {
    client.update('configmaps', known, (draft) => {
      draft.data = data;
      draft.metadata.annotations = { ...draft.metadata.annotations, 'kubernetes.io/description': description };
    });
  }
}

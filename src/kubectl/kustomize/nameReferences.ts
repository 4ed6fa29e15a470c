// Which fields of which kinds hold the names of other objects.

/** Where a pod's spec lies in the kinds that have one. */
const podSpecs: Readonly<Record<string, string>> = {
  Pod: 'spec',
  PodTemplate: 'template/spec',
  Deployment: 'spec/template/spec',
  ReplicaSet: 'spec/template/spec',
  ReplicationController: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
};

export interface NameReference {
  /** The kind that is named. */
  target: { kind: string; group?: string };
  /** The kind that names it ('' is any), and the field. */
  kind: string;
  path: string;
}

function inPods(target: NameReference['target'], paths: readonly string[], without: readonly string[] = []): NameReference[] {
  const kinds = Object.entries(podSpecs).filter(([kind]) => !without.includes(kind));
  return kinds.flatMap(([kind, spec]) => paths.map((path) => ({ target, kind, path: `${spec}/${path}` })));
}

const of = (target: NameReference['target'], places: readonly [kind: string, path: string][]): NameReference[] => places.map(([kind, path]) => ({ target, kind, path }));

const inContainers = (path: string): string[] => ['containers', 'initContainers'].map((field) => `${field}/${path}`);
const rbac = 'rbac.authorization.k8s.io';
const nginx = 'metadata/annotations/nginx.ingress.kubernetes.io\\/';

export const nameReferences: readonly NameReference[] = [
  ...['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'].flatMap((kind) => of({ kind }, [['HorizontalPodAutoscaler', 'spec/scaleTargetRef/name']])),
  ...inPods(
    { kind: 'ConfigMap' },
    ['volumes/configMap/name', 'volumes/projected/sources/configMap/name', ...inContainers('env/valueFrom/configMapKeyRef/name'), ...inContainers('envFrom/configMapRef/name')],
    ['ReplicationController'],
  ),
  ...of({ kind: 'ConfigMap' }, [
    ['Node', 'spec/configSource/configMap'],
    ['Role', 'rules/resourceNames'],
    ['ClusterRole', 'rules/resourceNames'],
    ['Ingress', `${nginx}fastcgi-params-configmap`],
  ]),
  ...inPods(
    { kind: 'Secret' },
    ['volumes/secret/secretName', 'volumes/projected/sources/secret/name', 'imagePullSecrets/name', ...inContainers('env/valueFrom/secretKeyRef/name'), ...inContainers('envFrom/secretRef/name')],
    ['ReplicationController'],
  ),
  ...of({ kind: 'Secret' }, [
    ['Ingress', 'spec/tls/secretName'],
    ['Ingress', 'metadata/annotations/ingress.kubernetes.io\\/auth-secret'],
    ['Ingress', `${nginx}auth-secret`],
    ['Ingress', `${nginx}auth-tls-secret`],
    ['ServiceAccount', 'imagePullSecrets/name'],
    ['StorageClass', 'parameters/secretName'],
    ['StorageClass', 'parameters/adminSecretName'],
    ['StorageClass', 'parameters/userSecretName'],
    ['StorageClass', 'parameters/secretRef'],
    ['Role', 'rules/resourceNames'],
    ['ClusterRole', 'rules/resourceNames'],
    ['PersistentVolume', 'spec/azureFile/secretName'],
  ]),
  ...of({ kind: 'Service' }, [
    ['StatefulSet', 'spec/serviceName'],
    ['Ingress', 'spec/rules/http/paths/backend/serviceName'],
    ['Ingress', 'spec/backend/serviceName'],
    ['Ingress', 'spec/rules/http/paths/backend/service/name'],
    ['Ingress', 'spec/defaultBackend/service/name'],
    ['APIService', 'spec/service/name'],
    ['ValidatingWebhookConfiguration', 'webhooks/clientConfig/service'],
    ['MutatingWebhookConfiguration', 'webhooks/clientConfig/service'],
    ['HTTPRoute', 'spec/rules/backendRefs/name'],
  ]),
  ...of({ kind: 'Role', group: rbac }, [['RoleBinding', 'roleRef/name']]),
  ...of({ kind: 'ClusterRole', group: rbac }, [
    ['RoleBinding', 'roleRef/name'],
    ['ClusterRoleBinding', 'roleRef/name'],
  ]),
  ...of({ kind: 'ServiceAccount' }, [
    ['RoleBinding', 'subjects'],
    ['ClusterRoleBinding', 'subjects'],
  ]),
  ...inPods({ kind: 'ServiceAccount' }, ['serviceAccountName'], ['PodTemplate', 'ReplicaSet']),
  ...inPods({ kind: 'PersistentVolumeClaim' }, ['volumes/persistentVolumeClaim/claimName'], ['PodTemplate', 'ReplicaSet']),
  ...of({ kind: 'PersistentVolume' }, [
    ['PersistentVolumeClaim', 'spec/volumeName'],
    ['ClusterRole', 'rules/resourceNames'],
  ]),
  ...of({ kind: 'StorageClass', group: 'storage.k8s.io' }, [
    ['PersistentVolume', 'spec/storageClassName'],
    ['PersistentVolumeClaim', 'spec/storageClassName'],
    ['StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'],
  ]),
  ...inPods({ kind: 'PriorityClass', group: 'scheduling.k8s.io' }, ['priorityClassName'], ['PodTemplate', 'ReplicaSet']),
  ...of({ kind: 'IngressClass', group: 'networking.k8s.io' }, [['Ingress', 'spec/ingressClassName']]),
];

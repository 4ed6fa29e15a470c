// How upstream shows a pod's spec and a pod template in errors: the structs of its internal types, in their order.
import type { Json } from '../../../apimachinery/object.ts';
import { type GoField, type GoShape, type GoStruct, goStruct, sortedMap } from '../../support/goText.ts';
import { securityContextShape } from './securityContext.ts';

/** Go's names for JSON's, where the first letter alone does not make them. */
const goNames: Readonly<Record<string, string>> = {
  dnsPolicy: 'DNSPolicy',
  dnsConfig: 'DNSConfig',
  os: 'OS',
  tty: 'TTY',
  httpGet: 'HTTPGet',
  httpHeaders: 'HTTPHeaders',
  tcpSocket: 'TCPSocket',
  grpc: 'GRPC',
  apiVersion: 'APIVersion',
  ip: 'IP',
  nfs: 'NFS',
  iscsi: 'ISCSI',
  rbd: 'RBD',
  fc: 'FC',
  cephfs: 'CephFS',
  csi: 'CSI',
  gcePersistentDisk: 'GCEPersistentDisk',
  awsElasticBlockStore: 'AWSElasticBlockStore',
  storageos: 'StorageOS',
};

const goName = (field: string): string => goNames[field] ?? (field[0] ?? '').toUpperCase() + field.slice(1);

/** What has no shape here: its fields under Go's names. Labels and amounts keep their keys. */
function renamed(value: Json): Json {
  if (Array.isArray(value)) return value.map(renamed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([field, member]) => [goName(field), field === 'labelSelector' ? member : renamed(member)]));
}

const field = (name: string, zero: Json = null, shape?: GoShape): GoField => (shape ? [goName(name), name, zero, shape] : [goName(name), name, zero]);
const texts = (...names: string[]): GoField[] => names.map((name) => field(name, ''));
const pointers = (...names: string[]): GoField[] => names.map((name) => field(name));
const flags = (...names: string[]): GoField[] => names.map((name) => field(name, false));
const numbers = (...names: string[]): GoField[] => names.map((name) => field(name, 0));
const list = (name: string, shape: GoShape): GoField => field(name, null, { items: shape });
const other = (name: string): GoField => field(name, null, renamed);
/** Go writes the keys of maps in order. */
const map = (name: string): GoField => field(name, null, sortedMap);

const exec = field('exec', null, pointers('command'));
const httpGet = field('httpGet', null, [...texts('path'), field('port', 0), ...texts('host', 'scheme'), list('httpHeaders', texts('name', 'value'))]);
const tcpSocket = field('tcpSocket', null, [field('port', 0), ...texts('host')]);

const probe: GoStruct = [
  exec,
  httpGet,
  tcpSocket,
  field('grpc', null, [field('port', 0), field('service')]),
  ...numbers('initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'),
  field('terminationGracePeriodSeconds'),
];

const hook: GoStruct = [exec, httpGet, tcpSocket, field('sleep', null, numbers('seconds'))];
const keyRef: GoStruct = [...texts('name', 'key'), field('optional')];
const nameRef: GoStruct = [...texts('name'), field('optional')];
const fieldRef = field('fieldRef', null, texts('apiVersion', 'fieldPath'));
const resourceFieldRef = field('resourceFieldRef', null, [...texts('containerName', 'resource'), field('divisor', '0')]);

const variable: GoStruct = [
  ...texts('name', 'value'),
  field('valueFrom', null, [
    fieldRef,
    resourceFieldRef,
    field('configMapKeyRef', null, keyRef),
    field('secretKeyRef', null, keyRef),
    field('fileKeyRef', null, [...texts('volumeName', 'path', 'key'), field('optional')]),
  ]),
];

const resources: GoStruct = [map('limits'), map('requests'), list('claims', texts('name', 'request'))];

const container: GoStruct = [
  ...texts('name', 'image'),
  ...pointers('command', 'args'),
  ...texts('workingDir'),
  list('ports', [...texts('name'), ...numbers('hostPort', 'containerPort'), ...texts('protocol', 'hostIP')]),
  list('envFrom', [...texts('prefix'), field('configMapRef', null, nameRef), field('secretRef', null, nameRef)]),
  list('env', variable),
  field('resources', goStruct({}, resources), resources),
  list('resizePolicy', texts('resourceName', 'restartPolicy')),
  field('restartPolicy'),
  list('restartPolicyRules', [...texts('action'), field('exitCodes', null, [...texts('operator'), field('values')])]),
  list('volumeMounts', [...texts('name'), ...flags('readOnly'), field('recursiveReadOnly'), ...texts('mountPath', 'subPath'), field('mountPropagation'), ...texts('subPathExpr')]),
  list('volumeDevices', texts('name', 'devicePath')),
  field('livenessProbe', null, probe),
  field('readinessProbe', null, probe),
  field('startupProbe', null, probe),
  field('lifecycle', null, [field('postStart', null, hook), field('preStop', null, hook), field('stopSignal')]),
  ...texts('terminationMessagePath', 'terminationMessagePolicy', 'imagePullPolicy'),
  field('securityContext', null, securityContextShape),
  ...flags('stdin', 'stdinOnce', 'tty'),
];

const items = list('items', [...texts('key', 'path'), field('mode')]);
const files = list('items', [...texts('path'), fieldRef, resourceFieldRef, field('mode')]);

const projection: GoStruct = [
  field('secret', null, [...texts('name'), items, field('optional')]),
  field('downwardAPI', null, [files]),
  field('configMap', null, [...texts('name'), items, field('optional')]),
  field('serviceAccountToken', null, [...texts('audience'), ...numbers('expirationSeconds'), ...texts('path')]),
  other('clusterTrustBundle'),
  other('podCertificate'),
];

const volume: GoStruct = [
  ...texts('name'),
  field('hostPath', null, [...texts('path'), field('type')]),
  field('emptyDir', null, [...texts('medium'), field('sizeLimit')]),
  ...['gcePersistentDisk', 'awsElasticBlockStore', 'gitRepo'].map(other),
  field('secret', null, [...texts('secretName'), items, ...pointers('defaultMode', 'optional')]),
  field('nfs', null, [...texts('server', 'path'), ...flags('readOnly')]),
  ...['iscsi', 'glusterfs'].map(other),
  field('persistentVolumeClaim', null, [...texts('claimName'), ...flags('readOnly')]),
  ...['rbd', 'quobyte', 'flexVolume', 'cinder', 'cephfs', 'flocker'].map(other),
  field('downwardAPI', null, [files, field('defaultMode')]),
  ...['fc', 'azureFile'].map(other),
  field('configMap', null, [...texts('name'), items, ...pointers('defaultMode', 'optional')]),
  ...['vsphereVolume', 'azureDisk', 'photonPersistentDisk'].map(other),
  field('projected', null, [list('sources', projection), field('defaultMode')]),
  ...['portworxVolume', 'scaleIO', 'storageos', 'csi', 'ephemeral', 'image'].map(other),
];

/** core.PodSecurityContext, which holds the host's namespaces too. */
const podSecurity: GoStruct = [
  ...flags('hostNetwork', 'hostPID', 'hostIPC'),
  ...pointers('shareProcessNamespace', 'hostUsers'),
  ...securityContextShape.filter(([, name]) => name === 'seLinuxOptions' || name === 'windowsOptions'),
  ...pointers('runAsUser', 'runAsGroup', 'runAsNonRoot', 'supplementalGroups', 'supplementalGroupsPolicy'),
  ['FSGroup', 'fsGroup', null],
  ['FSGroupChangePolicy', 'fsGroupChangePolicy', null],
  list('sysctls', texts('name', 'value')),
  ...securityContextShape.filter(([, name]) => name === 'seccompProfile' || name === 'appArmorProfile'),
  ['SELinuxChangePolicy', 'seLinuxChangePolicy', null],
];

const requirements = (name: string): GoField => list(name, [...texts('key', 'operator'), field('values')]);
const nodeTerm: GoStruct = [requirements('matchExpressions'), requirements('matchFields')];
const required = 'requiredDuringSchedulingIgnoredDuringExecution';
const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';

/** Selectors are metav1's, with its own field names; their labels come in order. */
const selector = (name: string): GoField =>
  field(name, null, (value) => ({ ...(value.matchLabels ? { matchLabels: sortedMap(value.matchLabels) } : {}), ...(value.matchExpressions ? { matchExpressions: value.matchExpressions } : {}) }));
const podTerm: GoStruct = [selector('labelSelector'), field('namespaces'), ...texts('topologyKey'), selector('namespaceSelector'), ...pointers('matchLabelKeys', 'mismatchLabelKeys')];
const podAffinity: GoStruct = [list(required, podTerm), list(preferred, [...numbers('weight'), field('podAffinityTerm', goStruct({}, podTerm), podTerm)])];
const affinity: GoStruct = [
  field('nodeAffinity', null, [field(required, null, [list('nodeSelectorTerms', nodeTerm)]), list(preferred, [...numbers('weight'), field('preference', goStruct({}, nodeTerm), nodeTerm)])]),
  field('podAffinity', null, podAffinity),
  field('podAntiAffinity', null, podAffinity),
];
const spread: GoStruct = [
  ...numbers('maxSkew'),
  ...texts('topologyKey', 'whenUnsatisfiable'),
  selector('labelSelector'),
  ...pointers('minDomains', 'nodeAffinityPolicy', 'nodeTaintsPolicy', 'matchLabelKeys'),
];

const podSpec: GoStruct = [
  list('volumes', volume),
  list('initContainers', container),
  list('containers', container),
  list('ephemeralContainers', [...container, ...texts('targetContainerName')]),
  ...texts('restartPolicy'),
  ...pointers('terminationGracePeriodSeconds', 'activeDeadlineSeconds'),
  ...texts('dnsPolicy'),
  map('nodeSelector'),
  ...texts('serviceAccountName'),
  field('automountServiceAccountToken'),
  ...texts('nodeName'),
  field('securityContext', null, podSecurity),
  list('imagePullSecrets', texts('name')),
  ...texts('hostname', 'subdomain'),
  field('setHostnameAsFQDN'),
  field('affinity', null, affinity),
  ...texts('schedulerName'),
  list('tolerations', [...texts('key', 'operator', 'value', 'effect'), field('tolerationSeconds')]),
  list('hostAliases', [...texts('ip'), field('hostnames')]),
  ...texts('priorityClassName'),
  ...pointers('priority', 'preemptionPolicy'),
  field('dnsConfig', null, [...pointers('nameservers', 'searches'), list('options', [...texts('name'), field('value')])]),
  list('readinessGates', texts('conditionType')),
  field('runtimeClassName'),
  map('overhead'),
  field('enableServiceLinks'),
  list('topologySpreadConstraints', spread),
  field('os', null, texts('name')),
  list('schedulingGates', texts('name')),
  list('resourceClaims', [...texts('name'), ...pointers('resourceClaimName', 'resourceClaimTemplateName')]),
  field('resources', null, resources),
  field('hostnameOverride'),
  other('schedulingGroup'),
];

/** core.EphemeralContainer. */
export const ephemeralContainerText = (value: Json): Json => goStruct(value, [...container, ...texts('targetContainerName')]);

/** core.PodSpec. */
export function podSpecText(spec: Json): Json {
  const { hostNetwork, hostPID, hostIPC, hostUsers, shareProcessNamespace, ...rest } = spec;
  return goStruct({ ...rest, securityContext: spec.securityContext && { ...spec.securityContext, hostNetwork, hostPID, hostIPC, hostUsers, shareProcessNamespace } }, podSpec);
}

/** core.PodTemplateSpec: its metadata stands beside its spec. */
export const templateText = (template: Json): Json => ({ ...template.metadata, Spec: podSpecText(template.spec ?? {}) });

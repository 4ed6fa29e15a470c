// Fields whose Go type is a plain value with omitempty: false, 0 and "" are not written. The OpenAPI document cannot
// tell them from pointers, whose zero values are. (Field names as in k8s.io/api; `Type.field` where the name alone misleads.)

const plainBooleans = new Set([
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'stdin',
  'stdinOnce',
  'tty',
  'readOnly',
  'unschedulable',
  'paused',
  'publishNotReadyAddresses',
  'globalDefault',
  'preserveUnknownFields',
]);

const plainNumbers = new Set([
  'hostPort',
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
  'minReadySeconds',
  'nodePort',
  'healthCheckNodePort',
  'observedGeneration',
  'generation',
  'count',
  'DeploymentStatus.replicas',
  'updatedReplicas',
  'readyReplicas',
  'DeploymentStatus.availableReplicas',
  'ReplicaSetStatus.availableReplicas',
  'ReplicationControllerStatus.availableReplicas',
  'unavailableReplicas',
  'fullyLabeledReplicas',
  'currentReplicas',
  'updatedNumberScheduled',
  'numberAvailable',
  'numberUnavailable',
  'active',
  'succeeded',
  'failed',
]);

/** Text fields that are pointers: an empty text is kept. */
const pointerTexts = new Set([
  'storageClassName',
  'volumeAttributesClassName',
  'ingressClassName',
  'appProtocol',
  'runtimeClassName',
  'loadBalancerClass',
  'EndpointPort.name',
  'value',
  'hostname',
  'scope',
  'endPort',
  'timeZone',
  'managedBy',
  'hostnameOverride',
]);
/** Of those, the ones that are plain all the same in some types. */
const plainTexts = new Set(['EnvVar.value', 'PodSpec.hostname', 'Toleration.value', 'Taint.value']);

/** Whether Go leaves out this zero value of a field of a type. */
export function isPlain(typeName: string | undefined, field: string, value: '' | 0 | false): boolean {
  const qualified = `${typeName?.slice(typeName.lastIndexOf('.') + 1)}.${field}`;
  if (value === false) return plainBooleans.has(field) || plainBooleans.has(qualified);
  if (value === 0) return plainNumbers.has(field) || plainNumbers.has(qualified);
  return plainTexts.has(qualified) || !(pointerTexts.has(field) || pointerTexts.has(qualified));
}

// The three lists of containers: what all have in common, and what each list allows.
import { duplicate, type FieldError, type FieldPath, forbiddenField, invalidValue, notFoundValue, notSupported, required, tooMany } from '../../../apimachinery/fieldErrors.ts';
import { isDNS1123Label, isValidPortName, isValidPortNum } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named, oneOf } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { isSidecar, type SpecContext, usesHostUsers } from './context.ts';
import { validateEnv, validateEnvFrom } from './env.ts';
import { validateVolumeDevices, validateVolumeMounts } from './mounts.ts';
import { validateLifecycleAndProbes } from './probes.ts';
import { validateContainerResources } from './resources.ts';
import { validateContainerSecurityContext } from './securityContext.ts';

const protocols = ['SCTP', 'TCP', 'UDP'];

function validatePorts(at: FieldPath, ports: Json[] | undefined): FieldError[] {
  const names = new Set<string>();
  return each(at, ports, (item, port) => {
    const errors: FieldError[] = [];
    const number = (field: string): FieldError[] => isValidPortNum(port[field]).map((text) => invalidValue(item.child(field), port[field], text));
    if (port.name) {
      const wrong = named(isValidPortName, item.child('name'), port.name);
      errors.push(...wrong);
      if (wrong.length === 0 && names.has(port.name)) errors.push(duplicate(item.child('name'), port.name));
      if (wrong.length === 0) names.add(port.name);
    }
    errors.push(...(port.containerPort ? number('containerPort') : [required(item.child('containerPort'))]));
    if (port.hostPort) errors.push(...number('hostPort'));
    return [...errors, ...oneOf(item.child('protocol'), port.protocol, protocols)];
  });
}

const resizable = ['cpu', 'memory'];
const resizePolicies = ['NotRequired', 'RestartContainer'];

function validateResizePolicy(at: FieldPath, policies: Json[] | undefined, restartPolicy: string): FieldError[] {
  const seen = new Set<string>();
  return each(at, policies, (item, { resourceName, restartPolicy: policy }) => {
    const errors = seen.has(resourceName) ? [duplicate(item, resourceName)] : [];
    seen.add(resourceName);
    errors.push(...oneOf(at, resourceName, resizable), ...oneOf(at, policy, resizePolicies));
    if (restartPolicy === 'Never' && policy !== 'NotRequired') errors.push(invalidValue(at, policy ?? '', "must be 'NotRequired' when pod `restartPolicy` is 'Never'"));
    return errors;
  });
}

function validateCommon(at: FieldPath, container: Json, context: SpecContext): FieldError[] {
  return [
    ...(container.name ? named(isDNS1123Label, at.child('name'), container.name) : [required(at.child('name'))]),
    ...(container.image ? [] : [required(at.child('image'))]),
    ...oneOf(at.child('terminationMessagePolicy'), container.terminationMessagePolicy, ['File', 'FallbackToLogsOnError']),
    ...validatePorts(at.child('ports'), container.ports),
    ...validateEnv(at.child('env'), container.env),
    ...validateEnvFrom(at.child('envFrom'), container.envFrom),
    ...validateVolumeMounts(at.child('volumeMounts'), container, context.volumes),
    ...validateVolumeDevices(at.child('volumeDevices'), container, context.volumes),
    ...oneOf(at.child('imagePullPolicy'), container.imagePullPolicy, ['Always', 'IfNotPresent', 'Never']),
    ...validateContainerResources(at.child('resources'), container.resources, context.claimNames),
    ...validateResizePolicy(at.child('resizePolicy'), container.resizePolicy, context.spec.restartPolicy),
    ...validateContainerSecurityContext(at.child('securityContext'), container.securityContext, usesHostUsers(context.spec)),
  ];
}

const restartPolicies = ['Always', 'Never', 'OnFailure'];

const restartActions = ['Restart', 'RestartAllContainers'];
const exitOperators = ['In', 'NotIn'];

function validateExitCodes(at: FieldPath, { operator, values = [] }: Json): FieldError[] {
  return [
    ...(exitOperators.includes(operator) ? [] : [notSupported(at.child('operator'), operator ?? '', exitOperators)]),
    ...(values.length > 255 ? [tooMany(at.child('values'), values.length, 255)] : []),
  ];
}

function validateRestartRules(at: FieldPath, container: Json, isInit: boolean): FieldError[] {
  const policy = container.restartPolicy;
  const rules: Json[] = container.restartPolicyRules ?? [];
  const errors: FieldError[] = [];
  if (policy === undefined && rules.length > 0) errors.push(required(at.child('restartPolicy'), 'must specify restartPolicy when restart rules are used'));
  // Of an init container nothing more is said.
  if (policy === undefined && isInit) return errors;
  if (policy !== undefined && !restartPolicies.includes(policy)) errors.push(notSupported(at.child('restartPolicy'), policy, restartPolicies));
  if (rules.length > 20) errors.push(tooMany(at.child('restartPolicyRules'), rules.length, 20));
  const ruleErrors = each(at.child('restartPolicyRules'), rules, (item, { action, exitCodes }) => [
    ...(restartActions.includes(action) ? [] : [notSupported(item.child('action'), action ?? '', restartActions)]),
    ...(exitCodes ? validateExitCodes(item.child('exitCodes'), exitCodes) : [required(item.child('exitCodes'), 'must be specified')]),
  ]);
  return [...errors, ...ruleErrors];
}

/** No two containers may have the same port of the host. `seen` goes from list to list. */
function validateHostPorts(at: FieldPath, container: Json, seen: Set<string>): FieldError[] {
  return each(at.child('ports'), container.ports, (item, port) => {
    if (!port.hostPort) return [];
    const key = `${port.protocol}/${port.hostIP ?? ''}/${port.hostPort}`;
    if (seen.has(key)) return [duplicate(item.child('hostPort'), key)];
    seen.add(key);
    return [];
  });
}

export function validateContainers(at: FieldPath, context: SpecContext): FieldError[] {
  const containers: Json[] = context.spec.containers ?? [];
  if (containers.length === 0) return [required(at)];
  const names = new Set<string>();
  const ports = new Set<string>();
  return [
    ...each(at, containers, (item, container) => {
      const again = names.has(container.name);
      names.add(container.name);
      return [
        ...validateCommon(item, container, context),
        ...(again ? [duplicate(item.child('name'), container.name)] : []),
        ...validateLifecycleAndProbes(item, container, context.spec),
        ...validateRestartRules(item, container, false),
      ];
    }),
    ...each(at, containers, (item, container) => validateHostPorts(item, container, ports)),
  ];
}

const onlySidecars = ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'];

const noRestartOnResize = (at: FieldPath, policies: Json[] | undefined): FieldError[] =>
  each(at, policies, (item, { restartPolicy }) =>
    restartPolicy === 'RestartContainer' ? [invalidValue(item.child('restartPolicy'), restartPolicy, "must not be set to 'RestartContainer' for non-sidecar initContainers")] : [],
  );

export function validateInitContainers(at: FieldPath, context: SpecContext): FieldError[] {
  const names = new Set((context.spec.containers ?? []).map((container: Json) => container.name));
  return each(at, context.spec.initContainers, (item, container) => {
    const again = names.has(container.name);
    if (container.name) names.add(container.name);
    return [
      ...validateCommon(item, container, context),
      ...validateRestartRules(item, container, true),
      ...(again ? [duplicate(item.child('name'), container.name)] : []),
      // Init containers run one by one; upstream looks at each alone, and so always names the first.
      ...validateHostPorts(at.index(0), container, new Set()),
      ...(isSidecar(container)
        ? validateLifecycleAndProbes(item, container, context.spec)
        : onlySidecars.filter((field) => container[field]).map((field) => forbiddenField(item.child(field), 'may not be set for init containers without restartPolicy=Always'))),
      ...(isSidecar(container) ? [] : noRestartOnResize(item.child('resizePolicy'), container.resizePolicy)),
    ];
  });
}

/** Of a container's fields these mean nothing for a container that only looks. */
const notEphemeral = ['ports', 'resources', 'resizePolicy', 'restartPolicy', 'restartPolicyRules', 'livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];
const isSet = (value: Json): boolean => value !== undefined && value !== null && (typeof value !== 'object' || Object.keys(value).length > 0);

export function validateEphemeralContainers(at: FieldPath, context: SpecContext): FieldError[] {
  const text = 'cannot be set for an Ephemeral Container';
  const others = new Set([...(context.spec.containers ?? []), ...(context.spec.initContainers ?? [])].map((container: Json) => container.name));
  const names = new Set(others);
  return each(at, context.spec.ephemeralContainers, (item, container) => {
    const again = names.has(container.name);
    names.add(container.name);
    return [
      ...validateCommon(item, container, context),
      ...validateImageText(item, container),
      ...(again ? [duplicate(item.child('name'), container.name)] : []),
      ...(container.targetContainerName && !others.has(container.targetContainerName) ? [notFoundValue(item.child('targetContainerName'), container.targetContainerName)] : []),
      ...notEphemeral.filter((field) => isSet(container[field])).map((field) => forbiddenField(item.child(field), text)),
      ...each(item.child('volumeMounts'), container.volumeMounts, (mount, value) =>
        ['subPath', 'subPathExpr'].filter((field) => value[field]).map((field) => forbiddenField(mount.child(field), text)),
      ),
    ];
  });
}

/** Templates may hold an image with blanks around it; pods may not. */
export const validateImageText = (at: FieldPath, container: Json): FieldError[] =>
  (container.image ?? '') === (container.image ?? '').trim() ? [] : [invalidValue(at.child('image'), container.image, 'must not have leading or trailing whitespace')];

/** On the host's network a container's port is the host's. */
export function validateHostNetworkPorts(at: FieldPath, spec: Json, isPod: boolean): FieldError[] {
  if (!spec.hostNetwork) return [];
  return each(at, spec.containers, (item, container) =>
    each(item.child('ports'), container.ports, (where, port) => {
      const hostPort = port.hostPort ?? 0;
      if (hostPort === port.containerPort || (!isPod && hostPort === 0)) return [];
      return [invalidValue(where.child('hostPort'), hostPort, 'must match `containerPort` when `hostNetwork` is true')];
    }),
  );
}

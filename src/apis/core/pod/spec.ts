// A pod's spec and a pod template, in the order in which the server looks at them.
import { type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { inclusiveRangeError, isDNS1123Label, isDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named, oneOf } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { validateAnnotations, validateLabels } from '../../validation/labels.ts';
import { validateAffinity } from './affinity.ts';
import { validateContainers, validateEphemeralContainers, validateHostNetworkPorts, validateInitContainers } from './containers.ts';
import { containersOf, type SpecContext } from './context.ts';
import { validateFileKeyVolumes } from './env.ts';
import { validateDnsConfig, validateHostAliases, validateHostnameOverride } from './naming.ts';
import { validateReadinessGates, validateSchedulingGates, validateTolerations, validateTopologySpread } from './placement.ts';
import { validateContainerResources, validatePodResources } from './resources.ts';
import { validateHostUsers, validatePodSecurityContext } from './securityContext.ts';
import { validateHostProcess, validateLinuxPod, validateWindowsPod } from './windows.ts';
import { validatePodAnnotations } from './annotations.ts';
import { validateProfilesMatch } from './profiles.ts';
import { validateVolumes } from './volumes.ts';

export interface SpecOptions {
  /** The spec is a pod's own, not a template's. */
  isPod?: boolean;
  /** Claims of ephemeral volumes are named after the pod. */
  podName?: string | undefined;
}

function validateResourceClaims(at: FieldPath, claims: Json[] | undefined): FieldError[] {
  const seen = new Set<string>();
  return each(at, claims, (item, claim) => {
    const errors: FieldError[] = [];
    if (!claim.name) errors.push(required(item.child('name')));
    else if (seen.has(claim.name)) errors.push({ type: 'FieldValueDuplicate', field: String(item.child('name')), value: claim.name, detail: '' });
    else errors.push(...named(isDNS1123Label, item.child('name'), claim.name));
    seen.add(claim.name);
    const sources = ['resourceClaimName', 'resourceClaimTemplateName'].filter((field) => claim[field] !== undefined);
    const shown = { Name: claim.name ?? '', ResourceClaimName: claim.resourceClaimName ?? null, ResourceClaimTemplateName: claim.resourceClaimTemplateName ?? null };
    if (sources.length === 2) errors.push(invalidValue(item, shown, 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified'));
    if (sources.length === 0) errors.push(invalidValue(item, shown, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`'));
    return [...errors, ...sources.flatMap((field) => named(isDNS1123Subdomain, item.child(field), claim[field]))];
  });
}

/** How the pod as a whole runs, and where it may. */
function validateRunning(at: FieldPath, spec: Json): FieldError[] {
  return [
    ...oneOf(at.child('restartPolicy'), spec.restartPolicy, ['Always', 'OnFailure', 'Never']),
    ...oneOf(at.child('dnsPolicy'), spec.dnsPolicy, ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None']),
    ...validateLabels(at.child('nodeSelector'), spec.nodeSelector),
    ...validatePodSecurityContext(at.child('securityContext'), spec),
    ...validateAffinity(at.child('affinity'), spec.affinity),
    ...validateDnsConfig(at.child('dnsConfig'), spec.dnsConfig, spec.dnsPolicy),
    ...validateReadinessGates(at.child('readinessGates'), spec.readinessGates),
    ...validateSchedulingGates(at.child('schedulingGates'), spec.schedulingGates),
    ...validateTopologySpread(at.child('topologySpreadConstraints'), spec.topologySpreadConstraints),
    ...validateHostProcess(at, spec),
    ...validateHostUsers(at, spec),
    ...validateHostnameOverride(at.child('hostnameOverride'), spec),
  ];
}

function validateDeadline(at: FieldPath, seconds: Json): FieldError[] {
  const most = 2147483647;
  return seconds === undefined || (seconds >= 1 && seconds <= most) ? [] : [invalidValue(at, seconds, inclusiveRangeError(1, most))];
}

const systems = ['linux', 'windows'];

function validateOs(at: FieldPath, spec: Json): FieldError[] {
  if (!spec.os) return [];
  const name = spec.os.name;
  if (!name) return [required(at.child('os', 'name'), 'cannot be empty')];
  if (!systems.includes(name)) return [notSupported(at.child('os'), name, systems)];
  return name === 'linux' ? validateLinuxPod(at, spec) : validateWindowsPod(at, spec);
}

/** Names of other objects, and what refers to them. */
function validateReferences(at: FieldPath, spec: Json): FieldError[] {
  const name = (field: string, rule = isDNS1123Subdomain): FieldError[] => (spec[field] ? named(rule, at.child(field), spec[field]) : []);
  return [
    ...name('serviceAccountName'),
    ...name('nodeName'),
    ...validateDeadline(at.child('activeDeadlineSeconds'), spec.activeDeadlineSeconds),
    ...name('hostname', isDNS1123Label),
    ...name('subdomain', isDNS1123Label),
    ...validateTolerations(at.child('tolerations'), spec.tolerations),
    ...validateHostAliases(at.child('hostAliases'), spec.hostAliases),
    ...name('priorityClassName'),
    ...(spec.runtimeClassName === undefined ? [] : named(isDNS1123Subdomain, at.child('runtimeClassName'), spec.runtimeClassName)),
    ...(spec.preemptionPolicy === undefined ? [] : oneOf(at.child('preemptionPolicy'), spec.preemptionPolicy, ['PreemptLowerPriority', 'Never'])),
    ...(spec.overhead ? validateContainerResources(at.child('overhead'), { limits: spec.overhead }, new Set()) : []),
    ...validateOs(at, spec),
    ...containersOf(spec).flatMap(({ field, index, container }) => validateFileKeyVolumes(at.child(field).index(index), container, spec.volumes ?? [])),
  ];
}

export function validatePodSpec(at: FieldPath, spec: Json, options: SpecOptions = {}): FieldError[] {
  const volumes = validateVolumes(at.child('volumes'), spec.volumes, options);
  const claims: Json[] = spec.resourceClaims ?? [];
  const context: SpecContext = {
    spec,
    isPod: options.isPod ?? false,
    volumes: volumes.known,
    claimNames: new Set(claims.map((claim) => claim.name).filter(Boolean)),
  };
  return [
    ...volumes.errors,
    ...validateResourceClaims(at.child('resourceClaims'), spec.resourceClaims),
    ...validateContainers(at.child('containers'), context),
    ...validateInitContainers(at.child('initContainers'), context),
    ...validateEphemeralContainers(at.child('ephemeralContainers'), context),
    ...validatePodResources(at.child('resources'), spec, context.claimNames),
    ...validateHostNetworkPorts(at.child('containers'), spec, context.isPod),
    ...validateRunning(at, spec),
    ...validateReferences(at, spec),
  ];
}

/** A pod template: its labels and annotations, and its spec. */
export function validatePodTemplate(at: FieldPath, template: Json): FieldError[] {
  const metadata = template?.metadata ?? {};
  const spec = template?.spec ?? {};
  // Upstream leaves `metadata` out of these two paths.
  return [
    ...validateLabels(at.child('labels'), metadata.labels),
    ...validateAnnotations(at.child('annotations'), metadata.annotations),
    ...validatePodAnnotations(at.child('annotations'), metadata.annotations, spec),
    ...validatePodSpec(at.child('spec'), spec),
    ...validateProfilesMatch(at.child('spec'), metadata, spec),
    ...(template?.spec?.ephemeralContainers?.length ? [forbiddenField(at.child('spec', 'ephemeralContainers'), 'ephemeral containers not allowed in pod template')] : []),
  ];
}

export const specPath = FieldPath.root('spec');

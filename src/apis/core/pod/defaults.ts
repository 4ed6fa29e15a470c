// What the server fills into pods and pod templates, beyond the defaults of the schema (upstream: core/v1 defaults).
import type { Json } from '../../../apimachinery/object.ts';
import { containersOf, isSidecar } from './context.ts';
import { isHugePages } from './resources.ts';
import { volumeSources } from './volumes.ts';

/** Sets fields that are not there. */
export function fill(object: Json, values: Record<string, Json>): void {
  for (const field in values) if (object[field] === undefined) object[field] = values[field];
}

const imagePattern = /^(?:[\w.-]+(?::\d+)?\/)?[a-z0-9._/-]+(?::([\w][\w.-]{0,127}))?(@[a-z0-9]+:[0-9a-f]+)?$/;

/** The tag `latest`, said or meant. */
function isLatest(image: string): boolean {
  const parts = imagePattern.exec(image);
  if (!parts) return false;
  return parts[1] === 'latest' || (parts[1] === undefined && parts[2] === undefined);
}

function defaultHttpGet(handler: Json): void {
  if (handler?.httpGet) fill(handler.httpGet, { path: '/', scheme: 'HTTP' });
}

function defaultProbe(probe: Json): void {
  if (!probe) return;
  defaultHttpGet(probe);
  for (const [field, value] of Object.entries({ timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 })) probe[field] ||= value;
}

function defaultContainer(container: Json): void {
  fill(container, {
    imagePullPolicy: isLatest(container.image ?? '') ? 'Always' : 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  });
  for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) defaultProbe(container[probe]);
  for (const hook of ['postStart', 'preStop']) defaultHttpGet(container.lifecycle?.[hook]);
  for (const variable of container.env ?? []) {
    if (variable.valueFrom?.fieldRef) fill(variable.valueFrom.fieldRef, { apiVersion: 'v1' });
    // A quantity is never absent in Go.
    if (variable.valueFrom?.resourceFieldRef) fill(variable.valueFrom.resourceFieldRef, { divisor: '0' });
  }
}

function defaultDownwardFiles(files: Json[] | undefined): void {
  for (const file of files ?? []) {
    if (file.fieldRef) fill(file.fieldRef, { apiVersion: 'v1' });
    if (file.resourceFieldRef) fill(file.resourceFieldRef, { divisor: '0' });
  }
}

function defaultVolume(volume: Json): void {
  if (!volumeSources.some((source) => volume[source])) volume.emptyDir = {};
  for (const source of ['secret', 'configMap', 'downwardAPI', 'projected']) if (volume[source]) fill(volume[source], { defaultMode: 420 });
  if (volume.hostPath) fill(volume.hostPath, { type: '' });
  defaultDownwardFiles(volume.downwardAPI?.items);
  for (const source of volume.projected?.sources ?? []) {
    defaultDownwardFiles(source.downwardAPI?.items);
    if (source.serviceAccountToken) fill(source.serviceAccountToken, { expirationSeconds: 3600 });
  }
  const claim = volume.ephemeral?.volumeClaimTemplate?.spec;
  if (claim) fill(claim, { volumeMode: 'Filesystem' });
  if (volume.image) fill(volume.image, { pullPolicy: isLatest(volume.image.reference ?? '') ? 'Always' : 'IfNotPresent' });
}

/** The account's name stands in two fields, of which one is old. */
export function mirrorServiceAccount(spec: Json): void {
  const name = spec.serviceAccountName || spec.serviceAccount;
  if (!name) return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

/** The spec of pods and of pod templates. */
export function applyPodSpecDefaults(spec: Json): void {
  fill(spec, { dnsPolicy: 'ClusterFirst', restartPolicy: 'Always', schedulerName: 'default-scheduler', securityContext: {}, terminationGracePeriodSeconds: 30 });
  mirrorServiceAccount(spec);
  for (const { container } of containersOf(spec)) defaultContainer(container);
  for (const volume of spec.volumes ?? []) defaultVolume(volume);
}

/** A pod template, where it has a spec. */
export function applyTemplateDefaults(template: Json): void {
  if (template?.spec) applyPodSpecDefaults(template.spec);
}

/** What has a limit and no request requests its limit. */
function requestLimits(resources: Json): void {
  if (resources?.limits) resources.requests = { ...resources.limits, ...resources.requests };
}

/** A pod's own resources: hugepages are asked for as they are limited, the rest as the containers ask. */
function defaultPodResources(spec: Json): void {
  const limits: Record<string, Json> = spec.resources?.limits ?? {};
  const asked = new Set([...(spec.containers ?? []), ...(spec.initContainers ?? []).filter(isSidecar)].flatMap((container: Json) => Object.keys(container.resources?.requests ?? {})));
  for (const name in limits) {
    if (spec.resources.requests?.[name] !== undefined) continue;
    if (isHugePages(name) || !asked.has(name)) spec.resources.requests = { ...spec.resources.requests, [name]: limits[name] };
  }
}

function fillHostPorts(containers: Json[] | undefined): void {
  for (const container of containers ?? []) for (const port of container.ports ?? []) port.hostPort ||= port.containerPort;
}

/** What holds for pods alone, not for templates. */
export function applyPodDefaults(pod: Json): void {
  pod.spec ??= {};
  const { spec } = pod;
  applyPodSpecDefaults(spec);
  for (const container of [...(spec.containers ?? []), ...(spec.initContainers ?? [])]) requestLimits(container.resources);
  if (spec.resources) defaultPodResources(spec);
  fill(spec, { enableServiceLinks: true });
  if (!spec.hostNetwork) return;
  fillHostPorts(spec.containers);
  fillHostPorts(spec.initContainers);
}

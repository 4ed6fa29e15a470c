// What a Service may be (ValidateService), in upstream's order.
import { duplicate, type FieldError, FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Subdomain, oneOf, optionalOneOf, portNumber, qualifiedName } from '../../support/checks.ts';
import { cidr, ipAddress, nonSpecialIp } from '../../support/ip.ts';
import { validateLabels } from '../../validation/labels.ts';
import { validateClusterIpChange, validateClusterIps, validateFamilyChange } from './clusterIps.ts';
import { externallyAccessible } from './defaults.ts';
import { doubledNodePorts, doubledPorts, servicePort } from './ports.ts';
import { isHeadless, needsHealthCheckPort } from './transitions.ts';

const spec = FieldPath.root('spec');
const types = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const policies = ['Cluster', 'Local'];
const longestAffinity = 86400;
const sourceRangesAnnotation = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function externalNameRules(service: Json): FieldError[] {
  const forbidden = (field: string): FieldError => forbiddenField(spec.child(field), 'may not be set for ExternalName services');
  const errors: FieldError[] = [];
  if (service.spec.clusterIPs?.length) errors.push(forbidden('clusterIPs'));
  if (service.spec.ipFamilies?.length) errors.push(forbidden('ipFamilies'));
  if (service.spec.ipFamilyPolicy !== undefined) errors.push(forbidden('ipFamilyPolicy'));
  const name = (service.spec.externalName ?? '').replace(/\.$/, '');
  return [...errors, ...(name ? dns1123Subdomain(spec.child('externalName'), name) : [required(spec.child('externalName'))])];
}

const notHeadless = (service: Json): FieldError[] =>
  isHeadless(service) ? [invalidValue(spec.child('clusterIPs').index(0), 'None', `may not be set to 'None' for ${service.spec.type} services`)] : [];

const rulesOfType: Record<string, (service: Json) => FieldError[]> = { LoadBalancer: notHeadless, NodePort: notHeadless, ExternalName: externalNameRules };

function affinityRules(service: Json): FieldError[] {
  const { sessionAffinity, sessionAffinityConfig: config } = service.spec;
  const at = spec.child('sessionAffinityConfig');
  const errors = oneOf(spec.child('sessionAffinity'), sessionAffinity, ['ClientIP', 'None']);
  if (sessionAffinity === 'None') return config ? [...errors, forbiddenField(at, 'must not be set when session affinity is None')] : errors;
  if (sessionAffinity !== 'ClientIP') return errors;
  const missing = 'when session affinity type is ClientIP';
  if (!config) return [...errors, required(at, missing)];
  if (!config.clientIP) return [...errors, required(at.child('clientIP'), missing)];
  const seconds = config.clientIP.timeoutSeconds;
  const secondsAt = at.child('clientIP', 'timeoutSeconds');
  if (seconds === undefined) return [...errors, required(secondsAt, missing)];
  return seconds > 0 && seconds <= longestAffinity ? errors : [...errors, invalidValue(secondsAt, seconds, `must be greater than 0 and less than ${longestAffinity}`)];
}

function externalIps(service: Json): FieldError[] {
  return (service.spec.externalIPs ?? []).flatMap((ip: string, i: number) => {
    const at = spec.child('externalIPs').index(i);
    const errors = ipAddress(at, ip);
    return errors.length > 0 ? errors : nonSpecialIp(at, ip);
  });
}

function sourceRanges(service: Json): FieldError[] {
  const ranges: string[] = service.spec.loadBalancerSourceRanges ?? [];
  const balanced = service.spec.type === 'LoadBalancer';
  if (ranges.length > 0) {
    const at = spec.child('LoadBalancerSourceRanges');
    const errors = balanced ? [] : [forbiddenField(at, "may only be used when `type` is 'LoadBalancer'")];
    return [...errors, ...ranges.flatMap((range, i) => cidr(at.index(i), range.trim()))];
  }
  const annotation: string | undefined = service.metadata.annotations?.[sourceRangesAnnotation];
  if (annotation === undefined) return [];
  const at = FieldPath.root('metadata').child('annotations').key(sourceRangesAnnotation);
  const errors = balanced ? [] : [forbiddenField(at, "may only be used when `type` is 'LoadBalancer'")];
  return [...errors, ...(annotation.trim() === '' ? [] : annotation.split(',').flatMap((range) => cidr(at, range.trim())))];
}

function loadBalancerFields(service: Json): FieldError[] {
  const { type, allocateLoadBalancerNodePorts: allocate, loadBalancerClass } = service.spec;
  const forbidden = (field: string): FieldError => forbiddenField(spec.child(field), "may only be used when `type` is 'LoadBalancer'");
  const errors: FieldError[] = [];
  if (type !== 'LoadBalancer' && allocate !== undefined) errors.push(forbidden('allocateLoadBalancerNodePorts'));
  if (type === 'LoadBalancer' && allocate === undefined) errors.push(required('allocateLoadBalancerNodePorts'));
  return [...errors, ...loadBalancerClassRules(type, loadBalancerClass, forbidden)];
}

function loadBalancerClassRules(type: string, value: string | undefined, forbidden: (field: string) => FieldError): FieldError[] {
  if (value === undefined) return [];
  return type === 'LoadBalancer' ? qualifiedName(spec.child('loadBalancerClass'), value) : [forbidden('loadBalancerClass')];
}

function trafficPolicies(service: Json): FieldError[] {
  const { externalTrafficPolicy: external, internalTrafficPolicy: internal, healthCheckNodePort, trafficDistribution, type } = service.spec;
  const errors: FieldError[] = [];
  if (externallyAccessible(service.spec)) errors.push(...oneOf(spec.child('externalTrafficPolicy'), external, policies));
  else if (external) errors.push(invalidValue(spec.child('externalTrafficPolicy'), external, 'may only be set for externally-accessible services'));
  if (!needsHealthCheckPort(service) && healthCheckNodePort) {
    errors.push(invalidValue(spec.child('healthCheckNodePort'), healthCheckNodePort, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"));
  }
  if (needsHealthCheckPort(service)) errors.push(...(healthCheckNodePort ? portNumber(spec.child('healthCheckNodePort'), healthCheckNodePort) : []));
  if (internal === undefined && ['NodePort', 'LoadBalancer', 'ClusterIP'].includes(type)) errors.push(required(spec.child('internalTrafficPolicy')));
  if (internal !== undefined && !policies.includes(internal)) errors.push(notSupported(spec.child('internalTrafficPolicy'), internal, policies));
  return [...errors, ...optionalOneOf(spec.child('trafficDistribution'), trafficDistribution, ['PreferClose', 'PreferSameZone', 'PreferSameNode'])];
}

function ports(service: Json): FieldError[] {
  const all: Json[] = service.spec.ports ?? [];
  const names = new Set<string>();
  return all.flatMap((port, i) => servicePort(spec.child('ports').index(i), port, all.length > 1, names));
}

const hintsAnnotation = 'service.kubernetes.io/topology-aware-hints';
const modeAnnotation = 'service.kubernetes.io/topology-mode';

/** Two annotations of which one is the other's old name. */
function topologyAnnotations({ metadata: { annotations = {} } }: Json): FieldError[] {
  const [mode, hints] = [annotations[modeAnnotation], annotations[hintsAnnotation]];
  if (mode === undefined || hints === undefined || mode === hints) return [];
  return [invalidValue(FieldPath.root('metadata').child('annotations').key(modeAnnotation), mode, `must match annotations[${hintsAnnotation}] when both are specified`)];
}

export function validateService(service: Json): FieldError[] {
  const { type, ports: all = [], selector } = service.spec;
  const noPorts = all.length === 0 && !isHeadless(service) && type !== 'ExternalName';
  const closed = type === 'ClusterIP' ? all.map((port: Json, i: number) => (port.nodePort ? i : -1)).filter((i: number) => i >= 0) : [];
  return [
    ...topologyAnnotations(service),
    ...(noPorts ? [required(spec.child('ports'))] : []),
    ...((Object.hasOwn(rulesOfType, type) && rulesOfType[type]?.(service)) || []),
    ...ports(service),
    ...validateLabels(spec.child('selector'), selector),
    ...affinityRules(service),
    ...validateClusterIps(service),
    ...externalIps(service),
    ...oneOf(spec.child('type'), type, types),
    ...closed.map((i: number) => forbiddenField(spec.child('ports').index(i).child('nodePort'), "may not be used when `type` is 'ClusterIP'")),
    ...doubledNodePorts(all).map((i) => duplicate(spec.child('ports').index(i).child('nodePort'), all[i].nodePort)),
    ...doubledPorts(spec.child('ports'), all),
    ...sourceRanges(service),
    ...loadBalancerFields(service),
    ...trafficPolicies(service),
  ];
}

export function validateServiceUpdate(service: Json, old: Json): FieldError[] {
  const balanced = service.spec.type === 'LoadBalancer' && old.spec.type === 'LoadBalancer';
  const reclassed = balanced && service.spec.loadBalancerClass !== old.spec.loadBalancerClass;
  const classErrors = reclassed ? [invalidValue(spec.child('loadBalancerClass'), service.spec.loadBalancerClass ?? null, 'may not change once set')] : [];
  const bothChecked = needsHealthCheckPort(service) && needsHealthCheckPort(old);
  const moved = bothChecked && service.spec.healthCheckNodePort !== old.spec.healthCheckNodePort ? [forbiddenField(spec.child('healthCheckNodePort'), 'field is immutable')] : [];
  return [...validateClusterIpChange(service, old), ...validateFamilyChange(service, old), ...classErrors, ...moved, ...validateService(service)];
}

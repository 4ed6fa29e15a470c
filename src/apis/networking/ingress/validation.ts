// What the rules, backends and certificates of an Ingress may be.
import { type FieldError, FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { ipAddressOf } from '../../../apimachinery/ip.ts';
import { isWildcardDNS1123Subdomain } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Label, dns1123Subdomain, named, pathSegment, portName, portNumber } from '../../support/checks.ts';
import { ipAddress } from '../../support/ip.ts';
import { each } from '../../validation/each.ts';

export const classAnnotation = 'kubernetes.io/ingress.class';

const specAt = FieldPath.root('spec');
const forbiddenSequences = ['//', '/./', '/../', '%2f', '%2F'];
const forbiddenEnds = ['/..', '/.'];

/** An object of some kind in the same namespace, or a parameter object of a class. */
export function typedReference(at: FieldPath, { apiGroup, kind, name }: Json): FieldError[] {
  return [
    ...(apiGroup === undefined ? [] : dns1123Subdomain(at.child('apiGroup'), apiGroup)),
    ...(kind ? pathSegment(at.child('kind'), kind) : [required(at.child('kind'))]),
    ...(name ? pathSegment(at.child('name'), name) : [required(at.child('name'))]),
  ];
}

function serviceBackend(at: FieldPath, { name, port = {} }: Json): FieldError[] {
  const service = at.child('service');
  const errors = name ? dns1123Label(service.child('name'), name) : [required(service.child('name'))];
  if (port.name && port.number) errors.push(invalidValue(at, '', 'cannot set both port name & port number'));
  else if (port.name) errors.push(...portName(service.child('port', 'name'), port.name));
  else if (port.number) errors.push(...portNumber(service.child('port', 'number'), port.number));
  else errors.push(required(at, 'port name or number is required'));
  return errors;
}

function backendErrors(at: FieldPath, backend: Json): FieldError[] {
  if (backend?.resource && backend.service) return [invalidValue(at, '', 'cannot set both resource and service backends')];
  if (backend?.resource) return typedReference(at.child('resource'), backend.resource);
  return backend?.service ? serviceBackend(at, backend.service) : [invalidValue(at, '', 'resource or service backend is required')];
}

const absolute = (at: FieldPath, path: string): FieldError[] => (path.startsWith('/') ? [] : [invalidValue(at, path, 'must be an absolute path')]);

const matched = (at: FieldPath, path: string): FieldError[] => [
  ...absolute(at, path),
  ...forbiddenSequences.filter((text) => path.includes(text)).map((text) => invalidValue(at, path, `must not contain '${text}'`)),
  ...forbiddenEnds.filter((text) => path.endsWith(text)).map((text) => invalidValue(at, path, `cannot end with '${text}'`)),
];

const pathRules: Record<string, (at: FieldPath, path: string) => FieldError[]> = {
  Exact: matched,
  ImplementationSpecific: (at, path) => (path === '' ? [] : absolute(at, path)),
  Prefix: matched,
};

function httpPath(at: FieldPath, { path = '', pathType, backend }: Json): FieldError[] {
  if (pathType === undefined) return [required(at.child('pathType'), 'pathType must be specified')];
  const rule = pathRules[pathType];
  const errors = rule ? rule(at.child('path'), path) : [notSupported(at.child('pathType'), pathType, Object.keys(pathRules))];
  return [...errors, ...backendErrors(at.child('backend'), backend)];
}

const hostName = (at: FieldPath, host: string): FieldError[] => (host.includes('*') ? named(isWildcardDNS1123Subdomain, at, host) : dns1123Subdomain(at, host));

function ruleErrors(at: FieldPath, { host, http }: Json): FieldError[] {
  const errors: FieldError[] = [];
  if (host && ipAddressOf(host)) errors.push(invalidValue(at.child('host'), host, 'must be a DNS name, not an IP address'));
  if (host) errors.push(...hostName(at.child('host'), host));
  if (!http) return errors;
  const paths = at.child('http', 'paths');
  return [...errors, ...(http.paths?.length ? each(paths, http.paths, httpPath) : [required(paths)])];
}

const certificate = (at: FieldPath, { hosts, secretName }: Json): FieldError[] => [
  ...each(at.child('hosts'), hosts, hostName),
  ...(secretName ? dns1123Subdomain(at.child('secretName'), secretName) : []),
];

/** The old annotation and the field must not contradict each other on creation. */
export function validateIngressClassAnnotation(ingress: Json): FieldError[] {
  const value = ingress.metadata.annotations?.[classAnnotation];
  const name = ingress.spec?.ingressClassName;
  if (value === undefined || name === undefined || value === name) return [];
  return [invalidValue(FieldPath.root('annotations').child(classAnnotation), value, 'must match `ingressClassName` when both are specified')];
}

export function validateIngressSpec({ spec = {} }: Json): FieldError[] {
  const { rules = [], defaultBackend, tls, ingressClassName } = spec;
  return [
    ...(rules.length === 0 && !defaultBackend ? [invalidValue(specAt, spec.rules ?? null, 'either `defaultBackend` or `rules` must be specified')] : []),
    ...(defaultBackend ? backendErrors(specAt.child('defaultBackend'), defaultBackend) : []),
    ...each(specAt.child('rules'), rules, ruleErrors),
    ...each(specAt.child('tls'), tls, certificate),
    ...(ingressClassName === undefined ? [] : dns1123Subdomain(specAt.child('ingressClassName'), ingressClassName)),
  ];
}

/** The addresses at which the Ingress is reached. */
export function validateIngressStatus({ status }: Json): FieldError[] {
  return each(FieldPath.root('status').child('loadBalancer', 'ingress'), status?.loadBalancer?.ingress, (at, { ip, hostname }) => [
    ...(ip ? ipAddress(at.child('ip'), ip) : []),
    ...(hostname ? dns1123Subdomain(at.child('hostname'), hostname) : []),
    ...(hostname && ipAddressOf(hostname) ? [invalidValue(at.child('hostname'), hostname, 'must be a DNS name, not an IP address')] : []),
  ]);
}

export const validateIngress = (ingress: Json): FieldError[] => [...validateIngressSpec(ingress), ...validateIngressClassAnnotation(ingress)];

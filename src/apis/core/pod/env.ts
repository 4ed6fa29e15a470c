// A container's environment: names, and the places that values may come from.
import { type FieldError, type FieldPath, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { isConfigMapKey, isDNS1123Label, isDNS1123Subdomain, isQualifiedName } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { named } from '../../support/checks.ts';
import { each } from '../../validation/each.ts';
import { noBacksteps } from '../../validation/paths.ts';

/** The server's rule for names of variables: any printable ASCII but `=`. */
function isVariableName(value: string): string[] {
  if (value === '') return ['environment variable name must be non-empty'];
  return /^[ -<>-~]+$/.test(value) ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"];
}

/** What the downward API can tell through variables. */
const envFieldPaths = ['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'];
/** What it can tell through files. */
export const volumeFieldPaths = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];
const knownFieldPaths = new Set([...envFieldPaths, ...volumeFieldPaths, 'spec.host', 'spec.restartPolicy', 'spec.schedulerName', 'status.phase']);

const resourcePaths = ['limits.cpu', 'limits.ephemeral-storage', 'limits.memory', 'requests.cpu', 'requests.ephemeral-storage', 'requests.memory'];
const hugePagePath = /^(limits|requests)\.hugepages-/;

export function validateFieldRef(at: FieldPath, ref: Json, supported: readonly string[]): FieldError[] {
  if (!ref.apiVersion) return [required(at.child('apiVersion'))];
  if (!ref.fieldPath) return [required(at.child('fieldPath'))];
  const subscripted = /^([^[]+)\['(.*)'\]$/.exec(ref.fieldPath);
  const path = subscripted?.[1] ?? ref.fieldPath;
  const convert = (why: string): FieldError[] => [invalidValue(at.child('fieldPath'), ref.fieldPath, `error converting fieldPath: ${why}`)];
  if (ref.apiVersion !== 'v1') return convert(`unsupported pod version: ${ref.apiVersion}`);
  if (subscripted) {
    if (path === 'metadata.annotations') return named(isQualifiedName, at, (subscripted[2] as string).toLowerCase());
    if (path === 'metadata.labels') return named(isQualifiedName, at, subscripted[2] as string);
    return convert(`field label does not support subscript: ${path}`);
  }
  if (!knownFieldPaths.has(path)) return convert(`field label not supported: ${ref.fieldPath}`);
  return supported.includes(path) ? [] : [notSupported(at.child('fieldPath'), path, [...supported].sort())];
}

const byteDivisors = ['1', '1k', '1M', '1G', '1T', '1P', '1E', '1Ki', '1Mi', '1Gi', '1Ti', '1Pi', '1Ei'];
const divisorRules: readonly { path: RegExp; divisors: readonly string[]; detail: string }[] = [
  { path: /\.cpu$/, divisors: ['1m', '1'], detail: "only divisor's values 1m and 1 are supported with the cpu resource" },
  { path: /\.memory$/, divisors: byteDivisors, detail: `only divisor's values ${byteDivisors.join(', ')} are supported with the memory resource` },
  { path: /\.ephemeral-storage$/, divisors: byteDivisors, detail: `only divisor's values ${byteDivisors.join(', ')} are supported with the local ephemeral storage resource` },
  { path: hugePagePath, divisors: byteDivisors, detail: `only divisor's values ${byteDivisors.join(', ')} are supported with the hugepages resource` },
];

export function validateResourceFieldRef(at: FieldPath, ref: Json, inVolume: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const path: string = ref.resource ?? '';
  if (inVolume && !ref.containerName) errors.push(required(at.child('containerName')));
  else if (!path) errors.push(required(at.child('resource')));
  else if (!resourcePaths.includes(path) && !hugePagePath.test(path)) errors.push(notSupported(at.child('resource'), path, resourcePaths));
  const divisor = ref.divisor === undefined ? '0' : parseQuantity(ref.divisor).toString();
  const rule = divisor === '0' ? undefined : divisorRules.find((candidate) => candidate.path.test(path));
  if (rule && !rule.divisors.includes(divisor)) errors.push(invalidValue(at.child('divisor'), path, rule.detail));
  return errors;
}

function validateKeyRef(at: FieldPath, ref: Json): FieldError[] {
  const key = ref.key ? named(isConfigMapKey, at.child('key'), ref.key) : [required(at.child('key'))];
  return [...named(isDNS1123Subdomain, at.child('name'), ref.name ?? ''), ...key];
}

function validateFileKeyRef(at: FieldPath, ref: Json): FieldError[] {
  return [
    ...(ref.key ? named(isVariableName, at.child('key'), ref.key) : [required(at.child('key'))]),
    ...(ref.volumeName ? named(isDNS1123Label, at.child('volumeName'), ref.volumeName) : [required(at.child('volumeName'))]),
    ...(ref.path ? noBacksteps(at.child('path'), ref.path) : [required(at.child('path'))]),
  ];
}

const sources: readonly [field: string, check: (at: FieldPath, ref: Json) => FieldError[]][] = [
  ['fieldRef', (at, ref) => validateFieldRef(at, ref, envFieldPaths)],
  ['resourceFieldRef', (at, ref) => validateResourceFieldRef(at, ref, false)],
  ['configMapKeyRef', validateKeyRef],
  ['secretKeyRef', validateKeyRef],
  ['fileKeyRef', validateFileKeyRef],
];

function validateValueFrom(at: FieldPath, variable: Json): FieldError[] {
  const from = variable.valueFrom;
  if (!from) return [];
  const present = sources.filter(([field]) => from[field]);
  const errors = present.flatMap(([field, check]) => check(at.child(field), from[field]));
  if (present.length === 0) errors.push(invalidValue(at, '', 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`'));
  else if (variable.value) errors.push(invalidValue(at, '', 'may not be specified when `value` is not empty'));
  else if (present.length > 1) errors.push(invalidValue(at, '', 'may not have more than one field specified at a time'));
  return errors;
}

export const validateEnv = (at: FieldPath, variables: Json[] | undefined): FieldError[] =>
  each(at, variables, (item, variable) => [
    ...(variable.name ? named(isVariableName, item.child('name'), variable.name) : [required(item.child('name'))]),
    ...validateValueFrom(item.child('valueFrom'), variable),
  ]);

export function validateEnvFrom(at: FieldPath, origins: Json[] | undefined): FieldError[] {
  return each(at, origins, (item, origin) => {
    const errors = origin.prefix ? named(isVariableName, item.child('prefix'), origin.prefix) : [];
    const present = ['configMapRef', 'secretRef'].filter((field) => origin[field]);
    for (const field of present) {
      const name = item.child(field, 'name');
      // The name may end like a prefix, in a dash.
      errors.push(...(origin[field].name ? named(isDNS1123Subdomain, name, origin[field].name.replace(/.-$/, 'a')) : [required(name)]));
    }
    if (present.length === 0) errors.push(invalidValue(at, '', 'must specify one of: `configMapRef` or `secretRef`'));
    else if (present.length > 1) errors.push(invalidValue(at, '', 'may not have more than one field specified at a time'));
    return errors;
  });
}

/** Variables out of files need a volume of the pod that is an emptyDir. */
export function validateFileKeyVolumes(at: FieldPath, container: Json, volumes: readonly Json[]): FieldError[] {
  return each(at.child('env'), container.env, (item, variable) => {
    const name = variable.valueFrom?.fileKeyRef?.volumeName;
    if (name === undefined) return [];
    const volume = volumes.find((candidate) => candidate.name === name);
    const where = item.child('valueFrom', 'fileKeyRef', 'volumeName');
    if (!volume) return [{ type: 'FieldValueNotFound', field: String(where), value: name, detail: '' }];
    return volume.emptyDir ? [] : [invalidValue(where, name, 'referenced volume must be of type emptyDir')];
  });
}

// vars: values of fields that stand for $(NAME) in the texts of other objects. Older than replacements, and still read.
import type { Json } from '../../apimachinery/object.ts';
import { CommandError } from '../errors.ts';
import { changeFields, type FieldSpec } from './fieldSpecs.ts';
import { idOf, isMap, kindText, type Resource } from './resource.ts';
import { splitGroupVersion } from '../../apis/resources.ts';

export interface Var {
  name: string;
  objref: { apiVersion?: string; kind: string; name: string; namespace?: string };
  fieldref?: { fieldpath?: string };
}

const podFields = ['args', 'command', 'env/value', 'volumeMounts/mountPath'];
const containers = ['containers', 'initContainers'];
const podPaths = [...containers.flatMap((list) => podFields.map((field) => `${list}/${field}`)), 'volumes/nfs/server'];
const templated = ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];

/** Where variables are replaced. */
const varReferences: readonly FieldSpec[] = [
  ...podPaths.flatMap((path): FieldSpec[] => [
    { kind: 'Pod', path: `spec/${path}` },
    ...templated.map((kind) => ({ kind, path: `spec/template/spec/${path}` })),
    { kind: 'CronJob', path: `spec/jobTemplate/spec/template/spec/${path}` },
  ]),
  { kind: 'Ingress', path: 'spec/rules/host' },
  { kind: 'Ingress', path: 'spec/tls/hosts' },
  { kind: 'Ingress', path: 'spec/tls/secretName' },
  { kind: 'Service', path: 'spec/ports/port' },
  { kind: 'Service', path: 'spec/ports/targetPort' },
  { kind: 'Service', path: 'spec/loadBalancerIP' },
  { kind: 'RoleBinding', path: 'subjects/namespace' },
  { kind: 'ClusterRoleBinding', path: 'subjects/namespace' },
  { kind: 'PersistentVolume', path: 'spec/nfs/server' },
  { path: 'metadata/labels' },
  { path: 'metadata/annotations' },
];

/** Bases and what builds on them may not name two things alike. */
export function addVars(known: Var[], added: readonly Var[]): void {
  for (const one of added) {
    if (known.some(({ name }) => name === one.name)) throw new CommandError(`var '${one.name}' already encountered`);
    known.push(one);
  }
}

const fieldOf = ({ fieldref }: Var): string => fieldref?.fieldpath || 'metadata.name';

function meantBy(one: Var, resources: readonly Resource[]): Json {
  const { apiVersion = '', kind, name, namespace } = one.objref;
  const { group, version } = splitGroupVersion(apiVersion);
  const meant = resources.filter((resource) =>
    [idOf(resource), ...resource.previous].some(
      (id) => id.kind === kind && id.name === name && (!group || id.group === group) && (!version || id.version === version) && (!namespace || id.namespace === namespace),
    ),
  );
  if (meant.length > 1) throw new CommandError(`found ${meant.length} resId matches for var ${textOf(one)} (unable to disambiguate)`);
  const [found] = meant;
  if (!found) throw new CommandError(`var '${textOf(one)}' cannot be mapped to a field in the set of known resources`);
  const value = fieldOf(one)
    .split(/\.|\[(\d+)\]/)
    .filter(Boolean)
    .reduce<Json>((at, part) => at?.[part], found.object);
  if (value === undefined) throw new CommandError(`field specified in var '${textOf(one)}' not found in corresponding resource`);
  return value;
}

const textOf = (one: Var): string => `{${one.name} ${kindText({ ...splitGroupVersion(one.objref.apiVersion ?? ''), kind: one.objref.kind })} {${fieldOf(one)}}}`;

/** `$$(A)` is `$(A)`, and no variable; a text that is nothing but one variable becomes its value, whatever that is. */
function expanded(text: string, values: ReadonlyMap<string, Json>): Json {
  const whole = /^\$\(([^)]+)\)$/.exec(text)?.[1];
  if (whole !== undefined && values.has(whole)) return values.get(whole);
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (match, name) => (match === '$$' ? '$' : values.has(name) ? String(values.get(name)) : match));
}

function replace(found: Json, values: ReadonlyMap<string, Json>): Json {
  if (typeof found === 'string') return expanded(found, values);
  if (Array.isArray(found)) return found.map((item) => replace(item, values));
  if (isMap(found)) return Object.fromEntries(Object.entries(found).map(([key, value]) => [key, typeof value === 'string' ? expanded(value, values) : value]));
  return found;
}

/** Once everything has its last name. */
export function replaceVars(resources: readonly Resource[], vars: readonly Var[]): void {
  if (vars.length === 0) return;
  const values = new Map(vars.map((one) => [one.name, meantBy(one, resources)]));
  for (const resource of resources) changeFields(resource, varReferences, (found) => replace(found, values));
}

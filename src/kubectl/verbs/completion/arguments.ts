// What the arguments of each command are, and the values of its flags: types, names, containers, contexts.
import type { Json } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';
import { type Mapping, pathOf, resourceText } from '../../discovery/mapping.ts';
import { type Candidates, directives, wordsOf } from './words.ts';

type Complete = (call: Call, args: readonly string[], current: string) => Candidates;

const none = wordsOf([]);
const usual = wordsOf([], directives.usual);

/** A server that does not answer, or does not let us look, completes nothing. */
function asked<Found>(ask: () => Found[]): Found[] {
  try {
    return ask();
  } catch {
    return [];
  }
}

const objectsOf = (call: Call, type: string): Json[] =>
  asked(() => {
    const mapping = call.factory.mapper().find(type);
    return mapping ? call.factory.request('GET', pathOf(mapping, mapping.namespaced ? call.factory.namespace().namespace : undefined)).items : [];
  });

const namesOf = (call: Call, types: string): string[] => types.split(',').flatMap((type) => objectsOf(call, type).map((object) => object.metadata.name as string));

const open = (words: readonly string[], args: readonly string[], current: string): string[] => words.filter((word) => word.startsWith(current) && !args.includes(word));

/** Every type that can be got, as `api-resources -o name` lists them; behind commas the next of several. */
function typesOf(call: Call, current: string): Candidates {
  const comma = current.lastIndexOf(',') + 1;
  const before = current.slice(0, comma);
  const key = ({ group, resource }: Mapping): string => `${group} ${resource}`;
  const types = asked(() => [...call.factory.mapper().all()])
    .filter((mapping) => mapping.verbs.includes('get'))
    .sort((a, b) => (key(a) < key(b) ? -1 : 1))
    .map(resourceText)
    .filter((type) => !before.split(',').includes(type));
  return wordsOf(
    open(
      types.map((type) => before + type),
      [],
      current,
    ),
  );
}

/** `type/name`: the names of the type. */
function pairs(call: Call, args: readonly string[], current: string): Candidates {
  const type = current.slice(0, current.indexOf('/'));
  return wordsOf(
    open(
      namesOf(call, type).map((name) => `${type}/${name}`),
      args,
      current,
    ),
  );
}

/** A type, then names; or pairs of both. `types` are the only ones that the command takes. */
const typeAndNames =
  (types?: readonly string[], many = true): Complete =>
  (call, args, current) => {
    if (current.includes('/') && (args.length === 0 || args[0]?.includes('/'))) return pairs(call, args, current);
    if (args.length === 0) return types ? wordsOf(open(types, [], current)) : typesOf(call, current);
    if (args[0]?.includes('/') || (!many && args.length > 1)) return none;
    return wordsOf(open(namesOf(call, args[0] as string), args.slice(1), current));
  };

const namesOfType =
  (type: string, many = true): Complete =>
  (call, args, current) =>
    args.length > 0 && !many ? none : wordsOf(open(namesOf(call, type), args, current));

const withPods = ['daemonsets', 'deployments', 'pods', 'jobs', 'replicasets', 'replicationcontrollers', 'services', 'statefulsets'];

/** A pod, or something that has pods. */
function podOrOwner(call: Call, current: string): Candidates {
  if (current.includes('/')) return pairs(call, [], current);
  const pods = open(namesOf(call, 'pods'), [], current);
  const types = withPods.filter((type) => type.startsWith(current)).map((type) => `${type}/`);
  return wordsOf([...pods, ...types], pods.length === 0 ? directives.noFiles | directives.noSpace : directives.noFiles);
}

function containersOf(call: Call, name: string, current: string): Candidates {
  const pod = objectsOf(call, 'pods').find((object) => object.metadata.name === name);
  const { initContainers = [], containers = [], ephemeralContainers = [] } = pod?.spec ?? {};
  const names = [...initContainers, ...containers, ...ephemeralContainers].map((container: Json) => container.name as string);
  return wordsOf(open(names, [], current));
}

const podOnly: Complete = (call, args, current) => (args.length === 0 ? podOrOwner(call, current) : none);
const podAndContainer: Complete = (call, args, current) =>
  args.length === 0 ? podOrOwner(call, current) : args.length === 1 ? containersOf(call, (args[0] as string).replace(/^pods?\//, ''), current) : none;

/** The pods and namespaces that a path in a container begins with, and what a local path begins with. */
function copied(call: Call, args: readonly string[], current: string): Candidates {
  if (args.length > 0 || /[:/]/.test(current)) return wordsOf([], directives.noSpace);
  const remote = [...namesOf(call, 'namespaces').map((name) => `${name}/`), ...namesOf(call, 'pods').map((name) => `${name}:`)];
  return wordsOf(open([...remote, ...(current === '' ? ['./', '/'] : [])], [], current), directives.noSpace);
}

const entries =
  (section: 'contexts' | 'clusters' | 'users'): Complete =>
  (call, args, current) =>
    args.length > 0 ? none : wordsOf(open(Object.keys(call.factory.kubeconfig().config[section]).sort(), [], current));

const shells: Complete = (_, args, current) => (args.length > 0 ? usual : wordsOf(open(['bash', 'zsh', 'fish', 'powershell'], [], current)));

const anyType = typeAndNames();
const scaled = typeAndNames(['deployment', 'replicaset', 'replicationcontroller', 'statefulset']);
const rolledOut = typeAndNames(['deployment', 'daemonset', 'statefulset']);
const deployments = typeAndNames(['deployment']);
const nodes = namesOfType('nodes');

const byCommand: Readonly<Record<string, Complete>> = {
  ...Object.fromEntries(['annotate', 'apply edit-last-applied', 'apply view-last-applied', 'delete', 'describe', 'edit', 'get', 'label', 'patch'].map((command) => [command, anyType])),
  ...Object.fromEntries(['history', 'restart', 'status', 'undo'].map((command) => [`rollout ${command}`, rolledOut])),
  'rollout pause': deployments,
  'rollout resume': deployments,
  autoscale: scaled,
  scale: scaled,
  expose: typeAndNames(['pod', 'service', 'replicationcontroller', 'deployment', 'replicaset']),
  'set image': typeAndNames(['daemonsets', 'deployments', 'pods', 'cronjobs', 'replicasets', 'replicationcontrollers', 'statefulsets'], false),
  taint: typeAndNames(['node']),
  attach: podOnly,
  exec: podOnly,
  'port-forward': podOnly,
  logs: podAndContainer,
  cp: copied,
  cordon: nodes,
  uncordon: nodes,
  drain: nodes,
  'top node': namesOfType('nodes', false),
  'top pod': namesOfType('pods', false),
  'create token': namesOfType('serviceaccounts', false),
  ...Object.fromEntries(['delete-context', 'rename-context', 'set-context', 'use-context'].map((command) => [`config ${command}`, entries('contexts')])),
  'config delete-cluster': entries('clusters'),
  'config delete-user': entries('users'),
  completion: shells,
};

export const argumentsOf = (call: Call, command: string, args: readonly string[], current: string): Candidates => byCommand[command]?.(call, args, current) ?? usual;

const formats = 'json yaml kyaml name go-template go-template-file template templatefile jsonpath jsonpath-as-json jsonpath-file custom-columns custom-columns-file wide'.split(' ');

const fixed =
  (words: readonly string[]): Complete =>
  (_, __, current) =>
    wordsOf(open(words, [], current));

/** By the flag's name alone, or with its command. */
const byFlag: Readonly<Record<string, Complete>> = {
  filename: () => wordsOf(['json', 'yaml', 'yml'], directives.extensions),
  namespace: (call, _, current) => wordsOf(open(namesOf(call, 'namespaces'), [], current)),
  context: (call, _, current) => entries('contexts')(call, [], current),
  cluster: (call, _, current) => entries('clusters')(call, [], current),
  user: (call, _, current) => entries('users')(call, [], current),
  subresource: fixed(['status', 'scale', 'resize']),
  'get output': fixed(formats),
  'kustomize load-restrictor': fixed(['LoadRestrictionsNone', 'LoadRestrictionsRootOnly']),
  'exec container': (call, args, current) => (args[0] ? containersOf(call, args[0].replace(/^pods?\//, ''), current) : none),
  'create clusterrolebinding clusterrole': (call, _, current) => wordsOf(open(namesOf(call, 'clusterroles'), [], current)),
};

/** `config set-context` and others have flags of their own with these names. */
const global = new Set(['context', 'cluster', 'user']);

export function valuesOf(call: Call, command: string, flag: string, current: string): Candidates {
  if (global.has(flag) && !call.flags.isGlobal(flag)) return usual;
  return (byFlag[`${command} ${flag}`] ?? byFlag[flag])?.(call, call.args, current) ?? usual;
}

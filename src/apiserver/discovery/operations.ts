// What can be done at the paths of a resource, as OpenAPI documents describe it: clients read there which parameters and patches a server takes.
import type { ResourceInfo } from '../../apis/resources.ts';
import { deleteOptionsType, listType, patchType, statusType, typeOf } from './schemas.ts';

/** One operation, in no dialect yet. */
export interface Operation {
  method: 'get' | 'put' | 'post' | 'delete' | 'patch';
  /** x-kubernetes-action */
  action: string;
  kind: { group: string; version: string; kind: string };
  query: readonly Parameter[];
  /** The type of the body, and the content types that it may have. */
  body?: { type: string; accepts: readonly string[] };
  answer: string;
  tag: string;
  id: string;
}

export interface Parameter {
  name: string;
  type: 'string' | 'integer' | 'boolean';
}

export interface Path {
  path: string;
  /** In the path: name, namespace. */
  parameters: readonly string[];
  operations: readonly Operation[];
}

const texts = (...names: string[]): Parameter[] => names.map((name) => ({ name, type: 'string' }));
const flags = (...names: string[]): Parameter[] => names.map((name) => ({ name, type: 'boolean' }));
const numbers = (...names: string[]): Parameter[] => names.map((name) => ({ name, type: 'integer' }));

const pretty = texts('pretty');
const listing = [
  ...flags('allowWatchBookmarks'),
  ...texts('continue', 'fieldSelector', 'labelSelector'),
  ...numbers('limit'),
  ...texts('resourceVersion', 'resourceVersionMatch'),
  ...flags('sendInitialEvents'),
  ...numbers('timeoutSeconds'),
  ...flags('watch'),
];
const writing = texts('dryRun', 'fieldManager', 'fieldValidation');
const deleting = [...texts('dryRun'), ...numbers('gracePeriodSeconds'), ...flags('ignoreStoreReadErrorWithClusterBreakingPotential', 'orphanDependents'), ...texts('propagationPolicy')];

const patches = ['application/apply-patch+yaml', 'application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json'];
const any = ['*/*'];

type Shape = Pick<Operation, 'method' | 'action' | 'query'> & { of?: 'itself' | 'patch' | 'deleteOptions'; answers?: 'list' | 'status' };

const shapes: Readonly<Record<string, Shape>> = {
  list: { method: 'get', action: 'list', query: listing, answers: 'list' },
  create: { method: 'post', action: 'post', query: writing, of: 'itself' },
  deletecollection: { method: 'delete', action: 'deletecollection', query: [...deleting, ...listing], of: 'deleteOptions', answers: 'status' },
  get: { method: 'get', action: 'get', query: [] },
  update: { method: 'put', action: 'put', query: writing, of: 'itself' },
  patch: { method: 'patch', action: 'patch', query: [...writing, ...flags('force')], of: 'patch' },
  delete: { method: 'delete', action: 'delete', query: deleting, of: 'deleteOptions', answers: 'status' },
};

const onCollection = ['list', 'create', 'deletecollection'];
const onItem = ['get', 'update', 'delete', 'patch'];

interface Subject {
  resource: ResourceInfo;
  kind: { group: string; version: string; kind: string };
  type: string;
  part: string;
}

function operationOf({ resource, kind, type, part }: Subject, verb: string, isNamespaced: boolean): Operation {
  const { of, answers, ...shape } = shapes[verb] as Shape;
  const bodies = {
    itself: { type, accepts: any },
    patch: { type: patchType, accepts: resource.isCustom ? patches.filter((each) => !each.includes('strategic')) : patches },
    deleteOptions: { type: deleteOptionsType, accepts: any },
  };
  const group = resource.group ? (resource.group.split('.')[0] as string) : 'core';
  const camel = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  return {
    ...shape,
    query: [...pretty, ...shape.query],
    kind,
    ...(of ? { body: bodies[of] } : {}),
    answer: answers === 'list' ? listType(resource) : answers === 'status' ? statusType : type,
    tag: `${group}_${resource.version}`,
    id: `${verb}${camel(group)}${camel(resource.version)}${isNamespaced ? 'Namespaced' : ''}${resource.kind}${camel(part)}`,
  };
}

/** The paths of a resource and its subresources. */
export function pathsOf(resource: ResourceInfo): Path[] {
  const { group, version, resource: plural, namespaced, verbs } = resource;
  const root = group ? `/apis/${group}/${version}` : `/api/${version}`;
  const collection = namespaced ? `${root}/namespaces/{namespace}/${plural}` : `${root}/${plural}`;
  const within = namespaced ? ['namespace'] : [];
  const itself: Subject = { resource, kind: resource, type: resource.typeName, part: '' };
  const at = (path: string, parameters: readonly string[], subject: Subject, among: readonly string[], known: readonly string[]): Path[] => {
    const operations = among.filter((verb) => known.includes(verb)).map((verb) => operationOf(subject, verb, parameters.includes('namespace')));
    return operations.length > 0 ? [{ path, parameters, operations }] : [];
  };
  return [
    ...(namespaced ? at(`${root}/${plural}`, [], itself, ['list'], verbs) : []),
    ...at(collection, within, itself, onCollection, verbs),
    ...at(`${collection}/{name}`, ['name', ...within], itself, onItem, verbs),
    ...[...resource.subresources.values()].flatMap(({ name, gvk, verbs: known }) =>
      at(`${collection}/{name}/${name}`, ['name', ...within], { resource, kind: gvk, type: typeOf(gvk) || resource.typeName, part: name }, ['get', 'create', 'update', 'patch', 'delete'], known),
    ),
  ];
}

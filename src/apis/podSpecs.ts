// Where in an object of some kind the spec of pods lies: for what changes containers wherever they are.
import type { Json } from '../apimachinery/object.ts';
import { kinds } from './index.ts';

let paths: Map<string, readonly string[]> | undefined;

/** Kinds that run pods: those that only hold a template do not count. */
function allPaths(): Map<string, readonly string[]> {
  paths ??= new Map(kinds.flatMap(({ resource, podTemplate: path }) => (path && path[0] !== 'template' ? [[resource, [...path, 'spec']] as const] : [])));
  return paths;
}

/** The way to the pods' spec in what is served as `deployments.apps`, `pods`; nothing for kinds without. */
export const podSpecPath = (resource: string): readonly string[] | undefined => allPaths().get(resource);

/** The spec of an object's pods, made when it is missing. */
export function podSpecIn(object: Json, path: readonly string[]): Json {
  let at = object;
  for (const step of path) {
    at[step] ??= {};
    at = at[step];
  }
  return at;
}

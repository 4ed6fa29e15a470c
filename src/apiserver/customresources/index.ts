// The resources that definitions make: found in etcd when they are asked for, so that they are there as soon as they are established.
import { deepFreeze, type KubeObject } from '../../apimachinery/object.ts';
import { builtInNamed, type ResourceInfo, resourceText } from '../../apis/resources.ts';
import type { Storage } from '../storage.ts';
import { resourcesOf } from './resource.ts';

const definitions = builtInNamed('customresourcedefinitions.apiextensions.k8s.io') as ResourceInfo;

export class CustomResources {
  constructor(private readonly storage: Storage) {}

  all(): ResourceInfo[] {
    return this.storage.list(definitions, undefined).flatMap(resourcesOf);
  }

  at(group: string, version: string, resource: string): ResourceInfo | undefined {
    return this.of(`${resource}.${group}`).find((info) => info.version === version);
  }

  /** `boats.lab.example`, in its preferred version. */
  named(text: string): ResourceInfo | undefined {
    return this.of(text)[0];
  }

  /** The resource that a key of etcd belongs to, in the version in which it is kept where that is served. */
  ofKey(key: string): ResourceInfo | undefined {
    const [, , group = '', plural = ''] = key.split('/');
    const found = this.of(`${plural}.${group}`);
    return found.find((info) => !info.storedAs) ?? found[0];
  }

  private of(name: string): ResourceInfo[] {
    const definition = name.includes('.') ? this.storage.get(definitions, undefined, name) : undefined;
    return definition ? resourcesOf(definition).filter((info) => resourceText(info) === name) : [];
  }
}

const shown = new WeakMap<KubeObject, { info: ResourceInfo; as: KubeObject }>();

/** A stored object as a version of its kind shows it. */
export function shownAs(info: ResourceInfo, object: KubeObject): KubeObject {
  const known = shown.get(object);
  if (known?.info === info) return known.as;
  const as = deepFreeze((info.logic.fromStored?.(object) ?? object) as KubeObject);
  shown.set(object, { info, as });
  return as;
}

// The Client interface over kubectl's own requests, for describers and whatever reads objects by resource name.
import { deepCopy, deepEqual, type Json, type KubeList, type KubeObject } from '../apimachinery/object.ts';
import { isNotFound } from '../apimachinery/status.ts';
import type { ApiRequest, Client, DeleteOptions, ListOptions, PatchOptions } from '../client/index.ts';
import { type Mapping, pathOf } from './discovery/mapping.ts';
import type { Factory } from './factory.ts';

const patchTypes = { json: 'application/json-patch+json', merge: 'application/merge-patch+json', strategic: 'application/strategic-merge-patch+json' } as const;

export const makeClient = (factory: Factory): Client => new KubectlClient(factory);

class KubectlClient implements Client {
  constructor(private readonly factory: Factory) {}

  private mapping(resource: string): Mapping {
    return this.factory.mapper().forArgument(resource);
  }

  private ask<T>(method: ApiRequest['method'], path: string, body?: Json, query?: Record<string, string>): T {
    return this.factory.request(method, path, { ...(body === undefined ? {} : { body }), ...(query ? { query } : {}) }) as T;
  }

  get<T extends KubeObject>(resource: string, name: string, namespace?: string): T {
    return this.ask('GET', pathOf(this.mapping(resource), namespace, name));
  }

  find<T extends KubeObject>(resource: string, name: string, namespace?: string): T | undefined {
    try {
      return this.get<T>(resource, name, namespace);
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  list<T extends KubeObject>(resource: string, options: ListOptions = {}): T[] {
    return this.listWithMeta<T>(resource, options).items;
  }

  listWithMeta<T extends KubeObject>(resource: string, options: ListOptions = {}): KubeList<T> {
    const query: Record<string, string> = {};
    if (options.labelSelector) query.labelSelector = options.labelSelector;
    if (options.fieldSelector) query.fieldSelector = options.fieldSelector;
    return this.ask('GET', pathOf(this.mapping(resource), options.namespace), undefined, query);
  }

  create<T extends KubeObject>(resource: string, object: Json, subresource?: string): T {
    const { name, namespace } = object.metadata;
    return this.ask('POST', pathOf(this.mapping(resource), namespace, subresource ? name : undefined, subresource), object);
  }

  replace<T extends KubeObject>(resource: string, object: Json, subresource?: string): T {
    return this.ask('PUT', pathOf(this.mapping(resource), object.metadata.namespace, object.metadata.name, subresource), object);
  }

  update<T extends KubeObject>(resource: string, object: T, change: (draft: T) => void, subresource?: string): T {
    const current = this.get<T>(resource, object.metadata.name, object.metadata.namespace);
    const draft = deepCopy(current);
    change(draft);
    return deepEqual(current, draft) ? current : this.replace<T>(resource, draft, subresource);
  }

  updateStatus<T extends KubeObject>(resource: string, object: T, change: (draft: T) => void): T {
    return this.update(resource, object, change, 'status');
  }

  patch<T extends KubeObject>(resource: string, name: string, namespace: string | undefined, patch: Json, options: PatchOptions = {}): T {
    const headers = { contentType: patchTypes[options.type ?? 'strategic'] };
    return this.factory.request('PATCH', pathOf(this.mapping(resource), namespace, name, options.subresource), { body: patch, headers }) as T;
  }

  delete(resource: string, name: string, namespace?: string, options: DeleteOptions = {}): void {
    this.ask('DELETE', pathOf(this.mapping(resource), namespace, name), { kind: 'DeleteOptions', apiVersion: 'v1', ...options });
  }
}

// The Client over a Transport: paths from resource names, ApiErrors from failures.
import { deepCopy, deepEqual, type Json, type KubeList, type KubeObject } from '../apimachinery/object.ts';
import { ApiError, notFound, noSuchResource } from '../apimachinery/status.ts';
import { builtInNamed, groupVersionText, type ResourceInfo } from '../apis/resources.ts';
import type { ApiRequest, Client, Credential, DeleteOptions, ListOptions, PatchOptions, Transport } from './index.ts';

const patchTypes = { json: 'application/json-patch+json', merge: 'application/merge-patch+json', strategic: 'application/strategic-merge-patch+json' } as const;

/** The path of a resource, of one object of it, or of a part of that. */
export function pathOf(info: Pick<ResourceInfo, 'group' | 'version' | 'resource' | 'namespaced'>, namespace?: string, name?: string, subresource?: string): string {
  const root = info.group ? `/apis/${groupVersionText(info)}` : `/api/${info.version}`;
  const within = info.namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${within}/${info.resource}${name === undefined ? '' : `/${encodeURIComponent(name)}`}${subresource ? `/${subresource}` : ''}`;
}

export class ApiClient implements Client {
  /** With `informer`, reads are those of a component's informers: lists, with the credential of the program that keeps them. */
  constructor(
    private readonly transport: Transport,
    private readonly credential: Credential,
    private readonly userAgent: string,
    private readonly informer?: Credential,
  ) {}

  get<T extends KubeObject = KubeObject>(resource: string, name: string, namespace?: string): T {
    if (!this.informer) return this.send('GET', this.path(resource, namespace, name));
    const [found] = this.list<T>(resource, { namespace, fieldSelector: `metadata.name=${name}` });
    if (found) return found;
    const dot = resource.indexOf('.');
    throw notFound(dot < 0 ? { group: '', resource } : { group: resource.slice(dot + 1), resource: resource.slice(0, dot) }, name);
  }

  find<T extends KubeObject = KubeObject>(resource: string, name: string, namespace?: string): T | undefined {
    try {
      return this.get(resource, name, namespace);
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return undefined;
      throw error;
    }
  }

  list<T extends KubeObject = KubeObject>(resource: string, options: ListOptions = {}): T[] {
    return this.listWithMeta<T>(resource, options).items;
  }

  listWithMeta<T extends KubeObject = KubeObject>(resource: string, { namespace, labelSelector, fieldSelector }: ListOptions = {}): KubeList<T> {
    const query: Record<string, string> = {};
    if (labelSelector) query.labelSelector = labelSelector;
    if (fieldSelector) query.fieldSelector = fieldSelector;
    return this.send('GET', this.path(resource, namespace), { query, credential: this.informer ?? this.credential });
  }

  create<T extends KubeObject = KubeObject>(resource: string, object: Json, subresource?: string): T {
    const name = subresource ? object.metadata.name : undefined;
    return this.send('POST', this.path(resource, object.metadata.namespace, name, subresource), { body: object });
  }

  replace<T extends KubeObject = KubeObject>(resource: string, object: Json, subresource?: string): T {
    return this.send('PUT', this.path(resource, object.metadata.namespace, object.metadata.name, subresource), { body: object });
  }

  update<T extends KubeObject = KubeObject>(resource: string, object: T, change: (draft: T) => void, subresource?: string): T {
    const draft = deepCopy(object);
    change(draft);
    return deepEqual(draft, object) ? object : this.replace(resource, draft, subresource);
  }

  updateStatus<T extends KubeObject = KubeObject>(resource: string, object: T, change: (draft: T) => void): T {
    return this.update(resource, object, change, 'status');
  }

  patch<T extends KubeObject = KubeObject>(resource: string, name: string, namespace: string | undefined, patch: Json, options: PatchOptions = {}): T {
    return this.send('PATCH', this.path(resource, namespace, name, options.subresource), { body: patch, headers: { contentType: patchTypes[options.type ?? 'strategic'] } });
  }

  delete(resource: string, name: string, namespace?: string, options: DeleteOptions = {}): void {
    this.send('DELETE', this.path(resource, namespace, name), { body: options });
  }

  private path(resource: string, namespace?: string, name?: string, subresource?: string): string {
    const info = builtInNamed(resource);
    if (info) return pathOf(info, namespace, name, subresource);
    return pathOf(this.customResource(resource), namespace, name, subresource);
  }

  /** A resource made by a CustomResourceDefinition, found as any client finds it. */
  private customResource(resource: string): Pick<ResourceInfo, 'group' | 'version' | 'resource' | 'namespaced'> {
    const dot = resource.indexOf('.');
    const [name, group] = [resource.slice(0, dot), resource.slice(dot + 1)];
    const { preferredVersion } = this.send<Json>('GET', `/apis/${group}`);
    const found = this.send<Json>('GET', `/apis/${group}/${preferredVersion.version}`).resources.find((r: Json) => r.name === name);
    if (!found) throw noSuchResource();
    return { group, version: preferredVersion.version, resource: name, namespaced: found.namespaced };
  }

  private send<T>(method: ApiRequest['method'], path: string, rest: Partial<ApiRequest> = {}): T {
    const { code, body } = this.transport.request({ credential: this.credential, ...rest, method, path, headers: { userAgent: this.userAgent, ...rest.headers } });
    if (code >= 400) throw new ApiError(body);
    return body as T;
  }
}

// All resources that can be listed and deleted, those of custom kinds included, for the controllers that care for any object.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { builtInResources, groupVersionText, resourceText, splitGroupVersion } from '../../apis/resources.ts';
import type { Client, WatchOf } from '../../client/index.ts';

export interface AnyResource {
  /** As the client names it. */
  resource: string;
  plural: string;
  group: string;
  apiVersion: string;
  kind: string;
  namespaced: boolean;
}

/** Events come and go by themselves, and own nothing. */
const ignored = new Set(['events', 'events.events.k8s.io']);

const builtIn: readonly AnyResource[] = builtInResources
  .filter((info) => !info.storedAs && info.verbs.includes('list') && info.verbs.includes('delete'))
  .map((info) => ({ resource: resourceText(info), plural: info.resource, group: info.group, apiVersion: groupVersionText(info), kind: info.kind, namespaced: info.namespaced }));

function custom(client: Client): AnyResource[] {
  const isServed = ({ status }: KubeObject): boolean => (status?.conditions ?? []).some((c: Json) => c.type === 'Established' && c.status === 'True');
  return client
    .list('customresourcedefinitions.apiextensions.k8s.io')
    .filter(isServed)
    .flatMap((crd) => {
      const { group, names, scope, versions } = crd.spec;
      const stored = versions.find((v: Json) => v.storage);
      const known = { plural: names.plural, group, kind: names.kind, namespaced: scope === 'Namespaced' };
      return stored ? [{ ...known, resource: `${names.plural}.${group}`, apiVersion: `${group}/${stored.name}` }] : [];
    });
}

export const allResources = (client: Client): AnyResource[] => [...builtIn, ...custom(client)];
export const ownableResources = (client: Client): AnyResource[] => allResources(client).filter(({ resource }) => !ignored.has(resource));

/** The resource of a kind, in whatever version the kind is named. */
export function resourceOfKind(client: Client, { apiVersion, kind }: Pick<KubeObject, 'apiVersion' | 'kind'>): AnyResource | undefined {
  const { group } = splitGroupVersion(apiVersion);
  const fits = (r: AnyResource): boolean => r.kind === kind && r.group === group;
  return builtIn.find(fits) ?? (group.includes('.') ? custom(client).find(fits) : undefined);
}

/** A watch of everything: of each built-in resource, and of custom ones by the name `*`. */
export const watchEverything = (keys: NonNullable<WatchOf['keys']>): WatchOf[] =>
  ['*', ...builtIn.map(({ resource }) => resource)].filter((resource) => !ignored.has(resource)).map((resource) => ({ resource, keys }));

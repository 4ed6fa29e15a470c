// A resource as discovery tells of it, and how resources are found by what people type.

/** meta.RESTMapping and metav1.APIResource together. */
export interface Mapping {
  group: string;
  version: string;
  kind: string;
  /** Plural: `deployments`. */
  resource: string;
  singular: string;
  shortNames: readonly string[];
  categories: readonly string[];
  namespaced: boolean;
  verbs: readonly string[];
}

export interface Mapper {
  /** `po`, `pods`, `deploy.apps`, `deployments.v1.apps`, a kind: its mapping. Throws `the server doesn't have a resource type "x"`. */
  forArgument(name: string): Mapping;
  /** The same, answering nothing for what is not there; `kinds` false leaves out kinds (upstream: ResourceFor), `again` false believes what was kept. */
  find(name: string, options?: { kinds?: boolean; again?: boolean }): Mapping | undefined;
  /** Throws NoKindMatch: `no matches for kind "X" in version "y"`. */
  forKind(apiVersion: string, kind: string): Mapping;
  /** Resources in a category such as `all`; nothing when it is none. */
  category(name: string): readonly Mapping[] | undefined;
  /** Every resource in the preferred version of its group, in the server's order. */
  all(): readonly Mapping[];
  /** `v1`, `apps/v1`: every group version that the server serves. */
  groupVersions(): readonly string[];
  /** Forgets what was asked or kept, for kinds that were made since. */
  reset(): void;
}

/** `apps/v1`, `v1` */
export const groupVersionOf = ({ group, version }: { group: string; version: string }): string => (group ? `${group}/${version}` : version);

/** `deployments.apps`, `pods`: how messages and `-o name` begin. */
export const resourceText = ({ group, resource }: { group: string; resource: string }): string => (group ? `${resource}.${group}` : resource);

/** `/api/v1/namespaces/ns/pods/name/sub` */
export function pathOf(mapping: Mapping, namespace: string | undefined, name?: string, subresource?: string): string {
  const root = mapping.group ? `/apis/${mapping.group}/${mapping.version}` : `/api/${mapping.version}`;
  const scope = mapping.namespaced && namespace ? `/namespaces/${namespace}` : '';
  return `${root}${scope}/${mapping.resource}${name ? `/${name}` : ''}${subresource ? `/${subresource}` : ''}`;
}

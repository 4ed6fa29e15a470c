// Which pods belong to an object, as kubectl's logs, exec and their like find them. By resource.
import { fromLabelSelector, fromSet, selectorText } from '../apimachinery/labels.ts';
import type { Json } from '../apimachinery/object.ts';

const bySelector = ({ spec }: Json): string => selectorText(fromLabelSelector(spec.selector));
const byMap = ({ spec }: Json): string => selectorText(fromSet(spec.selector ?? {}));

function ofService(service: Json): string {
  if (Object.keys(service.spec.selector ?? {}).length === 0) throw new Error(`invalid service '${service.metadata.name}': Service is defined without a selector`);
  return byMap(service);
}

const selectors: Readonly<Record<string, (object: Json) => string>> = {
  'deployments.apps': bySelector,
  'replicasets.apps': bySelector,
  'statefulsets.apps': bySelector,
  'daemonsets.apps': bySelector,
  'jobs.batch': bySelector,
  replicationcontrollers: byMap,
  services: ofService,
};

/** Writes the selector of an object's pods; nothing for kinds that have none. */
export const podSelectorOf = (resource: string): ((object: Json) => string) | undefined => selectors[resource];

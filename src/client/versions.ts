// Versions of objects, kept longer than etcd keeps them, and which objects they are of.
import { parseSelector } from '../apimachinery/labels.ts';
import type { KubeObject } from '../apimachinery/object.ts';
import type { Instant } from '../sim/index.ts';

/** Which objects: one by its name, or all that a selector selects. */
export interface Selection {
  /** As kubectl names it in full: `pods`, `deployments.apps`. */
  resource: string;
  namespace?: string | undefined;
  name?: string | undefined;
  selector?: string | undefined;
}

/** An object as it was written, or as it was when it was deleted. */
export interface Version {
  at: Instant;
  resource: string;
  object: KubeObject;
  deleted?: true;
}

/** What became of the objects that are looked back at. */
export interface Past {
  since: Instant;
  /** What was there then, and what was written later, in order. */
  begin: readonly Version[];
  later: readonly Version[];
}

/** Whether it is one of these objects. */
export function selectorOf({ resource, namespace, name, selector: text }: Selection): (of: string, object: KubeObject) => boolean {
  const labels = text === undefined ? undefined : parseSelector(text);
  return (of, { metadata }) =>
    of === resource && (namespace === undefined || metadata.namespace === namespace) && (name === undefined || metadata.name === name) && (labels === undefined || labels.matches(metadata.labels));
}

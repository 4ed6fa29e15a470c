// Which objects a list, a watch or a deletion of many speaks of.
import type { ResourceInfo } from '../apis/resources.ts';
import { parseFieldSelector } from '../apimachinery/fields.ts';
import { parseSelector } from '../apimachinery/labels.ts';
import type { KubeObject } from '../apimachinery/object.ts';
import { badRequest } from '../apimachinery/status.ts';
import { query, type RequestContext, type ResourceContext } from './context.ts';

export type Matches = (object: KubeObject) => boolean;

/** The name that a field selector demands: `metadata.name=web`. */
export function selectedName(context: RequestContext): string | undefined {
  const text = query(context, 'fieldSelector');
  if (!text?.includes('metadata.name')) return undefined;
  try {
    return parseFieldSelector(text).find(({ field, operator }) => field === 'metadata.name' && operator === '=')?.value || undefined;
  } catch {
    return undefined; // the list will say what is wrong with it
  }
}

/** Throws BadRequest as the server does when a selector cannot be read. */
export function selectorOf(context: ResourceContext): Matches {
  const { resource } = context;
  const labels = query(context, 'labelSelector') ?? '';
  const fields = query(context, 'fieldSelector') ?? '';
  const name = context.info.name;
  if (!labels && !fields && name === undefined) return () => true;
  if (name !== undefined && fields && selectedName(context) !== name) throw badRequest("fieldSelector metadata.name doesn't match requested name");
  try {
    const labelSelector = parseSelector(labels);
    const getters = parseFieldSelector(fields).map(({ field, operator, value }) => {
      const get = fieldGetter(field, resource);
      return (object: KubeObject) => (get(object) === value) === (operator === '=');
    });
    if (name !== undefined) getters.push((object) => object.metadata.name === name);
    return (object) => labelSelector.matches(object.metadata.labels ?? {}) && getters.every((matches) => matches(object));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw badRequest(error.message);
  }
}

const always: Readonly<Record<string, (object: KubeObject) => string>> = {
  'metadata.name': (object) => object.metadata.name,
  'metadata.namespace': (object) => object.metadata.namespace ?? '',
};

function fieldGetter(field: string, { logic, namespaced }: ResourceInfo): (object: KubeObject) => string {
  const known = logic.selectableFields ?? {};
  const hasOwn = Object.keys(known).length > 0;
  if (Object.hasOwn(known, field)) return known[field] as (object: KubeObject) => string;
  if (Object.hasOwn(always, field) && (namespaced || !hasOwn || field !== 'metadata.namespace')) return always[field] as (object: KubeObject) => string;
  // Kinds that have fields of their own say it in other words than those that have none.
  if (!hasOwn) throw new Error(`${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`);
  throw new Error(logic.unknownFieldText?.(field) ?? `field label not supported: ${field}`);
}

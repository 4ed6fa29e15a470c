// Which objects a list, a watch or a deletion of many speaks of.
import { parseFieldSelector } from '../apimachinery/fields.ts';
import { parseSelector } from '../apimachinery/labels.ts';
import type { KubeObject } from '../apimachinery/object.ts';
import { badRequest } from '../apimachinery/status.ts';
import { query, type ResourceContext } from './context.ts';

export type Matches = (object: KubeObject) => boolean;

/** Throws BadRequest as the server does when a selector cannot be read. */
export function selectorOf(context: ResourceContext): Matches {
  const { resource } = context;
  const labels = query(context, 'labelSelector') ?? '';
  const fields = query(context, 'fieldSelector') ?? '';
  const name = context.info.name;
  if (!labels && !fields && name === undefined) return () => true;
  try {
    const labelSelector = parseSelector(labels);
    const requirements = parseFieldSelector(fields);
    const known = resource.logic.selectableFields ?? {};
    const getters = requirements.map(({ field, operator, value }) => {
      const get = fieldGetter(field, known);
      return (object: KubeObject) => (get(object) === value) === (operator === '=');
    });
    if (name !== undefined) getters.push((object) => object.metadata.name === name);
    return (object) => labelSelector.matches(object.metadata.labels ?? {}) && getters.every((matches) => matches(object));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw badRequest(error.message);
  }
}

function fieldGetter(field: string, known: Readonly<Record<string, (object: KubeObject) => string>>): (object: KubeObject) => string {
  if (field === 'metadata.name') return (object) => object.metadata.name;
  if (field === 'metadata.namespace') return (object) => object.metadata.namespace ?? '';
  const own = Object.hasOwn(known, field) ? known[field] : undefined;
  if (own) return own;
  // Kinds that have fields of their own say it in other words than those that have none.
  throw new Error(Object.keys(known).length > 0 ? `field label not supported: ${field}` : `${JSON.stringify(field)} is not a known field selector: only "metadata.name", "metadata.namespace"`);
}

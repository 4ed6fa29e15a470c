// Which objects a patch or a replacement means.
import { parseSelector } from '../../apimachinery/labels.ts';
import type { Json } from '../../apimachinery/object.ts';
import { idOf, type Resource } from './resource.ts';

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`);
const fits = (pattern: string | undefined, values: readonly string[]): boolean => !pattern || values.some((value) => whole(pattern).test(value));

function hasLabels(selector: string | undefined, labels: Record<string, string> | undefined): boolean {
  return !selector || parseSelector(selector).matches(labels ?? {});
}

/** Names and namespaces may be those of now or of before. */
export function selects({ group, version, kind, name, namespace, labelSelector, annotationSelector }: Json, resource: Resource): boolean {
  const now = idOf(resource);
  const ids = [now, ...resource.previous];
  const { labels, annotations } = resource.object.metadata ?? {};
  if (!fits(group, [now.group]) || !fits(version, [now.version]) || !fits(kind, [now.kind])) return false;
  if (!ids.some((id) => fits(name, [id.name]) && fits(namespace, [id.namespace]))) return false;
  return hasLabels(labelSelector, labels) && hasLabels(annotationSelector, annotations);
}

// Whether a request is one that a policy or a webhook asks for: by operation and resource, by the labels of object and namespace.
import { fromLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { type AdmissionRequest, reads } from '../types.ts';

const has = (list: readonly string[] | undefined, value: string): boolean => list !== undefined && (list.includes('*') || list.includes(value));

// `pods`, all parts of pods, the scale of anything, everything but parts, everything.
function hasResource(list: readonly string[], resource: string, subresource: string): boolean {
  return list.some((pattern) => {
    const [of = '', part = ''] = pattern.split('/');
    return (of === '*' || of === resource) && (part === '*' || part === subresource);
  });
}

function matchesRule(rule: Json, { operation, resource, subresource, name }: AdmissionRequest): boolean {
  const { operations, apiGroups, apiVersions, resources = [], scope = '*', resourceNames } = rule;
  if (!has(operations, operation) || !has(apiGroups, resource.group) || !has(apiVersions, resource.version) || !hasResource(resources, resource.resource, subresource)) return false;
  if (resourceNames?.length && !resourceNames.includes(name)) return false;
  return scope === '*' || (scope === 'Namespaced') === resource.namespaced;
}

function matchesNamespace(selector: Json, request: AdmissionRequest): boolean {
  if (!selector || (!selector.matchLabels && !selector.matchExpressions)) return true;
  const own = request.resourceText === 'namespaces' ? (request.object ?? request.old) : undefined;
  // What lies in no namespace, and is none, is never left out for its namespace's labels.
  if (!own && request.namespace === undefined) return true;
  const namespace = own ?? reads(request).find('namespaces', request.namespace ?? '');
  return fromLabelSelector(selector).matches(namespace?.metadata.labels ?? {});
}

function matchesObject(selector: Json, { object, old }: AdmissionRequest): boolean {
  if (!selector || (!selector.matchLabels && !selector.matchExpressions)) return true;
  const wanted = fromLabelSelector(selector);
  return [object, old].some((candidate) => candidate && wanted.matches(candidate.metadata?.labels ?? {}));
}

/** The rules of a webhook, or the constraints of a policy; where no rules are given, every request matches. */
export function matches(match: { rules?: Json[]; excluded?: Json[]; namespaceSelector?: Json; objectSelector?: Json }, request: AdmissionRequest): boolean {
  const { rules, excluded = [], namespaceSelector, objectSelector } = match;
  if (rules && !rules.some((rule) => matchesRule(rule, request))) return false;
  if (excluded.some((rule) => matchesRule(rule, request))) return false;
  return matchesNamespace(namespaceSelector, request) && matchesObject(objectSelector, request);
}

/** The same for a MatchResources; nothing said matches everything. */
export function matchesResources(match: Json, request: AdmissionRequest): boolean {
  if (!match) return true;
  const { resourceRules, excludeResourceRules, namespaceSelector, objectSelector } = match;
  return matches({ ...(resourceRules?.length ? { rules: resourceRules } : {}), excluded: excludeResourceRules ?? [], namespaceSelector, objectSelector }, request);
}

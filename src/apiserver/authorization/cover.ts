// Whether some rules contain others: each rule is taken apart into single rights, and what is not covered is put together again.
import type { PolicyRule } from './rbac.ts';

const all = (held: readonly string[] = [], wanted: readonly string[] = []): boolean => held.includes('*') || wanted.every((item) => held.includes(item));

const coversResource = (held: readonly string[] = [], wanted: string): boolean => {
  const slash = wanted.indexOf('/');
  return held.includes('*') || held.includes(wanted) || (slash >= 0 && held.includes(`*${wanted.slice(slash)}`));
};

const coversUrl = (held: readonly string[] = [], wanted: string): boolean => held.some((url) => url === wanted || (url.endsWith('*') && wanted.startsWith(url.slice(0, -1))));

function coversRight(held: PolicyRule, right: PolicyRule): boolean {
  const names = !held.resourceNames?.length || (right.resourceNames?.length ? all(held.resourceNames, right.resourceNames) : false);
  const resources = (right.resources ?? []).every((resource) => coversResource(held.resources, resource));
  const urls = (right.nonResourceURLs ?? []).every((url) => coversUrl(held.nonResourceURLs, url));
  return all(held.verbs, right.verbs) && all(held.apiGroups, right.apiGroups) && resources && urls && names;
}

/** Single rights: one verb of one resource, one object if objects are named. */
function rightsOf({ apiGroups = [], resources = [], verbs, resourceNames = [], nonResourceURLs = [] }: PolicyRule): PolicyRule[] {
  const rights: PolicyRule[] = [];
  for (const apiGroup of apiGroups) {
    for (const resource of resources) {
      for (const verb of verbs) {
        const right = { apiGroups: [apiGroup], resources: [resource], verbs: [verb] };
        if (resourceNames.length === 0) rights.push(right);
        for (const name of resourceNames) rights.push({ ...right, resourceNames: [name] });
      }
    }
  }
  for (const url of nonResourceURLs) for (const verb of verbs) rights.push({ nonResourceURLs: [url], verbs: [verb] });
  return rights;
}

/** Rights to the same thing are one rule with several verbs. */
function compact(rights: readonly PolicyRule[]): PolicyRule[] {
  const merged = new Map<string, PolicyRule>();
  const others: PolicyRule[] = [];
  for (const right of rights) {
    if (right.nonResourceURLs) {
      others.push(right);
      continue;
    }
    const key = JSON.stringify([right.apiGroups, right.resources, right.resourceNames]);
    const known = merged.get(key);
    if (!known) merged.set(key, { ...right, verbs: [...right.verbs] });
    else if (!known.verbs.includes(right.verbs[0] as string)) known.verbs.push(right.verbs[0] as string);
  }
  return [...others, ...merged.values()];
}

/** What of `wanted` nobody holds who holds `held`. */
export function missingRules(held: readonly PolicyRule[], wanted: readonly PolicyRule[]): PolicyRule[] {
  return compact(wanted.flatMap(rightsOf).filter((right) => !held.some((rule) => coversRight(rule, right))));
}

/** `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}` */
export function ruleText({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const parts: [string, readonly string[] | undefined][] = [
    ['APIGroups', apiGroups],
    ['Resources', resources],
    ['NonResourceURLs', nonResourceURLs],
    ['ResourceNames', resourceNames],
    ['Verbs', verbs],
  ];
  const shown = parts.filter(([, list]) => list?.length).map(([name, list]) => `${name}:[${list?.map((item) => JSON.stringify(item)).join(' ')}]`);
  return `{${shown.join(', ')}}`;
}

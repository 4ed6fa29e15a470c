// Rules of roles taken apart and put together again, as access lists and reconciliation compare them.
export interface Rule {
  verbs?: readonly string[];
  apiGroups?: readonly string[];
  resources?: readonly string[];
  resourceNames?: readonly string[];
  nonResourceURLs?: readonly string[];
}

const list = (values: readonly string[] | undefined): string => `[${(values ?? []).join(' ')}]`;

/** `{Verbs:[get] APIGroups:[] ...}`: how Go prints a rule. */
export const ruleText = (rule: Rule): string =>
  `{Verbs:${list(rule.verbs)} APIGroups:${list(rule.apiGroups)} Resources:${list(rule.resources)} ResourceNames:${list(rule.resourceNames)} NonResourceURLs:${list(rule.nonResourceURLs)}}`;

/** Each verb of each resource of each group by itself. */
export function breakDown(rule: Rule): Rule[] {
  const each = (rule.verbs ?? []).flatMap((verb) => {
    const resources = (rule.apiGroups ?? []).flatMap((group) => (rule.resources ?? []).map((resource): Rule => ({ verbs: [verb], apiGroups: [group], resources: [resource] })));
    const named = rule.resourceNames?.length ? resources.flatMap((r) => (rule.resourceNames ?? []).map((name): Rule => ({ ...r, resourceNames: [name] }))) : resources;
    return [...named, ...(rule.nonResourceURLs ?? []).map((url): Rule => ({ verbs: [verb], nonResourceURLs: [url] }))];
  });
  return each;
}

/** Rules of the same resource become one, with the verbs of all. */
export function compact(rules: readonly Rule[]): Rule[] {
  const out: Rule[] = [];
  const known = new Map<string, { verbs: string[] }>();
  for (const rule of rules) {
    const simple = rule.resources?.length === 1 && rule.apiGroups?.length === 1 && (rule.resourceNames?.length ?? 0) <= 1 && !rule.nonResourceURLs?.length;
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]);
    const same = simple ? known.get(key) : undefined;
    if (same) {
      for (const verb of rule.verbs ?? []) if (!same.verbs.includes(verb)) same.verbs.push(verb);
      continue;
    }
    const copy = { ...rule, verbs: [...(rule.verbs ?? [])] };
    if (simple) known.set(key, copy);
    out.push(copy);
  }
  return out;
}

const has = (values: readonly string[] | undefined, value: string | undefined): boolean => value !== undefined && values !== undefined && (values.includes('*') || values.includes(value));

const pathCovers = (owned: readonly string[], url: string): boolean => owned.some((o) => o === '*' || o === url || (o.endsWith('*') && url.startsWith(o.slice(0, -1))));

function coversOne(owner: Rule, part: Rule): boolean {
  if (!has(owner.verbs, part.verbs?.[0])) return false;
  const [url] = part.nonResourceURLs ?? [];
  if (url !== undefined) return pathCovers(owner.nonResourceURLs ?? [], url);
  const [name] = part.resourceNames ?? [];
  const named = !owner.resourceNames?.length || (name !== undefined && owner.resourceNames.includes(name));
  return has(owner.apiGroups, part.apiGroups?.[0]) && has(owner.resources, part.resources?.[0]) && named;
}

/** What `wanted` allows and `owned` does not. */
export function uncovered(owned: readonly Rule[], wanted: readonly Rule[]): Rule[] {
  const parts = wanted.flatMap(breakDown).filter((part) => !owned.some((owner) => coversOne(owner, part)));
  return compact(parts);
}

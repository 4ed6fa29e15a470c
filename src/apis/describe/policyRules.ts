// The rules of roles and whom bindings give them to.
import { byCodePoint } from '../../apimachinery/goFormat.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Description } from './description.ts';
import { writeLabelsAndAnnotations } from './metadata.ts';

/** One resource (or URL) with the verbs that are allowed on it. */
interface Rule {
  verbs: string[];
  apiGroups: readonly string[];
  resources: readonly string[];
  resourceNames: readonly string[];
  nonResourceURLs: readonly string[];
}

/** Each resource of each group, for each name if there are names. */
function resourceRules({ apiGroups = [], resources = [], resourceNames = [], verbs = [] }: Json): Rule[] {
  const names: string[][] = resourceNames.length > 0 ? resourceNames.map((name: string) => [name]) : [[]];
  return apiGroups.flatMap((group: string) =>
    resources.flatMap((resource: string) => names.map((own) => ({ verbs: [...verbs], apiGroups: [group], resources: [resource], resourceNames: own, nonResourceURLs: [] }))),
  );
}

const urlRules = ({ nonResourceURLs = [], verbs = [] }: Json): Rule[] =>
  nonResourceURLs.flatMap((url: string) => verbs.map((verb: string) => ({ verbs: [verb], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [url] })));

/** What is said of one resource in several rules comes together; URLs stay as they are. */
function merged(rules: readonly Rule[]): Rule[] {
  const byResource = new Map<string, Rule>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames]);
    const known = byResource.get(key);
    const verbs = [...new Set([...(known?.verbs ?? []), ...rule.verbs])];
    if (verbs.length > 0) byResource.set(key, { ...rule, verbs });
  }
  return [...byResource.values()];
}

const bracketed = (texts: readonly string[]): string => `[${texts.join(' ')}]`;

/** The text by which upstream sorts: verbs first. */
const orderOf = ({ verbs, apiGroups, resources, resourceNames, nonResourceURLs }: Rule): string =>
  `&PolicyRule{Verbs:${bracketed(verbs)},APIGroups:${bracketed(apiGroups)},Resources:${bracketed(resources)},ResourceNames:${bracketed(resourceNames)},NonResourceURLs:${bracketed(nonResourceURLs)},}`;

/** `deployments.apps/scale` */
function resourceText({ resources: [resource], apiGroups: [group] }: Rule): string {
  if (resource === undefined) return '';
  const slash = resource.indexOf('/');
  const name = slash < 0 ? resource : resource.slice(0, slash);
  return `${name}${group ? `.${group}` : ''}${slash < 0 ? '' : resource.slice(slash)}`;
}

function writeHead(out: Description, object: KubeObject): void {
  out.field('Name', object.metadata.name);
  writeLabelsAndAnnotations(out, object);
}

export function writeRole(out: Description, role: KubeObject): void {
  const rules: Json[] = role.rules ?? [];
  const simple = [...rules.flatMap(urlRules), ...merged(rules.flatMap(resourceRules))];
  writeHead(out, role);
  out.heading('PolicyRule');
  out.titles(1, 'Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs');
  for (const rule of simple.sort((a, b) => byCodePoint(orderOf(a), orderOf(b)))) {
    out.row(1, resourceText(rule), bracketed(rule.nonResourceURLs), bracketed(rule.resourceNames), bracketed(rule.verbs));
  }
}

export function writeBinding(out: Description, binding: KubeObject): void {
  writeHead(out, binding);
  out.heading('Role');
  out.field('Kind', binding.roleRef.kind, 1);
  out.field('Name', binding.roleRef.name, 1);
  out.heading('Subjects');
  out.titles(1, 'Kind', 'Name', 'Namespace');
  for (const { kind, name, namespace = '' } of binding.subjects ?? []) out.row(1, kind, name, namespace);
}

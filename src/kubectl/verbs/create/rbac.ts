// kubectl create role, clusterrole, rolebinding, clusterrolebinding.
import { parseSelector, toLabelSelector } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Verb } from '../../call.ts';
import { generator, metadataOf } from './shared.ts';

const apiVersion = 'rbac.authorization.k8s.io/v1';
const apiGroup = 'rbac.authorization.k8s.io';

const standardVerbs = new Set([
  'get',
  'list',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  '*',
  'use',
  'bind',
  'impersonate',
  'escalate',
  'approve',
  'sign',
  'attest',
  'proxy',
  'request-serviceaccounts-token-audience',
]);

/** Each once; `*` alone when it is among them. */
function verbsOf(call: Call): string[] {
  const verbs = [...new Set(call.flags.list('verb'))];
  return verbs.includes('*') ? ['*'] : verbs;
}

interface Asked {
  group: string;
  /** With its subresource: `pods/log`. */
  resource: string;
}

function askedResource(call: Call, text: string): Asked {
  const [whole = '', subresource] = text.split('/');
  const suffix = subresource ? `/${subresource}` : '';
  if (text.split('/').length > 2 || whole === '' || (text.includes('/') && !subresource)) throw new CommandError(`resource must be specified as <resource>[/<subresource>]`);
  if (whole === '*') return { group: '', resource: `*${suffix}` };
  if (whole === '*.*') return { group: '*', resource: `*${suffix}` };
  const mapper = call.factory.mapper();
  const found = mapper.find(whole, { kinds: false });
  if (found) return { group: found.group, resource: `${found.resource}${suffix}` };
  const [name = '', ...rest] = whole.split('.');
  if (name === '*') return { group: rest.join('.'), resource: `*${suffix}` };
  if (rest.length > 0) throw new CommandError(`the server doesn't have a resource type ${JSON.stringify(name)} in group ${JSON.stringify(rest.join('.'))}`, { verbatim: true });
  throw new CommandError(`the server doesn't have a resource type ${JSON.stringify(name)}`, { verbatim: true });
}

/** One rule for each API group, in the order in which the groups were named. */
function resourceRules(call: Call, verbs: readonly string[], asked: readonly Asked[]): Json[] {
  const byGroup = new Map<string, string[]>();
  for (const { group, resource } of asked) {
    const known = byGroup.get(group) ?? [];
    if (!known.includes(resource)) known.push(resource);
    byGroup.set(group, known);
  }
  const resourceNames = [...new Set(call.flags.list('resource-name'))].filter((name) => name !== '');
  return [...byGroup].map(([group, resources]) => ({ verbs, apiGroups: [group], resources, ...(resourceNames.length > 0 ? { resourceNames } : {}) }));
}

function warnOddVerbs(call: Call, verbs: readonly string[]): void {
  for (const verb of verbs) if (!standardVerbs.has(verb)) call.printError(`Warning: '${verb}' is not a standard resource verb`);
}

function rulesOf(call: Call): Json[] {
  const { flags } = call;
  const verbs = verbsOf(call);
  const paths = flags.has('non-resource-url') ? flags.list('non-resource-url') : [];
  if (verbs.length === 0) throw new CommandError('at least one verb must be specified');
  if (flags.list('resource').length === 0 && paths.length === 0) throw new CommandError('at least one resource must be specified');
  if (flags.list('resource').length > 0) warnOddVerbs(call, verbs);
  const asked = flags.list('resource').map((text) => askedResource(call, text));
  if (flags.list('resource-name').length > 0 && asked.length > 1 && new Set(asked.map((a) => a.resource)).size > 1) throw new CommandError('resourceName(s) can not be applied to multiple resources');
  for (const path of paths) {
    if (path !== '*' && !path.startsWith('/')) throw new CommandError('nonResourceURL should start with /');
    if (path !== '*' && path.slice(0, -1).includes('*')) throw new CommandError(`nonResourceURL only supports wildcard matches when '*' is at the end`);
  }
  const rules = resourceRules(call, verbs, asked);
  return paths.length > 0 ? [...rules, { verbs, nonResourceURLs: paths }] : rules;
}

export const role: Verb = generator({
  command: 'create role',
  build: (call, name) => ({ kind: 'Role', apiVersion, metadata: metadataOf(call, name), rules: rulesOf(call) }),
});

/** --aggregation-rule is a list of key=value pairs, all of one selector. */
function aggregated(call: Call, name: string, rule: string): Json {
  const { flags } = call;
  if (['non-resource-url', 'verb', 'resource', 'resource-name'].some((flag) => flags.list(flag).length > 0)) {
    throw new CommandError('aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames');
  }
  const matchLabels = toLabelSelector(parseSelector(rule)).matchLabels;
  return { kind: 'ClusterRole', apiVersion, metadata: { name }, rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels }] } };
}

export const clusterrole: Verb = generator({
  command: 'create clusterrole',
  build(call, name) {
    const rule = call.flags.list('aggregation-rule').join(',');
    return rule ? aggregated(call, name, rule) : { kind: 'ClusterRole', apiVersion, metadata: { name }, rules: rulesOf(call) };
  },
});

function subjectsOf(call: Call): Json[] {
  const users = call.flags.list('user').map((name) => ({ kind: 'User', apiGroup, name }));
  const groups = call.flags.list('group').map((name) => ({ kind: 'Group', apiGroup, name }));
  const accounts = call.flags.list('serviceaccount').map((text) => {
    const parts = text.split(':');
    if (parts.length !== 2 || !parts[1]) throw new CommandError('serviceaccount must be <namespace>:<name>');
    return { kind: 'ServiceAccount', name: parts[1], namespace: parts[0] };
  });
  return [...users, ...groups, ...accounts];
}

const binding = (kind: string, metadata: Json, roleKind: string, roleName: string, subjects: Json[]): Json => ({
  kind,
  apiVersion,
  metadata,
  ...(subjects.length > 0 ? { subjects } : {}),
  roleRef: { apiGroup, kind: roleKind, name: roleName },
});

export const rolebinding: Verb = generator({
  command: 'create rolebinding',
  failure: 'failed to create rolebinding: ',
  build(call, name) {
    const [clusterRole, roleName] = [call.flags.string('clusterrole'), call.flags.string('role')];
    if ((clusterRole === '') === (roleName === '')) throw new CommandError('exactly one of clusterrole or role must be specified');
    return binding('RoleBinding', metadataOf(call, name), clusterRole ? 'ClusterRole' : 'Role', clusterRole || roleName, subjectsOf(call));
  },
});

export const clusterrolebinding: Verb = generator({
  command: 'create clusterrolebinding',
  failure: 'failed to create clusterrolebinding: ',
  build: (call, name) => binding('ClusterRoleBinding', { name }, 'ClusterRole', call.flags.string('clusterrole'), subjectsOf(call)),
});

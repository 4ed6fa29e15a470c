// The audit log (--audit-policy-file, --audit-log-path): what of each request the policy keeps, one line of JSON for each stage.
import { formatMicroTime, type Json } from '../apimachinery/object.ts';
import { parseYaml } from '../apimachinery/yaml.ts';
import type { ApiRequest, ApiResponse } from '../client/index.ts';
import { uuid } from '../sim/index.ts';
import type { RequestContext } from './context.ts';
import type { UserInfo } from './users.ts';

export type Level = 'None' | 'Metadata' | 'Request' | 'RequestResponse';

interface Rule {
  level: Level;
  users?: string[];
  userGroups?: string[];
  verbs?: string[];
  resources?: { group?: string; resources?: string[]; resourceNames?: string[] }[];
  namespaces?: string[];
  nonResourceURLs?: string[];
  omitStages?: string[];
  omitManagedFields?: boolean;
}

interface Policy {
  rules: readonly Rule[];
  omitStages: readonly string[];
  omitManagedFields: boolean;
}

const read = new Map<string, Policy>();

function policyIn(text: string): Policy {
  let policy = read.get(text);
  if (!policy) {
    const { rules = [], omitStages = [], omitManagedFields = false }: Json = parseYaml(text) ?? {};
    policy = { rules, omitStages, omitManagedFields };
    read.set(text, policy);
  }
  return policy;
}

/** Empty lists say nothing; others must hold what is asked. */
const says = (list: readonly string[] | undefined, value: string): boolean => !list?.length || list.includes(value);

function coversResource({ resources = [] }: Rule, { info }: RequestContext): boolean {
  if (resources.length === 0) return true;
  const what = info.subresource ? `${info.resource}/${info.subresource}` : info.resource;
  return resources.some(({ group = '', resources: names, resourceNames }) => {
    const isNamed = !names?.length || names.some((name) => name === '*' || name === what || name === `*/${info.subresource}` || name === `${info.resource}/*`);
    return group === info.group && isNamed && says(resourceNames, info.name ?? '');
  });
}

function covers(rule: Rule, context: RequestContext, verb: string): boolean {
  const { info, user } = context;
  if (!says(rule.users, user.name) || !says(rule.verbs, verb)) return false;
  if (rule.userGroups?.length && !rule.userGroups.some((group) => user.groups.includes(group))) return false;
  if (info.isResource) return !rule.nonResourceURLs?.length && says(rule.namespaces, info.namespace ?? '') && coversResource(rule, context);
  if (rule.resources?.length || rule.namespaces?.length) return false;
  return !rule.nonResourceURLs?.length || rule.nonResourceURLs.some((url) => (url.endsWith('*') ? info.path.startsWith(url.slice(0, -1)) : url === info.path));
}

const userOf = ({ name, uid, groups, extra }: UserInfo): Json => ({ username: name, ...(uid ? { uid } : {}), groups, ...(extra ? { extra } : {}) });

const statusOf = ({ code, body }: ApiResponse): Json => {
  if (body?.kind !== 'Status') return { metadata: {}, code };
  const { metadata = {}, status, message, reason, details } = body;
  return { metadata, ...(status ? { status } : {}), ...(message ? { message } : {}), ...(reason ? { reason } : {}), ...(details ? { details } : {}), code };
};

function uriOf({ path, query = {} }: ApiRequest): string {
  const pairs = Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`));
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path;
}

function withoutManagedFields(value: Json): Json {
  if (Array.isArray(value?.items)) return { ...value, items: value.items.map(withoutManagedFields) };
  if (!value?.metadata?.managedFields) return value;
  const { managedFields: _, ...metadata } = value.metadata;
  return { ...value, metadata };
}

function objectRef({ info }: RequestContext, { body }: ApiResponse): Json {
  const { resource, namespace, name = body?.metadata?.name, group, version, subresource } = info;
  const optional = { namespace, name, uid: body?.metadata?.uid, apiGroup: group || undefined };
  return { resource, ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value)), apiVersion: version, ...(subresource ? { subresource } : {}) };
}

const addressOf = ({ credential }: ApiRequest): string => (credential.kind === 'component' ? '127.0.0.1' : '172.30.1.2');

/** The lines that the policy keeps of a request; `user` is who asked, where they asked as somebody else. */
export function auditLines(policyText: string, context: RequestContext, user: UserInfo, answer: ApiResponse, decision: { allowed: boolean; reason: string }): string {
  const policy = policyIn(policyText);
  const { request, info, now, server } = context;
  const verb = info.isResource ? info.verb : request.method.toLowerCase();
  const rule = policy.rules.find((each) => covers(each, context, verb));
  const level = rule?.level ?? 'None';
  if (!rule || level === 'None') return '';
  const omitted = new Set([...policy.omitStages, ...(rule.omitStages ?? [])]);
  const bare = (rule.omitManagedFields ?? policy.omitManagedFields) ? withoutManagedFields : (value: Json): Json => value;
  const at = formatMicroTime(now);
  const common = {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level,
    auditID: uuid(server.options.seed, 'audit', now, server.storage.etcd.revision, request.method, request.path),
  };
  const asked = {
    requestURI: uriOf(request),
    verb,
    user: userOf(user),
    ...(user === context.user ? {} : { impersonatedUser: userOf(context.user) }),
    sourceIPs: [addressOf(request)],
    userAgent: request.headers?.userAgent ?? 'unknown',
    ...(info.isResource ? { objectRef: objectRef(context, answer) } : {}),
  };
  const bodies = {
    ...(level !== 'Metadata' && request.body !== undefined && info.isResource ? { requestObject: bare(request.body) } : {}),
    ...(level === 'RequestResponse' && info.isResource ? { responseObject: bare(answer.body) } : {}),
  };
  const annotations = { 'authorization.k8s.io/decision': decision.allowed ? 'allow' : 'forbid', 'authorization.k8s.io/reason': decision.reason };
  const stages: [string, Json][] = [
    ['RequestReceived', { requestReceivedTimestamp: at, stageTimestamp: at }],
    ['ResponseComplete', { responseStatus: statusOf(answer), ...bodies, requestReceivedTimestamp: at, stageTimestamp: at, annotations }],
  ];
  return stages
    .filter(([stage]) => !omitted.has(stage))
    .map(([stage, rest]) => `${JSON.stringify({ ...common, stage, ...asked, ...rest })}\n`)
    .join('');
}

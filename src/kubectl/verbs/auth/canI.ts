// kubectl auth can-i: may I (or whoever --as says) do that?
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { exit } from '../../errors.ts';
import { columnWriter } from '../../printers/index.ts';
import { breakDown, compact, type Rule, ruleText } from './rules.ts';

const knownVerbs = new Set(['create', 'get', 'list', 'watch', 'update', 'patch', 'delete', 'deletecollection', 'use', 'bind', 'impersonate', '*', 'approve', 'sign', 'escalate', 'attest']);
const knownPathVerbs = new Set(['get', 'put', 'post', 'head', 'options', 'delete', 'patch', '*']);

const warn = (call: Call, text: string): void => call.environment.stderr(`Warning: ${text}\n\n`);

function argumentsOf(call: Call): [string, string] {
  const { args } = call;
  if (args.length !== 2) throw new CommandError("you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.");
  return [args[0] as string, args[1] as string];
}

function resourceAttributes(call: Call, verb: string, text: string, namespace: string): Json {
  const [type = '', name = ''] = text.split('/');
  const mapping = type === '*' ? undefined : call.factory.mapper().find(type);
  const [resource = '', ...rest] = type.split('.');
  const group = mapping?.group ?? rest.join('.');
  if (!mapping && type !== '*') warn(call, `the server doesn't have a resource type '${resource}'${group ? ` in group '${group}'` : ''}`);
  else if (mapping && !mapping.namespaced && namespace !== '') warn(call, `resource '${mapping.resource}' is not namespace scoped${group ? ` in group '${group}'` : ''}`);
  if (!knownVerbs.has(verb)) warn(call, `verb '${verb}' is not a known verb`);
  // pods/log names a subresource as other commands name an object: kubectl takes it for the name.
  return { namespace, verb, group, resource: mapping?.resource ?? resource, subresource: call.flags.string('subresource'), name };
}

function specOf(call: Call): Json {
  const [verb, what] = argumentsOf(call);
  const { flags, factory } = call;
  if (what.startsWith('/')) {
    if (flags.string('subresource') !== '') throw new CommandError('--subresource can not be used with NonResourceURL');
    if (!knownPathVerbs.has(verb)) warn(call, `verb '${verb}' is not a known verb`);
    return { nonResourceAttributes: { verb, path: what } };
  }
  const namespace = flags.bool('all-namespaces') ? '' : factory.namespace().namespace;
  return { resourceAttributes: resourceAttributes(call, verb, what, namespace) };
}

function ask(call: Call): number {
  const spec = specOf(call);
  if (call.flags.bool('no-headers')) throw new CommandError('--no-headers cannot be set without --list specified');
  const body = { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec };
  const { status } = call.factory.request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', { body });
  const quiet = call.flags.bool('quiet');
  if (status.allowed) {
    if (!quiet) call.print('yes');
    return 0;
  }
  const reasons = [status.reason, status.evaluationError].filter(Boolean).map((text) => ` - ${text}`);
  if (!quiet) call.print(`no${reasons.join('')}`);
  throw exit(1);
}

/** `deployments.apps/scale` */
function resourceName(rule: Rule): string {
  const [resource] = rule.resources ?? [];
  if (resource === undefined) return '';
  const [name = '', subresource] = resource.split('/');
  const group = rule.apiGroups?.[0];
  return `${name}${group ? `.${group}` : ''}${subresource ? `/${subresource}` : ''}`;
}

const bracketed = (values: readonly string[] | undefined): string => `[${(values ?? []).join(' ')}]`;

function listAll(call: Call): number {
  const { flags, factory } = call;
  const body = { kind: 'SelfSubjectRulesReview', apiVersion: 'authorization.k8s.io/v1', metadata: {}, spec: { namespace: factory.namespace().namespace } };
  const { status } = factory.request('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', { body });
  const rules = compact([...status.resourceRules, ...status.nonResourceRules].flatMap(breakDown));
  rules.sort((a, b) => (ruleText(a) < ruleText(b) ? -1 : ruleText(a) > ruleText(b) ? 1 : 0));
  const writer = columnWriter(call.environment.stdout);
  if (!flags.bool('no-headers')) writer.write('Resources\tNon-Resource URLs\tResource Names\tVerbs\n');
  for (const rule of rules) writer.write(`${resourceName(rule)}\t${bracketed(rule.nonResourceURLs)}\t${bracketed(rule.resourceNames)}\t${bracketed(rule.verbs)}\n`);
  writer.flush();
  return 0;
}

export const canI: Verb = {
  command: 'auth can-i',
  // biome-ignore lint/correctness/useYield: verbs are programs; this one never waits
  *run(call): Program<number> {
    const { flags } = call;
    if (flags.bool('list') && call.args.length > 0) throw new CommandError('list option must be specified with no arguments');
    return flags.bool('list') ? listAll(call) : ask(call);
  },
};

// The verbs: command (as in facts/kubectl.json, without `kubectl`) to what does it. One line for each.
import type { Verb } from '../call.ts';
import { alpha } from './alpha.ts';
import { annotate } from './annotate/index.ts';
import { apiResources } from './apiResources.ts';
import { apiVersions } from './apiVersions.ts';
import { apply } from './apply/index.ts';
import { replace } from './replace.ts';
import { setLastApplied, viewLastApplied } from './apply/lastAppliedVerbs.ts';
import { autoscale } from './autoscale.ts';
import { authVerbs } from './auth/index.ts';
import { certificateVerbs } from './certificate.ts';
import { clusterInfo } from './clusterInfo.ts';
import { clusterInfoDump } from './clusterInfoDump.ts';
import { complete, completeWithoutDescriptions, completion } from './completion/index.ts';
import { configVerbs } from './config/index.ts';
import { create } from './create/fromFiles.ts';
import { generators } from './create/index.ts';
import { deleteVerb } from './delete/index.ts';
import { cp } from './cp.ts';
import { debug } from './debug/index.ts';
import { describeVerb } from './describe/index.ts';
import { cordon, drain, uncordon } from './drain/index.ts';
import { diff } from './diff/index.ts';
import { editLastApplied, editVerb } from './edit/index.ts';
import { events } from './events/index.ts';
import { attach, exec } from './exec/index.ts';
import { expose } from './expose.ts';
import { explain } from './explain/index.ts';
import { get } from './get/index.ts';
import { help } from './help.ts';
import { set as setKuberc, view as viewKuberc } from './kuberc/index.ts';
import { kustomize } from './kustomize.ts';
import { label } from './label/index.ts';
import { logs } from './logs/index.ts';
import { options } from './options.ts';
import { pluginList } from './plugin.ts';
import { patch } from './patch.ts';
import { portForward } from './portForward.ts';
import { proxy } from './proxy.ts';
import { rolloutVerbs } from './rollout/index.ts';
import { run } from './run.ts';
import { scale } from './scale.ts';
import { setVerbs } from './set/index.ts';
import { taint } from './taint.ts';
import { topNode, topPod } from './top/index.ts';
import { version } from './version.ts';
import { wait } from './wait/index.ts';

const verbs: Readonly<Record<string, () => Verb>> = {
  __complete: () => complete,
  __completeNoDesc: () => completeWithoutDescriptions,
  alpha: () => alpha,
  annotate: () => annotate,
  'api-resources': () => apiResources,
  'api-versions': () => apiVersions,
  attach: () => attach,
  autoscale: () => autoscale,
  'cluster-info': () => clusterInfo,
  'cluster-info dump': () => clusterInfoDump,
  apply: () => apply,
  'apply set-last-applied': () => setLastApplied,
  'apply view-last-applied': () => viewLastApplied,
  replace: () => replace,
  completion: () => completion,
  cordon: () => cordon,
  cp: () => cp,
  create: () => create,
  debug: () => debug,
  delete: () => deleteVerb,
  describe: () => describeVerb,
  drain: () => drain,
  diff: () => diff,
  'apply edit-last-applied': () => editLastApplied,
  edit: () => editVerb,
  events: () => events,
  exec: () => exec,
  explain: () => explain,
  expose: () => expose,
  get: () => get,
  help: () => help,
  'kuberc set': () => setKuberc,
  'kuberc view': () => viewKuberc,
  kustomize: () => kustomize,
  label: () => label,
  logs: () => logs,
  options: () => options,
  'plugin list': () => pluginList,
  'port-forward': () => portForward,
  proxy: () => proxy,
  patch: () => patch,
  run: () => run,
  scale: () => scale,
  taint: () => taint,
  'top node': () => topNode,
  'top pod': () => topPod,
  uncordon: () => uncordon,
  version: () => version,
  wait: () => wait,
};

/** Families of commands, by their first word: each is one list. */
const families: Readonly<Record<string, () => readonly Verb[]>> = {
  auth: () => authVerbs,
  certificate: () => certificateVerbs,
  config: () => configVerbs,
  create: () => generators,
  rollout: () => rolloutVerbs,
  set: () => setVerbs,
};

/** Nothing for a command that only holds others. */
export function verbFor(command: string): Verb | undefined {
  const single = verbs[command];
  return single ? single() : families[command.split(' ')[0] as string]?.().find((verb) => verb.command === command);
}

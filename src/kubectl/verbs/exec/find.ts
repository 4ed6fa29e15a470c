// The pod that exec, attach and port-forward mean.
import type { KubeObject } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { byActivity, isPod, podsOf } from '../../pods.ts';
import { buildResources, type Info, type ResourceOptions } from '../../resources/index.ts';

/** One object: what a name without a type means is a pod. */
export function* findOne(call: Call, options: Pick<ResourceOptions, 'args' | 'files'>, several: string): Program<Info> {
  const args = (options.args ?? []).map((name, _, all) => (name.includes('/') || all.length > 1 ? name : `pods/${name}`));
  const infos = (yield* buildResources(call, { ...options, args, flatten: true, continueOnError: true })).infos();
  if (infos.length !== 1) throw new CommandError(several);
  return infos[0] as Info;
}

/** The object itself, or the best of its pods. */
export function* podFor(call: Call, info: Info): Program<KubeObject> {
  if (isPod(info)) return info.object;
  const pods = yield* podsOf(call, info, byActivity, call.flags.duration('pod-running-timeout'), 'cannot attach to');
  return pods[0] as KubeObject;
}

export function refuseCompleted(pod: KubeObject, what: string): void {
  const { phase } = pod.status ?? {};
  if (phase === 'Succeeded' || phase === 'Failed') throw new CommandError(`cannot ${what} a completed pod; current phase is ${phase}`);
}

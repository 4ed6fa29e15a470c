// What all verbs of `kubectl rollout` do: find the objects, and learn how their kind rolls out.
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { podSpecPath } from '../../../apis/podSpecs.ts';
import { type Rollout, rolloutOf } from '../../../apis/rollouts.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { type Mapping, pathOf } from '../../factory.ts';
import { resourceText } from '../../discovery/mapping.ts';
import { buildResources, fileOptionsOf, hasFiles, type Info, type Result } from '../../resources/index.ts';
import { type PatchType, patchInfo, pathOfInfo } from '../write.ts';

export function requireResource(call: Call): void {
  if (call.args.length === 0 && !hasFiles(fileOptionsOf(call))) throw new CommandError('required resource not specified');
}

export function requireRevision(call: Call): number {
  const revision = call.flags.int('revision');
  if (revision < 0) throw new CommandError(`revision must be a positive integer: ${revision}`);
  return revision;
}

export function* find(call: Call): Program<Result> {
  return yield* buildResources(call, {
    files: fileOptionsOf(call),
    args: call.args,
    labelSelector: call.flags.string('selector'),
    allowEmptySelector: true,
    continueOnError: true,
    latest: true,
    flatten: true,
  });
}

export const sayNothingFound = (call: Call): void => call.printError(`No resources found in ${call.factory.namespace().namespace} namespace.`);

/** `Deployment.apps`, `Pod` */
export const kindText = ({ kind, group }: Mapping): string => (group ? `${kind}.${group}` : kind);

export const rolloutFor = (mapping: Mapping): Rollout | undefined => rolloutOf(resourceText(mapping));

/** The same for verbs that go through the kinds that run pods: they tell those from all others. `what` is missing, `gerund` is what was tried. */
export function requireRollout(mapping: Mapping, what: string, gerund: string): Rollout {
  const found = rolloutFor(mapping);
  if (found) return found;
  const kind = JSON.stringify(kindText(mapping));
  if (podSpecPath(resourceText(mapping))) throw new CommandError(`no ${what} has been implemented for ${kind}`);
  throw new CommandError(`error ${gerund} for ${kind}, no visitor method exists for {${mapping.group} ${mapping.kind}}`);
}

/** Lists with the person's credentials. */
export const readerOf = (call: Call) => ({
  list(resource: string, { namespace, labelSelector }: { namespace?: string | undefined; labelSelector?: string }): KubeObject[] {
    const mapping = call.factory.mapper().forArgument(resource);
    return call.factory.request('GET', pathOf(mapping, namespace), { query: labelSelector ? { labelSelector } : {} }).items;
  },
});

/** What a change of one object comes to: a patch; or why there can be none. */
export type Change = { patch: Json } | { refusal: string };

function patchOne(call: Call, info: Info, patch: Json, type: PatchType = 'strategic'): Json {
  try {
    return patchInfo(call, info, type, patch);
  } catch (error) {
    throw new CommandError(`failed to patch: ${(error as Error).message}`);
  }
}

/** pause, resume and restart: each object changed by itself, failures told at the end. */
export function* changeEach(call: Call, change: (info: Info) => Change, print: (object: Json) => void): Program<number> {
  requireResource(call);
  const { infos, errors } = (yield* find(call)).gather();
  if (infos.length === 0 && errors.length === 0) {
    sayNothingFound(call);
    return 0;
  }
  for (const info of infos) {
    try {
      const wanted = change(info);
      if ('refusal' in wanted) throw new CommandError(`error: ${resourceText(info.mapping)} ${JSON.stringify(info.name)} ${wanted.refusal}`);
      print(patchOne(call, info, wanted.patch));
    } catch (error) {
      errors.push(error as Error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors);
  return 0;
}

/** The object anew, as the server has it now. */
export const fetchNow = (call: Call, info: Info): KubeObject => call.factory.request('GET', pathOfInfo(info)) as KubeObject;

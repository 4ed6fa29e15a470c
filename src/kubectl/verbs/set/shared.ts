// What all verbs of `kubectl set` do: find objects, change a copy, and send what differs or print it.
import { deepCopy, type Json } from '../../../apimachinery/object.ts';
import { createTwoWayMergePatch } from '../../../apimachinery/strategicDiff.ts';
import { podSpecIn, podSpecPath } from '../../../apis/podSpecs.ts';
import { lookupKind } from '../../../apis/schema.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { resourceText } from '../../discovery/mapping.ts';
import { dryRunOf, type Printer } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, localResources } from '../../resources/index.ts';
import { typedCopy, typedPrinter } from '../../typed.ts';
import { recordCause } from '../changeCause.ts';
import { patchInfo } from '../write.ts';

export const localWithServer = (): CommandError => new CommandError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
export const allWithSelector = (): CommandError => new CommandError('cannot set --all and --selector at the same time');
export const noResources = (): CommandError => new CommandError('one or more resources must be specified as <resource> <name> or <resource>/<name>');

export const isLocal = ({ flags }: Pick<Call, 'flags'>): boolean => flags.bool('local');

function typedInfo(info: Info): Info {
  try {
    return { ...info, object: typedCopy(info.object) };
  } catch (error) {
    throw info.source ? new CommandError(`unable to decode ${JSON.stringify(info.source)}: ${(error as Error).message}`) : error;
  }
}

/** The objects meant, as kubectl's types hold them. `refuseNames`: with --local, names are a mistake; else they are not looked at. */
export function* findObjects(call: Call, args: readonly string[], refuseNames = true): Program<Info[]> {
  const { flags } = call;
  const common = { files: fileOptionsOf(call), continueOnError: true, flatten: true };
  if (isLocal(call) && refuseNames && args.length > 0) throw new CommandError(localResources);
  const selector = flags.has('selector') ? flags.string('selector') : '';
  const result = isLocal(call)
    ? yield* buildResources(call, { ...common, local: true })
    : yield* buildResources(call, { ...common, args, labelSelector: selector, allowEmptySelector: flags.bool('all'), latest: true });
  return result.infos().map(typedInfo);
}

/** How errors name an object; without a server upstream's name of a kind in a group ends the line. */
function nameOf(call: Call, { mapping, name }: Info): string {
  if (!isLocal(call)) return `${mapping.resource}/${name}`;
  const kind = mapping.kind.toLowerCase();
  return mapping.group ? `${kind}.${mapping.group}/${name}\n` : `${kind}/${name}`;
}

/** Calls `change` with the spec of the object's pods. */
export function changePodSpec(info: Info, draft: Json, change: (spec: Json) => void): void {
  const path = podSpecPath(resourceText(info.mapping));
  if (!path) throw new CommandError(`the object is not a pod or does not have a pod template: *${info.mapping.version}.${info.mapping.kind}`);
  change(podSpecIn(draft, path));
}

export interface Changing {
  /** `image updated` */
  done: string;
  /** How the server's refusal begins. */
  failure: string;
  /** Changes the draft. What it throws stops this object. */
  change(draft: Json, info: Info): void;
  /** Sends patches that change nothing, too. */
  sendsNothing?: boolean;
  /** Is told after a patch was sent and before it is told of. */
  afterPatch?(): void;
}

interface Changed {
  info: Info;
  draft: Json;
  patch: Json;
}

export function calculate(info: Info, change: Changing['change']): Changed {
  const draft = deepCopy(info.object);
  change(draft, info);
  return { info, draft, patch: createTwoWayMergePatch(info.object, draft, lookupKind(info.object.apiVersion, info.object.kind)) };
}

/** All drafts are made before the first is sent. `errors` has what was wrong so far. */
export function deliver(call: Call, infos: readonly Info[], changing: Changing, errors: Error[] = []): number {
  const steps = infos.map((info) => {
    try {
      return calculate(info, (draft, of) => {
        changing.change(draft, of);
        recordCause(call, draft);
      });
    } catch (error) {
      return new CommandError(`error: ${nameOf(call, info)} ${(error as Error).message}\n`);
    }
  });
  const printer = typedPrinter(call, changing.done);
  for (const step of steps) {
    if (step instanceof Error) errors.push(step);
    else if (changing.sendsNothing || Object.keys(step.patch).length > 0) deliverOne(call, step, changing, printer, errors);
  }
  if (errors.length > 0) throw new AggregateError(errors);
  return 0;
}

function deliverOne(call: Call, { info, draft, patch }: Changed, { failure, afterPatch }: Changing, printer: Printer, errors: Error[]): void {
  if (isLocal(call) || dryRunOf(call) === 'client') {
    printer.print(draft, call.environment.stdout);
    return;
  }
  let answer: Json;
  try {
    answer = patchInfo(call, info, 'strategic', patch);
  } catch (error) {
    errors.push(new CommandError(`${failure}${(error as Error).message}`));
    return;
  }
  afterPatch?.();
  printer.print(answer, call.environment.stdout);
}

/** Containers by name, `*` standing for any text; those of `initContainers` come last. */
export function selectedContainers(spec: Json, pattern: string): Json[] {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const matches = new RegExp(`^${source}$`);
  return [...(spec.containers ?? []), ...(spec.initContainers ?? [])].filter(({ name }) => matches.test(name));
}

// kubectl set image: the images of containers, by the containers' names.
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import { fileOptionsOf, hasFiles, type Info } from '../../resources/index.ts';
import { allWithSelector, changePodSpec, deliver, findObjects, isLocal, localWithServer, noResources } from './shared.ts';

interface Asked {
  resources: string[];
  images: Map<string, string>;
}

/** Resources come first, `container=image` after them. */
function readArguments(args: readonly string[]): Asked {
  const resources: string[] = [];
  const pairs: string[] = [];
  for (const arg of args) {
    const isPair = arg.indexOf('=') > 0 || (arg.endsWith('-') && arg !== '-');
    if (isPair) pairs.push(arg);
    else if (pairs.length > 0) throw new CommandError(`all resources must be specified before image changes: ${arg}`);
    else resources.push(arg);
  }
  const wrong = pairs.filter((pair) => pair.indexOf('=') <= 0);
  if (wrong.length > 0) throw new CommandError(`invalid image format: ${wrong.join(', ')}`);
  return { resources, images: new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])) };
}

function check(call: Call, { resources, images }: Asked): void {
  const { flags } = call;
  const errors: Error[] = [];
  if (flags.bool('all') && flags.string('selector')) errors.push(allWithSelector());
  if (resources.length === 0 && !hasFiles(fileOptionsOf(call))) errors.push(noResources());
  if (images.size === 0) errors.push(new CommandError('at least one image update is required'));
  else if (images.size > 1 && images.has('*')) errors.push(new CommandError('all containers are already specified by *, but saw more than one container_name=container_image pairs'));
  if (isLocal(call) && dryRunOf(call) === 'server') errors.push(localWithServer());
  if (errors.length > 0) throw new AggregateError(errors);
}

/** Answers the names that no container has. */
function setImages(spec: Json, images: ReadonlyMap<string, string>): string[] {
  const missing: string[] = [];
  for (const [name, image] of images) {
    const found = [...(spec.initContainers ?? []), ...(spec.containers ?? [])].filter((container) => name === '*' || container.name === name);
    for (const container of found) container.image = image;
    if (found.length === 0) missing.push(name);
  }
  return missing;
}

export const image: Verb = {
  command: 'set image',
  *run(call): Program<number> {
    dryRunOf(call);
    operationPrinter(call, '');
    const asked = readArguments(call.args);
    const infos = yield* findObjects(call, asked.resources);
    check(call, asked);
    const errors: Error[] = [];
    const change = (draft: Json, info: Info): void =>
      changePodSpec(info, draft, (spec) => {
        for (const name of setImages(spec, asked.images)) errors.push(new CommandError(`error: unable to find container named ${JSON.stringify(name)}`));
      });
    return deliver(call, infos, { done: 'image updated', failure: 'failed to patch image update to pod template: ', change }, errors);
  },
};

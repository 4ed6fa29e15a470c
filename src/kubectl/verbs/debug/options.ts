// The flags of kubectl debug, and what does not go together.
import type { Json } from '../../../apimachinery/object.ts';
import { parseYaml } from '../../../apimachinery/yaml.ts';
import { type Call, CommandError } from '../../call.ts';
import { imageProblem } from '../run.ts';
import { type Profile, profileNamed } from './profiles.ts';

export interface DebugOptions {
  /** The objects to debug, as typed. */
  targets: readonly string[];
  /** What follows the dash. */
  args: readonly string[];
  attach: boolean;
  env: Json[];
  images: Readonly<Record<string, string>>;
  profile: Profile;
  /** --custom: fields laid over the debug container. */
  custom: Json | undefined;
}

const pairs = (list: readonly string[]): [string, string][] => list.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);

function customOf({ flags, environment }: Call): Json | undefined {
  const path = flags.string('custom');
  if (!path) return undefined;
  let text: string;
  try {
    text = environment.files.readFile(path);
  } catch (error) {
    throw new CommandError(`must pass a container spec json file for custom profile: ${(error as Error).message}`);
  }
  try {
    return parseYaml(text);
  } catch (error) {
    throw new CommandError(`${path} does not contain a valid container spec: ${(error as Error).message}`);
  }
}

export function optionsOf(call: Call): DebugOptions {
  const { flags, args, argsLenAtDash: dash } = call;
  const isSplit = dash >= 0 && args.length > dash;
  return {
    targets: isSplit ? args.slice(0, dash) : args,
    args: isSplit ? args.slice(dash) : [],
    attach: flags.bool('attach') || (!flags.changed('attach') && flags.bool('stdin')),
    env: pairs(flags.list('env')).map(([name, value]) => ({ name, value })),
    images: Object.fromEntries(pairs(flags.list('set-image'))),
    profile: profileNamed(flags.string('profile')),
    custom: customOf(call),
  };
}

function checkCopy({ flags }: Call, { args, images }: DebugOptions): void {
  const image = flags.string('image');
  if (flags.string('copy-to')) {
    if (!image && Object.keys(images).length === 0 && args.length === 0) throw new CommandError('you must specify --image, --set-image or command arguments.');
    if (args.length > 0 && !flags.string('container') && !image) throw new CommandError('you must specify an existing container or a new image when specifying args.');
    return;
  }
  if (flags.bool('replace')) throw new CommandError('--replace may only be used with --copy-to.');
  if (flags.bool('same-node')) throw new CommandError('--same-node may only be used with --copy-to.');
  if (Object.keys(images).length > 0) throw new CommandError('--set-image may only be used with --copy-to.');
  if (!image) throw new CommandError('you must specify --image when not using --copy-to.');
}

function checkImages({ flags }: Call, { images }: DebugOptions): void {
  const image = flags.string('image');
  const problem = image && imageProblem(image);
  if (problem) throw new CommandError(`invalid image name ${JSON.stringify(image)}: invalid reference format`);
  for (const [name, each] of Object.entries(images)) {
    if (imageProblem(each)) throw new CommandError(`invalid image name ${JSON.stringify(each)} for container ${JSON.stringify(name)}: invalid reference format`);
  }
}

const fixedByKubectl = ['name', 'command', 'image', 'lifecycle', 'volumeDevices'];

export function checkOptions(call: Call, options: DebugOptions): void {
  const { flags } = call;
  const [image, policy, target] = [flags.string('image'), flags.string('image-pull-policy'), flags.string('target')];
  if (flags.bool('attach') && !image && !flags.string('container')) throw new CommandError('you must specify --container or create a new container using --image in order to attach.');
  checkCopy(call, options);
  if (options.targets.length === 0 && flags.list('filename').length === 0) {
    checkImages(call, options);
    throw new CommandError('NAME or filename is required for debug');
  }
  if (!['', 'Always', 'IfNotPresent', 'Never'].includes(policy)) throw new CommandError(`invalid image pull policy: ${policy}`);
  checkImages(call, options);
  if (target && flags.string('copy-to')) throw new CommandError('--target is incompatible with --copy-to. Use --share-processes instead.');
  if (target && !flags.bool('quiet')) {
    call.print(`Targeting container ${JSON.stringify(target)}. If you don't see processes from this container it may be because the container runtime doesn't support this feature.`);
  }
  if (flags.bool('tty') && !flags.bool('stdin')) throw new CommandError('-i/--stdin is required for containers with -t/--tty=true');
  if (options.custom && fixedByKubectl.some((field) => options.custom[field])) throw new CommandError('name, command, image, lifecycle and volume devices are not modifiable via custom profile');
  if (flags.string('profile') === 'legacy')
    call.printError('--profile=legacy is deprecated and planned to be removed in v1.39. It is recommended to specify other profile, for example "--profile=general".');
}

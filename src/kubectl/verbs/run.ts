// kubectl run: one pod from flags, and a service for it when asked.
import { mergePatch } from '../../apimachinery/jsonMerge.ts';
import { applyJsonPatch } from '../../apimachinery/jsonPatch.ts';
import type { Json } from '../../apimachinery/object.ts';
import { strategicMergePatch } from '../../apimachinery/strategicMerge.ts';
import { lookupKind } from '../../apis/schema.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../call.ts';
import { dryRunOf } from '../printers/index.ts';
import { post } from './create/shared.ts';
import { withLastApplied } from './lastApplied.ts';
import { runAttached } from './runAttached.ts';
import { typedPrinter } from '../typed.ts';

/** A reference to an image, as far as Go's parser refuses others (distribution/reference). */
const imageForm =
  /^(?:[a-zA-Z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$/;

/** What is wrong with an image's name (distribution/reference). */
export function imageProblem(image: string): string | undefined {
  if (imageForm.test(image)) return undefined;
  return image.toLowerCase() !== image && imageForm.test(image.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format';
}

interface Asked {
  name: string;
  image: string;
  restart: string;
  attached: boolean;
}

function check(call: Call): Asked {
  const { flags } = call;
  const name = call.args[0];
  if (name === undefined) throw usageError(call, 'NAME is required for run');
  if (call.args.length > 1 && call.argsLenAtDash !== 1 && call.argsLenAtDash > 0) throw usageError(call, `unexpected args: [${call.args.slice(1).join(' ')}]`);
  const image = flags.string('image');
  if (image === '') throw new CommandError('--image is required');
  const problem = imageProblem(image);
  if (problem) throw new CommandError(`Invalid image name ${JSON.stringify(image)}: ${problem}`);
  const dryRun = dryRunOf(call);
  const interactive = flags.bool('stdin');
  if (flags.bool('tty') && !interactive) throw usageError(call, '-i/--stdin is required for containers with -t/--tty=true');
  if (flags.bool('expose') && flags.string('port') === '') throw usageError(call, '--port must be set when exposing a service');
  const attached = flags.bool('attach') || (interactive && !flags.changed('attach'));
  if (flags.bool('rm') && !attached) throw new CommandError('--rm should only be used for attached containers');
  if (attached && dryRun !== 'none') throw usageError(call, "--dry-run=[server|client] can't be used with attached containers options (--attach, --stdin, or --tty)");
  const policy = flags.string('image-pull-policy');
  if (policy !== '' && !['Always', 'IfNotPresent', 'Never'].includes(policy)) throw usageError(call, `invalid image pull policy: ${policy}`);
  const restart = flags.string('restart') || 'Always';
  if (!['Always', 'OnFailure', 'Never'].includes(restart)) throw usageError(call, `invalid restart policy: ${restart}`);
  return { name, image, restart, attached };
}

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const pair = part.split('=');
      if (pair.length !== 2 || pair[0] === '') throw new CommandError(`unexpected label spec: ${part}`);
      return pair as [string, string];
    }),
  );
}

function envOf(list: readonly string[]): Json[] {
  return list.map((text) => {
    const at = text.indexOf('=');
    if (at <= 0) throw new CommandError(`invalid env: ${text}`);
    return { name: text.slice(0, at), value: text.slice(at + 1) };
  });
}

function annotationsOf(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    list.map((text) => {
      const at = text.indexOf('=');
      if (at <= 0) throw new CommandError(`unexpected annotation spec: ${text}`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function portOf(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new CommandError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  return Number(text);
}

function containerOf(call: Call, { name, image }: Asked): Json {
  const { flags } = call;
  const rest = call.args.slice(1);
  const env = envOf(flags.list('env'));
  const policy = flags.string('image-pull-policy');
  return {
    name,
    image,
    ...(rest.length > 0 ? { [flags.bool('command') ? 'command' : 'args']: rest } : {}),
    ...(flags.string('port') ? { ports: [{ containerPort: portOf(flags.string('port')) }] } : {}),
    ...(env.length > 0 ? { env } : {}),
    resources: {},
    ...(policy ? { imagePullPolicy: policy } : {}),
    ...(flags.changed('privileged') ? { securityContext: { privileged: flags.bool('privileged') } } : {}),
    ...(flags.bool('stdin') ? { stdin: true, ...(flags.bool('leave-stdin-open') ? {} : { stdinOnce: true }) } : {}),
    ...(flags.bool('tty') ? { tty: true } : {}),
  };
}

function podOf(call: Call, asked: Asked): Json {
  const { flags, factory } = call;
  const { namespace, explicit } = factory.namespace();
  const labels = flags.string('labels') ? labelsOf(flags.string('labels')) : { run: asked.name };
  const annotations = flags.list('annotations');
  return {
    kind: 'Pod',
    apiVersion: 'v1',
    metadata: { name: asked.name, ...(explicit ? { namespace } : {}), labels, ...(annotations.length > 0 ? { annotations: annotationsOf(annotations) } : {}) },
    spec: { containers: [containerOf(call, asked)], restartPolicy: asked.restart, dnsPolicy: 'ClusterFirst' },
    status: {},
  };
}

function serviceOf(call: Call, pod: Json): Json {
  const { name, labels, namespace } = pod.metadata;
  const port = portOf(call.flags.string('port'));
  return {
    kind: 'Service',
    apiVersion: 'v1',
    metadata: { name, ...(namespace ? { namespace } : {}) },
    spec: { ports: [{ protocol: 'TCP', port, targetPort: port }], selector: labels },
    status: { loadBalancer: {} },
  };
}

/** --overrides, laid over a generated object as --override-type says. */
export function override(call: Call, object: Json): Json {
  const text = call.flags.string('overrides');
  if (text === '') return object;
  const type = call.flags.string('override-type');
  let patch: Json;
  try {
    patch = JSON.parse(text);
  } catch {
    throw new CommandError(type === 'json' ? 'invalid JSON document' : 'Invalid JSON Patch');
  }
  if (type === 'json') return applyJsonPatch(object, patch);
  if (type === 'strategic') return strategicMergePatch(object, patch, lookupKind(object.apiVersion, object.kind));
  if (type !== 'merge') throw new CommandError(`invalid override type: ${type}`);
  return mergePatch(object, patch);
}

/** The namespace that an override names must be the one that is meant. */
function checkNamespace(call: Call, object: Json): void {
  const { namespace, explicit } = call.factory.namespace();
  const given = object.metadata.namespace;
  if (explicit && given && given !== namespace)
    throw new CommandError(
      `the namespace from the provided object ${JSON.stringify(given)} does not match the namespace ${JSON.stringify(namespace)}. You must pass '--namespace=${given}' to perform this operation.`,
    );
}

function make(call: Call, object: Json): Json {
  const body = call.flags.bool('save-config') ? withLastApplied(object) : object;
  return dryRunOf(call) === 'client' ? body : post(call, body);
}

export const run: Verb = {
  command: 'run',
  *run(call): Program<number> {
    const { flags } = call;
    const asked = check(call);
    const printer = typedPrinter(call, 'created');
    const pod = override(call, podOf(call, asked));
    checkNamespace(call, pod);
    if (asked.attached) {
      const made = make(call, pod);
      return yield* runAttached(call, flags.bool('expose') ? [made, make(call, serviceOf(call, pod))] : [made]);
    }
    const write = call.environment.stdout;
    if (flags.bool('expose')) {
      printer.print(make(call, serviceOf(call, podOf(call, asked))), write);
      if (dryRunOf(call) !== 'none' && flags.string('output') === 'yaml') write('---\n');
    }
    printer.print(make(call, pod), write);
    return 0;
  },
};

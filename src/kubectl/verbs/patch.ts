// kubectl patch: changes some fields of an object.
import { checkJson } from '../../apimachinery/goJson.ts';
import { mergePatch } from '../../apimachinery/jsonMerge.ts';
import { applyJsonPatch } from '../../apimachinery/jsonPatch.ts';
import { deepCopy, deepEqual, type Json } from '../../apimachinery/object.ts';
import { badRequest } from '../../apimachinery/status.ts';
import { strategicMergePatch } from '../../apimachinery/strategicMerge.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import { lookupKind } from '../../apis/schema.ts';
import { type Call, CommandError, type Program, type Verb } from '../call.ts';
import { dryRunOf, operationPrinter } from '../printers/index.ts';
import { buildResources, fileOptionsOf, type Info } from '../resources/index.ts';
import { causePatch } from './changeCause.ts';
import { patchInfo, type PatchType } from './write.ts';

const types = ['json', 'merge', 'strategic'];

/** A patch, or what is wrong with its JSON. */
type Given = { patch: Json } | { error: string };

function patchOf(call: Call): Given {
  const { flags, environment } = call;
  const file = flags.string('patch-file');
  if (flags.changed('patch') && file) throw new CommandError('cannot specify --patch and --patch-file together');
  const text = file ? environment.files.readFile(file) : flags.string('patch');
  if (text === '' || text.trim() === '') throw new CommandError('must specify --patch or --patch-file containing the contents of the patch');
  // What begins as JSON is not read as YAML: whoever is to apply it says what is wrong (yaml.ToJSON).
  const checked = text.trimStart().startsWith('{') ? checkJson(text) : undefined;
  if (checked && 'error' in checked) return checked;
  try {
    return { patch: parseYaml(text) };
  } catch (error) {
    throw new CommandError(`unable to parse ${JSON.stringify(text)}: ${(error as Error).message}`);
  }
}

function typeOf(call: Call): PatchType {
  const given = call.flags.string('type').toLowerCase();
  if (!types.includes(given)) throw new CommandError(`--type must be one of [${types.join(' ')}], not ${JSON.stringify(given)}`);
  return given as PatchType;
}

const saidHere: Readonly<Record<string, string>> = { strategic: 'invalid JSON document', merge: 'Invalid JSON Patch' };

/** The patch, where it is one: else what the client or the server says of it. */
function readable(given: Given, type: PatchType, here: boolean): Json {
  if ('patch' in given) return given.patch;
  if (here) throw new CommandError(saidHere[type] ?? given.error);
  throw badRequest(type === 'strategic' ? given.error : `error decoding patch: ${given.error}`);
}

/** The patch applied here, for --local and --dry-run=client. */
function applyHere(object: Json, type: PatchType, patch: Json): Json {
  if (type === 'json') return applyJsonPatch(deepCopy(object), patch);
  if (type === 'merge') return mergePatch(deepCopy(object), patch);
  const schema = lookupKind(object.apiVersion, object.kind);
  if (!schema) throw new CommandError(`cannot apply strategic merge patch to unregistered type ${object.apiVersion}/${object.kind}, try using --type merge`);
  return strategicMergePatch(deepCopy(object), patch, schema);
}

function patchOne(call: Call, info: Info, type: PatchType, given: Given): void {
  const { flags } = call;
  const subresource = flags.string('subresource');
  const here = flags.bool('local') || dryRunOf(call) === 'client';
  const patch = readable(given, type, here);
  const before = info.object;
  const options = subresource ? { subresource } : {};
  const patched = here ? applyHere(before, type, patch) : patchInfo(call, info, type, patch, options);
  const cause = here ? undefined : causePatch(call);
  const after = cause ? patchInfo(call, info, 'merge', cause, options) : patched;
  const changed = here ? !deepEqual(before, patched) : before?.metadata?.resourceVersion !== patched.metadata?.resourceVersion;
  // A server dry run changes no version: what it would change shows in the object.
  const didChange = changed || (dryRunOf(call) === 'server' && !deepEqual(before, patched));
  // What a client's dry run patches is told as if it were done, as the real one does.
  const dryRun = dryRunOf(call) === 'client' ? 'none' : dryRunOf(call);
  operationPrinter(call, didChange ? 'patched' : 'patched (no change)', { dryRun }).print(after, call.environment.stdout);
}

export const patch: Verb = {
  command: 'patch',
  *run(call): Program<number> {
    const { flags } = call;
    const type = typeOf(call);
    const change = patchOf(call);
    if (flags.bool('local') && dryRunOf(call) === 'server') throw new CommandError('cannot specify --local and --dry-run=server - did you mean --dry-run=client?');
    if (flags.bool('local') && call.args.length > 0) throw new CommandError('cannot specify --local and server resources');
    operationPrinter(call, 'patched');
    const local = flags.bool('local');
    const subresource = flags.string('subresource');
    const result = yield* buildResources(call, {
      files: fileOptionsOf(call),
      args: call.args,
      continueOnError: true,
      flatten: true,
      local,
      ...(local ? {} : { latest: true }),
      ...(subresource ? { subresource } : {}),
    });
    let count = 0;
    yield* result.visit((info) => {
      patchOne(call, info, type, change);
      count++;
    });
    if (count === 0) throw new CommandError('no objects passed to patch');
    return 0;
  },
};

// Patches: strategic merges for the object that they name or for a target, and lists of JSON patch operations for a target.
import { applyJsonPatch } from '../../apimachinery/jsonPatch.ts';
import { deepEqual, type Json } from '../../apimachinery/object.ts';
import { parseYamlStrictly, splitYamlDocuments, toYaml } from '../../apimachinery/yaml.ts';
import { lookupKind } from '../../apis/schema.ts';
import type { Environment } from '../environment.ts';
import { CommandError } from '../errors.ts';
import { load } from './files.ts';
import { mergeValue } from './merge.ts';
import { idOf, idText, isMap, newResource, remember, type Resource, sameId } from './resource.ts';
import { selects } from './selectors.ts';

type Parsed = { merges: Json[] } | { operations: Json[] } | undefined;

const isObject = (document: Json): boolean => isMap(document) && Boolean(document.kind) && Boolean(document.metadata?.name);

function parse(text: string): Parsed {
  try {
    // A list in brackets is JSON; only one with dashes is YAML.
    if (text.startsWith('[')) JSON.parse(text);
    const documents = splitYamlDocuments(text)
      .map(parseYamlStrictly)
      .filter((d) => d !== null);
    if (documents.length === 1 && Array.isArray(documents[0])) return documents[0].every(isMap) ? { operations: documents[0] } : undefined;
    return documents.length > 0 && documents.every(isObject) ? { merges: documents } : undefined;
  } catch {
    return undefined;
  }
}

function mergeInto(resources: Resource[], target: Resource, patch: Json, options: Json = {}): void {
  const { apiVersion, kind, metadata } = target.object;
  const merged = mergeValue(target.object, patch, lookupKind(apiVersion ?? '', kind ?? ''));
  if (merged === undefined) {
    resources.splice(resources.indexOf(target), 1);
    return;
  }
  const before = idOf(target);
  merged.apiVersion = options.allowKindChange ? merged.apiVersion : apiVersion;
  merged.kind = options.allowKindChange ? merged.kind : kind;
  merged.metadata = { ...merged.metadata, ...(options.allowNameChange ? {} : { name: metadata.name }) };
  if (metadata.namespace) merged.metadata.namespace = metadata.namespace;
  else delete merged.metadata.namespace;
  if (!deepEqual(before, idOf({ ...target, object: merged }))) remember(target);
  target.object = merged;
}

function operate(target: Resource, operations: readonly Json[]): void {
  try {
    target.object = applyJsonPatch(target.object, operations as Json[]);
  } catch (error) {
    throw new CommandError((error as Error).message.replace(/: (Unable) /, ': unable '));
  }
}

/** The one object that a merge patch names. */
function namedBy(resources: readonly Resource[], patch: Json): Resource {
  const id = idOf(newResource(patch));
  const found = resources.filter((resource) => [idOf(resource), ...resource.previous].some((known) => sameId(known, id)));
  const trouble = found.length === 0 ? `no matches for Id ${idText(id)}` : `multiple matches for Id ${idText(id)}`;
  if (found.length !== 1) throw new CommandError(`no resource matches strategic merge patch ${JSON.stringify(idText(id))}: ${trouble}; failed to find unique target for patch ${idText(id)}`);
  return found[0] as Resource;
}

const configured = (plugin: string, config: Json, why: string): CommandError => new CommandError(`trouble configuring builtin ${plugin} with config: \`\n${toYaml(config)}\`: ${why}`);

function textOf(environment: Environment, folder: string, { path, patch }: Json, refuse: (why: string) => CommandError): string {
  if (!path) return patch;
  try {
    return load(environment, folder, path);
  } catch (error) {
    throw refuse(`failed to get the patch file from path(${path}): ${(error as Error).message}`);
  }
}

/** One entry of `patches`, or of the older list of JSON patches. */
export function applyPatch(environment: Environment, folder: string, resources: Resource[], entry: Json, plugin = 'PatchTransformer'): void {
  const refuse = (why: string): CommandError => configured(plugin, entry, why);
  if (!entry.path && !entry.patch) throw refuse(`must specify one of patch and path in\n${toYaml(entry).trimEnd()}`);
  if (entry.path && entry.patch) throw refuse(`patch and path can't be set at the same time\n${toYaml(entry).trimEnd()}`);
  const text = textOf(environment, folder, entry, refuse);
  const parsed = parse(text);
  const origin = `[${entry.path ? `path: ${JSON.stringify(entry.path)}` : `patch: ${JSON.stringify(text)}`}]`;
  if (!parsed) throw refuse(`unable to parse SM or JSON patch from ${origin}`);
  const targets = entry.target && resources.filter((resource) => selects(entry.target, resource));
  if ('operations' in parsed) {
    if (!targets) throw new CommandError(`must specify a target for JSON patch ${origin}`);
    for (const target of targets) operate(target, parsed.operations);
    return;
  }
  for (const patch of parsed.merges) for (const target of targets ?? [namedBy(resources, patch)]) mergeInto(resources, target, patch, entry.options);
}

/** One entry of the older list of merge patches: a file, or the patch itself. */
export function applyMergePatch(environment: Environment, folder: string, resources: Resource[], entry: string): void {
  const inline = entry.includes('\n') || entry.includes('{');
  let text = entry;
  try {
    if (!inline) text = load(environment, folder, entry);
  } catch (error) {
    throw configured('PatchStrategicMergeTransformer', { paths: [entry] }, (error as Error).message);
  }
  const parsed = parse(text);
  if (!parsed || 'operations' in parsed) throw configured('PatchStrategicMergeTransformer', { paths: [entry] }, `unable to parse SM patch from [${entry}]`);
  for (const patch of parsed.merges) mergeInto(resources, namedBy(resources, patch), patch);
}

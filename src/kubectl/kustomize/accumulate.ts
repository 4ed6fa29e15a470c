// One folder's kustomization: its resources, those of its bases and components, what it generates, and what it does to all of them.
import { deepCopy, type Json } from '../../apimachinery/object.ts';
import { parseYamlStrictly, splitYamlDocuments, toYaml } from '../../apimachinery/yaml.ts';
import type { Environment } from '../environment.ts';
import { CommandError } from '../errors.ts';
import { absolute, checkFolder, kustomizationIn, load } from './files.ts';
import { addConfiguration, type Configurations } from './configurations.ts';
import { generate, type Generated } from './generators.ts';
import { type Kustomization, readKustomization } from './kustomization.ts';
import { applyMergePatch, applyPatch } from './patches.ts';
import { runGeneratorPlugins, runTransformerPlugins } from './plugins.ts';
import { applyReplacement } from './replacements.ts';
import { goIdText, idOf, idText, newResource, type Resource, sameId } from './resource.ts';
import { addAffix, addAnnotations, addCommonLabels, addLabels, setImage, setNamespace, setReplicas } from './transformers.ts';
import { addVars, type Var } from './vars.ts';

export interface Folder {
  environment: Environment;
  path: string;
  /** The folders that led here. */
  from: readonly string[];
  /** What was declared so far, here and in the bases. */
  vars: Var[];
  /** What files say of other kinds, here and in the bases. */
  configurations: Configurations;
}

const textOf = (error: unknown): string => (error as Error).message;

/** Objects of a list stand for themselves. */
const flattened = (document: Json): Json[] => (Array.isArray(document?.items) && /List$/.test(document.kind ?? '') ? document.items : [document]);

function goMeta({ apiVersion = '', kind = '', metadata = {} }: Json): string {
  const map = (value: Json): string =>
    `map[${Object.entries(value ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${k}:${v}`)
      .join(' ')}]`;
  return `{{${apiVersion} ${kind}} {{${metadata.name ?? ''} ${metadata.namespace ?? ''}} ${map(metadata.labels)} ${map(metadata.annotations)}}}`;
}

class Malformed extends CommandError {}

function documentsIn(text: string, file: string): Resource[] {
  let documents: Json[];
  try {
    documents = splitYamlDocuments(text)
      .map(parseYamlStrictly)
      .filter((d) => d !== null);
  } catch (error) {
    throw new Malformed(`accumulating resources from '${file}': MalformedYAMLError: ${textOf(error).replace('yaml: line 1: ', 'yaml: ')} in File: ${file}`);
  }
  return documents.flatMap(flattened).map((object) => {
    if (!object.kind) throw new CommandError(`missing kind in object ${goMeta(object)}`);
    if (!object.metadata?.name && !object.metadata?.generateName) throw new CommandError(`missing metadata.name in object ${goMeta(object)}`);
    return newResource(object);
  });
}

function append(resources: Resource[], added: readonly Resource[]): void {
  for (const one of added) {
    if (resources.some((known) => sameId(idOf(known), idOf(one)))) throw new CommandError(`may not add resource with an already registered id: ${idText(idOf(one))}`);
    resources.push(one);
  }
}

function wrapped<T>(prefix: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Malformed) throw error;
    throw new CommandError(`${prefix}${textOf(error)}`);
  }
}

/** A web address's text. There is no network beyond what the environment answers. */
function download(environment: Environment, url: string): string {
  const answer = environment.fetch?.(url);
  const { host } = new URL(url);
  if (!answer) throw new CommandError(`Get ${JSON.stringify(url)}: dial tcp: lookup ${host}: no such host`);
  if (answer.code >= 400) throw new CommandError(`unexpected response code ${answer.code} from ${JSON.stringify(url)}`);
  return answer.text;
}

const isWeb = (entry: string): boolean => /^https?:\/\//.test(entry);
const isRepository = (entry: string): boolean => /^(git::|ssh:\/\/|git@|(https?:\/\/)?github\.com[/:])|\.git(\/\/|\?|$)|\?(.*&)?(ref|version)=/.test(entry);

/** Repositories are fetched with git, which reaches nobody here. */
function unreachable(entry: string): CommandError {
  const address = entry.replace(/^git::/, '').replace(/(\/\/(?!\/)|\?)(?<!:\/\/).*$/, '');
  const url = /^[a-z]+:\/\/|@/.test(address) ? address : `https://${address}`;
  const host = url.replace(/^[a-z]+:\/\//, '').split(/[/:]/)[0];
  const ref = /[?&](?:ref|version)=([^&]+)/.exec(entry)?.[1] ?? 'HEAD';
  return new CommandError(`failed to run '/usr/bin/git fetch --depth=1 ${url} ${ref}': fatal: unable to access '${url}/': Could not resolve host: ${host}\n: exit status 128`);
}

/** The resources of a file. */
function fromFile({ environment, path }: Folder, entry: string, resources: Resource[]): void {
  const text = (): string => (isWeb(entry) && !isRepository(entry) ? download(environment, entry) : load(environment, path, entry));
  const found = wrapped(`accumulating resources from '${entry}': `, () => documentsIn(text(), entry));
  wrapped(`merging resources from '${entry}': `, () => append(resources, found));
}

function inFolder(folder: Folder, _entry: string, at: string): Folder {
  checkFolder(folder.environment, at);
  const seen = [...folder.from, folder.path].find((known) => known === at || known.startsWith(`${at}/`));
  if (seen) throw new CommandError(`cycle detected: candidate root '${at}' contains visited root '${seen}'`);
  return { ...folder, path: at, from: [...folder.from, folder.path] };
}

function addEntry(folder: Folder, entry: string, resources: Resource[]): void {
  try {
    fromFile(folder, entry, resources);
  } catch (asFile) {
    if (asFile instanceof Malformed) throw asFile;
    const at = absolute(folder.path, entry);
    const why = wrapped(`accumulation err='${textOf(asFile)}': `, () => {
      if (isRepository(entry)) throw unreachable(entry);
      const base = inFolder(folder, entry, at);
      const kustomization = wrapped(`couldn't make target for path '${at}': `, () => open(base));
      return { base, kustomization };
    });
    if (why.kustomization.kind === 'Component') throw new CommandError(`accumulation err='${textOf(asFile)}': expected kind != 'Component' for path '${at}'`);
    const own: Resource[] = [];
    wrapped(`accumulation err='${textOf(asFile)}': recursed accumulation of path '${at}': `, () => accumulate(why.base, why.kustomization, own));
    wrapped(`accumulation err='${textOf(asFile)}': recursed merging from path '${at}': `, () => append(resources, own));
  }
}

function addComponent(folder: Folder, entry: string, resources: Resource[]): void {
  const at = absolute(folder.path, entry);
  const base = wrapped('loader.New "', () => {
    try {
      return inFolder(folder, entry, at);
    } catch (error) {
      throw new CommandError(`${textOf(error)}"`);
    }
  });
  const kustomization = open(base);
  if (kustomization.kind !== 'Component') throw new CommandError(`accumulateDirectory: "expected kind 'Component' for path '${at}' but got '${kustomization.kind ?? 'Kustomization'}'"`);
  wrapped(`recursed accumulation of path '${at}': `, () => accumulate(base, kustomization, resources));
}

/** Adds what was generated, or lets it change what is there. */
function absorb(resources: Resource[], { resource, behavior }: Generated): void {
  const id = idOf(resource);
  const index = resources.findIndex((known) => [idOf(known), ...known.previous].some((other) => sameId(other, id)));
  const refuse = (why: string): CommandError => new CommandError(`merging from generator &{0xc000000000 <nil>}: id ${goIdText(id)} ${why}`);
  const old = resources[index];
  if (!old) {
    if (behavior === 'merge' || behavior === 'replace') throw refuse('does not exist; cannot merge or replace');
    resources.push(resource);
    return;
  }
  if (behavior !== 'merge' && behavior !== 'replace') throw refuse('exists; behavior must be merge or replace');
  const { object } = resource;
  const metadata = { ...old.object.metadata };
  for (const field of ['labels', 'annotations']) if (object.metadata[field] || metadata[field]) metadata[field] = { ...metadata[field], ...object.metadata[field] };
  const merged: Json = { ...(behavior === 'merge' ? old.object : {}), ...object, metadata };
  if (behavior === 'merge') for (const field of ['data', 'binaryData']) if (old.object[field] || object[field]) merged[field] = { ...old.object[field], ...object[field] };
  resources[index] = { ...old, object: merged };
}

/** Configurations are read; the other files only have to be there: what they say of types is known here. */
function readFiles({ environment, path, configurations: known }: Folder, { crds = [], openapi, configurations = [] }: Kustomization): void {
  for (const file of configurations) addConfiguration(known, load(environment, path, file));
  for (const file of crds) wrapped(`loading CRDs [${crds.join(' ')}]: `, () => load(environment, path, file));
  if (openapi?.path) load(environment, path, openapi.path);
  if (openapi?.version) throw new CommandError('the specified OpenAPI version is not built in');
}

function runGenerators(folder: Folder, kustomization: Kustomization, resources: Resource[]): void {
  const { environment, path } = folder;
  const [chart] = kustomization.helmCharts ?? chartsOfOld(kustomization);
  if (chart) throw new CommandError(`trouble configuring builtin HelmChartInflationGenerator with config: \`\n${toYaml(chart)}\`: must specify --enable-helm`);
  for (const [field, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const) {
    for (const args of kustomization[field] ?? []) absorb(resources, generate(environment, path, kind, args, kustomization.generatorOptions));
  }
  for (const generated of runGeneratorPlugins(folder, kustomization.generators ?? [])) absorb(resources, generated);
}

const chartsOfOld = ({ helmChartInflationGenerator = [] }: Kustomization): Json[] => helmChartInflationGenerator.map(({ chartName, ...chart }: Json) => ({ name: chartName, ...chart }));

/** In this order, whatever the order in the file. */
function runTransformers({ environment, path, configurations }: Folder, k: Kustomization, resources: Resource[]): void {
  for (const entry of k.patchesStrategicMerge ?? []) applyMergePatch(environment, path, resources, entry);
  for (const entry of k.patches ?? []) applyPatch(environment, path, resources, entry);
  if (k.namespace) setNamespace(resources, k.namespace);
  if (k.namePrefix) addAffix(resources, k.namePrefix, 'prefix');
  if (k.nameSuffix) addAffix(resources, k.nameSuffix, 'suffix');
  for (const entry of k.labels ?? []) addLabels(resources, entry, configurations.commonLabels);
  if (k.commonLabels) addCommonLabels(resources, k.commonLabels, configurations.commonLabels);
  if (k.commonAnnotations) addAnnotations(resources, k.commonAnnotations, configurations.commonAnnotations);
  for (const entry of k.patchesJson6902 ?? []) applyPatch(environment, path, resources, entry, 'PatchJson6902Transformer');
  for (const entry of k.replicas ?? []) setReplicas(resources, entry, configurations.replicas);
  for (const entry of k.images ?? []) setImage(resources, entry, configurations.images);
  for (const entry of k.replacements ?? []) applyReplacement(environment, path, resources, entry);
  runTransformerPlugins({ environment, path }, k.transformers ?? [], resources);
  // Validators may refuse, and are transformers that change nothing.
  runTransformerPlugins({ environment, path }, k.validators ?? [], deepCopy(resources));
}

/** Reads the kustomization of a folder, and says what in it is old. */
export function open({ environment, path }: Folder): Kustomization {
  const { kustomization, warnings } = readKustomization(kustomizationIn(environment, path), path);
  for (const warning of warnings) environment.stderr(`${warning}\n`);
  return kustomization;
}

/** Adds what the kustomization brings to `resources`, and does to all of them what it says. */
export function accumulate(folder: Folder, kustomization: Kustomization, resources: Resource[]): void {
  wrappedAll('accumulating resources: ', () => {
    for (const entry of kustomization.resources ?? []) addEntry(folder, entry, resources);
  });
  wrappedAll('accumulating components: ', () => {
    for (const entry of kustomization.components ?? []) addComponent(folder, entry, resources);
  });
  readFiles(folder, kustomization);
  addVars(folder.vars, kustomization.vars ?? []);
  runGenerators(folder, kustomization, resources);
  runTransformers(folder, kustomization, resources);
}

function wrappedAll(prefix: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    throw new CommandError(`${prefix}${textOf(error)}`);
  }
}

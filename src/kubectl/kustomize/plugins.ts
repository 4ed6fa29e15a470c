// generators, transformers and validators: kustomize's own plugins, each configured by an object of its own. Others are programs, which kubectl does not run.
import type { Json } from '../../apimachinery/object.ts';
import { parseYamlStrictly, splitYamlDocuments } from '../../apimachinery/yaml.ts';
import type { Environment } from '../environment.ts';
import { CommandError } from '../errors.ts';
import { changeFields } from './fieldSpecs.ts';
import { absolute, kindOf, load } from './files.ts';
import { generate, type Generated } from './generators.ts';
import { applyMergePatch, applyPatch } from './patches.ts';
import { applyReplacement } from './replacements.ts';
import { idOf, idText, isMap, kindText, newResource, type Resource } from './resource.ts';
import { addAffix, setImage, setNamespace, setReplicas } from './transformers.ts';

interface Place {
  environment: Environment;
  path: string;
}

type Transformer = (resources: Resource[], config: Json, place: Place) => void;

const pairsInto =
  (field: string): Transformer =>
  (resources, config) => {
    if (!config.fieldSpecs) throw failed(config, 'fieldSpecs is not expected to be nil');
    for (const resource of resources) changeFields(resource, config.fieldSpecs, (found) => ({ ...(isMap(found) ? found : {}), ...config[field] }));
  };

const affix =
  (side: 'prefix' | 'suffix'): Transformer =>
  (resources, config) => {
    if (!config.fieldSpecs) throw failed(config, 'fieldSpecs is not expected to be nil');
    addAffix(resources, config[side] ?? '', side);
  };

const patchWith: Transformer = (resources, { patch, path, target, options, jsonOp }, { environment, path: folder }) =>
  applyPatch(environment, folder, resources, { ...(path ? { path } : { patch: patch ?? jsonOp }), ...(target ? { target } : {}), ...(options ? { options } : {}) });

const transformers: Readonly<Record<string, Transformer>> = {
  PrefixTransformer: affix('prefix'),
  SuffixTransformer: affix('suffix'),
  PrefixSuffixTransformer: (resources, { prefix, suffix }) => {
    if (prefix) addAffix(resources, prefix, 'prefix');
    if (suffix) addAffix(resources, suffix, 'suffix');
  },
  LabelTransformer: pairsInto('labels'),
  AnnotationsTransformer: pairsInto('annotations'),
  NamespaceTransformer: (resources, { metadata, unsetOnly }) =>
    setNamespace(unsetOnly ? resources.filter(({ object }) => object.kind !== 'Namespace' && !object.metadata.namespace) : resources, metadata?.namespace ?? ''),
  ImageTagTransformer: (resources, { imageTag }) => setImage(resources, imageTag ?? {}),
  ReplicaCountTransformer: (resources, { replica }) => setReplicas(resources, replica ?? {}),
  PatchTransformer: patchWith,
  PatchJson6902Transformer: patchWith,
  PatchStrategicMergeTransformer: (resources, { paths = [], patches }, { environment, path }) => {
    for (const entry of [...paths, ...(patches ? [patches] : [])]) applyMergePatch(environment, path, resources, entry);
  },
  ReplacementTransformer: (resources, { replacements = [] }, { environment, path }) => {
    for (const entry of replacements) applyReplacement(environment, path, resources, entry);
  },
};

const failed = (config: Json, why: string): CommandError => new CommandError(`plugin ${idText(idOf(newResource(config)))} fails configuration: ${why}`);

/** The objects that an entry names: a file's, a folder's, or those that it is itself. */
function configsIn({ environment, path }: Place, entry: string): Json[] {
  const isInline = entry.includes('\n') || kindOf(environment, absolute(path, entry)) === undefined;
  const text = isInline && /^\s*(apiVersion|kind|metadata)\s*:/m.test(entry) ? entry : load(environment, path, entry);
  return splitYamlDocuments(text)
    .map(parseYamlStrictly)
    .filter((document) => document !== null);
}

function unknown({ apiVersion = '', kind = '' }: Json): CommandError {
  if (apiVersion === 'builtin') return new CommandError(`unable to load builtin ${kindText({ group: '', version: 'builtin', kind })}`);
  return new CommandError(`external plugins disabled; unable to load external plugin '${kind}'`);
}

export function runTransformerPlugins(place: Place, entries: readonly string[], resources: Resource[]): void {
  for (const config of entries.flatMap((entry) => configsIn(place, entry))) {
    const transformer = config.apiVersion === 'builtin' ? transformers[config.kind] : undefined;
    if (!transformer) throw unknown(config);
    transformer(resources, config, place);
  }
}

const kinds: Readonly<Record<string, 'ConfigMap' | 'Secret'>> = { ConfigMapGenerator: 'ConfigMap', SecretGenerator: 'Secret' };

export function runGeneratorPlugins(place: Place, entries: readonly string[]): Generated[] {
  return entries
    .flatMap((entry) => configsIn(place, entry))
    .map((config) => {
      const kind = config.apiVersion === 'builtin' ? kinds[config.kind] : undefined;
      if (!kind) throw unknown(config);
      const { name, namespace } = config.metadata ?? {};
      return generate(place.environment, place.path, kind, { ...config, name, ...(namespace ? { namespace } : {}) }, {});
    });
}

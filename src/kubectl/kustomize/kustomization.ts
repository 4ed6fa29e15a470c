// kustomization.yaml: what may be in it, what it means by older names, and what is wrong with it.
import type { Json } from '../../apimachinery/object.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import { CommandError } from '../errors.ts';
import { isMap } from './resource.ts';

export type Kustomization = Record<string, Json>;

type Shape = 'string' | 'bool' | 'int' | 'any' | { list: Shape } | { map: Shape } | { struct: string; fields: Readonly<Record<string, Shape>> };

const struct = (name: string, fields: Readonly<Record<string, Shape>>): Shape => ({ struct: name, fields });
const list = (of: Shape): Shape => ({ list: of });
const strings = list('string');
const labels: Shape = { map: 'string' };

const selector = struct('Selector', { group: 'string', version: 'string', kind: 'string', name: 'string', namespace: 'string', annotationSelector: 'string', labelSelector: 'string' });
const generatorOptions = struct('GeneratorOptions', { labels, annotations: labels, disableNameSuffixHash: 'bool', immutable: 'bool' });
const sources = { namespace: 'string', name: 'string', behavior: 'string', literals: strings, files: strings, envs: strings, env: 'string', options: generatorOptions } as const;
const patch = struct('Patch', { path: 'string', patch: 'string', target: selector, options: { map: 'bool' } });
const fieldSpec = struct('FieldSpec', { group: 'string', version: 'string', kind: 'string', path: 'string', create: 'bool' });
const fieldOptions = struct('FieldOptions', { delimiter: 'string', index: 'int', encoding: 'string', create: 'bool' });
const id = { group: 'string', version: 'string', kind: 'string', name: 'string', namespace: 'string' } as const;
const replacement = struct('ReplacementField', {
  path: 'string',
  source: struct('SourceSelector', { ...id, fieldPath: 'string', options: fieldOptions }),
  sourceValue: 'string',
  targets: list(struct('TargetSelector', { select: selector, reject: list(selector), fieldPaths: strings, options: fieldOptions })),
});
const image = struct('Image', { name: 'string', newName: 'string', tagSuffix: 'string', newTag: 'string', digest: 'string' });

const shape = struct('Kustomization', {
  apiVersion: 'string',
  kind: 'string',
  metadata: 'any',
  openapi: labels,
  namePrefix: 'string',
  nameSuffix: 'string',
  namespace: 'string',
  commonLabels: labels,
  labels: list(struct('Label', { pairs: labels, includeSelectors: 'bool', includeTemplates: 'bool', fields: list(fieldSpec) })),
  commonAnnotations: labels,
  patchesStrategicMerge: strings,
  patchesJson6902: list(patch),
  patches: list(patch),
  images: list(image),
  imageTags: list(image),
  replacements: list(replacement),
  replicas: list(struct('Replica', { name: 'string', count: 'int' })),
  vars: 'any',
  sortOptions: struct('SortOptions', { order: 'string', legacySortOptions: struct('LegacySortOptions', { orderFirst: strings, orderLast: strings }) }),
  resources: strings,
  components: strings,
  crds: strings,
  bases: strings,
  configMapGenerator: list(struct('ConfigMapArgs', sources)),
  secretGenerator: list(struct('SecretArgs', { ...sources, type: 'string' })),
  helmGlobals: 'any',
  helmCharts: 'any',
  helmChartInflationGenerator: 'any',
  generatorOptions,
  configurations: strings,
  generators: strings,
  transformers: strings,
  validators: strings,
  inventory: 'any',
  buildMetadata: strings,
});

const goTypes: Readonly<Record<string, string>> = { string: 'string', bool: 'bool', int: 'int64' };
const jsonKind = (value: Json): string => (Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value);

function goType(of: Shape): string {
  if (typeof of === 'string') return goTypes[of] ?? 'interface {}';
  if ('list' in of) return `[]${goType(of.list)}`;
  return 'map' in of ? `map[string]${goType(of.map)}` : `types.${of.struct}`;
}

/** Refuses what Go's decoder would not read into the type. */
function check(value: Json, of: Shape, owner: string, path: string): void {
  if (value === null || of === 'any') return;
  const wrong = (): CommandError =>
    new CommandError(`invalid Kustomization: json: cannot unmarshal ${jsonKind(value)} into Go ${path ? `struct field ${owner}.${path}` : 'value'} of type ${goType(of)}`);
  if (typeof of === 'string') {
    const kind = jsonKind(value);
    if (kind !== (of === 'int' ? 'number' : of === 'bool' ? 'bool' : 'string')) throw wrong();
  } else if ('list' in of) {
    if (!Array.isArray(value)) throw wrong();
    for (const item of value) check(item, of.list, owner, path);
  } else if (!isMap(value)) throw wrong();
  else if ('map' in of) for (const item of Object.values(value)) check(item, of.map, owner, path);
  else checkFields(value, of.struct, of.fields, path);
}

function checkFields(value: Record<string, Json>, owner: string, fields: Readonly<Record<string, Shape>>, path: string): void {
  for (const [field, child] of Object.entries(value)) {
    const known = fields[field];
    if (!known) throw new CommandError(`invalid Kustomization: json: unknown field ${JSON.stringify(field)}`);
    check(child, known, owner, path ? `${path}.${field}` : field);
  }
}

const editFix = "Run 'kustomize edit fix' to update your Kustomization automatically.";
const deprecated: readonly [field: string, instead: string, note?: string][] = [
  ['bases', 'resources'],
  ['imageTags', 'images'],
  ['commonLabels', 'labels'],
  ['patchesJson6902', 'patches'],
  ['patchesStrategicMerge', 'patches'],
  ['vars', 'replacements', '[EXPERIMENTAL] '],
];

const notContent = new Set(['apiVersion', 'kind', 'metadata']);

/** The kustomization in a text, with older fields under their newer names, and what there is to warn of. */
export function readKustomization(text: string, folder: string): { kustomization: Kustomization; warnings: string[] } {
  let read: Json;
  try {
    read = parseYaml(text);
  } catch (error) {
    throw new CommandError(`invalid Kustomization: ${(error as Error).message}`);
  }
  if (read === null) throw new CommandError('kustomization.yaml is empty');
  check(read, shape, '', '');
  const kustomization: Kustomization = Object.fromEntries(Object.entries(read).filter(([, value]) => value !== null));
  if (!Object.keys(kustomization).some((field) => !notContent.has(field))) throw new CommandError('kustomization.yaml is empty');
  const warnings = deprecated
    .filter(([field]) => kustomization[field] !== undefined)
    .map(([field, instead, note = '']) => `# Warning: '${field}' is deprecated. Please use '${instead}' instead. ${note}${editFix}`);
  const { kind = 'Kustomization', apiVersion } = kustomization;
  const wrong: string[] = [];
  if (kind !== 'Kustomization' && kind !== 'Component') wrong.push('kind should be Kustomization or Component');
  const version = kind === 'Component' ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1';
  if (apiVersion && apiVersion !== version) wrong.push(`apiVersion for ${kind} should be ${version}`);
  if (wrong.length > 0) throw new CommandError(`Failed to read kustomization file under ${folder}:\n${wrong.join('\n')}`);
  return {
    kustomization: { ...kustomization, resources: [...(kustomization.resources ?? []), ...(kustomization.bases ?? [])], images: [...(kustomization.images ?? []), ...(kustomization.imageTags ?? [])] },
    warnings,
  };
}

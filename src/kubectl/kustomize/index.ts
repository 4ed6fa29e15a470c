// kustomize: builds a folder of manifests and what is to be done with them into the manifests that result.
import { toYaml } from '../../apimachinery/yaml.ts';
import type { Environment } from '../environment.ts';
import { configMapHash, secretHash } from '../verbs/create/hash.ts';
import { CommandError } from '../errors.ts';
import { accumulate, open } from './accumulate.ts';
import { fixBackReferences } from './backReferences.ts';
import { noConfigurations } from './configurations.ts';
import type { Kustomization } from './kustomization.ts';
import { absolute, checkFolder } from './files.ts';
import { inLegacyOrder } from './order.ts';
import { remember, type Resource } from './resource.ts';
import { addLabels } from './transformers.ts';
import { replaceVars } from './vars.ts';

/** Names of generated objects end in a hash of what is in them: new content is a new object. */
function addHashes(resources: readonly Resource[]): void {
  for (const resource of resources) {
    if (!resource.needsHash) continue;
    const { object } = resource;
    remember(resource);
    // Neither the name nor whether it may change is part of what kustomize hashes, as they are of what kubectl create does.
    const { immutable: _, ...rest } = object;
    const content = { ...rest, metadata: { name: '' } };
    object.metadata.name = `${object.metadata.name}-${object.kind === 'Secret' ? secretHash(content) : configMapHash(content)}`;
  }
}

function ordered(resources: Resource[], { sortOptions }: Kustomization): Resource[] {
  const order = sortOptions?.order ?? 'legacy';
  if (order !== 'fifo' && order !== 'legacy') throw new CommandError("the field 'sortOptions.order' must be one of [fifo, legacy]");
  return order === 'fifo' ? resources : inLegacyOrder(resources, sortOptions?.legacySortOptions);
}

/** The documents that a folder makes, as YAML. */
export function buildKustomization(environment: Environment, directory: string): string {
  const path = absolute(environment.cwd, directory);
  checkFolder(environment, path, directory);
  const folder = { environment, path, from: [], vars: [], configurations: noConfigurations() };
  const kustomization = open(folder);
  const resources: Resource[] = [];
  accumulate(folder, kustomization, resources);
  addHashes(resources);
  fixBackReferences(resources, folder.configurations.nameReferences);
  replaceVars(resources, folder.vars);
  if (kustomization.buildMetadata?.includes('managedByLabel')) addLabels(resources, { pairs: { 'app.kubernetes.io/managed-by': 'kustomize-(devel)' } });
  return ordered(resources, kustomization)
    .map(({ object }) => toYaml(object))
    .join('---\n');
}

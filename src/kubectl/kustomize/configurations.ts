// `configurations`: files that tell in which fields of other kinds names, labels, images and replicas lie.
import type { Json } from '../../apimachinery/object.ts';
import { parseYaml } from '../../apimachinery/yaml.ts';
import type { FieldSpec } from './fieldSpecs.ts';
import type { NameReference } from './nameReferences.ts';

export interface Configurations {
  nameReferences: NameReference[];
  commonLabels: FieldSpec[];
  commonAnnotations: FieldSpec[];
  images: FieldSpec[];
  replicas: FieldSpec[];
}

export const noConfigurations = (): Configurations => ({ nameReferences: [], commonLabels: [], commonAnnotations: [], images: [], replicas: [] });

/** Adds what a file says to what is known. */
export function addConfiguration(known: Configurations, text: string): void {
  const file = parseYaml(text) ?? {};
  for (const field of ['commonLabels', 'commonAnnotations', 'images', 'replicas'] as const) known[field].push(...(file[field] ?? []));
  for (const { kind, group, fieldSpecs = [] } of file.nameReference ?? []) {
    const target = { kind, ...(group ? { group } : {}) };
    known.nameReferences.push(...fieldSpecs.map((spec: Json) => ({ target, kind: spec.kind ?? '', path: spec.path })));
  }
}

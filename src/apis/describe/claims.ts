// Claims for volumes: whole ones, those inside a pod's volume, and the templates of stateful sets.
import { goValue } from '../../apimachinery/goFormat.ts';
import type { Json } from '../../apimachinery/object.ts';
import { accessModes } from '../support/columns.ts';
import { amountText } from '../support/quantities.ts';
import type { Description } from './description.ts';
import { writeAnnotations, writeLabels } from './metadata.ts';

/** The class of a claim or volume: the old annotation goes before the field. */
export const storageClassText = ({ metadata, spec }: Json): string => metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ?? spec?.storageClassName ?? '';

/** Capacity, access modes and what they belong to: only a claim that names its volume has them. */
export function writeClaimSpec(out: Description, { spec, status }: Json): void {
  const bound = Boolean(spec.volumeName);
  out.field('Capacity', bound ? amountText(status?.capacity?.storage) : '');
  out.field('Access Modes', bound ? accessModes(status?.accessModes) : '');
  if (spec.volumeMode !== undefined) out.field('VolumeMode', spec.volumeMode);
  if (!spec.dataSource) return;
  const { apiGroup, kind, name } = spec.dataSource;
  out.heading('DataSource');
  if (apiGroup !== undefined) out.field('APIGroup', apiGroup, 1);
  out.field('Kind', kind, 1);
  out.field('Name', name, 1);
}

/** The claim inside an ephemeral volume. */
export function writeClaimTemplate(out: Description, { metadata = {}, spec }: Json): void {
  out.field('StorageClass', storageClassText({ metadata, spec }));
  out.field('Volume', spec.volumeName ?? '');
  writeLabels(out, metadata.labels);
  writeAnnotations(out, metadata.annotations);
  writeClaimSpec(out, { spec });
}

/** The claims that a stateful set makes for each of its pods. */
export function writeClaimTemplates(out: Description, claims: Json[] = []): void {
  if (claims.length === 0) out.field('Volume Claims', '<none>');
  else out.heading('Volume Claims');
  for (const claim of claims) {
    const { metadata, spec } = claim;
    const storage = spec.resources?.requests?.storage;
    out.field('Name', metadata.name, 1);
    out.field('StorageClass', storageClassText(claim), 1);
    writeLabels(out, metadata.labels, 'Labels', '  ');
    writeLabels(out, metadata.annotations, 'Annotations', '  ');
    out.field('Capacity', storage === undefined ? '<default>' : amountText(storage), 1);
    out.field('Access Modes', goValue(spec.accessModes ?? []), 1);
  }
}

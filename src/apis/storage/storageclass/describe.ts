// What `kubectl describe storageclass` says.
import { formatLabels } from '../../../apimachinery/labels.ts';
import type { Json } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { trueOrFalse } from '../../describe/metadata.ts';

const isDefault = ({ metadata }: Json): boolean =>
  ['storageclass.kubernetes.io/is-default-class', 'storageclass.beta.kubernetes.io/is-default-class'].some((name) => metadata.annotations?.[name] === 'true');

const requirementText = ({ key, values = [] }: Json): string => `${key} in${values.length > 0 ? ` [${values.join(', ')}]` : ''}`;

function writeTopologies(out: Description, topologies: Json[]): void {
  out.field('AllowedTopologies', topologies.length === 0 ? '<none>' : '');
  topologies.forEach(({ matchLabelExpressions = [] }, i) => out.fields(`Term ${i}`, matchLabelExpressions.map(requirementText), '  '));
}

export const storageClassDescriber: Describer = {
  resource: 'storageclasses.storage.k8s.io',
  describe(storageClass, out) {
    const { metadata, provisioner, parameters, allowVolumeExpansion, mountOptions = [], reclaimPolicy, volumeBindingMode, allowedTopologies } = storageClass;
    out.field('Name', metadata.name);
    out.field('IsDefaultClass', isDefault(storageClass) ? 'Yes' : 'No');
    out.field('Annotations', formatLabels(metadata.annotations));
    out.field('Provisioner', provisioner);
    out.field('Parameters', formatLabels(parameters));
    out.field('AllowVolumeExpansion', allowVolumeExpansion === undefined ? '<unset>' : trueOrFalse(allowVolumeExpansion));
    if (mountOptions.length === 0) out.field('MountOptions', '<none>');
    else out.heading('MountOptions');
    for (const option of mountOptions) out.row(1, option);
    if (reclaimPolicy !== undefined) out.field('ReclaimPolicy', reclaimPolicy);
    if (volumeBindingMode !== undefined) out.field('VolumeBindingMode', volumeBindingMode);
    if (allowedTopologies) writeTopologies(out, allowedTopologies);
  },
};

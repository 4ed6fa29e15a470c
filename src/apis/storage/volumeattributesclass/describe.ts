// What `kubectl describe volumeattributesclass` says.
import { formatLabels } from '../../../apimachinery/labels.ts';
import type { Describer } from '../../describe/contract.ts';

export const volumeAttributesClassDescriber: Describer = {
  resource: 'volumeattributesclasses.storage.k8s.io',
  describe({ metadata, driverName, parameters }, out) {
    out.field('Name', metadata.name);
    out.field('Annotations', formatLabels(metadata.annotations));
    out.field('DriverName', driverName);
    out.field('Parameters', formatLabels(parameters));
  },
};

// What `kubectl describe configmap` says.
import type { Describer } from '../../describe/contract.ts';
import { sortedKeys, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';

export const configMapDescriber: Describer = {
  resource: 'configmaps',
  needsEvents: true,
  describe(map, out) {
    writeName(out, map);
    writeLabelsAndAnnotations(out, map);
    out.piece('\nData\n====\n');
    for (const key of sortedKeys(map.data)) out.piece(`${key}:\n----\n${map.data[key]}\n\n`);
    out.piece('\nBinaryData\n====\n');
    for (const key of sortedKeys(map.binaryData)) out.piece(`${key}: ${Buffer.from(map.binaryData[key], 'base64').length} bytes\n`);
    out.piece('\n');
  },
};

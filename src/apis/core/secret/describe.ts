// What `kubectl describe secret` says: sizes, and of tokens of service accounts the token itself.
import type { Describer } from '../../describe/contract.ts';
import { sortedKeys, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';

export const secretDescriber: Describer = {
  resource: 'secrets',
  events: 'none',
  describe(secret, out) {
    writeName(out, secret);
    writeLabelsAndAnnotations(out, secret);
    out.piece('\n');
    out.field('Type', secret.type ?? '');
    out.piece('\nData\n====\n');
    for (const key of sortedKeys(secret.data)) {
      const bytes = Buffer.from(secret.data[key], 'base64');
      const isToken = key === 'token' && secret.type === 'kubernetes.io/service-account-token';
      out.field(key, isToken ? bytes.toString() : `${bytes.length} bytes`);
    }
  },
};

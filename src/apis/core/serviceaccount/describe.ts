// What `kubectl describe serviceaccount` says.
import type { Json } from '../../../apimachinery/object.ts';
import type { Describer } from '../../describe/contract.ts';
import { writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';

const label = 'Image pull secrets:';

export const serviceAccountDescriber: Describer = {
  resource: 'serviceaccounts',
  describe(account, out) {
    const secrets: string[] = (account.imagePullSecrets ?? []).map(({ name = '' }: Json) => name);
    writeName(out, account);
    writeLabelsAndAnnotations(out, account);
    if (secrets.length === 0) out.row(0, label, '<none>');
    secrets.forEach((name, i) => out.row(0, i === 0 ? label : ' '.repeat(label.length), name));
  },
};

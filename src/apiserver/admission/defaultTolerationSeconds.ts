// A pod stays five minutes on a node that is not ready or cannot be reached, unless it says otherwise.
import type { Json } from '../../apimachinery/object.ts';
import type { AdmissionPlugin } from './types.ts';

const tolerationSeconds = 300;

const tolerates = (toleration: Json, key: string): boolean => (toleration.key === key || !toleration.key) && (!toleration.effect || toleration.effect === 'NoExecute');

export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  mutate({ operation, resourceText, subresource, object }) {
    if (resourceText !== 'pods' || subresource || (operation !== 'CREATE' && operation !== 'UPDATE')) return;
    const tolerations: Json[] = object.spec.tolerations ?? [];
    const missing = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'].filter((key) => !tolerations.some((t) => tolerates(t, key)));
    if (missing.length === 0) return;
    object.spec.tolerations = [...tolerations, ...missing.map((key) => ({ effect: 'NoExecute', key, operator: 'Exists', tolerationSeconds }))];
  },
};

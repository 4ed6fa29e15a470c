// ComponentStatus: whether a control plane component answers. Read only, and made up on the spot by the server.
import type { Json } from '../../../apimachinery/object.ts';
import type { Kind } from '../../kind.ts';

const health: Record<string, string> = { True: 'Healthy', False: 'Unhealthy' };

export const componentStatus: Kind = {
  resource: 'componentstatuses',
  deprecation: 'v1 ComponentStatus is deprecated in v1.19+',
  row: (object) => {
    const condition = (object.conditions ?? []).find((c: Json) => c.type === 'Healthy');
    return [object.metadata.name, health[condition?.status] ?? 'Unknown', condition?.message ?? '', condition?.error ?? ''];
  },
};

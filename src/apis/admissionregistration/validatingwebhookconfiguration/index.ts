// ValidatingWebhookConfiguration: programs outside that judge requests.
import type { Kind } from '../../kind.ts';
import { applyWebhookDefaults } from '../matching.ts';
import { validateWebhooks, webhooksRow } from '../webhooks.ts';

export const validatingWebhookConfiguration: Kind = {
  resource: 'validatingwebhookconfigurations.admissionregistration.k8s.io',
  generation: 'spec',
  applyDefaults: (object) => {
    for (const webhook of object.webhooks ?? []) {
      applyWebhookDefaults(webhook);
    }
  },
  validate: (object) => validateWebhooks(object, false),
  row: (object, { now }) => webhooksRow(object, now),
};

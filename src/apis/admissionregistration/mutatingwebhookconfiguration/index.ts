// MutatingWebhookConfiguration: programs outside that change requests.
import type { Kind } from '../../kind.ts';
import { applyWebhookDefaults } from '../matching.ts';
import { validateWebhooks, webhooksRow } from '../webhooks.ts';

export const mutatingWebhookConfiguration: Kind = {
  resource: 'mutatingwebhookconfigurations.admissionregistration.k8s.io',
  generation: 'spec',
  applyDefaults: (object) => {
    for (const webhook of object.webhooks ?? []) {
      applyWebhookDefaults(webhook);
      webhook.reinvocationPolicy ??= 'Never';
    }
  },
  validate: (object) => validateWebhooks(object, true),
  row: (object, { now }) => webhooksRow(object, now),
};

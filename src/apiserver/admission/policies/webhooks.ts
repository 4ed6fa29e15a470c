// Admission webhooks: no program in the simulation answers as one, so a call fails as it does when nobody is there,
// and the webhook's failure policy decides what that means.
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { internalError } from '../../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from '../types.ts';
import { isMeant } from './evaluation.ts';
import { matches } from './matching.ts';
import { variablesOf } from './variables.ts';

function whyNot(request: AdmissionRequest, { namespace, name, port = 443 }: Json): string {
  const { find, list } = reads(request);
  const service = find('services', name, namespace);
  if (!service) return `service ${JSON.stringify(name)} not found`;
  const slices = list('endpointslices.discovery.k8s.io', namespace).filter((slice) => slice.metadata.labels?.['kubernetes.io/service-name'] === name);
  const ready = slices.flatMap((slice) => slice.endpoints ?? []).some((endpoint: Json) => endpoint.conditions?.ready !== false);
  if (!ready) return `no endpoints available for service ${JSON.stringify(name)}`;
  return `dial tcp ${service.spec.clusterIP}:${port}: connect: connection refused`;
}

function failure(request: AdmissionRequest, webhook: Json): string {
  const { service, url } = webhook.clientConfig;
  const seconds = `timeout=${webhook.timeoutSeconds ?? 10}s`;
  if (!service) return `failed to call webhook: Post "${url}?${seconds}": dial tcp: connect: connection refused`;
  const address = `https://${service.name}.${service.namespace}.svc:${service.port ?? 443}${service.path ?? ''}?${seconds}`;
  return `failed to call webhook: Post "${address}": ${whyNot(request, service)}`;
}

function call(resource: string, request: AdmissionRequest): void {
  if (request.resource.group === 'admissionregistration.k8s.io') return;
  const configurations: KubeObject[] = reads(request).list(`${resource}.admissionregistration.k8s.io`);
  for (const webhook of configurations.flatMap((configuration) => configuration.webhooks ?? [])) {
    if (webhook.failurePolicy === 'Ignore') continue;
    const { rules, namespaceSelector, objectSelector } = webhook;
    if (!matches({ rules: rules ?? [], namespaceSelector, objectSelector }, request)) continue;
    if (!webhook.matchConditions?.length || isMeant(webhook, variablesOf(request, undefined)))
      throw internalError(`failed calling webhook ${JSON.stringify(webhook.name)}: ${failure(request, webhook)}`);
  }
}

export const mutatingAdmissionWebhook: AdmissionPlugin = {
  name: 'MutatingAdmissionWebhook',
  mutate: (request) => call('mutatingwebhookconfigurations', request),
};

export const validatingAdmissionWebhook: AdmissionPlugin = {
  name: 'ValidatingAdmissionWebhook',
  validate: (request) => call('validatingwebhookconfigurations', request),
};

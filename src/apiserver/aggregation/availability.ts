// Whether the servers behind APIServices can be reached: the condition Available (upstream: kube-aggregator's remote available controller).
import { deepEqual, formatTime, type Json, type KubeObject } from '../../apimachinery/object.ts';
import type { Change, Client, Component, ComponentContext } from '../../client/index.ts';

const resource = 'apiservices.apiregistration.k8s.io';
const serviceLabel = 'kubernetes.io/service-name';

interface Verdict {
  status: 'True' | 'False';
  reason: string;
  message: string;
}

const no = (reason: string, message: string): Verdict => ({ status: 'False', reason, message });

/** A slice's endpoints that take connections. */
const readyIn = (slice: KubeObject): Json[] => (slice.endpoints ?? []).filter((endpoint: Json) => endpoint.conditions?.ready !== false);

/** Whether what answers at these endpoints is a server of the metrics API. */
function isMetricsServer(slices: readonly KubeObject[], client: Client): boolean {
  const pods = slices.flatMap((slice) => readyIn(slice).flatMap(({ targetRef }) => (targetRef?.kind === 'Pod' ? [client.find('pods', targetRef.name, targetRef.namespace)] : [])));
  return pods.some((pod) => pod?.spec.containers.some(({ image }: Json) => /(^|\/)metrics-server[:@]/.test(image ?? '')));
}

function judge({ spec }: KubeObject, client: Client): Verdict {
  const { name, namespace, port = 443 } = spec.service;
  const service = client.find('services', name, namespace);
  const where = `service/${name} in ${JSON.stringify(namespace)}`;
  if (!service) return no('ServiceNotFound', `${where} is not present`);
  const listening = service.spec.ports?.find((each: Json) => each.port === port);
  if (!listening) return no('ServicePortError', `${where} is not listening on port ${port}`);
  const slices = client.list('endpointslices.discovery.k8s.io', { namespace, labelSelector: `${serviceLabel}=${name}` });
  if (slices.length === 0) return no('EndpointsNotFound', `cannot find endpointslices for ${where}`);
  const named = slices.filter((slice) => (slice.ports ?? []).some((each: Json) => (each.name ?? '') === (listening.name ?? '')));
  if (!named.some((slice) => readyIn(slice).length > 0)) return no('MissingEndpoints', `endpointslices for ${where} have no addresses with port name ${JSON.stringify(listening.name ?? '')}`);
  if (spec.group === 'metrics.k8s.io' && isMetricsServer(named, client)) return { status: 'True', reason: 'Passed', message: 'all checks passed' };
  const address = `${service.spec.clusterIP}:${port}`;
  const url = `https://${address}/apis/${spec.group}/${spec.version}`;
  return no('FailedDiscoveryCheck', `failing or missing response from ${url}: Get "${url}": dial tcp ${address}: connect: connection refused`);
}

const naming = (client: Client, namespace: string | undefined, name: string | undefined): string[] =>
  client.list(resource).flatMap(({ metadata, spec }) => (spec.service?.name === name && spec.service?.namespace === namespace ? [metadata.name] : []));

export const availability: Component = {
  name: 'remote-available-controller',
  credential: { kind: 'component', user: 'system:apiserver', groups: ['system:masters'] },
  watches: [
    { resource },
    { resource: 'services', keys: ({ object }: Change, { client }: ComponentContext) => naming(client, object.metadata.namespace, object.metadata.name) },
    { resource: 'endpointslices.discovery.k8s.io', keys: ({ object }: Change, { client }: ComponentContext) => naming(client, object.metadata.namespace, object.metadata.labels?.[serviceLabel]) },
  ],
  reconcile(name, { client, now }) {
    const service = client.find(resource, name);
    if (!service?.spec.service) return undefined;
    const verdict = judge(service, client);
    const before = (service.status?.conditions ?? []).find((c: Json) => c.type === 'Available');
    const lastTransitionTime = before?.status === verdict.status ? before.lastTransitionTime : formatTime(now);
    const condition = { lastTransitionTime, message: verdict.message, reason: verdict.reason, status: verdict.status, type: 'Available' };
    if (deepEqual(condition, before)) return undefined;
    client.updateStatus(resource, service, (draft) => {
      draft.status = { ...draft.status, conditions: [...(draft.status?.conditions ?? []).filter((c: Json) => c.type !== 'Available'), condition] };
    });
    return undefined;
  },
};

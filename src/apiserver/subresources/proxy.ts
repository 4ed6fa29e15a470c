// pods/NAME/proxy, services/NAME/proxy and nodes/NAME/proxy: HTTP passed on to what stands behind the object.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { type ApiError, failure, notFound } from '../../apimachinery/status.ts';
import type { Answer, HttpAnswer, ResourceContext } from '../context.ts';
import type { SubresourceHandlers } from './index.ts';
import { kubeletFor } from './podContainer.ts';

interface Target {
  tls: boolean;
  name: string;
  port: string;
}

/** `name`, `name:port`, `https:name:port` */
function targetOf(text: string): Target {
  const parts = text.split(':');
  const tls = parts[0] === 'https' && parts.length === 3;
  const [name = '', port = ''] = parts.length === 3 ? parts.slice(1) : parts;
  return { tls, name, port };
}

function find(context: ResourceContext, resource: string, namespace: string | undefined, name: string): KubeObject {
  const info = context.server.resourceNamed(resource);
  const found = info && context.server.storage.get(info, namespace, name);
  if (!found) throw notFound({ group: '', resource }, name);
  return found;
}

const unavailable = (message: string): ApiError => failure(503, 'ServiceUnavailable', message);

const searchOf = ({ request }: ResourceContext): string => {
  const pairs = Object.entries(request.query ?? {}).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as [string, string]));
  return pairs.length ? `?${new URLSearchParams(pairs)}` : '';
};

function askPod(context: ResourceContext, pod: KubeObject, port: number, tls: boolean): Answer {
  const { request, info } = context;
  const ip = pod.status?.podIP ?? '';
  if (!pod.spec.nodeName || !ip) throw unavailable('address not allowed');
  const path = `/${info.rest}${request.path.endsWith('/') && info.rest ? '/' : ''}${searchOf(context)}`;
  const asked = { method: request.method, path, headers: {}, tls, client: '', ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }) };
  const answer: HttpAnswer | undefined = kubeletFor(context, pod.spec.nodeName).ask(pod, port, asked);
  if (!answer) throw unavailable(`error trying to reach service: dial tcp ${ip}:${port}: connect: connection refused`);
  return { code: answer.status, body: answer.body };
}

const firstPort = ({ spec }: KubeObject): number => spec.containers[0]?.ports?.[0]?.containerPort ?? 80;

function throughPod(context: ResourceContext): Answer {
  const { tls, name, port } = targetOf(context.info.name as string);
  const pod = find(context, 'pods', context.info.namespace, name);
  return askPod(context, pod, port ? Number(port) : firstPort(pod), tls);
}

function throughService(context: ResourceContext): Answer {
  const { tls, name, port } = targetOf(context.info.name as string);
  const service = find(context, 'services', context.info.namespace, name);
  const ports: Json[] = service.spec.ports ?? [];
  const wanted = port ? ports.find((each) => String(each.port) === port || each.name === port) : ports.length === 1 ? ports[0] : ports.find((each) => !each.name);
  if (!wanted) throw unavailable(`no service port ${JSON.stringify(port)} found for service ${JSON.stringify(name)}`);
  const slices = context.server.resourceNamed('endpointslices.discovery.k8s.io');
  const own = slices ? context.server.storage.list(slices, context.info.namespace).filter(({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === name) : [];
  for (const slice of own) {
    const target = (slice.ports ?? []).find((each: Json) => (each.name ?? '') === (wanted.name ?? ''))?.port;
    const endpoint = ((slice.endpoints ?? []) as Json[]).find((each) => each.conditions?.ready !== false && each.targetRef?.kind === 'Pod');
    if (target !== undefined && endpoint) return askPod(context, find(context, 'pods', endpoint.targetRef.namespace ?? context.info.namespace, endpoint.targetRef.name), target, tls);
  }
  throw unavailable(`no endpoints available for service ${JSON.stringify(name)}`);
}

function throughNode(context: ResourceContext): Answer {
  const { name } = targetOf(context.info.name as string);
  const text = kubeletFor(context, name).own(context.info.rest);
  if (text === undefined) return { code: 404, body: '404 page not found\n' };
  return { code: 200, body: text };
}

const ways: Readonly<Record<string, (context: ResourceContext) => Answer>> = { pods: throughPod, services: throughService, nodes: throughNode };
const pass = (context: ResourceContext): Answer => (ways[context.resource.resource] as (context: ResourceContext) => Answer)(context);

export const proxy: SubresourceHandlers = { GET: pass, POST: pass, PUT: pass, PATCH: pass };

// Where checks of traffic and names ask from: a container beside those of a pod, or a pod of its own, on a copy of the cluster.
import { ApiError } from '../../apimachinery/status.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { World } from '../world.ts';
import type { Finding, JsonSchema } from './kind.ts';

export interface From {
  namespace: string;
  /** A pod that is there. */
  pod?: string;
  /** Any running pod that is selected. */
  selector?: string;
  /** A pod that is made for the question, with these labels. */
  labels?: Record<string, string>;
}

export const fromField: JsonSchema = {
  type: 'object',
  description: 'Who asks: a pod by its name, a running one by a selector, or one that is made for it',
  properties: {
    namespace: { type: 'string', minLength: 1, description: 'The namespace of the pod' },
    pod: { type: 'string', minLength: 1, description: 'A pod that is there' },
    selector: { type: 'string', minLength: 1, description: 'Any running pod that this label selector selects' },
    labels: { type: 'object', description: 'The labels of a pod that is made for the question; neither pod nor selector', additionalProperties: { type: 'string' } },
  },
  required: ['namespace'],
  additionalProperties: false,
};

/** curl, nc and dig are inside. */
const image = 'nicolaka/netshoot:v0.13';
const name = 'lab-client';
const startsWithin = 60_000;
const stride = 1000;

const container = {
  name,
  image,
  command: ['sleep', '1d'],
  // Fits the strictest of the pod security standards.
  securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, runAsUser: 65532, capabilities: { drop: ['ALL'] }, seccompProfile: { type: 'RuntimeDefault' } },
};

/** `pod client in namespace mill`, `a pod in namespace mill`. */
export function clientWords({ namespace, pod, selector, labels = {} }: From): string {
  const which =
    selector ??
    Object.entries(labels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
  return `${pod ? `pod ${pod}` : which ? `a pod with ${which}` : 'a pod'} in namespace ${namespace}`;
}

/** The answer of a command. */
export type Told = { status: number; stdout: string; stderr: string };

/** Clients in one copy of the cluster, each started when it is asked for first. */
export class Clients {
  private readonly pods = new Map<string, string>();

  constructor(private readonly world: World) {}

  run(from: From, command: readonly string[]): Told | { cannot: Finding } {
    const key = JSON.stringify(from);
    const pod = this.pods.get(key) ?? this.start(from);
    if (typeof pod !== 'string') return pod;
    this.pods.set(key, pod);
    return this.world.kubectl(['exec', '-n', from.namespace, pod, '-c', name, '--', ...command], {});
  }

  private start(from: From): string | { cannot: Finding } {
    const { client } = this.world;
    const cannot = (found: string): { cannot: Finding } => ({ cannot: { expected: `${clientWords(from)} that runs`, found } });
    try {
      const pod = from.pod ?? (from.selector ? this.selected(from) : this.made(from));
      if (pod === undefined || !client.find('pods', pod, from.namespace)) return cannot('there is none');
      if (from.pod ?? from.selector) client.patch('pods', pod, from.namespace, { spec: { ephemeralContainers: [container] } }, { type: 'strategic', subresource: 'ephemeralcontainers' });
      return this.waited(from.namespace, pod) ? pod : cannot('it does not');
    } catch (error) {
      if (error instanceof ApiError) return cannot(error.message);
      throw error;
    }
  }

  private selected({ namespace, selector = '' }: From): string | undefined {
    const pods = this.world.client.list('pods', { namespace, labelSelector: selector });
    return pods.find(({ metadata, status }) => status?.phase === 'Running' && !metadata.deletionTimestamp)?.metadata.name;
  }

  private made({ namespace, labels = {} }: From): string {
    const pod = `${name}-${this.pods.size}`;
    this.world.client.create('pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: pod, namespace, labels }, spec: { terminationGracePeriodSeconds: 0, containers: [container] } });
    return pod;
  }

  private waited(namespace: string, pod: string): boolean {
    const runs = (): boolean => statusesOf(this.world.client.find('pods', pod, namespace)).some((status) => status.name === name && status.state?.running);
    const last = this.world.now + startsWithin;
    this.world.advance(this.world.now);
    while (!runs() && this.world.now < last) this.world.advance(this.world.now + stride);
    return runs();
  }
}

const statusesOf = (pod: KubeObject | undefined): Json[] => [...(pod?.status?.containerStatuses ?? []), ...(pod?.status?.ephemeralContainerStatuses ?? [])];

/** Asks again while something is wrong, until the time is over. */
export function askUntil(world: World, within: number, ask: () => readonly Finding[]): readonly Finding[] {
  const last = world.now + within * 1000;
  let findings = ask();
  while (findings.length > 0 && world.now < last) {
    world.advance(Math.min(world.now + 5 * stride, last));
    findings = ask();
  }
  return findings;
}

export const keptField: JsonSchema = { type: 'boolean', description: 'True when it is so at the beginning already, so that it counts only beside a goal that was reached' };
export const withinField: JsonSchema = { type: 'integer', minimum: 0, maximum: 3600, description: 'Seconds of simulated time until it must be so (30)' };
export const usualWithin = 30;

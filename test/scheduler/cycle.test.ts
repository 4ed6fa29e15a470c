// The scheduler's sentences and choices, from pods and nodes alone.
import { describe, expect, test } from 'vitest';
import type { Json, KubeObject } from '../../src/apimachinery/object.ts';
import { cycleOf, runCycle } from '../../src/scheduler/cycle.ts';
import type { Lister } from '../../src/scheduler/framework.ts';
import { failureMessage } from '../../src/scheduler/message.ts';
import { plugins } from '../../src/scheduler/plugins/index.ts';
import { findVictims } from '../../src/scheduler/preemption.ts';
import { takeSnapshot } from '../../src/scheduler/snapshot.ts';

const node = (name: string, more: Json = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name, ...more.labels } },
  spec: { taints: more.taints, unschedulable: more.unschedulable },
  status: { allocatable: { cpu: '1', memory: '3840Mi', pods: '110' } },
});
const controlplane = node('controlplane', { taints: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }] });
const pod = (name: string, spec: Json = {}, more: Json = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default', uid: name, labels: more.labels ?? {} },
  spec: { containers: [{ name: 'c', image: 'nginx', resources: { requests: more.requests }, ports: more.ports }], ...spec },
});

function schedule(wanted: KubeObject, objects: Record<string, KubeObject[]> = {}): string {
  const all: Record<string, KubeObject[]> = { nodes: [controlplane, node('node01'), node('node02')], ...objects };
  const lister: Lister = {
    list: (resource) => all[resource] ?? [],
    find: (resource, name) => all[resource]?.find((o) => o.metadata.name === name),
  };
  const nodes = takeSnapshot(lister);
  const outcome = runCycle(plugins, cycleOf(wanted, nodes, lister), 'seed');
  if ('node' in outcome) return outcome.node.name;
  const preemption = findVictims(wanted, nodes, outcome.diagnosis, plugins, lister);
  return preemption.node ? `${preemption.node} without ${preemption.victims.map((v) => v.metadata.name)}` : failureMessage(nodes.length, outcome.diagnosis, preemption.message);
}

const notHelpful = 'no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';
const anti = (app: string) => ({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app } }, topologyKey: 'kubernetes.io/hostname' }] } });
const spread = (topologyKey: string) => ({
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'x' } }, nodeTaintsPolicy: 'Honor' }],
});
const labelled = { labels: { app: 'x' } };

describe('a pod that fits nowhere', () => {
  test.each([
    ['selector', pod('p', { nodeSelector: { disk: 'ssd' } }), {}, `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match Pod's node affinity/selector. ${notHelpful}`],
    [
      'too big',
      pod('p', { tolerations: [{ operator: 'Exists' }] }, { requests: { cpu: '900', memory: '90Ti' } }),
      {},
      `0/3 nodes are available: 3 Insufficient cpu, 3 Insufficient memory. ${notHelpful}`,
    ],
    [
      'no label to spread over',
      pod('p', spread('zone'), labelled),
      {},
      `0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match pod topology spread constraints (missing required label). ${notHelpful}`,
    ],
    [
      'a port in use',
      pod('p', { nodeSelector: { 'kubernetes.io/hostname': 'node01' } }, { ports: [{ hostPort: 8080 }] }),
      { pods: [pod('a', { nodeName: 'node01' }, { ports: [{ hostPort: 8080 }] })] },
      "0/3 nodes are available: 1 node(s) didn't have free ports for the requested pod ports, 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.",
    ],
    [
      'company that it shuns',
      pod('p', { affinity: anti('x') }, labelled),
      { pods: [pod('a', { nodeName: 'node01' }, labelled), pod('b', { nodeName: 'node02' }, labelled)] },
      "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 node(s) didn't match pod anti-affinity rules. no new claims to deallocate, preemption: 0/3 nodes are available: 1 Preemption is not helpful for scheduling, 2 No preemption victims found for incoming pod.",
    ],
    ['a claim that is not there', pod('p', { volumes: [{ persistentVolumeClaim: { claimName: 'missing' } }] }), {}, '0/3 nodes are available: persistentvolumeclaim "missing" not found. not found'],
  ])('%s', (_, wanted, objects, expected) => {
    expect(schedule(wanted, objects as Record<string, KubeObject[]>)).toBe(expected);
  });
});

describe('a pod that fits', () => {
  const full = (name: string, priority: number) => pod(name, { nodeName: 'node01', priority }, { requests: { cpu: '1' } });

  test('spreads over hosts', () => {
    expect(schedule(pod('p', spread('kubernetes.io/hostname'), labelled), { pods: [pod('a', { nodeName: 'node01' }, labelled)] })).toBe('node02');
  });

  test('prefers the emptier node', () => {
    expect(schedule(pod('p'), { pods: [pod('a', { nodeName: 'node02' }, { requests: { cpu: '500m' } })] })).toBe('node01');
  });

  test('takes the room of less important pods', () => {
    const winner = pod('winner', { priority: 9, nodeSelector: { 'kubernetes.io/hostname': 'node01' } }, { requests: { cpu: '1' } });
    expect(schedule(winner, { pods: [full('filler', 1)] })).toBe('node01 without filler');
    expect(schedule({ ...winner, spec: { ...winner.spec, preemptionPolicy: 'Never' } }, { pods: [full('filler', 1)] })).toMatch(/preemption: not eligible due to preemptionPolicy=Never\.$/);
  });
});

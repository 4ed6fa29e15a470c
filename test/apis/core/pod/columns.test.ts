// READY, STATUS and RESTARTS for the states in which a pod can be.
import { describe, expect, it } from 'vitest';
import { podRow } from '../../../../src/apis/core/pod/columns.ts';
import type { Json } from '../../../../src/apimachinery/object.ts';

const now = Date.UTC(2026, 10, 21, 12);
const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString();

const container = (state: Json, more: Json = {}): Json => ({ name: 'c', ready: false, restartCount: 0, state, ...more });
const running = container({ running: {} }, { ready: true });
const twoInits = { initContainers: [{ name: 'a' }, { name: 'b' }] };

function summary(status: Json, spec: Json = {}, metadata: Json = {}): string {
  const pod = { metadata: { name: 'p', creationTimestamp: ago(90), ...metadata }, spec: { containers: [{ name: 'c' }], ...spec }, status };
  const [, ready, state, restarts] = podRow(pod, { now });
  return `${ready} ${state} ${restarts}`;
}

const cases: [what: string, shown: string, status: Json, spec?: Json, metadata?: Json][] = [
  ['not yet scheduled', '0/1 Pending 0', { phase: 'Pending' }],
  ['behind a gate', '0/1 SchedulingGated 0', { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] }],
  ['pulling', '0/1 ContainerCreating 0', { phase: 'Pending', containerStatuses: [container({ waiting: { reason: 'ContainerCreating' } })] }],
  ['running', '1/1 Running 0', { phase: 'Running', containerStatuses: [running] }],
  ['running, not ready', '0/1 Running 0', { phase: 'Running', containerStatuses: [container({ running: {} })] }],
  [
    'crashing',
    '0/1 CrashLoopBackOff 3 (5m ago)',
    { phase: 'Running', containerStatuses: [container({ waiting: { reason: 'CrashLoopBackOff' } }, { restartCount: 3, lastState: { terminated: { exitCode: 1, finishedAt: ago(300) } } })] },
  ],
  ['done', '0/1 Completed 0', { phase: 'Succeeded', containerStatuses: [container({ terminated: { exitCode: 0, reason: 'Completed' } })] }],
  ['failed without a reason', '0/1 ExitCode:2 0', { phase: 'Failed', containerStatuses: [container({ terminated: { exitCode: 2 } })] }],
  ['killed', '0/1 Signal:9 0', { phase: 'Failed', containerStatuses: [container({ terminated: { exitCode: 137, signal: 9 } })] }],
  ['evicted', '0/1 Evicted 0', { phase: 'Failed', reason: 'Evicted' }],
  ['being deleted', '1/1 Terminating 0', { phase: 'Running', containerStatuses: [running] }, {}, { deletionTimestamp: ago(1) }],
  ['deleted, but done', '0/1 Completed 0', { phase: 'Succeeded', containerStatuses: [container({ terminated: { exitCode: 0, reason: 'Completed' } })] }, {}, { deletionTimestamp: ago(1) }],
  ['on a lost node', '1/1 Unknown 0', { phase: 'Running', reason: 'NodeLost', containerStatuses: [running] }, {}, { deletionTimestamp: ago(1) }],
  [
    'first init container runs',
    '0/1 Init:0/2 0',
    { phase: 'Pending', initContainerStatuses: [container({ running: {} }, { name: 'a' }), container({ waiting: { reason: 'PodInitializing' } }, { name: 'b' })] },
    twoInits,
  ],
  [
    'second init container fails',
    '0/1 Init:Error 1 (10s ago)',
    {
      phase: 'Pending',
      initContainerStatuses: [
        container({ terminated: { exitCode: 0, reason: 'Completed' } }, { name: 'a' }),
        container({ terminated: { exitCode: 1, reason: 'Error' } }, { name: 'b', restartCount: 1, lastState: { terminated: { finishedAt: ago(10) } } }),
      ],
    },
    twoInits,
  ],
  ['an init container backs off', '0/1 Init:CrashLoopBackOff 0', { phase: 'Pending', initContainerStatuses: [container({ waiting: { reason: 'CrashLoopBackOff' } }, { name: 'a' })] }, twoInits],
  [
    'with a sidecar',
    '2/2 Running 0',
    { phase: 'Running', initContainerStatuses: [container({ running: {} }, { name: 'a', started: true, ready: true })], containerStatuses: [running] },
    { initContainers: [{ name: 'a', restartPolicy: 'Always' }] },
  ],
  [
    'one container done, one running, not ready',
    '1/2 NotReady 0',
    { phase: 'Running', containerStatuses: [container({ terminated: { exitCode: 0, reason: 'Completed' } }, { name: 'a' }), running] },
    { containers: [{ name: 'a' }, { name: 'c' }] },
  ],
];

describe('the row of a pod', () => {
  for (const [what, shown, status, spec, metadata] of cases) it(`${what}: ${shown}`, () => expect(summary(status, spec, metadata)).toBe(shown));

  it('has the wide columns', () => {
    const pod = {
      metadata: { name: 'p', creationTimestamp: ago(90) },
      spec: { containers: [{ name: 'c' }], nodeName: 'node01', readinessGates: [{ conditionType: 'a/b' }, { conditionType: 'c/d' }] },
      status: { phase: 'Running', podIPs: [{ ip: '10.244.1.5' }], conditions: [{ type: 'a/b', status: 'True' }], containerStatuses: [running] },
    };
    expect(podRow(pod, { now })).toEqual(['p', '1/1', 'Running', '0', '90s', '10.244.1.5', 'node01', '<none>', '1/2']);
  });
});

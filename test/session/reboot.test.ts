// A machine that is rebooted: what somebody sees who is on it, and what becomes of its pods.
import { expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import type { HostState } from '../../src/nodes/host/index.ts';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from './typist.ts';

const typed = async (person: Typist, ...lines: string[]): Promise<string> => {
  let screen = '';
  for (const line of lines) screen += await person.type(line);
  return screen;
};

it('whoever is on it is thrown out; it is away for a while; its pods start once more', async () => {
  const person = new Typist(bornOnce('standard'));
  await typed(person, 'kubectl create deployment web --image=nginx:1.29 --replicas=2', 'kubectl rollout status deployment web', 'sleep 60');
  expect(
    await typed(person, 'ssh node01', 'sudo touch /tmp/note /run/note /root/note', 'reboot', 'sudo -i', 'reboot', 'echo $?', 'ssh node01 hostname', 'kubectl get nodes'),
  ).toBe(`candidate@base:~$ ssh node01
candidate@node01:~$ sudo touch /tmp/note /run/note /root/note
candidate@node01:~$ reboot
Call to Reboot failed: Interactive authentication required.
candidate@node01:~$ sudo -i
root@node01:~# reboot
Connection to node01 closed by remote host.
Connection to node01 closed.
candidate@base:~$ echo $?
255
candidate@base:~$ ssh node01 hostname
ssh: connect to host node01 port 22: No route to host
candidate@base:~$ kubectl get nodes
NAME           STATUS   ROLES           AGE   VERSION
controlplane   Ready    control-plane   76m   v1.36.2
node01         Ready    <none>          76m   v1.36.2
node02         Ready    <none>          76m   v1.36.2
`);
  await person.type('sleep 60');
  expect(
    await typed(person, 'kubectl get pods -o custom-columns=NODE:.spec.nodeName,RESTARTS:.status.containerStatuses[0].restartCount,LAST:.status.containerStatuses[0].lastState.terminated.reason'),
  ).toBe(
    `candidate@base:~$ kubectl get pods -o custom-columns=NODE:.spec.nodeName,RESTARTS:.status.containerStatuses[0].restartCount,LAST:.status.containerStatuses[0].lastState.terminated.reason
NODE     RESTARTS   LAST
node02   0          <none>
node01   1          Unknown
`,
  );
  expect(await typed(person, 'kubectl get events --field-selector involvedObject.name=node01 -o custom-columns=TYPE:.type,REASON:.reason', 'ssh node01 sudo ls /tmp/note /run/note /root/note')).toBe(
    `candidate@base:~$ kubectl get events --field-selector involvedObject.name=node01 -o custom-columns=TYPE:.type,REASON:.reason
TYPE      REASON
Normal    Starting
Normal    NodeHasSufficientMemory
Normal    NodeHasNoDiskPressure
Normal    NodeHasSufficientPID
Normal    NodeAllocatableEnforced
Warning   Rebooted
candidate@base:~$ ssh node01 sudo ls /tmp/note /run/note /root/note
ls: cannot access '/tmp/note': No such file or directory
ls: cannot access '/run/note': No such file or directory
/root/note
`,
  );
});

it('without its kubelet the node is gone after 40 seconds, and its pods after five minutes', async () => {
  const person = new Typist(bornOnce('standard'));
  await typed(
    person,
    'kubectl create deployment web --image=nginx:1.29 --replicas=2',
    'kubectl rollout status deployment web',
    'ssh node01 sudo rm /etc/systemd/system/multi-user.target.wants/kubelet.service',
  );
  expect(await person.type('ssh node01 sudo reboot')).toBe('candidate@base:~$ ssh node01 sudo reboot\nConnection to node01 closed by remote host.\n');
  await person.type('sleep 60');
  expect(await person.type('kubectl get node node01 -o jsonpath="{.status.conditions[3].status}{\'\\n\'}"')).toContain('\nUnknown\n');
  await person.type('sleep 360');
  expect(await person.type('kubectl get pods -o custom-columns=NODE:.spec.nodeName,GOING:.metadata.deletionGracePeriodSeconds')).toContain('node01   30\n');
});

it('the control plane comes back by itself, and with it everything else', async () => {
  const person = new Typist(bornOnce('standard'));
  await typed(person, 'ssh controlplane sudo reboot');
  expect(await person.type('kubectl get nodes')).toBe(`candidate@base:~$ kubectl get nodes
The connection to the server 172.30.1.2:6443 was refused - did you specify the right host or port?
`);
  await person.type('sleep 120');
  expect(
    await person.type(
      'kubectl get pods -n kube-system --field-selector spec.nodeName=controlplane -o custom-columns=NAME:.metadata.name,READY:.status.containerStatuses[0].ready,RESTARTS:.status.containerStatuses[0].restartCount | grep -v proxy',
    ),
  ).toContain(`
NAME                                   READY   RESTARTS
etcd-controlplane                      true    1
kube-apiserver-controlplane            true    1
kube-controller-manager-controlplane   true    1
kube-scheduler-controlplane            true    1
`);
});

/** A machine as versions of the program saved it that knew nothing of files of units and of kernels. */
function older({ files, units, kernel: _, packages: __, journal: ___, reloadedAt: ____, toldStart: _____, ...machine }: HostState): HostState {
  const kept = Object.entries(files).filter(([path]) => !path.includes('/systemd/') && path !== '/etc/fstab');
  const plain = Object.entries(units).map(([name, { active, since }]) => [name, { active, since, enabled: true }]);
  return { ...machine, files: Object.fromEntries(kept), units: Object.fromEntries(plain), processes: {} };
}

it('machines of older versions of the program can be rebooted, too', () => {
  const state = bornOnce('standard');
  const cluster = new Cluster({ ...state, hosts: state.hosts.map(older), base: older(state.base) });
  const kubelet = cluster.state.hosts[1]?.units.kubelet;
  expect(kubelet).toMatchObject({ active: 'active', since: state.hosts[1]?.bootedAt });
  cluster.reboot('node01');
  cluster.advance(cluster.now + 60_000);
  expect(cluster.state.hosts[1]).toMatchObject({ units: { kubelet: { active: 'active' }, containerd: { active: 'active' } }, kernel: { modules: ['overlay', 'br_netfilter'] } });
  expect(cluster.client('test', { kind: 'component', user: 'admin', groups: ['system:masters'] }).get('nodes', 'node01').status.nodeInfo.bootID).toBe(cluster.state.hosts[1]?.facts.bootID);
});

it('second by second, saved in between, or at once: the same', () => {
  const after = (advance: (cluster: Cluster) => Cluster): unknown => {
    const cluster = new Cluster(bornOnce('standard'));
    cluster.reboot('node01');
    cluster.reboot('controlplane');
    return JSON.parse(JSON.stringify(advance(cluster).state));
  };
  const atOnce = after((cluster) => {
    cluster.advance(cluster.now + 180_000);
    return cluster;
  });
  const inSteps = after((cluster) => {
    let one = cluster;
    for (let i = 0; i < 180; i += 1) {
      one.advance(one.now + 1_000);
      if (i % 10 === 0) one = new Cluster(JSON.parse(JSON.stringify(one.state)));
    }
    return one;
  });
  expect(inSteps).toEqual(atOnce);
});

// systemctl and journalctl on the machines: what is typed there, and what becomes of the node.
import { expect, it } from 'vitest';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from './typist.ts';

async function session(person: Typist, lines: readonly string[]): Promise<string> {
  let screen = '';
  for (const line of lines) screen += await person.type(line);
  return screen;
}

const onNode = async (): Promise<Typist> => {
  const person = new Typist(bornOnce('standard'));
  await person.type('ssh node01');
  return person;
};

it('a kubelet that is stopped and disabled, and started again', async () => {
  const person = await onNode();
  const status = 'systemctl status kubelet -n 3 --no-pager | cut -c 1-100; echo ${PIPESTATUS[0]}';
  expect(
    await session(person, [
      status,
      'systemctl stop kubelet; echo $?',
      'sudo systemctl disable --now kubelet; echo $?',
      'sleep 5',
      status,
      'systemctl is-active kubelet; echo $?',
      'systemctl is-enabled kubelet; echo $?',
    ]),
  ).toBe(`candidate@node01:~$ ${status}
● kubelet.service - kubelet: The Kubernetes Node Agent
     Loaded: loaded (/usr/lib/systemd/system/kubelet.service; enabled; preset: enabled)
    Drop-In: /usr/lib/systemd/system/kubelet.service.d
             └─10-kubeadm.conf
     Active: active (running) since Mon 2026-03-02 08:43:30 UTC; 1h 16min ago
       Docs: https://kubernetes.io/docs/
   Main PID: 1335 (kubelet)
      Tasks: 12 (limit: 4556)
     Memory: 38.6M (peak: 40.1M)
        CPU: 1min 22.620s
     CGroup: /system.slice/kubelet.service
             └─1335 /usr/bin/kubelet --bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf -

Mar 02 08:45:00 node01 kubelet[1335]: I0302 08:45:00.000000    1335 kubelet.go:392] "Attempting to s
Mar 02 08:45:00 node01 kubelet[1335]: I0302 08:45:00.000000    1335 server.go:1297] "Started kubelet
Mar 02 08:45:03 node01 kubelet[1335]: I0302 08:45:03.817000    1335 prober.go:120] "Probe failed" pr
0
candidate@node01:~$ systemctl stop kubelet; echo $?
Failed to stop kubelet.service: Interactive authentication required.
See system logs and 'systemctl status kubelet.service' for details.
1
candidate@node01:~$ sudo systemctl disable --now kubelet; echo $?
Removed "/etc/systemd/system/multi-user.target.wants/kubelet.service".
0
candidate@node01:~$ sleep 5
candidate@node01:~$ ${status}
○ kubelet.service - kubelet: The Kubernetes Node Agent
     Loaded: loaded (/usr/lib/systemd/system/kubelet.service; disabled; preset: enabled)
    Drop-In: /usr/lib/systemd/system/kubelet.service.d
             └─10-kubeadm.conf
     Active: inactive (dead) since Mon 2026-03-02 10:00:00 UTC; 5s ago
   Duration: 1h 16min 30s
       Docs: https://kubernetes.io/docs/
    Process: 1335 ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_
   Main PID: 1335 (code=exited, status=0/SUCCESS)
        CPU: 1min 22.620s

Mar 02 10:00:00 node01 systemd[1]: Stopping kubelet.service - kubelet: The Kubernetes Node Agent...
Mar 02 10:00:00 node01 systemd[1]: kubelet.service: Deactivated successfully.
Mar 02 10:00:00 node01 systemd[1]: Stopped kubelet.service - kubelet: The Kubernetes Node Agent.
3
candidate@node01:~$ systemctl is-active kubelet; echo $?
inactive
3
candidate@node01:~$ systemctl is-enabled kubelet; echo $?
disabled
1
`);
  const ready = "kubectl get node node01 --no-headers | awk '{print $2}'";
  expect(await session(person, ['exit', 'sleep 30', ready, 'sleep 10', ready, 'ssh node01 sudo systemctl enable --now kubelet', 'sleep 1', ready])).toBe(`candidate@node01:~$ exit
logout
Connection to node01 closed.
candidate@base:~$ sleep 30
candidate@base:~$ ${ready}
Ready
candidate@base:~$ sleep 10
candidate@base:~$ ${ready}
NotReady
candidate@base:~$ ssh node01 sudo systemctl enable --now kubelet
Created symlink /etc/systemd/system/multi-user.target.wants/kubelet.service → /usr/lib/systemd/system/kubelet.service.
candidate@base:~$ sleep 1
candidate@base:~$ ${ready}
Ready
`);
});

it('a runtime that is masked: the kubelet cannot start without it', async () => {
  const person = await onNode();
  expect(
    await session(person, [
      'sudo systemctl mask --now containerd',
      'sudo systemctl start containerd; echo $?',
      'systemctl status containerd | head -3',
      'sudo systemctl restart kubelet; sleep 12',
      'systemctl is-active kubelet',
      'systemctl status kubelet | sed -n "5p;8p"',
      'journalctl -u kubelet -n 4 -o cat --no-pager | cut -c 1-150',
      'sudo systemctl unmask containerd; sudo systemctl start containerd; sleep 10; systemctl is-active kubelet',
    ]),
  ).toBe(`candidate@node01:~$ sudo systemctl mask --now containerd
Created symlink /etc/systemd/system/containerd.service → /dev/null.
candidate@node01:~$ sudo systemctl start containerd; echo $?
Failed to start containerd.service: Unit containerd.service is masked.
1
candidate@node01:~$ systemctl status containerd | head -3
○ containerd.service
     Loaded: masked (Reason: Unit containerd.service is masked.)
     Active: inactive (dead) since Mon 2026-03-02 10:00:00 UTC; now
candidate@node01:~$ sudo systemctl restart kubelet; sleep 12
candidate@node01:~$ systemctl is-active kubelet
activating
candidate@node01:~$ systemctl status kubelet | sed -n "5p;8p"
     Active: activating (auto-restart) (Result: exit-code) since Mon 2026-03-02 10:00:10 UTC; 2s ago
   Main PID: 1595 (code=exited, status=1/FAILURE)
candidate@node01:~$ journalctl -u kubelet -n 4 -o cat --no-pager | cut -c 1-150
Started kubelet.service - kubelet: The Kubernetes Node Agent.
E0302 10:00:10.000000    1595 run.go:72] "command failed" err="failed to run Kubelet: validate service connection: validate CRI v1 runtime API for end
kubelet.service: Main process exited, code=exited, status=1/FAILURE
kubelet.service: Failed with result 'exit-code'.
candidate@node01:~$ sudo systemctl unmask containerd; sudo systemctl start containerd; sleep 10; systemctl is-active kubelet
Removed "/etc/systemd/system/containerd.service".
active
`);
});

it.each([
  [
    'a flag that is gone',
    'echo KUBELET_EXTRA_ARGS=--pod-infra-container-image=x | sudo tee /etc/default/kubelet > /dev/null',
    'failed to parse kubelet flag: unknown flag: --pod-infra-container-image',
  ],
  ['a wrong type', 'echo \'maxPods: "many"\' | sudo tee -a /var/lib/kubelet/config.yaml > /dev/null', 'json: cannot unmarshal string into Go struct field KubeletConfiguration.maxPods of type int32'],
  ['no configuration', 'sudo rm /var/lib/kubelet/config.yaml', 'open /var/lib/kubelet/config.yaml: no such file or directory'],
  ['no client CA', 'sudo rm /etc/kubernetes/pki/ca.crt', 'failed to run Kubelet: open /etc/kubernetes/pki/ca.crt: no such file or directory'],
])('a kubelet that ends: %s', async (_, breaks, words) => {
  const person = await onNode();
  await person.type(breaks);
  await person.type('sudo systemctl restart kubelet');
  const journal = await person.type('journalctl -u kubelet -n 3 -o cat');
  expect(journal).toContain('run.go:72] "command failed" err=');
  expect(journal.replaceAll('\\"', '"')).toContain(words);
  expect(await person.type('systemctl is-active kubelet')).toContain('\nactivating\n');
});

it('files of units count once systemd has read them', async () => {
  const person = await onNode();
  const file = '/usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf';
  expect(
    await session(person, [
      `sudo sed -i s,/usr/bin/kubelet,/usr/local/bin/kubelet, ${file}`,
      'sudo systemctl restart kubelet',
      'systemctl is-active kubelet',
      'sudo systemctl daemon-reload; sudo systemctl restart kubelet',
      'journalctl -u kubelet -n 4 -o cat',
      'systemctl cat kubelet | tail -2',
    ]),
  ).toBe(`candidate@node01:~$ sudo sed -i s,/usr/bin/kubelet,/usr/local/bin/kubelet, ${file}
candidate@node01:~$ sudo systemctl restart kubelet
Warning: The unit file, source configuration file or drop-ins of kubelet.service changed on disk. Run 'systemctl daemon-reload' to reload units.
candidate@node01:~$ systemctl is-active kubelet
active
candidate@node01:~$ sudo systemctl daemon-reload; sudo systemctl restart kubelet
candidate@node01:~$ journalctl -u kubelet -n 4 -o cat
kubelet.service: Failed to locate executable /usr/local/bin/kubelet: No such file or directory
kubelet.service: Failed at step EXEC spawning /usr/local/bin/kubelet: No such file or directory
kubelet.service: Main process exited, code=exited, status=203/EXEC
kubelet.service: Failed with result 'exit-code'.
candidate@node01:~$ systemctl cat kubelet | tail -2
ExecStart=
ExecStart=/usr/local/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`);
});

it('what there is not, and lists', async () => {
  const person = await onNode();
  expect(
    await session(person, [
      'systemctl status foo; echo $?',
      'systemctl is-active foo; echo $?',
      'systemctl is-enabled foo; echo $?',
      'sudo systemctl restart foo; echo $?',
      'sudo systemctl stop foo; echo $?',
      'sudo systemctl enable foo; echo $?',
      'systemctl cat foo; echo $?',
      'systemctl frob',
      'systemctl list-units --type=service',
      'systemctl list-unit-files',
      'journalctl -u foo',
      'journalctl --since tomorrow',
      'journalctl -k -o cat',
    ]),
  ).toBe(`candidate@node01:~$ systemctl status foo; echo $?
Unit foo.service could not be found.
4
candidate@node01:~$ systemctl is-active foo; echo $?
inactive
4
candidate@node01:~$ systemctl is-enabled foo; echo $?
not-found
4
candidate@node01:~$ sudo systemctl restart foo; echo $?
Failed to restart foo.service: Unit foo.service not found.
5
candidate@node01:~$ sudo systemctl stop foo; echo $?
Failed to stop foo.service: Unit foo.service not loaded.
5
candidate@node01:~$ sudo systemctl enable foo; echo $?
Failed to enable unit: Unit file foo.service does not exist.
1
candidate@node01:~$ systemctl cat foo; echo $?
No files found for foo.service.
1
candidate@node01:~$ systemctl frob
Unknown command verb 'frob'.
candidate@node01:~$ systemctl list-units --type=service
  UNIT                     LOAD   ACTIVE SUB     DESCRIPTION
  containerd.service       loaded active running containerd container runtime
  cron.service             loaded active running Regular background program processing daemon
  kubelet.service          loaded active running kubelet: The Kubernetes Node Agent
  ssh.service              loaded active running OpenBSD Secure Shell server
  systemd-journald.service loaded active running Journal Service
  systemd-resolved.service loaded active running Network Name Resolution

Legend: LOAD   → Reflects whether the unit definition was properly loaded.
        ACTIVE → The high-level unit activation state, i.e. generalization of SUB.
        SUB    → The low-level unit activation state, values depend on unit type.

6 loaded units listed. Pass --all to see loaded but inactive units, too.
To show all installed unit files use 'systemctl list-unit-files'.
candidate@node01:~$ systemctl list-unit-files
UNIT FILE                STATE   PRESET
containerd.service       enabled enabled
cron.service             enabled enabled
kubelet.service          enabled enabled
ssh.service              enabled enabled
systemd-journald.service static  -
systemd-resolved.service enabled enabled

6 unit files listed.
candidate@node01:~$ journalctl -u foo
-- No entries --
candidate@node01:~$ journalctl --since tomorrow
-- No entries --
candidate@node01:~$ journalctl -k -o cat
Linux version 6.8.0-51-generic (buildd@lcy02-amd64-062) (Ubuntu) SMP PREEMPT_DYNAMIC
`);
});

it('a Node that is deleted comes back when its kubelet is started again', async () => {
  const person = new Typist(bornOnce('standard'));
  const lines = ['kubectl delete node node02', 'sleep 60', 'kubectl get nodes', 'ssh node02 sudo systemctl restart kubelet', 'sleep 20', 'kubectl get nodes node02'];
  expect(await session(person, lines)).toBe(`candidate@base:~$ kubectl delete node node02
node "node02" deleted
candidate@base:~$ sleep 60
candidate@base:~$ kubectl get nodes
NAME           STATUS   ROLES           AGE   VERSION
controlplane   Ready    control-plane   76m   v1.36.2
node01         Ready    <none>          76m   v1.36.2
candidate@base:~$ ssh node02 sudo systemctl restart kubelet
candidate@base:~$ sleep 20
candidate@base:~$ kubectl get nodes node02
NAME     STATUS   ROLES    AGE   VERSION
node02   Ready    <none>   20s   v1.36.2
`);
});

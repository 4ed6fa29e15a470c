// The kernel of a machine: what is set now, what stays, and what the kubelet thinks of swap.
import { expect, it } from 'vitest';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from './typist.ts';

async function onNode(lines: readonly string[]): Promise<string> {
  const person = new Typist(bornOnce('standard'));
  await person.type('ssh node01');
  let screen = '';
  for (const line of lines) screen += (await person.type(line)).replace(/^candidate@node01:~/, '');
  return screen;
}

it('parameters and modules', async () => {
  expect(
    await onNode([
      'sysctl net.ipv4.ip_forward nope.x; echo $?',
      'sysctl -w vm.swappiness=1; echo $?',
      'sudo sysctl -w net.ipv4.ip_forward=0',
      'sysctl -n net/ipv4/ip_forward',
      'echo vm.max_map_count = 262144 | sudo tee /etc/sysctl.d/90-maps.conf > /dev/null; sudo sysctl --system',
      'sudo modprobe -r br_netfilter; sysctl net.bridge.bridge-nf-call-iptables',
      'modprobe br_netfilter',
      'sudo modprobe nothing; echo $?',
      'lsmod',
      'sudo modprobe br_netfilter; sysctl net.bridge.bridge-nf-call-iptables; lsmod | head -2',
    ]),
  ).toBe(`$ sysctl net.ipv4.ip_forward nope.x; echo $?
net.ipv4.ip_forward = 1
sysctl: cannot stat /proc/sys/nope/x: No such file or directory
1
$ sysctl -w vm.swappiness=1; echo $?
sysctl: permission denied on key "vm.swappiness"
1
$ sudo sysctl -w net.ipv4.ip_forward=0
net.ipv4.ip_forward = 0
$ sysctl -n net/ipv4/ip_forward
0
$ echo vm.max_map_count = 262144 | sudo tee /etc/sysctl.d/90-maps.conf > /dev/null; sudo sysctl --system
* Applying /etc/sysctl.d/90-maps.conf ...
* Applying /etc/sysctl.d/k8s.conf ...
vm.max_map_count = 262144
net.ipv4.ip_forward = 1
$ sudo modprobe -r br_netfilter; sysctl net.bridge.bridge-nf-call-iptables
sysctl: cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory
$ modprobe br_netfilter
modprobe: ERROR: could not insert 'br_netfilter': Operation not permitted
$ sudo modprobe nothing; echo $?
modprobe: FATAL: Module nothing not found in directory /lib/modules/6.8.0-51-generic
1
$ lsmod
Module                  Size  Used by
overlay               212992  0
$ sudo modprobe br_netfilter; sysctl net.bridge.bridge-nf-call-iptables; lsmod | head -2
net.bridge.bridge-nf-call-iptables = 1
Module                  Size  Used by
br_netfilter           32768  0
`);
});

it('with swap the kubelet does not start; without it is back at its next try', async () => {
  expect(
    await onNode([
      'sudo touch /swap.img; echo "/swap.img none swap sw 0 0" | sudo tee -a /etc/fstab; swapon -a; sudo swapon -a',
      'swapon --show; free -h | tail -1',
      'sudo systemctl restart kubelet; systemctl is-active kubelet; journalctl -u kubelet -o cat -n 3 | grep -o "please disable swap.*false"',
      'sudo swapoff -a; swapon --show; sleep 10; systemctl is-active kubelet',
    ]),
  ).toBe(`$ sudo touch /swap.img; echo "/swap.img none swap sw 0 0" | sudo tee -a /etc/fstab; swapon -a; sudo swapon -a
/swap.img none swap sw 0 0
swapon: /swap.img: swapon failed: Operation not permitted
$ swapon --show; free -h | tail -1
NAME      TYPE SIZE USED PRIO
/swap.img file 2G   0B   -2
Swap:          2.0Gi          0B       2.0Gi
$ sudo systemctl restart kubelet; systemctl is-active kubelet; journalctl -u kubelet -o cat -n 3 | grep -o "please disable swap.*false"
activating
please disable swap! or set --fail-swap-on flag to false
$ sudo swapoff -a; swapon --show; sleep 10; systemctl is-active kubelet
active
`);
});

// host and reboot: what machines are like, now and after they went down.
import { describe, expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import { checkKind } from '../../src/labs/checks/index.ts';
import { PreparationError, runLine } from '../../src/labs/prepare.ts';
import { worldOf } from '../../src/session/world.ts';
import { checked } from './checked.ts';
import { bornOnce } from './learner.ts';

const world = worldOf(new Cluster(bornOnce('standard'), false));

describe('what conditions see of a machine', () => {
  it.each([
    ['controlplane', 'host.units.kubelet == {"active": "active", "enabled": true, "masked": false, "since": host.units.kubelet.since}'],
    ['controlplane', '!("etcd" in host.units) && host.units.ssh.since < host.now'],
    ['controlplane', 'host.processes["kube-apiserver"].flags["etcd-servers"] == "https://127.0.0.1:2379"'],
    ['controlplane', '["etcd-certfile", "etcd-keyfile", "etcd-cafile"].all(f, host.processes["kube-apiserver"].flags[f] in host.files)'],
    ['controlplane', 'host.processes["kube-scheduler"].image.endsWith(host.processes["kube-apiserver"].image.split(":")[1])'],
    ['controlplane', 'host.processes["etcd"].pod == "etcd-controlplane" && host.processes["etcd"].namespace == "kube-system" && host.processes["etcd"].container == "etcd"'],
    ['controlplane', '!("nginx" in host.processes)'],
    ['node01', '!("kube-apiserver" in host.processes) && "kube-proxy" in host.processes'],
    [
      'node01',
      'host.processes.kubelet.flags == {"bootstrap-kubeconfig": "/etc/kubernetes/bootstrap-kubelet.conf", "kubeconfig": "/etc/kubernetes/kubelet.conf", "config": "/var/lib/kubelet/config.yaml"}',
    ],
    ['node01', 'host.files["/var/lib/kubelet/config.yaml"].yaml.authentication.x509.clientCAFile in host.files'],
    ['node01', 'host.files["/etc/kubernetes/kubelet.conf"].yaml.clusters[0].cluster.server == "https://172.30.1.2:6443"'],
    ['node01', 'host.files["/etc/modules-load.d/k8s.conf"].lines == ["overlay", "br_netfilter"] && host.files["/etc/fstab"].lines.all(l, !l.contains("swap"))'],
    ['node01', 'host.files["/etc/hostname"].text == "node01\\n" && host.files["/etc/hostname"].mode == "0644" && host.files["/opt"].directory && host.files["/opt"].group == "candidate"'],
    [
      'node01',
      '[host.files["/var/lib/kubelet/pki/kubelet-client-current.pem"].certificates[0]].all(c, c.subject == {"CN": "system:node:node01", "O": ["system:nodes"]} && c.issuer.CN == "kubernetes" && c.notBefore < host.now && c.notAfter - host.now > duration("7200h") && !c.isCA)',
    ],
    ['controlplane', 'host.files["/etc/kubernetes/pki/apiserver.crt"].certificates[0].sans.exists(n, n == "10.96.0.1")'],
    ['controlplane', 'host.files["/etc/kubernetes/admin.conf"].certificates.map(c, c.subject.CN) == ["kubernetes", "kubernetes-admin"]'],
    ['controlplane', 'host.files.filter(p, p.endsWith(".crt")).all(p, host.files[p].certificates.all(c, c.notAfter - host.now > duration("7200h")))'],
    ['node02', 'host.parameters["net.ipv4.ip_forward"] == "1" && host.parameters["net.bridge.bridge-nf-call-iptables"] == "1" && host.modules == ["overlay", "br_netfilter"] && host.swaps == []'],
    ['base', '!("net.bridge.bridge-nf-call-iptables" in host.parameters) && host.parameters["net.ipv4.ip_forward"] == "0" && host.modules == []'],
    ['node02', 'host.packages.kubeadm == {"version": "1.36.2-1.1", "held": true} && !host.packages["cri-tools"].held && !("cri-dockerd" in host.packages)'],
    ['node02', 'host.images.exists(i, i.startsWith("registry.k8s.io/kube-proxy:"))'],
    ['node02', 'asked.status == 0 && asked.stdout == "node02 root\\n"'],
  ])('%s: %s', (host, that) => {
    const spec = { id: 'x', kind: 'host', title: 'x', weight: 100, host, run: { asked: 'echo $(hostname) $(whoami)' }, conditions: [{ that, expect: 'it' }] };
    expect(checkKind('host').run(spec, { world, before: { objects: {}, files: {} }, files: {}, readFile: () => undefined })).toEqual([]);
  });
});

describe('what only a terminal has', () => {
  it.each([
    ["awk '{print $1}' /etc/hostname", 'awk runs only at a terminal, not in preparations and checks'],
    ['cat /etc/hostname | jq -R . | wc -l', 'jq runs only at a terminal, not in preparations and checks'],
    ['tail -f /etc/hostname', 'it does not end by itself'],
  ])('%s', (line, why) => {
    const spec = { id: 'x', kind: 'host', title: 'x', weight: 100, host: 'node01', run: { asked: line }, conditions: [{ that: 'true', expect: 'it' }] };
    expect(checkKind('host').run(spec, { world, before: { objects: {}, files: {} }, files: {}, readFile: () => undefined })).toEqual([{ expected: `an answer to "${line}"`, found: why }]);
    expect(() => runLine(`ssh node01 "${line}"`, world.fork(), {})).toThrow(new PreparationError(`ssh node01 "${line}"`, why));
  });
});

const checks = `
  - id: forwarding
    kind: host
    title: Forwarding
    weight: 20
    host: node02
    conditions:
      - that: host.files[?"/etc/sysctl.d/90-forward.conf"].?lines.orValue([]).exists(l, l == "net.ipv4.ip_forward=1")
        expect: forwarding in a file
        found: '"none"'
  - id: kept
    kind: reboot
    title: Kept
    weight: 30
    host: node02
    conditions:
      - that: host.parameters["net.ipv4.ip_forward"] == "1"
        expect: forwarding
  - id: ready
    kind: reboot
    title: Ready
    weight: 30
    host: node02
    resource: nodes
    name: node02
    conditions:
      - that: object.status.conditions.exists(c, c.type == "Ready" && c.status == "True")
        expect: a node that is ready
        found: object.status.conditions.filter(c, c.type == "Ready").map(c, c.status)
      - that: host.units.kubelet.active == "active"
        expect: a kubelet that runs
    kept: true
  - id: running
    kind: host
    title: Running
    weight: 20
    host: node02
    kept: true
    conditions:
      - {that: host.units.kubelet.active == "active", expect: a kubelet that runs}
`;
const prepare = ['ssh node02 rm /etc/sysctl.d/k8s.conf', 'ssh node02 reboot', 'rest'];
const tell = ['something of the task done: counts only together with another check that passes'];

it.each([
  ['nothing', '', { forwarding: ['forwarding in a file: none'], kept: ['forwarding, after a reboot of node02: 0'], ready: tell, running: tell }],
  ['in a file', 'ssh node02 "echo net.ipv4.ip_forward=1 | sudo tee /etc/sysctl.d/90-forward.conf"', { forwarding: 'passed', kept: 'passed', ready: 'passed', running: 'passed' }],
  [
    'on another machine',
    'ssh node01 "echo net.ipv4.ip_forward=1 | sudo tee /etc/sysctl.d/90-forward.conf"',
    { forwarding: ['forwarding in a file: it is so on node01'], kept: ['forwarding, after a reboot of node02: 0'], ready: tell, running: tell },
  ],
  [
    'with a kubelet that does not start with the machine',
    `ssh node02 "echo net.ipv4.ip_forward=1 | sudo tee /etc/sysctl.d/90-forward.conf"
ssh node02 sudo rm /etc/systemd/system/multi-user.target.wants/kubelet.service`,
    { forwarding: 'passed', kept: 'passed', ready: ['a node that is ready, after a reboot of node02: Unknown', 'a kubelet that runs, after a reboot of node02: inactive'], running: 'passed' },
  ],
])('%s', async (_, script, expected) => expect(await checked({ checks, prepare }, script)).toEqual(expected));

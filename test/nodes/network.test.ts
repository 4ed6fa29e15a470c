// nslookup, dig, nc and ping on the machines: the base knows names of machines and of the world outside, a node reaches the cluster's name servers.
import { expect, it } from 'vitest';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from '../session/typist.ts';

/** What each line prints, on the machine where the first line leads. */
async function printed(lines: readonly string[], first?: string): Promise<Record<string, string>> {
  const person = new Typist(bornOnce('standard'));
  if (first) await person.type(first);
  const all: Record<string, string> = {};
  for (const line of lines) all[line] = (await person.type(line)).replace(/^.*\n/, '');
  return all;
}

const check = async (table: Readonly<Record<string, string>>, first?: string): Promise<void> => expect(await printed(Object.keys(table), first)).toEqual(table);

const resolved = 'Server:\t\t127.0.0.53\nAddress:\t127.0.0.53#53\n\n';
const cluster = 'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n';
const silent = ';; communications error to 10.96.0.10#53: timed out\n'.repeat(3);

it('from the base machine', () =>
  check({
    'nslookup node01': `${resolved}Name:\tnode01\nAddress: 172.30.2.2\n\n`,
    'nslookup example.com': `${resolved}Non-authoritative answer:\nName:\texample.com\nAddress: 203.0.113.21\n\n`,
    'nslookup kubernetes.default.svc.cluster.local; echo $?': `${resolved}** server can't find kubernetes.default.svc.cluster.local: NXDOMAIN\n\n1\n`,
    'nslookup kubernetes.default.svc.cluster.local 10.96.0.10; date +%T': `${silent};; no servers could be reached\n\n10:00:15\n`,
    'dig +short node01; dig +short nowhere': '172.30.2.2\n',
    'nc -zv node01 22': 'Connection to node01 (172.30.2.2) 22 port [tcp/ssh] succeeded!\n',
    'nc -zv 172.30.1.2 6443': 'Connection to 172.30.1.2 6443 port [tcp/*] succeeded!\n',
    'nc -zv node01 81; echo $?': 'nc: connect to node01 (172.30.2.2) port 81 (tcp) failed: Connection refused\n1\n',
    'nc -zv -w 2 10.96.0.10 53; date +%T': 'nc: connect to 10.96.0.10 port 53 (tcp) timed out: Operation now in progress\n10:00:17\n',
    'ping -c 1 -W 1 10.96.0.1; echo $?': 'PING 10.96.0.1 (10.96.0.1) 56(84) bytes of data.\n\n--- 10.96.0.1 ping statistics ---\n1 packets transmitted, 0 received, 100% packet loss, time 0ms\n\n1\n',
    'ping nowhere; echo $?': 'ping: nowhere: Temporary failure in name resolution\n2\n',
    'ping -c 2 node01 | grep -v time=':
      'PING node01 (172.30.2.2) 56(84) bytes of data.\n\n--- node01 ping statistics ---\n2 packets transmitted, 2 received, 0% packet loss, time 1000ms\nrtt min/avg/max/mdev = 0.106/0.182/0.259/0.077 ms\n',
  }));

it('from a node', () =>
  check(
    {
      'nslookup kubernetes.default.svc.cluster.local 10.96.0.10': `${cluster}Name:\tkubernetes.default.svc.cluster.local\nAddress: 10.96.0.1\n\n`,
      'nslookup nope.default.svc.cluster.local 10.96.0.10': `${cluster}** server can't find nope.default.svc.cluster.local: NXDOMAIN\n\n`,
      'nslookup 10.96.0.1 10.96.0.10': '1.0.96.10.in-addr.arpa\tname = kubernetes.default.svc.cluster.local.\n\n',
      'dig @10.96.0.10 +noall +answer kubernetes.default.svc.cluster.local': 'kubernetes.default.svc.cluster.local. 30 IN A\t10.96.0.1\n',
      'dig @10.96.0.10 +short -x 10.96.0.10': 'kube-dns.kube-system.svc.cluster.local.\n',
      'dig @10.96.0.10 nope.default.svc.cluster.local | grep -E "status|flags|SOA" | cut -d, -f1-2':
        ';; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN\n;; flags: qr aa rd; QUERY: 1, ANSWER: 0\n; EDNS: version: 0, flags:; udp: 1232\ncluster.local.\t\t30\tIN\tSOA\tns.dns.cluster.local. hostmaster.cluster.local. 1772445600 7200 1800 86400 30\n',
      'nc -zvu 10.96.0.10 53; nc -zvn 10.96.0.1 443': 'Connection to 10.96.0.10 53 port [udp/domain] succeeded!\nConnection to 10.96.0.1 443 port [tcp/*] succeeded!\n',
      'nc -zv localhost 10250': 'Connection to localhost (127.0.0.1) 10250 port [tcp/*] succeeded!\n',
      'sudo systemctl stop systemd-resolved; dig +short example.com; echo $?': `${';; communications error to 127.0.0.53#53: connection refused\n'.repeat(3)};; no servers could be reached\n9\n`,
    },
    'ssh node01',
  ));

it('who ends ping is told what came until then', async () => {
  const screen = await new Typist(bornOnce('standard')).type('ping node01', { interruptAfter: 2 });
  expect(screen).toContain('\n3 packets transmitted, 3 received, 0% packet loss, time 2000ms\nrtt ');
});

it('the machine and its terminal', () =>
  check({
    'uptime -p; uptime -s; nproc; tty; echo | tty': 'up 1 hour, 16 minutes\n2026-03-02 08:43:30\n2\n/dev/pts/0\nnot a tty\n',
    uptime: ' 10:00:00 up  1:16,  1 user,  load average: 0.02, 0.02, 0.02\n',
    'groups; groups root nobody; id -Gn; id -G': 'candidate sudo\nroot : root\ngroups: ‘nobody’: no such user\ncandidate sudo\n1000 27\n',
    'df -h':
      'Filesystem      Size  Used Avail Use% Mounted on\ntmpfs           394M  1.1M  393M   1% /run\n/dev/vda1        19G  3.0G   16G  17% /\ntmpfs           2.0G     0  2.0G   0% /dev/shm\ntmpfs           5.0M     0  5.0M   0% /run/lock\n',
    'df -hT /opt': 'Filesystem     Type  Size  Used Avail Use% Mounted on\n/dev/vda1      ext4   19G  3.0G   16G  17% /\n',
    'df /': 'Filesystem     1K-blocks    Used Available Use% Mounted on\n/dev/vda1       19221248 3145728  16059136  17% /\n',
    'df nowhere; echo $?': 'df: nowhere: No such file or directory\n1\n',
    'man nothing; echo $?': 'No manual entry for nothing\n16\n',
  }));

it('ip tells of the card, and on nodes of what flannel made', async () => {
  await check({
    'ip r': 'default via 172.30.0.1 dev eth0 proto static \n172.30.0.0/16 dev eth0 proto kernel scope link src 172.30.1.1 \n',
    'ip -4 a': `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
    inet 127.0.0.1/8 scope host lo
       valid_lft forever preferred_lft forever
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000
    inet 172.30.1.1/16 brd 172.30.255.255 scope global eth0
       valid_lft forever preferred_lft forever
`,
    'ip addr show cni0; echo $?': 'Device "cni0" does not exist.\n1\n',
  });
  await check(
    {
      'ip route | grep 10.244':
        '10.244.0.0/24 via 10.244.0.0 dev flannel.1 onlink \n10.244.1.0/24 dev cni0 proto kernel scope link src 10.244.1.1 \n10.244.2.0/24 via 10.244.2.0 dev flannel.1 onlink \n',
      'ip addr show flannel.1 | grep inet': '    inet 10.244.1.0/32 scope global flannel.1\n    inet6 fe80::c7:52ff:febe:820c/64 scope link \n',
    },
    'ssh node01',
  );
});

// kubectl exec: what a command sees, what it leaves, and how it fails.
import { describe, expect, test } from 'vitest';
import { terminal } from './typed.ts';

const { type, pass, apply } = terminal();

apply(`
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data: {color: blue}
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers: [{name: web, image: "nginx:1.27"}]
---
apiVersion: v1
kind: Pod
metadata: {name: pair}
spec:
  securityContext: {runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000}
  volumes: [{name: shared, emptyDir: {}}, {name: config, configMap: {name: settings}}]
  containers:
  - name: one
    image: busybox
    command: [sleep, "3600"]
    env: [{name: COLOR, valueFrom: {configMapKeyRef: {name: settings, key: color}}}]
    securityContext: {readOnlyRootFilesystem: true}
    volumeMounts: [{name: shared, mountPath: /data}, {name: config, mountPath: /etc/config}]
  - name: two
    image: busybox
    command: [sh, -c, "while true; do cat /data/x 2>/dev/null; sleep 2; done"]
    volumeMounts: [{name: shared, mountPath: /data}]
---
apiVersion: v1
kind: Pod
metadata: {name: live}
spec:
  containers:
  - name: live
    image: busybox
    args: [/bin/sh, -c, touch /tmp/healthy; sleep 3600]
    livenessProbe: {exec: {command: [cat, /tmp/healthy]}, periodSeconds: 5}
`);

describe('what a command sees', () => {
  test.each([
    ['exec pair -c one -- id', 'uid=1000 gid=3000 groups=2000,3000\n'],
    ['exec pair -c one -- cat /etc/config/color', 'blue'],
    ['exec pair -c one -- printenv COLOR HOSTNAME', 'blue\npair\n'],
    ['exec pair -- ls /data', 'Defaulted container "one" out of: one, two\n'],
    ['exec web -- cat /etc/resolv.conf', 'search default.svc.cluster.local svc.cluster.local cluster.local\nnameserver 10.96.0.10\noptions ndots:5\n'],
    ['exec web -- cat /var/run/secrets/kubernetes.io/serviceaccount/namespace', 'default'],
    [`exec web -- sh -c 'for i in 1 2; do echo $i; done | sort -r | tr 12 ab'`, 'b\na\n'],
    ['exec pod/web -- hostname', 'web\n'],
  ])('%s', (line, screen) => expect(type(line)).toBe(screen));
});

describe('how it fails', () => {
  test.each([
    [`exec web -- sh -c 'exit 3'`, 'command terminated with exit code 3\n[3]\n'],
    ['exec web -- cat /nope', 'cat: /nope: No such file or directory\ncommand terminated with exit code 1\n[1]\n'],
    ['exec pair -c one -- touch /x', 'touch: /x: Read-only file system\ncommand terminated with exit code 1\n[1]\n'],
    ['exec pair -c two -- touch /etc/x', 'touch: /etc/x: Permission denied\ncommand terminated with exit code 1\n[1]\n'],
    [`exec pair -c one -- sh -c 'echo x > /etc/config/color'`, "sh: can't create /etc/config/color: Read-only file system\ncommand terminated with exit code 1\n[1]\n"],
    ['exec web -c nope -- ls', 'error: container nope is not valid for pod web out of: web\n[1]\n'],
  ])('%s', (line, screen) => expect(type(line)).toBe(screen));

  test('a program that is not there', () => {
    expect(type('exec web -- nope').replace(/[0-9a-f]{64}/, 'ID')).toBe(
      'error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "ID": OCI runtime exec failed: exec failed: unable to start container process: exec: "nope": executable file not found in $PATH\n[1]\n',
    );
  });

  test('a kubelet that is away', () => {
    const other = terminal();
    other.type('run away --image=nginx');
    other.pass(20);
    const host = other.cluster.state.hosts.find(({ name }) => name === other.type('get pod away -o jsonpath={.spec.nodeName}'));
    if (host?.units.kubelet) host.units.kubelet.active = 'inactive';
    const address = host?.facts.address;
    expect(other.type('exec away -- ls')).toBe(
      `error: Internal error occurred: error sending request: Post "https://${address}:10250/exec/default/away/away?command=ls&error=1&output=1": dial tcp ${address}:10250: connect: connection refused\n[1]\n`,
    );
  });
});

describe('what it leaves', () => {
  test('a page is served, until the container begins again', () => {
    type(`exec web -- sh -c 'echo mine > /usr/share/nginx/html/index.html'`);
    expect(type('exec web -- curl -s localhost')).toBe('mine\n');
    expect(type('get --raw /api/v1/namespaces/default/pods/web/proxy/')).toBe('mine\n');
    expect(type('exec web -- kill 1')).toBe('');
    pass(10);
    expect(type('get pod web -o jsonpath={.status.containerStatuses[0].restartCount}')).toBe('1');
    expect(type('exec web -- grep -c mine /usr/share/nginx/html/index.html')).toBe('0\ncommand terminated with exit code 1\n[1]\n');
  });

  test('the other container reads it, and its loop prints it', () => {
    type(`exec pair -c one -- sh -c 'echo hello > /data/x'`);
    pass(3);
    expect(type('exec pair -c two -- cat /data/x')).toBe('hello\n');
    expect(type('exec pair -c one -- ls -l /data')).toBe('total 4\n-rw-r--r--    1 1000     2000             6 Nov 21 01:00 x\n');
    expect(type('logs pair -c two')).toMatch(/^(hello\n){1,2}$/);
  });

  test('a probe notices', () => {
    expect(type('exec live -- rm /tmp/healthy')).toBe('');
    pass(50);
    expect(type('get pod live -o jsonpath={.status.containerStatuses[0].restartCount}')).toBe('1');
  });
});

describe('at a terminal', () => {
  test('a shell keeps its directory, its variables and its status', () => {
    expect(type('exec -it pair -c one -- sh', ['cd /data', 'X=5', 'echo $X $PWD', 'false', 'exit'])).toBe(
      '/ $ cd /data\n/data $ X=5\n/data $ echo $X $PWD\n5 /data\n/data $ false\n/data $ exit\ncommand terminated with exit code 1\n[1]\n',
    );
    expect(type('exec -it web -- bash', ['cd /etc/nginx', 'ls', 'exit'])).toBe('root@web:/# cd /etc/nginx\nroot@web:/etc/nginx# ls\nconf.d  nginx.conf\nroot@web:/etc/nginx# exit\n');
  });

  test('a command may take several lines', () => {
    expect(type('exec -it pair -c one -- sh', ['for i in 1 2', 'do echo $i', 'done', 'exit'])).toBe('/ $ for i in 1 2\n> do echo $i\n> done\n1\n2\n/ $ exit\n');
  });

  test('without one a shell reads its input as a script', () => {
    expect(type('exec -i web -- sh')).toBe('');
  });
});

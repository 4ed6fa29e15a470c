// Who reaches whom: names, services and policies, as commands in containers meet them.
import { describe, expect, test } from 'vitest';
import { terminal } from '../containers/typed.ts';

const { type, pass, apply } = terminal();

const sleeper = (name: string, image: string): string => `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, labels: {run: ${name}}}
spec: {containers: [{name: ${name}, image: "${image}", command: [sleep, "3600"]}]}
---`;

apply(`${sleeper('box', 'busybox:1.36')}${sleeper('old', 'busybox:1.28')}${sleeper('curl', 'curlimages/curl')}
apiVersion: v1
kind: Pod
metadata: {name: echo, labels: {app: echo}}
spec: {containers: [{name: echo, image: hashicorp/http-echo, args: ["-text=hello"], ports: [{containerPort: 5678, name: http}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: echo}
spec: {clusterIP: 10.96.10.10, selector: {app: echo}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: v1
kind: Service
metadata: {name: lonely}
spec: {clusterIP: 10.96.10.11, selector: {app: nobody}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: headless}
spec: {clusterIP: None, selector: {app: echo}, ports: [{port: 80, targetPort: http}]}
---
apiVersion: v1
kind: Pod
metadata: {name: waiter}
spec:
  initContainers: [{name: wait, image: "busybox:1.36", command: [sh, -c, "until nslookup late.default.svc.cluster.local > /dev/null; do echo waiting; sleep 2; done"]}]
  containers: [{name: main, image: nginx}]
`);
const failed = (code: number): string => `command terminated with exit code ${code}\n[${code}]\n`;

describe('services', () => {
  test.each([
    ['exec box -- wget -qO- echo', 'hello\n'],
    ['exec box -- wget -qO- http://echo.default.svc.cluster.local:80/x', 'hello\n'],
    ['exec box -- wget -O /tmp/page -T 2 nope', `wget: bad address 'nope'\n${failed(1)}`],
    ['exec box -- wget -O- lonely', `Connecting to lonely (10.96.10.11:80)\nwget: can't connect to remote host (10.96.10.11): Connection refused\n${failed(1)}`],
    ['exec box -- nc -zv echo 80', 'echo (10.96.10.10:80) open\n'],
    ['exec curl -- curl -s echo', 'hello\n'],
    ['exec curl -- curl -s -o /dev/null -w %{http_code} echo', '200'],
    ['exec curl -- curl -sS nope', `curl: (6) Could not resolve host: nope\n${failed(6)}`],
    ['exec curl -- curl -s -m 2 echo:81', failed(28)],
  ])('%s', (line, screen) => expect(type(line)).toBe(screen));
});

describe('names', () => {
  test.each([
    ['exec box -- nslookup echo.default.svc.cluster.local', 'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\techo.default.svc.cluster.local\nAddress: 10.96.10.10\n\n\n'],
    [
      'exec box -- nslookup kubernetes.default',
      `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n** server can't find kubernetes.default: NXDOMAIN\n\n** server can't find kubernetes.default: NXDOMAIN\n\n${failed(1)}`,
    ],
    ['exec old -- nslookup echo', 'Server:    10.96.0.10\nAddress 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local\n\nName:      echo\nAddress 1: 10.96.10.10 echo.default.svc.cluster.local\n'],
    ['exec old -- nslookup nope', `Server:    10.96.0.10\nAddress 1: 10.96.0.10 kube-dns.kube-system.svc.cluster.local\n\nnslookup: can't resolve 'nope'\n${failed(1)}`],
  ])('%s', (line, screen) => expect(type(line)).toBe(screen));

  test('a headless service has the addresses of its pods', () => {
    const ip = type('get pod echo -o jsonpath={.status.podIP}');
    expect(type('exec old -- nslookup headless')).toContain(`Address 1: ${ip} ${ip.replaceAll('.', '-')}.`);
  });

  test('without CoreDNS nobody answers', () => {
    const other = terminal();
    other.apply(sleeper('box', 'busybox:1.36'));
    other.type('scale deployment coredns -n kube-system --replicas=0');
    other.pass(40);
    expect(other.type('exec box -- nslookup kubernetes')).toBe(`;; connection timed out; no servers could be reached\n\n${failed(1)}`);
  });
});

test('who waits for a service goes on when it is there', () => {
  expect(type('get pod waiter -o jsonpath={.status.initContainerStatuses[0].state}')).toContain('running');
  type('create service clusterip late --tcp=80');
  pass(15);
  expect(type('get pod waiter -o jsonpath={.status.phase}')).toBe('Running');
  expect(type('logs waiter -c wait --tail=1')).toBe('waiting\n');
});

test('a policy lets in whom it names', () => {
  apply(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: only-curl}
spec: {podSelector: {matchLabels: {app: echo}}, ingress: [{from: [{podSelector: {matchLabels: {run: curl}}}], ports: [{port: 5678}]}]}
`);
  expect(type('exec box -- wget -qO- -T 2 echo')).toBe(`wget: download timed out\n${failed(1)}`);
  expect(type('exec curl -- curl -s echo')).toBe('hello\n');
  // Flannel alone enforces nothing.
  type('-n kube-flannel delete ds kube-flannel-ds');
  pass(60);
  expect(type('exec box -- wget -qO- -T 2 echo')).toBe('hello\n');
});

test('a token opens the API', () => {
  const answer = type(`exec curl -- sh -c 'curl -sk -H "Authorization: Bearer $(cat /var/run/secrets/kubernetes.io/serviceaccount/token)" https://kubernetes/api/v1/namespaces/default/pods'`);
  expect(JSON.parse(answer)).toMatchObject({
    code: 403,
    message: 'pods is forbidden: User "system:serviceaccount:default:default" cannot list resource "pods" in API group "" in the namespace "default"',
  });
});

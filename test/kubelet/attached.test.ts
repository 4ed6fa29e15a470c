// What waits for who attaches, containers to look around with, hooks, memory, proxies.
import { describe, expect, test } from 'vitest';
import { terminal } from '../containers/typed.ts';

const { type, pass, apply } = terminal();
const notice =
  "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n";

apply(`
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {run: web}}
spec: {containers: [{name: web, image: nginx, lifecycle: {postStart: {exec: {command: [sh, -c, echo hooked > /usr/share/nginx/html/index.html]}}}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {run: web}, ports: [{port: 80}]}
---
apiVersion: v1
kind: Pod
metadata: {name: greedy}
spec: {containers: [{name: c, image: polinux/stress, command: [stress], args: ["--vm", "1", "--vm-bytes", "250M", "--vm-hang", "1"], resources: {limits: {memory: 200Mi}}}]}
---
apiVersion: v1
kind: Pod
metadata: {name: last}
spec: {restartPolicy: Never, containers: [{name: c, image: busybox, command: [sh, -c, echo goodbye > /dev/termination-log; exit 3]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: badhook}
spec: {containers: [{name: c, image: nginx, lifecycle: {postStart: {exec: {command: [sh, -c, exit 1]}}}}]}
`);

describe('run -it', () => {
  test('a command that ends by itself', () => {
    expect(type('run tmp --rm -it --image=busybox --restart=Never -- wget -qO- web', [])).toBe('hooked\npod "tmp" deleted from default namespace\n');
  });

  test('a shell, whose end is that of the pod', () => {
    const screen = type('run tmp --rm -it --image=busybox --restart=Never -- sh', ['echo hi > /x', 'cat /x', 'exit']);
    expect(screen).toBe(`${notice}/ # echo hi > /x\n/ # cat /x\nhi\n/ # exit\npod "tmp" deleted from default namespace\n`);
  });
});

describe('debug', () => {
  test('a container in the pod', () => {
    const screen = type('debug web -it --image=busybox -c look -- sh', ['wget -qO- localhost', 'exit']);
    expect(screen).toBe(
      `${notice}/ # wget -qO- localhost\nhooked\n/ # exit\nSession ended, the ephemeral container will not be restarted but may be reattached using 'kubectl attach web -c look -i -t' if it is still running\n`,
    );
    expect(type('get pod web -o jsonpath={.status.ephemeralContainerStatuses[0].state.terminated.exitCode}')).toBe('0');
    expect(type('logs web -c look')).toBe('hooked\n');
  });

  test('a pod on a node sees its files', () => {
    const screen = type('debug node/node01 -it --image=busybox -q', ['test -f /host/etc/kubernetes/kubelet.conf && echo yes', 'exit']);
    expect(screen).toBe('/ # test -f /host/etc/kubernetes/kubelet.conf && echo yes\nyes\n/ # exit\n');
  });
});

describe('ends', () => {
  test('more memory than the limit', () => {
    expect(JSON.parse(type('get pod greedy -o jsonpath={.status.containerStatuses[0].lastState.terminated}'))).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
    expect(type('get pod greedy --no-headers')).toMatch(/CrashLoopBackOff/);
  });

  test('a last message, and a hook that fails', () => {
    expect(JSON.parse(type('get pod last -o jsonpath={.status.containerStatuses[0].state.terminated}'))).toMatchObject({ exitCode: 3, message: 'goodbye\n' });
    expect(type('events --for pod/badhook')).toMatch(/Warning +FailedPostStartHook +Pod\/badhook +PostStartHook failed\n/);
  });
});

describe('through the API server', () => {
  test.each([
    ['get --raw /api/v1/namespaces/default/services/web:80/proxy/', 'hooked\n'],
    ['get --raw /api/v1/namespaces/default/services/web:81/proxy/', 'Error from server (ServiceUnavailable): no service port "81" found for service "web"\n[1]\n'],
    ['get --raw /api/v1/nodes/node01/proxy/healthz', 'ok'],
  ])('%s', (line, screen) => expect(type(line)).toBe(screen));

  test('usage is told of every running container', () => {
    pass(1);
    const node = type('get pod web -o jsonpath={.spec.nodeName}');
    const summary = JSON.parse(type(`get --raw /api/v1/nodes/${node}/proxy/stats/summary`));
    const { containers } = summary.pods.find(({ podRef }: { podRef: { name: string } }) => podRef.name === 'web');
    expect(containers[0].memory.workingSetBytes).toBeGreaterThan(2_000_000);
    expect(containers[0].cpu.usageNanoCores).toBeLessThan(2_000_000);
  });
});

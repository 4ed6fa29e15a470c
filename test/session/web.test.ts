// curl and wget on the machines: node ports and the API server from outside, pods and services from a node, ports that kubectl holds.
import { expect, it } from 'vitest';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from './typist.ts';

async function screen(lines: readonly string[]): Promise<string> {
  const person = new Typist(bornOnce('standard'));
  let all = '';
  for (const line of lines) all += await person.type(line);
  return all;
}

const told = (text: string): string[] => text.split('\n').filter((line) => !/^[a-z]+@/.test(line));

it('reaches node ports and the API server from the base machine, and nothing inside of the cluster', async () => {
  const lines = [
    'k create deploy web --image=nginx; k expose deploy web --port=80 --type=NodePort; sleep 20',
    "port=$(k get svc web -o jsonpath='{.spec.ports[0].nodePort}')",
    'curl -s http://node01:$port | grep title; wget -qO- http://node02:$port | grep -c title',
    'curl -s -o /dev/null -w "%{http_code}\\n" http://controlplane:$port/nothing',
    'curl -m 2 $(k get svc web -o jsonpath={.spec.clusterIP}); echo $?',
    'curl -s -m 2 $(k get pods -l app=web -o jsonpath={.items[0].status.podIP}); echo $?',
    'curl -s http://web.default.svc.cluster.local; echo $?; curl http://web',
    'curl node01:1',
    'curl -sk https://controlplane:6443/version | grep -c gitVersion; curl -sk https://controlplane:6443/api/v1/nodes | grep message',
    'curl -s https://controlplane:6443/version; echo $?',
    "ssh node01 'curl -s '$(k get svc web -o jsonpath={.spec.clusterIP})' | grep -c title'",
  ];
  expect(told(await screen(lines))).toEqual([
    'deployment.apps/web created',
    'service/web exposed',
    '<title>Welcome to nginx!</title>',
    '1',
    '404',
    'curl: (28) Connection timed out after 2001 milliseconds',
    '28',
    '28',
    '6',
    'curl: (6) Could not resolve host: web',
    "curl: (7) Failed to connect to node01 port 1 after 0 ms: Couldn't connect to server",
    '1',
    '  "message": "nodes is forbidden: User \\"system:anonymous\\" cannot list resource \\"nodes\\" in API group \\"\\" at the cluster scope",',
    '60',
    '1',
    '',
  ]);
});

it('says who asks with a token or a certificate', async () => {
  const lines = [
    'curl -sk -H "Authorization: Bearer $(k create token default)" https://controlplane:6443/api/v1/nodes | grep -o \'User.* cannot\'',
    "k config view --raw -o jsonpath='{.users[0].user.client-certificate-data}' | base64 -d > me.crt; k config view --raw -o jsonpath='{.users[0].user.client-key-data}' | base64 -d > me.key",
    "curl -sk --cert me.crt --key me.key https://controlplane:6443/api/v1/nodes | jq -r '.items[].metadata.name'",
    'curl -sk --cert nope.crt https://controlplane:6443/; echo $?',
  ];
  expect(told(await screen(lines))).toEqual(['User \\"system:serviceaccount:default:default\\" cannot', 'controlplane', 'node01', 'node02', '58', '']);
});

it('tells how it went as the real ones do', async () => {
  const lines = [
    'k run web --image=nginx --port=80; k expose pod web --type=NodePort --overrides=\'{"spec":{"ports":[{"port":80,"nodePort":30080}]}}\'; sleep 20',
    'curl -sI http://node01:30080 | grep -v Date',
    'wget --spider http://node01:30080 2>&1 | tail -4',
    'curl',
    'curl --nope x',
    'wget http://node01:30080; wc -c < index.html',
    'curl -so /no/where http://node01:30080; echo $?',
  ];
  expect(
    told(
      (await screen(lines))
        .replaceAll('\r', '')
        .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, 'NOW')
        .replace(/\d+(\.\d+){3}/g, 'ADDRESS'),
    ),
  ).toMatchSnapshot();
});

it('reaches the ports that kubectl holds in the background, as long as it does', async () => {
  const lines = [
    'k run web --image=nginx; sleep 20',
    'k port-forward pod/web 8080:80 & k proxy > /dev/null & sleep 1',
    'curl -s localhost:8080 | grep -c title; curl -s 127.0.0.1:8001/api/v1/namespaces/default | jq -r .metadata.name',
    'ssh node01 curl -s localhost:8080; echo $?',
    'kill %1; sleep 1; curl localhost:8080',
  ];
  expect(told(await screen(lines)).map((line) => line.replace(/\] \d+$/, '] PID'))).toEqual([
    'pod/web created',
    '[1] PID',
    '[2] PID',
    'Forwarding from 127.0.0.1:8080 -> 80',
    'Forwarding from [::1]:8080 -> 80',
    '1',
    'default',
    '7',
    "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Couldn't connect to server",
    '',
  ]);
});

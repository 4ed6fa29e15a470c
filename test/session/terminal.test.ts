// What a person types on the base machine and on nodes, with the whole screen.
import { describe, expect, it } from 'vitest';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from './typist.ts';

const typist = (edits?: (text: string) => string) => new Typist(bornOnce('standard'), undefined, edits);

async function session(lines: readonly string[], person = typist()): Promise<string> {
  let screen = '';
  for (const line of lines) screen += await person.type(line);
  return screen;
}

describe('the base machine', () => {
  it('has kubectl, its short name, pipes and files', async () => {
    expect(
      await session([
        "k get nodes --no-headers | awk '{print $1, $3}' | sort > nodes.txt",
        'cat nodes.txt; pwd',
        'wc -l < nodes.txt',
        'k create ns tide && kubectl get ns tide -o name | tee /opt/ns.txt',
        'ls -l /opt | tail -1 | awk "{print \\$1, \\$3, \\$4, \\$9}"',
      ]),
    ).toBe(
      [
        "candidate@base:~$ k get nodes --no-headers | awk '{print $1, $3}' | sort > nodes.txt",
        'candidate@base:~$ cat nodes.txt; pwd',
        'controlplane control-plane',
        'node01 <none>',
        'node02 <none>',
        '/home/candidate',
        'candidate@base:~$ wc -l < nodes.txt',
        '3',
        'candidate@base:~$ k create ns tide && kubectl get ns tide -o name | tee /opt/ns.txt',
        'namespace/tide created',
        'namespace/tide',
        'candidate@base:~$ ls -l /opt | tail -1 | awk "{print \\$1, \\$3, \\$4, \\$9}"',
        '-rw-r--r-- candidate candidate ns.txt',
        '',
      ].join('\n'),
    );
  });

  it('applies what a here-document holds, and edits files', async () => {
    const person = typist((text) => text.replace('nginx', 'httpd'));
    const screen = await session(
      [
        'k apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: app}\nEOF',
        'k run web --image=nginx --dry-run=client -o yaml > web.yaml',
        'vim web.yaml',
        'grep image: web.yaml',
        'k create -f web.yaml',
      ],
      person,
    );
    expect(screen).toContain('configmap/app created\n');
    expect(screen).toContain('$ grep image: web.yaml\n  - image: httpd\n');
    expect(screen).toContain('pod/web created\n');
  });

  it('ends a watch with Ctrl-C and keeps what was printed', async () => {
    const screen = await typist().type('kubectl get ns -w | grep default', { interruptAfter: 1 });
    expect(screen).toMatch(/^candidate@base:~\$ kubectl get ns -w \| grep default\ndefault +Active +\S+\n$/);
  });
});

it('kubectl cp copies folders into containers and back, as tar does', async () => {
  const person = typist();
  await session(['k run web --image=nginx:alpine', 'sleep 20', 'mkdir -p site/css site/empty && echo hi > site/index.html && echo "b{}" > site/css/a.css'], person);
  const lines = [
    'k cp site web:/tmp/',
    'k exec web -- find /tmp/site',
    'k cp web:/tmp/site back',
    'cat back/css/a.css; ls back',
    'k cp web:/etc/hostname .',
    'k cp web:/etc/hostname name.txt && cat name.txt',
    'k cp nope web:/tmp/x',
    'k cp web:/nope x',
    'k cp name.txt web:/no/such/name',
  ];
  expect(await session(lines, person)).toBe(
    [
      'candidate@base:~$ k cp site web:/tmp/',
      'candidate@base:~$ k exec web -- find /tmp/site',
      '/tmp/site',
      '/tmp/site/css',
      '/tmp/site/css/a.css',
      '/tmp/site/empty',
      '/tmp/site/index.html',
      'candidate@base:~$ k cp web:/tmp/site back',
      "tar: removing leading '/' from member names",
      'candidate@base:~$ cat back/css/a.css; ls back',
      'b{}',
      'css  empty  index.html',
      'candidate@base:~$ k cp web:/etc/hostname .',
      "tar: removing leading '/' from member names",
      'error: open .: is a directory',
      'candidate@base:~$ k cp web:/etc/hostname name.txt && cat name.txt',
      "tar: removing leading '/' from member names",
      'web',
      'candidate@base:~$ k cp nope web:/tmp/x',
      "error: nope doesn't exist in local filesystem",
      'candidate@base:~$ k cp web:/nope x',
      "tar: removing leading '/' from member names",
      'tar: /nope: No such file or directory',
      'tar: error exit delayed from previous errors',
      'command terminated with exit code 1',
      'candidate@base:~$ k cp name.txt web:/no/such/name',
      "tar: can't change directory to '/no/such': No such file or directory",
      'command terminated with exit code 1',
      '',
    ].join('\n'),
  );
});

it.each([
  ["PS1='$ '", '$ '],
  ["PS1='\\[\\e[32m\\]\\u\\[\\e[0m\\] \\W> '; cd /opt", 'candidate opt> '],
  ["x=1; PS1='${x} \\h:\\w\\$ '; mkdir a; cd a", '1 base:~/a$ '],
])('prompts as it is told: %s', async (line, expected) => {
  const person = typist();
  await person.type(line);
  expect(person.terminal.prompt).toBe(expected);
});

describe('other machines and users', () => {
  it('su asks whoever is not root for a password that nobody has', async () => {
    const person = typist();
    expect(await person.type('su -', { typed: ['secret'] })).toBe('candidate@base:~$ su -\nPassword: su: Authentication failure\n');
    expect(await session(['sudo su -', 'su - candidate -c whoami', 'su candidate', 'whoami', 'exit', 'su nobody2'], person)).toBe(
      [
        'candidate@base:~$ sudo su -',
        'root@base:~# su - candidate -c whoami',
        'candidate',
        'root@base:~# su candidate',
        'candidate@base:/root$ whoami',
        'candidate',
        'candidate@base:/root$ exit',
        'exit',
        'root@base:~# su nobody2',
        'su: user nobody2 does not exist or the user entry does not contain all the required fields',
        '',
      ].join('\n'),
    );
  });

  it('bash is one more shell, with what was exported', async () => {
    expect(await session(['export a=1; b=2; cd /opt', 'bash', 'echo "[$a$b]"; cd /', 'exit', 'echo "[$a$b]"', 'echo echo from a script > s; bash s; echo echo piped | bash'])).toBe(
      [
        'candidate@base:~$ export a=1; b=2; cd /opt',
        'candidate@base:/opt$ bash',
        'candidate@base:/opt$ echo "[$a$b]"; cd /',
        '[1]',
        'candidate@base:/$ exit',
        'exit',
        'candidate@base:/opt$ echo "[$a$b]"',
        '[12]',
        'candidate@base:/opt$ echo echo from a script > s; bash s; echo echo piped | bash',
        'from a script',
        'piped',
        '',
      ].join('\n'),
    );
  });

  it('ssh, sudo -i and exit nest', async () => {
    expect(await session(['ssh node01', 'hostname', 'sudo -i', 'whoami; ls /etc/kubernetes', 'exit', 'ssh node02', 'exit', 'hostname'])).toBe(
      [
        'candidate@base:~$ ssh node01',
        'candidate@node01:~$ hostname',
        'node01',
        'candidate@node01:~$ sudo -i',
        'root@node01:~# whoami; ls /etc/kubernetes',
        'root',
        'kubelet.conf  manifests  pki',
        'root@node01:~# exit',
        'logout',
        'candidate@node01:~$ ssh node02',
        'candidate@node02: Permission denied (publickey).',
        'candidate@node01:~$ exit',
        'logout',
        'Connection to node01 closed.',
        'candidate@base:~$ hostname',
        'base',
        '',
      ].join('\n'),
    );
  });

  it("runs commands there, and a user may not read what is root's", async () => {
    expect(await session(['ssh controlplane sudo cat /etc/hostname', 'ssh controlplane cat /etc/kubernetes/admin.conf', 'ssh nowhere', 'sudo nosuch'])).toBe(
      [
        'candidate@base:~$ ssh controlplane sudo cat /etc/hostname',
        'controlplane',
        'candidate@base:~$ ssh controlplane cat /etc/kubernetes/admin.conf',
        'cat: /etc/kubernetes/admin.conf: Permission denied',
        'candidate@base:~$ ssh nowhere',
        'ssh: Could not resolve hostname nowhere: Name or service not known',
        'candidate@base:~$ sudo nosuch',
        'sudo: nosuch: command not found',
        '',
      ].join('\n'),
    );
  });

  it('a static pod whose manifest is moved away ends, and comes back', async () => {
    const person = typist();
    await session(['ssh controlplane', 'sudo -i', 'mv /etc/kubernetes/manifests/kube-scheduler.yaml /tmp/', 'exit', 'exit', 'kubectl run web --image=nginx', 'sleep 30'], person);
    expect(await person.type('k get pod web --no-headers')).toMatch(/web +0\/1 +Pending/);
    await session(['ssh controlplane sudo mv /tmp/kube-scheduler.yaml /etc/kubernetes/manifests/', 'sleep 60'], person);
    expect(await person.type('k get pod web --no-headers')).toMatch(/web +1\/1 +Running/);
  });
});

it('makes a key and a request, has it signed, and looks into the certificate', async () => {
  const lines = [
    'openssl genrsa -out anna.key 2048; openssl req -new -key anna.key -out anna.csr -subj "/CN=anna/O=dev"',
    'openssl req -in anna.csr -noout -subject',
    "printf 'apiVersion: certificates.k8s.io/v1\\nkind: CertificateSigningRequest\\nmetadata: {name: anna}\\nspec: {request: %s, signerName: kubernetes.io/kube-apiserver-client, usages: [client auth]}' $(base64 -w0 anna.csr) | k apply -f -",
    'k certificate approve anna',
    "k get csr anna -o jsonpath='{.status.certificate}' | base64 -d | openssl x509 -noout -subject",
  ];
  const screen = await session(lines);
  expect(screen.split('\n').filter((line) => !line.startsWith('candidate@'))).toEqual([
    'subject=O = dev, CN = anna',
    'certificatesigningrequest.certificates.k8s.io/anna created',
    'certificatesigningrequest.certificates.k8s.io/anna approved',
    'subject=O = dev, CN = anna',
    '',
  ]);
});

it('completes names of commands, of resources, of objects and of files', () => {
  const { terminal } = typist();
  expect(terminal.complete('kub')).toEqual({ from: 0, words: ['kubectl '] });
  expect(terminal.complete('k get deploym')).toEqual({ from: 6, words: ['deployments.apps '] });
  expect(terminal.complete('kubectl describe node node0').words).toEqual(['node01 ', 'node02 ']);
  expect(terminal.complete('cat /etc/hostn').words).toEqual(['/etc/hostname ']);
  expect(terminal.complete('k get pods | gre').words).toEqual(['grep ']);
});

it('is where it was when it is opened again', async () => {
  const person = typist();
  await session(['ssh node01', 'cd /etc', 'false'], person);
  const again = new Typist(person.cluster.state, JSON.parse(JSON.stringify(person.terminal.state)));
  expect(again.terminal.prompt).toBe('candidate@node01:/etc$ ');
  expect(await again.type('history')).toBe('candidate@node01:/etc$ history\n    1  ssh node01\n    2  cd /etc\n    3  false\n    4  history\n');
});

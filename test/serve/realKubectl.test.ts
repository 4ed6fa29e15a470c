// A real kubectl against the server, beside ours on a twin of its cluster: both print the same. Skipped where there is none.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cluster } from '../../src/cluster.ts';
import { worldOf } from '../../src/session/world.ts';
import { holderOf, Serving } from './serving.ts';

const program = ['/usr/bin/kubectl', '/usr/local/bin/kubectl'].find((path) => spawnSync(path, ['version', '--client']).status === 0);

const files: Readonly<Record<string, string>> = {
  'web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: file, labels: {a: b}}
spec:
  replicas: 2
  selector: {matchLabels: {app: file}}
  template:
    metadata: {labels: {app: file}}
    spec: {containers: [{name: c, image: nginx}]}
---
apiVersion: v1
kind: Service
metadata: {name: file}
spec: {selector: {app: file}, ports: [{port: 80}]}
`,
  'bad.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: bad}\nspec: {replica: 2, template: {}}\n',
  'crd.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: crontabs.stable.example.com}
spec:
  group: stable.example.com
  scope: Namespaced
  names: {plural: crontabs, singular: crontab, kind: CronTab, shortNames: [ct]}
  versions:
  - name: v1
    served: true
    storage: true
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {cronSpec: {type: string}}}}}}
`,
  'list.yaml': `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: ConfigMap, metadata: {name: listed}, data: {a: b}}
- apiVersion: v1
  kind: Pod
  metadata: {name: listed}
  spec: {containers: [{name: c, image: nginx, resources: {limits: {cpu: 1, memory: 1Gi}}, livenessProbe: {httpGet: {port: 80}}}]}
`,
  'badlist.yaml': 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: bad}\n  spec: {containers: [{name: c, imagee: nginx}]}\n',
  'unknown.yaml': 'apiVersion: example.com/v1\nkind: Unknown\nmetadata: {name: u}\n',
  'ctlist.yaml': 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: stable.example.com/v1\n  kind: CronTab\n  metadata: {name: listed}\n  spec: {cronSpec: "* * * * *"}\n',
  'ct.yaml': 'apiVersion: stable.example.com/v1\nkind: CronTab\nmetadata: {name: mine}\nspec: {cronSpec: "* * * * *"}\n',
};

/** In their order: later ones see what earlier ones made. */
const commands = `get nodes
get ns
create ns dev
create ns dev
create deployment web --image=nginx --replicas=2 --port=80
rollout status deploy/web --timeout=20s
get deploy web -o jsonpath={.spec.template.spec.containers[0]}
get deploy,rs -o name
set image deploy/web nginx=nginx:1.27
rollout history deploy/web
rollout undo deploy/web
scale deploy/web --replicas=3
expose deploy web --port=80 --target-port=8080 --name=svc
label deploy web tier=front
annotate deploy web note=hi
get deploy -l tier=front -o name
apply -f web.yaml
apply -f web.yaml
diff -f web.yaml
apply -f bad.yaml
apply -f web.yaml --dry-run=server
create -f list.yaml
apply -f unknown.yaml
create -f unknown.yaml
explain pod.spec.nodeName --output=plaintext-openapiv2
patch deploy file -p {"spec":{"replicas":1}}
patch deploy file --type=json -p [{"op":"replace","path":"/spec/replicas","value":3}]
patch deploy file --type=merge -p {"spec":{"nope":3}}
create cm c --from-literal=a=b
get cm c -o jsonpath={.data}
create secret generic s --from-literal=a=b
create role r --verb=get,list --resource=pods,deployments.apps
create rolebinding rb --role=r --user=anna
auth can-i list pods --as=anna
auth can-i delete pods --as=anna
get pods --as=anna -n kube-system
create clusterrole cr --verb=* --resource=nodes
create quota q --hard=pods=30
create cronjob cj --image=busybox --schedule=0,30,*,*,*,* -- date
create ingress i --rule=a.b/c=svc:80
get ingress
create pdb p --selector=app=web --min-available=1
create priorityclass pc --value=10
create sa bot
taint node node01 k=v:NoSchedule
taint node node01 k=v:NoSchedule-
cordon node02
uncordon node02
apply -f crd.yaml
wait crd/crontabs.stable.example.com --for=condition=Established --timeout=10s
apply -f ct.yaml
create -f ctlist.yaml
get ct
explain ct.spec.cronSpec
api-versions
get nosuch
get pods nosuch
get pods -l a,in,(b
get pods --field-selector=x=y
get --raw /healthz
get --raw /nope
get all -n dev
certificate approve nothing
replace -f web.yaml --force
get endpoints svc -o name`.split('\n');

/** Spaces within a word are commas in the list above. */
const wordsOf = (line: string): string[] => line.split(' ').map((word) => (/^(--schedule=|a,in)/.test(word) ? word.replaceAll(',', ' ') : word));

/** What differs by version of kubectl, by the instant, or by the server's address. */
const masked = (text: string): string =>
  text
    .replace(/^WARNING: version difference.*\n/gm, '')
    .replace(/^Warning: v1 Endpoints is deprecated.*\n/gm, '')
    .replace(/ from \S+ namespace$/gm, '')
    .replace(/^Waiting for deployment .*\n/gm, '')
    .replace(/\b\d+m?\d*s\b/g, 'AGE')
    .replace(/ +/g, ' ')
    .replace(/^(diff|---|\+\+\+) .*$/gm, '$1');

describe.skipIf(!program)('a real kubectl', () => {
  let lab: Serving;
  let twin: Cluster;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    lab = await Serving.start();
    twin = new Cluster(structuredClone(lab.cluster.state));
    holderOf(twin).resume();
    mkdirSync(join(lab.folder, 'work'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(lab.folder, 'work', name), text);
    env = { PATH: process.env.PATH, HOME: lab.folder, KUBECONFIG: lab.kubeconfigFile() };
  });
  afterAll(() => lab.stop());

  const real = (argv: readonly string[]): Promise<{ stdout: string; stderr: string; status: number }> =>
    new Promise((resolve) => {
      const answered = { stdout: '', stderr: '', status: 0 };
      const child = spawn(program as string, argv, { env, cwd: join(lab.folder, 'work'), stdio: ['ignore', 'pipe', 'pipe'] });
      child.stdout.on('data', (part) => {
        answered.stdout += part;
      });
      child.stderr.on('data', (part) => {
        answered.stderr += part;
      });
      child.on('close', (status) => resolve({ ...answered, status: status ?? -1 }));
    });

  it('and ours print the same', async () => {
    const wrong: unknown[] = [];
    for (const line of commands) {
      const argv = wordsOf(line);
      const ours = worldOf(twin).kubectl(argv, files);
      const theirs = await real(argv);
      const show = ({ stdout, stderr, status }: typeof theirs) => ({ line, stdout: masked(stdout), stderr: masked(stderr), status });
      try {
        expect(show(ours)).toEqual(show(theirs));
      } catch {
        wrong.push({ ours: show(ours), real: show(theirs) });
      }
    }
    expect(wrong).toEqual([]);
  });

  it('validates the items of a List with the OpenAPI document of version 2', async () => {
    const { stderr, status } = await real(['create', '-f', 'badlist.yaml']);
    expect([status, stderr]).toEqual([1, expect.stringContaining('ValidationError(Pod.spec.containers[0]): unknown field "imagee" in io.k8s.api.core.v1.Container')]);
  });

  it('watches, and waits for what another one does', async () => {
    const waiting = real(['wait', '--for=condition=Ready', 'pod/late', '--timeout=10s']);
    expect((await real(['run', 'late', '--image=nginx'])).stdout).toBe('pod/late created\n');
    const first = await waiting;
    const { stdout } = first.status === 0 ? first : await real(['wait', '--for=condition=Ready', 'pod/late', '--timeout=10s']);
    expect(stdout).toBe('pod/late condition met\n');
    expect((await real(['delete', 'pod', 'late', '--now'])).status).toBe(0);
  });
});

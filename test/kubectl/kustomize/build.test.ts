// Folders and what kustomize makes of them; where a real kubectl with kustomize v5 is on the PATH, it is asked too.
// The one at hand when this was written had v5.5.0, which words some errors otherwise than v5.8.1: only what is built is compared.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Environment } from '../../../src/kubectl/environment.ts';
import { buildKustomization } from '../../../src/kubectl/kustomize/index.ts';

const root = mkdtempSync(join(tmpdir(), 'kustomize-'));
afterAll(() => rmSync(root, { recursive: true }));

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: a, image: "nginx:1.2", envFrom: [{configMapRef: {name: conf}}]}
`;
const base = { 'base/kustomization.yaml': 'namePrefix: b-\nresources: [d.yaml]\nconfigMapGenerator: [{name: conf, literals: [l=1]}]\n', 'base/d.yaml': deployment };

const cases: Record<string, Record<string, string>> = {
  'names of a base, and what calls them': { ...base, 'kustomization.yaml': 'resources: [base]\nnameSuffix: -z\nnamespace: n\nconfigMapGenerator: [{name: conf, behavior: merge, literals: [q=w]}]\n' },
  'configurations tell of fields of other kinds': {
    'kustomization.yaml':
      'resources: [r.yaml]\nnamePrefix: p-\ncommonLabels: {l: v}\ncommonAnnotations: {note: on-it}\nimages: [{name: nginx, newTag: "9"}]\nreplicas: [{name: t, count: 7}]\nconfigurations: [c.yaml]\nbuildMetadata: [managedByLabel]\n',
    'c.yaml':
      'nameReference: [{kind: ConfigMap, version: v1, fieldSpecs: [{path: spec/configRef/name, kind: Thing}]}]\ncommonLabels: [{path: spec/labels, create: true, kind: Thing}]\ncommonAnnotations: [{path: spec/notes, create: true, kind: Thing}]\nimages: [{path: spec/img, kind: Thing}]\nreplicas: [{path: spec/count, create: true, kind: Thing}]\n',
    'r.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n---\napiVersion: e.io/v1\nkind: Thing\nmetadata: {name: t}\nspec: {configRef: {name: x}, img: nginx, count: 1}\n',
  },
  'patches put what is new first': {
    ...base,
    'kustomization.yaml':
      'resources: [base]\npatches:\n- target: {kind: Deployment}\n  patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: any}\n    spec: {template: {spec: {containers: [{name: side, image: i}]}}}\n',
  },
  'images and replicas': { ...base, 'kustomization.yaml': 'resources: [base]\nimages: [{name: nginx, newName: reg.io/n, digest: "sha256:aa"}]\nreplicas: [{name: web, count: 4}]\n' },
  'labels in templates, not in selectors': { ...base, 'kustomization.yaml': 'resources: [base]\nlabels: [{pairs: {q: r}, includeTemplates: true}]\n' },
  replacements: {
    ...base,
    'kustomization.yaml':
      'resources: [base]\nreplacements: [{source: {kind: Deployment, name: web, fieldPath: metadata.name}, targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.[name=a].image"], options: {delimiter: ":", index: 1}}]}]\n',
  },
  'order of kinds': {
    'kustomization.yaml': 'resources: [all.yaml]\n',
    'all.yaml': ['v1 Pod', 'apps/v1 Deployment', 'v1 Service', 'v1 Secret', 'v1 Namespace', 'batch/v1 Job']
      .map((k) => `apiVersion: ${k.split(' ')[0]}\nkind: ${k.split(' ')[1]}\nmetadata: {name: n}\n`)
      .join('---\n'),
  },
  'variables, where texts may have them': {
    ...base,
    'kustomization.yaml':
      'resources: [base, s.yaml]\nnamePrefix: p-\nvars: [{name: SVC, objref: {apiVersion: v1, kind: Service, name: s}}, {name: PORT, objref: {apiVersion: v1, kind: Service, name: s}, fieldref: {fieldpath: "spec.ports[0].port"}}]\n',
    's.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: 80}]}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: pod}\nspec: {containers: [{name: c, image: i, args: ["$(SVC):$(PORT)", "$$(SVC)", "$(NO)"], env: [{name: A, value: $(SVC)}]}]}\n',
  },
  "kustomize's own plugins, each by an object": {
    ...base,
    'kustomization.yaml': 'resources: [base]\ngenerators: [g.yaml]\ntransformers: [t.yaml]\n',
    'g.yaml': 'apiVersion: builtin\nkind: SecretGenerator\nmetadata: {name: s}\nliterals: [a=b]\n',
    't.yaml':
      'apiVersion: builtin\nkind: LabelTransformer\nmetadata: {name: l}\nlabels: {x: z}\nfieldSpecs: [{path: metadata/labels, create: true}]\n---\napiVersion: builtin\nkind: PatchTransformer\nmetadata: {name: p}\npatch: \'[{"op":"add","path":"/spec/replicas","value":7}]\'\ntarget: {kind: Deployment}\n',
  },
  'a secret longer than a line': { 'kustomization.yaml': `secretGenerator: [{name: s, literals: [a=${'x'.repeat(60)}, b=${'y'.repeat(200)}]}]\n` },
  'a variable of nothing': { 'kustomization.yaml': 'configMapGenerator: [{name: c, literals: [a=b]}]\nvars: [{name: X, objref: {apiVersion: v1, kind: Service, name: no}}]\n' },
  'an order that is not known': { ...base, 'kustomization.yaml': 'resources: [base]\nsortOptions: {order: up}\n' },
  'a plugin that is a program': { ...base, 'kustomization.yaml': 'resources: [base]\ntransformers: [t.yaml]\n', 't.yaml': 'apiVersion: x.io/v1\nkind: Ext\nmetadata: {name: e}\n' },
  'a field that is not known': { 'kustomization.yaml': 'resource: []\n' },
  'a patch for nothing': { ...base, 'kustomization.yaml': 'resources: [base]\npatches: [{patch: "apiVersion: v1\\nkind: Pod\\nmetadata: {name: x}"}]\n' },
};

const folders = Object.entries(cases).map(([name, files], i) => {
  const folder = join(root, String(i));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return { name, folder };
});

function build(folder: string): string {
  const files = {
    readFile: (path: string) => readFileSync(path, 'utf8'),
    readDir: (path: string) => readdirSync(path).sort(),
    stat: (path: string) => ({ directory: statSync(path).isDirectory(), size: 0, mode: 0o644 }),
  };
  try {
    return buildKustomization({ files, cwd: '/', env: {}, stderr: () => {} } as unknown as Environment, folder);
  } catch (error) {
    return `error: ${(error as Error).message}`.replaceAll(root, '');
  }
}

test.each(folders)('$name', ({ folder }) => {
  expect(build(folder)).toMatchSnapshot();
});

const real = spawnSync('kubectl', ['version', '--client'], { encoding: 'utf8' });

describe.skipIf(real.status !== 0 || !/Kustomize Version: v5/.test(real.stdout))('as the real one', () => {
  test.each(folders)('$name', ({ folder }) => {
    const { status, stdout } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    if (status === 0) expect(build(folder)).toBe(stdout);
    else expect(build(folder)).toMatch(/^error: /);
  });
});

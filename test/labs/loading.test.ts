// What the loader says of labs that are not right: file, line and column.
import { describe, expect, it } from 'vitest';
import { type Folder, LabError, loadLab } from '../../src/labs/index.ts';

const good = `id: demo
title: A lab
domain: storage
competency: Manage persistent volumes and persistent volume claims
difficulty: 1
minutes: 3
task: Do it.
hints: [Think.]
explanation: It is so.
prepare:
  - kubectl create namespace demo
given: [notes.txt]
checks:
  - id: made
    kind: object
    title: It is there
    weight: 100
    resource: pods
    name: web
    conditions:
      - that: object.spec.nodeName == "node01"
        expect: node01
`;

const folder = (yaml: string): Folder => ({ 'lab.yaml': yaml, 'solution.sh': 'kubectl run web\n', 'files/notes.txt': 'x', 'wrong/a.sh': '', 'wrong/b.sh': '' });

function faults(texts: Folder, name = 'labs/storage/demo'): readonly string[] {
  try {
    loadLab(name, texts);
    return [];
  } catch (error) {
    if (error instanceof LabError) return error.faults;
    throw error;
  }
}

it('a right one has what was left out, and its files', () => {
  expect(loadLab('labs/storage/demo', folder(good))).toMatchObject({
    id: 'demo',
    profile: 'standard',
    files: { 'notes.txt': 'x' },
    solution: 'kubectl run web\n',
    wrong: { 'a.sh': '', 'b.sh': '' },
    also: {},
  });
});

describe('faults', () => {
  it.each([
    ['YAML that cannot be read', 'title: A lab', 'title: "A lab', /^labs\/storage\/demo\/lab.yaml:\d+:\d+: (Missing closing|.*quoted)/],
    ['a field that is not known', 'minutes: 3', 'minutes: 3\nauthor: me', 'labs/storage/demo/lab.yaml:7:1: unknown field author'],
    ['a field that is missing', 'title: A lab\n', '', 'labs/storage/demo/lab.yaml:1:1: title is missing'],
    ['a wrong type', 'minutes: 3', 'minutes: soon', 'labs/storage/demo/lab.yaml:6:10: must be an integer'],
    [
      'a value out of its list',
      'domain: storage',
      'domain: disks',
      'labs/storage/demo/lab.yaml:3:9: must be one of cluster-architecture, workloads-scheduling, services-networking, storage, troubleshooting',
    ],
    [
      'a kind that is not known',
      'kind: object',
      'kind: objekt',
      'labs/storage/demo/lab.yaml:15:11: kind must be one of object, absent, unchanged, authz, file, converge, probe, dns, host, reboot, history',
    ],
    ['a field of another kind', 'name: web', 'within: 5', 'labs/storage/demo/lab.yaml:19:5: unknown field within'],
    ['CEL that cannot be read', '== "node01"', '== ', 'labs/storage/demo/lab.yaml:21:15: CEL: Unexpected token: EOF'],
    ['CEL about something that is not there', 'object.spec', 'pod.spec', 'labs/storage/demo/lab.yaml:21:15: CEL: Unknown variable: pod'],
    ['CEL with a function that is not there', 'object.spec.nodeName', 'nodeOf(object)', "labs/storage/demo/lab.yaml:21:15: CEL: found no matching overload for 'nodeOf(dyn)'"],
    ['CEL that is no condition', 'object.spec.nodeName == "node01"', 'string(object.spec.nodeName)', 'labs/storage/demo/lab.yaml:21:15: CEL: this is a string, not true or false'],
    ['a second document', 'checks:', '---\nchecks:', /^labs\/storage\/demo\/lab.yaml:13:1: a second document begins here$/],
    ['an anchor that is not there', 'minutes: 3', 'minutes: *three', 'labs/storage/demo/lab.yaml:6:10: there is no anchor &three; a text that begins with * needs quotes'],
    ['a name that does not fit', 'resource: pods', 'resource: Pod', 'labs/storage/demo/lab.yaml:18:15: must match ^[a-z]+(\\.[a-z0-9.-]+)?$ (What kubectl calls it in full: pods, deployments.apps)'],
    ['a name without a list', 'task: Do it.', 'task: Do __WHAT__.', 'labs/storage/demo/lab.yaml:7:10: __WHAT__ has no list in values'],
    ['a name without a list in CEL', '"node01"', '__WHAT__', 'labs/storage/demo/lab.yaml:21:39: __WHAT__ has no list in values'],
    ['a list of one', 'task: Do it.', 'task: Do __WHAT__.\nvalues: {what: [a]}', 'labs/storage/demo/lab.yaml:8:16: must have at least 2 entries'],
    ['a list with a name that no text can ask for', 'task: Do it.', 'task: Do it.\nvalues: {What: [a, b]}', 'labs/storage/demo/lab.yaml:8:10: the name of a list has small letters, digits and _'],
    ['a list that nothing asks for', 'task: Do it.', 'task: Do it.\nvalues: {what: [a, b]}', 'labs/storage/demo/lab.yaml:8:10: nothing asks for __WHAT__'],
    ['weights that do not make 100', 'weight: 100', 'weight: 90', 'labs/storage/demo/lab.yaml:14:3: the weights make 90, not 100'],
    ['a name that is not the folder', 'id: demo', 'id: other', 'labs/storage/demo/lab.yaml:1:5: must be the name of the folder, demo'],
    ['a file that is not there', '[notes.txt]', '[other.txt]', 'labs/storage/demo/lab.yaml:12:9: there is no files/other.txt'],
    ['a quote that is not closed', 'kubectl create', "kubectl 'create", "labs/storage/demo/lab.yaml:11:5: a quote is not closed: kubectl 'create namespace demo"],
    ['a preparation that is not kubectl', 'kubectl create', 'helm install', 'labs/storage/demo/lab.yaml:11:5: only kubectl, ssh, sleep and rest are known'],
  ])('%s', (_, from, to, expected) => {
    expect(good).toContain(from);
    const [first, ...others] = faults(folder(good.replace(from, to)));
    if (typeof expected === 'string') expect([first, ...others]).toEqual([expected]);
    else expect(first).toMatch(expected);
  });

  it('a script that asks for a name without a list, and one that is empty', () => {
    expect(faults({ ...folder(good), 'solution.sh': '', 'wrong/a.sh': 'kubectl get pods\n  kubectl run __WHAT__\n' })).toEqual([
      'labs/storage/demo/wrong/a.sh:2:15: __WHAT__ has no list in values',
      'labs/storage/demo/solution.sh:1:1: it is empty',
    ]);
  });

  it('a folder without a solution and wrong answers', () => {
    expect(faults({ 'lab.yaml': good, 'files/notes.txt': '' })).toEqual(['labs/storage/demo: solution.sh is missing', 'labs/storage/demo: wrong/ must hold at least two wrong answers']);
  });
});

// cka-lab's commands as a person types them, with the whole screen: the built programs, each in a process of its own.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const home = mkdtempSync(join(tmpdir(), 'commands-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const { NODE_EXTRA_CA_CERTS: _, CKA_LAB_SHELL: __, KUBECONFIG: ___, ...outer } = process.env;
const env = { ...outer, CKA_LAB_HOME: home, HOME: home, NO_COLOR: '1' };

/** What the screen shows after a line: standard output, then standard error with `2> `, then the exit status. */
function type(line: string, options: { input?: string; env?: Record<string, string> } = {}): string {
  const [program = '', ...words] = line.split(' ');
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, 'bin', `${program}.js`), ...words], {
    cwd: home,
    env: { ...env, ...options.env },
    encoding: 'utf8',
    input: options.input ?? '',
  });
  const told = stderr.replace(/^(?=.*\n)/gm, '2> ') + (status === 0 ? '' : `=> ${status}\n`);
  return (stdout + told).replaceAll(home, '~').replace(/after \d:\d\d of/g, 'after 0:00 of');
}

describe('a lab from the list to the end', () => {
  it('nothing is open at first, and the own cluster is there', () => {
    expect(type('cka-lab check')).toBe('2> cka-lab: No lab is open. Choose one with `cka-lab labs` and open it with `cka-lab start LAB`.\n=> 1\n');
    expect(type('cka-lab start ca-rbac-sa')).toBe('2> cka-lab: There is no lab "ca-rbac-sa". Did you mean ca-rbac-sa-deployer? `cka-lab labs` lists them.\n=> 1\n');
    expect(type('cka-lab start nothing-like-it')).toBe('2> cka-lab: There is no lab "nothing-like-it". `cka-lab labs` lists them.\n=> 1\n');
    expect(type('cka-lab drill uncordn')).toBe('2> cka-lab: There is no drill and no group "uncordn". Did you mean uncordon? `cka-lab drills` lists them.\n=> 1\n');
    expect(type('kubectl create namespace mine')).toBe('namespace/mine created\n');
    expect(type('kubectl config set-context --current --namespace=mine')).toBe('Context "kubernetes-admin@kubernetes" modified.\n');
  });

  it('start shows the task', () => {
    expect(type('cka-lab start ca-rbac-sa-deployer')).toBe(`A pipeline account that may only create
Cluster Architecture, Installation & Configuration · 4 minutes · namespace shipyard

A delivery pipeline will put workloads into namespace \`shipyard\`. It must be able to create them, and nothing
more.

• Create the ServiceAccount \`crane-bot\` in namespace \`shipyard\`.
• Allow it to create Deployments, StatefulSets and DaemonSets in that namespace.
• Other namespaces will get pipelines later, so write the rules down once for the whole cluster: a ClusterRole
  named \`workload-creator\`, granted in \`shipyard\` alone by a binding named \`crane-bot\`.

Working directory: ~/work/ca-rbac-sa-deployer
kubectl works on this lab from now on: \`cka-lab shell\` opens a shell with kubectl and k in this directory.
\`cka-lab check\` grades, \`cka-lab hint\` helps.
`);
  });

  it('a part of it is a part of the points', () => {
    expect(type('kubectl get namespace mine')).toBe('2> Error from server (NotFound): namespaces "mine" not found\n=> 1\n');
    type('kubectl create serviceaccount crane-bot -n shipyard');
    type('kubectl create clusterrole workload-creator --verb=create --resource=deployments,statefulsets,daemonsets');
    expect(type('cka-lab check')).toBe(`A pipeline account that may only create
     POINTS  CHECK                                                FOUND
ok    10/10  ServiceAccount crane-bot is there
no     0/40  crane-bot may create the three kinds in shipyard     expected may create deployments.apps in
                                                                  namespace shipyard, found: it is forbidden
                                                                  expected may create statefulsets.apps in
                                                                  namespace shipyard, found: it is forbidden
                                                                  expected may create daemonsets.apps in
                                                                  namespace shipyard, found: it is forbidden
                                                                  why: Rules for the wrong API group look
                                                                  right and grant nothing; every delivery
                                                                  would end with Forbidden.
no     0/15  The rules are in a ClusterRole, granted in shipyard  expected rolebinding crane-bot in namespace
                                                                  shipyard, found: there is none
                                                                  why: Copies of rules in each namespace
                                                                  drift apart; one shared list is corrected
                                                                  once for all pipelines.
no     0/35  crane-bot may do that, and nothing else              expected may create deployments.apps in
                                                                  namespace shipyard, found: it is forbidden
                                                                  why: The token of a pipeline leaks easily;
                                                                  what it cannot do, nobody who steals it can
                                                                  do either.

10 of 100 points, after 0:00 of 4 minutes
=> 1
`);
  });

  it('a hint, the rest, all points', () => {
    expect(type('cka-lab hint')).toBe('Hint 1 of 3\nRules can be kept in one place and granted in another. Which two kinds of objects grant them?\n');
    type('kubectl create rolebinding crane-bot -n shipyard --clusterrole=workload-creator --serviceaccount=shipyard:crane-bot');
    expect(type('cka-lab check')).toBe(`A pipeline account that may only create
     POINTS  CHECK                                                FOUND
ok    10/10  ServiceAccount crane-bot is there
ok    40/40  crane-bot may create the three kinds in shipyard
ok    15/15  The rules are in a ClusterRole, granted in shipyard
ok    35/35  crane-bot may do that, and nothing else

100 of 100 points: solved, after 0:00 of 4 minutes
`);
  });

  it('the solution tells why', () => {
    const screen = type('cka-lab solution');
    expect(screen.split('\n').slice(0, 5)).toEqual([
      'kubectl create serviceaccount crane-bot -n shipyard',
      'kubectl create clusterrole workload-creator --verb=create --resource=deployments,statefulsets,daemonsets',
      'kubectl create rolebinding crane-bot -n shipyard --clusterrole=workload-creator --serviceaccount=shipyard:crane-bot',
      '',
      'A ClusterRole is only a list of rules; where they hold is decided by what binds it. A RoleBinding grants them',
    ]);
  });

  it('reset begins again, stop brings the own cluster back', () => {
    expect(type('cka-lab reset')).toBe('ca-rbac-sa-deployer begins again: the cluster and the files are as they were.\n');
    expect(type('kubectl get sa -n shipyard crane-bot')).toBe('2> Error from server (NotFound): serviceaccounts "crane-bot" not found\n=> 1\n');
    expect(type('cka-lab stop')).toBe('ca-rbac-sa-deployer is closed; kubectl works on your own cluster again.\n');
    expect(type('kubectl get namespace mine -o name')).toBe('namespace/mine\n');
    expect(type('kubectl config view --minify -o jsonpath={..namespace}')).toBe('mine');
  });

  it('the list remembers', () => {
    const [domain, heading, ...rows] = type('cka-lab labs').split('\n');
    expect(domain).toBe('Cluster Architecture, Installation & Configuration');
    expect(heading?.trim().split(/ {2,}/)).toEqual(['LAB', 'TITLE', 'LEVEL', 'MIN', 'STATE', 'BEST', 'TIME']);
    expect(
      rows
        .find((row) => row.includes('ca-rbac-sa-deployer'))
        ?.trim()
        .split(/ {2,}/),
    ).toEqual(['ca-rbac-sa-deployer', 'A pipeline account that may only create', 'easy', '4', 'solved', '100', expect.stringMatching(/^0:\d\d$/)]);
    expect(
      rows
        .find((row) => row.includes('ca-rbac-subresources'))
        ?.trim()
        .split(/ {2,}/),
    ).toEqual(['ca-rbac-subresources', 'Scale, logs and a shell, but no delete', 'exam', '6']);
  });
});

it('a drill left in the middle is a miss, one that was only looked at is not', () => {
  const end = (input: string): string => type('cka-lab drill cronjob', { input }).replace(/^.*(?=cronjob: )/s, '');
  expect(end('')).toBe('cronjob: nothing tried.\n=> 1\n');
  expect(type('cka-lab drills')).not.toContain('missed');
  expect(end('kubectl get cj\n')).toBe('cronjob: 0 of 1 done, 0 within their time.\nTo do again: dr-cronjob\n=> 1\n');
  expect(type('cka-lab drills')).toMatch(/dr-cronjob .* missed\n/);
});

it('a word that is no command', () => {
  expect(type('cka-lab chek')).toBe("2> error: unknown command 'chek'\n2> (Did you mean check?)\n=> 1\n");
  expect(type('cka-lab frobnicate')).toBe("2> error: unknown command 'frobnicate'\n=> 1\n");
  expect(type('cka-lab next now')).toBe("2> error: too many arguments for 'next'. Expected 0 arguments but got 1.\n=> 1\n");
});

it('files lie in the working directory, and are graded there', () => {
  type('cka-lab start wl-config-env-and-files');
  const directory = join(home, 'work', 'wl-config-env-and-files');
  expect(readdirSync(directory)).toEqual(['oven.properties', 'pantry.pass']);
  expect(type('cka-lab start sn-clusterip-endpoints-file')).toContain('wl-config-env-and-files was open; what you did in it is gone.\n');
  writeFileSync(join(home, 'work', 'sn-clusterip-endpoints-file', 'endpoints.txt'), '10.0.0.1\n');
  expect(type('cka-lab check')).toContain(`no     0/40  endpoints.txt holds the ready addresses          expected exactly the ready addresses, one in
                                                              each line, found: 10.0.0.1
`);
});

it('the demo needs no terminal, no time, and nothing of the person', () => {
  const before = type('cka-lab task');
  const began = Date.now();
  const screen = type('cka-lab demo');
  expect(Date.now() - began).toBeLessThan(5000);
  expect(screen.split('\n').slice(0, 2)).toEqual(['$ cka-lab start ca-rbac-sa-deployer', 'A pipeline account that may only create']);
  expect(screen).toMatch(/\n100 of 100 points: solved, after 0:00 of 4 minutes\n$/);
  expect(type('cka-lab task')).toBe(before);
});

describe.skipIf(process.platform === 'win32')('shell', () => {
  it('has kubectl and k, the place and the name of the lab, and the status of the shell', () => {
    const screen = type('cka-lab shell', { input: 'echo "$CKA_LAB_SHELL" in $PWD; k get ns gallery -o name; kubectl auth whoami -o name >/dev/null; exit 7\n', env: { SHELL: '/bin/sh' } });
    expect(screen).toContain('sn-clusterip-endpoints-file in ~/work/sn-clusterip-endpoints-file\nnamespace/gallery\n');
    expect(screen).toMatch(/=> 7\n$/);
  });

  it('completes in bash, and its prompt names the lab', () => {
    const screen = type('cka-lab shell', { input: 'complete -p k\n', env: { SHELL: '/bin/bash' } });
    expect(screen).toContain('complete -o default -F __start_kubectl k\n');
    expect(screen).toContain('(sn-clusterip-endpoints-file) ');
  });

  it('says which shell is missing', () => {
    expect(type('cka-lab shell', { env: { SHELL: '/no/shell' } })).toBe('2> cka-lab: the shell /no/shell could not be started (ENOENT)\n=> 1\n');
  });
});

// What containers do, from what they are started with.
import { describe, expect, test } from 'vitest';
import type { Answer, Reach, Request } from '../../src/containers/program.ts';
import { commandLineOf, isStartFailure, lookUpImage, type Program, startProgram } from '../../src/containers/index.ts';

const at = Date.parse('2026-11-21T01:00:00Z');
function start(image: string, command?: string[], env: Record<string, string> = {}): Program {
  const { argv } = commandLineOf(image, command, undefined);
  const program = startProgram({ image, argv, env, at, hostname: 'p', ip: '10.244.1.2', file: () => undefined, key: ['k'] });
  if (isStartFailure(program)) throw new Error(program.startError);
  return program;
}
const texts = (program: Program, seconds: number): string[] => program.logs(at + seconds * 1000).map((line) => line.text);

describe('scripts', () => {
  test.each([
    ['echo x; sleep 5; exit 1', 5, 1, ['x']],
    ['for i in 1 2 3; do echo "n=$i"; sleep 1; done', 3, 0, ['n=1', 'n=2', 'n=3']],
    ['x=5; while [ $x -gt 3 ]; do echo $x; x=$((x-1)); done; false || echo "${x:-none} $(echo deep)"', 0, 0, ['5', '4', '3 deep']],
    ['echo a > /tmp/f; echo b >> /tmp/f; cat /tmp/f | grep -c .; [ -f /tmp/f ] && echo yes', 0, 0, ['2', 'yes']],
    ['case $KIND in web) echo w;; *) echo other;; esac; nope', 0, 127, ['w', 'sh: nope: not found']],
  ])('%s', (script, seconds, code, output) => {
    const program = start('busybox', ['sh', '-c', script], { KIND: 'web' });
    expect(program.ending?.code).toBe(code);
    expect(Math.floor(((program.ending?.at ?? 0) - at) / 1000)).toBe(seconds);
    expect(texts(program, 60).slice(0, output.length)).toEqual(output.map((line) => line));
  });

  test.each([
    [
      'busybox',
      ['sh', '-c', 'nope; cd /nope; echo x > /nope/y; cat /nope; ls /nope; kill 99'],
      [
        'sh: nope: not found',
        "sh: cd: can't cd to /nope: No such file or directory",
        "sh: can't create /nope/y: nonexistent directory",
        "cat: can't open '/nope': No such file or directory",
        'ls: /nope: No such file or directory',
        "sh: can't kill pid 99: No such process",
      ],
    ],
    [
      'nginx',
      ['sh', '-c', 'nope; cd /nope; echo x > /nope/y; cat /nope; ls /nope; kill 99'],
      [
        'sh: 1: nope: not found',
        "sh: 1: cd: can't cd to /nope",
        'sh: 1: cannot create /nope/y: Directory nonexistent',
        'cat: /nope: No such file or directory',
        "ls: cannot access '/nope': No such file or directory",
        'sh: 1: kill: No such process',
      ],
    ],
    [
      'nginx',
      ['bash', '-c', 'nope\ncd /nope; echo x > /nope/y; kill 99'],
      ['bash: line 1: nope: command not found', 'bash: line 2: cd: /nope: No such file or directory', 'bash: line 2: /nope/y: No such file or directory', 'bash: line 2: kill: (99) - No such process'],
    ],
    ['busybox', ['sh', '/nope.sh'], ["sh: can't open '/nope.sh': No such file or directory"]],
    ['nginx', ['sh', '/nope.sh'], ['sh: 0: cannot open /nope.sh: No such file']],
  ])('%s complains in its own words: %j', (image, command, screen) => expect(texts(start(image, command), 1)).toEqual(screen));

  test('what runs beside: pipes, the background, a limit', () => {
    expect(texts(start('busybox', ['sh', '-c', '(sleep 2; echo late) & echo early; wait; yes | head -2; timeout 1 sleep 9; echo $?']), 60)).toEqual(['early', 'late', 'y', 'y', '143']);
    expect(start('busybox', ['sh', '-c', 'sleep 100 & echo done']).ending?.code).toBe(0);
  });

  test('what burns takes a core, and what waits takes none', () => {
    expect(start('busybox', ['sh', '-c', 'while true; do :; done']).usage?.(at + 60_000).cpu).toBe(1e9);
    expect(start('busybox', ['sh', '-c', 'echo x; tail -f /dev/null']).usage).toBeUndefined();
    expect(texts(start('busybox', ['sh', '-c', 'while true; do echo x; done']), 3600).length).toBeLessThan(100_000);
  });

  test('a loop without end logs as time goes by', () => {
    const program = start('busybox', ['sh', '-c', 'while true; do date; sleep 10; done']);
    expect(program.ending).toBeUndefined();
    expect(texts(program, 25)).toEqual(['Sat Nov 21 01:00:00 UTC 2026', 'Sat Nov 21 01:00:10 UTC 2026', 'Sat Nov 21 01:00:20 UTC 2026']);
  });

  test('process 1 does not hear SIGTERM unless it asks to', () => {
    expect(start('busybox', ['sleep', '3600']).stopsIn).toBe('never');
    expect(start('busybox', ['sh', '-c', 'trap "exit 0" TERM; sleep infinity']).stopsIn).toBe(0);
    expect(start('busybox', ['sh', '-c', "trap '' TERM; sleep infinity"]).stopsIn).toBe('never');
  });
});

describe('images', () => {
  test('nginx serves its page, also after a script', () => {
    for (const program of [start('nginx:1.27'), start('nginx', ['sh', '-c', 'echo hi; exec nginx -g "daemon off;"'])]) {
      expect(program.ports.map((p) => p.port)).toEqual([80]);
      expect(program.respond?.(80, '/nope', at + 1000).status).toBe(404);
      expect(program.ending).toBeUndefined();
    }
  });

  describe('nginx as a proxy', () => {
    const template =
      'server {\n  listen 8000;\n  resolver dns.lab;\n  location / {\n    set $store ${HOST};\n    proxy_pass http://$store:9000/goods/$KEY;\n  }\n  location /shop/ {\n    proxy_pass http://store/;\n  }\n}\n';
    const behind = (request: Request): Answer => ({ status: 200, body: `${request.headers.Host} ${request.path}` });
    const network: Reach = {
      resolve: (name) => (name === 'store.demo.svc.cluster.local' ? { name, addresses: ['10.96.0.7'] } : undefined),
      reverse: () => undefined,
      connect: (ip, port) => (port === 81 ? { outcome: 'timeout' } : ip === '10.96.0.7' && port !== 82 ? { outcome: 'open', ip, port, listener: { respond: behind } } : { outcome: 'refused' }),
      answers: () => true,
    };
    const answer = (host: string, path: string, text = template): string => {
      const files: Record<string, string> = { '/etc/nginx/templates/default.conf.template': text, '/etc/resolv.conf': 'search demo.svc.cluster.local svc.cluster.local\nnameserver 10.96.0.10\n' };
      const program = startProgram({ image: 'nginx', argv: ['nginx'], env: { HOST: host, KEY: 'k1' }, at, hostname: 'p', ip: '10.244.1.2', file: (name) => files[name], network, key: ['k'] });
      if (isStartFailure(program)) throw new Error(program.startError);
      if (!program.respond) throw new Error('it answers nothing');
      const { status, body } = program.respond(8000, path, at + 1000);
      return `${program.ports[0]?.port}: ${status} ${/<title>(.*)<\/title>/.exec(body)?.[1] ?? body}`;
    };

    test.each([
      ['a variable in it stands for all that was asked', 'store.demo.svc.cluster.local', '/a?b', template, '8000: 200 store.demo.svc.cluster.local:9000 /goods/k1'],
      ['a resolver has no search domains', 'store', '/', template, '8000: 502 502 Bad Gateway'],
      ['without a resolver names in variables are unknown', 'store.demo.svc.cluster.local', '/', template.replace('resolver dns.lab;', ''), '8000: 502 502 Bad Gateway'],
      ['a plain path stands for the prefix, and the longest fits', 'x', '/shop/1', template, '8000: 200 store /1'],
      ['nobody listens', 'x', '/shop/1', template.replace('http://store/', 'http://store:82/'), '8000: 502 502 Bad Gateway'],
      ['nobody answers', 'x', '/shop/1', template.replace('http://store/', 'http://store:81/'), '8000: 504 504 Gateway Time-out'],
    ])('%s', (_, host, path, text, line) => expect(answer(host, path, text)).toBe(line));
  });

  test('some need settings, some end, some programs are not there', () => {
    expect(start('mysql:8').ending?.code).toBe(1);
    expect(start('mysql:8', undefined, { MYSQL_ROOT_PASSWORD: 'x' }).ending).toBeUndefined();
    expect(start('busybox').ending?.code).toBe(0);
    expect(() => start('nginx', ['nope'])).toThrow('exec: "nope": executable file not found in $PATH');
  });

  test('a control plane program reads its flags', () => {
    const image = 'registry.k8s.io/kube-scheduler:v1.36.2';
    expect(texts(start(image, ['kube-scheduler', '--kubeconfg=/x']), 1)).toEqual(['Error: unknown flag: --kubeconfg']);
    expect(texts(start(image, ['kube-scheduler', '--kubeconfig=/x']), 1)[0]).toMatch(/run.go:72\] "command failed" err="stat \/x: no such file or directory"$/);
  });

  test.each([
    ['nginx:9.99', 'error'],
    ['nginx:1.27-alpine', 'digest'],
    ['nosuchthing', 'error'],
    ['Nginx', 'invalid'],
    ['registry.k8s.io/pause:3.10.2', 'digest'],
  ])('the registry on %s: %s', (reference, key) => expect(lookUpImage(reference)).toHaveProperty(key));
});

test('how a long program ends becomes known while it runs, each time for as long again', () => {
  const script = 'n=0; while [ $n -lt 3000 ]; do n=$((n+1)); done; sleep 60; exit 3';
  const known = (seen?: number) => {
    const start = { image: 'busybox', argv: ['sh', '-c', script], env: {}, at, hostname: 'p', ip: '10.244.1.2', file: () => undefined, key: ['k'] };
    const program = startProgram(seen === undefined ? start : { ...start, seen: at + seen }) as Program;
    return [program.knownUntil === undefined ? undefined : program.knownUntil > at + (seen ?? 0), program.ending?.code];
  };
  expect([known(), known(5_000), known(10_000), known(40_000)]).toEqual([
    [true, undefined],
    [true, undefined],
    [true, undefined],
    [undefined, 3],
  ]);
});

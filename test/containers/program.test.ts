// What containers do, from what they are started with.
import { describe, expect, test } from 'vitest';
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

  test('a loop without end logs as time goes by', () => {
    const program = start('busybox', ['sh', '-c', 'while true; do date; sleep 10; done']);
    expect(program.ending).toBeUndefined();
    expect(texts(program, 25)).toEqual(['Sat Nov 21 01:00:00 UTC 2026', 'Sat Nov 21 01:00:10 UTC 2026', 'Sat Nov 21 01:00:20 UTC 2026']);
  });

  test('process 1 does not hear SIGTERM unless it asks to', () => {
    expect(start('busybox', ['sleep', '3600']).stopsIn).toBe('never');
    expect(start('busybox', ['sh', '-c', 'trap "exit 0" TERM; sleep infinity']).stopsIn).toBe(0);
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

// Mistakes on the command line, and what kubectl says to each.
import { expect, test } from 'vitest';
import { alone } from '../alone.ts';

const see = (command: string): string => `2> See 'kubectl ${command} --help' for usage.\n`;

const mistakes: readonly (readonly [typed: string, says: string])[] = [
  ['gett', '2> error: unknown command "gett" for "kubectl"\n2> \n2> Did you mean this?\n2> \tset\n2> \tget\n'],
  ['frobnicate', '2> error: unknown command "frobnicate" for "kubectl"\n'],
  ['rm x', '2> error: unknown command "rm" for "kubectl"\n2> \n2> Did you mean this?\n2> \trun\n2> \tdelete\n2> \tcp\n'],
  ['-n x gte', '2> Error: flags cannot be placed before plugin name: -n\n'],
  ['get pods --wat', `2> error: unknown flag: --wat\n${see('get')}`],
  ['-nx get pods -Az', `2> error: unknown shorthand flag: 'z' in -z\n${see('get')}`],
  ['get pods -n', `2> error: flag needs an argument: 'n' in -n\n${see('get')}`],
  ['get pods --namespace', `2> error: flag needs an argument: --namespace\n${see('get')}`],
  ['get ---x', `2> error: bad flag syntax: ---x\n${see('get')}`],
  ['get -Aw=perhaps', `2> error: invalid argument "perhaps" for "-w, --watch" flag: strconv.ParseBool: parsing "perhaps": invalid syntax\n${see('get')}`],
  [
    'create deployment x --image=a --replicas=9999999999',
    `2> error: invalid argument "9999999999" for "-r, --replicas" flag: strconv.ParseInt: parsing "9999999999": value out of range\n${see('create deployment')}`,
  ],
  ['get -f a"b', `2> error: invalid argument "a\\"b" for "-f, --filename" flag: parse error on line 1, column 2: bare " in non-quoted-field\n${see('get')}`],
  ['create cronjob x', '2> error: required flag(s) "image", "schedule" not set\n'],
  ['rollout statu deploy/web', '2> error: unknown command "statu deploy/web"\n2> See \'kubectl rollout -h\' for help and examples\n'],
  [
    'get pods',
    `${Array.from({ length: 5 }, (_, i) => `2> E0101 00:00:00.00${i}000    1000 memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: Get \\"http://localhost:8080/api?timeout=32s\\": dial tcp 127.0.0.1:8080: connect: connection refused"\n`).join('')}2> The connection to the server localhost:8080 was refused - did you specify the right host or port?\n`,
  ],
];

test.each(mistakes)('kubectl %s', (typed, says) => {
  expect(alone().type(typed)).toBe(`${says}=> 1\n`);
});

test('--help stands before what is missing, and shows defaults', () => {
  const screen = alone().type('create deployment -h');
  expect(screen).toContain('Aliases:\ndeployment, deploy\n\nOptions:\n    --allow-missing-template-keys=true:\n\t');
  expect(screen).toContain('    -r, --replicas=1:\n');
  expect(screen).toMatch(/\n\nUsage:\n {2}kubectl create deployment NAME --image=image -- \[COMMAND\] \[args...\] \[options\]\n\nUse "kubectl options"/);
});

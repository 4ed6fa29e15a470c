// apk and apt: what is installed is there from then on.
import type { Call, Command } from '../../../nodes/shell/index.ts';
import { operandsOf, pass, print } from './common.ts';

/** Which programs a package brings. */
const contents: Readonly<Record<string, readonly string[]>> = {
  'bind-tools': ['dig', 'host'],
  dnsutils: ['dig', 'host', 'nslookup'],
  'bind9-dnsutils': ['dig', 'host', 'nslookup'],
  'iputils-ping': ['ping'],
  iputils: ['ping'],
  procps: ['ps', 'top', 'free', 'watch', 'pkill'],
  netcat: ['nc'],
  'netcat-openbsd': ['nc'],
  'netcat-traditional': ['nc'],
  'net-tools': ['netstat', 'ifconfig'],
  iproute2: ['ip', 'ss'],
  vim: ['vi', 'vim'],
};

function install({ shell }: Call, packages: readonly string[]): void {
  for (const name of packages) for (const program of contents[name] ?? [name]) shell.machine.files.write(`/usr/bin/${program}`, 'ELF\n');
}

const apk: Command = function* (call) {
  const [command, ...packages] = operandsOf(call.args, ['--repository', '-X']);
  if (command === 'add') {
    const lines = ['fetch https://dl-cdn.alpinelinux.org/alpine/v3.22/main/x86_64/APKINDEX.tar.gz', 'fetch https://dl-cdn.alpinelinux.org/alpine/v3.22/community/x86_64/APKINDEX.tar.gz'];
    install(call, packages);
    yield* pass(call, 1200);
    return print(call, [
      ...lines,
      ...packages.map((name, i) => `(${i + 1}/${packages.length}) Installing ${name}`),
      'Executing busybox-1.37.0-r19.trigger',
      `OK: ${8 + packages.length * 5} MiB in ${16 + packages.length} packages`,
    ]);
  }
  return print(call, ['OK: 26142 distinct packages available']);
};

const apt: Command = function* (call) {
  const [command, ...packages] = operandsOf(call.args, []);
  if (command === 'update') {
    yield* pass(call, 2500);
    return print(call, [
      'Get:1 http://deb.debian.org/debian trixie InRelease [140 kB]',
      'Get:2 http://deb.debian.org/debian trixie/main amd64 Packages [9669 kB]',
      'Fetched 9809 kB in 2s (4905 kB/s)',
      'Reading package lists...',
    ]);
  }
  if (command !== 'install') return 0;
  install(call, packages);
  yield* pass(call, 3500);
  return print(call, [
    'Reading package lists...',
    'Building dependency tree...',
    'Reading state information...',
    'The following NEW packages will be installed:',
    `  ${packages.join(' ')}`,
    `0 upgraded, ${packages.length} newly installed, 0 to remove and 0 not upgraded.`,
    ...packages.map((name) => `Setting up ${name} ...`),
  ]);
};

export const packageTools: Readonly<Record<string, Command>> = { apk, apt, 'apt-get': apt };

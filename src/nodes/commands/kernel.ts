// sysctl, modprobe and lsmod: what the kernel of a machine has at this moment.
import { type HostState, type Kernel, loadModule, moduleName, parameterFiles, parameterName, parametersIn, readFile, setParameter, unloadModule } from '../host/index.ts';
import type { Call, Command } from '../shell/index.ts';
import type { HostMachine } from './land.ts';

export const kernelOf = ({ shell }: Call): { machine: HostMachine; host: HostState; kernel: Kernel } => {
  const machine = shell.machine as HostMachine;
  const { host } = machine;
  host.kernel ??= { parameters: {}, modules: [], swaps: [] };
  return { machine, host, kernel: host.kernel };
};

/** A command that never waits. */
export const plain = (work: (call: Call) => number): Command =>
  // biome-ignore lint/correctness/useYield: commands are programs; this one never waits
  function* (call) {
    return work(call);
  };

interface Settings {
  call: Call;
  kernel: Kernel;
  isRoot: boolean;
  show(name: string): void;
  quiet: boolean;
}

const unknown = ({ call }: Settings, name: string): number => {
  call.err.push(`sysctl: cannot stat /proc/sys/${name.replaceAll('.', '/')}: No such file or directory\n`);
  return 1;
};

function assign(settings: Settings, name: string, value: string): number {
  const { call, kernel, isRoot } = settings;
  if (!Object.hasOwn(kernel.parameters, name)) return unknown(settings, name);
  if (!isRoot) {
    call.err.push(`sysctl: permission denied on key "${name}"\n`);
    return 1;
  }
  setParameter(kernel, name, value);
  if (!settings.quiet) settings.show(name);
  return 0;
}

function fromFile(settings: Settings, path: string): number {
  const { call } = settings;
  const { host } = kernelOf(call);
  const text = readFile(host, call.shell.resolve(path));
  if (text === undefined) {
    call.err.push(`sysctl: cannot open "${path}": No such file or directory\n`);
    return 1;
  }
  return parametersIn(text).reduce((status, { name, value }) => assign(settings, name, value) || status, 0);
}

function one(settings: Settings, word: string): number {
  const equals = word.indexOf('=');
  if (equals > 0) return assign(settings, parameterName(word.slice(0, equals).trim()), word.slice(equals + 1).trim());
  const name = parameterName(word);
  if (!Object.hasOwn(settings.kernel.parameters, name)) return unknown(settings, name);
  settings.show(name);
  return 0;
}

export const sysctl = plain((call) => {
  const { machine, host, kernel } = kernelOf(call);
  const flags = new Set(
    call.args
      .filter((arg) => arg.startsWith('-'))
      .flatMap((arg) => (arg.startsWith('--') ? [{ '--load': 'p', '--all': 'a', '--values': 'n', '--write': 'w', '--quiet': 'q' }[arg] ?? arg] : [...arg.slice(1)])),
  );
  const words = call.args.filter((arg) => !arg.startsWith('-'));
  const show = (name: string): void => call.out.push(flags.has('n') ? `${kernel.parameters[name]}\n` : `${name} = ${kernel.parameters[name]}\n`);
  const settings: Settings = { call, kernel, isRoot: machine.user === 'root', show, quiet: flags.has('q') };
  if (flags.has('--system')) {
    const paths = parameterFiles(host);
    call.out.push(paths.map((path) => `* Applying ${path} ...\n`).join(''));
    return paths.reduce((status, path) => fromFile(settings, path) || status, 0);
  }
  if (flags.has('p')) return (words.length > 0 ? words : ['/etc/sysctl.conf']).reduce((status, path) => fromFile(settings, path) || status, 0);
  if (flags.has('a')) for (const name of Object.keys(kernel.parameters).sort()) show(name);
  else if (words.length === 0) {
    call.err.push('Usage:\n sysctl [options] [variable[=value] ...]\n');
    return 1;
  }
  return words.reduce((status, word) => one(settings, word) || status, 0);
});

/** The modules that the kernel's package brings, with their sizes. */
const sizes: Readonly<Record<string, number>> = {
  bridge: 421888,
  br_netfilter: 32768,
  dummy: 12288,
  ip_tables: 32768,
  ip_vs: 221184,
  ip_vs_rr: 12288,
  ip_vs_sh: 12288,
  ip_vs_wrr: 12288,
  ip6_tables: 36864,
  iptable_filter: 12288,
  iptable_nat: 12288,
  nf_conntrack: 196608,
  nf_nat: 61440,
  nf_tables: 376832,
  overlay: 212992,
  stp: 12288,
  tcp_bbr: 20480,
  veth: 45056,
  vxlan: 155648,
  xt_conntrack: 12288,
};

export const lsmod = plain((call) => {
  const { kernel } = kernelOf(call);
  const rows = kernel.modules.toReversed().map((name) => `${name.padEnd(19)} ${String(sizes[name] ?? 16384).padStart(8)}  0\n`);
  call.out.push(`Module                  Size  Used by\n${rows.join('')}`);
  return 0;
});

export const modprobe = plain((call) => {
  const { machine, host, kernel } = kernelOf(call);
  const removes = call.args.some((arg) => arg === '-r' || arg === '--remove');
  const several = removes || call.args.some((arg) => arg === '-a' || arg === '--all');
  const words = call.args.filter((arg) => !arg.startsWith('-'));
  if (words.length === 0) {
    call.err.push('modprobe: ERROR: missing parameters. See -h.\n');
    return 1;
  }
  for (const word of several ? words : words.slice(0, 1)) {
    const name = moduleName(word);
    const fault = !Object.hasOwn(sizes, name)
      ? `FATAL: Module ${word} not found in directory /lib/modules/${host.facts.kernelVersion}`
      : machine.user === 'root'
        ? undefined
        : `ERROR: could not ${removes ? 'remove' : 'insert'} '${name}': Operation not permitted`;
    if (fault) {
      call.err.push(`modprobe: ${fault}\n`);
      return 1;
    }
    if (removes) unloadModule(kernel, name);
    else loadModule(kernel, name);
  }
  return 0;
});

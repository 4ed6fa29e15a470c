// What the kernel of a machine holds when it has just come up: its own settings, and what files say that it should.
import { listDirectory, readFile } from './files.ts';
import type { HostState, Kernel } from './state.ts';

/** The kernel's own, as far as clusters care. */
const parameters: Readonly<Record<string, string>> = {
  'kernel.panic': '0',
  'kernel.panic_on_oops': '0',
  'net.ipv4.conf.all.rp_filter': '2',
  'net.ipv4.ip_forward': '0',
  'net.ipv6.conf.all.forwarding': '0',
  'net.netfilter.nf_conntrack_max': '131072',
  'vm.max_map_count': '65530',
  'vm.overcommit_memory': '0',
  'vm.panic_on_oom': '0',
  'vm.swappiness': '60',
};

/** What a module brings along. */
const ofModule: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  br_netfilter: { 'net.bridge.bridge-nf-call-arptables': '1', 'net.bridge.bridge-nf-call-ip6tables': '1', 'net.bridge.bridge-nf-call-iptables': '1' },
};

/** The lines of configuration files in folders, those of the first folder before those of the same name in the others. */
function linesIn(host: HostState, folders: readonly string[], comments: RegExp): string[] {
  const paths = new Map<string, string>();
  for (const folder of [...folders].reverse()) for (const name of listDirectory(host, folder) ?? []) if (name.endsWith('.conf')) paths.set(name, `${folder}/${name}`);
  return [...paths.keys()].sort().flatMap((name) => linesOf(readFile(host, paths.get(name) as string), comments));
}

const linesOf = (text: string | undefined, comments: RegExp): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !comments.test(line));

/** `net/ipv4/ip_forward` and `net.ipv4.ip_forward` are one. */
const nameOf = (text: string): string => (text.includes('/') ? text.replaceAll('/', '.') : text);

/** Loads a module. */
export function loadModule(kernel: Kernel, name: string): void {
  const known = name.replaceAll('-', '_');
  if (!kernel.modules.includes(known)) kernel.modules.push(known);
  kernel.parameters = { ...ofModule[known], ...kernel.parameters };
}

/** Modules first: some parameters are there only with them. A parameter that is not there is passed over. */
export function bootKernel(host: HostState): void {
  const kernel: Kernel = { parameters: { ...parameters }, modules: [], swaps: [] };
  for (const line of linesIn(host, ['/etc/modules-load.d', '/run/modules-load.d', '/usr/lib/modules-load.d'], /^[#;]/)) loadModule(kernel, line);
  const settings = [...linesIn(host, ['/etc/sysctl.d', '/run/sysctl.d', '/usr/lib/sysctl.d'], /^[#;]/), ...linesOf(readFile(host, '/etc/sysctl.conf'), /^[#;]/)];
  for (const line of settings) {
    const [, name = '', value = ''] = /^-?([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (Object.hasOwn(kernel.parameters, nameOf(name))) kernel.parameters[nameOf(name)] = value.trim();
  }
  for (const line of linesOf(readFile(host, '/etc/fstab'), /^#/)) {
    const [what = '', , type, options = ''] = line.split(/\s+/);
    if (type === 'swap' && !options.split(',').includes('noauto') && (!what.startsWith('/') || what.startsWith('/dev/') || host.files[what])) kernel.swaps.push(what);
  }
  host.kernel = kernel;
}

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

/** The configuration files in folders, those of the first folder before those of the same name in the others, by their names. */
function filesIn(host: HostState, folders: readonly string[]): string[] {
  const paths = new Map<string, string>();
  for (const folder of [...folders].reverse()) for (const name of listDirectory(host, folder) ?? []) if (name.endsWith('.conf')) paths.set(name, `${folder}/${name}`);
  return [...paths.keys()].sort().map((name) => paths.get(name) as string);
}

const linesOf = (text: string | undefined, comments: RegExp): string[] =>
  (text ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !comments.test(line));

/** `net/ipv4/ip_forward` and `net.ipv4.ip_forward` are one. */
export const parameterName = (text: string): string => (text.includes('/') ? text.replaceAll('/', '.') : text);

export const moduleName = (text: string): string => text.replaceAll('-', '_');

/** Loads a module, with the parameters that come with it. */
export function loadModule(kernel: Kernel, name: string): void {
  const known = moduleName(name);
  if (!kernel.modules.includes(known)) kernel.modules.push(known);
  kernel.parameters = { ...ofModule[known], ...kernel.parameters };
}

export function unloadModule(kernel: Kernel, name: string): void {
  const known = moduleName(name);
  kernel.modules = kernel.modules.filter((each) => each !== known);
  for (const parameter in ofModule[known]) delete kernel.parameters[parameter];
}

/** The files of kernel parameters, in the order in which they count. */
export const parameterFiles = (host: HostState): string[] =>
  [...filesIn(host, ['/etc/sysctl.d', '/run/sysctl.d', '/usr/lib/sysctl.d']), '/etc/sysctl.conf'].filter((path) => host.files[path] !== undefined);

/** What a file of kernel parameters says, line by line. */
export const parametersIn = (text: string | undefined): { name: string; value: string }[] =>
  linesOf(text, /^[#;]/).flatMap((line) => {
    const [, name, value] = /^-?([^=\s]+)\s*=\s*(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name: parameterName(name), value: (value as string).trim() }];
  });

/** False when there is no such parameter, as before its module is loaded. */
export function setParameter(kernel: Kernel, name: string, value: string): boolean {
  if (!Object.hasOwn(kernel.parameters, name)) return false;
  kernel.parameters[name] = value;
  return true;
}

/** What /etc/fstab has for swapping, as far as it is there. */
export const swapsIn = (host: HostState): string[] =>
  linesOf(readFile(host, '/etc/fstab'), /^#/).flatMap((line) => {
    const [what = '', , type, options = ''] = line.split(/\s+/);
    const isThere = !what.startsWith('/') || what.startsWith('/dev/') || host.files[what] !== undefined;
    return type === 'swap' && !options.split(',').includes('noauto') && isThere ? [what] : [];
  });

/** Modules first: some parameters are there only with them. */
export function bootKernel(host: HostState): void {
  const kernel: Kernel = { parameters: { ...parameters }, modules: [], swaps: swapsIn(host) };
  for (const path of filesIn(host, ['/etc/modules-load.d', '/run/modules-load.d', '/usr/lib/modules-load.d'])) for (const name of linesOf(readFile(host, path), /^[#;]/)) loadModule(kernel, name);
  for (const path of parameterFiles(host)) for (const { name, value } of parametersIn(readFile(host, path))) setParameter(kernel, name, value);
  host.kernel = kernel;
}

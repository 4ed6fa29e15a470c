// ip addr, ip link and ip route: a machine's own card, and, where flannel has made them, its tunnel, its bridge and the pods' ends.
import { bytes } from '../../../sim/index.ts';
import { type HostState, readFile } from '../../host/index.ts';
import { type Command, plainTool } from '../../shell/index.ts';
import type { HostMachine } from '../land.ts';

interface Link {
  name: string;
  /** mtu, queue, state and group, as the first line has them. */
  about: string;
  hardware: string;
  /** `172.30.1.2/16 brd 172.30.255.255` */
  inet?: string;
  /** What pods' ends have behind their names and their hardware addresses. */
  peer?: string;
  namespace?: string;
}

const card = 'eth0';
const hardwareOf = (host: HostState, name: string): string => ['02', ...Array.from(bytes(5, host.facts.machineID, 'hardware', name), (byte) => byte.toString(16).padStart(2, '0'))].join(':');

/** The first three numbers of the pods' addresses on this machine, where flannel has said so. */
const podsOf = (host: HostState): string | undefined => /^FLANNEL_SUBNET=(\d+\.\d+\.\d+)\./m.exec(readFile(host, '/run/flannel/subnet.env') ?? '')?.[1];

/** Pods with addresses of their own. */
const podAddresses = (host: HostState, prefix: string): string[] => Object.values(host.pods).flatMap(({ sandbox }) => (sandbox?.ip.startsWith(`${prefix}.`) ? [sandbox.ip] : []));

function linksOf(host: HostState): Link[] {
  const link = (name: string, about: string, more: Partial<Link> = {}): Link => ({ name, about, hardware: hardwareOf(host, name), ...more });
  const { address } = host.facts;
  const own = link(card, 'mtu 1500 qdisc fq_codel state UP group default qlen 1000', { inet: `${address}/16 brd ${address.replace(/\.\d+\.\d+$/, '.255.255')}` });
  const prefix = podsOf(host);
  if (prefix === undefined) return [own];
  const tunnel = link('flannel.1', 'mtu 1450 qdisc noqueue state UNKNOWN group default ', { inet: `${prefix}.0/32` });
  const pods = podAddresses(host, prefix);
  if (pods.length === 0) return [own, tunnel];
  const bridge = link('cni0', 'mtu 1450 qdisc noqueue state UP group default qlen 1000', { inet: `${prefix}.1/24 brd ${prefix}.255` });
  const ends = pods.map((ip) => {
    const name = `veth${Buffer.from(bytes(4, host.name, 'veth', ip)).toString('hex')}`;
    const hex = Buffer.from(bytes(16, host.name, 'netns', ip)).toString('hex');
    return link(name, 'mtu 1450 qdisc noqueue master cni0 state UP group default qlen 1000', {
      peer: '@if2',
      namespace: ` link-netns cni-${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`,
    });
  });
  return [own, tunnel, bridge, ...ends];
}

/** The address that a card gives itself. */
function linkLocal(hardware: string): string {
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = hardware.split(':');
  const first = (Number.parseInt(a, 16) ^ 2).toString(16).padStart(2, '0');
  return `fe80::${[`${first}${b}`, `${c}ff`, `fe${d}`, `${e}${f}`]
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
    .replace(/^0:/, '')}/64`;
}

const forever = '       valid_lft forever preferred_lft forever';

function block(link: Link, index: number, what: 'addr' | 'link', only4: boolean): string[] {
  const { name, about, hardware, inet, peer = '', namespace = '' } = link;
  const head = `${index}: ${name}${peer}: <BROADCAST,MULTICAST,UP,LOWER_UP> ${what === 'link' ? about.replace('group', 'mode DEFAULT group') : about}`;
  const lines = [head, ...(only4 ? [] : [`    link/ether ${hardware} brd ff:ff:ff:ff:ff:ff${namespace}`])];
  if (what === 'link') return lines;
  if (inet) lines.push(`    inet ${inet} scope global ${name}`, forever);
  return only4 ? (inet ? lines : []) : [...lines, `    inet6 ${linkLocal(hardware)} scope link `, forever];
}

function loopback(what: 'addr' | 'link', only4: boolean): string[] {
  const about = `1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN ${what === 'link' ? 'mode DEFAULT ' : ''}group default qlen 1000`;
  const hardware = only4 ? [] : ['    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00'];
  if (what === 'link') return [about, ...hardware];
  return [about, ...hardware, '    inet 127.0.0.1/8 scope host lo', forever, ...(only4 ? [] : ['    inet6 ::1/128 scope host noprefixroute ', forever])];
}

function routes({ host, land }: HostMachine): string[] {
  const { address } = host.facts;
  const network = address.replace(/\.\d+\.\d+$/, '');
  const prefix = podsOf(host);
  const others = prefix === undefined ? [] : land.hosts().flatMap((each) => (each.name !== host.name && podsOf(each) !== undefined ? [podsOf(each) as string] : []));
  const pods = [
    ...(prefix !== undefined && podAddresses(host, prefix).length > 0 ? [{ prefix, line: `${prefix}.0/24 dev cni0 proto kernel scope link src ${prefix}.1 ` }] : []),
    ...others.map((each) => ({ prefix: each, line: `${each}.0/24 via ${each}.0 dev flannel.1 onlink ` })),
  ].sort((a, b) => Number(a.prefix.split('.')[2]) - Number(b.prefix.split('.')[2]));
  return [`default via ${network}.0.1 dev ${card} proto static `, ...pods.map(({ line }) => line), `${network}.0.0/16 dev ${card} proto kernel scope link src ${address} `];
}

const isShort = (whole: string, word: string): boolean => word.length > 0 && whole.startsWith(word);

export const ip: Command = plainTool(['4', 'c|color=?', 'o', 'br'], (call, options) => {
  const machine = call.shell.machine as HostMachine;
  const [object = '', ...rest] = options.words;
  const [action = 'show', ...more] = rest;
  const looks = isShort('show', action) || isShort('list', action) || action === 'ls';
  const device = more.find((word) => word !== 'dev');
  const what = (['addr', 'link'] as const).find((one) => isShort(one === 'addr' ? 'address' : one, object));
  const isRoute = isShort('route', object);
  if (!looks || options.has('o') || options.has('br') || (!what && !isRoute)) {
    call.err.push('Usage: ip [ -4 ] { address | link | route } [ show ] [ dev NAME ]\n');
    return 255;
  }
  const links = linksOf(machine.host);
  if (what && device !== undefined && device !== 'lo' && !links.some(({ name }) => name === device)) {
    call.err.push(`Device "${device}" does not exist.\n`);
    return 1;
  }
  const only4 = options.has('4') && what === 'addr';
  const blocks = what ? [{ name: 'lo', lines: loopback(what, only4) }, ...links.map((link, i) => ({ name: link.name, lines: block(link, i + 2, what, only4) }))] : [];
  const lines = what ? blocks.filter(({ name }) => device === undefined || name === device).flatMap((each) => each.lines) : routes(machine);
  call.out.push(lines.map((line) => `${line}\n`).join(''));
  return 0;
});

// nslookup, dig and host.
import { fnv } from './sockets.ts';
import type { Reach } from '../../program.ts';
import type { Io } from '../evaluate.ts';
import type { Machine } from '../machine.ts';
import { dateText } from './date.ts';
import { operandsOf, print, type Tool } from './common.ts';
import { candidates, type Resolver, resolverOf, serverAnswers } from './resolver.ts';

/** How long each of them tries. */
const patience = 15_000;
const isLiteral = (text: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(text);
const pointer = (ip: string): string => `${ip.split('.').reverse().join('.')}.in-addr.arpa`;

interface Asked {
  network: Reach;
  resolver: Resolver;
  server: string;
}

/** Whom to ask; nothing after time passed without an answer. */
function ask(machine: Machine, server: string | undefined): Asked | undefined {
  const network = machine.network();
  const resolver = resolverOf(machine);
  const chosen = server ?? resolver.servers[0] ?? '127.0.0.1';
  if (network && serverAnswers(machine, network, chosen)) return { network, resolver, server: chosen };
  machine.pass(patience);
  return undefined;
}

function silence(io: Io, text = ';; connection timed out; no servers could be reached\n\n'): number {
  io.err(text);
  return 1;
}

/** busybox before 1.29: the C library's resolver, with names for addresses. */
function oldNslookup(name: string, server: string | undefined, io: Io, machine: Machine): number {
  const asked = ask(machine, server);
  const ip = asked?.server ?? resolverOf(machine).servers[0] ?? '127.0.0.1';
  io.out(`Server:    ${ip}\nAddress 1: ${ip}${asked ? ` ${asked.network.reverse(ip) ?? ''}` : ''}`.trimEnd());
  io.out('\n\n');
  const found =
    asked &&
    (isLiteral(name)
      ? { addresses: [name] }
      : candidates(name, asked.resolver)
          .map((each) => asked.network.resolve(each, machine.now))
          .find(Boolean));
  if (!asked || !found) {
    io.err(`nslookup: can't resolve '${name}'\n`);
    return 1;
  }
  io.out(`Name:      ${name}\n`);
  found.addresses.forEach((address, i) => io.out(`${`Address ${i + 1}: ${address} ${asked.network.reverse(address) ?? ''}`.trimEnd()}\n`));
  return 0;
}

function reverseNslookup({ network, server }: Asked, ip: string, bind: boolean, io: Io): number {
  const name = network.reverse(ip);
  if (!bind) io.out(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  io.out(name ? `${pointer(ip)}\tname = ${name}${bind ? '.' : ''}\n\n` : `** server can't find ${pointer(ip)}: NXDOMAIN\n\n`);
  return name ? 0 : 1;
}

/** busybox since 1.29: a name with a dot is asked as it stands, another in every search domain; both for IPv4 and IPv6. */
function newNslookup(name: string, asked: Asked, io: Io, machine: Machine): number {
  const { network, resolver, server } = asked;
  io.out(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  const names = name.includes('.') || resolver.search.length === 0 ? [name.replace(/\.$/, '')] : resolver.search.map((domain) => `${name}.${domain}`);
  let status = 0;
  for (const each of names) {
    const found = network.resolve(each, machine.now);
    if (found) {
      if (found.name !== each) io.out(`${each}\tcanonical name = ${found.name}\n`);
      io.out(`${found.addresses.map((address) => `Name:\t${found.name}\nAddress: ${address}\n`).join('')}\n\n`);
    } else {
      io.out(`** server can't find ${each}: NXDOMAIN\n\n`.repeat(2));
      status = 1;
    }
  }
  return status;
}

function bindNslookup(name: string, asked: Asked, io: Io, machine: Machine): number {
  const { network, resolver, server } = asked;
  const found = candidates(name, resolver)
    .map((each) => ({ each, answer: network.resolve(each, machine.now) }))
    .find(({ answer }) => answer);
  io.out(`Server:\t\t${server}\nAddress:\t${server}#53\n\n`);
  if (!found?.answer) {
    io.out(`** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  const { each, answer } = found;
  if (answer.name !== each) io.out(`${each}\tcanonical name = ${answer.name}.\n`);
  io.out(`${answer.addresses.map((address) => `Name:\t${answer.name}\nAddress: ${address}\n`).join('')}\n`);
  return 0;
}

const isOldBusybox = (image: string): boolean => /busybox:1\.(1\d|2[0-8])(\.|$)/.test(image);

export const nslookup: Tool = (args, io, machine) => {
  const [name = '', server] = operandsOf(args, []);
  if (isOldBusybox(machine.start.image)) return oldNslookup(name, server, io, machine);
  const bind = machine.hasBind;
  const asked = ask(machine, server);
  if (!asked) return silence(io);
  if (isLiteral(name)) return reverseNslookup(asked, name, bind, io);
  return bind ? bindNslookup(name, asked, io, machine) : newNslookup(name, asked, io, machine);
};

export const dig: Tool = (args, io, machine) => {
  const server = args.find((arg) => arg.startsWith('@'))?.slice(1);
  const words = args.filter((arg) => !/^[@+-]/.test(arg));
  const type = (words.find((word) => /^(A|AAAA|SRV|CNAME|ANY|NS|TXT)$/i.test(word)) ?? 'A').toUpperCase();
  const [name = '.'] = words.filter((word) => !/^(A|AAAA|SRV|CNAME|ANY|NS|TXT|IN)$/i.test(word));
  const short = args.includes('+short');
  const asked = ask(machine, server);
  if (!asked) {
    silence(io, `\n; <<>> DiG 9.18.39 <<>> ${args.join(' ')}\n;; global options: +cmd\n;; no servers could be reached\n`);
    return 9;
  }
  const reverse = args.includes('-x') ? asked.network.reverse(name) : undefined;
  const searched = args.includes('+search') ? candidates(name, asked.resolver) : [name.replace(/\.$/, '')];
  const found = args.includes('-x') ? undefined : searched.map((each) => asked.network.resolve(each, machine.now)).find(Boolean);
  const question = args.includes('-x') ? pointer(name) : searched.length > 1 && found ? found.name : searched[0];
  const rows = reverse ? [`${question}.\t30\tIN\tPTR\t${reverse}.`] : type === 'A' || type === 'ANY' ? (found?.addresses ?? []).map((address) => `${found?.name}.\t30\tIN\tA\t${address}`) : [];
  if (short)
    return print(
      io,
      rows.map((row) => row.split('\t').pop() ?? ''),
    );
  const status = found || reverse ? 'NOERROR' : 'NXDOMAIN';
  const head = `\n; <<>> DiG 9.18.39 <<>> ${args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${fnv(name) % 65536}\n;; flags: qr aa rd; QUERY: 1, ANSWER: ${rows.length}, AUTHORITY: ${rows.length ? 0 : 1}, ADDITIONAL: 1\n`;
  const body = `\n;; QUESTION SECTION:\n;${question}.\t\tIN\t${args.includes('-x') ? 'PTR' : type}\n\n${rows.length ? `;; ANSWER SECTION:\n${rows.join('\n')}\n\n` : ''}`;
  io.out(`${head}${body};; Query time: 1 msec\n;; SERVER: ${asked.server}#53(${asked.server}) (UDP)\n;; WHEN: ${dateText(machine.now)}\n;; MSG SIZE  rcvd: ${80 + rows.length * 45}\n\n`);
  return 0;
};

export const host: Tool = (args, io, machine) => {
  const [name = '', server] = operandsOf(args, []);
  const asked = ask(machine, server);
  if (!asked) return silence(io, ';; connection timed out; no servers could be reached\n');
  const found = candidates(name, asked.resolver)
    .map((each) => asked.network.resolve(each, machine.now))
    .find(Boolean);
  if (!found) {
    io.out(`Host ${name} not found: 3(NXDOMAIN)\n`);
    return 1;
  }
  for (const address of found.addresses) io.out(`${found.name} has address ${address}\n`);
  return 0;
};

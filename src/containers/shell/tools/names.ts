// nslookup, dig and host.
import type { Call, Command, ShellProgram } from '../../../nodes/shell/index.ts';
import type { Reach } from '../../program.ts';
import { operandsOf, pass, print, worldOf } from './common.ts';
import { fnv } from './sockets.ts';
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
function* ask(call: Call, server: string | undefined): ShellProgram<Asked | undefined> {
  const world = worldOf(call);
  const network = world.network();
  const resolver = resolverOf(world);
  const chosen = server ?? resolver.servers[0] ?? '127.0.0.1';
  if (network && serverAnswers(world, network, chosen)) return { network, resolver, server: chosen };
  yield* pass(call, patience);
  return undefined;
}

function silence({ err }: Call, text = ';; connection timed out; no servers could be reached\n\n'): number {
  err.push(text);
  return 1;
}

/** busybox before 1.29: the C library's resolver, with names for addresses. */
function* oldNslookup(call: Call, name: string, server: string | undefined): ShellProgram<number> {
  const { out, err } = call;
  const asked = yield* ask(call, server);
  const ip = asked?.server ?? resolverOf(worldOf(call)).servers[0] ?? '127.0.0.1';
  out.push(`Server:    ${ip}\nAddress 1: ${ip}${asked ? ` ${asked.network.reverse(ip) ?? ''}` : ''}`.trimEnd());
  out.push('\n\n');
  const found =
    asked &&
    (isLiteral(name)
      ? { addresses: [name] }
      : candidates(name, asked.resolver)
          .map((each) => asked.network.resolve(each, worldOf(call).clock))
          .find(Boolean));
  if (!asked || !found) {
    err.push(`nslookup: can't resolve '${name}'\n`);
    return 1;
  }
  out.push(`Name:      ${name}\n`);
  found.addresses.forEach((address, i) => out.push(`${`Address ${i + 1}: ${address} ${asked.network.reverse(address) ?? ''}`.trimEnd()}\n`));
  return 0;
}

function reverseNslookup({ out }: Call, { network, server }: Asked, ip: string, bind: boolean): number {
  const name = network.reverse(ip);
  if (!bind) out.push(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  out.push(name ? `${pointer(ip)}\tname = ${name}${bind ? '.' : ''}\n\n` : `** server can't find ${pointer(ip)}: NXDOMAIN\n\n`);
  return name ? 0 : 1;
}

/** busybox since 1.29: a name with a dot is asked as it stands, another in every search domain; both for IPv4 and IPv6. */
function newNslookup(call: Call, name: string, { network, resolver, server }: Asked): number {
  const { out } = call;
  out.push(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  const names = name.includes('.') || resolver.search.length === 0 ? [name.replace(/\.$/, '')] : resolver.search.map((domain) => `${name}.${domain}`);
  let status = 0;
  for (const each of names) {
    const found = network.resolve(each, worldOf(call).clock);
    if (found) {
      if (found.name !== each) out.push(`${each}\tcanonical name = ${found.name}\n`);
      out.push(`${found.addresses.map((address) => `Name:\t${found.name}\nAddress: ${address}\n`).join('')}\n\n`);
    } else {
      out.push(`** server can't find ${each}: NXDOMAIN\n\n`.repeat(2));
      status = 1;
    }
  }
  return status;
}

function bindNslookup(call: Call, name: string, { network, resolver, server }: Asked): number {
  const { out } = call;
  const found = candidates(name, resolver)
    .map((each) => ({ each, answer: network.resolve(each, worldOf(call).clock) }))
    .find(({ answer }) => answer);
  out.push(`Server:\t\t${server}\nAddress:\t${server}#53\n\n`);
  if (!found?.answer) {
    out.push(`** server can't find ${name}: NXDOMAIN\n\n`);
    return 1;
  }
  const { each, answer } = found;
  if (answer.name !== each) out.push(`${each}\tcanonical name = ${answer.name}.\n`);
  out.push(`${answer.addresses.map((address) => `Name:\t${answer.name}\nAddress: ${address}\n`).join('')}\n`);
  return 0;
}

const isOldBusybox = (image: string): boolean => /busybox:1\.(1\d|2[0-8])(\.|$)/.test(image);

export const nslookup: Command = function* (call) {
  const [name = '', server] = operandsOf(call.args, []);
  const world = worldOf(call);
  if (isOldBusybox(world.start.image)) return yield* oldNslookup(call, name, server);
  const asked = yield* ask(call, server);
  if (!asked) return silence(call);
  if (isLiteral(name)) return reverseNslookup(call, asked, name, world.inside.hasBind);
  return world.inside.hasBind ? bindNslookup(call, name, asked) : newNslookup(call, name, asked);
};

export const dig: Command = function* (call) {
  const { args, out } = call;
  const server = args.find((arg) => arg.startsWith('@'))?.slice(1);
  const words = args.filter((arg) => !/^[@+-]/.test(arg));
  const type = (words.find((word) => /^(A|AAAA|SRV|CNAME|ANY|NS|TXT)$/i.test(word)) ?? 'A').toUpperCase();
  const [name = '.'] = words.filter((word) => !/^(A|AAAA|SRV|CNAME|ANY|NS|TXT|IN)$/i.test(word));
  const short = args.includes('+short');
  const asked = yield* ask(call, server);
  if (!asked) {
    silence(call, `\n; <<>> DiG 9.18.39 <<>> ${args.join(' ')}\n;; global options: +cmd\n;; no servers could be reached\n`);
    return 9;
  }
  const reverse = args.includes('-x') ? asked.network.reverse(name) : undefined;
  const searched = args.includes('+search') ? candidates(name, asked.resolver) : [name.replace(/\.$/, '')];
  const found = args.includes('-x') ? undefined : searched.map((each) => asked.network.resolve(each, worldOf(call).clock)).find(Boolean);
  const question = args.includes('-x') ? pointer(name) : searched.length > 1 && found ? found.name : searched[0];
  const rows = reverse ? [`${question}.\t30\tIN\tPTR\t${reverse}.`] : type === 'A' || type === 'ANY' ? (found?.addresses ?? []).map((address) => `${found?.name}.\t30\tIN\tA\t${address}`) : [];
  if (short)
    return print(
      call,
      rows.map((row) => row.split('\t').pop() ?? ''),
    );
  const status = found || reverse ? 'NOERROR' : 'NXDOMAIN';
  const head = `\n; <<>> DiG 9.18.39 <<>> ${args.join(' ')}\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: ${status}, id: ${fnv(name) % 65536}\n;; flags: qr aa rd; QUERY: 1, ANSWER: ${rows.length}, AUTHORITY: ${rows.length ? 0 : 1}, ADDITIONAL: 1\n`;
  const body = `\n;; QUESTION SECTION:\n;${question}.\t\tIN\t${args.includes('-x') ? 'PTR' : type}\n\n${rows.length ? `;; ANSWER SECTION:\n${rows.join('\n')}\n\n` : ''}`;
  out.push(
    `${head}${body};; Query time: 1 msec\n;; SERVER: ${asked.server}#53(${asked.server}) (UDP)\n;; WHEN: ${new Date(worldOf(call).clock).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 UTC $4')}\n;; MSG SIZE  rcvd: ${80 + rows.length * 45}\n\n`,
  );
  return 0;
};

export const host: Command = function* (call) {
  const { args, out } = call;
  const [name = '', server] = operandsOf(args, []);
  const asked = yield* ask(call, server);
  if (!asked) return silence(call, ';; connection timed out; no servers could be reached\n');
  const found = candidates(name, asked.resolver)
    .map((each) => asked.network.resolve(each, worldOf(call).clock))
    .find(Boolean);
  if (!found) {
    out.push(`Host ${name} not found: 3(NXDOMAIN)\n`);
    return 1;
  }
  for (const address of found.addresses) out.push(`${found.name} has address ${address}\n`);
  return 0;
};

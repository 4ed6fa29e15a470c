// nslookup and dig, as BIND 9.18 of Ubuntu 24.04 has them.
import { pick } from '../../../sim/index.ts';
import { type Call, type Command, type ShellProgram, stationOf } from '../../shell/index.ts';
import type { HostMachine } from '../land.ts';
import { isAddress } from '../station.ts';
import { type Answer, ask, nameServer, pointerName } from './resolver.ts';

const version = '9.18.39-0ubuntu0.24.04.2-Ubuntu';

/** The address of the server that is to be asked; nothing where its name is not known. */
function* serverOf(call: Call, given: string | undefined): ShellProgram<string | undefined> {
  if (given === undefined) return nameServer(call.shell.machine as HostMachine);
  const address = yield* stationOf(call).lookUp(call, given);
  if (address === undefined) call.err.push(`${call.name}: couldn't get address for '${given}': not found\n`);
  return address;
}

function nslookupText(asked: string, { status, name, addresses, pointer, authoritative }: Answer): string {
  const question = isAddress(asked) ? pointerName(asked) : asked;
  if (status !== 'NOERROR') return `** server can't find ${question}: ${status}\n\n`;
  const title = authoritative ? '' : 'Non-authoritative answer:\n';
  if (isAddress(asked)) return `${title}${question}\tname = ${pointer}.\n\n`;
  const alias = name === asked.replace(/\.$/, '').toLowerCase() ? '' : `${asked}\tcanonical name = ${name}.\n`;
  return `${title}${alias}${addresses.map((address) => `Name:\t${name}\nAddress: ${address}\n`).join('')}\n`;
}

export const nslookup: Command = function* (call) {
  const { args, out, err } = call;
  const [name, given] = args.filter((arg) => !arg.startsWith('-'));
  if (name === undefined) {
    err.push('Usage: nslookup [-opt ...] host [server]\n');
    return 1;
  }
  const server = yield* serverOf(call, given);
  if (server === undefined) return 1;
  const asked = yield* ask(call, server, name);
  if ('problem' in asked) {
    out.push(`${asked.problem};; no servers could be reached\n\n`);
    return 1;
  }
  const title = isAddress(name) ? '' : `Server:\t\t${given ?? server}\nAddress:\t${server}#53\n\n`;
  out.push(`${title}${nslookupText(name, asked.answer)}`);
  return asked.answer.status === 'NOERROR' ? 0 : 1;
};

const types = ['A', 'AAAA', 'PTR'];

interface Query {
  given: string | undefined;
  name: string;
  type: string;
  /** Words that begin with `+`. */
  settings: readonly string[];
}

/** The question; a type of record that nobody here keeps is no question. */
function queryOf(args: readonly string[]): Query | undefined {
  const query: Query = { given: undefined, name: '.', type: 'A', settings: args.filter((arg) => arg.startsWith('+')) };
  for (const [i, arg] of args.entries()) {
    const before = args[i - 1];
    if (arg.startsWith('@')) query.given = arg.slice(1);
    else if (before === '-x') Object.assign(query, { name: arg, type: 'PTR' });
    else if (before === '-t' || types.includes(arg.toUpperCase())) query.type = arg.toUpperCase();
    else if (!/^[-+]/.test(arg) && arg !== 'IN') query.name = arg;
  }
  return types.includes(query.type) && (query.type !== 'PTR' || isAddress(query.name)) ? query : undefined;
}

/** Cells at the columns where dig puts them: tabs, or one space where the text before is too long. */
function columns(cells: readonly (readonly [number, string])[]): string {
  let [line, width] = ['', 0];
  for (const [column, text] of cells) {
    if (line !== '') line += width >= column ? ' ' : '\t'.repeat(Math.ceil((column - width) / 8));
    if (line !== '' || column > 0) width = width >= column ? width + 1 : column;
    line += text;
    width += text.length;
  }
  return line;
}

const recordLine = (owner: string, ttl: number, type: string, data: string): string =>
  columns([
    [0, `${owner}.`],
    [24, String(ttl)],
    [32, 'IN'],
    [40, type],
    [48, data],
  ]);

interface Sections {
  question: string;
  answers: readonly string[];
  data: readonly string[];
  authority: readonly string[];
  bytes: number;
}

/** Who made the zone, for whoever asks for what is not in it. */
function authorityOf({ by, authoritative }: Answer, hasAnswers: boolean, now: number): string[] {
  if (by !== 'cluster' || !authoritative || hasAnswers) return [];
  return [recordLine('cluster.local', 30, 'SOA', `ns.dns.cluster.local. hostmaster.cluster.local. ${Math.floor(now / 1000)} 7200 1800 86400 30`)];
}

function sectionsOf({ name, type }: Query, answer: Answer, now: number): Sections {
  const question = type === 'PTR' ? pointerName(name) : name.replace(/\.$/, '');
  const data = type === 'PTR' ? (answer.pointer === undefined ? [] : [`${answer.pointer}.`]) : type === 'A' ? [...answer.addresses] : [];
  const owner = type === 'PTR' ? question : answer.name;
  const authority = authorityOf(answer, data.length > 0, now);
  // CoreDNS writes names out each time; others point at the first.
  const each = (text: string): number => (answer.by === 'cluster' ? owner.length + 2 : 2) + 10 + (type === 'A' ? 4 : text.length + 1);
  const bytes = 12 + question.length + 6 + 11 + (answer.by === 'cluster' ? 12 : 0) + data.reduce((sum, text) => sum + each(text), 0) + authority.length * 93;
  return { question, data, authority, bytes, answers: data.map((text) => recordLine(owner, answer.ttl, type, text)) };
}

/** Eight bytes that a client makes up. */
const cookieOf = (question: string, now: number): string =>
  ['first', 'second']
    .map((part) =>
      pick(2 ** 32, 'cookie', part, question, now)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');

const dateText = (at: number): string => new Date(at).toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1 $3 $2 $5 UTC $4');

function digText(query: Query, server: string, answer: Answer, words: string, now: number): string {
  const { question, answers, authority, bytes } = sectionsOf(query, answer, now);
  const isCluster = answer.by === 'cluster';
  const flags = `qr${answer.authoritative ? ' aa' : ''} rd${isCluster && answer.authoritative ? '' : ' ra'}`;
  const pseudo = isCluster ? `; EDNS: version: 0, flags:; udp: 1232\n; COOKIE: ${cookieOf(question, now)} (echoed)` : `; EDNS: version: 0, flags:; udp: ${answer.by === 'resolved' ? 65494 : 512}`;
  const asked = columns([
    [0, `;${question}.`],
    [32, 'IN'],
    [40, query.type],
  ]);
  return [
    `${words};; global options: +cmd\n;; Got answer:`,
    `;; ->>HEADER<<- opcode: QUERY, status: ${answer.status}, id: ${pick(65_536, 'dig', question, now)}`,
    `;; flags: ${flags}; QUERY: 1, ANSWER: ${answers.length}, AUTHORITY: ${authority.length}, ADDITIONAL: 1`,
    ...(flags.endsWith('ra') ? [] : [';; WARNING: recursion requested but not available']),
    `\n;; OPT PSEUDOSECTION:\n${pseudo}\n;; QUESTION SECTION:\n${asked}\n`,
    ...(answers.length > 0 ? [`;; ANSWER SECTION:\n${answers.join('\n')}\n`] : []),
    ...(authority.length > 0 ? [`;; AUTHORITY SECTION:\n${authority.join('\n')}\n`] : []),
    `;; Query time: ${isCluster ? 1 : 0} msec\n;; SERVER: ${server}#53(${server}) (UDP)\n;; WHEN: ${dateText(now)}\n;; MSG SIZE  rcvd: ${bytes}\n\n`,
  ].join('\n');
}

export const dig: Command = function* (call) {
  const { args, out, err, shell } = call;
  const query = queryOf(args);
  if (!query || args.includes('-h')) {
    err.push('Usage:  dig [@server] {name} [A|AAAA] [+short] [+noall +answer]\n        dig [@server] -x {address} [+short]\n');
    return 1;
  }
  const server = yield* serverOf(call, query.given);
  if (server === undefined) return 10;
  const asked = yield* ask(call, server, query.name);
  const isShort = query.settings.includes('+short');
  const words = `\n; <<>> DiG ${version} <<>> ${args.join(' ')}\n${query.given === undefined ? '' : '; (1 server found)\n'}`;
  if ('problem' in asked) {
    out.push(`${asked.problem}${isShort ? '' : `${words};; global options: +cmd\n`};; no servers could be reached\n`);
    return 9;
  }
  const now = shell.machine.now();
  const { data, answers } = sectionsOf(query, asked.answer, now);
  const lines = isShort ? data : query.settings.includes('+noall') ? (query.settings.includes('+answer') ? answers : []) : undefined;
  out.push(lines ? lines.map((line) => `${line}\n`).join('') : digText(query, server, asked.answer, words, now));
  return 0;
};

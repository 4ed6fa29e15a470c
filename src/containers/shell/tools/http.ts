// wget and curl.
import { attempt, type Call, type Command, type ShellProgram } from '../../../nodes/shell/index.ts';
import type { Answer, Connection } from '../../program.ts';
import { fail, operandsOf, optionOf, pass, worldOf } from './common.ts';
import { lookUp } from './resolver.ts';

interface Url {
  tls: boolean;
  host: string;
  port: number;
  path: string;
}

export function parseUrl(text: string): Url {
  const match = /^(?:(https?):\/\/)?(?:[^@/]*@)?([^/:?]+)(?::(\d+))?([/?].*)?$/.exec(text);
  const tls = match?.[1] === 'https';
  const path = match?.[4] ?? '/';
  return { tls, host: match?.[2] ?? text, port: Number(match?.[3] ?? (tls ? 443 : 80)), path: path.startsWith('/') ? path : `/${path}` };
}

interface Asked {
  method: string;
  headers: Record<string, string>;
  body?: string;
}

type Fetched = { sort: 'answer'; ip: string; answer: Answer } | { sort: 'unresolved' } | { sort: 'mute'; ip: string } | { sort: 'failed'; ip: string; why: Exclude<Connection['outcome'], 'open'> };

/** The kernel gives up after this long when nobody answers. */
const kernelPatience = 130_000;
const noRoute = 3_060;

function* fetch(call: Call, url: Url, asked: Asked, patience: number | undefined): ShellProgram<Fetched> {
  const world = worldOf(call);
  const found = yield* lookUp(call, url.host);
  if (typeof found === 'string') return { sort: 'unresolved' };
  const ip = found.addresses[0] as string;
  world.sent(url.host, url.port);
  const connection = world.network()?.connect(ip, url.port, world.clock) ?? { outcome: 'refused' };
  if (connection.outcome === 'timeout') yield* pass(call, patience ?? kernelPatience);
  if (connection.outcome === 'unreachable') yield* pass(call, Math.min(noRoute, patience ?? noRoute));
  if (connection.outcome !== 'open') return { sort: 'failed', ip, why: connection.outcome };
  if (!connection.listener.respond) return { sort: 'mute', ip };
  const answer = connection.listener.respond({
    method: asked.method,
    path: url.path,
    headers: { Host: url.port === (url.tls ? 443 : 80) ? url.host : `${url.host}:${url.port}`, ...asked.headers },
    tls: url.tls,
    client: world.start.ip,
    ...(asked.body === undefined ? {} : { body: asked.body }),
  });
  return { sort: 'answer', ip, answer };
}

const phrases: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};
const phrase = (status: number): string => phrases[status] ?? 'Unknown';

const reasons = { refused: 'Connection refused', timeout: 'Connection timed out', unreachable: 'No route to host' } as const;

const seconds = (text: string | undefined): number | undefined => (text === undefined ? undefined : Math.round(Number.parseFloat(text) * 1000));

export const wget: Command = function* (call) {
  const { args, err } = call;
  const glued = args.flatMap((arg) => (/^-[a-zA-Z]*q[a-zA-Z]*O-?$/.test(arg) ? ['-q', '-O', ...(arg.endsWith('-') ? ['-'] : [])] : /^-O.+/.test(arg) ? ['-O', arg.slice(2)] : [arg]));
  const quiet = glued.some((arg) => arg === '-q' || arg === '--quiet' || /^-[a-z]*q/.test(arg));
  const [address = ''] = operandsOf(glued, ['-O', '-T', '-t', '-P', '--header', '--post-data', '-U']);
  const url = parseUrl(address);
  const patience = seconds(optionOf(glued, '-T', '--timeout'));
  const header = optionOf(glued, '--header');
  const post = optionOf(glued, '--post-data');
  const result = yield* fetch(
    call,
    url,
    { method: post === undefined ? 'GET' : 'POST', headers: header ? { [header.split(':')[0] as string]: header.split(/:\s*/)[1] ?? '' } : {}, ...(post === undefined ? {} : { body: post }) },
    patience,
  );
  const failed = (why: string): number => fail(call, `wget: ${why}`);
  if (result.sort === 'unresolved') return failed(`bad address '${url.host}'`);
  if (!quiet) err.push(`Connecting to ${url.host} (${result.ip}:${url.port})\n`);
  if (result.sort === 'failed') return failed(result.why === 'timeout' && patience !== undefined ? 'download timed out' : `can't connect to remote host (${result.ip}): ${reasons[result.why]}`);
  if (result.sort === 'mute') return failed('error getting response');
  const { status, body } = result.answer;
  if (status >= 400) return failed(`server returned error: HTTP/1.1 ${status} ${phrase(status)}`);
  if (glued.includes('--spider')) {
    if (!quiet) err.push('remote file exists\n');
    return 0;
  }
  return saveWget(optionOf(glued, '-O') ?? (url.path.split('?')[0]?.split('/').pop() || 'index.html'), body, quiet, call);
};

function saveWget(target: string, body: string, quiet: boolean, call: Call): number {
  const { out, err } = call;
  const bar = `${target.padEnd(20)} 100% |${'*'.repeat(32)}| ${String(Buffer.byteLength(body)).padStart(5)}  0:00:00 ETA\n`;
  if (!quiet) err.push(target === '-' ? 'writing to stdout\n' : `saving to '${target}'\n`);
  if (target === '-') out.push(body);
  else if (
    !attempt(
      call,
      () => call.shell.machine.files.write(call.shell.resolve(target), body),
      (why) => `can't open '${target}': ${why}`,
    )
  )
    return 1;
  if (!quiet) err.push(`${bar}${target === '-' ? 'written to stdout\n' : `'${target}' saved\n`}`);
  return 0;
}

const withWord = [
  '-o',
  '-m',
  '--max-time',
  '--connect-timeout',
  '-H',
  '--header',
  '-X',
  '--request',
  '-d',
  '--data',
  '-w',
  '--write-out',
  '--cacert',
  '--cert',
  '--key',
  '-u',
  '--user',
  '--resolve',
  '--retry',
  '-A',
  '-x',
  '--noproxy',
];

interface CurlFlags {
  has(letter: string, long: string): boolean;
  word(...names: string[]): string | undefined;
  headers: Record<string, string>;
}

function curlFlags(args: readonly string[]): CurlFlags {
  const short = args.filter((arg) => /^-[a-zA-Z]+$/.test(arg)).join('');
  // The word of the last letter of a bundle: `-so /dev/null`.
  const spread = args.flatMap((arg) => (/^-[a-zA-Z]{2,}$/.test(arg) && withWord.includes(`-${arg.at(-1)}`) ? [arg.slice(0, -1), `-${arg.at(-1)}`] : [arg]));
  const headers: Record<string, string> = {};
  spread.forEach((arg, i) => {
    if (arg !== '-H' && arg !== '--header') return;
    const [name = '', ...rest] = (spread[i + 1] ?? '').split(':');
    headers[name] = rest.join(':').trim();
  });
  return { has: (letter, long) => short.includes(letter) || args.includes(`--${long}`), word: (...names) => optionOf(spread, ...names), headers };
}

const meter = (size: number): string => {
  const n = String(size);
  const rate = `${Math.max(1, Math.round(size / 2))}`.slice(0, 5);
  const head = '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n';
  return `${head}\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\r100 ${n.padStart(5)}  100 ${n.padStart(5)}    0     0  ${rate.padStart(5)}      0 --:--:-- --:--:-- --:--:-- ${rate.padStart(5)}\n`;
};

function headText({ status, body, headers = {} }: Answer, at: number): string {
  const own = {
    Date: new Date(at).toUTCString(),
    'Content-Type': /^\s*[{[]/.test(body) ? 'application/json' : /^\s*</.test(body) ? 'text/html' : 'text/plain',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  return `HTTP/1.1 ${status} ${phrase(status)}\r\n${Object.entries(own)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
}

function curlFailure(result: Exclude<Fetched, { sort: 'answer' }>, url: Url, took: number, limited: boolean): { code: number; text: string } {
  if (result.sort === 'unresolved') return { code: 6, text: `Could not resolve host: ${url.host}` };
  if (result.sort === 'mute') return { code: 52, text: 'Empty reply from server' };
  if (result.why === 'timeout' && limited) return { code: 28, text: `Connection timed out after ${took + 1} milliseconds` };
  return { code: result.why === 'timeout' ? 28 : 7, text: `Failed to connect to ${url.host} port ${url.port} after ${Math.max(took, 1)} ms: Could not connect to server` };
}

export const curl: Command = function* (call) {
  const { args, err, out } = call;
  const world = worldOf(call);
  const flags = curlFlags(args);
  const [address] = operandsOf(
    args.flatMap((arg) => (/^-[a-zA-Z]{2,}$/.test(arg) && withWord.includes(`-${arg.at(-1)}`) ? [`-${arg.at(-1)}`] : [arg])),
    withWord,
  );
  if (!address) return fail(call, "curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information", 2);
  const url = parseUrl(address);
  const silent = flags.has('s', 'silent');
  const patience = seconds(flags.word('--connect-timeout')) ?? seconds(flags.word('-m', '--max-time'));
  const data = flags.word('-d', '--data');
  const head = flags.has('I', 'head');
  const from = world.clock;
  const asked: Asked = {
    method: flags.word('-X', '--request') ?? (head ? 'HEAD' : data === undefined ? 'GET' : 'POST'),
    headers: { 'User-Agent': 'curl/8.14.1', Accept: '*/*', ...flags.headers },
    ...(data === undefined ? {} : { body: data }),
  };
  const result = yield* fetch(call, url, asked, patience);
  const failed = (code: number, text: string): number => {
    if (!silent || flags.has('S', 'show-error')) err.push(`curl: (${code}) ${text}\n`);
    if (flags.word('-w', '--write-out')) out.push(writeOut(flags.word('-w', '--write-out') as string, 0, world.clock - from));
    return code;
  };
  if (result.sort !== 'answer') {
    const { code, text } = curlFailure(result, url, world.clock - from, patience !== undefined);
    return failed(code, text);
  }
  const { answer } = result;
  if (answer.status >= 400 && flags.has('f', 'fail')) return failed(22, `The requested URL returned error: ${answer.status}`);
  return showCurl(call, answer, flags, { silent, head }, world.clock - from);
};

const writeOut = (format: string, status: number, took: number): string =>
  format
    .replace(/%\{(http_code|response_code)\}/g, String(status).padStart(3, '0'))
    .replace(/%\{time_total\}/g, (took / 1000).toFixed(6))
    .replace(/\\n/g, '\n');

function showCurl(call: Call, answer: Answer, flags: CurlFlags, { silent, head }: { silent: boolean; head: boolean }, took: number): number {
  const { out, err, shell } = call;
  const world = worldOf(call);
  const target = flags.word('-o', '--output');
  const text = `${head || flags.has('i', 'include') ? headText(answer, world.clock) : ''}${head ? '' : answer.body}`;
  if (!silent && !world.terminal && (!head || target)) err.push(meter(Buffer.byteLength(answer.body)));
  if (target === undefined || target === '-') out.push(text);
  else if (target !== '/dev/null') shell.machine.files.write(shell.resolve(target), text);
  const format = flags.word('-w', '--write-out');
  if (format) out.push(writeOut(format, answer.status, took));
  return 0;
}

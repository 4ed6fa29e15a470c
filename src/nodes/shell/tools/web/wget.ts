// wget: a file from the web, as GNU's tells of it.
import { type Call, type Command, FileError } from '../../machine.ts';
import type { ShellProgram } from '../../tasks.ts';
import type { Options } from '../options.ts';
import { tool } from '../tool.ts';
import { authority, type Fetched, ask, parseUrl, phrase, typeOf, type Url } from './request.ts';

const shape = [
  'q|quiet',
  'no-verbose',
  'O|output-document=',
  'T|timeout=',
  't|tries=',
  'P|directory-prefix=',
  'spider',
  'no-check-certificate',
  'ca-certificate=',
  'header=',
  'post-data=',
  'S|server-response',
  'c|continue',
  'U|user-agent=',
];

const isAddress = (host: string): boolean => /^\d+(?:\.\d+){3}$/.test(host);
const reasons = { refused: 'Connection refused', timeout: 'Connection timed out', unreachable: 'No route to host' } as const;
const stamp = (now: number): string => new Date(now).toISOString().slice(0, 19).replace('T', ' ');

/** How it found the way, or why not. */
function wayTo(url: Url, result: Fetched): string {
  const resolving = isAddress(url.host) ? '' : `Resolving ${url.host} (${url.host})... `;
  if (result.sort === 'unresolved') return `${resolving}failed: Name or service not known.\nwget: unable to resolve host address \u2018${url.host}\u2019\n`;
  const place = isAddress(url.host) ? `${url.host}:${url.port}` : `${url.host} (${url.host})|${result.address}|:${url.port}`;
  const connecting = `${resolving === '' ? '' : `${resolving}${result.address}\n`}Connecting to ${place}... `;
  if (result.sort === 'failed') return `${connecting}failed: ${reasons[result.why]}.\n`;
  if (result.sort === 'untrusted')
    return `${connecting}connected.\nERROR: cannot verify ${url.host}'s certificate, issued by \u2018CN=kubernetes\u2019:\n  Unable to locally verify the issuer's authority.\nTo connect to ${url.host} insecurely, use \`--no-check-certificate'.\n`;
  return `${connecting}connected.\nHTTP request sent, awaiting response... ${result.sort === 'mute' ? 'No data received.' : `${result.answer.status} ${phrase(result.answer.status)}`}\n`;
}

const statuses: Readonly<Record<Fetched['sort'], number>> = { unresolved: 4, failed: 4, mute: 4, untrusted: 5, answer: 8 };

function save(call: Call, options: Options, url: Url, body: string, log: (text: string) => void): number {
  const { shell, out } = call;
  const size = Buffer.byteLength(body);
  const target = options.value('O') ?? (url.path.replace(/[?].*/, '').replace(/^.*\//, '') || 'index.html');
  const [name, now] = [target === '-' ? 'STDOUT' : target, shell.machine.now()];
  log(`Length: ${size} [${typeOf(body)}]\nSaving to: \u2018${name}\u2019\n\n`);
  if (target === '-') out.push(body);
  else {
    try {
      shell.machine.files.write(shell.resolve(options.has('P') ? `${options.value('P')}/${target}` : target), body);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      call.err.push(`${target}: ${error.message}\n\nCannot write to \u2018${target}\u2019 (${error.message}).\n`);
      return 3;
    }
  }
  const bar = `${(target === '-' ? '-' : target).padEnd(20)}100%[===================>] ${String(size).padStart(7)}  --.-KB/s    in 0s      `;
  log(`\r${bar}\n\n${stamp(now)} (${(size / 1000).toFixed(1)} MB/s) - ${target === '-' ? 'written to stdout' : `\u2018${name}\u2019 saved`} [${size}/${size}]\n\n`);
  return 0;
}

function* get(call: Call, options: Options, text: string): ShellProgram<number> {
  const log = (more: string): void => {
    if (!options.has('q')) call.err.push(more);
  };
  const url = parseUrl(text);
  const body = options.value('post-data');
  const headers = Object.fromEntries(options.values('header').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  if (options.has('spider')) log('Spider mode enabled. Check if remote file exists.\n');
  log(`--${stamp(call.shell.machine.now())}--  ${url.tls ? 'https' : 'http'}://${authority(url)}${url.path}\n`);
  const result = yield* ask(call, url, {
    method: body === undefined ? (options.has('spider') ? 'HEAD' : 'GET') : 'POST',
    headers: { 'User-Agent': 'Wget/1.21.4', Accept: '*/*', ...headers },
    patience: options.has('T') ? Number(options.value('T')) * 1000 : undefined,
    trusts: options.has('no-check-certificate') || options.has('ca-certificate'),
    ...(body === undefined ? {} : { body }),
  });
  log(wayTo(url, result));
  if (result.sort !== 'answer') return statuses[result.sort];
  const { status } = result.answer;
  if (status >= 400) {
    log(`${stamp(call.shell.machine.now())} ERROR ${status}: ${phrase(status)}.\n\n`);
    return statuses.answer;
  }
  if (!options.has('spider')) return save(call, options, url, result.answer.body, log);
  log(`Length: ${Buffer.byteLength(result.answer.body)} [${typeOf(result.answer.body)}]\nRemote file exists.\n\n`);
  return 0;
}

export const wget: Command = tool(
  shape,
  function* (call, options) {
    if (options.words.length === 0) {
      call.err.push("wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.\n");
      return 1;
    }
    let status = 0;
    for (const word of options.words) status = (yield* get(call, options, word)) || status;
    return status;
  },
  { usageStatus: 2 },
);

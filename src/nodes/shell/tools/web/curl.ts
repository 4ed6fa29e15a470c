// curl: requests of HTTP, and how they went.
import { type Call, type Command, FileError } from '../../machine.ts';
import type { WebAnswer } from '../../station.ts';
import { readAll } from '../../streams.ts';
import type { ShellProgram } from '../../tasks.ts';
import { knownOptions, OptionError, type Options, readOptions } from '../options.ts';
import { type Asked, authority, type Fetched, ask, headOf, parseUrl, stationOf, type Url } from './request.ts';

const shape = [
  ...['s|silent', 'S|show-error', 'k|insecure', 'L|location', 'i|include', 'I|head', 'f|fail', 'v|verbose', 'O|remote-name', 'G|get', 'g|globoff', '4|ipv4', '6|ipv6', 'N|no-buffer', 'V|version'],
  ...['o|output=', 'm|max-time=', 'connect-timeout=', 'H|header=', 'X|request=', 'd|data=', 'data-raw=', 'data-binary=', 'json=', 'w|write-out=', 'cacert=', 'E|cert=', 'key=', 'u|user='],
  ...[
    'A|user-agent=',
    'e|referer=',
    'x|proxy=',
    'noproxy=',
    'resolve=',
    'retry=',
    'retry-delay=',
    'oauth2-bearer=',
    'url=',
    'http1.1',
    'http2',
    'compressed',
    'fail-with-body',
    'retry-connrefused',
    'progress-bar',
  ],
];

class Failure extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

const usage = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** Mistakes of getopt in curl's words. */
function optionMistake(message: string): string {
  const [, name = ''] = /'(.*)'$/.exec(message) ?? [];
  const shown = name.startsWith('-') ? name : `-${name}`;
  return `curl: option ${shown}: ${/requires/.test(message) ? 'requires parameter' : 'is unknown'}\n${usage}`;
}

const milliseconds = (text: string | undefined): number | undefined => (text === undefined ? undefined : Math.round(Number.parseFloat(text) * 1000));

function readFile({ shell }: Call, path: string, failure: (path: string) => Failure): string {
  try {
    return shell.readFile(path);
  } catch (error) {
    if (error instanceof FileError) throw failure(path);
    throw error;
  }
}

/** `@file`, `@-`, or the text itself. */
function* dataOf(call: Call, options: Options): ShellProgram<string | undefined> {
  const parts: string[] = [];
  for (const name of ['d', 'data-raw', 'data-binary', 'json'])
    for (const text of options.values(name)) {
      const file = name !== 'data-raw' && text.startsWith('@') ? text.slice(1) : undefined;
      const read = file === undefined ? text : file === '-' ? yield* readAll(call.input) : readFile(call, file, (path) => new Failure(26, `Failed to open ${path}`));
      parts.push(name === 'd' && file !== undefined ? read.replaceAll('\n', '') : read);
    }
  return parts.length > 0 ? parts.join('&') : undefined;
}

function headersOf(call: Call, options: Options, { user }: Url, data: string | undefined): Record<string, string> {
  const { curl } = stationOf(call);
  const headers: Record<string, string> = { 'User-Agent': options.value('A') ?? `curl/${curl}`, Accept: '*/*' };
  const login = options.value('u') ?? user;
  if (login !== undefined) headers.Authorization = `Basic ${Buffer.from(login).toString('base64')}`;
  if (options.has('oauth2-bearer')) headers.Authorization = `Bearer ${options.value('oauth2-bearer')}`;
  if (data !== undefined) headers['Content-Type'] = options.has('json') ? 'application/json' : 'application/x-www-form-urlencoded';
  for (const line of options.values('H')) {
    const [name = '', ...rest] = line.split(':');
    const known = Object.keys(headers).find((other) => other.toLowerCase() === name.toLowerCase()) ?? name;
    headers[known] = rest.join(':').trim();
  }
  return headers;
}

function* askedFor(call: Call, options: Options, url: Url): ShellProgram<Asked> {
  const data = yield* dataOf(call, options);
  for (const path of options.values('cacert')) readFile(call, path, () => new Failure(77, `error setting certificate verify locations:\n  CAfile: ${path}\n  CApath: /etc/ssl/certs`));
  const certificate =
    options.value('E') === undefined
      ? undefined
      : readFile(
          call,
          options.value('E') as string,
          (path) =>
            new Failure(
              58,
              `could not load PEM client certificate from ${path}, OpenSSL error error:80000002:system library::No such file or directory, (no key found, wrong pass phrase, or wrong file format?)`,
            ),
        );
  const method = options.value('X') ?? (options.has('I') ? 'HEAD' : data === undefined || options.has('G') ? 'GET' : 'POST');
  return {
    method,
    headers: headersOf(call, options, url, data),
    patience: milliseconds(options.value('connect-timeout')) ?? milliseconds(options.value('m')),
    trusts: options.has('k') || options.has('cacert'),
    ...(data === undefined ? {} : { body: data }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}

const untrusted = `SSL certificate problem: unable to get local issuer certificate
More details here: https://curl.se/docs/sslcerts.html

curl failed to verify the legitimacy of the server and therefore could not
establish a secure connection to it. To learn more about this situation and
how to fix it, please visit the web page mentioned above.`;

function failureOf(call: Call, result: Exclude<Fetched, { sort: 'answer' }>, url: Url, took: number, limited: boolean): Failure {
  if (result.sort === 'unresolved') return new Failure(6, `Could not resolve host: ${url.host}`);
  if (result.sort === 'mute') return url.tls ? new Failure(35, 'error:0A00010B:SSL routines::wrong version number') : new Failure(52, 'Empty reply from server');
  if (result.sort === 'untrusted') return new Failure(60, untrusted);
  if (result.why === 'timeout' && limited) return new Failure(28, `Connection timed out after ${took + 1} milliseconds`);
  // Its words since 8.12.
  const cannot = Number(stationOf(call).curl.split('.')[1]) >= 12 ? 'Could not' : "Couldn't";
  return new Failure(result.why === 'timeout' ? 28 : 7, `Failed to connect to ${url.host} port ${url.port} after ${Math.max(took, result.why === 'refused' ? 0 : 1)} ms: ${cannot} connect to server`);
}

const meterHead = '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n                                 Dload  Upload   Total   Spent    Left  Speed\n';
const meterNothing = '\r  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0';

function meter(size: number): string {
  const rate = String(Math.max(1, Math.round(size / 2))).slice(0, 5);
  return `${meterHead}${meterNothing}\r100 ${String(size).padStart(5)}  100 ${String(size).padStart(5)}    0     0  ${rate.padStart(5)}      0 --:--:-- --:--:-- --:--:-- ${rate.padStart(5)}\n`;
}

const written = (format: string, status: number, took: number, size: number): string =>
  format
    .replace(/%\{(http_code|response_code)\}/g, String(status).padStart(3, '0'))
    .replace(/%\{size_download\}/g, String(size))
    .replace(/%\{time_(?:total|connect)\}/g, (took / 1000).toFixed(6))
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t');

/** What -v tells before the answer's body. */
function told(url: Url, asked: Asked, address: string, head: readonly string[]): string {
  const sent = [`${asked.method} ${url.path} HTTP/1.1`, `Host: ${authority(url)}`, ...Object.entries(asked.headers).map(([name, value]) => `${name}: ${value}`), ''];
  return [
    `*   Trying ${address}:${url.port}...`,
    `* Connected to ${url.host} (${address}) port ${url.port}`,
    ...sent.map((line) => `> ${line}\r`),
    ...head.map((line) => `< ${line}\r`),
    '< \r',
    '',
  ].join('\n');
}

function show(call: Call, options: Options, url: Url, answer: WebAnswer): void {
  const { out, err, shell } = call;
  const name = options.has('O') ? url.path.replace(/[?#].*/, '').replace(/^.*\//, '') : options.value('o');
  if (name === '') throw new Failure(23, 'Failed writing received data to disk/application');
  const hasBody = !options.has('I');
  const head = options.has('i') || options.has('I') ? `${headOf(answer, shell.machine.now()).join('\r\n')}\r\n\r\n` : '';
  const text = head + (hasBody ? answer.body : '');
  if (!options.has('s') && hasBody && (name !== undefined || !out.terminal)) err.push(meter(Buffer.byteLength(answer.body)));
  if (name === undefined || name === '-') out.push(text);
  else if (name !== '/dev/null') {
    try {
      shell.machine.files.write(shell.resolve(name), text);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      throw new Failure(23, 'Failure writing output to destination');
    }
  }
}

function* get(call: Call, options: Options, address: string): ShellProgram<number> {
  const { out, err, shell } = call;
  const from = shell.machine.now();
  const format = options.value('w');
  let status = 0;
  let size = 0;
  let code = 0;
  try {
    let url = parseUrl(address);
    let asked = yield* askedFor(call, options, url);
    for (let left = options.has('L') ? 50 : 0; ; left--) {
      const result = yield* ask(call, url, asked);
      if (result.sort !== 'answer') throw failureOf(call, result, url, shell.machine.now() - from, asked.patience !== undefined);
      const { answer } = result;
      status = answer.status;
      if (options.has('v')) err.push(told(url, asked, result.address, headOf(answer, shell.machine.now())));
      const next = Object.entries(answer.headers ?? {}).find(([name]) => name.toLowerCase() === 'location')?.[1];
      if (next !== undefined && status >= 300 && status < 400 && left > 0) {
        url = parseUrl(/^https?:/.test(next) ? next : `${url.tls ? 'https' : 'http'}://${authority(url)}${next}`);
        asked = { ...asked, method: status === 307 || status === 308 ? asked.method : 'GET' };
        continue;
      }
      if (status >= 400 && options.has('f')) throw new Failure(22, `The requested URL returned error: ${status}`);
      size = Buffer.byteLength(answer.body);
      show(call, options, url, answer);
      break;
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const isTold = !options.has('s') || options.has('S');
    if (!options.has('s') && !out.terminal && (error.code === 6 || error.code === 7 || error.code === 28)) err.push(`${meterHead}${meterNothing}${error.code === 6 ? '' : `${meterNothing}\n`}`);
    if (isTold) err.push(`curl: (${error.code}) ${error.message}\n`);
    code = error.code;
  }
  if (format !== undefined) out.push(written(format, status, shell.machine.now() - from, size));
  return code;
}

export const curl: Command = function* (call) {
  let options: Options;
  try {
    options = readOptions(call.args, knownOptions(shape));
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    call.err.push(optionMistake(error.message));
    return 2;
  }
  if (options.has('V')) {
    call.out.push(`curl ${stationOf(call).curl} (x86_64-pc-linux-gnu)\nProtocols: http https\n`);
    return 0;
  }
  const addresses = [...options.values('url'), ...options.words];
  if (addresses.length === 0) {
    call.err.push(`curl: (2) no URL specified\n${usage}`);
    return 2;
  }
  let status = 0;
  for (const address of addresses) status = yield* get(call, options, address);
  return status;
};

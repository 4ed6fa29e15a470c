// kubectl proxy: the API server on a port of the person's machine, for programs that have no credentials of their own.
import type { OwnAnswer, ProxyService } from '../../client/listening.ts';
import type { Listening } from '../../sim/index.ts';
import { type Call, CommandError, exit, type Program, type Verb } from '../call.ts';
import { logLine } from '../log.ts';

const defaultPort = 8001;
const interrupted = 130;

/** A mistake in an expression ends the program at once, as klog.Fatalf does. */
function expressions(call: Call, flag: string): RegExp[] {
  const texts = call.flags.string(flag) === '' ? [] : call.flags.string(flag).split(',');
  return texts.map((text) => {
    try {
      return new RegExp(text);
    } catch (error) {
      const line = logLine('E', call.environment.now(), 'proxy_server.go:114', `Error compiling re: ${compileError(text, (error as Error).message)}`);
      call.environment.stderr(line.replace(/^E/, 'F'));
      throw exit(255);
    }
  });
}

/** What Go's regexp says, where it can be told from what ours says. */
function compileError(text: string, ours: string): string {
  const goes: [RegExp, string, string][] = [
    [/Unterminated character class/i, 'missing closing ]', text.slice(text.lastIndexOf('['))],
    [/Unterminated group/i, 'missing closing )', text],
    [/Unmatched '\)'/i, 'unexpected )', text],
    [/Nothing to repeat/i, 'missing argument to repetition operator', /[*+?]/.exec(text)?.[0] ?? text],
    [/at end of pattern/i, 'trailing backslash at end of expression', ''],
  ];
  const [, sentence = 'invalid or unsupported Perl syntax', at = text] = goes.find(([pattern]) => pattern.test(ours)) ?? [];
  return `error parsing regexp: ${sentence}: \`${at}\``;
}

const withSlash = (prefix: string): string => (prefix.endsWith('/') ? prefix : `${prefix}/`);

/** `localhost:8001` → `localhost`; what is no host and port stays. */
const hostOnly = (host: string): string => /^(\[[^\]]*\]|[^:]*):\d*$/.exec(host)?.[1]?.replace(/^\[(.*)\]$/, '$1') ?? host;

/** What may be asked: --accept-hosts, --accept-paths, --reject-methods, --reject-paths. */
function filterOf(call: Call): (asked: { method: string; path: string; host: string }) => boolean {
  const [paths, hosts] = [expressions(call, 'accept-paths'), expressions(call, 'accept-hosts')];
  const [noPaths, noMethods] = [expressions(call, 'reject-paths'), expressions(call, 'reject-methods')];
  if (call.flags.bool('disable-filter')) {
    if (!call.flags.string('unix-socket'))
      call.environment.stderr(logLine('W', call.environment.now(), 'proxy.go:162', 'Request filter disabled, your proxy is vulnerable to XSRF attacks, please be cautious'));
    return () => true;
  }
  const some = (list: readonly RegExp[], text: string): boolean => list.some((each) => each.test(text));
  return ({ method, path, host }) => !some(noPaths, path) && !some(noMethods, method) && some(paths, path) && some(hosts, hostOnly(host));
}

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

const notFound: OwnAnswer = { code: 404, text: '404 page not found\n' };

/** --www: files of the person's machine. */
function staticFile({ environment: { files } }: Call, directory: string, path: string): OwnAnswer {
  const parts = decodeURIComponent(path).split('/').filter(Boolean);
  if (parts.includes('..')) return { code: 400, text: 'invalid URL path\n' };
  const name = [directory, ...parts].join('/');
  try {
    if (files.stat(name).directory) {
      const names = files.readDir(name);
      if (names.includes('index.html')) return { code: 200, text: files.readFile(`${name}/index.html`), contentType: contentTypes.html as string };
      const rows = names.map((each) => `<a href="${encodeURI(each)}">${each}</a>\n`).join('');
      return { code: 200, text: `<!doctype html>\n<meta name="viewport" content="width=device-width">\n<pre>\n${rows}</pre>\n`, contentType: contentTypes.html as string };
    }
    const text = files.readBytes?.(name) ?? files.readFile(name);
    return { code: 200, text, contentType: contentTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream' };
  } catch {
    return notFound;
  }
}

function warnOfDirectory({ environment }: Call, directory: string): void {
  const warn = (text: string): void => environment.stderr(logLine('W', environment.now(), 'proxy.go:150', text));
  try {
    if (!environment.files.stat(directory).directory) warn(`Static file directory ${directory} is not a directory`);
  } catch (error) {
    warn(`Failed to stat static file directory ${directory}: ${(error as Error).message}`);
  }
}

function serviceOf(call: Call, ports: readonly number[]): ProxyService {
  const { flags, factory, environment } = call;
  const { server } = factory.access();
  const [api, www, directory] = [withSlash(flags.string('api-prefix')), withSlash(flags.string('www-prefix')), flags.string('www')];
  const accepts = filterOf(call);
  if (directory) warnOfDirectory(call, directory);
  return {
    kind: 'proxy',
    ports: () => ports,
    route(asked) {
      if (!accepts(asked)) return { code: 403, text: 'Forbidden\n' };
      const { path } = asked;
      const isFile = directory !== '' && path.startsWith(www) && www.length >= api.length;
      if (isFile) return staticFile(call, directory, path.slice(www.length));
      if (!path.startsWith(api)) return directory !== '' && path.startsWith(www) ? staticFile(call, directory, path.slice(www.length)) : notFound;
      // A prefix below /api is part of the API itself.
      return { path: api.startsWith('/api') ? path : path.slice(api.length - 1) };
    },
    prepare: ({ method, path, ...options }) => factory.prepare(method, path, options),
    transport: () => factory.transport(),
    failed() {
      const host = server.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
      const why = `dial tcp ${host.replace('localhost', '127.0.0.1')}: connect: connection refused`;
      environment.stderr(logLine('E', environment.now(), 'proxy_server.go:147', `Error while proxying request: ${why}`));
      return why;
    },
  };
}

/** A socket needs a folder to lie in. */
function checkFolder({ environment }: Call, socket: string): void {
  const folder = socket.includes('/') ? socket.slice(0, socket.lastIndexOf('/')) || '/' : '.';
  try {
    environment.files.stat(folder);
  } catch {
    throw new CommandError(`listen unix ${socket}: bind: no such file or directory`);
  }
}

/** Go's sentence about a port that could not be opened. */
function refused(where: string, { error = '' }: Listening): CommandError {
  return new CommandError(error.startsWith('lookup ') ? `listen tcp: ${error}` : `listen ${where}: ${error}`);
}

export const proxy: Verb = {
  command: 'proxy',
  *run(call): Program<number> {
    const { flags, factory } = call;
    factory.access();
    const [port, socket] = [flags.int('port'), flags.string('unix-socket')];
    if (port !== defaultPort && socket) throw new CommandError('cannot set --unix-socket and --port at the same time');
    const ports: number[] = [];
    const service = serviceOf(call, ports);
    if (!socket && (port < 0 || port > 65535)) throw new CommandError(`listen tcp: address ${port}: invalid port`);
    const address = flags.string('address');
    const network = socket ? 'unix' : address.includes(':') ? 'tcp6' : 'tcp4';
    const shown = address.includes(':') ? `[${address}]` : address;
    if (socket) checkFolder(call, socket);
    const opened = (yield { for: 'listen', network, address: socket || address, port }) as Listening;
    if (opened.error) throw refused(socket ? `unix ${socket}` : `tcp ${shown}:${port}`, opened);
    ports.push(opened.port);
    call.print(`Starting to serve on ${socket || `${shown}:${opened.port}`}`);
    yield { for: 'serve', service };
    throw exit(interrupted);
  },
};

// openssl as candidates use it: keys, requests, what is in a certificate, base64. Keys come from a few that are always the same: they guard nothing.
import { createCertificateRequest, fingerprint, parseCertificate, parseCertificateRequest, rsaKeyPair, type Subject } from '../../apimachinery/x509.ts';
import { fnv32 } from '../../sim/index.ts';
import { type Call, type Command, FileError, readAll, type ShellProgram, write } from '../shell/index.ts';
import keys from './keys.json' with { type: 'json' };

/** Options with one dash; `valued` take the next word. */
function optionsOf(args: readonly string[], valued: readonly string[]): { has(name: string): boolean; value(name: string): string | undefined; words: string[] } {
  const found = new Map<string, string>();
  const words: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] as string;
    if (!arg.startsWith('-')) words.push(arg);
    else found.set(arg.replace(/^-+/, ''), valued.includes(arg.replace(/^-+/, '')) ? (args[++i] ?? '') : '');
  }
  return { has: (name) => found.has(name), value: (name) => found.get(name), words };
}

function* put(call: Call, path: string | undefined, text: string): ShellProgram<number> {
  if (path === undefined) yield* write(call.out, text);
  else call.shell.machine.files.write(call.shell.resolve(path), text);
  return 0;
}

function* textOf(call: Call, path: string | undefined): ShellProgram<string> {
  return path === undefined ? yield* readAll(call.input) : call.shell.readFile(path);
}

const fail = (call: Call, text: string): number => {
  call.err.push(`${text}\n`);
  return 1;
};

/** The key that is made now: another one for another file. */
const newKey = (path: string): string => rsaKeyPair(keys[fnv32(path) % keys.length] as string).privateKey;

function* generate(call: Call): ShellProgram<number> {
  const { value } = optionsOf(call.args.slice(1), ['out', 'algorithm', 'pkeyopt']);
  const path = value('out');
  const status = yield* put(call, path, newKey(path ?? ''));
  if (path !== undefined) call.shell.machine.files.chmod(call.shell.resolve(path), 0o600);
  return status;
}

/** `/CN=anna/O=dev/O=ops` */
function subjectOf(text: string): { CN: string; O: string[] } {
  const parts = text
    .split('/')
    .filter(Boolean)
    .map((part) => part.split('=') as [string, string]);
  return { CN: parts.find(([name]) => name === 'CN')?.[1] ?? '', O: parts.filter(([name]) => name === 'O').map(([, value]) => value) };
}

const shown = ({ O, CN }: Subject, separator = ' = '): string => [...O.map((o) => `O${separator}${o}`), ...(CN ? [`CN${separator}${CN}`] : [])].join(', ');

function* request(call: Call): ShellProgram<number> {
  const { value, has } = optionsOf(call.args.slice(1), ['key', 'out', 'subj', 'in', 'keyout', 'newkey', 'config', 'addext', 'days']);
  if (!has('new') && !has('newkey')) {
    const asked = parseCertificateRequest(yield* textOf(call, value('in')));
    if (has('subject')) yield* write(call.out, `subject=${shown(asked.subject)}\n`);
    else if (has('text')) yield* write(call.out, `Certificate Request:\n    Data:\n        Version: 1 (0x0)\n        Subject: ${shown(asked.subject)}\n`);
    return 0;
  }
  const keyPath = value('key') ?? value('keyout');
  if (keyPath === undefined) return fail(call, 'req: -key or -keyout is needed here');
  if (value('subj') === undefined) return fail(call, 'req: -subj is needed here, as in -subj "/CN=anna/O=dev"');
  if (has('newkey')) yield* put(call, keyPath, newKey(keyPath));
  const privateKey = call.shell.readFile(keyPath);
  const known = keys.map((key) => rsaKeyPair(key)).find((pair) => pair.privateKey.trim() === privateKey.trim());
  if (!known) return fail(call, `Could not read private key from ${keyPath}`);
  return yield* put(call, value('out'), createCertificateRequest(subjectOf(value('subj') as string), known));
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mar  2 10:00:00 2027 GMT` */
function dateText(text: string): string {
  const date = new Date(text);
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${date.toISOString().slice(11, 19)} ${date.getUTCFullYear()} GMT`;
}

const colons = (hex: string): string => (hex.toUpperCase().match(/../g) ?? []).join(':');

function* certificate(call: Call): ShellProgram<number> {
  const { value, has } = optionsOf(call.args.slice(1), ['in', 'out', 'checkend', 'inform', 'outform', 'ext']);
  const found = parseCertificate(yield* textOf(call, value('in')));
  const serial = found.serial.toString(16).padStart(2, '0');
  const names = [...found.dnsNames.map((name) => `DNS:${name}`), ...found.ips.map((ip) => `IP Address:${ip}`)].join(', ');
  const lines: string[] = [];
  if (has('text')) {
    lines.push(
      'Certificate:',
      '    Data:',
      '        Version: 3 (0x2)',
      `        Serial Number: ${found.serial} (0x${serial})`,
      '        Signature Algorithm: sha256WithRSAEncryption',
      `        Issuer: ${shown(found.issuer)}`,
    );
    lines.push('        Validity', `            Not Before: ${dateText(found.notBefore)}`, `            Not After : ${dateText(found.notAfter)}`, `        Subject: ${shown(found.subject)}`);
    lines.push('        X509v3 extensions:', '            X509v3 Basic Constraints: critical', `                CA:${found.isCA ? 'TRUE' : 'FALSE'}`);
    if (names) lines.push('            X509v3 Subject Alternative Name: ', `                ${names}`);
  }
  if (has('subject')) lines.push(`subject=${shown(found.subject)}`);
  if (has('issuer')) lines.push(`issuer=${shown(found.issuer)}`);
  if (has('serial')) lines.push(`serial=${serial.toUpperCase()}`);
  if (has('dates') || has('startdate')) lines.push(`notBefore=${dateText(found.notBefore)}`);
  if (has('dates') || has('enddate')) lines.push(`notAfter=${dateText(found.notAfter)}`);
  if (has('fingerprint')) lines.push(`sha256 Fingerprint=${colons(fingerprint(found))}`);
  if (has('checkend')) {
    const ends = Date.parse(found.notAfter) < call.shell.machine.now() + Number(value('checkend')) * 1000;
    yield* write(call.out, `Certificate will ${ends ? '' : 'not '}expire\n`);
    return Number(ends);
  }
  yield* put(call, value('out'), lines.map((line) => `${line}\n`).join('') + (has('noout') ? '' : found.pem));
  return 0;
}

function* base64(call: Call): ShellProgram<number> {
  const { value, has } = optionsOf(call.args.slice(1), ['in', 'out']);
  const text = yield* textOf(call, value('in'));
  if (has('d')) return yield* put(call, value('out'), Buffer.from(text, 'base64').toString('utf8'));
  const encoded = Buffer.from(text).toString('base64');
  return yield* put(call, value('out'), has('A') ? encoded : `${encoded.match(/.{1,64}/g)?.join('\n') ?? ''}\n`);
}

const commands: Readonly<Record<string, (call: Call) => ShellProgram<number>>> = {
  base64,
  enc: base64,
  genpkey: generate,
  genrsa: generate,
  req: request,
  *version(call) {
    yield* write(call.out, 'OpenSSL 3.0.13 30 Jan 2024 (Library: OpenSSL 3.0.13 30 Jan 2024)\n');
    return 0;
  },
  x509: certificate,
};

export const openssl: Command = function* (call) {
  const [name = ''] = call.args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return fail(call, `Invalid command '${name}'; type "help" for a list.`);
  try {
    return yield* command(call);
  } catch (error) {
    if (error instanceof FileError) return fail(call, `Can't open "${call.args.find((_, i) => ['-in', '-key'].includes(call.args[i - 1] ?? '')) ?? ''}" for reading, ${error.message}`);
    if (error instanceof TypeError || error instanceof RangeError || !(error instanceof Error)) throw error;
    return fail(call, `${name}: ${error.message}`);
  }
};

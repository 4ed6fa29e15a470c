// busybox's wget.
import { ask, attempt, type Call, type Command, parseUrl, phrase } from '../../../nodes/shell/index.ts';
import { fail, operandsOf, optionOf } from './common.ts';

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
  const result = yield* ask(call, url, {
    method: post === undefined ? 'GET' : 'POST',
    headers: header ? { [header.split(':')[0] as string]: header.split(/:\s*/)[1] ?? '' } : {},
    patience,
    // It does not look at certificates.
    trusts: true,
    ...(post === undefined ? {} : { body: post }),
  });
  const failed = (why: string): number => fail(call, `wget: ${why}`);
  if (result.sort === 'unresolved') return failed(`bad address '${url.host}'`);
  if (!quiet) err.push(`Connecting to ${url.host} (${result.address}:${url.port})\n`);
  if (result.sort === 'failed') return failed(result.why === 'timeout' && patience !== undefined ? 'download timed out' : `can't connect to remote host (${result.address}): ${reasons[result.why]}`);
  if (result.sort !== 'answer') return failed('error getting response');
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

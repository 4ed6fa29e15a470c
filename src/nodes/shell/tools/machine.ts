// Tools that tell of the machine and its user: hostname, whoami, id, uname, date, which, clear.
import { pathOf } from './find.ts';
import { complain } from './options.ts';
import { plainTool } from './tool.ts';

export const hostname = plainTool(['s|short', 'f|fqdn|long', 'i|ip-address', 'I|all-ip-addresses', 'd'], ({ out, shell }) => {
  out.push(`${shell.machine.hostname}\n`);
  return 0;
});

export const whoami = plainTool([], ({ out, shell }) => {
  out.push(`${shell.machine.user}\n`);
  return 0;
});

export const id = plainTool(['u|user', 'g|group', 'n|name', 'G|groups', 'r'], ({ out, shell }, options) => {
  const { user } = shell.machine;
  const number = user === 'root' ? '0' : '1000';
  if (options.has('G')) out.push(`${options.has('n') ? user : number}${user === 'root' ? '' : options.has('n') ? ' sudo' : ' 27'}\n`);
  else if (options.has('u') || options.has('g')) out.push(`${options.has('n') ? user : number}\n`);
  else out.push(`uid=${number}(${user}) gid=${number}(${user}) groups=${number}(${user})${user === 'root' ? '' : ',27(sudo)'}\n`);
  return 0;
});

export const uname = plainTool(['a|all', 's', 'n', 'r', 'v', 'm', 'p', 'i', 'o'], ({ out, shell }, options) => {
  const parts: [string, string][] = [
    ['s', 'Linux'],
    ['n', shell.machine.hostname],
    ['r', '6.8.0-51-generic'],
    ['v', '#52-Ubuntu SMP PREEMPT_DYNAMIC Thu Dec  5 13:09:44 UTC 2024'],
    ['m', 'x86_64'],
    ['p', 'x86_64'],
    ['i', 'x86_64'],
    ['o', 'GNU/Linux'],
  ];
  const chosen = parts.filter(([letter]) => options.has('a') || options.has(letter));
  out.push(`${(chosen.length > 0 ? chosen : parts.slice(0, 1)).map(([, text]) => text).join(' ')}\n`);
  return 0;
});

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const two = (number: number): string => String(number).padStart(2, '0');

const dateFields: Readonly<Record<string, (date: Date) => string>> = {
  a: (date) => (days[date.getUTCDay()] as string).slice(0, 3),
  A: (date) => days[date.getUTCDay()] as string,
  b: (date) => (months[date.getUTCMonth()] as string).slice(0, 3),
  B: (date) => months[date.getUTCMonth()] as string,
  d: (date) => two(date.getUTCDate()),
  D: (date) => `${two(date.getUTCMonth() + 1)}/${two(date.getUTCDate())}/${String(date.getUTCFullYear()).slice(2)}`,
  e: (date) => String(date.getUTCDate()).padStart(2),
  F: (date) => date.toISOString().slice(0, 10),
  H: (date) => two(date.getUTCHours()),
  I: (date) => two(date.getUTCHours() % 12 || 12),
  j: (date) => String(Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1).padStart(3, '0'),
  m: (date) => two(date.getUTCMonth() + 1),
  M: (date) => two(date.getUTCMinutes()),
  n: () => '\n',
  N: (date) => `${String(date.getUTCMilliseconds()).padStart(3, '0')}000000`,
  p: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  R: (date) => date.toISOString().slice(11, 16),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  S: (date) => two(date.getUTCSeconds()),
  T: (date) => date.toISOString().slice(11, 19),
  u: (date) => String(date.getUTCDay() || 7),
  w: (date) => String(date.getUTCDay()),
  y: (date) => String(date.getUTCFullYear()).slice(2),
  Y: (date) => String(date.getUTCFullYear()),
  z: () => '+0000',
  Z: () => 'UTC',
  '%': () => '%',
};

const unitsOfDate: Readonly<Record<string, number>> = { sec: 1000, second: 1000, min: 60_000, minute: 60_000, hour: 3600_000, day: 86_400_000, week: 604_800_000 };

/** `-Iseconds`, by its first letter. */
const isoFormats: Readonly<Record<string, string>> = { h: '%FT%H+00:00', m: '%FT%H:%M+00:00', s: '%FT%T+00:00', n: '%FT%T,%N+00:00' };

/** `2026-01-02`, `@1700000000`, `+1 day`, `yesterday` */
function instantOf(text: string, now: number): number {
  if (text.startsWith('@')) return Number(text.slice(1)) * 1000;
  if (text === 'now' || text === 'today') return now;
  if (text === 'yesterday' || text === 'tomorrow') return now + (text === 'tomorrow' ? 86_400_000 : -86_400_000);
  const relative = /^([-+]?\s*\d+)\s*(\w+?)s?(\s+ago)?$/.exec(text);
  const unit = relative && unitsOfDate[relative[2] as string];
  if (relative && unit) return now + Number((relative[1] as string).replace(/\s/g, '')) * unit * (relative[3] ? -1 : 1);
  return Date.parse(/\d:\d/.test(text) && !/[zZ]|[-+]\d\d:?\d\d$/.test(text) ? `${text}Z` : text);
}

export const date = plainTool(['u|utc|universal', 'd|date=', 'I|iso-8601=?', 'R|rfc-email', 's|set=', 'r|reference=', 'rfc-3339='], (call, options) => {
  const now = call.shell.machine.now();
  const given = options.value('d');
  const at = given === undefined ? now : instantOf(given, now);
  if (Number.isNaN(at)) return complain(call, `invalid date ‘${given}’`);
  if (options.has('s')) return complain(call, 'cannot set date: Operation not permitted');
  const format =
    options.words.find((word) => word.startsWith('+'))?.slice(1) ??
    (options.has('R') ? '%a, %d %b %Y %T %z' : options.has('I') ? (isoFormats[options.value('I')?.[0] ?? ''] ?? '%F') : '%a %b %e %T %Z %Y');
  const when = new Date(at);
  call.out.push(
    `${format.replace('%r', '%I:%M:%S %p').replace(/%-?([a-zA-Z%])/g, (whole, letter: string) => (whole[1] === '-' ? (dateFields[letter]?.(when) ?? '').replace(/^[0 ](?=.)/, '') : (dateFields[letter]?.(when) ?? whole)))}\n`,
  );
  return 0;
});

export const which = plainTool(['a|all', 's'], ({ out, shell }, options) => {
  let status = 0;
  for (const name of options.words) {
    const path = pathOf(shell, name);
    if (path === undefined) status = 1;
    else out.push(`${path}\n`);
  }
  return status;
});

export const clear = plainTool(['x', 'T='], ({ out }) => {
  out.push('\u001b[H\u001b[2J\u001b[3J');
  return 0;
});

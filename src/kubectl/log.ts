// Lines of kubectl's own log (klog): what it tells of its work with -v, and of trouble on the way.

const reasons: Readonly<Record<number, string>> = {
  ...{ 200: 'OK', 201: 'Created', 202: 'Accepted', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed' },
  ...{ 409: 'Conflict', 410: 'Gone', 415: 'Unsupported Media Type', 422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 503: 'Service Unavailable' },
};

/** `200 OK` */
export const statusLine = (code: number): string => `${code} ${reasons[code] ?? ''}`.trim();

/** `E1121 04:16:53.104964    3427 memcache.go:265] ...` */
export function logLine(severity: 'I' | 'W' | 'E', at: number, where: string, text: string): string {
  const iso = new Date(at).toISOString();
  const process = String(1000 + (Math.floor(at / 1000) % 9000)).padStart(7);
  return `${severity}${iso.slice(5, 7)}${iso.slice(8, 10)} ${iso.slice(11, 23)}000 ${process} ${where}] ${text}\n`;
}

/** A value behind its key: lines are shown as they are, everything else in quotes. */
function shown(value: string | number): string {
  if (typeof value === 'number') return String(value);
  if (!value.includes('\n')) return JSON.stringify(value);
  return `<\n${value
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `\t${line}\n`)
    .join('')} >`;
}

/** `"Response" verb="GET" milliseconds=1` */
export const structured = (message: string, pairs: Readonly<Record<string, string | number>>): string =>
  [JSON.stringify(message), ...Object.entries(pairs).map(([key, value]) => `${key}=${shown(value)}`)].join(' ');

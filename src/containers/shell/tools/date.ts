// Dates as `date` prints them.

const pad = (n: number, width = 2): string => String(n).padStart(width, '0');
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export function dateText(at: number, format = '%a %b %e %H:%M:%S UTC %Y'): string {
  const d = new Date(at);
  const values: Record<string, string> = {
    Y: String(d.getUTCFullYear()),
    m: pad(d.getUTCMonth() + 1),
    d: pad(d.getUTCDate()),
    e: String(d.getUTCDate()).padStart(2),
    H: pad(d.getUTCHours()),
    M: pad(d.getUTCMinutes()),
    S: pad(d.getUTCSeconds()),
    s: String(Math.floor(at / 1000)),
    N: pad(d.getUTCMilliseconds(), 3).padEnd(9, '0'),
    a: days[d.getUTCDay()] as string,
    b: months[d.getUTCMonth()] as string,
    Z: 'UTC',
    n: '\n',
    '%': '%',
    T: d.toISOString().slice(11, 19),
    F: d.toISOString().slice(0, 10),
    R: d.toISOString().slice(11, 16),
    z: '+0000',
  };
  return format.replace(/%([A-Za-z%])/g, (whole, c) => values[c] ?? whole);
}

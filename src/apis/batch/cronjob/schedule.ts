// The five fields of a schedule, with the sentences of the parser that the server uses for what is wrong with them.

interface Bounds {
  low: number;
  high: number;
  names?: Readonly<Record<string, number>>;
}

const months = Object.fromEntries(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((name, i) => [name, i + 1]));
const days = Object.fromEntries(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((name, i) => [name, i]));

const fields: readonly Bounds[] = [
  { low: 0, high: 59 },
  { low: 0, high: 23 },
  { low: 1, high: 31 },
  { low: 1, high: 12, names: months },
  { low: 0, high: 6, names: days },
];

const descriptors = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

class ScheduleError extends Error {}

function number(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new ScheduleError(`failed to parse int from ${text}: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  if (Number(text) < 0) throw new ScheduleError(`negative number (${Number(text)}) not allowed: ${text}`);
  return Number(text);
}

const numberOrName = (text: string, bounds: Bounds): number => bounds.names?.[text.toLowerCase()] ?? number(text);

/** `*`, `5`, `1-5`, each with `/2` behind it. */
function checkRange(text: string, bounds: Bounds): void {
  const [range = '', ...steps] = text.split('/');
  const [first = '', ...rest] = range.split('-');
  const single = rest.length === 0;
  let low = bounds.low;
  let high = bounds.high;
  if (first !== '*' && first !== '?') {
    low = numberOrName(first, bounds);
    if (rest.length > 1) throw new ScheduleError(`too many hyphens: ${text}`);
    high = single ? low : numberOrName(rest[0] as string, bounds);
  }
  let step = 1;
  if (steps.length > 1) throw new ScheduleError(`too many slashes: ${text}`);
  if (steps.length === 1) {
    step = number(steps[0] as string);
    // `3/5` means from 3 on.
    if (single) high = bounds.high;
  }
  if (low < bounds.low) throw new ScheduleError(`beginning of range (${low}) below minimum (${bounds.low}): ${text}`);
  if (high > bounds.high) throw new ScheduleError(`end of range (${high}) above maximum (${bounds.high}): ${text}`);
  if (low > high) throw new ScheduleError(`beginning of range (${low}) beyond end of range (${high}): ${text}`);
  if (step === 0) throw new ScheduleError(`step of range should be a positive number: ${text}`);
}

const durationPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h))*$/;

function checkDescriptor(text: string): void {
  if (descriptors.has(text)) return;
  if (!text.startsWith('@every ')) throw new ScheduleError(`unrecognized descriptor: ${text}`);
  const every = text.slice('@every '.length);
  if (!durationPattern.test(every)) throw new ScheduleError(`failed to parse duration ${text}: time: invalid duration ${JSON.stringify(every)}`);
}

/** What is wrong with a schedule; nothing when it can be kept. */
export function scheduleError(schedule: string): string | undefined {
  const text = schedule.replace(/^(?:CRON_)?TZ=\S*\s*/, '').trim();
  if (schedule === '') return 'empty spec string';
  try {
    if (text.startsWith('@')) {
      checkDescriptor(text);
      return undefined;
    }
    const parts = text.split(/\s+/).filter(Boolean);
    if (parts.length !== fields.length) return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`;
    parts.forEach((part, i) => {
      for (const range of part.split(',').filter(Boolean)) checkRange(range, fields[i] as Bounds);
    });
    return undefined;
  } catch (error) {
    if (error instanceof ScheduleError) return error.message;
    throw error;
  }
}

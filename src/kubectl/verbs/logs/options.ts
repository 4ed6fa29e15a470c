// The flags of `kubectl logs` as the query of the log subresource.
import { type Call, CommandError } from '../../call.ts';

/** How many lines of each a selector shows when nothing was said. */
const linesBySelector = 10;
const layout = '2006-01-02T15:04:05Z07:00';

function checkTime(text: string): string {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new CommandError(`parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(text)} as "2006"`);
}

function tailOf({ flags }: Call): number | undefined {
  const tail = flags.int('tail');
  if (tail !== -1) return tail;
  return flags.string('selector') && !flags.changed('tail') ? linesBySelector : undefined;
}

export type LogQuery = Record<string, string>;

export function optionsOf(call: Call): LogQuery {
  const { flags } = call;
  const [since, time, limit, tail] = [flags.duration('since'), flags.string('since-time'), flags.int('limit-bytes'), tailOf(call)];
  return {
    ...(flags.bool('follow') ? { follow: 'true' } : {}),
    ...(flags.bool('previous') ? { previous: 'true' } : {}),
    ...(flags.bool('timestamps') ? { timestamps: 'true' } : {}),
    ...(time ? { sinceTime: checkTime(time) } : {}),
    ...(since === 0 ? {} : { sinceSeconds: String(Math.round(since / 1000)) }),
    ...(tail === undefined ? {} : { tailLines: String(tail) }),
    ...(limit === 0 ? {} : { limitBytes: String(limit) }),
  };
}

export function checkOptions(call: Call, container: string): void {
  const { flags, args } = call;
  const since = flags.duration('since');
  if (flags.string('since-time') && since !== 0) throw new CommandError('at most one of `sinceTime` or `sinceSeconds` may be specified');
  if (flags.bool('all-containers') && container) throw new CommandError(`--all-containers=true should not be specified with container name ${container}`);
  if (flags.changed('container') && args.length === 2) throw new CommandError('only one of -c or an inline [CONTAINER] arg is allowed');
  if (flags.int('limit-bytes') < 0) throw new CommandError('--limit-bytes must be greater than 0');
  if (since < 0) throw new CommandError('--since must be greater than 0');
  if (flags.int('tail') < -1) throw new CommandError('--tail must be greater than or equal to -1');
}

// --request-timeout: how long one request may take. Here every request is answered at once, but a stream lasts until it is cut.
import { parseGoDuration } from '../apimachinery/duration.ts';
import type { Call } from './call.ts';
import { CommandError } from './errors.ts';

/** Milliseconds; none when it may take for ever (upstream: clientcmd.ParseTimeout). */
export function requestTimeout(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text) * 1000 || undefined;
  try {
    return parseGoDuration(text || '0') || undefined;
  } catch {
    throw new CommandError('Invalid timeout value. Timeout must be a single integer in seconds, or an integer followed by a corresponding time unit (e.g. 1s | 2m | 3h)');
  }
}

/** When a stream that begins now is cut. */
export function endOfStream({ flags, environment }: Call): number | undefined {
  const timeout = requestTimeout(flags.string('request-timeout'));
  return timeout === undefined ? undefined : environment.now() + timeout;
}

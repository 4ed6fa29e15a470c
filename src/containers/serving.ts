// Programs that start, listen, and stay: what most images do.
import { pick } from '../sim/index.ts';
import type { Line, Program, Start } from './program.ts';

interface Service {
  ports: readonly number[];
  /** Milliseconds until it listens. */
  startsIn?: number;
  /** What it logs while it starts. `$` offsets are milliseconds after the start. */
  log?: readonly { after: number; text: string; stream?: 'stdout' | 'stderr' }[];
  respond?: Program['respond'];
  stopsIn?: number | 'never';
  stopCode?: number;
}

export function serving(start: Start, service: Service): Program {
  const since = start.at + (service.startsIn ?? 100);
  const lines: Line[] = (service.log ?? []).map(({ after, text, stream }) => ({ at: start.at + after, text, stream: stream ?? 'stdout' }));
  return {
    stopsIn: service.stopsIn ?? 0,
    stopCode: service.stopCode ?? 0,
    logs: (until) => lines.filter((line) => line.at <= until),
    ports: service.ports.map((port) => ({ port, since })),
    ...(service.respond ? { respond: service.respond } : {}),
    next: (at) => [since, ...lines.map((line) => line.at)].filter((t) => t > at).sort((a, b) => a - b)[0],
  };
}

/** A program that prints why it cannot go on, and ends. */
export function failing(start: Start, code: number, lines: readonly string[], after = 60): Program {
  const at = start.at + after;
  return {
    ending: { at: at + 10, code },
    stopsIn: 0,
    stopCode: code,
    logs: (until) => (until < at ? [] : lines.map((text) => ({ at, text, stream: 'stderr' as const }))),
    ports: [],
  };
}

/** A whole number of milliseconds between two bounds, by the run's key. */
export const between = (low: number, high: number, ...key: readonly (string | number)[]): number => low + pick(high - low + 1, ...key);

// What a program wrote, as it came and as lines.
import type { Instant } from '../../sim/index.ts';
import type { Line } from '../program.ts';

export interface Chunk {
  at: Instant;
  text: string;
  stream: 'stdout' | 'stderr';
}

/** Text that came in pieces, as lines with the instant at which each was complete. */
export function linesOf(chunks: readonly Chunk[]): Line[] {
  const lines: Line[] = [];
  const open: Record<string, string> = { stdout: '', stderr: '' };
  for (const { at, text, stream } of chunks) {
    const parts = ((open[stream] as string) + text).split('\n');
    open[stream] = parts.pop() as string;
    for (const part of parts) lines.push({ at, text: part, stream });
  }
  const last = chunks.at(-1);
  for (const stream of ['stdout', 'stderr'] as const) if (open[stream] && last) lines.push({ at: last.at, text: open[stream] as string, stream });
  return lines;
}

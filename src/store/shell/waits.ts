// What a line of the terminal waits for: the cluster, the clock, the keyboard, an editor, a port.
import type { OuterWait } from '../../nodes/shell/index.ts';
import type { Answer } from '../../sim/index.ts';
import type { Outlet } from './outlet.ts';
import { editWith } from './personsEditor.ts';
import { readWith } from './personsPager.ts';
import type { Services } from './services.ts';
import type { SharedLease } from './sharedLease.ts';
import type { TypedLines } from './typedLines.ts';

/** What one line has in hand while it runs, or what is in the background between two lines. */
export interface Line {
  outlet: Outlet;
  input: TypedLines;
  /** Ctrl-C, or Ctrl-Z. */
  control: AbortController;
  isSuspended: boolean;
  /** It stands still while a line runs, instead of ending. */
  isBackground: boolean;
}

export interface Surroundings {
  readonly lease: SharedLease;
  readonly services: Services;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Waits that may be left alone and taken up again. */
export const idle: ReadonlySet<OuterWait['for']> = new Set(['change', 'instant', 'line']);
/** How often a waiting command looks whether anything has happened. */
const glance = 50;

/** `next` is when the cluster has something to do. The lease is not held. */
export async function answerTo(
  wait: Exclude<OuterWait, { for: 'utility' }>,
  next: number,
  { outlet, input, control: { signal } }: Line,
  { lease, services, env }: Surroundings,
): Promise<Answer | boolean> {
  switch (wait.for) {
    case 'change':
      return until(Math.min(wait.until ?? Number.POSITIVE_INFINITY, next), true, lease, signal);
    case 'instant':
      return until(wait.at, false, lease, signal);
    case 'editor':
      return editWith(wait, outlet, env);
    case 'pager':
      return readWith(wait, outlet, env);
    case 'line':
      return input.next(signal);
    case 'input': {
      let text = '';
      for (let line = await input.next(signal); line !== undefined; line = await input.next(signal)) text += `${line}\n`;
      return text;
    }
    case 'listen':
      return services.open(wait);
  }
}

/** Something else gets its turn at least once, so that keys are heard. */
async function until(instant: number, changes: boolean, lease: SharedLease, signal: AbortSignal): Promise<undefined> {
  do {
    await pause(Math.max(0, Math.min(instant - lease.due(), glance)), signal);
    if (changes && lease.isStale()) return;
  } while (instant > lease.due() && !signal.aborted);
}

/** The signal ends it. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
  });

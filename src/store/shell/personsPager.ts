// A text page by page, in the less of the person's machine.
import { spawnSync } from 'node:child_process';
import type { PagerWait } from '../../nodes/shell/index.ts';
import { type Environment, isThere } from './personsEditor.ts';
import type { Outlet } from './outlet.ts';

/** Answers false where there is none. It is read with the keys of the terminal, as its input is the text. */
export async function readWith({ text, args }: PagerWait, outlet: Outlet, env: Environment): Promise<boolean> {
  if (!isThere('less', env)) return false;
  const { error } = await outlet.handOver(() => spawnSync('less', args, { input: text, stdio: ['pipe', 'inherit', 'inherit'], env: { ...env, LESSSECURE: '1' } }));
  return error === undefined;
}

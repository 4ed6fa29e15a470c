// Which editor opens a text: the one that was asked for, else one that the person's machine has, else the app's own.
import { existsSync, unlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Edited, EditorWait } from '../../sim/index.ts';
import { edit } from '../editor.ts';
import type { Outlet } from './outlet.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What may stand in for an editor that the simulated machines have and the person's does not, the likest first. */
const alike: Readonly<Record<string, readonly string[]>> = {
  vi: ['vim', 'nvim'],
  vim: ['vi', 'nvim'],
  view: ['vi', 'vim', 'nvim'],
  nano: ['pico'],
};

const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat', ''] : [''];

export const isThere = (name: string, { PATH = '' }: Environment): boolean =>
  /[/\\]/.test(name) ? existsSync(name) : PATH.split(delimiter).some((folder) => endings.some((ending) => folder !== '' && existsSync(join(folder, name + ending))));

/** The command line of an editor; nothing when the machine has none that would do. */
export function editorOn(command: string, env: Environment): string | undefined {
  const name = command.trim().split(/\s+/)[0] ?? '';
  if (isThere(name, env)) return command;
  const own = [env.VISUAL, env.EDITOR].filter((one): one is string => Boolean(one)).find((one) => isThere(one.trim().split(/\s+/)[0] as string, env));
  return (alike[name] ?? []).find((other) => isThere(other, env)) ?? own;
}

/** The file of the person's machine goes when the editor has been left: its text is the simulated machine's. */
export async function editWith(wait: EditorWait, outlet: Outlet, env: Environment): Promise<Edited> {
  const command = editorOn(wait.command, env);
  if (command === undefined) {
    const text = await outlet.edit(`${wait.prefix.replace(/-$/, '')}${wait.extension}`, wait.text);
    return { text: text ?? wait.text, path: `/tmp/${wait.prefix}${process.pid}${wait.extension}` };
  }
  const edited = await outlet.handOver(() => edit({ ...wait, command }, { env, cwd: process.cwd() }));
  unlinkSync(edited.path);
  return edited;
}

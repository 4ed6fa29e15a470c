// A shell at a terminal between two lines: what it remembers, and how it prompts.
import type { Machine } from './machine.ts';

export interface Session {
  cwd: string;
  vars: Record<string, string>;
  exported: string[];
  status: number;
  /** The shells that were started, the innermost last. */
  shells: ('sh' | 'bash')[];
}

export const saved = (machine: Machine): Omit<Session, 'shells'> => ({ cwd: machine.cwd, vars: { ...machine.vars }, exported: [...machine.exported], status: machine.status });

export function restore(machine: Machine, { cwd, vars, exported, status }: Session): void {
  machine.cwd = cwd;
  machine.status = status;
  Object.assign(machine.vars, vars);
  for (const name of Object.keys(machine.vars)) if (vars[name] === undefined) delete machine.vars[name];
  for (const name of exported) machine.exported.add(name);
}

/** `/ # ` as busybox's, `# ` as dash's, `root@web:/# ` as bash's. */
export function prompt(machine: Machine, { shells, cwd, vars }: Session): string {
  const isRoot = (machine.start.user?.uid ?? 0) === 0;
  const sign = isRoot ? '#' : '$';
  const shown = cwd === vars.HOME && cwd !== '/' ? '~' : cwd;
  if (shells.at(-1) === 'bash') {
    const name = isRoot ? 'root' : 'I have no name!';
    return machine.family === 'debian' ? `${name}@${machine.start.hostname}:${shown}${sign} ` : `bash-5.2${sign} `;
  }
  return machine.family === 'debian' ? `${sign} ` : `${shown} ${sign} `;
}

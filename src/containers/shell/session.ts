// A shell at a terminal between two lines: what it remembers, and how it prompts.
import type { Shell } from '../../nodes/shell/index.ts';
import { isShell, prefersBash } from './voices.ts';
import type { World } from './world.ts';

export interface Session {
  cwd: string;
  vars: Record<string, string>;
  exported: string[];
  status: number;
  /** The shells that were started, the innermost last. */
  shells: ('sh' | 'bash')[];
  /** The beginning of a command that goes on in the next line. */
  begun?: string;
}

const kindOf = (name: string): 'sh' | 'bash' => (prefersBash(name) ? 'bash' : 'sh');

/** The innermost shell as its last line left it. */
export function resume(world: World, name: string, session: Session | undefined): Shell {
  const shell = world.shell(session?.shells.at(-1) ?? kindOf(name), true);
  if (!session) return shell;
  shell.cwd = session.cwd;
  shell.status = session.status;
  for (const gone of shell.variables.names()) if (session.vars[gone] === undefined) shell.variables.unset(gone);
  for (const [variable, value] of Object.entries(session.vars)) {
    shell.variables.set(variable, value);
    shell.variables.mark(variable, { exported: session.exported.includes(variable) });
  }
  return shell;
}

export function keep(shell: Shell, shells: Session['shells']): Session {
  const { variables, cwd, status } = shell;
  const names = variables.names();
  const vars = Object.fromEntries(names.flatMap((name) => (variables.get(name) === undefined ? [] : [[name, variables.get(name) as string]])));
  return { cwd, vars, exported: names.filter((name) => variables.find(name)?.exported), status, shells };
}

/** The shells with another one that a line starts; nothing when the line is for the innermost to run. */
export function entered(line: string, shells: Session['shells']): Session['shells'] | undefined {
  const name = line.trim();
  return isShell(name) ? [...shells, kindOf(name)] : undefined;
}

export const firstShells = (name: string): Session['shells'] => [kindOf(name)];

/** `/ # ` as busybox's, `# ` as dash's, `root@web:/# ` as bash's. */
export function prompt(world: World, { shells, cwd, vars, begun }: Session): string {
  if (begun !== undefined) return '> ';
  const isRoot = world.person.uid === 0;
  const sign = isRoot ? '#' : '$';
  const shown = cwd === vars.HOME && cwd !== '/' ? '~' : cwd;
  if (shells.at(-1) === 'bash') {
    const name = isRoot ? 'root' : 'I have no name!';
    return world.inside.family === 'debian' ? `${name}@${world.hostname}:${shown}${sign} ` : `bash-5.2${sign} `;
  }
  return world.inside.family === 'debian' ? `${sign} ` : `${shown} ${sign} `;
}

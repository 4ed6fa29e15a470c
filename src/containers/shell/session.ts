// A shell at a terminal between two lines: what it remembers, and how it prompts.
import { resolve, type Shell } from '../../nodes/shell/index.ts';
import { rootedIn } from './rooted.ts';
import { isShell, prefersBash } from './voices.ts';
import type { World } from './world.ts';

interface StartedShell {
  kind: 'sh' | 'bash';
  /** The directory of the container that is its root. */
  root: string;
  /** Where the shell was that started it. */
  from: string;
}

export interface Session {
  cwd: string;
  vars: Record<string, string>;
  exported: string[];
  status: number;
  /** The shells that were started, the innermost last. */
  shells: StartedShell[];
  /** The beginning of a command that goes on in the next line. */
  begun?: string;
}

const kindOf = (name: string): 'sh' | 'bash' => (prefersBash(name) ? 'bash' : 'sh');

/** The innermost shell as its last line left it. */
export function resume(world: World, shells: Session['shells'], session: Session | undefined): Shell {
  const shell = world.shell(shells.at(-1)?.kind, true);
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

/** The shells with another one that a command starts; nothing when the line is for the innermost to run. */
export function entered(shell: Shell, words: readonly string[], shells: Session['shells']): Session['shells'] | undefined {
  const inner = startedBy(shell.machine as World, shell.cwd, words);
  return inner && [...shells, inner];
}

function startedBy(world: World, cwd: string, [name = '', ...args]: readonly string[]): StartedShell | undefined {
  if (!world.program(name.slice(name.lastIndexOf('/') + 1))) return undefined;
  if (isShell(name)) return args.every((arg) => /^-[abd-z]+$/.test(arg)) ? { kind: kindOf(name), root: world.root, from: cwd } : undefined;
  const [directory, ...words] = args;
  if (name !== 'chroot' || directory === undefined || world.person.uid !== 0) return undefined;
  return startedBy(rootedIn(world, resolve(cwd, directory)), cwd, words.length > 0 ? words : ['/bin/sh']);
}

/** `/ # ` as busybox's, `# ` as dash's, `root@web:/# ` as bash's. */
export function prompt(world: World, { shells, cwd, vars, begun }: Session): string {
  if (begun !== undefined) return '> ';
  const { kind } = shells.at(-1) as StartedShell;
  const isRoot = world.person.uid === 0;
  const sign = isRoot ? '#' : '$';
  const shown = cwd === vars.HOME && cwd !== '/' ? '~' : cwd;
  if (kind === 'bash') {
    const name = isRoot ? 'root' : 'I have no name!';
    return world.inside.family === 'debian' ? `${name}@${world.hostname}:${shown}${sign} ` : `bash-5.2${sign} `;
  }
  return world.inside.family === 'debian' ? `${sign} ` : `${shown} ${sign} `;
}

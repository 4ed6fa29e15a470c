// Programs that a command of a machine runs in its place: the shell that it was called from runs them, on the machine's files.
import type { ProgramWait, Ran } from '../../sim/index.ts';
import { type Call, findProgram, type ShellProgram } from '../shell/index.ts';
import type { HostMachine } from './land.ts';

function makeDirectories({ shell }: Call, directories: NonNullable<ProgramWait['directories']>): { path: string; names: string[] }[] {
  const { files } = shell.machine;
  const mark = (shell.machine as HostMachine).now() % 1e9;
  return directories.map(({ prefix, files: texts }) => {
    const path = `/tmp/${prefix}${mark}`;
    if (!files.stat(path)) files.makeDirectory(path);
    for (const [name, text] of Object.entries(texts)) files.write(`${path}/${name}`, text);
    return { path, names: Object.keys(texts) };
  });
}

export function* runHere(call: Call, { command, args, env = {}, directories = [] }: ProgramWait): ShellProgram<Ran> {
  const { shell, input, out, err } = call;
  if (typeof findProgram(shell, command) !== 'function') return { status: 126, error: `exec: ${JSON.stringify(command)}: executable file not found in $PATH` };
  const made = makeDirectories(call, directories);
  const child = shell.subshell();
  for (const [name, value] of Object.entries({ ...call.env, ...env })) {
    child.variables.set(name, value);
    child.variables.mark(name, { exported: true });
  }
  child.functions.clear();
  const status = yield* child.call([command, ...made.map(({ path }) => path), ...args], { input, out, err, more: new Map() });
  const { files } = shell.machine;
  for (const { path, names } of made) {
    for (const name of names) files.remove(`${path}/${name}`);
    files.remove(path);
  }
  return { status };
}

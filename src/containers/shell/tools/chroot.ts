// chroot: a command, or a shell, whose root is a directory.
import { type Command, findProgram, Shell } from '../../../nodes/shell/index.ts';
import { rootedIn } from '../rooted.ts';
import { fail, worldOf } from './common.ts';

export const chroot: Command = function* (call) {
  const world = worldOf(call);
  const isGnu = world.tools === 'gnu';
  const [directory, ...words] = call.args;
  if (directory === undefined) return isGnu ? fail(call, "chroot: missing operand\nTry 'chroot --help' for more information.", 125) : fail(call, 'Usage: chroot NEWROOT [PROG ARGS]');
  const root = call.shell.resolve(directory);
  const found = world.files.stat(root);
  const why = world.person.uid !== 0 ? 'Operation not permitted' : !found ? 'No such file or directory' : found.directory ? undefined : 'Not a directory';
  if (why) return fail(call, `chroot: ${isGnu ? 'cannot' : "can't"} change root directory to '${directory}': ${why}`, isGnu ? 125 : 1);
  const shell = new Shell({ machine: rootedIn(world, root), environment: call.env, cwd: '/' }, undefined, call.shell.tasks);
  const [name = '', ...args] = words.length > 0 ? words : [call.env.SHELL ?? '/bin/sh', '-i'];
  const program = findProgram(shell, name);
  shell.standard = { input: call.input, out: call.out, err: call.err, more: new Map() };
  if (typeof program === 'function') return yield* program(Object.assign(Object.create(call) as typeof call, { name, args, shell }));
  const problem = program.status === 127 ? 'No such file or directory' : 'Permission denied';
  return fail(call, isGnu ? `chroot: failed to run command '${name}': ${problem}` : `chroot: can't execute '${name}': ${problem}`, program.status);
};

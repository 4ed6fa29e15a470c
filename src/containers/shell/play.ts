// Plays a program in its world: until it ends, until its time is over, or as far as its ending can be told.
import { type Call, Exit, findProgram, type OuterProgram, type Shell, type ShellProgram, Task } from '../../nodes/shell/index.ts';
import type { Ending } from '../program.ts';
import type { Halt, World } from './world.ts';

export interface Played {
  ending?: Ending;
  halted?: Halt;
}

export function play(world: World, program: OuterProgram<number>): Played {
  for (let step = program.next(); ; step = program.next()) {
    if (step.done) return { ending: { at: world.clock, code: step.value } };
    const halted = world.pass(step.value);
    if (halted) return { halted };
  }
}

/** Runs words as the first program of a shell that prints to the world. */
export function playWords(world: World, argv: readonly string[], input: string | undefined): Played {
  const shell = world.shell();
  return play(world, shell.tasks.until(new Task(first(shell, argv, world.io(input)))));
}

function* first(shell: Shell, [name = '', ...args]: readonly string[], io: ReturnType<World['io']>): ShellProgram<number> {
  shell.standard = io;
  const call: Call = { name, args, shell, input: io.input, out: io.out, err: io.err, env: shell.variables.environment(), declared: [] };
  const command = findProgram(shell, name);
  if (typeof command !== 'function') return command.status;
  try {
    return yield* command(call);
  } catch (error) {
    if (error instanceof Exit) return error.status;
    throw error;
  }
}

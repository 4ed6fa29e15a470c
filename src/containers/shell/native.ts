// A program of the image as a command of the shell: it prints in its time, and ends or stays.
import type { Command } from '../../nodes/shell/index.ts';
import type { ImageBehaviour } from '../program.ts';
import { forever, worldOf } from './tools/common.ts';

export const nativeCommand = (run: ImageBehaviour['run']): Command =>
  function* (call) {
    const world = worldOf(call);
    const program = run({ ...world.start, argv: [call.name, ...call.args], env: call.env, at: world.clock, file: (path) => world.textOf(path) });
    if (!program.ending) world.child = program;
    for (const { at, text, stream } of program.logs(Number.POSITIVE_INFINITY)) {
      if (at > world.clock) yield { for: 'instant', at };
      (stream === 'stdout' ? call.out : call.err).push(`${text}\n`);
    }
    if (!program.ending) return yield* forever();
    yield { for: 'instant', at: program.ending.at };
    return program.ending.code;
  };

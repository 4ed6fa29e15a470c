// The preparation of a lab: its lines are kubectl commands, commands on machines, and waits, run on a new cluster that then comes to rest.
import type { Lab } from './lab.ts';
import { wordsOf } from './words.ts';
import type { World } from './world.ts';

/** The longest that a prepared cluster is given to come to rest. */
const longestRest = 5 * 60_000;

/** What a line may begin with. */
export const preparations = ['kubectl', 'ssh', 'sleep', 'rest'];
export const onlyPreparations = `only ${preparations.slice(0, -1).join(', ')} and ${preparations.at(-1)} are known`;

/** A line that could not be run. */
export class PreparationError extends Error {
  /** Which one of the preparation it is, from 0. */
  index?: number;

  constructor(
    readonly line: string,
    readonly reason: string,
  ) {
    super(`"${line}" failed: ${reason}`);
    this.name = 'PreparationError';
  }
}

export function prepare(lab: Lab, world: World): void {
  world.rest(world.now + longestRest);
  for (const [index, line] of lab.prepare.entries()) {
    try {
      runLine(line, world, lab.files);
    } catch (error) {
      throw error instanceof PreparationError ? Object.assign(error, { index }) : error;
    }
  }
  world.rest(world.now + longestRest);
}

/** What kubectl says of the end of a command tells nothing more when the command has complained itself. */
const complaint = (stderr: string): string => stderr.trim().replace(/(?<=.)\ncommand terminated with exit code \d+$/s, '');

/** One line: `sleep 30`, `rest`, `kubectl ...`, or `ssh node01 ...`, which is run as root there. Also used by checks, on copies of the cluster. */
export function runLine(line: string, world: World, files: Readonly<Record<string, string>>): void {
  const [command, ...argv] = wordsOf(line);
  if (command === 'sleep') {
    world.advance(world.now + Number(argv[0]) * 1000);
    return;
  }
  if (command === 'rest') {
    world.rest(world.now + longestRest);
    return;
  }
  if (command !== 'kubectl' && command !== 'ssh') throw new PreparationError(line, onlyPreparations);
  const { status, stderr } = command === 'kubectl' ? world.kubectl(argv, files) : world.shell(argv[0] ?? '', argv.slice(1).join(' '));
  if (status !== 0) throw new PreparationError(line, complaint(stderr));
}

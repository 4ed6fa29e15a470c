// The preparation of a lab: its lines are kubectl commands and waits, run on a new cluster that then comes to rest.
import type { Lab } from './lab.ts';
import { wordsOf } from './words.ts';
import type { World } from './world.ts';

/** The longest that a prepared cluster is given to come to rest. */
const longestRest = 5 * 60_000;

/** A line that could not be run. */
export class PreparationError extends Error {
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
  for (const line of lab.prepare) runLine(line, world, lab.files);
  world.rest(world.now + longestRest);
}

/** One line: `sleep 30`, `rest`, or `kubectl ...`. Also used by checks, on copies of the cluster. */
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
  if (command !== 'kubectl') throw new PreparationError(line, 'only kubectl, sleep and rest are known');
  const { status, stderr } = world.kubectl(argv, files);
  if (status !== 0) throw new PreparationError(line, stderr.trim());
}

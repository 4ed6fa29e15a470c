// Containers: what an image does when it is run with a command, as a function of what it is started with.
import type { Instant } from '../sim/index.ts';
import type { FileChange, ImageBehaviour, Line, Program, Start, StartFailure } from './program.ts';
import { lookUpImage } from './registry.ts';
import { linesOf } from './shell/lines.ts';
import { type Played, playWords } from './shell/play.ts';
import type { World } from './shell/world.ts';
import { behaviourIn, hasProgram, inImage, throughEntrypoint, worldIn } from './start.ts';

export { type Command, type NotStarted, type Ran, runBeside, runInContainer, type Session } from './beside.ts';
export { linesOf } from './shell/lines.ts';
export { isShell } from './shell/voices.ts';
export { problemWith } from './images/controlPlane.ts';
export type { Answer, Ending, FileChange, ImageBehaviour, Line, Mount, Program, Reach, Request, Start, StartFailure, User } from './program.ts';
export { parseReference } from './reference.ts';
export { type Usage, usageOf } from './usage.ts';
export { type Login, lookUpImage, type RegistryImage, refusalOf } from './registry.ts';

export const isStartFailure = (started: Program | StartFailure): started is StartFailure => 'startError' in started;

/** What the runtime executes: the image's entrypoint and command, unless the pod says otherwise. */
export function commandLineOf(image: string, command: readonly string[] | undefined, args: readonly string[] | undefined): { argv: string[]; image: string; imageID: string } {
  const found = lookUpImage(image);
  const behaviour = behaviourIn(image);
  const entrypoint = command?.length ? command : (behaviour.entrypoint ?? []);
  const rest = args?.length ? args : command?.length ? [] : (behaviour.command ?? []);
  return { argv: [...entrypoint, ...rest], image: 'invalid' in found ? image : found.name, imageID: 'digest' in found ? `${found.repository}@${found.digest}` : image };
}

/** The files that the image's program reads when it begins, and not again by itself. */
export const readOnceBy = (image: string): readonly string[] => behaviourIn(image).reads?.files ?? [];

/** Whether a command beside the program makes it read them again. */
export const makesRead = (image: string, command: readonly string[]): boolean => behaviourIn(image).reads?.again.test(command.join(' ')) ?? false;

const startError = (name: string): string => {
  const why = name.includes('/') ? `stat ${name}: no such file or directory` : 'executable file not found in $PATH';
  return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${name}": ${why}`;
};

/** Starts a container's program. The same start always gives the same program. */
export function startProgram(start: Start): Program | StartFailure {
  const behaviour = behaviourIn(start.image);
  const full = inImage({ ...start, argv: throughEntrypoint(behaviour, start.argv) }, behaviour);
  const [name = ''] = full.argv;
  if (behaviour.programs.includes(name)) return behaviour.run(full);
  if (!hasProgram(behaviour, name, full.file)) return { startError: startError(name) };
  return scripted(full, behaviour);
}

/** Steps that are played to learn how a program ends, before it is left to run for a while. */
const budget = 3_000;

/** A script or a small tool, played until an instant. */
interface Run {
  world: World;
  result: Played;
}

function playUntil(start: Start, behaviour: ImageBehaviour, until: Instant): Run {
  const world = worldIn(start, behaviour, until, until === Number.POSITIVE_INFINITY ? budget : Number.POSITIVE_INFINITY);
  return { world, result: playWords(world, start.argv, start.stdin ? undefined : '') };
}

/** What SIGTERM does. Process 1 gets no default handlers: a shell that did not ask for it, and a small tool, do not hear it. */
function stopsOf({ child, traps }: World): Pick<Program, 'stopsIn' | 'stopCode'> {
  if (child) return { stopsIn: child.stopsIn, stopCode: child.stopCode };
  const handler = traps.get('TERM') ?? traps.get('EXIT');
  return handler ? { stopsIn: 0, stopCode: Number(/exit\s+(\d+)/.exec(handler)?.[1] ?? 0) } : { stopsIn: 'never', stopCode: 143 };
}

/** A program that the shell plays: a script, or one small tool. */
function scripted(start: Start, behaviour: ImageBehaviour): Program {
  const short = playUntil(start, behaviour, Number.POSITIVE_INFINITY);
  const wanted = start.at + 2 * ((start.seen ?? start.at) - start.at);
  const first = short.result.halted === 'budget' && short.world.clock < wanted ? playUntil(start, behaviour, wanted) : short;
  const { world, result } = first;
  let longest: { until: Instant; run: Run } | undefined = result.ending ? { until: Number.POSITIVE_INFINITY, run: first } : undefined;
  /** The same program up to a later instant tells all about the earlier ones. */
  const upTo = (until: Instant): World => {
    if (!longest || longest.until < until) longest = { until, run: playUntil(start, behaviour, until) };
    return longest.run.world;
  };
  const { child } = world;
  const usage = child ? child.usage : world.isBusy ? () => world.usage() : undefined;
  return {
    ending: result.ending,
    // Who did nothing but work for so long that it was not played on is taken to go on with it.
    knownUntil: result.halted === 'budget' || result.halted === 'until' ? Math.max(world.clock, wanted) : undefined,
    ...stopsOf(world),
    logs: (until): Line[] => linesOf(upTo(until).chunks.filter((chunk) => chunk.at <= until)),
    ports: [...world.ports, ...(child?.ports ?? [])],
    respond: child?.respond ?? (() => ({ status: 200, body: '' })),
    changes: (until): FileChange[] => upTo(until).files.written.filter((change) => change.at <= until),
    waits: result.halted === 'input',
    asksNetwork: world.asksNetwork,
    outOfMemory: world.outOfMemory,
    sends: [...world.requests].map(([to, count]) => ({
      host: to.slice(0, to.lastIndexOf(':')),
      port: Number(to.slice(to.lastIndexOf(':') + 1)),
      perSecond: (count * 1000) / Math.max(1, world.clock - start.at),
    })),
    serves: child !== undefined,
    ...(usage ? { usage } : {}),
    next: (at) =>
      [...world.files.written.map((change) => change.at), ...(result.ending ? [result.ending.at] : []), child?.next?.(at) ?? Number.POSITIVE_INFINITY]
        .filter((t) => t > at && t !== Number.POSITIVE_INFINITY)
        .sort((a, b) => a - b)[0],
  };
}

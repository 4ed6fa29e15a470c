// Containers: what an image does when it is run with a command, as a function of what it is started with.
import type { Instant } from '../sim/index.ts';
import type { FileChange, ImageBehaviour, Line, Program, Start, StartFailure } from './program.ts';
import { lookUpImage } from './registry.ts';
import { Shell } from './shell/evaluate.ts';
import { Input } from './shell/input.ts';
import { linesOf, type Machine, play } from './shell/machine.ts';
import { behaviourIn, hasProgram, inImage, machineIn, throughEntrypoint } from './start.ts';

export { type Command, type NotStarted, type Ran, runBeside, runInContainer, type Session } from './beside.ts';
export { linesOf } from './shell/machine.ts';
export { isShell } from './shell/evaluate.ts';
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

/** A script or a small tool, played until an instant. */
interface Played {
  machine: Machine;
  result: ReturnType<typeof play>;
}

/** A program that the shell plays: a script, or one small tool. */
function scripted(start: Start, behaviour: ImageBehaviour): Program {
  const playUntil = (until: Instant): Played => {
    const machine = machineIn(start, behaviour, until);
    const [name = '', ...args] = start.argv;
    return { machine, result: play(machine, () => new Shell(machine).program(name, args, { ...Shell.ioOf(machine), input: start.stdin ? Input.unknown() : new Input() })) };
  };
  const short = playUntil(Number.POSITIVE_INFINITY);
  const wanted = start.at + 2 * ((start.seen ?? start.at) - start.at);
  const first = short.result.halted === 'budget' && short.machine.now < wanted ? playUntil(wanted) : short;
  const { machine, result } = first;
  let longest: { until: Instant; played: Played } | undefined = result.ending ? { until: Number.POSITIVE_INFINITY, played: first } : undefined;
  /** The same program up to a later instant tells all about the earlier ones. */
  const upTo = (until: Instant): Machine => {
    if (!longest || longest.until < until) longest = { until, played: playUntil(until) };
    return longest.played.machine;
  };
  const changes = (until: Instant): FileChange[] => upTo(until).changes.filter((change) => change.at <= until);
  const { child } = machine;
  // Process 1 gets no default handlers: without a trap of its own, SIGTERM does nothing to a shell or a small tool.
  const stops = child
    ? { stopsIn: child.stopsIn, stopCode: child.stopCode }
    : machine.trap !== undefined
      ? { stopsIn: 0, stopCode: Number(/exit\s+(\d+)/.exec(machine.trap)?.[1] ?? 0) }
      : { stopsIn: 'never' as const, stopCode: 143 };
  return {
    ending: result.ending,
    knownUntil: result.halted === 'budget' || result.halted === 'until' ? machine.now : undefined,
    ...stops,
    logs: (until): Line[] => linesOf(upTo(until).chunks.filter((chunk) => chunk.at <= until)),
    ports: [...machine.ports, ...(child?.ports ?? [])],
    ...(child?.respond ? { respond: child.respond } : { respond: () => ({ status: 200, body: '' }) }),
    changes,
    waits: result.halted === 'input',
    asksNetwork: machine.asksNetwork,
    outOfMemory: machine.outOfMemory,
    sends: [...machine.requests].map(([to, count]) => ({
      host: to.slice(0, to.lastIndexOf(':')),
      port: Number(to.slice(to.lastIndexOf(':') + 1)),
      perSecond: (count * 1000) / Math.max(1, machine.now - start.at),
    })),
    serves: child !== undefined,
    ...(child?.usage || !machine.isBusy ? (child?.usage ? { usage: child.usage } : {}) : { usage: () => machine.usage() }),
    next: (at) =>
      [...machine.changes.map((change) => change.at), ...(result.ending ? [result.ending.at] : []), child?.next?.(at) ?? Number.POSITIVE_INFINITY]
        .filter((t) => t > at && t !== Number.POSITIVE_INFINITY)
        .sort((a, b) => a - b)[0],
  };
}

// Containers: what an image does when it is run with a command, as a function of what it is started with.
import type { Instant } from '../sim/index.ts';
import { behaviourOf } from './images/index.ts';
import type { FilesAt, ImageBehaviour, Line, Program, Start, StartFailure } from './program.ts';
import { parseReference } from './reference.ts';
import { lookUpImage } from './registry.ts';
import { Shell } from './shell/evaluate.ts';
import { linesOf, Machine, play } from './shell/machine.ts';
import { tools } from './shell/tools.ts';

export { flagsIn, problemWith } from './images/controlPlane.ts';
export type { Answer, Ending, FileChange, ImageBehaviour, Line, Program, Start, StartFailure } from './program.ts';
export { parseReference } from './reference.ts';
export { lookUpImage, type RegistryImage } from './registry.ts';

export const isStartFailure = (started: Program | StartFailure): started is StartFailure => 'startError' in started;

/** What the runtime executes: the image's entrypoint and command, unless the pod says otherwise. */
export function commandLineOf(image: string, command: readonly string[] | undefined, args: readonly string[] | undefined): { argv: string[]; image: string; imageID: string } {
  const found = lookUpImage(image);
  const behaviour = behaviourOf(parseReference(image)?.repository ?? image);
  const entrypoint = command?.length ? command : (behaviour.entrypoint ?? []);
  const rest = args?.length ? args : command?.length ? [] : (behaviour.command ?? []);
  return { argv: [...entrypoint, ...rest], image: 'invalid' in found ? image : found.name, imageID: 'digest' in found ? `${found.repository}@${found.digest}` : image };
}

const shellNames = ['sh', 'bash', 'ash', 'dash'];

const startError = (name: string): string => {
  const why = name.includes('/') ? `stat ${name}: no such file or directory` : 'executable file not found in $PATH';
  return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${name}": ${why}`;
};

/** Starts a container's program. The same start always gives the same program. */
export function startProgram(start: Start): Program | StartFailure {
  const behaviour = behaviourOf(parseReference(start.image)?.repository ?? start.image);
  const file = (path: string): string | undefined => start.file(path) ?? behaviour.files?.[path];
  const full: Start = { ...start, file };
  const [name = ''] = start.argv;
  const base = name.split('/').pop() as string;
  if (behaviour.programs.includes(name)) return behaviour.run(full);
  const small = !behaviour.distroless && (shellNames.includes(base) || base in tools || base === 'busybox');
  if (!small && file(name) === undefined) return { startError: startError(name) };
  return scripted(full, behaviour);
}

function machineOf(start: Start, behaviour: ImageBehaviour, until: Instant): Machine {
  return new Machine(start, until, (inner) => (behaviour.programs.includes(inner.argv[0] as string) ? behaviour.run(inner) : undefined));
}

/** A program that the shell plays: a script, or one small tool. */
function scripted(start: Start, behaviour: ImageBehaviour): Program {
  const playUntil = (until: Instant): { machine: Machine; result: ReturnType<typeof play> } => {
    const machine = machineOf(start, behaviour, until);
    const [name = '', ...args] = start.argv;
    return { machine, result: play(machine, () => new Shell(machine).program(name, args, Shell.ioOf(machine))) };
  };
  const { machine, result } = playUntil(Number.POSITIVE_INFINITY);
  const file: FilesAt = (path, at) => playUntil(at).machine.read(path);
  const { child } = machine;
  // Process 1 gets no default handlers: without a trap of its own, SIGTERM does nothing to a shell or a small tool.
  const stops = child
    ? { stopsIn: child.stopsIn, stopCode: child.stopCode }
    : machine.trap !== undefined
      ? { stopsIn: 0, stopCode: Number(/exit\s+(\d+)/.exec(machine.trap)?.[1] ?? 0) }
      : { stopsIn: 'never' as const, stopCode: 143 };
  return {
    ending: result.ending,
    knownUntil: result.halted === 'budget' ? machine.now : undefined,
    ...stops,
    logs: (until): Line[] => linesOf(playUntil(until).machine.chunks.filter((chunk) => chunk.at <= until)),
    ports: [...machine.ports, ...(child?.ports ?? [])],
    ...(child?.respond ? { respond: child.respond } : { respond: () => ({ status: 200, body: '' }) }),
    file,
    changes: (until) => playUntil(until).machine.changes,
    next: (at) =>
      [...machine.changes.map((change) => change.at), ...(result.ending ? [result.ending.at] : []), child?.next?.(at) ?? Number.POSITIVE_INFINITY]
        .filter((t) => t > at && t !== Number.POSITIVE_INFINITY)
        .sort((a, b) => a - b)[0],
  };
}

/** Runs a command beside a program, in its files as they are at that instant: exec probes and hooks. */
export function runInContainer(
  program: Program,
  command: readonly string[],
  { at, env, hostname }: { at: Instant; env: Readonly<Record<string, string>>; hostname: string },
): { code: number; output: string } {
  const start: Start = { image: 'busybox', argv: command, env, at, hostname, ip: '', file: (path) => program.file(path, at), key: [] };
  const machine = new Machine(start, at + 1_000, () => undefined);
  const [name = '', ...args] = command;
  const base = name.split('/').pop() as string;
  if (!(shellNames.includes(base) || base in tools)) return { code: 0, output: '' };
  const { ending, halted } = play(machine, () => new Shell(machine).program(name, args, Shell.ioOf(machine)));
  const output = machine.chunks.map((chunk) => chunk.text).join('');
  return halted ? { code: 1, output: `command timed out: "${command.join(' ')}" timed out after 1s` } : { code: ending?.code ?? 0, output };
}

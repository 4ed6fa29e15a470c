// Commands that are run in a container from outside: kubectl exec and whatever is built on it.
import type { Json, KubeObject } from '../apimachinery/object.ts';
import { type ApiError, failure, internalError } from '../apimachinery/status.ts';
import type { ExecAnswer as Answer } from '../client/index.ts';
import { makesRead, runBeside, type Session } from '../containers/index.ts';
import type { ContainerRun, ContainerSlot } from '../nodes/host/index.ts';
import { bytes } from '../sim/index.ts';
import { keepChanges, readNow } from './mounts.ts';
import { wakeProbes } from './probes.ts';
import { programOf, startOf } from './programs.ts';
import { endRun } from './termination.ts';
import { allContainers, isRunning, type Work } from './work.ts';

export interface ExecRequest {
  command: readonly string[];
  /** All of standard input, or one line of it for a shell at a terminal; nothing when nobody has been asked yet. */
  input?: string | undefined;
  terminal: boolean;
  session?: Session | undefined;
  /** A command that follows something goes on: when it began, and how far it has been shown. */
  since?: Following | undefined;
}

interface Following {
  at: number;
  shown: number;
}

export type ExecAnswer = Answer<Session, Following>;

/** How far a command is played that does not end by itself. */
const horizon = 24 * 3600_000;
/** How far ahead the program beside it is played. */
const foresight = 60_000;
/** When one is looked at again that follows something: less often the longer it has lasted. */
const pauseAfter = (lasted: number): number => (lasted < 60_000 ? 1_000 : lasted < 600_000 ? 10_000 : 300_000);

const hex = (...key: readonly (string | number)[]): string => Array.from(bytes(32, ...key), (b) => b.toString(16).padStart(2, '0')).join('');

function runningContainer(work: Work | undefined, name: string): { container: Json; slot: ContainerSlot; run: ContainerRun } {
  const slot = work?.record.containers[name];
  const container = work && allContainers(work.spec).find((c) => c.name === name);
  if (!work || !container || !slot?.run || !isRunning(slot, work.now)) throw internalError(`unable to upgrade connection: container not found (${JSON.stringify(name)})`);
  return { container, slot, run: slot.run };
}

/** Answers when the command has ended, and with what; what it wrote stays. */
export function execIn(work: Work | undefined, name: string, { command, input, terminal, session, since }: ExecRequest): ExecAnswer {
  const { container, slot, run } = runningContainer(work, name);
  const { now, record } = work as Work;
  const program = programOf(work as Work, container, run);
  const ran = runBeside(startOf(work as Work, container, run), program, {
    argv: command,
    at: since?.at ?? now,
    until: now + horizon,
    known: now + foresight,
    terminal,
    ...(input === undefined ? {} : { input }),
    ...(session ? { session } : {}),
  });
  if ('startError' in ran)
    throw internalError(
      `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "${hex('exec', record.uid, now, ...command)}": ${ran.startError}`,
    );
  const isNew = ({ at }: { at: number }): boolean => since === undefined || at > since.shown;
  const changes = ran.changes.filter(isNew);
  const output = ran.chunks.filter(isNew);
  const layer = keepChanges(work as Work, container, changes);
  if (layer.length) run.writes = [...(run.writes ?? []), ...layer];
  const isRead = run.read !== undefined && makesRead(container.image, command);
  if (isRead) run.read = readNow(work as Work, container);
  if (changes.length || isRead) wakeProbes(work as Work);
  for (const { pid, signal } of ran.signals) if (pid === 1) signalled(work as Work, container, slot, signal);
  const text = (stream: string): string =>
    output
      .filter((chunk) => chunk.stream === stream)
      .map((chunk) => chunk.text)
      .join('');
  return {
    stdout: text('stdout'),
    stderr: text('stderr'),
    output,
    endsAt: ran.ending?.at ?? (ran.wants ? now : ran.goesOn ? Math.max(now, output.at(-1)?.at ?? now) + pauseAfter(now - (since?.at ?? now)) : (ran.until ?? now)),
    ...(ran.goesOn ? { since: { at: since?.at ?? now, shown: Math.max(since?.shown ?? 0, output.at(-1)?.at ?? now) } } : {}),
    ...(ran.ending ? { exitCode: ran.ending.code } : {}),
    ...(ran.wants ? { wants: ran.wants } : {}),
    ...(ran.prompt === undefined ? {} : { prompt: ran.prompt }),
    ...(ran.session ? { session: ran.session } : {}),
  };
}

/** What comes of attaching to a container: its program reads what is typed, or nothing does and its log is to be followed. */
export interface AttachAnswer extends Partial<ExecAnswer> {
  follow?: true;
}

/** Types at process 1, which waits for input. What it says goes to the log, and its end is the container's. */
export function attachTo(work: Work | undefined, name: string, { input, terminal, session }: Omit<ExecRequest, 'command'>): AttachAnswer {
  const { container, run } = runningContainer(work, name);
  const at = work as Work;
  const program = programOf(at, container, run);
  if (!program?.waits) return { follow: true };
  const typesAtTerminal = terminal && container.tty === true;
  if (input === undefined && !typesAtTerminal) return { wants: 'input', output: [], endsAt: at.now };
  const ran = runBeside(startOf(at, container, run), undefined, {
    argv: run.argv,
    at: at.now,
    until: at.now + horizon,
    terminal: typesAtTerminal,
    ...(input === undefined ? {} : { input }),
    ...(session ? { session } : {}),
  });
  if ('startError' in ran) throw internalError(ran.startError);
  const layer = keepChanges(at, container, ran.changes);
  if (layer.length) run.writes = [...(run.writes ?? []), ...layer];
  run.said = [...(run.said ?? []), ...ran.chunks];
  if (ran.ending) {
    run.exit = { at: ran.ending.at, code: ran.ending.code, reason: ran.ending.code === 0 ? 'Completed' : 'Error' };
    delete run.knownUntil;
  }
  return {
    output: [...ran.chunks],
    endsAt: ran.ending?.at ?? at.now,
    ...(ran.ending ? { exitCode: ran.ending.code } : {}),
    ...(ran.wants ? { wants: ran.wants } : {}),
    ...(ran.prompt === undefined ? {} : { prompt: ran.prompt }),
    ...(ran.session ? { session: ran.session } : {}),
  };
}

/** Process 1 hears what it has a handler for, and nothing from inside its own container can kill it. */
function signalled(work: Work, container: Json, slot: ContainerSlot, signal: string): void {
  const program = slot.run && programOf(work, container, slot.run);
  if (!program || program.stopsIn === 'never' || !['TERM', 'QUIT', 'INT'].includes(signal)) return;
  endRun(work, { ...container, lifecycle: undefined }, slot, 3600);
}

/** What the API server says when a node's kubelet does not answer a request to run something. */
export function unreachable(path: string, pod: KubeObject, address: string, query: string): ApiError {
  const url = `https://${address}:10250/${path}/${pod.metadata.namespace}/${pod.metadata.name}`;
  return failure(500, 'InternalError', `Internal error occurred: error sending request: Post "${url}${query}": dial tcp ${address}:10250: connect: connection refused`);
}

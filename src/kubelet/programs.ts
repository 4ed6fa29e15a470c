// From a container's run on this host to the program that it is, and back to what that program logs and answers.
import type { Json } from '../apimachinery/object.ts';
import { commandLineOf, isStartFailure, type Program, startProgram, type Start, type StartFailure } from '../containers/index.ts';
import type { ContainerRun, ContainerSlot } from '../nodes/host/index.ts';
import { bytes } from '../sim/index.ts';
import { expand } from './environment.ts';
import { changesTo, mountedFile } from './mounts.ts';
import type { Work } from './work.ts';

const hex = (...key: readonly (string | number)[]): string => Array.from(bytes(32, ...key), (b) => b.toString(16).padStart(2, '0')).join('');

function startOf(work: Work, container: Json, run: ContainerRun): Start {
  const { record, pod, spec, host } = work;
  return {
    image: run.image,
    argv: run.argv,
    env: run.env,
    at: run.startedAt,
    hostname: spec.hostNetwork ? host.name : pod.metadata.name,
    ip: record.sandbox?.ip ?? '',
    file: (path) => mountedFile(work, container, path),
    changesTo: (path, from, until) => changesTo(work, container, path, [from, until], programOf),
    key: [record.uid, container.name, run.id],
  };
}

/** What a run does; nothing for hosts that only pretend, and for runs that could not start. */
export function programOf(work: Work, container: Json, run: ContainerRun): Program | undefined {
  if (work.host.runtime === 'hollow') return undefined;
  const program = startProgram(startOf(work, container, run));
  return isStartFailure(program) ? undefined : program;
}

/** A new run of the container, and what it does unless the host only pretends. */
export function prepareRun(work: Work, container: Json, slot: ContainerSlot, env: Record<string, string>): { run: ContainerRun; started: Program | StartFailure | undefined } {
  const { context, record, host, now } = work;
  const key = [context.seed, 'container', record.uid, container.name, slot.restarts + (slot.run ? 1 : 0)];
  const { argv, image, imageID } = commandLineOf(container.image, container.command, container.args);
  const run: ContainerRun = { id: hex(...key), image, imageID, argv: argv.map((text) => expand(text, env)), env, startedAt: now };
  return { run, started: host.runtime === 'hollow' ? undefined : startProgram(startOf(work, container, run)) };
}

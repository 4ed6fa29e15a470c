// Attaching to a container: what it writes from now on is shown, as long as it runs.
import type { KubeObject } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { type Container, containerFor } from '../../pods.ts';
import { follow } from '../logs/consume.ts';
import { ttyOf } from './remote.ts';

/** How long a container may take to start. */
const patience = 60_000;

export interface Attachment {
  pod: KubeObject;
  container: Container;
}

export function attachmentFor(call: Call, pod: KubeObject, name: string): Attachment {
  try {
    return { pod, container: containerFor(call, pod, name, call.flags.bool('quiet')) };
  } catch (error) {
    throw new CommandError(`cannot attach to the container: ${(error as Error).message}`);
  }
}

const notice = [
  'All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.',
  "If you don't see a command prompt, try pressing enter.",
].join('\n');

/** Containers of the lab read no input while they run, so what is typed goes nowhere; the stream is that of their log. */
export function* attachTo(call: Call, { pod, container }: Attachment): Program<number> {
  const { spec } = container;
  const quiet = call.flags.bool('quiet');
  if (call.flags.bool('tty') && !spec.tty) {
    if (!quiet) call.printError(`error: Unable to use a TTY - container ${spec.name} did not allocate one`);
  } else ttyOf(call);
  if (!quiet) call.printError(notice);
  yield* follow(call, [{ pod, container: spec.name }], { tailLines: '0' }, patience);
  return 0;
}

// Attaching to a container: what it writes from now on is shown, as long as it runs.
import type { KubeObject } from '../../../apimachinery/object.ts';
import { isReason } from '../../../apimachinery/status.ts';
import type { ExecAnswer } from '../../../client/index.ts';
import { type Call, CommandError, type Program } from '../../call.ts';
import { type Container, containerFor } from '../../pods.ts';
import { follow } from '../logs/consume.ts';
import { converse, ttyOf, type Typed } from './remote.ts';

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

interface Attached extends ExecAnswer {
  /** Nobody reads what is typed: the container's log is what there is to see. */
  follow?: true;
}

function send(call: Call, { pod, container }: Attachment, tty: boolean, typed: Typed): Attached {
  const { name, namespace } = pod.metadata;
  const query = { container: container.spec.name, ...(readsInput(call, container) ? { stdin: 'true' } : {}), stdout: 'true', ...(tty ? { tty: 'true' } : { stderr: 'true' }) };
  try {
    return call.factory.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/attach`, { query, body: typed });
  } catch (error) {
    throw isReason(error, 'InternalError') ? new CommandError((error as Error).message) : error;
  }
}

const readsInput = ({ flags }: Call, { spec }: Container): boolean => flags.bool('stdin') && spec.stdin === true;

/** What the program reads is typed to it; of one that reads nothing the log is followed. `whole` shows the log from its beginning. */
export function* attachTo(call: Call, attachment: Attachment, whole = false): Program<number> {
  const { pod, container } = attachment;
  const { spec } = container;
  const quiet = call.flags.bool('quiet');
  let tty = false;
  if (call.flags.bool('tty') && !spec.tty) {
    if (!quiet) call.printError(`error: Unable to use a TTY - container ${spec.name} did not allocate one`);
  } else tty = ttyOf(call);
  if (!quiet) call.printError(notice);
  const first = send(call, attachment, tty, {});
  if (first.follow) yield* follow(call, [{ pod, container: spec.name }], whole ? {} : { tailLines: '0' }, patience);
  else yield* converse(call, first, (typed) => send(call, attachment, tty, typed));
  const farewell = tty && !quiet ? reattachment(attachment) : undefined;
  if (farewell) call.print(farewell);
  return 0;
}

/** How to come back, where that is possible. */
function reattachment({ pod, container }: Attachment): string | undefined {
  const command = `'kubectl attach ${pod.metadata.name} -c ${container.spec.name} -i -t'`;
  if (container.list === 'ephemeralContainers') return `Session ended, the ephemeral container will not be restarted but may be reattached using ${command} if it is still running`;
  return pod.spec.restartPolicy === 'Always' ? `Session ended, resume using ${command} command when the pod is running` : undefined;
}

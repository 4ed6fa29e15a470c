// Commands in containers: the request, and what comes back. The server answers with what was written and the exit status.
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { isReason } from '../../../apimachinery/status.ts';
import type { ExecAnswer } from '../../../client/index.ts';
import { interruptKey } from '../../../sim/index.ts';
import { type Call, CommandError, type Program, readInput } from '../../call.ts';
import { exit } from '../../errors.ts';

export interface RemoteCommand {
  pod: KubeObject;
  container: string;
  command: readonly string[];
  stdin: boolean;
  tty: boolean;
}

/** A TTY needs a terminal and standard input; says so when it cannot be had. */
export function ttyOf(call: Call): boolean {
  const { flags, environment } = call;
  if (!flags.bool('tty') || !flags.bool('stdin')) return false;
  if (!environment.terminal && !flags.bool('quiet')) call.printError('Unable to use a TTY - input is not a terminal or the right kind of file');
  return environment.terminal;
}

export interface Typed {
  stdin?: string;
  session?: Json;
  since?: Json;
}

/** Without `typed` nobody has been asked for input yet. What the kubelet says comes over the stream, not as a Status. */
export function execute(call: Call, { pod, container, command, stdin, tty }: RemoteCommand, typed?: Typed): ExecAnswer {
  const { name, namespace } = pod.metadata;
  const query = { container, command, ...(stdin ? { stdin: 'true' } : {}), stdout: 'true', ...(tty ? { tty: 'true' } : { stderr: 'true' }) };
  try {
    return call.factory.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/exec`, { query, body: typed ?? {} });
  } catch (error) {
    throw isReason(error, 'InternalError') ? new CommandError((error as Error).message) : error;
  }
}

/** Shows what was written, when it was written. Ctrl-C in a shell ends what it runs. */
function* show({ environment }: Call, { output, endsAt, exitCode, wants }: ExecAnswer): Program<void> {
  const hearsInterrupt = wants === 'line';
  for (const { at, text, stream } of output) {
    if (at > environment.now() && (yield { for: 'instant', at, hearsInterrupt }) === interruptKey) return;
    environment[stream](text);
  }
  if ((exitCode !== undefined || hearsInterrupt) && endsAt > environment.now()) yield { for: 'instant', at: endsAt, hearsInterrupt };
}

/** Goes on asking until the program has ended; `more` sends what was typed. */
export function* converse(call: Call, first: ExecAnswer, more: (typed: Typed) => ExecAnswer): Program<number> {
  let result = first;
  while (result.exitCode === undefined) {
    yield* show(call, result);
    if (result.wants === 'input') result = more({ stdin: yield* readInput() });
    else if (result.wants === 'line') result = yield* typeLine(call, result, more);
    else {
      // What never ends by itself is interrupted by the person, or goes on.
      yield { for: 'instant', at: result.endsAt };
      result = more({ stdin: '', ...(result.since ? { since: result.since } : {}) });
    }
  }
  yield* show(call, result);
  return result.exitCode;
}

/** Runs the command and shows what it writes; its exit status becomes kubectl's. */
export function* runRemote(call: Call, remote: RemoteCommand): Program<number> {
  const exitCode = yield* converse(call, execute(call, remote), (typed) => execute(call, remote, typed));
  if (exitCode !== 0) throw exit(exitCode, `command terminated with exit code ${exitCode}`);
  return 0;
}

/** The end of the input ends the shell with the status of its last command. */
function* typeLine(call: Call, { prompt = '', session }: ExecAnswer, more: (typed: Typed) => ExecAnswer): Program<ExecAnswer> {
  call.environment.stdout(prompt);
  let line = yield { for: 'line', hearsInterrupt: true };
  for (; line === interruptKey; line = yield { for: 'line', hearsInterrupt: true }) call.environment.stdout(prompt);
  if (line === undefined) call.environment.stdout('\n');
  return more({ stdin: typeof line === 'string' ? line : 'exit', session });
}

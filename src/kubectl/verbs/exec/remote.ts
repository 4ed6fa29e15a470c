// Commands in containers: the request, and what comes back. The server answers with what was written and the exit status.
import type { KubeObject } from '../../../apimachinery/object.ts';
import { type Call, type Program, readInput } from '../../call.ts';
import { exit } from '../../errors.ts';

export interface RemoteCommand {
  pod: KubeObject;
  container: string;
  command: readonly string[];
  stdin: boolean;
  tty: boolean;
}

/** What an `exec` came to. */
export interface RemoteResult {
  stdout: string;
  stderr: string;
  exitCode: number;
}

/** A TTY needs a terminal and standard input; says so when it cannot be had. */
export function ttyOf(call: Call): boolean {
  const { flags, environment } = call;
  if (!flags.bool('tty') || !flags.bool('stdin')) return false;
  if (!environment.terminal && !flags.bool('quiet')) call.printError('Unable to use a TTY - input is not a terminal or the right kind of file');
  return environment.terminal;
}

export function execute(call: Call, { pod, container, command, stdin, tty }: RemoteCommand, input: string): RemoteResult {
  const { name, namespace } = pod.metadata;
  const query = { container, command, ...(stdin ? { stdin: 'true' } : {}), stdout: 'true', ...(tty ? { tty: 'true' } : { stderr: 'true' }) };
  return call.factory.request('POST', `/api/v1/namespaces/${namespace}/pods/${name}/exec`, { query, ...(stdin ? { body: { stdin: input } } : {}) });
}

/** Runs the command and shows what it writes; its exit status becomes kubectl's. */
export function* runRemote(call: Call, remote: RemoteCommand): Program<number> {
  const input = remote.stdin ? yield* readInput() : '';
  const { stdout, stderr, exitCode } = execute(call, remote, input);
  call.environment.stdout(stdout);
  if (stderr) call.environment.stderr(stderr);
  if (exitCode !== 0) throw exit(exitCode, `command terminated with exit code ${exitCode}`);
  return 0;
}

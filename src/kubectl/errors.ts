// Every sentence that kubectl prints about a failure is made here (upstream: cmdutil.CheckErr, rootHelpFlags of cobra).
import type { Call } from './call.ts';

/** A failure of the command itself. Printed as `error: <message>` unless `verbatim`; ends with exit status `code`. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly options: { code?: number; verbatim?: boolean } = {},
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

/** Wrong arguments: the sentence, and where the help is (cmdutil.UsageErrorf). */
export const usageError = (call: Pick<Call, 'command'>, message: string): CommandError => new CommandError(`${message}\nSee 'kubectl ${call.command} -h' for help and examples`);

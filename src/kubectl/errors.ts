// Every sentence that kubectl prints about a failure is made here (upstream: cmdutil.CheckErr).
import { ApiError, type Status } from '../apimachinery/status.ts';
import type { Call } from './call.ts';

/** A failure of the command itself. Printed as `error: <message>`, or as it stands when `verbatim`; exit status 1 unless `code` says otherwise. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly options: { code?: number; verbatim?: boolean } = {},
  ) {
    super(message);
    this.name = 'CommandError';
  }
}

/** Words that name no command of kubectl's own. */
export class UnknownCommand extends CommandError {}

/** Wrong arguments: the sentence, and where the help is (cmdutil.UsageErrorf). */
export const usageError = (call: Pick<Call, 'command'>, message: string): CommandError => new CommandError(`${message}\nSee 'kubectl ${call.command} -h' for help and examples`);

/** Ends the command with this status and says nothing (or nothing more). */
export const exit = (code: number, message = ''): CommandError => new CommandError(message, { code, verbatim: true });

/** The kubeconfig cannot be used (clientcmd's errConfigurationInvalid). */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join(', '));
  }
}

/** A resource that no API group serves (meta.NoResourceMatchError). */
export class NoResourceMatch extends Error {
  constructor(readonly resource: { group?: string; version?: string; resource: string }) {
    super(`no matches for ${resource.group ?? ''}/${resource.version ?? ''}, Resource=${resource.resource}`);
  }
}

/** A kind that no API group serves (meta.NoKindMatchError). */
export class NoKindMatch extends Error {}

/** The errors as one to throw; nothing when there are none. Several are an AggregateError, whose errors are printed each on a line. */
export const aggregate = (errors: readonly Error[]): Error | undefined => (errors.length > 1 ? new AggregateError(errors) : errors[0]);

function aggregateText(error: AggregateError): string {
  const texts = [...new Set((error.errors as Error[]).map(textOf))];
  return texts.length === 1 ? (texts[0] as string) : `[${texts.join(', ')}]`;
}

const textOf = (error: Error): string => (error instanceof AggregateError ? aggregateText(error) : error.message);

/** `error when creating "web.yaml": ...` before the sentence; an answer of the server stays one (cmdutil.AddSourceToErr). */
export function addSource(verb: string, source: string, error: unknown): Error {
  if (!source || !(error instanceof Error)) return error as Error;
  return withMessage(error, `error when ${verb} ${JSON.stringify(source)}: ${error.message}`);
}

/** The same failure with another sentence. */
export function withMessage(error: Error, message: string): Error {
  if (error instanceof ApiError) return new ApiError({ ...error.status, message });
  return new CommandError(message);
}

const unreachable = 'did you specify the right host or port?';
export const connectionRefused = (host: string): CommandError => new CommandError(`The connection to the server ${host} was refused - ${unreachable}`, { verbatim: true });

/** What an error says in a list of several (cmdutil's messageForError). */
function standardMessage(error: Error): string | undefined {
  if (error instanceof ApiError) {
    if (error.reason === 'Unauthorized') return `error: You must be logged in to the server (${error.message})`;
    return error.reason ? `Error from server (${error.reason}): ${error.message}` : `Error from server: ${error.message}`;
  }
  return error instanceof CommandError && error.options.verbatim ? error.message : undefined;
}

export const messageOf = (error: Error): string => standardMessage(error) ?? textOf(error);

function multiline(prefix: string, messages: readonly string[]): string {
  if (messages.length === 1) return `${prefix}${messages[0]}\n`;
  return `${prefix}\n${messages.map((message) => `* ${message}\n`).join('')}`;
}

function invalidText(status: Status): string {
  const details = status.details;
  if (!details) return `The request is invalid${status.message ? `: ${status.message}` : ''}`;
  const causes = [...new Set((details.causes ?? []).map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`))];
  let subject = 'The request is invalid';
  if (details.kind || details.name) subject = `The ${details.kind ?? ''} ${JSON.stringify(details.name ?? '')} is invalid`;
  else if (status.message && causes.length === 0) subject += `: ${status.message}`;
  return causes.length > 0 ? multiline(`${subject}: `, causes) : subject;
}

function noResourceText({ group, version, resource }: NoResourceMatch['resource']): string {
  const where = [group && `group ${JSON.stringify(group)}`, version && `version ${JSON.stringify(version)}`].filter(Boolean).join(' and ');
  return `the server doesn't have a resource type ${JSON.stringify(resource)}${where ? ` in ${where}` : ''}`;
}

/** What kubectl prints and how it ends when this was thrown. A fault of the program itself is thrown on. */
export function explainFailure(thrown: unknown): { text: string; code: number } {
  if (!(thrown instanceof Error) || thrown instanceof TypeError || thrown instanceof RangeError || thrown instanceof ReferenceError) throw thrown;
  const error = thrown instanceof AggregateError && thrown.errors.length === 1 ? (thrown.errors[0] as Error) : thrown;
  const code = error instanceof CommandError ? (error.options.code ?? 1) : 1;
  const text = failureText(error);
  return { text: text === '' || text.endsWith('\n') ? text : `${text}\n`, code };
}

function failureText(error: Error): string {
  if (error instanceof ApiError && error.reason === 'Invalid') return invalidText(error.status);
  if (error instanceof ConfigurationError) return multiline('Error in configuration: ', error.problems);
  if (error instanceof NoResourceMatch) return noResourceText(error.resource);
  if (error instanceof AggregateError) return (error.errors as Error[]).map((each) => `${messageOf(each)}\n`).join('');
  const standard = standardMessage(error);
  if (standard !== undefined) return standard;
  return error.message.startsWith('error: ') ? error.message : `error: ${error.message}`;
}

// The contract between the framework and the verbs: what a verb is, and what it is given.
import type { Answer, Program } from '../sim/index.ts';
import type { Environment } from './environment.ts';
import type { Factory } from './factory.ts';

export type { Program } from '../sim/index.ts';
export type { Environment, FileStat, FileSystem } from './environment.ts';
export { addSource, aggregate, CommandError, exit, usageError } from './errors.ts';

/** One command of kubectl: a file or folder under verbs/, plus one line in verbs/index.ts. */
export interface Verb {
  /** As in facts/kubectl.json without the leading `kubectl`: `create deployment`. */
  readonly command: string;
  /** Does it; answers the exit status. Failures are thrown: CommandError, ApiError, AggregateError of these, file errors. errors.ts makes the sentence. */
  run(call: Call): Program<number> | number;
  /** The exit status of a failure that says no other: 2 for diff, whose 1 means a difference. */
  readonly failureStatus?: number;
}

/** The flags of a command, typed; a name that the command does not have throws. */
export interface Flags {
  string(name: string): string;
  bool(name: string): boolean;
  int(name: string): number;
  /** In milliseconds. */
  duration(name: string): number;
  list(name: string): readonly string[];
  /** Whether it was given. */
  changed(name: string): boolean;
  /** Whether the command (or kubectl itself) has it. */
  has(name: string): boolean;
  /** What was typed, in its order, as `--name=value`. */
  typed(): readonly string[];
  /** Whether it is kubectl's own: a command's flag of the same name hides it. */
  isGlobal(name: string): boolean;
}

export interface Call {
  /** `create deployment` */
  readonly command: string;
  /** What is neither command nor flag. */
  readonly args: readonly string[];
  /** How many of `args` stood before `--`; -1 when there was none (cobra's ArgsLenAtDash). */
  readonly argsLenAtDash: number;
  readonly flags: Flags;
  readonly environment: Environment;
  readonly factory: Factory;
  /** Prints a line, or several, to standard output; the last end of line is added. */
  print(text: string): void;
  /** The same to standard error. */
  printError(text: string): void;
}

/** All of standard input. */
export function* readInput(): Program<string> {
  const answer: Answer = yield { for: 'input' };
  return typeof answer === 'string' ? answer : '';
}

// A tool of GNU's: options read, mistakes said as all of them say it.
import { type Call, type Command, FileError } from '../machine.ts';
import { readAll } from '../streams.ts';
import type { ShellProgram } from '../tasks.ts';
import { complain, type Known, knownOptions, OptionError, type Options, readOptions } from './options.ts';

/** A tool with these options. `usageStatus` is what a mistake in them ends it with. */
export function tool(shape: readonly string[], work: (call: Call, options: Options) => ShellProgram<number>, { usageStatus = 1, inOrder = false } = {}): Command {
  let known: Known | undefined;
  return function* (call) {
    let options: Options;
    try {
      known ??= knownOptions(shape);
      options = readOptions(call.args, known, inOrder);
    } catch (error) {
      if (!(error instanceof OptionError)) throw error;
      call.err.push(`${call.name}: ${error.message}\nTry '${call.name} --help' for more information.\n`);
      return usageStatus;
    }
    return yield* work(call, options);
  };
}

/** A tool that never waits. */
export const plainTool = (shape: readonly string[], work: (call: Call, options: Options) => number, how: { usageStatus?: number; inOrder?: boolean } = {}): Command =>
  tool(
    shape,
    // biome-ignore lint/correctness/useYield: tools are programs; this one never waits
    function* (call, options) {
      return work(call, options);
    },
    how,
  );

/** Does it, or says what the file system said; true when it was done. */
export function attempt(call: Pick<Call, 'err' | 'name'>, work: () => void, sentence: (why: string) => string): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    complain(call, sentence(error.message));
    return false;
  }
}

type Sentence = (name: string, why: string) => string;
const nameAndWhy: Sentence = (name, why) => `${name}: ${why}`;
export const cannotOpen: Sentence = (name, why) => `cannot open '${name}' for reading: ${why}`;

/** The text of each file that was named, `-` or none being standard input. What cannot be read is said and left out. */
export function* texts(call: Call, words: readonly string[], sentence = nameAndWhy): ShellProgram<{ name: string; text: string }[]> {
  const out: { name: string; text: string }[] = [];
  for (const name of words.length > 0 ? words : ['-']) {
    if (name === '-') out.push({ name: '-', text: yield* readAll(call.input) });
    else
      attempt(
        call,
        () => out.push({ name, text: call.shell.readFile(name) }),
        (why) => sentence(name, why),
      );
  }
  return out;
}

/** The lines of a text without their ends. */
export function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

export const missingOperand = (call: Call, after?: string): number => {
  call.err.push(`${call.name}: missing ${after ? `destination file operand after '${after}'` : 'operand'}\nTry '${call.name} --help' for more information.\n`);
  return 1;
};

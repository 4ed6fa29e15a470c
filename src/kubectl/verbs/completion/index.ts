// completion and the hidden commands behind it: what may follow the words typed so far.
import type { Call, Verb } from '../../call.ts';
import { CommandError, usageError } from '../../errors.ts';
import { candidatesFor } from './candidates.ts';
import { scripts } from './scripts.ts';
import { directiveNames } from './words.ts';

export const completion: Verb = {
  command: 'completion',
  run(call) {
    if (call.args.length === 0) throw usageError(call, 'Shell not specified.');
    if (call.args.length > 1) throw usageError(call, 'Too many arguments. Expected only the shell type.');
    const shell = call.args[0] as string;
    const script = scripts[shell];
    if (script === undefined) throw usageError(call, `Unsupported shell type ${JSON.stringify(shell)}.`);
    call.environment.stdout(script);
    return 0;
  },
};

function answer(call: Call, described: boolean): number {
  if (call.args.length === 0) throw new CommandError('requires at least 1 arg(s), only received 0');
  const { words, directive } = candidatesFor(call);
  const lines = words.map(({ word, text }) => (described && text ? `${word}\t${text}` : word));
  call.print([...lines, `:${directive}`].join('\n'));
  call.printError(`Completion ended with directive: ${directiveNames(directive)}`);
  return 0;
}

export const complete: Verb = { command: '__complete', run: (call) => answer(call, true) };
export const completeWithoutDescriptions: Verb = { command: '__completeNoDesc', run: (call) => answer(call, false) };

// help: the help of a command, named by its words.
import type { Verb } from '../call.ts';
import { rootCommand } from '../grammar/commands.ts';
import { findCommand } from '../grammar/find.ts';
import { FlagSet } from '../grammar/flagTypes.ts';
import { helpText } from '../help/index.ts';

export const help: Verb = {
  command: 'help',
  run(call) {
    try {
      const { command, flags } = findCommand(call.args);
      call.environment.stdout(helpText(command, flags));
      return 0;
    } catch {
      call.environment.stderr(`Unknown help topic [\`${call.args.join('` `')}\`]\n\n\n${helpText(rootCommand, new FlagSet(rootCommand))}`);
      return 0;
    }
  },
};

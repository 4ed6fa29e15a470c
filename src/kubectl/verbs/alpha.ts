// alpha: commands that are being tried; this version has none.
import type { Verb } from '../call.ts';

export const alpha: Verb = {
  command: 'alpha',
  run(call) {
    call.printError('No alpha commands are available in this version of kubectl');
    return 0;
  },
};

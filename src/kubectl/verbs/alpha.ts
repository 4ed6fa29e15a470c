// alpha: commands that are being tried; this version has none.
import type { Verb } from '../call.ts';
import { exit } from '../errors.ts';

export const alpha: Verb = {
  command: 'alpha',
  run() {
    throw exit(1, 'No alpha commands are available in this version of kubectl');
  },
};

// options: the flags that every command takes.
import type { Verb } from '../call.ts';
import { globalOptionsText } from '../help/index.ts';

export const options: Verb = {
  command: 'options',
  run(call) {
    call.environment.stdout(globalOptionsText());
    return 0;
  },
};

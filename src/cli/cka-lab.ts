// Entry of bin/cka-lab.js: its command line. A command is one file under commands/ plus one line in commands/index.ts.
import { Command } from 'commander';
import { reportFailure } from '../store/report.ts';
import { commands } from './commands/index.ts';

const program = new Command('cka-lab').description('A practice lab for the Certified Kubernetes Administrator exam').version(__VERSION__).enablePositionalOptions();
for (const add of commands) add(program);

program.parseAsync().catch((error: unknown) => {
  reportFailure('cka-lab', error);
  process.exitCode = 1;
});

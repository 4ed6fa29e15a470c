// cka-lab kubectl ARGS: kubectl of the lab, for those who have not put it on their PATH.
import type { AddCommand } from './index.ts';
import { kubectl as run } from '../../store/kubectl.ts';

export const kubectl: AddCommand = (program) =>
  program
    .command('kubectl')
    .description("run the lab's kubectl")
    .argument('[args...]')
    .allowUnknownOption()
    .passThroughOptions()
    .helpOption(false)
    .action(async (args: string[]) => {
      process.exitCode = await run(args);
    });

// kubectl kustomize: builds a folder and prints the result.
import { type Call, CommandError, type Program, type Verb } from '../call.ts';
import { buildKustomization } from '../kustomize/index.ts';

const restrictors = ['LoadRestrictionsRootOnly', 'LoadRestrictionsNone'];

function write(call: Call, path: string, text: string): void {
  const { files } = call.environment;
  let directory = false;
  try {
    directory = files.stat(path).directory;
  } catch {
    // a file that is made now
  }
  if (!directory) {
    files.writeFile(path, text);
    return;
  }
  throw new CommandError(`open ${path}: is a directory`);
}

export const kustomize: Verb = {
  command: 'kustomize',
  // biome-ignore lint/correctness/useYield: a program that waits for nothing
  *run(call): Program<number> {
    const { args, flags, environment } = call;
    if (args.length > 1) throw new CommandError('specify one path to kustomization.yaml');
    const restrictor = flags.string('load-restrictor');
    if (!restrictors.includes(restrictor)) throw new CommandError(`illegal flag value --load-restrictor ${restrictor}; legal values: [${restrictors.join(' ')}]`);
    const text = buildKustomization(environment, args[0] ?? '.');
    const output = flags.string('output');
    if (output) write(call, output, text);
    else environment.stdout(text);
    return 0;
  },
};

// plugin list: programs on the PATH whose names begin with `kubectl-`.
import type { Call, Verb } from '../call.ts';
import { CommandError } from '../errors.ts';

function namesIn(call: Call, directory: string): string[] {
  try {
    return call.environment.files.readDir(directory);
  } catch {
    return [];
  }
}

function isExecutable(call: Call, path: string): boolean {
  try {
    return (call.environment.files.stat(path).mode & 0o111) !== 0;
  } catch {
    return false;
  }
}

export const pluginList: Verb = {
  command: 'plugin list',
  run(call) {
    const directories = [...new Set((call.environment.env.PATH ?? '').split(':').filter((directory) => directory.trim() !== ''))];
    const paths = directories.flatMap((directory) =>
      namesIn(call, directory)
        .filter((name) => name.startsWith('kubectl-'))
        .map((name) => `${directory}/${name}`),
    );
    if (paths.length === 0) throw new CommandError('unable to find any kubectl plugins in your PATH');
    call.print('The following compatible plugins are available:\n\n');
    const problems: string[] = [];
    for (const path of paths) {
      call.print(call.flags.bool('name-only') ? (path.split('/').at(-1) as string) : path);
      if (isExecutable(call, path)) continue;
      problems.push(path);
      call.printError(`  - warning: ${path} identified as a kubectl plugin, but it is not executable`);
    }
    if (problems.length > 0) throw new CommandError(problems.length === 1 ? 'one plugin warning was found' : `${problems.length} plugin warnings were found`);
    return 0;
  },
};

// plugin list: programs on the PATH whose names begin with `kubectl-`.
import type { Call, Verb } from '../call.ts';
import { CommandError } from '../errors.ts';
import { commandNamed, commandPath } from '../grammar/commands.ts';

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

/** What keeps a plugin from being run: `kubectl-create-foo` is `kubectl create foo`, unless kubectl has that itself. */
function warningsOf(call: Call, path: string, name: string, before: string | undefined): string[] {
  const words = name.split('-').slice(1);
  const own = commandNamed(words.join(' '));
  return [
    ...(own ? [`${name} overwrites existing command: ${JSON.stringify(commandPath(own))}`] : []),
    ...(isExecutable(call, path) ? [] : [`${path} identified as a kubectl plugin, but it is not executable`]),
    ...(before ? [`${path} is overshadowed by a similarly named plugin: ${before}`] : []),
  ];
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
    const seen = new Map<string, string>();
    for (const path of paths) {
      const name = path.split('/').at(-1) as string;
      call.print(call.flags.bool('name-only') ? name : path);
      const warnings = warningsOf(call, path, name, seen.get(name));
      for (const warning of warnings) call.printError(`  - warning: ${warning}`);
      problems.push(...warnings);
      if (!seen.has(name)) seen.set(name, path);
    }
    if (problems.length > 0) throw new CommandError(problems.length === 1 ? 'one plugin warning was found' : `${problems.length} plugin warnings were found`);
    return 0;
  },
};

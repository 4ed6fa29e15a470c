// Where a person's files are: in the working directory of their own machine, and in their home on the cluster's base machine.
import { makeDirectory, readFile, writeFile, type HostState } from '../nodes/host/index.ts';

const home = '/home/candidate';

const pathOnBase = (path: string): string => (path.startsWith('/') ? path : `${home}/${path.replace(/^\.\//, '')}`);

/** Puts the files of a lab into the person's home on the base machine. */
export function layOnBase(base: HostState, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const steps = name.split('/');
    for (let i = 1; i < steps.length; i++) makeDirectory(base, pathOnBase(steps.slice(0, i).join('/')), { owner: 'candidate' });
    writeFile(base, pathOnBase(name), text, { owner: 'candidate' });
  }
}

/** Reads what the person wrote: the working directory's file if they changed it or have it there alone, else the base machine's. */
export function personsFile(given: Readonly<Record<string, string>>, directory: (path: string) => string | undefined, base: HostState): (path: string) => string | undefined {
  return (path) => {
    const there = readFile(base, pathOnBase(path));
    if (path.startsWith('/')) return there;
    const own = directory(path);
    return own !== undefined && own !== given[path] ? own : (there ?? own);
  };
}

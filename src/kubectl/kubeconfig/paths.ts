// Paths inside a kubeconfig: relative ones are of the file's own directory.

export const directoryOf = (path: string): string => {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : slash === 0 ? '/' : path.slice(0, slash);
};

/** The path without `.`, `..` and doubled slashes (filepath.Clean). */
export function clean(path: string): string {
  const absolute = path.startsWith('/');
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else if (part !== '..' || !absolute) out.push(part);
  }
  return `${absolute ? '/' : ''}${out.join('/')}` || (absolute ? '/' : '.');
}

export const join = (directory: string, path: string): string => (path.startsWith('/') ? path : clean(`${directory}/${path}`));

/** The way from a directory to a path, both absolute (filepath.Rel). */
export function relative(directory: string, path: string): string {
  const from = clean(directory).split('/').filter(Boolean);
  const to = clean(path).split('/').filter(Boolean);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same += 1;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
}

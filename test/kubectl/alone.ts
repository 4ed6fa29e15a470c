// kubectl with files in memory and no server: for tests of flags, arguments and kubeconfigs.
import { type Environment, run } from '../../src/kubectl/index.ts';

export interface Alone {
  files: Record<string, string>;
  /** Standard output, standard error behind `2> `, the status when it is not 0. */
  type(line: string): string;
}

function failure(code: string, sentence: string): Error {
  return Object.assign(new Error(sentence), { code });
}

export function alone(files: Record<string, string> = {}, env: Readonly<Record<string, string>> = {}): Alone {
  let screen = '';
  const at = (path: string): string => (path.startsWith('/') ? path : `/home/me/${path.replace(/^\.\//, '')}`);
  const isDirectory = (path: string): boolean => Object.keys(files).some((file) => file.startsWith(`${at(path).replace(/\/\.?$/, '')}/`));
  const environment: Environment = {
    stdout: (text) => {
      screen += text;
    },
    stderr: (text) => {
      screen += text.replace(/^/gm, '2> ').replace(/2> $/, '');
    },
    files: {
      readFile(path) {
        const text = files[at(path)];
        if (text === undefined) throw failure('ENOENT', `open ${path}: no such file or directory`);
        return text;
      },
      writeFile(path, text) {
        files[at(path)] = text;
      },
      readDir: (path) =>
        [
          ...new Set(
            Object.keys(files)
              .filter((file) => file.startsWith(`${at(path)}/`))
              .map((file) => file.slice(at(path).length + 1).split('/')[0] as string),
          ),
        ].sort(),
      stat(path) {
        if (files[at(path)] === undefined && !isDirectory(path)) throw failure('ENOENT', `stat ${path}: no such file or directory`);
        return { directory: isDirectory(path), size: files[at(path)]?.length ?? 0, mode: 0o644 };
      },
      mkdir() {},
      remove(path) {
        delete files[at(path)];
      },
    },
    env,
    cwd: '/home/me',
    home: '/home/me',
    user: 'me',
    terminal: false,
    connect: () => undefined,
    now: () => 0,
  };
  return {
    files,
    type(line) {
      screen = '';
      const step = run(line.split(' ').filter(Boolean), environment).next();
      if (!step.done) throw new Error(`${line} waits for ${step.value.for}`);
      return screen + (step.value === 0 ? '' : `=> ${step.value}\n`);
    },
  };
}

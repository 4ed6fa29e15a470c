// The machines' tools are GNU's, in a terminal that shows everything. In containers there is no such terminal, and busybox has words of its own.
import { type Call, type Command, FileError, type Sink } from '../../../nodes/shell/index.ts';

/** Tools of busybox that say what they were doing when a file was not there. */
const opens = ['cat', 'tail', 'sort', 'uniq', 'more', 'less', 'base64', 'md5sum', 'sha1sum', 'sha256sum'];

/** What busybox says where GNU says the other, without the tool's name. */
const busybox: readonly (readonly [gnu: RegExp, own: string])[] = [
  [/^cannot access '(.*)': (.*)$/, '$1: $2'],
  [/^cannot (?:read: |open ')(.*?)'?(?: for reading)?: (.*)$/, '$1: $2'],
  [/^cannot statx? '(.*)': (.*)$/, "can't stat '$1': $2"],
  [/^cannot create directory '(.*)': (.*)$/, "can't create directory '$1': $2"],
  [/^cannot create regular file '(.*)': (.*)$/, "can't create '$1': $2"],
  [/^cannot move '(.*)' to '(.*)': (.*)$/, "can't rename '$1': $3"],
  [/^cannot remove '(.*)': Is a directory$/, "'$1' is a directory"],
  [/^cannot remove '(.*)': (.*)$/, "can't remove '$1': $2"],
  [/^failed to remove '(.*)': (.*)$/, "'$1': $2"],
  [/^cannot touch '(.*)': (.*)$/, '$1: $2'],
  [/^-r not specified; (omitting directory .*)$/, '$1'],
  [/^invalid time interval '(.*)'$/, "invalid number '$1'"],
  [/^invalid option -- '(.*)'$/, 'unrecognized option: $1'],
];

function ownWords(name: string, text: string): string | undefined {
  if (text.startsWith(`Try '${name} --help'`)) return undefined;
  if (!text.startsWith(`${name}: `)) return text;
  let problem = text.slice(name.length + 2);
  for (const [gnu, own] of busybox) problem = problem.replace(gnu, own);
  if (name === 'sh' || name === 'ash') problem = problem.replace(/^([^':]+): No such file or directory$/, "can't open '$1': No such file or directory");
  if (name === 'mv') problem = problem.replace(/^can't stat /, "can't rename ");
  if (opens.includes(name))
    problem = problem.replace(/^([^'].*): Is a directory$/, 'read error: Is a directory').replace(/^([^'].*): (No such file or directory|Permission denied)$/, "can't open '$1': $2");
  return `${name}: ${problem}`;
}

/** No image sets a language: quotes are plain. */
const plainly = (text: string): string => text.replace(/[‘’]/g, "'");

function sinkIn(family: 'busybox' | 'debian', name: string, err: Sink): Sink {
  const push = (text: string): void => {
    const lines = plainly(text).split('\n');
    err.push(
      (family === 'debian'
        ? lines.map((line) => line.replace(/^((?:\S*\/)?(?:da)?sh): ([^:]+): No such file or directory$/, '$1: 0: cannot open $2: No such file'))
        : lines.flatMap((line) => ownWords(name, line) ?? [])
      ).join('\n'),
    );
  };
  return { push, drain: () => err.drain(), close: () => err.close(), terminal: err.terminal };
}

/** Ends that busybox tells otherwise. */
const statuses: Readonly<Record<string, Readonly<Record<number, number>>>> = { ls: { 2: 1 }, timeout: { 124: 143 } };

/** The tool with complaints as whoever made it words them; what it could not write, it says. */
export const inWordsOf = (family: 'busybox' | 'debian', command: Command): Command =>
  function* (call: Call) {
    const err = sinkIn(family, call.name, call.err);
    try {
      // The rest of the call stays what it is: its environment is made when somebody asks for it.
      const status = yield* command(Object.assign(Object.create(call) as Call, { err }));
      return (family === 'busybox' ? statuses[call.name]?.[status] : undefined) ?? status;
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      err.push(`${call.name}: ${error.message}\n`);
      return 1;
    }
  };

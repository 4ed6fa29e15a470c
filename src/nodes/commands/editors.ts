// Editors and pagers: the person's own editor opens the text of a file, and what it leaves is written back.
import { type Call, type Command, FileError, readAll, type ShellProgram, write } from '../shell/index.ts';
import type { Edited } from '../../sim/index.ts';

const complain = ({ err, name }: Call, text: string): number => {
  err.push(`${name}: ${text}\n`);
  return 1;
};

function* edit(call: Call, word: string): ShellProgram<number> {
  const { shell } = call;
  const { files } = shell.machine;
  const path = shell.resolve(word);
  let before = '';
  try {
    const found = files.stat(path);
    if (found?.directory) return complain(call, `${word}: Is a directory`);
    if (found) before = files.read(path);
  } catch (error) {
    if (error instanceof FileError) return complain(call, `${word}: ${error.message}`);
    throw error;
  }
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  const edited = (yield { for: 'editor', prefix: `${dot > 0 ? base.slice(0, dot) : base}-`, extension: dot > 0 ? base.slice(dot) : '', text: before, command: editorFor(call) }) as Edited;
  if (edited.error) return complain(call, edited.error);
  if (edited.text === before && files.stat(path)) return 0;
  // An editor that was left without saving a new file leaves none.
  if (edited.text === '' && !files.stat(path)) return 0;
  try {
    files.write(path, edited.text);
    return 0;
  } catch (error) {
    if (error instanceof FileError) return complain(call, `${word}: ${error.message}`);
    throw error;
  }
}

/** `vim` means vim; `editor` whatever the person likes. */
const editorFor = ({ name, env }: Call): string => (name === 'editor' ? (env.EDITOR ?? 'vi') : name);

export const editor: Command = function* (call) {
  const word = call.args.filter((arg) => !/^[-+]/.test(arg))[0];
  return word === undefined ? complain(call, 'name the file that you want to edit') : yield* edit(call, word);
};

/** less and more: the person's own less, where there is one; else shown whole, as the terminal scrolls by itself. */
export const pager: Command = function* (call) {
  const words = call.args.filter((arg) => !/^[-+]/.test(arg));
  let text = words.length === 0 ? yield* readAll(call.input) : '';
  for (const word of words) {
    try {
      text += call.shell.readFile(word);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return complain(call, `${word}: ${error.message}`);
    }
  }
  const args = call.args.filter((arg) => /^[-+]/.test(arg));
  const isRead = call.out.terminal && ((yield { for: 'pager', text, args }) as boolean | undefined);
  if (!isRead) yield* write(call.out, text);
  return 0;
};

// bash's keys on a line: `|` is the cursor.
import { expect, it } from 'vitest';
import { type EditedLine, editWith, emptyLine, insert } from '../../src/ui/terminal/lineEditor.ts';

const lineAt = (marked: string): EditedLine => ({ ...emptyLine, text: marked.replace('|', ''), cursor: marked.indexOf('|') });
const marked = ({ text, cursor }: EditedLine): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

it.each([
  ['kubectl get pods|', 'ctrl-a', '|kubectl get pods'],
  ['kubectl| get pods', 'ctrl-e', 'kubectl get pods|'],
  ['kubectl get -n kube-system pods|', 'alt-b alt-b', 'kubectl get -n kube-|system pods'],
  ['|kubectl get-all', 'alt-f alt-f', 'kubectl get|-all'],
  ['get pods/web-1  |', 'ctrl-w', 'get |'],
  ['get pods/web-1|', 'alt-backspace', 'get pods/web-|'],
  ['one two| three', 'ctrl-u', '| three'],
  ['one two| three', 'ctrl-k', 'one two|'],
  ['one two| three', 'ctrl-k ctrl-a ctrl-y', ' three|one two'],
  ['on|e', 'ctrl-d', 'on|'],
  ['aü🙂|', 'backspace backspace', 'a|'],
  ['🙂|', 'left', '|🙂'],
  ['teh|', 'ctrl-t', 'the|'],
  ['a b|', 'ctrl-w ctrl-w ctrl-_', 'a |'],
  ['one\ntwo|', 'home', '|one\ntwo'],
])('%s, %s: %s', (before, keys, after) => {
  expect(marked(keys.split(' ').reduce((line, key) => editWith(line, key) as EditedLine, lineAt(before)))).toBe(after);
});

it('inserts where the cursor is, and knows what is no edit', () => {
  expect(marked(insert(lineAt('get| x'), ' pods'))).toBe('get pods| x');
  expect(editWith(emptyLine, 'f7')).toBeUndefined();
});
